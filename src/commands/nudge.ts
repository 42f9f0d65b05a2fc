import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import { nudgeAssignee } from '../changes/nudge-assignee.ts';
import type { Command } from '../chat/command.ts';
import { line } from '../chat/reply.ts';
import { taskHeading } from '../replies/task-view.ts';

/** Reminds the assignee of a task, kindly. */
export const nudge: Command = {
  name: 'nudge',
  async run(call) {
    const { id } = takeTaskNumber(call.args, 'nudge');
    const task = await findOpenTask(call, id);
    const assignee = await nudgeAssignee(call, task);
    return { blocks: [line(call.text.task.nudged(assignee.name)), taskHeading(task)] };
  },
};
