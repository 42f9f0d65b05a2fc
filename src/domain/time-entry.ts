import type { PersonId, ProjectId, TaskId, TimeEntryId } from './ids.ts';
import type { Instant } from './instant.ts';
import { secondsBetween } from './instant.ts';

export const ENTRY_MAX_SECONDS = 24 * 3600;

/** One stretch of work `[startedAt, stoppedAt)`, to the second; the running timer is the one without an end. */
export interface TimeEntry {
  id: TimeEntryId;
  personId: PersonId;
  taskId: TaskId | null;
  /** the task's project where there is a task: time follows its task when that moves */
  projectId: ProjectId | null;
  startedAt: Instant;
  stoppedAt: Instant | null;
  note: string | null;
  /** when it is to be asked whether this timer was forgotten; null: not (any more), and never of one that stopped */
  checkAt: Instant | null;
  createdAt: Instant;
  version: number;
}

export interface Stretch {
  startedAt: Instant;
  stoppedAt: Instant;
}

/** A running entry counts up to `now`; a clock that was set back never makes it negative. */
export function elapsedSeconds(entry: Pick<TimeEntry, 'startedAt' | 'stoppedAt'>, now: Instant): number {
  return Math.max(0, Math.floor(secondsBetween(entry.startedAt, entry.stoppedAt ?? now)));
}

/** The seconds of an entry that lie in `[from, to)`; a running entry counts up to `now`. */
export function secondsWithin(
  entry: Pick<TimeEntry, 'startedAt' | 'stoppedAt'>,
  from: Instant,
  to: Instant,
  now: Instant,
): number {
  const starts = entry.startedAt > from ? entry.startedAt : from;
  const ends = entry.stoppedAt ?? now;
  return Math.max(0, Math.floor(secondsBetween(starts, ends < to ? ends : to)));
}

/** The longest part of a wished stretch that none of `taken` (sorted by start) covers; undefined when all is taken. */
export function longestFreePart(wish: Stretch, taken: readonly TimeEntry[], now: Instant): Stretch | undefined {
  let best: Stretch | undefined;
  let cursor = wish.startedAt;
  const consider = (startedAt: Instant, stoppedAt: Instant) => {
    if (stoppedAt <= startedAt) return;
    if (best && secondsBetween(startedAt, stoppedAt) <= secondsBetween(best.startedAt, best.stoppedAt)) return;
    best = { startedAt, stoppedAt };
  };
  for (const entry of taken) {
    consider(cursor, entry.startedAt < wish.stoppedAt ? entry.startedAt : wish.stoppedAt);
    const ends = entry.stoppedAt ?? (now > wish.stoppedAt ? now : wish.stoppedAt);
    if (ends > cursor) cursor = ends;
  }
  consider(cursor, wish.stoppedAt);
  return best;
}
