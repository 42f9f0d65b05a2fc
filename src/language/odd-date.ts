import { fold } from '../domain/fold.ts';
import type { ReadingContext } from './moment.ts';
import { findDeadline, findNoSuchTime } from './moment.ts';
import type { Chunk } from './moment-tokens.ts';
import { lastChunks } from './moment-tokens.ts';
import { MONTHS, PERIODS, RELATIVE_DAYS, UNITS, WEEKDAYS, WHICH, wordSet } from './moment-words.ts';
import { distanceBetween } from './nearest.ts';

/** What looks like a deadline at the end of a title, and could not be read as one. */
export interface OddDate {
  words: string;
  /** the day that it is a slip of, as it is written: `tomorrow` */
  meant?: string;
  /** there is nothing else in the title */
  isAll: boolean;
}

/**
 * Days and times that do not exist (`31.11`, `30 feb`, `25:00`), and slips of a day (`tomorow`, `до понеділк`), where the
 * day itself would have been a deadline: `Black Fridy` and `report for fridy` are titles.
 */
export function oddDate(title: string, context: ReadingContext): OddDate | undefined {
  // Without a number there is no time that no clock has.
  const found = (/\d/.test(title) ? findNoSuchTime(title, context) : undefined) ?? slipAtEnd(title, context);
  if (!found) return undefined;
  const words = title.slice(found.start).replace(/^[\s,;—–-]+|[\s.,;:!?…]+$/gu, '');
  return { words, isAll: found.start === 0, ...(found.meant === undefined ? {} : { meant: found.meant }) };
}

/** Days as they are written, each with the other forms that may be mistyped. */
const DAYS: readonly (readonly [string, string])[] = [
  ['today', ''],
  ['tomorrow', ''],
  ['monday', ''],
  ['tuesday', ''],
  ['wednesday', ''],
  ['thursday', ''],
  ['friday', ''],
  ['saturday', ''],
  ['sunday', ''],
  ['сьогодні', ''],
  ['завтра', ''],
  ['післязавтра', ''],
  ['понеділок', 'понеділка'],
  ['вівторок', 'вівторка'],
  ['середа', 'середу'],
  ['четвер', ''],
  ['п’ятниця', 'пятниця пятницю'],
  ['субота', 'суботу'],
  ['неділя', 'неділю'],
  ['сегодня', ''],
  ['послезавтра', ''],
  ['понедельник', 'понедельника'],
  ['вторник', 'вторника'],
  ['четверг', ''],
  ['пятница', 'пятницу'],
  ['суббота', 'субботу'],
  ['воскресенье', ''],
];

const SPELLINGS = DAYS.flatMap(([day, forms]) =>
  [day, ...forms.split(' ').filter(Boolean)].map((form) => ({ day, letters: Array.from(form) })),
);

/** Words and names that are a letter away from a day and no slip of it. */
const NO_SLIPS = wordSet(`
  mondays tuesdays wednesdays thursdays fridays saturdays sundays todays tomorrows
  munday frida friary sundae sundry sunray toddy toady
  завтрак серед середам середо череда череду переда переду четверо четверт неділь неділям неділею недоля недолю
  субот суботам суббот субботам пятниць пятницям пятниц пятницам пяниця пяницю пьяница пьяницу
  понеділкам понеділки понедельники понедельнике вторники вторнике четверги четверге воскресения
`);
const KNOWN: readonly { has(word: string): boolean }[] = [
  NO_SLIPS,
  WEEKDAYS,
  MONTHS,
  UNITS,
  PERIODS,
  new Set(RELATIVE_DAYS.map(([words]) => words)),
];
const SHORTEST_SLIP = 5;
const LONGEST_SLIP = 14;

/** The word is read as the day it may be a slip of: whether that were a deadline there is known to the reading of dates. */
function slipAtEnd(title: string, context: ReadingContext): { start: number; meant: string } | undefined {
  const [before, last] = lastTwo(title);
  const meant = last && dayMeantBy(last.key);
  if (meant === undefined || !last) return undefined;
  const corrected = title.slice(0, last.start) + meant;
  const found = findDeadline(corrected, context);
  if (found?.end !== corrected.length) return undefined;
  const which = before && before.start >= found.start && WHICH.has(before.key) ? `${before.text} ` : '';
  return { start: found.start, meant: which + meant };
}

function lastTwo(title: string): [Chunk | undefined, Chunk | undefined] {
  const chunks = lastChunks(title, 2);
  return [chunks.length > 1 ? chunks[0] : undefined, chunks.at(-1)];
}

function dayMeantBy(word: string): string | undefined {
  if (!/^\p{L}+$/u.test(word) || KNOWN.some((words) => words.has(word))) return undefined;
  const letters = Array.from(word);
  if (letters.length < SHORTEST_SLIP || letters.length > LONGEST_SLIP) return undefined;
  return SPELLINGS.find((day) => isSlipOf(letters, day.letters))?.day;
}

/** One letter wrong, missing, too many or swapped, or letters doubled where they are not: `tommorow`. */
function isSlipOf(typed: string[], day: string[]): boolean {
  if (Math.abs(typed.length - day.length) > 2) return false;
  return withoutDoubles(typed) === withoutDoubles(day) || distanceBetween(typed, day) <= 1;
}

function withoutDoubles(letters: readonly string[]): string {
  return fold(letters.filter((letter, i) => letter !== letters[i - 1]).join(''));
}
