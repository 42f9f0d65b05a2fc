import { allOrNone, lineWith } from '../changes/all-or-none.ts';
import { changeTask } from '../changes/change-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findTaskToChange, peopleOf, refuseNumber } from '../changes/find-task.ts';
import { tell } from '../changes/tell.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { restOf } from '../chat/rest-form.ts';
import { refuse } from '../domain/refusal.ts';
import { RESULT_MAX } from '../domain/task.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import { taskResultNotice } from '../replies/notices.ts';
import { taskHeading } from '../replies/task-view.ts';

/** Writes what came of a task that is closed already. */
export const result: Command = {
  name: 'result',
  async run(call) {
    const { text } = call;
    const { numbers, rest } = takeTaskNumbers(call.args);
    if (numbers.length === 0) return refuseNumber(call.args, 'result');
    if (rest === '') {
      askForRest(call, `result ${numbers.join(',')}`);
      return { blocks: [line(text.task.whichResult)], asks: { hint: text.task.resultHint } };
    }
    return write(call, numbers, rest);
  },
  async submit(call, filled) {
    return write(call, takeTaskNumbers(call.args).numbers, restOf(filled));
  },
};

async function write(call: Call, numbers: readonly number[], words: string): Promise<Reply> {
  const { text } = call;
  ensureLength('result', words, RESULT_MAX, `result ${numbers.join(',')}`);
  const blocks: Block[] = [line(text.task.resultSaved)];
  await allOrNone(numbers, lineWith('result', words), async (id) => {
    const task = await findTaskToChange(call, id);
    if (task.state === 'open') refuse({ kind: 'task open', id: task.id, wants: 'result' });
    const { author, assignee } = await peopleOf(call, task);
    const next = await changeTask(call, task, { result: words }, assignee);
    for (const person of new Set([author, assignee])) {
      await tell(call, person, 'task-result', (catalogue) => taskResultNotice(catalogue, next, call), next);
    }
    blocks.push(taskHeading(next));
  });
  blocks.push({ kind: 'quote', text: words }, buttons({ label: text.button.undo, command: 'undo' }));
  return { blocks };
}
