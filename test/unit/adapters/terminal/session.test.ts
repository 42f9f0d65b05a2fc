import { describe, expect, it } from 'vitest';
import {
  createSession,
  defaultPerson,
  directChatOf,
  mentionsIn,
  personCalled,
  userOfMachine,
} from '../../../../adapters/terminal/session.ts';

function sent(session: ReturnType<typeof createSession>, line: string) {
  const step = session.take(line);
  if (step.kind !== 'send') throw new Error(`not sent: ${step.kind}`);
  return step.incoming;
}

describe('a name in the terminal', () => {
  it.each([
    ['anna', 'anna', 'Anna'],
    ['ANNA', 'anna', 'ANNA'],
    ['олена', 'олена', 'Олена'],
    ['Алёна', 'алена', 'Алёна'],
    ['ann.k-2_x', 'ann.k-2_x', 'Ann.k-2_x'],
    ['__proto__', '__proto__', '__proto__'],
  ])('%s is %s, called %s', (typed, externalId, name) => {
    const directChat = `terminal:${externalId}`;
    expect(personCalled(typed)).toEqual({ externalId, name, standing: 'member', directChat });
  });

  it.each(['', 'a b', 'anna.', 'x'.repeat(33), '...', '-', 'a@b', 'a\u0000', '🎉', 'a\u202e'])(
    '%j is none',
    (typed) => {
      expect(personCalled(typed)).toBeUndefined();
    },
  );

  it.each([
    ['CORP\\anna k', 'corpannak'],
    ['anna.', 'anna'],
    ['🎉', 'me'],
    ['', 'me'],
    ['x'.repeat(99), 'x'.repeat(32)],
  ])('of the machine, %j, becomes %s', (typed, externalId) => {
    expect(defaultPerson(typed).externalId).toBe(externalId);
  });
});

describe('the user of the machine', () => {
  it('is me where the machine has no name for them', () => {
    const unknown = () => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    };
    expect(userOfMachine(unknown)).toBe('me');
    expect(userOfMachine(() => 'anna')).toBe('anna');
  });
});

describe('mentions', () => {
  it.each([
    ['/task Banner @anna @Олена.', ['anna', 'Олена']],
    ['(@anna, @bob-2)', ['anna', 'bob-2']],
    ['@anna @anna', ['anna']],
    ['ann@example.com', []],
    ['@ @@ @...', []],
    [`@${'x'.repeat(33)}`, []],
  ])('of %j are %j', (text, names) => {
    expect(mentionsIn(text).map((mention) => mention.text)).toEqual(names);
  });

  it('carry the account that is meant', () => {
    expect(mentionsIn('hi @Anna')[0]?.account).toMatchObject({ externalId: 'anna', name: 'Anna', standing: 'member' });
  });

  it('are found in hostile lines without delay', () => {
    const startedAt = performance.now();
    mentionsIn('@'.repeat(40_000));
    mentionsIn(`@${'.'.repeat(40_000)}`);
    mentionsIn('@a.'.repeat(13_000));
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('a session', () => {
  it('sends what is typed as the speaker, in private', () => {
    expect(sent(createSession('anna'), '/task Banner')).toEqual({
      platform: 'terminal',
      sender: { externalId: 'anna', name: 'Anna', standing: 'member', directChat: 'terminal:anna' },
      chat: { id: 'terminal:anna', kind: 'direct' },
      text: '/task Banner',
      origin: 'typed',
    });
  });

  it('speaks as somebody else after `as`', () => {
    const session = createSession('anna');
    expect(session.take('as @Bob')).toEqual({ kind: 'as', name: 'Bob' });
    expect(sent(session, 'hi').sender.externalId).toBe('bob');
    expect(session.place()).toBe('bob');
  });

  it('speaks in a room after `in` and alone again after `in private`', () => {
    const session = createSession('anna');
    session.take('in #Design');
    expect(sent(session, '/hi').chat).toEqual({ id: 'room:design', kind: 'group' });
    expect(session.place()).toBe('anna in #design');
    session.take('in private');
    expect(sent(session, 'hi').chat).toEqual({ id: 'terminal:anna', kind: 'direct' });
  });

  it.each([
    ['as bob smith', 'odd name'],
    ['as b@d', 'odd name'],
    ['as', 'odd name'],
    ['in 2h', 'odd room'],
    ['in 2 hours', 'send'],
    ['in', 'send'],
    ['assemble', 'send'],
    ['quit', 'quit'],
    ['EXIT', 'quit'],
    ['quit smoking', 'send'],
    ['   ', 'nothing'],
    ['7', 'no button'],
  ])('takes %j as: %s', (line, kind) => {
    expect(createSession('anna').take(line).kind).toBe(kind);
  });

  it.each(['in 2h', 'as agreed with Anna', 'in 2 hours'])('leaves %j to Friday when Friday asked', (line) => {
    const session = createSession('anna');
    session.noteQuestion('anna', directChatOf('anna'), true);
    expect(sent(session, line).text).toBe(line);
  });

  it.each(['hello', 'done 12', 'in 2 hours'])('leaves %j in a room to the people there', (line) => {
    const session = createSession('anna');
    session.take('in design');
    expect(session.take(line)).toEqual({ kind: 'said', room: 'design' });
    session.noteQuestion('anna', session.chat(), true);
    expect(sent(session, line).text).toBe(line);
  });

  it.each(['?', 'help', 'HELP'])('asks Friday for help on %s', (line) => {
    expect(sent(createSession('anna'), line).text).toBe('/help');
  });

  it('knows the further words it was given', () => {
    expect(createSession('anna', ['clock']).take('Clock + 2 h ')).toEqual({
      kind: 'extra',
      word: 'clock',
      rest: '+ 2 h',
    });
  });

  it('presses the button with the number typed, in the chat where it was shown', () => {
    const session = createSession('anna');
    expect(session.numberButton('anna', 'done 12', directChatOf('anna'))).toBe(1);
    expect(session.numberButton('anna', 'move 12', directChatOf('anna'))).toBe(2);
    session.take('in design');
    expect(sent(session, ' 2 ')).toMatchObject({
      text: 'move 12',
      origin: 'pressed',
      chat: { id: 'terminal:anna', kind: 'direct' },
    });
    expect(session.take('3')).toEqual({ kind: 'no button', typed: '3' });
    expect(session.take('0')).toEqual({ kind: 'no button', typed: '0' });
    session.noteQuestion('anna', session.chat(), true);
    expect(sent(session, '3')).toMatchObject({ text: '3', origin: 'typed' });
  });

  it('numbers the buttons of each person apart', () => {
    const session = createSession('anna');
    session.numberButton('anna', 'done 1', directChatOf('anna'));
    expect(session.numberButton('bob', 'done 2', directChatOf('bob'))).toBe(1);
    session.restartNumbers('anna');
    expect(session.numberButton('anna', 'done 3', directChatOf('anna'))).toBe(1);
    expect(session.numberButton('bob', 'done 4', directChatOf('bob'))).toBe(2);
    session.take('as bob');
    expect(sent(session, '2').text).toBe('done 4');
  });
});
