import { reopenTask } from '../changes/close-task.ts';
import { findTaskToChange, peopleOf, takeTaskNumber } from '../changes/find-task.ts';
import type { Command } from '../chat/command.ts';
import { buttons, line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { taskButtons } from '../replies/task-card.ts';
import { taskFields, taskHeading, viewOf } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';

export const reopen: Command = {
  name: 'reopen',
  async run(call) {
    const { id } = takeTaskNumber(call.args, 'reopen');
    const task = await findTaskToChange(call, id);
    if (task.state === 'open') refuse({ kind: 'task open', id: task.id });
    const { author, assignee } = await peopleOf(call, task);
    if (assignee.leftAt) refuse({ kind: 'assignee left', name: assignee.name });
    const open = await reopenTask(call, task);
    const view = await viewOf(call, [open]);
    const actions = buttons(...taskButtons(call, open), { label: call.text.button.undo, command: 'undo' });
    const told = toldLine(call, [author, assignee]);
    return { blocks: [line(call.text.task.reopened), taskHeading(open), taskFields(open, view), ...told, actions] };
  },
};
