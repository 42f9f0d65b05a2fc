import type { Call } from '../chat/command.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import {
  addDays,
  addSeconds,
  dateIn,
  endOfDay,
  instantAt,
  secondsBetween,
  startOfDay,
  toWholeSecond,
} from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import type { Stretch } from '../domain/time-entry.ts';
import { ENTRY_MAX_SECONDS, elapsedSeconds } from '../domain/time-entry.ts';
import type { LogLine } from '../language/log-line.ts';
import type { TimeRange } from '../language/time-range.ts';
import type { UnusableDay } from '../language/work-day.ts';
import { workWord } from './timer-start.ts';

/** What a better line would begin with, and the task or project that it names. */
export interface Meant {
  command: string;
  work: string | undefined;
}

/**
 * A range is taken as it is, and a duration with its start. A bare duration is laid where it fits: today it ends now, on
 * another day it follows the last work of that day, or starts with the working day.
 */
export async function stretchOf(call: Call, read: LogLine): Promise<Stretch> {
  const { person, now } = call;
  const today = dateIn(person.zone, now);
  const on = read.on ?? today;
  const stretch =
    read.amount.kind === 'range'
      ? rangeOn(on, read.amount, person.zone, 'log')
      : read.startsAt === undefined
        ? await placed(call, on, today, read.amount.seconds, read)
        : startingAt(instantAt(on, read.startsAt, person.zone), read.amount.seconds);
  if (secondsBetween(stretch.startedAt, stretch.stoppedAt) > ENTRY_MAX_SECONDS)
    refuse({ kind: 'entry too long', ...meant(read) });
  if (stretch.stoppedAt > toWholeSecond(now)) refuse({ kind: 'entry in the future', ...meant(read) });
  return stretch;
}

/** @param command what the line with the range stands behind */
export function rangeOn(on: CalendarDate, range: TimeRange, zone: string, command: string): Stretch {
  const startedAt = instantAt(on, range.from, zone);
  const stoppedAt = instantAt(range.endsNextDay ? addDays(on, 1) : on, range.to, zone);
  // A range that a clock change swallowed whole has no time in it.
  if (stoppedAt <= startedAt) refuse({ kind: 'not a duration', typed: `${range.from}-${range.to}`, command });
  return { startedAt, stoppedAt };
}

function startingAt(startedAt: Instant, seconds: number): Stretch {
  return { startedAt, stoppedAt: addSeconds(startedAt, seconds) };
}

async function placed(
  call: Call,
  on: CalendarDate,
  today: CalendarDate,
  seconds: number,
  read: LogLine,
): Promise<Stretch> {
  const { person, now } = call;
  if (seconds > ENTRY_MAX_SECONDS) refuse({ kind: 'entry too long', ...meant(read) });
  const dayStarts = startOfDay(on, person.zone);
  if (on === today) {
    const running = await call.tx.timeEntries.running(person.id);
    const end = running && running.startedAt < now ? running.startedAt : toWholeSecond(now);
    return freeStretchEndingAt(call, end, seconds);
  }
  const dayEnds = endOfDay(on, person.zone);
  const taken = await call.tx.timeEntries.overlapping(person.id, dayStarts, dayEnds);
  const workStarts = instantAt(on, person.workingHours.starts, person.zone);
  const startedAt =
    firstGap(workStarts, dayEnds, taken, seconds) ?? firstGap(dayStarts, dayEnds, taken, seconds) ?? workStarts;
  return { startedAt, stoppedAt: addSeconds(startedAt, seconds) };
}

/** The earliest start from `from` at which `seconds` of free time end by `to`. */
function firstGap(
  from: Instant,
  to: Instant,
  taken: readonly { startedAt: Instant; stoppedAt: Instant | null }[],
  seconds: number,
): Instant | undefined {
  let startedAt = from;
  for (const entry of taken) {
    if (addSeconds(startedAt, seconds) <= entry.startedAt) break;
    if (!entry.stoppedAt) return undefined;
    if (entry.stoppedAt > startedAt) startedAt = entry.stoppedAt;
  }
  return addSeconds(startedAt, seconds) <= to ? startedAt : undefined;
}

/** The latest free stretch of that length that ends at `end` or, where that is taken, before the work that takes it. */
async function freeStretchEndingAt(call: Call, end: Instant, seconds: number): Promise<Stretch> {
  const reach = addSeconds(end, -2 * 86_400);
  const taken = await call.tx.timeEntries.overlapping(call.person.id, reach, end);
  let stoppedAt = end;
  for (const entry of [...taken].reverse()) {
    if (elapsedSeconds(entry, call.now) === 0) continue;
    if (addSeconds(stoppedAt, -seconds) >= (entry.stoppedAt ?? stoppedAt)) break;
    if (entry.startedAt < stoppedAt) stoppedAt = entry.startedAt;
  }
  return { startedAt: addSeconds(stoppedAt, -seconds), stoppedAt };
}

/** What the line began with and what it named, for the next one. */
export function meant(read: LogLine): Meant {
  return { command: 'log', work: workWord(read) };
}

/** How long or from when to when, as it can be typed. */
export function writtenAmount(amount: LogLine['amount']): string {
  if (amount.kind === 'range') return `${amount.from}-${amount.to}`;
  const minutes = Math.max(1, Math.round(amount.seconds / 60));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * Refuses a day that was said and cannot be.
 * @param line the command line without it
 */
export function ensureDay(day: UnusableDay | undefined, line: string, meant: Meant): void {
  if (!day) return;
  const { typed, why, lastSo } = day;
  if (why === 'no such day') refuse({ kind: 'no such day', typed, command: line });
  if (lastSo !== undefined) refuse({ kind: 'day to come', typed, lastSo, command: line });
  refuse({ kind: 'entry in the future', ...meant });
}
