import type { Call } from '../chat/command.ts';
import type { TimeEntryId } from '../domain/ids.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import { refuseNumber } from './find-task.ts';

/** One's own entries; managers and the owner look at and correct anybody's. */
export function mayTouch({ person }: Pick<Call, 'person'>, entry: Pick<TimeEntry, 'personId'>): boolean {
  return entry.personId === person.id || isManager(person);
}

/** Somebody else's hours are nothing for a room, whatever they are on. */
export function keepFromRooms(call: Pick<Call, 'person' | 'seen'>, { personId }: Pick<TimeEntry, 'personId'>): void {
  if (personId !== call.person.id) call.seen.push(null);
}

/** The number a command line begins with, and what is left of the line. */
export function takeEntryNumber(args: string, command: string): { id: TimeEntryId; rest: string } {
  const word = args.match(/^\S+/)?.[0] ?? '';
  const id = parseTaskNumber(word);
  if (id === undefined) return refuseNumber(args, command);
  return { id: id as TimeEntryId, rest: args.slice(word.length).trim() };
}

/** @throws UserError also where there is one that this person may not touch */
export async function findEntry(call: Call, id: TimeEntryId): Promise<TimeEntry> {
  const entry = await call.tx.timeEntries.get(id);
  if (!entry || !mayTouch(call, entry)) return refuse({ kind: 'no such entry', id });
  keepFromRooms(call, entry);
  return entry;
}

/** Time that has been logged, by the number that the line begins with: a timer that runs is stopped first. */
export async function takeFinishedEntry(
  call: Call,
  command: string,
): Promise<{ entry: TimeEntry & Stretch; rest: string }> {
  const { id, rest } = takeEntryNumber(call.args, command);
  const entry = await findEntry(call, id);
  const { stoppedAt } = entry;
  if (!stoppedAt) return refuse({ kind: 'entry runs', id: entry.id });
  return { entry: { ...entry, stoppedAt }, rest };
}
