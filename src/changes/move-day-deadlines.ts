import type { Call } from '../chat/command.ts';
import { lateFrom } from '../domain/deadline.ts';
import type { Person } from '../domain/person.ts';
import { moveReminders } from './change-task.ts';

/** Whole-day deadlines end with the day where their assignee is: they move along, with what hangs on them. */
export async function moveDayDeadlines(call: Pick<Call, 'tx'>, assignee: Pick<Person, 'id' | 'zone'>): Promise<void> {
  const { tx } = call;
  for (const task of await tx.tasks.withDayDeadline(assignee.id)) {
    if (!task.deadline) continue;
    const moved = { ...task, lateFrom: lateFrom(task.deadline, assignee.zone) };
    if (moved.lateFrom === task.lateFrom) continue;
    await tx.tasks.save(moved);
    await moveReminders(call, moved);
  }
}
