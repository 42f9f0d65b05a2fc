import type { PersonId, TimeEntryId } from '../src/domain/ids.ts';
import type { Page } from '../src/ports/store.ts';
import type { EntryHistory, EntryHistoryLine } from '../src/ports/time.ts';
import type { Database } from './database.ts';
import { mergedInto } from './people-merge.ts';
import { prepare } from './prepared.ts';
import type { Row } from './schema.ts';

export function createEntryHistory(database: Database): EntryHistory {
  const db = database.query;

  const ofEntry = prepare(database, (db, slots: Page & { entryId: TimeEntryId }) =>
    db
      .selectFrom('entry_history')
      .selectAll()
      .where('entry_id', '=', slots.entryId)
      .orderBy('id', 'desc')
      .limit(slots.limit)
      .offset(slots.offset),
  );

  return {
    async add(lines) {
      if (lines.length === 0) return;
      await db.insertInto('entry_history').values(lines.map(rowOf)).execute();
    },
    async ofEntry(entryId, page) {
      const lines = (await ofEntry.all({ entryId, ...page })).map(lineOf);
      const now = await mergedInto(db, lines.flatMap(peopleIn));
      return now.size === 0 ? lines : lines.map((line) => withPeople(line, now));
    },
  };
}

function rowOf(line: EntryHistoryLine): Omit<Row<'entry_history'>, 'id'> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    entry_id: line.entryId,
    person_id: line.personId,
    at: line.at,
    platform: line.platform,
    field: line.field,
    old_value: json(line.old),
    new_value: json(line.new),
  };
}

function lineOf(row: Row<'entry_history'>): EntryHistoryLine {
  const value = (json: string | null) => (json === null ? null : JSON.parse(json));
  return {
    entryId: row.entry_id,
    personId: row.person_id,
    at: row.at,
    platform: row.platform,
    field: row.field,
    old: value(row.old_value),
    new: value(row.new_value),
  } as EntryHistoryLine;
}

function peopleIn(line: EntryHistoryLine): PersonId[] {
  return line.field === 'deleted' ? [line.personId, line.old.personId] : [line.personId];
}

/** A person who was merged since is named as the one they have become. */
function withPeople(line: EntryHistoryLine, now: ReadonlyMap<PersonId, PersonId>): EntryHistoryLine {
  const nowOf = (id: PersonId) => now.get(id) ?? id;
  const by = { ...line, personId: nowOf(line.personId) };
  return by.field === 'deleted' ? { ...by, old: { ...by.old, personId: nowOf(by.old.personId) } } : by;
}
