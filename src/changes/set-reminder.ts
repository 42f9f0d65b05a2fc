import type { Call } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { type Instant, toWholeMinute } from '../domain/instant.ts';
import { ownReminderAt } from '../domain/quiet-hours.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import type { Reminder } from '../ports/messages.ts';
import { taskHeading } from '../replies/task-view.ts';
import { formatMoment, zoneLabel } from '../text/format-moment.ts';

/**
 * Sets a reminder of one's own, and says when it will come. The same moment again is no second message.
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
  const isThen = (other: Reminder) => other.remindAt === remindAt && other.beforeSeconds === beforeSeconds;
  const before = (await remindersOf(call, task)).find(isThen);
  const wish = { taskId: task.id, personId: person.id, remindAt, beforeSeconds, createdAt: now };
  const reminder = before ?? (await call.tx.reminders.add(wish));
  const when = `${wordsOf(remindAt)} (${zoneLabel(person.zone)})`;
  const comesAt = ownReminderAt(now, remindAt, person);
  const blocks: Block[] = [line(before ? text.task.reminderAlready(when) : text.task.reminderSet(when))];
  if (comesAt > remindAt) blocks.push(line(text.task.reminderWaits(wordsOf(comesAt))));
  const off = { label: text.button.cancelReminder, command: `remind ${task.id} off ${reminder.id}` };
  return { blocks: [...blocks, taskHeading(task), buttons(off)] };
}

/** Those of one's own on a task that have not come yet, earliest first. */
export async function remindersOf({ tx, person }: Pick<Call, 'tx' | 'person'>, task: Task): Promise<Reminder[]> {
  return (await tx.reminders.ofTask(task.id)).filter(({ personId }) => personId === person.id);
}
