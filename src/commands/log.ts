import { ensureLength } from '../changes/create-task.ts';
import { findTarget } from '../changes/find-target.ts';
import type { WrittenStretch } from '../changes/track-time.ts';
import { ensureFree } from '../changes/track-time.ts';
import { addEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
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
import { NOTE_MAX } from '../domain/task.ts';
import type { Stretch } from '../domain/time-entry.ts';
import { ENTRY_MAX_SECONDS, elapsedSeconds } from '../domain/time-entry.ts';
import type { LogLine } from '../language/log-line.ts';
import { parseLogLine } from '../language/log-line.ts';
import { nearest } from '../language/nearest.ts';
import type { TimeRange } from '../language/time-range.ts';
import { spentText, stretchFields, workName } from '../replies/timer-view.ts';
import { workWord } from './timer-start.ts';

/** Adds time by hand. */
export const log: Command = {
  name: 'log',
  ownSlackCommand: true,
  async run(call) {
    const { text, person, now } = call;
    if (call.args === '') {
      askForRest(call, 'log');
      return { blocks: [line(text.time.logWhat)], asks: { hint: text.time.logHint } };
    }
    const read = parseLogLine(call.args, { now, zone: person.zone, language: person.language });
    if (!read) return refuse({ kind: 'not a duration', typed: call.args, command: 'log', meant: meantLine(call.args) });
    if (read.isAhead) refuse({ kind: 'entry in the future', ...meant(read) });
    if (read.otherRange) refuse({ kind: 'two amounts', ...rangeLine(read, read.otherRange) });
    const note = read.note.trim() || null;
    ensureLength('note', note, NOTE_MAX, lineOf(read, writtenAmount(read)));
    const { task, project } = await findTarget(call, read);
    const stretch = await stretchOf(call, read);
    await ensureFree(call, person.id, stretch, { repeat: (free) => repeatLine(read, free) });
    const entry = await addEntry(call, {
      ...stretch,
      taskId: task?.id ?? null,
      projectId: project?.id ?? null,
      note,
    });
    const blocks: Block[] = [
      line(text.time.logged, strong(workName(text, task, project)), faint(` · ${text.time.entryNumber(entry.id)}`)),
    ];
    blocks.push(stretchFields(call, stretch));
    if (note) blocks.push({ kind: 'quote', text: note });
    if (task) blocks.push(line(text.time.onTask(await spentText(call, task))));
    blocks.push(
      buttons(
        { label: text.button.changeEntry, command: `log edit ${entry.id}` },
        { label: text.button.deleteEntry, command: `log delete ${entry.id}`, style: 'danger' },
        { label: text.button.undo, command: 'undo' },
      ),
    );
    return { blocks } satisfies Reply;
  },
};

const SUBCOMMANDS = ['list', 'edit', 'show', 'split', 'move', 'delete'];

/** `lsit last week` is a slip of `log list last week`. */
function meantLine(args: string): string | undefined {
  const [word = ''] = args.split(/\s/, 1);
  const [name] = nearest(word, SUBCOMMANDS, 1);
  return name === undefined || args.length > MEANT_MAX ? undefined : `log ${name}${args.slice(word.length)}`;
}

const MEANT_MAX = 60;

/**
 * A range is taken as it is, and a duration with its start. A bare duration is laid where it fits: today it ends now, on
 * another day it follows the last work of that day, or starts with the working day.
 */
async function stretchOf(call: Call, read: LogLine): Promise<Stretch> {
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

/** The same line with the free part in place of the wished time, for a button. */
function repeatLine(read: LogLine, free: WrittenStretch): string {
  const note = read.note.trim() ? ` ${read.note.trim()}` : '';
  return `${lineOf({ ...read, on: free.on }, free.range)}${note}`;
}

function rangeLine(read: LogLine, { from, to }: TimeRange): { range: string; command: string } {
  return { range: `${from}–${to}`, command: lineOf(read, `${from}-${to}`) };
}

/** The line without its note. */
function lineOf(read: LogLine, amount: string): string {
  return ['log', amount, workWord(read), read.on].filter(Boolean).join(' ');
}

function writtenAmount({ amount }: LogLine): string {
  if (amount.kind === 'range') return `${amount.from}-${amount.to}`;
  const minutes = Math.max(1, Math.round(amount.seconds / 60));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What the line began with and what it named, for the next one. */
function meant(read: LogLine): { command: string; work: string | undefined } {
  return { command: 'log', work: workWord(read) };
}
