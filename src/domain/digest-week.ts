import type { CalendarDate, Instant, TimeOfDay } from './instant.ts';
import { addDays, dateExists, dateIn, daysBetween, endOfDay, instantAt, weekdayOf } from './instant.ts';

/** The weekday (1 Monday – 7 Sunday) and local time at which a person's digest is owed. */
export interface DigestMoment {
  weekday: number;
  time: TimeOfDay;
}

/** The first moment after `after` at which a digest is owed in that zone; a day the zone skipped owes none. */
export function nextDigestAt(after: Instant, zone: string, digest: DigestMoment): Instant {
  const today = dateIn(zone, after);
  const ahead = (digest.weekday - weekdayOf(today) + 7) % 7;
  for (let days = ahead; ; days += 7) {
    const date = addDays(today, days);
    if (!dateExists(date, zone)) continue;
    const at = instantAt(date, digest.time, zone);
    if (at > after) return at;
  }
}

/** The ISO week of a date, `2026-W48`: a person gets one digest in each, wherever they travel. */
export function isoWeek(date: CalendarDate): string {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01` as CalendarDate, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Until this local time a digest that was missed at its moment is still sent, on the same day. */
const CATCH_UP_UNTIL = '18:00' as TimeOfDay;

/** Whether a digest owed at `dueAt` may still be sent. A time after 18:00 that a person chose has the whole day. */
export function isWithinCatchUp(dueAt: Instant, now: Instant, zone: string): boolean {
  const on = dateIn(zone, dueAt);
  if (dateIn(zone, now) !== on) return false;
  const until = instantAt(on, CATCH_UP_UNTIL, zone);
  return now < (dueAt < until ? until : endOfDay(on, zone));
}
