import type { Closed } from '../changes/close-task.ts';
import { closeTask } from '../changes/close-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findOpenTask } from '../changes/find-task.ts';
import { offerRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { RESULT_MAX } from '../domain/task.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import { taskHeading } from '../replies/task-view.ts';
import { stoppedTimerText } from '../replies/timer-view.ts';
import { toldLine } from '../replies/told.ts';

export const done: Command = {
  name: 'done',
  ownSlackCommand: true,
  async run(call) {
    const { numbers, rest } = takeTaskNumbers(call.args);
    if (numbers.length === 0) return refuse({ kind: 'missing argument', command: 'done' });
    ensureLength('result', rest, RESULT_MAX);
    const result = rest === '' ? null : rest;
    const closed: Closed[] = [];
    // All or none: a number that cannot be closed takes the others back with it.
    for (const id of numbers) closed.push(await closeTask(call, await findOpenTask(call, id), 'done', result));
    return doneReply(call, closed);
  },
};

function doneReply(call: Call, closed: Closed[]): Reply {
  const { text } = call;
  const blocks: Block[] = [line(text.task.done(closed.length))];
  for (const each of closed) {
    blocks.push(taskHeading(each.task));
    if (each.timer) blocks.push(line(text.time.timerStopped, stoppedTimerText(call, each.timer)));
  }
  const first = closed[0];
  if (!first) return { blocks };
  if (first.task.result) blocks.push({ kind: 'quote', text: first.task.result });
  const people = closed.flatMap(({ author, assignee }) => [author, assignee]);
  blocks.push(...toldLine(call, people));
  if (first.task.result) return withUndo(call, { blocks });
  blocks.push(line(text.task.addResult(closed.length)));
  offerRest(call, `result ${closed.map(({ task }) => task.id).join(',')}`);
  return { ...withUndo(call, { blocks }), asks: { hint: text.task.resultHint } };
}

function withUndo(call: Call, reply: Reply): Reply {
  return { ...reply, blocks: [...reply.blocks, buttons({ label: call.text.button.undo, command: 'undo' })] };
}
