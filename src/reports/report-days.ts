import type { CalendarDate, Instant } from '../domain/instant.ts';
import {
  addDays,
  calendarDate,
  dateIn,
  daysBetween,
  endOfDay,
  instantAt,
  laterOf,
  startOfDay,
  timeIn,
} from '../domain/instant.ts';
import type { Stretch } from '../domain/time-entry.ts';

/** Local days of whoever asks, both included. */
export interface Days {
  from: CalendarDate;
  to: CalendarDate;
}

/** Further apart nobody counts day by day. */
const DAYS_MAX = 366;
/** Work is never logged ahead; what a clock that was set back has left there is found all the same. */
const DAYS_AHEAD = 366;
const FIRST_DAY = '1900-01-01' as CalendarDate;

/** From the start of the first day to the end of the last one, in which all work that there can be lies. */
export function stretchOf({ from, to }: Days, zone: string, now: Instant): Stretch {
  const last = addDays(dateIn(zone, now), DAYS_AHEAD);
  const startedAt = startOfDay(from > FIRST_DAY ? from : FIRST_DAY, zone);
  return { startedAt, stoppedAt: laterOf(startedAt, endOfDay(to < last ? to : last, zone)) };
}

/** Each day up to today by itself, as many as are worth it; what lies before them is one stretch without a date. */
export function dayStretches(days: Days, zone: string, now: Instant): (Stretch & { date: CalendarDate | null })[] {
  const today = dateIn(zone, now);
  const last = days.to < today ? days.to : today;
  const earliest = addDays(last, 1 - DAYS_MAX);
  const first = days.from > earliest ? days.from : earliest;
  const stretches: (Stretch & { date: CalendarDate | null })[] = [];
  if (first > days.from) {
    stretches.push({ ...stretchOf({ from: days.from, to: addDays(first, -1) }, zone, now), date: null });
  }
  for (let date = first; date <= last; date = addDays(date, 1)) {
    stretches.push({ startedAt: startOfDay(date, zone), stoppedAt: endOfDay(date, zone), date });
  }
  // A zone may have skipped a day.
  return stretches.filter(({ startedAt, stoppedAt }) => startedAt < stoppedAt);
}

/** The days of the same length right before or after; whole months step by months. Undefined where years end. */
export function neighbour({ from, to }: Days, direction: -1 | 1): Days | undefined {
  const days = daysBetween(from, to) + 1;
  const next = addDays(to, 1);
  if (from.endsWith('-01') && next.endsWith('-01') && isDate(next)) {
    const months = monthOf(next) - monthOf(from);
    const first = firstOfMonth(monthOf(from) + direction * months);
    const end = firstOfMonth(monthOf(next) + direction * months);
    return first && end && { from: first, to: addDays(end, -1) };
  }
  const moved = { from: addDays(from, direction * days), to: addDays(to, direction * days) };
  return isDate(moved.from) && isDate(moved.to) ? moved : undefined;
}

export interface Comparison {
  days: Days;
  stretch: Stretch;
  /** where the days asked for are not over: the same point of those before, to compare like with like */
  until: Instant | null;
}

/** What a report is compared with. Undefined where the days have not begun. */
export function comparisonOf(days: Days, zone: string, now: Instant): Comparison | undefined {
  const today = dateIn(zone, now);
  const before = neighbour(days, -1);
  if (!before || days.from > today || before.from < FIRST_DAY) return undefined;
  const stretch = stretchOf(before, zone, now);
  const sameDay = addDays(before.from, daysBetween(days.from, today));
  if (days.to < today || sameDay > before.to) return { days: before, stretch, until: null };
  const until = instantAt(sameDay, timeIn(zone, now), zone);
  return {
    days: { from: before.from, to: sameDay },
    stretch: { startedAt: stretch.startedAt, stoppedAt: until },
    until,
  };
}

function isDate(date: CalendarDate): boolean {
  return /^\d{4}-/.test(date) && date >= '0001-01-01';
}

/** Months since the year 0. */
function monthOf(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function firstOfMonth(month: number): CalendarDate | undefined {
  return calendarDate(Math.floor(month / 12), (month % 12) + 1, 1);
}
