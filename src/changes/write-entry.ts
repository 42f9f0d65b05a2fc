import type { Call } from '../chat/command.ts';
import { forgottenFrom } from '../domain/forgotten-timer.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { EntryHistoryLine, EntryTarget } from '../ports/time.ts';
import { ensureUnlocked } from './locked-months.ts';
import { tellIfEstimatePassed } from './pass-estimate.ts';
import { tellOfChangedTime, tellOfSplitTime } from './tell-of-time.ts';

/**
 * The one way in which time is written, but for undo and for people who leave: not into a locked month, remembered for
 * undo and, where it is a correction, for the entry's history. Whose time it is hears of it, where somebody else does it.
 */

/** @param personId whose time it is; by default that of whoever says it */
export async function addEntry(
  call: Call,
  fields: Pick<TimeEntry, 'taskId' | 'projectId' | 'startedAt' | 'stoppedAt' | 'note'>,
  personId: PersonId = call.person.id,
): Promise<TimeEntry> {
  const checkAt = fields.stoppedAt === null ? forgottenFrom(fields.startedAt, call.person) : null;
  const made = { personId, createdAt: call.now, version: 1 };
  const entry = await call.tx.timeEntries.add({ ...fields, checkAt, ...made });
  await ensureUnlocked(call, null, entry);
  noteChange(call, entry, null, entry.version);
  await tellIfEstimatePassed(call, entry);
  return entry;
}

/** What is new of an entry that was finished before goes into its history. */
export async function saveEntry(
  call: Call,
  entry: TimeEntry,
  patch: Partial<TimeEntry>,
  { history = changesOf }: { history?: typeof changesOf } = {},
): Promise<TimeEntry> {
  const next = { ...entry, ...patch, version: entry.version + 1 };
  await ensureUnlocked(call, entry, next);
  await call.tx.timeEntries.save(next);
  const lines = history(entry, next).map((said) => entryLine(call, entry, said));
  await call.tx.entryHistory.add(lines);
  noteChange(call, entry, entry, next.version);
  await tellOfChangedTime(call, next, lines);
  await tellIfEstimatePassed(call, next);
  return next;
}

/** Cuts an entry in two at a moment within it. @returns both parts */
export async function splitEntry(
  call: Call,
  entry: TimeEntry & Stretch,
  at: Instant,
): Promise<[first: TimeEntry & Stretch, second: TimeEntry & Stretch]> {
  const { startedAt, stoppedAt, taskId, projectId, note } = entry;
  const first = await saveEntry(call, entry, { stoppedAt: at }, { history: () => [] });
  const rest = { startedAt: at, stoppedAt, taskId, projectId, note };
  const second = await addEntry(call, rest, entry.personId);
  await call.tx.entryHistory.add([
    entryLine(call, first, { field: 'split', old: { startedAt, stoppedAt }, new: second.id }),
    entryLine(call, second, { field: 'split', old: null, new: first.id }),
  ]);
  const parts: [TimeEntry & Stretch, TimeEntry & Stretch] = [
    { ...first, stoppedAt: at },
    { ...second, stoppedAt },
  ];
  await tellOfSplitTime(call, parts);
  return parts;
}

type EntryChange = EntryHistoryLine extends infer Line ? (Line extends EntryHistoryLine ? Said<Line> : never) : never;
type Said<Line extends EntryHistoryLine> = Pick<Line, 'field' | 'old' | 'new'>;

/** That a timer stopped is no correction. */
function changesOf(before: TimeEntry, after: TimeEntry): EntryChange[] {
  if (before.stoppedAt === null || after.stoppedAt === null) return [];
  const said: EntryChange[] = [];
  const [old, now] = [stretchOf(before, before.stoppedAt), stretchOf(after, after.stoppedAt)];
  if (old.startedAt !== now.startedAt || old.stoppedAt !== now.stoppedAt)
    said.push({ field: 'stretch', old, new: now });
  if (before.taskId !== after.taskId || before.projectId !== after.projectId) {
    const [from, to] = [targetOf(before), targetOf(after)];
    said.push({ field: 'target', old: from, new: to });
  }
  if (before.note !== after.note) said.push({ field: 'note', old: before.note, new: after.note });
  return said;
}

function stretchOf({ startedAt }: TimeEntry, stoppedAt: Instant): Stretch {
  return { startedAt, stoppedAt };
}

function targetOf({ taskId, projectId }: TimeEntry): EntryTarget {
  return { taskId, projectId };
}

export function entryLine(call: Call, entry: Pick<TimeEntry, 'id'>, said: EntryChange): EntryHistoryLine {
  const by = { entryId: entry.id, personId: call.person.id, at: call.now, platform: call.platform };
  return { ...by, ...said };
}

export function deletedLine(call: Call, entry: TimeEntry): EntryHistoryLine {
  return entryLine(call, entry, { field: 'deleted', old: entry, new: null });
}

/** Whose time it was is told by the caller, once for all that goes with it: `tellOfDeletedTime`. */
export async function removeEntry(call: Call, entry: TimeEntry): Promise<void> {
  await ensureUnlocked(call, entry, null);
  await call.tx.timeEntries.remove(entry.id);
  await call.tx.entryHistory.add([deletedLine(call, entry)]);
  noteChange(call, entry, entry, null);
}

function noteChange(
  call: Call,
  { id, personId }: TimeEntry,
  before: TimeEntry | null,
  versionAfter: number | null,
): void {
  call.changed.push({ kind: 'time entry', id, before, versionAfter });
  call.changedFor.add(personId);
}
