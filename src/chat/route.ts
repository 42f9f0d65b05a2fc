import { fold } from '../domain/fold.ts';
import { nearest } from '../language/nearest.ts';
import { plainCommand } from '../language/plain-command.ts';
import { NAME_OF_ALIAS } from '../language/verb-word.ts';
import type { Question } from '../ports/arrivals.ts';
import type { RestState } from './ask.ts';
import type { Command } from './command.ts';
import { suggest } from './suggest.ts';

/** What a message means: a command with its arguments, an answer to the question asked, or nothing known. */
export type Route =
  | { kind: 'command'; command: Command; args: string; isAnswer?: true }
  | { kind: 'answer'; command: Command; args: string; state: unknown }
  | { kind: 'nothing asked' }
  | { kind: 'edit of nothing' }
  | { kind: 'edit of no word' }
  /** `nearest`: command lines that may have been meant */
  | { kind: 'unknown'; nearest: string[] };

export interface CommandTable {
  find(line: string): { command: Command; args: string } | undefined;
  nearest(word: string): string[];
  all: readonly Command[];
}

/** Two words are tried before one, so that `timer start` is found before `timer`. */
export function createCommandTable(commands: readonly Command[]): CommandTable {
  const byName = new Map(commands.map((command) => [command.name, command]));
  for (const [alias, name] of NAME_OF_ALIAS) {
    const command = byName.get(name);
    if (command) byName.set(alias, command);
  }
  const listed = commands.filter((command) => !command.hidden).map((command) => command.name);
  return {
    all: commands,
    find(line) {
      const words = line.match(/^\s*\/?(\S+)(?:[^\S\n]+(\S+))?/);
      if (!words?.[1]) return undefined;
      const one = fold(words[1]);
      const byTwo = words[2] && byName.get(`${one} ${fold(words[2])}`);
      const found = byTwo || byName.get(one);
      if (!found) return undefined;
      const name = byTwo ? words[0] : (line.match(/^\s*\/?\S+/)?.[0] ?? '');
      return { command: found, args: line.slice(name.length).trim() };
    },
    nearest(word) {
      return nearest(fold(word.replace(/^\//, '')), [...new Set(listed.map((name) => name.split(' ')[0] ?? name))], 3);
    },
  };
}

export function routeOf(
  incoming: { text: string; origin: 'typed' | 'pressed' },
  question: Question | undefined,
  table: CommandTable,
): Route {
  const text = withoutUmbrella(incoming.text.trim());
  if (incoming.origin === 'pressed' && text.startsWith('answer ')) return pressedAnswer(text, question, table);
  if (incoming.origin === 'pressed' && isWriting(text))
    return routeOf({ ...incoming, text: text.slice(WRITE.length) }, question, table);
  const slash = text.startsWith('/');
  if (question && CANCEL_WORDS.has(fold(text.replace(/^\//, '')))) {
    const cancel = table.find('cancel');
    if (cancel) return { kind: 'command', ...cancel };
  }
  const plain = incoming.origin === 'typed' && question && isOffer(question) ? plainCommand(text) : undefined;
  const shown = plain === undefined ? undefined : table.find(plain);
  if (shown) return { kind: 'command', ...shown };
  if (incoming.origin === 'typed' && question && !slash && !isCommandOverOffer(question, text, table)) {
    return answerTo(question, text, table);
  }
  const found = table.find(text);
  if (found) return { kind: 'command', ...found };
  return { kind: 'unknown', nearest: suggest(text, table.nearest) };
}

/** What is known of a message that was edited. */
export interface Edited {
  /** undefined: no task was made of it */
  madeTaskId: number | undefined;
  /** messengers tell of edits that are none, such as a preview that was added */
  isUnchanged: boolean;
}

/** A message says something else now: its task follows, where it made one. */
export function routeOfEdit(
  { text }: { text: string },
  { madeTaskId, isUnchanged }: Edited,
  table: CommandTable,
): Route {
  if (isUnchanged) return { kind: 'edit of no word' };
  const found = table.find(withoutUmbrella(text.trim()));
  if (found?.command.name !== 'task' || found.args === '') return { kind: 'edit of nothing' };
  // A slip that was put right: now it makes the task that it was meant to make.
  if (madeTaskId === undefined) {
    return text.trimStart().startsWith('/') ? { kind: 'command', ...found } : { kind: 'edit of nothing' };
  }
  const revise = table.find('revise')?.command;
  if (!revise) return { kind: 'edit of nothing' };
  return { kind: 'command', command: revise, args: `${madeTaskId} ${found.args}` };
}

const WRITE = 'write ';

/** `write settings zone`: the button by which somebody writes an answer instead of choosing one. */
export function isWriting(text: string): boolean {
  return text.startsWith(WRITE);
}

/** `/friday done 12` is `/done 12`; `/friday` alone is `/help`. */
function withoutUmbrella(text: string): string {
  const rest = text.match(/^\/friday(?:\s+|$)/i);
  if (!rest) return text;
  return `/${text.slice(rest[0].length).replace(/^\//, '') || 'help'}`;
}

/** Plain words that end a question instead of answering it. */
const CANCEL_WORDS = new Set(['cancel', 'скасувати', 'відміна', 'відмінити', 'отмена', 'отменить']);

/** With these and anything behind them a line is that command, where only an answer was offered. */
const PLAIN_ENOUGH = new Set([
  'task',
  'tasks',
  'time',
  'log',
  'settings',
  'help',
  'people',
  'project',
  'digest',
  'undo',
  'invite',
  'link',
]);

/**
 * Where an answer was only offered, `tasks given`, `timer stop` or `show 12` without a slash still mean what they
 * say. In lower case only: `Time spent on the fonts` is what came of a task.
 */
function isCommandOverOffer(question: Question, text: string, table: CommandTable): boolean {
  if (!isOffer(question)) return false;
  const found = table.find(text);
  if (!found) return false;
  const firstWord = text.split(/\s/, 1)[0] ?? '';
  if (PLAIN_ENOUGH.has(firstWord)) return true;
  return found.args === '' || found.command.name.includes(' ') || /^[#@tT]?\d|^[#@]/.test(found.args);
}

/** Whether the question is only an offer, which anything else that is typed puts aside. */
export function isOffer(question: Question): boolean {
  return question.command === 'answer' && (question.state as RestState).isOffer;
}

/** The command line that asked the question. */
export function askerOf({ command, state }: Question): string {
  return command === 'answer' ? (state as RestState).commandLine : command;
}

/**
 * Whether this request ends the waiting question: its answer does, and so does a command that changes something.
 * Looking something up in between does not, nor does a button of something else.
 */
export function endsQuestion(
  route: Route,
  incoming: { text: string; origin: 'typed' | 'pressed' },
  question: Question,
  hasWritten: boolean,
): boolean {
  if (route.kind === 'answer' || (route.kind === 'command' && (route.isAnswer || route.command.name === 'cancel'))) {
    return true;
  }
  if (incoming.origin === 'typed') return hasWritten || isOffer(question);
  // `move 1` asked; `move 12 friday` is something else.
  return (
    question.command === 'answer' && `${incoming.text} `.startsWith(`${(question.state as RestState).commandLine} `)
  );
}

/** `answer task.assignee me`: a button of an older question must not answer the one that is open now. */
function pressedAnswer(text: string, question: Question | undefined, table: CommandTable): Route {
  const [, word, answer = ''] = /^answer (\S+)\s*(.*)$/s.exec(text) ?? [];
  if (!question || word !== questionWord(question)) return { kind: 'nothing asked' };
  return answerTo(question, answer, table);
}

/** Names a question with its step, for the buttons that answer it. */
export function questionWord({ command, state }: Pick<Question, 'command' | 'state'>): string {
  const step = typeof state === 'object' && state !== null && 'step' in state ? `.${state.step}` : '';
  return command + step;
}

function answerTo(question: Question, text: string, table: CommandTable): Route {
  if (question.command === 'answer') {
    const { commandLine } = question.state as RestState;
    const found = table.find(`${commandLine} ${text}`);
    if (found) return { kind: 'command', ...found, isAnswer: true };
  }
  const asker = table.all.find((command) => command.name === question.command);
  if (!asker?.answer) return { kind: 'nothing asked' };
  return { kind: 'answer', command: asker, args: text, state: question.state };
}
