import { fold } from '../domain/fold.ts';
import { parseDuration } from './duration.ts';
import { tokenEnd } from './mention.ts';
import type { Place } from './moment.ts';
import { firstChunks, lastChunks } from './moment-tokens.ts';
import { UNITS } from './moment-words.ts';

const MOST_WORDS = 4;
/** Longer than any duration in so many words. */
const LONGEST = 48;
const WORDS = /[^\s~]\S*/uy;
const GAP = /[^\S\n\r\u2028\u2029]+/uy;
const NOTHING = /^0(?: ?(?:h|г|год|ч|час|m|min|м|хв|мин))?$/u;

/**
 * `~3h`, `~ 1h30m`, `~3 години`, `~полтора часа` at the ~, in as many words as make a duration: its seconds, 0 for `~0`,
 * and the place behind it. What is no duration, such as `~5 banners`, is no estimate.
 */
export function estimateAt(text: string, at: number): { seconds: number; end: number } | undefined {
  let found: { seconds: number; end: number } | undefined;
  GAP.lastIndex = at + 1;
  const isApart = GAP.test(text);
  let position = isApart ? GAP.lastIndex : at + 1;
  const start = position;
  // Standing alone it may be the title's: `a ~ 5 min walk`, `between 2 ~ 3h`.
  if (isApart && /\d\s*$/u.test(text.slice(Math.max(0, at - 8), at))) return undefined;
  for (let count = 0; count < (isApart ? 1 : MOST_WORDS); count += 1) {
    WORDS.lastIndex = position;
    if (!WORDS.test(text) || WORDS.lastIndex - at > LONGEST) break;
    const typed = text.slice(start, WORDS.lastIndex);
    const words = typed.replace(/[,.;:?!)\]»”"]+$/u, '');
    const end = tokenEnd(text, start + words.length);
    const seconds = NOTHING.test(fold(words)) ? 0 : parseDuration(words);
    if (seconds !== undefined && end !== undefined) found = { seconds, end };
    GAP.lastIndex = WORDS.lastIndex;
    if (words.length < typed.length || !GAP.test(text)) break;
    position = GAP.lastIndex;
  }
  return found;
}

const ODD = /(?<!\S)~ ?[\p{L}\p{N}][^\s~]*/u;

/** What looks like an estimate in a title, and was none: `~3`, `~3d`. */
export function oddEstimate(title: string): string | undefined {
  return ODD.exec(title)?.[0];
}

const ODD_ALONE = /^~ ?(?:[\p{L}\p{N}][^\s~]*)?$/u;
const ODD_AMOUNT = /^~ ?\d+(?:[.,]\d+)? (\p{L}+)[.,]?$/u;

/** Whether a title is nothing but an estimate that failed: `~`, `~3`, `~abc`, `~3 days`; `~5 banners` is a title. */
export function isOddEstimate(title: string): boolean {
  return ODD_ALONE.test(title) || UNITS.has(fold(ODD_AMOUNT.exec(title)?.[1] ?? ''));
}

export const NO_ESTIMATE: ReadonlySet<string> = new Set([
  'no estimate',
  'without estimate',
  'without an estimate',
  'без оцінки',
  'без оцінки часу',
  'без оценки',
  'без оценки времени',
]);
const MOST_NONE_WORDS = 3;
/** Every phrase that says there is to be none has one of these words; the last one also with a Latin e. */
const NONE = /(?:^|[\s(])(?:no|without|б[еe]з)\s/iu;

/** Most lines have no such word, and need not be read for a phrase with it. */
export function maySayNone(run: string): boolean {
  return NONE.test(run);
}

/** Finds `no estimate`, `без оцінки`, `без оценки` at the end of a run of words, else at its start. */
export function findNoEstimate(run: string): Place | undefined {
  for (const edge of ['end', 'start'] as const) {
    const most = edge === 'end' ? lastChunks(run, MOST_NONE_WORDS) : firstChunks(run, MOST_NONE_WORDS);
    for (let size = most.length; size >= 2; size -= 1) {
      const chunks = edge === 'end' ? most.slice(-size) : most.slice(0, size);
      const [first, last] = [chunks[0], chunks.at(-1)];
      if (first && last && NO_ESTIMATE.has(fold(run.slice(first.start, last.end)))) {
        return { start: first.start, end: last.end };
      }
    }
  }
  return undefined;
}
