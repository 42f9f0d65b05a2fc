import type { PersonId, TaskId, TimeEntryId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { elapsedSeconds, type TimeEntry } from '../src/domain/time-entry.ts';
import type { TimeEntries } from '../src/ports/time.ts';
import type { Database } from './database.ts';
import { pick, prepare, prepareIdList } from './prepared.ts';
import type { Row } from './schema.ts';
import { createTimeEntriesPage } from './time-entries-page.ts';
import { createTimeEntriesWithin, overlapBetween } from './time-entries-within.ts';
import { timeEntryOf, timeEntryRow } from './time-entry-row.ts';
import { createTimeSums } from './time-sums.ts';

type TimeEntryRow = Row<'time_entries'>;

const WRITTEN = [
  'person_id',
  'task_id',
  'project_id',
  'started_at',
  'stopped_at',
  'seconds',
  'note',
  'check_at',
  'created_at',
  'version',
] as const satisfies readonly (keyof TimeEntryRow)[];

export function createTimeEntries(database: Database): TimeEntries {
  const db = database.query;
  const within = createTimeEntriesWithin(database);
  const sums = createTimeSums(database);

  const get = prepare(database, (db, slots: { id: TimeEntryId }) =>
    db.selectFrom('time_entries').selectAll().where('id', '=', slots.id),
  );

  const running = prepare(database, (db, slots: { personId: PersonId }) =>
    db.selectFrom('time_entries').selectAll().where('person_id', '=', slots.personId).where('stopped_at', 'is', null),
  );

  const lastOnTask = prepare(database, (db, slots: { personId: PersonId }) =>
    db
      .selectFrom('time_entries')
      .selectAll()
      .where('person_id', '=', slots.personId)
      .where('task_id', 'is not', null)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1),
  );

  const toCheck = prepare(database, (db, slots: { now: Instant; limit: number }) =>
    db
      .selectFrom('time_entries')
      .selectAll()
      .where('check_at', '<=', slots.now)
      .orderBy('check_at')
      .orderBy('id')
      .limit(slots.limit),
  );

  const setCheck = prepare(database, (db, slots: { id: TimeEntryId; checkAt: Instant | null }) =>
    db
      .updateTable('time_entries')
      .set({ check_at: slots.checkAt })
      .where('id', '=', slots.id)
      .where('stopped_at', 'is', null),
  );

  const add = prepare(database, (db, slots: Omit<TimeEntryRow, 'id'>) =>
    db.insertInto('time_entries').values(pick(slots, WRITTEN)),
  );

  const save = prepare(database, (db, slots: TimeEntryRow) =>
    db
      .insertInto('time_entries')
      .values({ id: slots.id, ...pick(slots, WRITTEN) })
      .onConflict((oc) =>
        oc
          .column('id')
          .doUpdateSet((eb) => Object.fromEntries(WRITTEN.map((column) => [column, eb.ref(`excluded.${column}`)]))),
      ),
  );

  // The sum comes from the index alone; the timers that run are joined to it, so that it is one statement.
  const onTask = prepare(database, (db, slots: { taskId: TaskId }) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('time_entries')
          .select((eb) => [
            eb.fn.sum<number | null>('seconds').as('total'),
            eb.fn.count<number>('seconds').as('entries'),
          ])
          .where('task_id', '=', slots.taskId)
          .as('finished'),
      )
      .leftJoin('time_entries', (join) =>
        join.on((eb) =>
          eb.and([eb('time_entries.task_id', '=', slots.taskId), eb('time_entries.stopped_at', 'is', null)]),
        ),
      )
      .selectAll('time_entries')
      .select(['finished.total', 'finished.entries'])
      .orderBy('time_entries.started_at')
      .orderBy('time_entries.id'),
  );

  // One row for all that is finished, from the index alone, and one for each timer that runs.
  const spentOn = prepareIdList(database, (db, ids: TaskId[]) =>
    db
      .selectFrom('time_entries')
      .select((eb) => [
        'task_id',
        eb.fn.sum<number | null>('seconds').as('seconds'),
        eb.val<Instant | null>(null).as('started_at'),
      ])
      .where('task_id', 'in', ids)
      .groupBy('task_id')
      .unionAll((eb) =>
        eb
          .selectFrom('time_entries')
          .select((eb) => ['task_id', eb.val<number | null>(null).as('seconds'), 'started_at'])
          .where('task_id', 'in', ids)
          .where('stopped_at', 'is', null),
      ),
  );

  const onTaskWithin = prepare(database, (db, slots: { taskId: TaskId; from: Instant; to: Instant }) =>
    db
      .selectFrom('time_entries')
      .selectAll()
      .where('task_id', '=', slots.taskId)
      .where('started_at', '<', slots.to)
      .where((eb) =>
        eb.or([eb('stopped_at', '>', slots.from), eb('stopped_at', 'is', null), eb('started_at', '>=', slots.from)]),
      )
      .orderBy('started_at')
      .orderBy('id'),
  );

  return {
    async get(id) {
      const row = await get.first({ id });
      return row && timeEntryOf(row);
    },
    async running(personId) {
      const row = await running.first({ personId });
      return row && timeEntryOf(row);
    },
    async add(entry) {
      return { ...entry, id: (await add.insert(timeEntryRow(entry))) as TimeEntryId };
    },
    async save(entry: TimeEntry) {
      await save.run({ id: entry.id, ...timeEntryRow(entry) });
    },
    async remove(id) {
      await db.deleteFrom('time_entries').where('id', '=', id).execute();
    },
    overlapping: (personId, from, to) => within({ personId, from, to }),
    within,
    sums,
    startingIn: createTimeEntriesPage(database),
    async lastOnTask(personId) {
      const row = await lastOnTask.first({ personId });
      return row && timeEntryOf(row);
    },
    async toCheck(now, limit) {
      return (await toCheck.all({ now, limit })).map(timeEntryOf);
    },
    async setCheck(id, checkAt) {
      await setCheck.run({ id, checkAt });
    },
    overlapBetween: (a, b) => overlapBetween(db, a, b),
    async onTask(taskId) {
      const rows = await onTask.all({ taskId });
      return {
        seconds: Number(rows[0]?.total ?? 0),
        entries: Number(rows[0]?.entries ?? 0),
        running: rows.flatMap((row) => (row.id === null ? [] : [timeEntryOf(row as TimeEntryRow)])),
      };
    },
    async spentOn(taskIds, now) {
      const spent = new Map<TaskId, number>();
      for (const { task_id, seconds, started_at } of await spentOn(taskIds)) {
        if (task_id === null) continue;
        const more =
          started_at === null ? (seconds ?? 0) : elapsedSeconds({ startedAt: started_at, stoppedAt: null }, now);
        spent.set(task_id, (spent.get(task_id) ?? 0) + more);
      }
      return spent;
    },
    async onTaskWithin(taskId, from, to) {
      return (await onTaskWithin.all({ taskId, from, to })).map(timeEntryOf);
    },
    async moveTask(taskId, projectId) {
      await db.updateTable('time_entries').set({ project_id: projectId }).where('task_id', '=', taskId).execute();
    },
  };
}
