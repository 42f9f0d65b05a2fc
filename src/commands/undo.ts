import { undoChange } from '../changes/undo-change.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { taskHeading } from '../replies/task-view.ts';
import { workNameOf } from '../replies/timer-view.ts';

/** Takes back the person's last change to tasks or time, if nobody has changed them since. */
export const undo: Command = {
  name: 'undo',
  async run(call: Call) {
    const { text, tx, person, now } = call;
    const change = await tx.changes.lastOf(person.id);
    if (!change) return refuse({ kind: 'nothing to undo' });
    const { tasks, entries } = await undoChange(call, change);
    await tx.changes.markUndone(change.id, now);
    // A verdict is pressed and never typed: people know it as their digest.
    const command = change.command === 'verdict' ? 'digest' : change.command;
    const blocks: Block[] = [line(text.undo.done(command))];
    for (const { task, exists } of tasks) {
      blocks.push(taskHeading(task));
      if (!exists) blocks.push(line(text.undo.taskGone));
    }
    for (const { entry, exists } of entries) {
      const name = await workNameOf(call, entry);
      blocks.push(line(exists ? text.undo.entryBack(name) : text.undo.entryGone(name)));
    }
    return { blocks };
  },
};
