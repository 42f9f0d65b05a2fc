import { historyLine } from '../changes/change-task.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findTask, peopleOf, takeTaskNumber } from '../changes/find-task.ts';
import { tell } from '../changes/tell.ts';
import { askForRest } from '../chat/ask.ts';
import type { Command } from '../chat/command.ts';
import { buttons, line } from '../chat/reply.ts';
import { NOTE_MAX } from '../domain/task.ts';
import { taskNoteNotice } from '../replies/notices.ts';
import { taskHeading } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';

/** A comment: whoever may see the task may write one. */
export const note: Command = {
  name: 'note',
  async run(call) {
    const { text } = call;
    const { id, rest } = takeTaskNumber(call.args, 'note');
    const task = await findTask(call, id);
    if (rest === '') {
      askForRest(call, `note ${task.id}`);
      return { blocks: [line(text.task.whichNote), taskHeading(task)], asks: { hint: text.task.noteHint } };
    }
    ensureLength('note', rest, NOTE_MAX, `note ${id}`);
    const [historyId] = await call.tx.history.add([historyLine(call, task, 'note', null, rest)]);
    if (historyId !== undefined) call.changed.push({ kind: 'note', id: historyId, taskId: task.id });
    const { author, assignee } = await peopleOf(call, task);
    for (const person of new Set([author, assignee])) {
      await tell(call, person, 'task-note', (words) => taskNoteNotice(words, task, call, rest), task);
    }
    return {
      blocks: [
        line(text.task.noted),
        taskHeading(task),
        { kind: 'quote', text: rest },
        ...toldLine(call, [author, assignee]),
        buttons({ label: text.button.open, command: `show ${task.id}` }, { label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};
