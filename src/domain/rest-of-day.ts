import type { CalendarDate, Instant } from './instant.ts';
import { addSeconds, endOfDay, secondsBetween, startOfDay, toWholeSecond } from './instant.ts';
import type { Stretch, TimeEntry } from './time-entry.ts';
import { longestFreePart, secondsWithin } from './time-entry.ts';
import type { Worker } from './working-day.ts';
import { workingDay } from './working-day.ts';

/** Less is not worth an entry. */
const SHORTEST_SECONDS = 60;

/**
 * The stretch that logs the rest of a working day: as long as its working hours less what was logged on that day, and
 * no longer than the longest free part of them before now, in which it lies at the beginning.
 * @param entries that share time with that day, by start
 * @returns undefined on a free day, and where no minute is left or free
 */
export function restOfDay(
  on: CalendarDate,
  now: Instant,
  entries: readonly TimeEntry[],
  worker: Worker,
): Stretch | undefined {
  const day = workingDay(on, worker);
  if (!day) return undefined;
  const [from, to] = [startOfDay(on, worker.zone), endOfDay(on, worker.zone)];
  const logged = entries.reduce((sum, entry) => sum + secondsWithin(entry, from, to, now), 0);
  const left = secondsBetween(day.startedAt, day.stoppedAt) - logged;
  const until = toWholeSecond(now) < day.stoppedAt ? toWholeSecond(now) : day.stoppedAt;
  const free = until > day.startedAt ? longestFreePart({ ...day, stoppedAt: until }, entries, now) : undefined;
  if (!free) return undefined;
  const seconds = Math.min(left, secondsBetween(free.startedAt, free.stoppedAt));
  if (seconds < SHORTEST_SECONDS) return undefined;
  return { startedAt: free.startedAt, stoppedAt: addSeconds(free.startedAt, seconds) };
}
