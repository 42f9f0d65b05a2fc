import { allOrNone, lineWith } from '../changes/all-or-none.ts';
import { dropOrPropose } from '../changes/close-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { Person } from '../domain/person.ts';
import { RESULT_MAX } from '../domain/task.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import { stillOpenLine } from '../replies/still-open.ts';
import { replacedLine, taskHeading } from '../replies/task-view.ts';
import { stoppedLines } from '../replies/timer-view.ts';
import { toldLine } from '../replies/told.ts';

export const drop: Command = {
  name: 'drop',
  async run(call) {
    const { numbers, reason } = readDrop(call.args);
    ensureLength('reason', reason, RESULT_MAX, `drop ${numbers.join(',')}`);
    const blocks: Block[] = [];
    const people: Person[] = [];
    // All or none, as with done.
    for (const { said, told } of await allOrNone(numbers, lineWith('drop'), (id) => dropOne(call, id, reason))) {
      blocks.push(...said);
      people.push(...told);
    }
    const stillOpen = await stillOpenLine(call, 'drop', reason);
    blocks.push(...toldLine(call, people), ...stillOpen);
    blocks.push(buttons({ label: call.text.button.undo, command: 'undo' }));
    return { blocks };
  },
};

/** Several numbers are a list only where nothing else is said: a reason is kept as it is typed, its numbers too. */
function readDrop(args: string): { numbers: number[]; reason: string } {
  const list = takeTaskNumbers(args);
  if (list.numbers.length > 1 && list.rest === '') return { numbers: list.numbers, reason: '' };
  const { id, rest } = takeTaskNumber(args, 'drop');
  return { numbers: [id], reason: rest };
}

/** @returns what has become of it, and who is told that it was dropped */
async function dropOne(call: Call, id: number, reason: string): Promise<{ said: Block[]; told: Person[] }> {
  const { text } = call;
  const task = await findOpenTask(call, id);
  const outcome = await dropOrPropose(call, task, reason === '' ? null : reason);
  if (outcome.kind === 'proposed') {
    const proposed = line(text.task.dropProposed(outcome.asked.name));
    return { said: [proposed, ...replacedLine(call, outcome.replaced), taskHeading(task)], told: [] };
  }
  const { closed } = outcome;
  const said: Block[] = [line(text.task.dropped), taskHeading(closed.task)];
  if (closed.task.result) said.push({ kind: 'quote', text: closed.task.result });
  if (closed.timer) said.push(...stoppedLines(call, closed.timer));
  return { said, told: [closed.author, closed.assignee] };
}
