import type { PersonId } from './ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from './instant.ts';
import {
  addDays,
  addSeconds,
  dateExists,
  dateIn,
  daysBetween,
  endOfDay,
  instantAt,
  secondsBetween,
  weekdayOf,
} from './instant.ts';

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

/** What a person's digest of the week of `dueAt` is kept under: a person and week has one. */
export function digestKey({ id, zone }: { id: PersonId; zone: string }, dueAt: Instant): string {
  return `${digestKeyPrefix(id)}${isoWeek(dateIn(zone, dueAt))}`;
}

export function digestKeyPrefix(personId: PersonId): string {
  return `digest:${personId}:`;
}

const WEEK_SECONDS = 7 * 86_400;
/** Of a longer gap only the last weeks are accounted for one by one. */
const WEEKS_ACCOUNTED = 5;

/** The first missed digest that is accounted for, of those from `owedAt` to now, and how many weeks lie before it. */
export function firstAccounted(
  owedAt: Instant,
  now: Instant,
  zone: string,
  digest: DigestMoment,
): { dueAt: Instant; weeksBefore: number } {
  const from = addSeconds(now, -WEEKS_ACCOUNTED * WEEK_SECONDS);
  if (owedAt >= from) return { dueAt: owedAt, weeksBefore: 0 };
  const dueAt = nextDigestAt(from, zone, digest);
  return { dueAt, weeksBefore: Math.round(secondsBetween(owedAt, dueAt) / WEEK_SECONDS) };
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

/** Today's digest moment, where it has passed and what was owed then may still be sent. */
export function momentToCatchUp(now: Instant, zone: string, digest: DigestMoment): Instant | undefined {
  const at = nextDigestAt(addSeconds(now, -86_400), zone, digest);
  return at <= now && isWithinCatchUp(at, now, zone) ? at : undefined;
}
