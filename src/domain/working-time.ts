import { addDays, addSeconds, dateIn, type Instant, laterOf, secondsBetween } from './instant.ts';
import { type Worker, workingDay } from './working-day.ts';

/** Working days may lie further apart than any holiday; beyond that nobody works at all. */
const DAYS_MAX = 400;

/** The instant at which a person has worked so long since `from`, over nights and days off. */
export function addWorkingSeconds(from: Instant, seconds: number, worker: Worker): Instant {
  let left = seconds;
  for (const [starts, ends] of stretchesFrom(from, worker)) {
    const length = secondsBetween(starts, ends);
    if (length >= left) return addSeconds(starts, left);
    left -= length;
  }
  return addSeconds(from, seconds);
}

/** How many seconds of a person's working time lie between two instants. */
export function workingSecondsBetween(from: Instant, to: Instant, worker: Worker): number {
  let sum = 0;
  for (const [starts, ends] of stretchesFrom(from, worker)) {
    if (starts >= to) break;
    sum += secondsBetween(starts, ends < to ? ends : to);
  }
  return sum;
}

/** What is left of the working hours of each day from `from` on. */
function* stretchesFrom(from: Instant, worker: Worker): Generator<[Instant, Instant]> {
  if (worker.workingHours.days.length === 0) return;
  const first = dateIn(worker.zone, from);
  for (let n = 0; n < DAYS_MAX; n += 1) {
    const day = workingDay(addDays(first, n), worker);
    if (!day?.stoppedAt || day.stoppedAt <= from) continue;
    yield [laterOf(day.startedAt, from), day.stoppedAt];
  }
}
