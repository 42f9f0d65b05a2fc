import type { Deadline } from '../domain/deadline.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import {
  addDays,
  addSeconds,
  calendarDate,
  dateIn,
  daysBetween,
  instantAt,
  instantOf,
  timeOfDay,
  toEpochMs,
  weekdayOf,
} from '../domain/instant.ts';
import type { Day } from './moment-day.ts';
import type { Phrase } from './moment-phrase.ts';
import type { Time } from './moment-time.ts';
import type { Period } from './moment-words.ts';

/** Where and when the phrase is said. */
interface Here {
  now: Instant;
  zone: string;
}

/** Years a deadline or a day of work can be in; anything else is a slip of the finger. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

const MINUTE_MS = 60_000;

/** @returns undefined where the calendar has no such thing: 31 November, 25:00, a Monday that is a Friday */
export function deadlineOf(phrase: Phrase, here: Here): Deadline | undefined {
  const { day, time, seconds } = phrase;
  if (seconds !== undefined) return momentIfSane(toEpochMs(here.now) + seconds * 1000);
  const today = dateIn(here.zone, here.now);
  if (!time || time.wholeDay) {
    const on = day ? comingDay(day, today, phrase) : today;
    return on && { kind: 'day', on };
  }
  if (day) return dayAndTime(day, time, today, phrase, here);
  // The clock's own calendar counts: 18:00 UTC+2 is today's there.
  const { offsetMinutes } = time;
  const there = offsetMinutes === undefined ? today : dateAtOffset(here.now, offsetMinutes);
  const at = momentAt(there, time, here.zone);
  if (at === undefined || at > here.now || time.today) return at && { kind: 'moment', at };
  const tomorrow = momentAt(addDays(there, 1), time, here.zone);
  return tomorrow && { kind: 'moment', at: tomorrow };
}

function dayAndTime(day: Day, time: Time, today: CalendarDate, phrase: Phrase, here: Here): Deadline | undefined {
  const on = comingDay(day, today, phrase);
  const at = on && momentAt(on, time, here.zone);
  if (!on || !at) return undefined;
  // `friday 9:00` on a Friday at ten is the next one.
  const isOver = day.kind === 'weekday' && day.which === 'coming' && at <= here.now;
  const later = isOver ? momentAt(addDays(on, 7), time, here.zone) : at;
  return later && { kind: 'moment', at: later };
}

function momentAt(date: CalendarDate, time: Time, zone: string): Instant | undefined {
  const isDayEnd = time.hour === 24 && time.minute === 0;
  const clock = timeOfDay(isDayEnd ? 0 : time.hour, time.minute);
  if (!clock) return undefined;
  const on = isDayEnd ? addDays(date, 1) : date;
  if (time.offsetMinutes === undefined) return instantAt(on, clock, zone);
  return instantOf(Date.parse(`${on}T${clock}:00.000Z`) - time.offsetMinutes * MINUTE_MS);
}

function dateAtOffset(now: Instant, offsetMinutes: number): CalendarDate {
  return dateIn('UTC', addSeconds(now, offsetMinutes * 60));
}

function momentIfSane(epochMs: number): Deadline | undefined {
  const year = new Date(epochMs).getUTCFullYear();
  return isSaneYear(year) ? { kind: 'moment', at: instantOf(epochMs) } : undefined;
}

function isSaneYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function saneDate(year: number, month: number, day: number): CalendarDate | undefined {
  return isSaneYear(year) ? calendarDate(year, month, day) : undefined;
}

function comingDay(day: Day, today: CalendarDate, phrase: Phrase): CalendarDate | undefined {
  switch (day.kind) {
    case 'relative':
      return addMonthsAndDays(today, day.months, day.days);
    case 'weekday':
      return comingWeekday(day.weekday, day.which, today);
    case 'date':
      return withWeekday(
        day.year === undefined ? yearless(day, today, 1) : saneDate(day.year, day.month, day.day),
        day,
      );
    case 'day-of-month':
      return withWeekday(dayOfMonth(day.day, today, 1), day);
    case 'period':
      return comingPeriod(day, today, phrase.lead?.preposition?.kind === 'due' || (phrase.lead?.nounWords ?? 0) > 0);
  }
}

/** The last day so called that is not after today; `last friday` is before today. */
export function pastDay(day: Day, today: CalendarDate): CalendarDate | undefined {
  const on = pastDayOrLater(day, today);
  return on !== undefined && on <= today ? on : undefined;
}

