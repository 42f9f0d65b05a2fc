import type { PersonId } from './ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from './instant.ts';
import { addDays, addSeconds, dateExists, dateIn, instantAt, secondsBetween, weekdayOf } from './instant.ts';

/** What comes on each working day to those who want it: the morning list and the evening check. */
export const DAILIES = ['morning', 'evening'] as const;
export type Daily = (typeof DAILIES)[number];

/** On which weekdays (1 Monday – 7 Sunday) it comes, and at which local time. */
export interface DailyPlan {
  time: TimeOfDay;
  days: readonly number[];
}

const WEEK_DAYS = 7;
/** Of a longer gap only the days of the last week are accounted for one by one. */
const ACCOUNTED_SECONDS = WEEK_DAYS * 86_400;
/** So long after its moment, and on the same day, one that was missed is still sent. */
const CATCH_UP_SECONDS = 3 * 3600;

/** The first moment after `after` at which it is owed in that zone; null where there is no day for it. */
export function nextDailyAt(after: Instant, zone: string, { time, days }: DailyPlan): Instant | null {
  const today = dateIn(zone, after);
  // A weekday may be one that the zone skips, so that it comes only the week after.
  for (let ahead = 0; ahead <= 2 * WEEK_DAYS; ahead += 1) {
    const date = addDays(today, ahead);
    if (!days.includes(weekdayOf(date)) || !dateExists(date, zone)) continue;
    const at = momentOn(date, time, zone);
    if (at > after) return at;
  }
  return null;
}

/** Where clocks skip the time and all that is left of the day, as once a year in Nuuk, it is the last minute before. */
function momentOn(date: CalendarDate, time: TimeOfDay, zone: string): Instant {
  const at = instantAt(date, time, zone);
  return dateIn(zone, at) === date ? at : addSeconds(at, -60);
}

/** What a day's is kept under: a person has one on each day of the calendar, wherever they travel. */
export function dailyKey(daily: Daily, personId: PersonId, on: CalendarDate): string {
  return `${dailyKeyPrefix(daily, personId)}${on}`;
}

export function dailyKeyPrefix(daily: Daily, personId: PersonId): string {
  return `${daily}:${personId}:`;
}

export function isInTimeForDaily(dueAt: Instant, now: Instant, zone: string): boolean {
  return dateIn(zone, dueAt) === dateIn(zone, now) && secondsBetween(dueAt, now) <= CATCH_UP_SECONDS;
}

/** The first missed one that is accounted for, of those from `owedAt` to now. */
export function firstAccountedDaily(owedAt: Instant, now: Instant, zone: string, plan: DailyPlan): Instant {
  const from = addSeconds(now, -ACCOUNTED_SECONDS);
  return owedAt >= from ? owedAt : (nextDailyAt(from, zone, plan) ?? owedAt);
}

/** Today's moment, where it has passed and what was owed then may still be sent. */
export function dailyToCatchUp(now: Instant, zone: string, plan: DailyPlan): Instant | undefined {
  const at = nextDailyAt(addSeconds(now, -CATCH_UP_SECONDS - 1), zone, plan);
  return at !== null && at <= now && isInTimeForDaily(at, now, zone) ? at : undefined;
}
