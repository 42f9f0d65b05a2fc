import type { Token } from './moment-tokens.ts';
import type { Preposition } from './moment-words.ts';
import { PREPOSITIONS } from './moment-words.ts';

/** What was read and the index of the token after it. */
export type Read<T> = { value: T; next: number } | undefined;

/**
 * What a piece needs around it to be a deadline inside a title: nothing; the end of the line; a preposition; both; a
 * day beside a time or a time beside a day. Words for the past need to be announced at the end (`by yesterday`), or to
 * stand alone. Some never are (`in 3D`).
 */
export type Clarity = 'clear' | 'at-end' | 'with-lead' | 'with-lead-at-end' | 'in-company' | 'past' | 'never';

/** What a whole is that has this part: what is past or never clear stays so, else it is as `otherwise`. */
export function clarityWith(part: Clarity, otherwise: Clarity): Clarity {
  return part === 'past' || part === 'never' ? part : otherwise;
}

/** The word at that place, or undefined where something else stands. */
export function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.word : undefined;
}

/** The same, unless a comma parts it from the token before: in `room 12, May 5` the 12 is no day of May. */
export function wordJoinedAt(tokens: readonly Token[], at: number): string | undefined {
  return tokens[at - 1]?.stop === true ? undefined : wordAt(tokens, at);
}

/** @returns the index after these words, if they stand there */
export function matchWords(tokens: readonly Token[], at: number, text: string): number | undefined {
  const first = wordAt(tokens, at);
  // Most texts fail at their first word, and every table is tried at every place of a line.
  if (first === undefined || !text.startsWith(first)) return undefined;
  const expected = text.split(' ');
  return expected.every((word, i) => wordAt(tokens, at + i) === word) ? at + expected.length : undefined;
}

type Table<T> = readonly (readonly [string, T])[];

/** The phrases of a table by their first word: every table is tried at every place of a line. */
const indexes = new WeakMap<Table<unknown>, ReadonlyMap<string, readonly (readonly [string, unknown])[]>>();

function startingWith<T>(table: Table<T>, word: string): Table<T> {
  const index = indexes.get(table) ?? indexOf(table);
  return (index.get(word) ?? []) as Table<T>;
}

function indexOf(table: Table<unknown>) {
  const index = new Map<string, (readonly [string, unknown])[]>();
  for (const row of table) {
    const [first = ''] = row[0].split(' ', 1);
    index.set(first, [...(index.get(first) ?? []), row]);
  }
  indexes.set(table, index);
  return index;
}

/** The longest of a table's phrases that stands there. */
export function readOneOf<T>(table: Table<T>, tokens: readonly Token[], at: number): Read<T> {
  const first = wordAt(tokens, at);
  if (first === undefined) return undefined;
  let best: Read<T>;
  for (const [text, value] of startingWith(table, first)) {
    const next = matchWords(tokens, at, text);
    if (next !== undefined && next > (best?.next ?? 0)) best = { value, next };
  }
  return best;
}

export function readPreposition(tokens: readonly Token[], at: number): Read<Preposition> {
  const read = readOneOf(PREPOSITIONS, tokens, at);
  if (!read) return undefined;
  const words = tokens.slice(at, read.next).map((_, i) => wordAt(tokens, at + i));
  return { value: { word: words.join(' '), kind: read.value }, next: read.next };
}

export function skipArticle(tokens: readonly Token[], at: number): number {
  return wordAt(tokens, at) === 'the' ? at + 1 : at;
}
