import type { PersonId } from './ids.ts';
import type { Instant } from './instant.ts';
import { laterOf, toWholeSecond } from './instant.ts';
import type { Month } from './month.ts';
import type { Stretch, TimeEntry } from './time-entry.ts';

/** A month whose time only owners still change. */
export interface LockedMonth {
  month: Month;
  lockedBy: PersonId;
  lockedAt: Instant;
}

/**
 * Whether what lies in a stretch of time is another after a change of an entry: how much of it, on what, or its note.
 * A timer that stops now leaves all that as it is: it has run for that long already.
 * @param before null: there was none. @param after null: there is none any more
 */
export function changesWithin(
  stretch: Stretch,
  before: TimeEntry | null,
  after: TimeEntry | null,
  now: Instant,
): boolean {
  const [old, fresh] = [partIn(stretch, before, now), partIn(stretch, after, now)];
  if (!old || !fresh || !before || !after) return old !== fresh;
  if (old.startedAt !== fresh.startedAt || old.stoppedAt !== fresh.stoppedAt) return true;
  if (before.taskId !== after.taskId || before.projectId !== after.projectId) return true;
  // What is said of a timer is said when it stops, and taken back with that.
  const isFinished = before.stoppedAt !== null && after.stoppedAt !== null;
  return isFinished && before.note !== after.note;
}

/** An entry of no length is where it starts. */
export function partIn(stretch: Stretch, entry: TimeEntry | null, now: Instant): Stretch | undefined {
  if (!entry) return undefined;
  const { startedAt } = entry;
  const stoppedAt = entry.stoppedAt ?? laterOf(toWholeSecond(now), startedAt);
  if (startedAt >= stretch.stoppedAt) return undefined;
  if (startedAt < stretch.startedAt && stoppedAt <= stretch.startedAt) return undefined;
  return {
    startedAt: laterOf(startedAt, stretch.startedAt),
    stoppedAt: stoppedAt < stretch.stoppedAt ? stoppedAt : stretch.stoppedAt,
  };
}
