import { findTask, takeTaskNumber } from '../changes/find-task.ts';
import type { Command } from '../chat/command.ts';
import { taskCard } from '../replies/task-card.ts';

export const show: Command = {
  name: 'show',
  async run(call) {
    const { id, rest } = takeTaskNumber(call.args, 'show');
    const page = Number(rest.match(/^page (\d{1,4})$/)?.[1] ?? 1);
    return taskCard(call, await findTask(call, id), page);
  },
};
