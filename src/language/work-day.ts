import type { CalendarDate } from '../domain/instant.ts';
import { calendarDate, dateIn, daysBetween } from '../domain/instant.ts';
import type { ReadingContext } from './moment.ts';
import { readPastDay } from './moment.ts';
import { VERSIONED } from './moment-clear.ts';
import type { Day } from './moment-day.ts';
import { pastDay } from './moment-meaning.ts';
import { parseTaskNumber } from './number-list.ts';

/** A day that nothing can be logged on. */
export interface UnusableDay {
  typed: string;
  why: 'no such day' | 'ahead';
  /** `5.12.2025`: the last day so called, where that is long ago and no year was said */
  lastSo?: string;
}

/** Where a phrase stands in a line. */
export interface PhrasePlace {
  edge: 'start' | 'end';
  /** the word before it; '' for none */
  before: string;
}

const LEAD_IN = /^(?:on|for|за|в|у|во|на)\s/iu;
/** With these it may be what the work is for: `plan for 5 dec`, `на завтра`. */
const GOAL = /^(?:for|на)\s/iu;
/** `01.13`, `11.25`: what would be the month is none. A time has a lead of its own: `в 18.30`. */
const MONTHLESS = /^(?:(?:on|for|за|на)\s)?(?:0?[1-9]|[12]\d|3[01])\.(?:1[3-9]|2\d|3[01])\.?$/iu;
/** At the end of a note these make a date part of it: `moved to 5.12`. */
const BINDING = new Set(
  'at of to by in from till until about before after x о об до к з із с із по про щодо від от біля около'.split(' '),
);
const HALF_A_YEAR = 183;

/**
 * Reads a phrase as the day of work: one that has been, or one that is said and cannot be, which must not pass for a
 * note while the time is logged on today. At the end of a line only a date says so: `page for tomorrow` is a note.
 */
export function readWorkDay(
  phrase: string,
  place: PhrasePlace,
  context: ReadingContext,
): { on: CalendarDate } | { unusable: UnusableDay } | undefined {
  // A bare number is a task even where a reader of dates would make a day of the month of it.
  if (parseTaskNumber(phrase) !== undefined) return undefined;
  const bare = phrase.replace(LEAD_IN, '');
  const today = dateIn(context.zone, context.now);
  const days = [...new Set([phrase, bare])].flatMap((each) => readPastDay(each, context) ?? []);
  const typed = bare.replace(/\.$/, '');
  for (const day of days) {
    const on = pastDay(day, today);
    if (on !== undefined && !isLongAgo(day, on, today)) return { on };
  }
  const [day] = days;
  if (!day) return place.edge === 'start' && MONTHLESS.test(phrase) ? noSuchDay(typed) : undefined;
  const unusable = unusableDay(day, typed, today);
  return unusable && !isPartOfNote(phrase, place, day, unusable) ? { unusable } : undefined;
}

function noSuchDay(typed: string): { unusable: UnusableDay } {
  return { unusable: { typed, why: 'no such day' } };
}

/** `5.12` in November is the one to come. */
function isLongAgo(day: Day, on: CalendarDate, today: CalendarDate): boolean {
  if (day.kind !== 'date' || day.year !== undefined || on.slice(0, 4) === today.slice(0, 4)) return false;
  return daysBetween(on, today) > HALF_A_YEAR;
}

function unusableDay(day: Day, typed: string, today: CalendarDate): UnusableDay | undefined {
  if (day.kind === 'relative' || day.kind === 'weekday') return { typed, why: 'ahead' };
  if (day.kind !== 'date') return undefined;
  const last = day.year === undefined ? pastDay(day, today) : undefined;
  if (last !== undefined) return { typed, why: 'ahead', lastSo: dotted(last) };
  const on = calendarDate(day.year ?? Number(today.slice(0, 4)), day.month, day.day);
  if (on !== undefined && on > today) return { typed, why: 'ahead' };
  // `лист 31` is a letter.
  return day.clarity === 'in-company' ? undefined : { typed, why: 'no such day' };
}

function isPartOfNote(phrase: string, { edge, before }: PhrasePlace, day: Day, { why }: UnusableDay): boolean {
  const isGoal = why === 'ahead' && GOAL.test(phrase);
  if (day.kind !== 'date') return edge === 'end' || isGoal;
  const word = before.toLowerCase();
  return edge === 'end' && (isGoal || GOAL.test(`${word} `) || BINDING.has(word) || VERSIONED.has(word));
}

function dotted(date: CalendarDate): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)}.${month}.${year}`;
}
