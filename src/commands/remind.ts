import { findTask, takeTaskNumber } from '../changes/find-task.ts';
import { setReminder } from '../changes/set-reminder.ts';
import { askForRest } from '../chat/ask.ts';
import type { Command } from '../chat/command.ts';
import { line } from '../chat/reply.ts';
import { addSeconds } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { parseReminderTime } from '../language/moment.ts';
import { taskHeading } from '../replies/task-view.ts';

export const remind: Command = {
  name: 'remind',
  async run(call) {
    const { text, person, now } = call;
    const { id, rest } = takeTaskNumber(call.args, 'remind');
    const task = await findTask(call, id);
    if (task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
    if (rest === '') {
      askForRest(call, `remind ${task.id}`);
      return { blocks: [line(text.task.remindWhen), taskHeading(task)], asks: { hint: text.task.remindHint } };
    }
    const read = parseReminderTime(rest, { now, zone: person.zone, language: person.language });
    if (!read) return refuse({ kind: 'not a moment', typed: rest, command: 'remind', id: task.id });
    if (read.kind === 'before' && !task.lateFrom) refuse({ kind: 'reminder needs deadline', id: task.id });
    const remindAt = read.kind === 'at' ? read.at : addSeconds(task.lateFrom ?? now, -read.seconds);
    return setReminder(call, task, remindAt, read.kind === 'before' ? read.seconds : null);
  },
};
