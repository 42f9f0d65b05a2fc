import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../src/chat/chat-adapter.ts';
import { buttons, line, type Reply } from '../../../../src/chat/reply.ts';
import { openTerminal, runScript, terminalIdentity } from './terminal-on-streams.ts';

describe('a script in the terminal', () => {
  it('echoes and answers one line after the other', async () => {
    const { text, arrived } = await runScript(
      '/tasks\n\nas bob\r\n/timer\nin design\nhello\n/task Cup\nin private\nlast',
    );
    expect(text).toBe(
      [
        'anna> /tasks',
        '  heard /tasks',
        '',
        'anna> as bob',
        'You are Bob now.',
        '',
        'bob> /timer',
        '  heard /timer',
        '',
        'bob> in design',
        'You are in #design, where everybody can read along and Friday listens to what begins with /. `in private` goes back.',
        '',
        'bob in #design> hello',
        '(said to everybody in #design)',
        '',
        'bob in #design> /task Cup',
        '  heard /task Cup',
        '',
        'bob in #design> in private',
        'You are talking to Friday alone.',
        '',
        'bob> last',
        '  heard last',
        '',
      ].join('\n'),
    );
    expect(arrived.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-2', 'request-3', 'request-4']);
  });

  it('puts lines together that end with a backslash', async () => {
    const { arrived, text } = await runScript('/task Banner\\\nfirst line\\\n\nnext');
    expect(arrived.map((incoming) => incoming.text)).toEqual(['/task Banner\nfirst line\n', 'next']);
    expect(text).toContain('anna> /task Banner\n  … first line\n  … \n');
  });

  it('takes a message that the end of the input cuts off', async () => {
    expect((await runScript('/task Banner\\')).arrived[0]?.text).toBe('/task Banner\n');
  });

  it('stops reading at quit', async () => {
    const { arrived } = await runScript('one\nquit\ntwo\n');
    expect(arrived.map(({ text }) => text)).toEqual(['one']);
  });

  it('ends at once without any input', async () => {
    expect((await runScript('')).text).toBe('');
  });

  it('joins characters that arrive in pieces', async () => {
    const { terminal, input, handle, arrived } = openTerminal();
    await terminal.start(handle);
    for (const byte of Buffer.from('Привіт\nще\n')) {
      input.write(Buffer.from([byte]));
      await sleep(0);
    }
    input.end();
    await terminal.finished;
    expect(arrived.map(({ text }) => text)).toEqual(['Привіт', 'ще']);
  });

  it('takes a line separator inside a line as part of what was written', async () => {
    expect((await runScript('a\u2028b\n')).arrived.map(({ text }) => text)).toEqual(['a\u2028b']);
  });

  it('passes hostile lines on whole and shows none of their codes', async () => {
    const hostile = `\u001b[2J\u0000${'x'.repeat(10_000)}\u202e`;
    const { arrived, text } = await runScript(`${hostile}\n`);
    expect(arrived[0]?.text).toBe(hostile);
    for (const code of ['\u001b', '\u0000', '\u202e']) expect(text).not.toContain(code);
    expect(text).toContain('x'.repeat(10_000));
  });

  it('tells what others are told before the next line, with numbers of their own', async () => {
    const reply: Reply = { blocks: [line('A task for you'), buttons({ label: 'Took it', command: 'took 1' })] };
    const { text, arrived } = await runScript('/task A @bob\nas bob\n1\n', {
      reply: (incoming) => ({ blocks: [line(incoming.text), buttons({ label: 'Undo', command: 'undo' })] }),
      async owed(terminal, last) {
        if (last?.text.startsWith('/task'))
          await terminal.deliver({ to: terminalIdentity('bob'), reply, language: 'en' });
      },
    });
    expect(text).toContain(
      'anna> /task A @bob\n  /task A @bob\n  [1] Undo\n→ bob: A task for you\n  [1] Took it\n\nanna> as bob\n',
    );
    expect(arrived[1]).toMatchObject({ text: 'took 1', origin: 'pressed', sender: { externalId: 'bob' } });
  });

  it('goes on numbering the speaker’s buttons in messages that come between', async () => {
    const told: Reply = { blocks: [buttons({ label: 'Keep', command: 'keep' })] };
    const { text } = await runScript('a\nb\n', {
      reply: () => ({ blocks: [buttons({ label: 'Yes', command: 'y' }, { label: 'No', command: 'n' })] }),
      owed: (terminal) => terminal.deliver({ to: terminalIdentity('anna'), reply: told, language: 'en' }),
    });
    const round = '  [1] Yes  [2] No\n→ anna: [3] Keep\n';
    expect(text).toBe(`anna> a\n${round}\nanna> b\n${round}`);
  });

  it('marks a private answer in a room and presses its buttons in private', async () => {
    const { text, arrived } = await runScript('in design\n/link\n1\n', {
      reply: () => ({ place: 'private', blocks: [line('secret'), buttons({ label: 'New', command: 'link new' })] }),
    });
    expect(text).toContain('anna in #design> /link\n  (only Anna sees this)\n  secret\n  [1] New\n');
    expect(arrived[1]?.chat).toEqual({ id: 'terminal:anna', kind: 'direct' });
  });

  it('lets nobody’s words pass for the terminal’s own', async () => {
    const { text } = await runScript('x\n', {
      reply: () => ({ blocks: [line('→ boss: pay'), { kind: 'quote', text: 'a\nanna> /undo' }] }),
    });
    expect(text).toBe('anna> x\n  → boss: pay\n  │ a\n  │ anna> /undo\n');
  });

  it('answers its further words itself', async () => {
    const { text, arrived } = await runScript('clock +2h\n', { extraWords: { clock: async (rest) => `now ${rest}` } });
    expect(text).toBe('anna> clock +2h\nnow +2h\n');
    expect(arrived).toEqual([]);
  });

  it('leaves to Friday what answers her question in a room', async () => {
    const { arrived } = await runScript('in design\n/note 1\nThe client likes blue\nso do I\n', {
      reply: (incoming) => (incoming.text === '/note 1' ? { blocks: [], asks: { hint: 'your note' } } : { blocks: [] }),
    });
    expect(arrived.map(({ text }) => text)).toEqual(['/note 1', 'The client likes blue']);
  });

  it('says that a number is no button and keeps the numbers that are shown', async () => {
    const { text, arrived } = await runScript('/tasks\n7\n1\n', {
      reply: () => ({ blocks: [buttons({ label: 'Done', command: 'done 1' })] }),
    });
    expect(text).toContain('anna> 7\nThere is no button 7.\n\nanna> 1\n');
    expect(arrived.map((incoming) => incoming.text)).toEqual(['/tasks', 'done 1']);
  });

  it('goes on after something broke', async () => {
    const { text } = await runScript('a\nb\n', {
      reply: (incoming) => {
        if (incoming.text === 'a') throw new Error('boom');
        return { blocks: [line('fine')] };
      },
    });
    expect(text).toMatch(/anna> a\nSomething went wrong.*\n\nanna> b\n {2}fine\n/);
  });

  it('refuses to deliver to a terminal that is gone', async () => {
    const { terminal, output } = openTerminal();
    output.destroy();
    const message: Outgoing = { to: terminalIdentity('anna'), reply: { blocks: [] }, language: 'en' };
    await expect(terminal.deliver(message)).rejects.toMatchObject({ kind: 'temporary' });
  });

  it('answers the line at work before it stops', async () => {
    const { terminal, input, handle, written } = openTerminal();
    await terminal.start(handle);
    input.write('one\ntwo\n');
    await sleep(0);
    await terminal.stop();
    await sleep(1);
    expect(written()).toBe('anna> one\n  heard one\n');
  });
});
