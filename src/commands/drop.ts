import { dropOrPropose } from '../changes/close-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import type { Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { RESULT_MAX } from '../domain/task.ts';
import { stillOpenLine } from '../replies/still-open.ts';
import { replacedLine, taskHeading } from '../replies/task-view.ts';
import { stoppedTimerText } from '../replies/timer-view.ts';
import { toldLine } from '../replies/told.ts';

export const drop: Command = {
  name: 'drop',
  async run(call) {
    const { text } = call;
    const { id, rest } = takeTaskNumber(call.args, 'drop');
    ensureLength('reason', rest, RESULT_MAX, `drop ${id}`);
    const task = await findOpenTask(call, id);
    const outcome = await dropOrPropose(call, task, rest === '' ? null : rest);
    const stillOpen = await stillOpenLine(call, 'drop', rest);
    const undo = buttons({ label: text.button.undo, command: 'undo' });
    if (outcome.kind === 'proposed') {
      const said = [line(text.task.dropProposed(outcome.asked.name)), ...replacedLine(call, outcome.replaced)];
      return { blocks: [...said, taskHeading(task), ...stillOpen, undo] };
    }
    const { closed } = outcome;
    const blocks: Block[] = [line(text.task.dropped), taskHeading(closed.task)];
    if (closed.task.result) blocks.push({ kind: 'quote', text: closed.task.result });
    if (closed.timer) blocks.push(line(text.time.timerStopped, stoppedTimerText(call, closed.timer)));
    blocks.push(...toldLine(call, [closed.author, closed.assignee]), ...stillOpen, undo);
    return { blocks };
  },
};
