import { allOrNone, lineWith } from '../changes/all-or-none.ts';
import type { Closed } from '../changes/close-task.ts';
import { closeTask } from '../changes/close-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findOpenTask, refuseNumber } from '../changes/find-task.ts';
import { offerRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { RESULT_MAX } from '../domain/task.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import { stillOpenLine } from '../replies/still-open.ts';
import { taskHeading } from '../replies/task-view.ts';
import { stoppedLines } from '../replies/timer-view.ts';
import { toldLine } from '../replies/told.ts';

export const done: Command = {
  name: 'done',
  ownSlackCommand: true,
  async run(call) {
    const { numbers, rest } = takeTaskNumbers(call.args);
    if (numbers.length === 0) return refuseNumber(call.args, 'done');
    if (rest === '' && call.pressed && call.takesForm) return askForResult(call, numbers);
    const closed = await close(call, numbers, rest);
    return offerResult(call, closed, await stillOpenLine(call, 'done', rest));
  },
  async submit(call, filled) {
    // Whoever left the field empty is not asked again.
    return doneReply(call, await close(call, takeTaskNumbers(call.args).numbers, filled.result ?? ''));
  },
};

/** All or none: a number that cannot be closed takes the others back with it. */
async function close(call: Call, numbers: readonly number[], result: string): Promise<Closed[]> {
  ensureLength('result', result, RESULT_MAX, `done ${numbers.join(',')}`);
  return allOrNone(numbers, lineWith('done', result), async (id) =>
    closeTask(call, await findOpenTask(call, id), 'done', result || null),
  );
}

/** A button asks for the result before it closes; a typed line has said what it wanted to say. */
async function askForResult(call: Call, numbers: readonly number[]): Promise<Reply> {
  const titles = await allOrNone(
    numbers,
    lineWith('done'),
    async (id) => `${id} ${(await findOpenTask(call, id)).title}`,
  );
  return resultForm(call, `done ${numbers.join(',')}`, titles.join('\n'));
}

/** @param about the tasks that are closed, a line each */
export function resultForm(call: Call, command: string, about: string): Reply {
  const { text } = call;
  return {
    blocks: [],
    form: {
      command,
      title: text.form.titles.done,
      submit: text.button.done,
      cancel: text.button.cancel,
      note: about,
      fields: [
        {
          name: 'result',
          label: text.task.whichResult,
          hint: text.task.resultHint,
          isOptional: true,
          kind: 'text',
          lines: 'many',
          max: RESULT_MAX,
        },
      ],
    },
  };
}

/** @param more to be said under what was closed */
function doneReply(call: Call, closed: Closed[], more: Block[] = []): Reply {
  const { text } = call;
  const blocks: Block[] = [line(text.task.done(closed.length))];
  for (const each of closed) {
    blocks.push(taskHeading(each.task));
    if (each.timer) blocks.push(...stoppedLines(call, each.timer));
  }
  const first = closed[0];
  if (!first) return { blocks };
  if (first.task.result) blocks.push({ kind: 'quote', text: first.task.result });
  const people = closed.flatMap(({ author, assignee }) => [author, assignee]);
  blocks.push(...toldLine(call, people), ...more, buttons({ label: text.button.undo, command: 'undo' }));
  return { blocks };
}

function offerResult(call: Call, closed: Closed[], more: Block[]): Reply {
  const { text } = call;
  const reply = doneReply(call, closed, more);
  if (closed[0]?.task.result) return reply;
  offerRest(call, `result ${closed.map(({ task }) => task.id).join(',')}`);
  const [undo] = reply.blocks.splice(-1);
  const offer = line(text.task.addResult(closed.length));
  return { blocks: [...reply.blocks, offer, ...(undo ? [undo] : [])], asks: { hint: text.task.resultHint } };
}
