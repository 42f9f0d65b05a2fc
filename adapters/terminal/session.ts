import { userInfo } from 'node:os';
import type { Chat, Incoming, Mention, Sender } from '../../src/chat/incoming.ts';
import { fold } from '../../src/domain/fold.ts';

const NAME_MAX = 32;
const NAME = /^[\p{L}\p{M}\p{N}_.-]+$/u;

/** What a typed line asks of the terminal. `send` goes to Friday; all else stays here. */
export type Step =
  | { kind: 'nothing' }
  | { kind: 'quit' }
  | { kind: 'as'; name: string }
  | { kind: 'in'; room: string | undefined }
  | { kind: 'odd name' | 'odd room'; typed: string }
  | { kind: 'no button'; typed: string }
  /** people talking to each other */
  | { kind: 'said'; room: string }
  | { kind: 'extra'; word: string; rest: string }
  | { kind: 'send'; incoming: Omit<Incoming, 'requestId'> };

/** A person by the name typed; undefined where the name is none. Everybody at a terminal belongs to the organisation. */
export function personCalled(typed: string): Sender | undefined {
  if (typed.length > NAME_MAX || typed.endsWith('.') || !NAME.test(typed) || !/[\p{L}\p{N}]/u.test(typed)) {
    return undefined;
  }
  const externalId = fold(typed);
  const [first = '', ...rest] = typed.normalize('NFC');
  const name = first.toUpperCase() + rest.join('');
  return { externalId, name, standing: 'member', directChat: directChatOf(externalId).id };
}

/** A process may run as a user that the machine has no name for, as in many containers. */
export function userOfMachine(read: () => string = () => userInfo().username): string {
  try {
    return read();
  } catch {
    return 'me';
  }
}

/** Makes a name of whatever the machine calls its user. */
export function defaultPerson(typed: string): Sender {
  const cleaned = typed.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '').slice(0, NAME_MAX);
  return personCalled(cleaned.replace(/^\.+|\.+$/g, '')) ?? personOrThrow('me');
}

function personOrThrow(typed: string): Sender {
  const person = personCalled(typed);
  if (!person) throw new Error(`Not a name: ${typed}`);
  return person;
}

export function directChatOf(externalId: string): Chat {
  return { id: `terminal:${externalId}`, kind: 'direct' };
}

/** Every `@name` of a text that does not stand inside a word, such as in `ann@example.com`. */
export function mentionsIn(text: string): Mention[] {
  const found = new Map<string, Mention>();
  for (const [, typed = ''] of text.matchAll(/(?<![\p{L}\p{M}\p{N}_.@-])@([\p{L}\p{M}\p{N}_.-]+)/gu)) {
    const name = withoutTrailingDots(typed);
    const account = personCalled(name);
    if (account) found.set(name, { text: name, account, isGuess: true });
  }
  return [...found.values()];
}

function withoutTrailingDots(text: string): string {
  let end = text.length;
  while (text[end - 1] === '.') end -= 1;
  return text.slice(0, end);
}

/** Who speaks where, and which numbers stand for which buttons. Each person has numbers of their own. */
export function createSession(defaultSpeaker: string, extraWords: readonly string[] = []) {
  let speaker = defaultPerson(defaultSpeaker);
  let room: string | undefined;
  const buttons = new Map<string, { command: string; chat: Chat }[]>();
  const questions = new Set<string>();

  function chat(): Chat {
    return room === undefined ? directChatOf(speaker.externalId) : { id: `room:${room}`, kind: 'group' };
  }

  function isAsked(): boolean {
    return questions.has(`${speaker.externalId}\n${chat().id}`);
  }

  function send(text: string, where: Chat, origin: 'typed' | 'pressed'): Step {
    const mentions = origin === 'typed' ? mentionsIn(text) : [];
    const incoming = { platform: 'terminal', sender: speaker, chat: where, text, origin } as const;
    return { kind: 'send', incoming: mentions.length > 0 ? { ...incoming, mentions } : incoming };
  }

  /** Reads a line and takes the speaker or the room from it. */
  function take(line: string): Step {
    const step = stepOf(line);
    if (step.kind === 'as') speaker = personOrThrow(step.name);
    if (step.kind === 'in') room = step.room;
    return step;
  }

  function stepOf(line: string): Step {
    const trimmed = line.trim();
    if (trimmed === '') return { kind: 'nothing' };
    if (/^\d{1,9}$/.test(trimmed)) {
      const button = buttons.get(speaker.externalId)?.[Number(trimmed) - 1];
      if (button) return send(button.command, button.chat, 'pressed');
      if (!isAsked()) return { kind: 'no button', typed: trimmed };
    }
    if (trimmed === '?' || fold(trimmed) === 'help') return send('/help', chat(), 'typed');
    const [first = '', ...more] = trimmed.split(/\s+/);
    const word = fold(first);
    if (more.length === 0 && (word === 'quit' || word === 'exit')) return { kind: 'quit' };
    if (extraWords.includes(word)) return { kind: 'extra', word, rest: trimmed.slice(first.length).trim() };
    const move = word === 'as' || word === 'in' ? moveOf(word, more) : undefined;
    if (move) return move;
    if (room !== undefined && !trimmed.startsWith('/') && !isAsked()) return { kind: 'said', room };
    return send(line, chat(), 'typed');
  }

  /** `as` and `in` also begin sentences, such as the answer `in 2 hours`: those are Friday's. */
  function moveOf(word: 'as' | 'in', more: readonly string[]): Step | undefined {
    if (word === 'as') {
      const name = more.length === 1 ? more[0]?.replace(/^@/, '') : undefined;
      if (name && personCalled(name)) return { kind: 'as', name };
      return isAsked() ? undefined : { kind: 'odd name', typed: more.join(' ') };
    }
    if (more.length !== 1) return undefined;
    const typed = more[0]?.replace(/^#/, '') ?? '';
    if (fold(typed) === 'private') return { kind: 'in', room: undefined };
    if (personCalled(typed) && /^\p{L}/u.test(typed)) return { kind: 'in', room: fold(typed) };
    return isAsked() ? undefined : { kind: 'odd room', typed };
  }

  return {
    take,
    chat,
    speaker: () => speaker,
    /** `anna`, or `anna in #design` */
    place: () => (room === undefined ? speaker.externalId : `${speaker.externalId} in #${room}`),
    /** The person's numbers start at 1 again: they said something new. */
    restartNumbers: (externalId: string) => buttons.delete(externalId),
    /** The next free number of a person, which from now on presses this button. */
    numberButton(externalId: string, command: string, where: Chat): number {
      const own = buttons.get(externalId) ?? [];
      buttons.set(externalId, own);
      return own.push({ command, chat: where });
    },
    /** Remembers whether the person's next plain words in a chat answer a question. */
    noteQuestion(externalId: string, where: Chat, isOpen: boolean): void {
      const key = `${externalId}\n${where.id}`;
      if (isOpen) questions.add(key);
      else questions.delete(key);
    },
  };
}
