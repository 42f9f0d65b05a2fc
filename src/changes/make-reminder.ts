import type { Reply } from '../chat/reply.ts';
import { isAboutDeadline } from '../domain/deadline-reminder.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isOverdue } from '../domain/task.ts';
import type { Delivery } from '../ports/messages.ts';
import type { Tx } from '../ports/store.ts';
import { isReminderKind, reminderReply } from '../replies/reminders.ts';
import { viewOf } from '../replies/task-view.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { seenTask } from './find-task.ts';

interface Around {
  tx: Tx;
  now: Instant;
  person: Person;
}

/**
 * A reminder as it is to be said now. Asked when it is owed and again when it comes up, since the task may have been
 * closed, moved or passed on while it waited.
 * @returns why it is not to be said, in words for the ledger
 */
export async function makeReminder(
  { tx, now, person }: Around,
  { kind, taskId, key, meantAt }: Pick<Delivery, 'kind' | 'taskId' | 'key' | 'meantAt'>,
): Promise<{ body: Reply } | { over: string }> {
  if (!isReminderKind(kind) || taskId === null || !meantAt) return { over: 'it is about no task' };
  const task = await seenTask({ tx, person }, taskId);
  if (!task) return { over: 'the task is not theirs to see' };
  if (task.state !== 'open') return { over: `the task is ${task.state}` };
  if (kind !== 'own-reminder') {
    if (task.assigneeId !== person.id) return { over: 'the task is somebody else’s' };
    if (!isAboutDeadline(key ?? '', kind, task)) return { over: 'the deadline is another one' };
    if (isOverdue(task, now) !== (kind === 'overdue')) return { over: 'the deadline has moved or passed' };
  }
  const text = catalogueOf(person.language);
  const view = await viewOf({ tx, person, now, text }, [task]);
  return { body: reminderReply(task, view, { kind, meantAt }) };
}
