import { removeEntry } from '../changes/write-entry.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { elapsedSeconds } from '../domain/time-entry.ts';
import { workNameOf } from '../replies/timer-view.ts';
import { formatDuration } from '../text/format-duration.ts';

/** Throws the running timer away. */
export const timerCancel: Command = {
  name: 'timer cancel',
  async run(call) {
    const running = await call.tx.timeEntries.running(call.person.id);
    return running ? thrownAway(call, running) : refuse({ kind: 'no timer' });
  },
};

/** @param running one's own, so that nobody else is to be told */
export async function thrownAway(call: Call, running: TimeEntry): Promise<Reply> {
  const { text, now } = call;
  await removeEntry(call, running);
  const spent = formatDuration(elapsedSeconds(running, now), text.language);
  return {
    blocks: [
      line(text.time.cancelled(spent), strong(await workNameOf(call, running))),
      buttons({ label: text.button.undo, command: 'undo' }),
    ],
  };
}
