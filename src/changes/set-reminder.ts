import type { Call } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { hangingReminderAt } from '../domain/hanging-reminder.ts';
import { type Instant, toWholeMinute } from '../domain/instant.ts';
import { ownReminderAt } from '../domain/quiet-hours.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import type { Reminder } from '../ports/messages.ts';
import { taskHeading } from '../replies/task-view.ts';
import { formatMoment, zoneLabel } from '../text/format-moment.ts';

/** Sets a reminder of one's own, and says when it will come. The same moment again is no second message. */
export function setReminder(call: Call, task: Task, wishedAt: Instant): Promise<Reply> {
  return set(call, task, { wishedAt, at: wishedAt, beforeSeconds: null });
}

/** The same at so many seconds before the deadline, with which it moves. */
export async function setReminderBefore(call: Call, task: Task, beforeSeconds: number): Promise<Reply> {
  const { now, person } = call;
  const { deadline, lateFrom } = task;
  if (!lateFrom) return refuse({ kind: 'reminder needs deadline', id: task.id });
  const { wishedAt, at } = hangingReminderAt({ deadline, lateFrom }, beforeSeconds, person, now);
  if (at <= now && wishedAt > now) {
    refuse({ kind: 'reminder too late', id: task.id, when: inWords(call, ownReminderAt(now, wishedAt, person)) });
  }
  return set(call, task, { wishedAt, at, beforeSeconds });
}

interface Wish {
  wishedAt: Instant;
  /** where that would be too late, before it */
  at: Instant;
  /** it hangs on the deadline; null: it does not */
  beforeSeconds: number | null;
}

async function set(call: Call, task: Task, { wishedAt, at, beforeSeconds }: Wish): Promise<Reply> {
  const { text, person, now } = call;
  // At the minute that is named, unless that is the one that has begun.
  const remindAt = toWholeMinute(at) > now ? toWholeMinute(at) : at;
  if (task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
  if (remindAt <= now) refuse({ kind: 'reminder past', when: inWords(call, remindAt), id: task.id });
  const isThen = (other: Reminder) => other.remindAt === remindAt && other.beforeSeconds === beforeSeconds;
  const before = (await remindersOf(call, task)).find(isThen);
  const wish = { taskId: task.id, personId: person.id, remindAt, beforeSeconds, createdAt: now };
  const reminder = before ?? (await call.tx.reminders.add(wish));
  const when = `${inWords(call, remindAt)} (${zoneLabel(person.zone)})`;
  const comesAt = ownReminderAt(now, remindAt, person);
  const blocks: Block[] = [line(before ? text.task.reminderAlready(when) : text.task.reminderSet(when))];
  if (at < wishedAt) blocks.push(line(text.task.reminderEarlier(inWords(call, wishedAt))));
  if (comesAt > remindAt) blocks.push(line(text.task.reminderWaits(inWords(call, comesAt))));
  const off = { label: text.button.cancelReminder, command: `remind ${task.id} off ${reminder.id}` };
  return { blocks: [...blocks, taskHeading(task), buttons(off)] };
}

function inWords({ text, person, now }: Call, at: Instant): string {
  return formatMoment(at, { language: text.language, zone: person.zone, now });
}

/** Those of one's own on a task that have not come yet, earliest first. */
export async function remindersOf({ tx, person }: Pick<Call, 'tx' | 'person'>, task: Task): Promise<Reminder[]> {
  return (await tx.reminders.ofTask(task.id)).filter(({ personId }) => personId === person.id);
}