function pastDayOrLater(day: Day, today: CalendarDate): CalendarDate | undefined {
  switch (day.kind) {
    case 'relative':
      return addMonthsAndDays(today, day.months, day.days);
    case 'weekday': {
      if (day.which === 'next') return undefined;
      const back = (weekdayOf(today) - day.weekday + 7) % 7;
      return addDays(today, back === 0 && day.which === 'last' ? -7 : -back);
    }
    case 'date':
      return withWeekday(
        day.year === undefined ? yearless(day, today, -1) : saneDate(day.year, day.month, day.day),
        day,
      );
    case 'day-of-month':
      return withWeekday(dayOfMonth(day.day, today, -1), day);
    case 'period':
      return undefined;
  }
}

function withWeekday(date: CalendarDate | undefined, { weekday }: { weekday?: number }): CalendarDate | undefined {
  return date !== undefined && (weekday === undefined || weekdayOf(date) === weekday) ? date : undefined;
}

function comingWeekday(weekday: number, which: string, today: CalendarDate): CalendarDate {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (which === 'next') return addDays(mondayOf(today), 7 + weekday - 1);
  if (which === 'last') return addDays(today, ahead - 7);
  return addDays(today, ahead);
}

/** The nearest such date in that direction, today included; 29 February may be eight years away. */
function yearless(date: { month: number; day: number }, today: CalendarDate, step: 1 | -1): CalendarDate | undefined {
  const { year } = partsOf(today);
  for (let i = 0; i <= 8; i += 1) {
    const candidate = saneDate(year + i * step, date.month, date.day);
    if (candidate !== undefined && daysBetween(today, candidate) * step >= 0) return candidate;
  }
  return undefined;
}

function dayOfMonth(day: number, today: CalendarDate, step: 1 | -1): CalendarDate | undefined {
  const { year, month } = partsOf(today);
  for (let i = 0; i <= 2; i += 1) {
    const months = year * 12 + month - 1 + i * step;
    const candidate = saneDate(Math.floor(months / 12), (months % 12) + 1, day);
    if (candidate !== undefined && daysBetween(today, candidate) * step >= 0) return candidate;
  }
  return undefined;
}

type PeriodDay = Extract<Day, { kind: 'period' }>;

/** The working week ends on Friday. Where the end or start is over, the next one is meant. */
function comingPeriod(
  { period, edge, isNext }: PeriodDay,
  today: CalendarDate,
  isBefore: boolean,
): CalendarDate | undefined {
  const monday = addDays(mondayOf(today), isNext ? 7 : 0);
  if (period === 'weekend') return comingWeekend(monday, today, isBefore);
  if (period === 'week') return notBefore(addDays(monday, edge === 'start' ? 0 : 4), today);
  const { year, month } = partsOf(today);
  const length = MONTHS_IN[period];
  const first = year * 12 + Math.floor((month - 1) / length) * length + (isNext ? length : 0);
  const start = firstOf(first);
  if (edge === 'end') return dayBefore(firstOf(first + length));
  return start !== undefined && start < today ? firstOf(first + length) : start;
}

const MONTHS_IN: Readonly<Record<Exclude<Period, 'week' | 'weekend'>, number>> = { month: 1, quarter: 3, year: 12 };

/** `on the weekend` is until Sunday, `by the weekend` is the Friday before it. */
function comingWeekend(monday: CalendarDate, today: CalendarDate, isBefore: boolean): CalendarDate {
  return notBefore(addDays(monday, isBefore ? 4 : 6), today);
}

function notBefore(date: CalendarDate, today: CalendarDate): CalendarDate {
  return date < today ? addDays(date, 7) : date;
}

function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** @param months months since the year 0 */
function firstOf(months: number): CalendarDate | undefined {
  return saneDate(Math.floor(months / 12), (months % 12) + 1, 1);
}

function dayBefore(date: CalendarDate | undefined): CalendarDate | undefined {
  return date && addDays(date, -1);
}

/** A month after 31 January is the last day of February. */
function addMonthsAndDays(date: CalendarDate, months: number, days: number): CalendarDate | undefined {
  const { year, month, day } = partsOf(date);
  const target = year * 12 + month - 1 + months;
  const first = firstOf(target);
  const last = dayBefore(firstOf(target + 1));
  if (!first || !last) return undefined;
  const moved = addDays(first, Math.min(day, partsOf(last).day) - 1);
  const on = addDays(moved, days);
  return isSaneYear(partsOf(on).year) ? on : undefined;
}

function partsOf(date: CalendarDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}
