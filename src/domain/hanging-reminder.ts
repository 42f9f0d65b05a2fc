import { addDays, addSeconds, type Instant, instantAt } from './instant.ts';
import type { Person } from './person.ts';
import { ownReminderAt, quietFrom } from './quiet-hours.ts';
import type { Task } from './task.ts';
import { ON_THE_DAY } from './task-moments.ts';

const DAY_SECONDS = 86_400;
/** So long before quiet hours begin a reminder comes that would be too late after them. */
const AHEAD_OF_QUIET_SECONDS = 30 * 60;

/** A task that has a deadline. */
type Dated = Pick<Task, 'deadline'> & { lateFrom: Instant };

/**
 * When a reminder that hangs on a deadline is to come. On a whole day whole days are counted from its morning, where
 * the person is reminded, and hours from its end; where quiet hours would bring it only when that day is over, it comes
 * before they begin.
 * @returns `wishedAt`: the moment as it is counted; `at`: the one that it is set for
 */
export function hangingReminderAt(
  task: Dated,
  beforeSeconds: number,
  person: Pick<Person, 'zone' | 'quietHours'>,
  askedAt: Instant,
): { wishedAt: Instant; at: Instant } {
  const wishedAt = countedBack(task, beforeSeconds, person.zone);
  const isInTime = ownReminderAt(askedAt, wishedAt, person) < task.lateFrom;
  if (task.deadline?.kind !== 'day' || isInTime) return { wishedAt, at: wishedAt };
  const quietSince = quietFrom(wishedAt, person);
  return { wishedAt, at: quietSince ? addSeconds(quietSince, -AHEAD_OF_QUIET_SECONDS) : wishedAt };
}

function countedBack({ deadline, lateFrom }: Dated, seconds: number, zone: string): Instant {
  if (deadline?.kind !== 'day' || seconds % DAY_SECONDS !== 0) return addSeconds(lateFrom, -seconds);
  return instantAt(addDays(deadline.on, -seconds / DAY_SECONDS), ON_THE_DAY, zone);
}
