import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { line } from '../../../../src/chat/reply.ts';
import { openTerminal, type Setup, terminalIdentity } from './terminal-on-streams.ts';

describe('a person at the terminal', () => {
  async function sit(setup: Setup = {}) {
    const opened = openTerminal({ interactive: true, ...setup });
    await opened.terminal.start(opened.handle);
    await sleep(5);
    return {
      ...opened,
      async types(keys: string) {
        const before = opened.written().length;
        opened.input.write(keys);
        await sleep(20);
        return opened.written().slice(before);
      },
    };
  }

  it('is welcomed and prompted', async () => {
    const { written, terminal } = await sit();
    expect(written()).toContain('Friday is listening.');
    expect(written()).toContain('friday (anna)> ');
    await terminal.stop();
  });

  it('gets an answer and the next prompt', async () => {
    const { types, terminal } = await sit();
    const shown = await types('in design\r');
    expect(shown).toContain('friday (anna in #design)> ');
    const answer = await types('/hello\r');
    expect(answer.indexOf('  heard /hello\n')).toBeGreaterThan(-1);
    expect(answer.lastIndexOf('friday (anna in #design)> ')).toBeGreaterThan(answer.indexOf('heard /hello'));
    expect(answer).not.toContain('anna> /hello');
    await terminal.stop();
  });

  it('keeps what is being typed when a message arrives', async () => {
    const { types, terminal, written, arrived } = await sit();
    await types('half a li');
    const before = written().length;
    await terminal.deliver({ to: terminalIdentity('bob'), reply: { blocks: [line('news')] }, language: 'en' });
    await sleep(5);
    const shown = written().slice(before);
    expect(shown).toContain('→ bob: news\n');
    expect(shown.slice(shown.indexOf('news'))).toContain('friday (anna)> half a li');
    await types('ne\r');
    expect(arrived[0]?.text).toBe('half a line');
    await terminal.stop();
  });

  it('is prompted for the next line of a message', async () => {
    const { types, terminal, arrived } = await sit();
    expect(await types('/task A\\\r')).toContain('… ');
    await types('more\r');
    expect(arrived[0]?.text).toBe('/task A\nmore');
    await terminal.stop();
  });

  it('clears the line with Ctrl-C, gives up a begun message with the next and leaves with one more', async () => {
    const { types, terminal, arrived } = await sit();
    await types('/task A\\\r');
    await types('oops\u0003');
    await types('\u0003');
    await types('hello\r');
    expect(arrived.map(({ text }) => text)).toEqual(['hello']);
    await types('\u0003');
    await terminal.finished;
  });

  it.each(['\u0004', 'quit\r', 'exit\r'])('leaves with %j', async (keys) => {
    const { types, terminal } = await sit();
    await types(keys);
    await terminal.finished;
  });

  it('wraps answers at the width of the screen', async () => {
    const wide = Object.assign(new PassThrough(), { columns: 40 });
    let text = '';
    wide.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const { types, terminal } = await sit({ output: wide, reply: () => ({ blocks: [line('word '.repeat(30))] }) });
    await types('x\r');
    const answer = text.split('\n').filter((one) => one.startsWith('  word'));
    expect(answer.length).toBeGreaterThan(3);
    expect(Math.max(...answer.map((one) => one.length))).toBeLessThanOrEqual(40);
    await terminal.stop();
  });

  it('reads a welcome that fits the screen', async () => {
    const narrow = Object.assign(new PassThrough(), { columns: 36 });
    let text = '';
    narrow.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const { terminal, types } = await sit({ output: narrow });
    await types('in design\r');
    const said = stripVTControlCharacters(text)
      .split('\n')
      .filter((one) => !one.includes('friday ('));
    expect(Math.max(...said.map((one) => one.length))).toBeLessThanOrEqual(36);
    expect(said.join(' ')).toContain('Friday is listening. Type a command, or ? for help.');
    await terminal.stop();
  });

  it('leaves no code behind in the lines that are kept, and lets nobody else read them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'friday-history-'));
    const historyFile = join(folder, 'history');
    writeFileSync(historyFile, '/friday link AAAA yes\n/tasks\n', { mode: 0o644 });
    const { types, terminal } = await sit({ historyFile });
    for (const line of ['/link CODE', '/start CODE', ' start CODE', '/LINK CODE', '/link', '/timer start 12']) {
      await types(`${line}\r`);
    }
    await terminal.stop();
    expect(readFileSync(historyFile, 'utf8')).toBe('/tasks\n/link\n/timer start 12\n');
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  it('finds earlier lines again, also the next day', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'friday-history-'));
    const historyFile = join(folder, 'history');
    const first = await sit({ historyFile });
    await first.types('/tasks\r');
    await first.types('/timer\r');
    await first.terminal.stop();
    expect(readFileSync(historyFile, 'utf8')).toBe('/tasks\n/timer\n');
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    const second = await sit({ historyFile });
    await second.types('\u001b[A\u001b[A\r');
    expect(second.arrived[0]?.text).toBe('/tasks');
    await second.terminal.stop();
    rmSync(folder, { recursive: true });
  });
});
