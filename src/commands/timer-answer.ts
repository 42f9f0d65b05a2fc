import { freeEnd, stopRunning } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import { forgottenTimerKey, LONG_RUN_SECONDS } from '../domain/forgotten-timer.ts';
import type { TimeEntryId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { addSeconds, instantOf, toWholeSecond } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { thrownAway } from './timer-cancel.ts';
import { timerButtons } from './timer-start.ts';
import { stoppedReply } from './timer-stop.ts';

/**
 * `timer answer 45 keep`, `… end 2026-11-27T16:00:00Z`, `… now`, `… discard`: what somebody who was asked about a
 * forgotten timer says. It is about that very timer, and takes the place of the question.
 */
export const timerAnswer: Command = {
  name: 'timer answer',
  hidden: true,
  async run(call) {
    const [, id, answer, end] = call.args.match(/^(\d{1,12}) (keep|now|discard|end (\S+))$/) ?? [];
    if (!id || !answer) return refuse({ kind: 'nothing asked' });
    const entry = await findRunning(call, Number(id) as TimeEntryId);
    return { ...(await answered(call, entry, answer, end)), replacesPressed: true };
  },
};

async function answered(call: Call, entry: TimeEntry, answer: string, end: string | undefined): Promise<Reply> {
  if (answer === 'keep') return keep(call, entry);
  if (answer === 'discard') return thrownAway(call, entry);
  const at = end === undefined ? toWholeSecond(call.now) : await endFor(call, entry, end);
  return stoppedReply(call, await stopRunning(call, entry, at, null), { withStretch: true });
}

async function findRunning(call: Call, id: TimeEntryId): Promise<TimeEntry> {
  const entry = await call.tx.timeEntries.get(id);
  if (entry?.personId !== call.person.id) return refuse({ kind: 'no such entry', id });
  if (entry.stoppedAt) refuse({ kind: 'timer over', id });
  return entry;
}

/** It goes on; the second time that somebody says so, they are believed for good. */
async function keep({ tx, now, text }: Call, { id }: TimeEntry): Promise<Reply> {
  const isLast = await tx.deliveries.has(forgottenTimerKey(id, 'again'));
  await tx.timeEntries.setCheck(id, isLast ? null : addSeconds(now, LONG_RUN_SECONDS));
  return {
    blocks: [line(isLast ? text.forgottenTimer.keptForGood : text.forgottenTimer.kept), timerButtons({ text })],
  };
}

/** @throws where it is no moment, or still ahead */
async function endFor(call: Call, entry: TimeEntry, written: string): Promise<Instant> {
  const epochMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.000)?Z$/.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(epochMs)) return refuse({ kind: 'nothing asked' });
  const end = instantOf(epochMs);
  if (end > call.now) refuse({ kind: 'entry in the future', command: 'log', work: undefined });
  return freeEnd(call, entry, end);
}
