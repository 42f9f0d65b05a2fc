import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import { askForRest } from '../chat/ask.ts';
import type { Command } from '../chat/command.ts';
import { line } from '../chat/reply.ts';
import { taskHeading } from '../replies/task-view.ts';
import { edit } from './edit.ts';

/** *Hand over*: asks for nothing but who takes the task. */
export const pass: Command = {
  name: 'pass',
  hidden: true,
  async run(call) {
    const { text } = call;
    const { id, rest } = takeTaskNumber(call.args, 'edit');
    const task = await findOpenTask(call, id);
    if (rest === '') {
      askForRest(call, `pass ${task.id}`);
      return { blocks: [line(text.task.who), taskHeading(task)], asks: { hint: text.task.whoHint } };
    }
    return edit.run({ ...call, args: `${task.id} @${rest.replace(/^@/, '')}` });
  },
};
