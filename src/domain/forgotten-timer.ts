import type { TimeEntryId } from './ids.ts';
import type { Instant } from './instant.ts';
import { addSeconds, dateIn } from './instant.ts';
import type { Worker } from './working-day.ts';
import { workingDay } from './working-day.ts';

/** A timer that ran for so long may have been forgotten; so long after *keep* it is asked about once more. */
export const LONG_RUN_SECONDS = 8 * 3600;
/** Nobody works for longer at a stretch: who stops a timer after that is told how to correct it. */
export const TOO_LONG_RUN_SECONDS = 12 * 3600;
const AFTER_WORK_SECONDS = 3600;

/**
 * When somebody is asked whether they forgot a timer: after eight hours, or an hour after the end of the working day
 * on which it was started, whichever comes first.
 */
export function forgottenFrom(startedAt: Instant, worker: Worker): Instant {
  const long = addSeconds(startedAt, LONG_RUN_SECONDS);
  const workEnds = endOfWorkAfter(startedAt, worker);
  if (!workEnds) return long;
  const afterWork = addSeconds(workEnds, AFTER_WORK_SECONDS);
  return afterWork < long ? afterWork : long;
}

/**
 * The end that is offered for a timer that is asked about at `now`: that of the working day or, where that is still
 * to come, or the timer was started after it or on a free day, eight hours after the start.
 */
export function offeredEnd(startedAt: Instant, now: Instant, worker: Worker): Instant {
  const workEnds = endOfWorkAfter(startedAt, worker);
  return workEnds && workEnds <= now ? workEnds : addSeconds(startedAt, LONG_RUN_SECONDS);
}

/** What the question about a timer is kept under: it is asked once, and once again after *keep*. */
export function forgottenTimerKey(id: TimeEntryId, time: 'first' | 'again'): string {
  return `forgotten-timer:${id}${time === 'again' ? ':again' : ''}`;
}

function endOfWorkAfter(startedAt: Instant, worker: Worker): Instant | undefined {
  const day = workingDay(dateIn(worker.zone, startedAt), worker);
  return day && startedAt < day.stoppedAt ? day.stoppedAt : undefined;
}
