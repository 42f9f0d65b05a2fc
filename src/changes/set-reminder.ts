import type { Call } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import { type Instant, toWholeMinute } from '../domain/instant.ts';
import { ownReminderAt } from '../domain/quiet-hours.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { taskHeading } from '../replies/task-view.ts';
import { formatMoment, zoneLabel } from '../text/format-moment.ts';

/**
 * Sets a reminder of one's own, and says when it will come.
 * @param beforeSeconds it hangs on the deadline; null: it does not
 */
export async function setReminder(
  call: Call,
  task: Task,
  wishedAt: Instant,
  beforeSeconds: number | null = null,
): Promise<Reply> {
  const { text, person, now } = call;
  // At the minute that is named, unless that is the one that has begun.
  const remindAt = toWholeMinute(wishedAt) > now ? toWholeMinute(wishedAt) : wishedAt;
  if (task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
  const wordsOf = (at: Instant) => formatMoment(at, { language: text.language, zone: person.zone, now });
  if (remindAt <= now) refuse({ kind: 'reminder past', when: wordsOf(remindAt), id: task.id });
  await call.tx.reminders.add({ taskId: task.id, personId: person.id, remindAt, beforeSeconds, createdAt: now });
  const comesAt = ownReminderAt(now, remindAt, person);
  return {
    blocks: [
      line(text.task.reminderSet(`${wordsOf(remindAt)} (${zoneLabel(person.zone)})`)),
      ...(comesAt > remindAt ? [line(text.task.reminderWaits(wordsOf(comesAt)))] : []),
      taskHeading(task),
    ],
  };
}
