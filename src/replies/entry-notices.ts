import { keepFromRooms } from '../changes/find-entry.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { toWholeSecond } from '../domain/instant.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { EntryHistoryLine } from '../ports/time.ts';
import type { HistoryReader } from './entry-history.ts';
import { changesInWords } from './entry-history.ts';
import { stretchFields, workNameOf } from './timer-view.ts';
import { toldLine } from './told.ts';

/** Messages to the person whose time it is about what somebody else did with it; `to` reads them. */

/** @param lines what is new, before and after */
export async function entryChangedNotice(
  to: HistoryReader,
  by: string,
  entry: TimeEntry,
  lines: readonly EntryHistoryLine[],
): Promise<Reply> {
  const changes = (await changesInWords(to, lines)).map((words) => line(words));
  return notice(to, to.text.notice.timeChanged(by), entry, ...(await entryLines(to, entry)), ...changes);
}

export async function entrySplitNotice(
  to: HistoryReader,
  by: string,
  parts: readonly (TimeEntry & Stretch)[],
): Promise<Reply> {
  const said: Block[] = [];
  for (const part of parts) {
    said.push(line(strong(to.text.time.entryNumber(part.id))), ...(await entryLines(to, part)));
  }
  return notice(to, to.text.notice.timeSplit(by), parts[0], ...said);
}

export async function entriesDeletedNotice(
  to: HistoryReader,
  by: string,
  entries: readonly TimeEntry[],
): Promise<Reply> {
  const said: Block[] = [];
  for (const entry of entries) {
    // A timer that ran is gone as it was then.
    const gone = { ...entry, stoppedAt: entry.stoppedAt ?? toWholeSecond(to.now) };
    said.push(...(await entryLines(to, gone)));
    if (entry.note) said.push({ kind: 'quote', text: entry.note });
  }
  return notice(to, to.text.notice.timeDeleted(by), entries.length === 1 ? entries[0] : undefined, ...said);
}

/** Somebody took back what they had done to this person's time. */
export async function entriesUndoneNotice(
  to: HistoryReader,
  by: string,
  undone: readonly { entry: TimeEntry; exists: boolean }[],
): Promise<Reply> {
  const said: Block[] = [];
  for (const { entry, exists } of undone) said.push(...(await entryAfterUndo(to, entry, exists)));
  return notice(to, to.text.notice.timeUndone(by), undone.find(({ exists }) => exists)?.entry, ...said);
}

/** How an entry is now that something was taken back. */
export async function entryAfterUndo(to: HistoryReader, entry: TimeEntry, exists: boolean): Promise<Block[]> {
  const { undo } = to.text;
  const back = entry.stoppedAt ? undo.entryBack : undo.runsAgain;
  return [line(exists ? back : undo.entryGone), ...(await entryLines(to, entry))];
}

/** Whose time it is, where that is not one's own; `willHear`: they will be told of what was done to it. */
export async function ownerLines(
  call: Pick<HistoryReader, 'tx' | 'text' | 'person'>,
  { personId }: Pick<TimeEntry, 'personId'>,
  { willHear }: { willHear: boolean },
): Promise<Block[]> {
  if (personId === call.person.id) return [];
  const owner = await call.tx.people.get(personId);
  if (!owner) return [];
  return [line(call.text.entry.of(owner.name)), ...(willHear ? toldLine(call, [owner]) : [])];
}

/** What an entry was spent on, and when; of a timer that runs only the first. */
export async function entryLines(to: HistoryReader, entry: TimeEntry): Promise<Block[]> {
  keepFromRooms(to, entry);
  const name = line(strong(await workNameOf(to, entry)));
  if (!entry.stoppedAt) return [name];
  return [name, stretchFields(to, { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt })];
}

function notice({ text }: HistoryReader, said: string, entry: TimeEntry | undefined, ...more: Block[]): Reply {
  const history = entry && { label: text.button.entryHistory, command: `log show ${entry.id}` };
  return { blocks: [line(said), ...more, ...(history ? [buttons(history)] : [])] };
}
