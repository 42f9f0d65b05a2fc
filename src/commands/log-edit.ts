import { allOrNone, lineWith } from '../changes/all-or-none.ts';
import { ensureLength } from '../changes/create-task.ts';
import { findEntry, takeFinishedEntry } from '../changes/find-entry.ts';
import { findTarget } from '../changes/find-target.ts';
import { refuseNumber } from '../changes/find-task.ts';
import { tellOfDeletedTime } from '../changes/tell-of-time.ts';
import type { WrittenStretch } from '../changes/track-time.ts';
import { ensureFree } from '../changes/track-time.ts';
import { removeEntry, saveEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import type { TimeEntryId } from '../domain/ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../domain/instant.ts';
import { addSeconds, dateIn, instantAt, secondsBetween, timeIn, toWholeSecond } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { ENTRY_MAX_SECONDS, elapsedSeconds } from '../domain/time-entry.ts';
import type { EntryChange } from '../language/log-line.ts';
import { parseEntryChange } from '../language/log-line.ts';
import { takeTaskNumbers } from '../language/number-list.ts';
import type { EntryTarget } from '../ports/time.ts';
import { ownerLines } from '../replies/entry-notices.ts';
import { stretchFields, workNameOf } from '../replies/timer-view.ts';
import { toldLine } from '../replies/told.ts';
import type { Meant } from './log-stretch.ts';
import { ensureDay, rangeOn, writtenAmount } from './log-stretch.ts';
import { workWord } from './timer-start.ts';

/**
 * `/log edit 45 1h15m` keeps the start, `1h15m 9:00` sets it; `/log edit 45 9:00-10:15` sets both ends, `#12` what it was
 * on, `yesterday` the day, `note …` the note, and any of them together. What is not named stays.
 */
export const logEdit: Command = {
  name: 'log edit',
  async run(call) {
    const { text, person, now } = call;
    const { entry, rest } = await takeFinishedEntry(call, 'log edit');
    if (rest === '') {
      askForRest(call, `log edit ${entry.id}`);
      const whose = await ownerLines(call, entry, { willHear: false });
      const blocks = [line(text.time.editWhat), stretchFields(call, entry), ...whose];
      return { blocks, asks: { hint: text.time.editHint } };
    }
    const change = parseEntryChange(rest, { now, zone: person.zone, language: person.language });
    if (!change) return refuse({ kind: 'not an entry change', id: entry.id, typed: rest });
    ensureDay(change.unusableDay, lineOf(entry, change), meant(entry, change));
    if (change.otherRange) {
      const { from, to } = change.otherRange;
      const { command: line, work } = meant(entry, change);
      const command = [line, `${from}-${to}`, change.on, work].filter(Boolean).join(' ');
      refuse({ kind: 'two amounts', range: `${from}–${to}`, command });
    }
    const note = change.note === undefined ? entry.note : change.note;
    ensureLength('note', note, NOTE_MAX, `log edit ${entry.id} note`);
    return changeEntry(
      call,
      entry,
      { ...wishOf(call, entry, change), ...(await targetOf(call, entry, change)), note },
      change,
    );
  },
};

/** @param change as it was typed, so that it can be repeated in what is free */
async function changeEntry(
  call: Call,
  entry: TimeEntry & Stretch,
  wish: Stretch & EntryTarget & Pick<TimeEntry, 'note'>,
  change: EntryChange,
): Promise<Reply> {
  const isMoved = wish.startedAt !== entry.startedAt || wish.stoppedAt !== entry.stoppedAt;
  const isOther = wish.taskId !== entry.taskId || wish.projectId !== entry.projectId || wish.note !== entry.note;
  if (!isMoved && !isOther) refuse({ kind: 'entry is like that', id: entry.id });
  if (isMoved) {
    if (secondsBetween(wish.startedAt, wish.stoppedAt) > ENTRY_MAX_SECONDS)
      refuse({ kind: 'entry too long', ...meant(entry, change) });
    if (wish.stoppedAt > toWholeSecond(call.now)) refuse({ kind: 'entry in the future', ...meant(entry, change) });
    await ensureFree(call, entry.personId, wish, {
      except: entry,
      repeat: (free) => repeatLine(call, entry, change, free),
    });
  }
  return changedReply(call, await saveEntry(call, entry, wish), wish);
}

export async function changedReply(call: Call, entry: TimeEntry, stretch: Stretch): Promise<Reply> {
  const { text } = call;
  const number = faint(` · ${text.time.entryNumber(entry.id)}`);
  const note: Block[] = entry.note ? [{ kind: 'quote', text: entry.note }] : [];
  return {
    blocks: [
      line(text.time.entryChanged, strong(await workNameOf(call, entry)), number),
      stretchFields(call, stretch),
      ...note,
      ...(await ownerLines(call, entry, { willHear: true })),
      buttons(
        { label: text.button.undo, command: 'undo' },
        { label: text.button.entryHistory, command: `log show ${entry.id}` },
      ),
    ],
  };
}

/** `/log delete 45`, `/log delete 45, 46`: all of them or none. */
export const logDelete: Command = {
  name: 'log delete',
  async run(call) {
    const { text } = call;
    const { numbers, rest } = takeTaskNumbers(call.args);
    if (numbers.length === 0 || rest !== '') return refuseNumber(rest, 'log delete');
    const entries = await allOrNone(numbers, lineWith('log delete'), async (number) => {
      const entry = await findEntry(call, number as TimeEntryId);
      await removeEntry(call, entry);
      return entry;
    });
    await tellOfDeletedTime(call, entries);
    const blocks: Block[] = [];
    for (const entry of entries) blocks.push(...(await deletedLines(call, entry)));
    const owners = await Promise.all(entries.map(({ personId }) => call.tx.people.get(personId)));
    const told = toldLine(
      call,
      owners.filter((owner) => owner !== undefined),
    );
    return { blocks: [...blocks, ...told, buttons({ label: text.button.undo, command: 'undo' })] };
  },
};

async function deletedLines(call: Call, entry: TimeEntry): Promise<Block[]> {
  const stretch = { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt ?? toWholeSecond(call.now) };
  return [
    line(call.text.time.entryDeleted, strong(await workNameOf(call, entry))),
    ...(elapsedSeconds(entry, call.now) > 0 ? [stretchFields(call, stretch)] : []),
    ...(await ownerLines(call, entry, { willHear: false })),
  ];
}

async function targetOf(call: Call, entry: TimeEntry, change: EntryChange): Promise<EntryTarget> {
  if (change.clearsTarget) return { taskId: null, projectId: null };
  const { task: number, tag } = change;
  if (number === undefined && tag === undefined) return { taskId: entry.taskId, projectId: entry.projectId };
  const named = number === undefined ? { ...(tag === undefined ? {} : { tag }) } : { task: number };
  const { task, project } = await findTarget(call, named);
  return { taskId: task?.id ?? null, projectId: project?.id ?? null };
}

/** On another day it keeps the time on the clock and its length. */
function wishOf(
  { person: { zone } }: Call,
  entry: TimeEntry & Stretch,
  { amount, on, startsAt }: EntryChange,
): Stretch {
  const day = on ?? dateIn(zone, entry.startedAt);
  if (amount?.kind === 'range') return rangeOn(day, amount, zone, `log edit ${entry.id}`);
  const seconds = amount?.seconds ?? secondsBetween(entry.startedAt, entry.stoppedAt);
  const startedAt = startOf(entry, day, zone, { isMoved: on !== undefined, startsAt });
  return { startedAt, stoppedAt: addSeconds(startedAt, seconds) };
}

function startOf(
  { startedAt }: Stretch,
  day: CalendarDate,
  zone: string,
  { isMoved, startsAt }: { isMoved: boolean; startsAt: TimeOfDay | undefined },
): Instant {
  if (startsAt !== undefined) return instantAt(day, startsAt, zone);
  if (!isMoved) return startedAt;
  return addSeconds(instantAt(day, timeIn(zone, startedAt), zone), Number(startedAt.slice(17, 19)));
}

/** The same with the free part in place of the wished time, for a button. */
function repeatLine(
  { person }: Call,
  entry: TimeEntry & Stretch,
  change: EntryChange,
  free: WrittenStretch,
): string | undefined {
  const isAsItWas = free.on === dateIn(person.zone, entry.startedAt) && free.range === writtenRange(entry, person.zone);
  if (isAsItWas) return undefined;
  // A range is read on the day on which the entry begins.
  const on = free.on === dateIn(person.zone, entry.startedAt) ? undefined : free.on;
  const words = [
    free.range,
    on,
    meant(entry, change).work,
    change.note === null ? 'no note' : change.note && `note ${change.note}`,
  ];
  return `log edit ${entry.id} ${words.filter((word) => word !== undefined).join(' ')}`;
}

/** What the line began with and what it named, for the next one. */
function meant(entry: TimeEntry, change: EntryChange): Meant {
  const { task, tag, clearsTarget } = change;
  const work = clearsTarget ? 'no task' : task === undefined ? workWord({ ...(tag && { tag }) }) : `#${task}`;
  return { command: `log edit ${entry.id}`, work };
}

/** The line without its day and its note. */
function lineOf(entry: TimeEntry, change: EntryChange): string {
  const { command, work } = meant(entry, change);
  return [command, change.amount && writtenAmount(change.amount), work].filter(Boolean).join(' ');
}

function writtenRange({ startedAt, stoppedAt }: Stretch, zone: string): string {
  return `${timeIn(zone, startedAt)}-${timeIn(zone, stoppedAt)}`;
}
