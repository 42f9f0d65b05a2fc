import type { Call } from '../chat/command.ts';
import { lateFrom } from '../domain/deadline.ts';
import type { Person } from '../domain/person.ts';
import { momentsAfterChange } from '../domain/task-moments.ts';
import { moveReminders } from './change-task.ts';

/** Whole-day deadlines end with the day where their assignee is: they move along, with what hangs on them. */
export async function moveDayDeadlines(
  call: Pick<Call, 'tx' | 'now'>,
  assignee: Pick<Person, 'id' | 'zone' | 'workingHours' | 'quietHours'>,
): Promise<void> {
  const { tx, now } = call;
  for (const task of await tx.tasks.withDayDeadline(assignee.id)) {
    if (!task.deadline) continue;
    const moved = { ...task, lateFrom: lateFrom(task.deadline, assignee.zone) };
    if (moved.lateFrom === task.lateFrom) continue;
    Object.assign(moved, momentsAfterChange(task, moved, assignee, now));
    await tx.tasks.save(moved);
    await moveReminders(call, moved, assignee);
  }
}
