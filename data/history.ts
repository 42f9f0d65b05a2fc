import type { HistoryId, PersonId, TaskId } from '../src/domain/ids.ts';
import type { Page } from '../src/ports/store.ts';
import type { History, HistoryLine } from '../src/ports/tasks.ts';
import type { Database } from './database.ts';
import { mergedInto } from './people-merge.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

type HistoryRow = Row<'task_history'>;

export function createHistory(database: Database): History {
  const db = database.query;

  const addOne = prepare(database, (db, slots: Omit<HistoryRow, 'id'>) =>
    db
      .insertInto('task_history')
      .values(pick(slots, ['task_id', 'person_id', 'at', 'platform', 'field', 'old_value', 'new_value'])),
  );

  const ofTask = prepare(database, (db, slots: Page & { taskId: TaskId }) =>
    db
      .selectFrom('task_history')
      .innerJoin('people', 'people.id', 'task_history.person_id')
      .selectAll('task_history')
      .select((eb) => eb.fn.coalesce('people.merged_into', 'people.id').as('person_id_now'))
      .where('task_id', '=', slots.taskId)
      .orderBy('task_history.id', 'desc')
      .limit(slots.limit)
      .offset(slots.offset),
  );

  return {
    async add(lines) {
      const rows = lines.map(historyRow);
      const [first] = rows;
      if (!first) return [];
      if (rows.length === 1) return [(await addOne.insert(first)) as HistoryId];
      const added = await db.insertInto('task_history').values(rows).returning('id').execute();
      // Numbers are given in the order of the rows; the order of what `returning` says is not promised.
      return added.map((row): HistoryId => row.id).sort((a, b) => a - b);
    },
    async ofTask(taskId, page) {
      const rows = await ofTask.all({ taskId, ...page });
      const lines = rows.map((row) => historyLineOf({ ...row, person_id: row.person_id_now }));
      const now = await mergedInto(db, lines.flatMap(peopleIn));
      return now.size === 0 ? lines : lines.map((line) => withPeople(line, now));
    },
    async remove(id) {
      await db.deleteFrom('task_history').where('id', '=', id).execute();
    },
  };
}

function historyRow(line: Omit<HistoryLine, 'id'>): Omit<HistoryRow, 'id'> {
  return {
    task_id: line.taskId,
    person_id: line.personId,
    at: line.at,
    platform: line.platform,
    field: line.field,
    old_value: jsonOf(line.old),
    new_value: jsonOf(line.new),
  };
}

function historyLineOf(row: HistoryRow): HistoryLine {
  return {
    id: row.id,
    taskId: row.task_id,
    personId: row.person_id,
    at: row.at,
    platform: row.platform,
    field: row.field,
    old: row.old_value === null ? null : JSON.parse(row.old_value),
    new: row.new_value === null ? null : JSON.parse(row.new_value),
  };
}

function peopleIn({ field, old, new: after }: HistoryLine): PersonId[] {
  return field === 'assignee' ? ([old, after].filter((id) => typeof id === 'number') as PersonId[]) : [];
}

/** A person who was merged since is named as the one they have become. */
function withPeople(line: HistoryLine, now: ReadonlyMap<PersonId, PersonId>): HistoryLine {
  if (line.field !== 'assignee') return line;
  const nowOf = (id: unknown) => now.get(id as PersonId) ?? id;
  return { ...line, old: nowOf(line.old), new: nowOf(line.new) };
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
