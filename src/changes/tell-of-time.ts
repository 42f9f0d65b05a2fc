import type { Call } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { EntryHistoryLine } from '../ports/time.ts';
import type { HistoryReader } from '../replies/entry-history.ts';
import {
  entriesUndoneNotice,
  entryChangedNotice,
  entryDeletedNotice,
  entrySplitNotice,
} from '../replies/entry-notices.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { tell } from './tell.ts';

/** People count on their hours being theirs: what somebody else does to them is told at once, before and after. */

export async function tellOfChangedTime(
  call: Call,
  entry: TimeEntry,
  lines: readonly EntryHistoryLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await tellOwner(call, entry.personId, 'entry-changed', (to) =>
    entryChangedNotice(to, call.person.name, entry, lines),
  );
}

/** @param parts of what was one entry of one person */
export async function tellOfSplitTime(
  call: Call,
  parts: readonly [TimeEntry & Stretch, TimeEntry & Stretch],
): Promise<void> {
  await tellOwner(call, parts[0].personId, 'entry-split', (to) => entrySplitNotice(to, call.person.name, parts));
}

export async function tellOfDeletedTime(call: Call, entry: TimeEntry): Promise<void> {
  await tellOwner(call, entry.personId, 'entry-deleted', (to) => entryDeletedNotice(to, call.person.name, entry));
}

/** One message to each person whose time is as it was again. */
export async function tellOfUndoneTime(
  call: Call,
  undone: readonly { entry: TimeEntry; exists: boolean }[],
): Promise<void> {
  for (const personId of new Set(undone.map(({ entry }) => entry.personId))) {
    const theirs = undone.filter(({ entry }) => entry.personId === personId);
    await tellOwner(call, personId, 'entry-undone', (to) => entriesUndoneNotice(to, call.person.name, theirs));
  }
}

async function tellOwner(
  call: Call,
  personId: PersonId,
  kind: string,
  build: (to: HistoryReader) => Promise<Reply>,
): Promise<void> {
  if (personId === call.person.id) return;
  const { tx, now } = call;
  const owner = await tx.people.get(personId);
  if (!owner) return;
  // What it names is for its reader's eyes, not for the room in which this was said.
  const body = await build({ tx, now, text: catalogueOf(owner.language), person: owner, seen: [] });
  await tell(call, owner, kind, () => body);
}
