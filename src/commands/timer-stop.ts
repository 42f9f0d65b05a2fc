import { ensureLength } from '../changes/create-task.ts';
import type { StoppedTimer } from '../changes/track-time.ts';
import { freeEnd, stopRunning } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { addDays, dateIn, instantAt, toWholeSecond } from '../domain/instant.ts';
import { mayChangeTask } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import type { TimerTime } from '../language/timer-line.ts';
import { parseStopLine } from '../language/timer-line.ts';
import { longRunLines, stoppedTimerText, stretchFields, timeOrMoment, workNameOf } from '../replies/timer-view.ts';

/** `/timer stop sketch` stops now; `/timer stop at 18:00 sketch` when that was: where a timer was forgotten. */
export const timerStop: Command = {
  name: 'timer stop',
  async run(call) {
    const { tx, person, now } = call;
    ensureLength('note', call.args || null, NOTE_MAX, 'timer stop');
    const running = await tx.timeEntries.running(person.id);
    if (!running) return refuse({ kind: 'no timer' });
    const read = parseStopLine(call.args, { now, zone: person.zone, language: person.language });
    const end = read && endOf(call, running, read);
    if (read && end) {
      const stopped = await stopRunning(call, running, await freeEnd(call, running, end), read.note);
      return stoppedReply(call, stopped, { withStretch: true });
    }
    if (read && !read.isLast) refuseEnd(call, running, read);
    return stoppedReply(call, await stopRunning(call, running, toWholeSecond(now), call.args || null));
  },
};

/** The last moment at which clocks showed that time while the timer ran. */
function endOf({ person, now }: Call, { startedAt }: TimeEntry, { time, on }: TimerTime): Instant | undefined {
  const { zone } = person;
  const first = on ?? dateIn(zone, startedAt);
  for (let date = on ?? dateIn(zone, now); date >= first; date = addDays(date, -1)) {
    const at = instantAt(date, time, zone);
    if (at > startedAt && at <= now) return at;
  }
  return undefined;
}

function refuseEnd(call: Call, { startedAt }: TimeEntry, { time, on }: TimerTime): never {
  const { zone } = call.person;
  const when = on ? timeOrMoment(call, instantAt(on, time, zone)) : time;
  refuse({ kind: 'timer not then', when, since: timeOrMoment(call, startedAt) });
}

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
  blocks.push(...longRunLines(call, entry));
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
