import { allOrNone, lineWith } from '../changes/all-or-none.ts';
import { reopenTask } from '../changes/close-task.ts';
import { findTaskToChange, peopleOf, refuseNumber } from '../changes/find-task.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import { taskButtons } from '../replies/task-card.ts';
import { taskFields, taskHeading, viewOf } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';

export const reopen: Command = {
  name: 'reopen',
  async run(call) {
    const { numbers } = takeTaskNumbers(call.args);
    if (numbers.length === 0) return refuseNumber(call.args, 'reopen');
    // All or none, as with done.
    const reopened = await allOrNone(numbers, lineWith('reopen'), (id) => reopenOne(call, id, numbers.length === 1));
    const undo = buttons({ label: call.text.button.undo, command: 'undo' });
    return { blocks: [line(call.text.task.reopened), ...reopened.flat(), undo] };
  },
};

async function reopenOne(call: Call, id: number, isOnly: boolean): Promise<Block[]> {
  const task = await findTaskToChange(call, id);
  if (task.state === 'open') refuse({ kind: 'task open', id: task.id });
  const { author, assignee } = await peopleOf(call, task);
  if (assignee.leftAt) refuse({ kind: 'assignee left', name: assignee.name });
  const open = await reopenTask(call, task);
  const told = toldLine(call, [author, assignee]);
  const heading = [taskHeading(open), ...resultTakenOff(call, task)];
  if (!isOnly) return [...heading, ...told];
  return [...heading, taskFields(open, await viewOf(call, [open])), ...told, buttons(...taskButtons(call, open))];
}

/** An open task has no result: it is in the history alone from now on. */
function resultTakenOff({ text }: Call, { result, state }: Task): Block[] {
  if (!result) return [];
  return [line(text.task.resultTakenOff(state === 'dropped')), { kind: 'quote', text: result }];
}
