import type { Deadline } from './deadline.ts';
import { addSeconds, type Instant, instantAt, type TimeOfDay } from './instant.ts';
import type { Person } from './person.ts';
import type { Task } from './task.ts';
import { addWorkingSeconds } from './working-time.ts';

/** Friday looks at a task by itself at these moments; they follow from the task alone, and are kept beside it. */
export type TaskMoments = Pick<Task, 'remindAt' | 'escalateAt'>;

const BEFORE_SECONDS = 3600;
/** The morning of a day that is a deadline. */
export const ON_THE_DAY = '09:00' as TimeOfDay;
const UNTAKEN_SECONDS = 30 * 60;

type WithoutMoments = Omit<Task, 'id' | keyof TaskMoments>;
type Dated = Pick<Task, 'state' | 'deadline' | 'lateFrom'>;

/**
 * When the assignee is next to be told of a deadline by itself: an hour before it, or at nine on a day that is one;
 * and when it has passed. What lies behind `after` is not made up for.
 */
export function nextReminderAt({ state, deadline, lateFrom }: Dated, zone: string, after: Instant): Instant | null {
  if (state !== 'open' || !deadline || !lateFrom) return null;
  const before =
    deadline.kind === 'day' ? instantAt(deadline.on, ON_THE_DAY, zone) : addSeconds(deadline.at, -BEFORE_SECONDS);
  if (before > after && before < lateFrom) return before;
  return lateFrom > after ? lateFrom : null;
}

/** The assignee of an urgent task from somebody else is to say that they took it. */
export function awaitsTaking(task: WithoutMoments): boolean {
  return task.state === 'open' && task.priority === 'urgent' && !task.tookAt && task.authorId !== task.assigneeId;
}

/** When it has been waiting for half an hour of working time, which an author should know. */
function untakenAt(now: Instant, assignee: Pick<Person, 'zone' | 'workingHours'>): Instant {
  return addWorkingSeconds(now, UNTAKEN_SECONDS, assignee);
}

/**
 * The moments of a task that was changed. What the change does not touch stays, even where it is due already: it is
 * still to be looked at.
 * @param before undefined for a new task
 */
export function momentsAfterChange(
  before: Task | undefined,
  task: WithoutMoments,
  assignee: Pick<Person, 'zone' | 'workingHours'>,
  now: Instant,
): TaskMoments {
  const isSameDeadline =
    before !== undefined &&
    before.state === task.state &&
    before.assigneeId === task.assigneeId &&
    before.lateFrom === task.lateFrom &&
    wordOfDeadline(before.deadline) === wordOfDeadline(task.deadline);
  const isSameWait = before !== undefined && awaitsTaking(before) && before.assigneeId === task.assigneeId;
  const escalateAt = () => (isSameWait ? before.escalateAt : untakenAt(now, assignee));
  return {
    remindAt: isSameDeadline ? before.remindAt : nextReminderAt(task, assignee.zone, now),
    escalateAt: awaitsTaking(task) ? escalateAt() : null,
  };
}

/** `2026-11-24`, `2026-11-24T16:00:00.000Z`, or nothing. */
export function wordOfDeadline(deadline: Deadline | null): string {
  if (!deadline) return '';
  return deadline.kind === 'day' ? deadline.on : deadline.at;
}
