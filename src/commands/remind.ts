import { findTask, takeTaskNumber } from '../changes/find-task.ts';
import { remindersOf, setReminder, setReminderBefore } from '../changes/set-reminder.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { parseReminderTime } from '../language/moment.ts';
import { isCancel } from '../language/none-word.ts';
import { isOff } from '../language/setting-value.ts';
import { taskHeading } from '../replies/task-view.ts';
import { formatMoment } from '../text/format-moment.ts';

/** `/remind 12 in 2 hours`; `/remind 12 off` cancels one's own on that task, with a number behind it that very one. */
export const remind: Command = {
  name: 'remind',
  async run(call) {
    const { text, person, now } = call;
    const { id, rest } = takeTaskNumber(call.args, 'remind');
    const task = await findTask(call, id);
    const off = takeOff(rest);
    if (off) return cancelReminders(call, task, off.reminderId);
    if (task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
    if (rest === '') {
      askForRest(call, `remind ${task.id}`);
      return { blocks: [line(text.task.remindWhen), taskHeading(task)], asks: { hint: text.task.remindHint } };
    }
    const read = parseReminderTime(rest, { now, zone: person.zone, language: person.language });
    if (!read) {
      const isPending = (await remindersOf(call, task)).length > 0;
      return refuse({ kind: 'not a moment', typed: rest, command: 'remind', id: task.id, isPending });
    }
    return read.kind === 'at' ? setReminder(call, task, read.at) : setReminderBefore(call, task, read.seconds);
  },
};

function takeOff(words: string): { reminderId: number | undefined } | undefined {
  const [, word = '', number] = /^(\S+)(?: (\d{1,15}))?$/u.exec(words) ?? [];
  return isOff(word) || isCancel(word) ? { reminderId: number === undefined ? undefined : Number(number) } : undefined;
}

async function cancelReminders(call: Call, task: Task, reminderId: number | undefined): Promise<Reply> {
  const { text, tx, person, now } = call;
  const own = await remindersOf(call, task);
  const cancelled = reminderId === undefined ? own : own.filter(({ id }) => id === reminderId);
  if (cancelled.length === 0) return refuse({ kind: 'no reminder', id: task.id, isClosed: task.state !== 'open' });
  for (const { id } of cancelled) await tx.reminders.remove(id);
  const moments = cancelled.map((each) =>
    formatMoment(each.remindAt, { language: text.language, zone: person.zone, now }),
  );
  // When they were to come may have been said to nobody but Friday.
  return { blocks: [line(text.task.reminderOff(moments)), taskHeading(task)], place: 'private' };
}
