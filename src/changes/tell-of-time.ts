import type { Call } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { EntryHistoryLine } from '../ports/time.ts';
import type { HistoryReader } from '../replies/entry-history.ts';
import {
  entriesDeletedNotice,
  entriesUndoneNotice,
  entryChangedNotice,
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

/** One message to each person of whose time something is gone. */
export async function tellOfDeletedTime(call: Call, entries: readonly TimeEntry[]): Promise<void> {
  for (const [personId, theirs] of byOwner(entries, (entry) => entry)) {
    await tellOwner(call, personId, 'entry-deleted', (to) => entriesDeletedNotice(to, call.person.name, theirs));
  }
}

/** One message to each person whose time is as it was again. */
export async function tellOfUndoneTime(
  call: Call,
  undone: readonly { entry: TimeEntry; exists: boolean }[],
): Promise<void> {
  for (const [personId, theirs] of byOwner(undone, ({ entry }) => entry)) {
    await tellOwner(call, personId, 'entry-undone', (to) => entriesUndoneNotice(to, call.person.name, theirs));
  }
}

function byOwner<T>(all: readonly T[], entryOf: (each: T) => TimeEntry): Map<PersonId, T[]> {
  const owners = new Map<PersonId, T[]>();
  for (const each of all) {
    const { personId } = entryOf(each);
    owners.set(personId, [...(owners.get(personId) ?? []), each]);
  }
  return owners;
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
