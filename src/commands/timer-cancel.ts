import { removeEntry } from '../changes/track-time.ts';
import type { Command } from '../chat/command.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { elapsedSeconds } from '../domain/time-entry.ts';
import { workNameOf } from '../replies/timer-view.ts';
import { formatDuration } from '../text/format-duration.ts';

/** Throws the running timer away. */
export const timerCancel: Command = {
  name: 'timer cancel',
  async run(call) {
    const { text, now } = call;
    const running = await call.tx.timeEntries.running(call.person.id);
    if (!running) return refuse({ kind: 'no timer' });
    await removeEntry(call, running);
    const spent = formatDuration(elapsedSeconds(running, now), text.language);
    return {
      blocks: [
        line(text.time.cancelled(spent), strong(await workNameOf(call, running))),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};
