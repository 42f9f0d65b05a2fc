import type { PersonId, TaskId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Task } from '../src/domain/task.ts';
import type { TaskQuery, Tasks } from '../src/ports/tasks.ts';
import type { Database } from './database.ts';
import { pick, prepare, prepareIdList, prepareShapes } from './prepared.ts';
import type { Row } from './schema.ts';
import type { TaskQueryValues } from './task-list.ts';
import { buildTaskCount, buildTaskList, taskQueryShape, taskQueryValues } from './task-list.ts';
import type { ListedRow } from './task-row.ts';
import {
  listedTaskOf,
  proposalOf,
  proposalRow,
  rankOf,
  TASK_COLUMNS,
  taskOf,
  taskRow,
  WRITTEN_TASK_COLUMNS,
} from './task-row.ts';

export function createTasks(database: Database): Tasks {
  const db = database.query;
  const lists = prepareShapes<TaskQueryValues, ListedRow>(database);
  const counts = prepareShapes<TaskQueryValues, { n: number }>(database);

  const getMany = prepareIdList(database, (db, ids: TaskId[]) =>
    db.selectFrom('tasks').select(TASK_COLUMNS).where('id', 'in', ids),
  );

  const add = prepare(database, (db, slots: Omit<Row<'tasks'>, 'id'>) =>
    db.insertInto('tasks').values(pick(slots, WRITTEN_TASK_COLUMNS)),
  );

  const save = prepare(database, (db, slots: Row<'tasks'>) =>
    db
      .insertInto('tasks')
      .values({ id: slots.id, ...pick(slots, WRITTEN_TASK_COLUMNS) })
      .onConflict((oc) =>
        oc
          .column('id')
          .doUpdateSet((eb) =>
            Object.fromEntries(WRITTEN_TASK_COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)])),
          ),
      ),
  );

  const setMoments = prepare(database, (db, slots: Pick<Row<'tasks'>, 'id' | 'remind_at' | 'escalate_at'>) =>
    db
      .updateTable('tasks')
      .set(pick(slots, ['remind_at', 'escalate_at']))
      .where('id', '=', slots.id),
  );

  const overdueOf = (column: 'assignee_id' | 'author_id') =>
    prepare(database, (db, slots: { personId: PersonId; now: Instant }) =>
      db
        .selectFrom('tasks')
        .select(TASK_COLUMNS)
        .where('closed_at', 'is', null)
        .where(column, '=', slots.personId)
        .where('late_from', '<=', slots.now)
        .$if(column === 'author_id', (query) => query.whereRef('assignee_id', '<>', 'author_id'))
        .orderBy('priority', 'desc')
        .orderBy('late_from')
        .orderBy('id'),
    );
  const overdueReceived = overdueOf('assignee_id');
  const overdueGiven = overdueOf('author_id');

  const pressingOf = (column: 'assignee_id' | 'author_id') =>
    prepare(database, (db, slots: { personId: PersonId; lateBy: Instant }) =>
      db
        .selectFrom('tasks')
        .select(TASK_COLUMNS)
        .where('closed_at', 'is', null)
        .where(column, '=', slots.personId)
        .where((eb) => eb.or([eb('late_from', '<=', slots.lateBy), eb('priority', '=', eb.lit(rankOf('urgent')))]))
        .$if(column === 'author_id', (query) => query.whereRef('assignee_id', '<>', 'author_id'))
        .orderBy('priority', 'desc')
        .orderBy('late_from')
        .orderBy('id'),
    );
  const pressingReceived = pressingOf('assignee_id');
  const pressingGiven = pressingOf('author_id');

  const doneBy = prepare(database, (db, slots: { assigneeId: PersonId; from: Instant; to: Instant }) =>
    db
      .selectFrom('tasks')
      .select(TASK_COLUMNS)
      .where('assignee_id', '=', slots.assigneeId)
      .where('closed_at', 'is not', null)
      .where('closed_at', '>=', slots.from)
      .where('closed_at', '<', slots.to)
      .where('state', '=', 'done')
      .orderBy('closed_at')
      .orderBy('id'),
  );

  const withDayDeadline = prepare(database, (db, slots: { assigneeId: PersonId }) =>
    db
      .selectFrom('tasks')
      .select(TASK_COLUMNS)
      .where('closed_at', 'is', null)
      .where('assignee_id', '=', slots.assigneeId)
      .where('deadline_on', 'is not', null)
      .orderBy('late_from')
      .orderBy('id'),
  );

  const dueAt = (column: 'remind_at' | 'escalate_at') =>
    prepare(database, (db, slots: { now: Instant; limit: number }) =>
      db
        .selectFrom('tasks')
        .select(TASK_COLUMNS)
        .where(column, '<=', slots.now)
        .orderBy(column)
        // What one person is told at the same moment is settled together, and becomes one message.
        .orderBy('assignee_id')
        .orderBy('id')
        .limit(slots.limit),
    );
  const dueForReminder = dueAt('remind_at');
  const dueForEscalation = dueAt('escalate_at');

  const awaitingTaking = prepare(database, (db, slots: { assigneeId: PersonId }) =>
    db
      .selectFrom('tasks')
      .select(TASK_COLUMNS)
      .where('closed_at', 'is', null)
      .where('assignee_id', '=', slots.assigneeId)
      .where('escalate_at', 'is not', null)
      .orderBy('id'),
  );

  const proposals = prepareIdList(database, (db, ids: TaskId[]) =>
    db.selectFrom('proposals').selectAll().where('task_id', 'in', ids),
  );

  const saveProposal = prepare(database, (db, slots: Row<'proposals'>) => {
    const asked = pick(slots, ['proposed_by', 'proposed_at', 'kind', 'reason', 'deadline_on', 'deadline_at']);
    return db
      .insertInto('proposals')
      .values({ task_id: slots.task_id, ...asked })
      .onConflict((oc) => oc.column('task_id').doUpdateSet(asked));
  });

  return {
    async get(id) {
      const [row] = await getMany([id]);
      return row && taskOf(row);
    },
    async getMany(ids) {
      return (await getMany(ids)).map(taskOf);
    },
    async add(task) {
      return { id: (await add.insert(taskRow(task))) as TaskId, ...task };
    },
    async save(task: Task) {
      await save.run({ id: task.id, ...taskRow(task) });
    },
    async setMoments(id, { remindAt, escalateAt }) {
      await setMoments.run({ id, remind_at: remindAt, escalate_at: escalateAt });
    },
    async remove(id) {
      await db.deleteFrom('tasks').where('id', '=', id).execute();
    },
    async list(query: TaskQuery, { offset, limit }) {
      const values = taskQueryValues(query);
      if (!values) return [];
      const list = lists(taskQueryShape(query, values), (db, slots) => buildTaskList(db, query, slots));
      return (await list.all({ ...values, offset, limit, reach: offset + limit })).map(listedTaskOf);
    },
    async count(query: TaskQuery) {
      const values = taskQueryValues(query);
      if (!values) return 0;
      const count = counts(taskQueryShape(query, values), (db, slots) => buildTaskCount(db, query, slots));
      return Number((await count.first(values))?.n ?? 0);
    },
    async overdue(who, now) {
      const rows =
        'assigneeId' in who
          ? await overdueReceived.all({ personId: who.assigneeId, now })
          : await overdueGiven.all({ personId: who.authorId, now });
      return rows.map(taskOf);
    },
    async pressing(who, lateBy) {
      const rows =
        'assigneeId' in who
          ? await pressingReceived.all({ personId: who.assigneeId, lateBy })
          : await pressingGiven.all({ personId: who.authorId, lateBy });
      return rows.map(taskOf);
    },
    async doneBy(assigneeId, from, to) {
      return (await doneBy.all({ assigneeId, from, to })).map(taskOf);
    },
    async withDayDeadline(assigneeId) {
      return (await withDayDeadline.all({ assigneeId })).map(taskOf);
    },
    async dueForReminder(now, limit) {
      return (await dueForReminder.all({ now, limit })).map(taskOf);
    },
    async remindedLate(assigneeIds, now) {
      if (assigneeIds.length === 0) return [];
      const query = db
        .selectFrom('tasks')
        .select(TASK_COLUMNS)
        .where('closed_at', 'is', null)
        .where('assignee_id', 'in', assigneeIds)
        .where('late_from', '>', now)
        .where((eb) => eb.or([eb('remind_at', 'is', null), eb('remind_at', '>=', eb.ref('late_from'))]));
      return (await query.execute()).map(taskOf);
    },
    async dueForEscalation(now, limit) {
      return (await dueForEscalation.all({ now, limit })).map(taskOf);
    },
    async awaitingTaking(assigneeId) {
      return (await awaitingTaking.all({ assigneeId })).map(taskOf);
    },
    async proposal(taskId) {
      const [row] = await proposals([taskId]);
      return row && proposalOf(row);
    },
    async proposals(taskIds) {
      return (await proposals(taskIds)).map(proposalOf);
    },
    async saveProposal(proposal) {
      await saveProposal.run(proposalRow(proposal));
    },
    async removeProposal(taskId) {
      await db.deleteFrom('proposals').where('task_id', '=', taskId).execute();
    },
  };
}
