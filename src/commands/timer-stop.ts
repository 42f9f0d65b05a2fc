import { ensureLength } from '../changes/create-task.ts';
import type { StoppedTimer } from '../changes/track-time.ts';
import { stopTimer } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import { mayChangeTask } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import { stoppedTimerText, stretchFields, workNameOf } from '../replies/timer-view.ts';

export const timerStop: Command = {
  name: 'timer stop',
  async run(call) {
    const note = call.args || null;
    ensureLength('note', note, NOTE_MAX, 'timer stop');
    const stopped = await stopTimer(call, note);
    if (!stopped) return refuse({ kind: 'no timer' });
    return stoppedReply(call, stopped);
  },
};

/** @param withStretch also from when to when it ran, where that is not now */
export async function stoppedReply(
  call: Call,
  stopped: StoppedTimer,
  { withStretch = false }: { withStretch?: boolean } = {},
): Promise<Reply> {
  const { text } = call;
  const { entry, task } = stopped;
  const blocks: Block[] = [
    line(text.time.timerStopped, strong(await workNameOf(call, entry)), faint(` · ${text.time.entryNumber(entry.id)}`)),
  ];
  if (withStretch && entry.stoppedAt) {
    blocks.push(stretchFields(call, { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt }));
  }
  blocks.push(line(stoppedTimerText(call, stopped)));
  if (entry.note) blocks.push({ kind: 'quote', text: entry.note });
  blocks.push(
    buttons(
      ...(task?.state === 'open' && mayChangeTask(call.person, task)
        ? [{ label: text.button.taskDone, command: `done ${task.id}` }]
        : []),
      { label: text.button.changeEntry, command: `log edit ${entry.id}` },
      { label: text.button.undo, command: 'undo' },
    ),
  );
  return { blocks };
}
