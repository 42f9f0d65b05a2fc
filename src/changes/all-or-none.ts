import type { Refusal } from '../domain/refusal.ts';
import { refuse, UserError } from '../domain/refusal.ts';

/**
 * Does the same for each of several numbers, or for none: where some are refused, it is said of which and why, and the
 * line is offered without them. The refusal takes back what was done for the others.
 * @param line the command line for those numbers alone
 */
export async function allOrNone<T>(
  numbers: readonly number[],
  line: (numbers: readonly number[]) => string,
  act: (number: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  const refused: { number: number; because: Refusal }[] = [];
  for (const number of numbers) {
    try {
      done.push(await act(number));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push({ number, because: error.refusal });
    }
  }
  const [first] = refused;
  if (!first) return done;
  if (done.length === 0) refuse(first.because);
  const without = refused.map(({ number }) => number);
  const others = numbers.filter((number) => !without.includes(number));
  return refuse({ kind: 'some of several', without, line: line(others), because: first.because });
}

/** Words that cannot be read as one more number, and that fit into a line. */
const SHORT_WORDS = /^[^\d\s#№].{0,99}$/u;

/** A line of that command with those numbers, and with what was said of them where it is short. */
export function lineWith(command: string, words = ''): (numbers: readonly number[]) => string {
  return (numbers) =>
    SHORT_WORDS.test(words) ? `${command} ${numbers.join(', ')} ${words}` : `${command} ${numbers.join(' ')}`;
}
