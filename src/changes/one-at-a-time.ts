import type { Call } from '../chat/command.ts';
import type { OneOfEach } from '../domain/refusal.ts';
import { refuse } from '../domain/refusal.ts';
import { takePerson } from './find-person.ts';
import { lineAgain } from './line-again.ts';

/**
 * Of each thing a list or a report goes by it takes one; of the others none is dropped without a word.
 * @param others each in its words, as they stand in the line
 * @throws UserError that shows the line with the first one alone
 */
export function ensureOneAtATime(call: Call, what: OneOfEach, others: readonly (readonly string[])[]): void {
  if (others.length === 0) return;
  const words = call.args.split(/\s+/);
  for (const other of others) {
    const at = words.findLastIndex((_, i) => other.every((word, j) => words[i + j] === word));
    if (at >= 0) words.splice(at, other.length);
  }
  refuse({ kind: 'one at a time', what, like: lineAgain(call.command, words.join(' ')) ?? call.command });
}

/** The same of people. @throws UserError as well where nobody goes by the second name */
export async function ensureOnePerson(call: Call, args: string): Promise<void> {
  const [, second] = args.matchAll(/(?<!\S)@(?=\S)/gu);
  if (!second) return;
  const behind = await takePerson(call, args.slice(second.index), 'only asked');
  const rest = behind?.rest.replaceAll(/(?<!\S)@\S+/gu, '') ?? '';
  const first = `${args.slice(0, second.index)} ${rest}`.replaceAll(/\s+/g, ' ');
  refuse({ kind: 'one at a time', what: 'person', like: lineAgain(call.command, first) ?? call.command });
}
