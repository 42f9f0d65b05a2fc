import type { ReminderId, TaskId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Reminder, Reminders } from '../src/ports/messages.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';
import type { Row } from './schema.ts';

export function createReminders(database: Database): Reminders {
  const db = database.query;

  const ofTask = prepare(database, (db, slots: { taskId: TaskId }) =>
    db
      .selectFrom('reminders')
      .selectAll()
      .where('task_id', '=', slots.taskId)
      .where('sent_at', 'is', null)
      .orderBy('remind_at')
      .orderBy('id'),
  );

  const due = prepare(database, (db, slots: { now: Instant; limit: number }) =>
    db
      .selectFrom('reminders')
      .selectAll()
      .where('sent_at', 'is', null)
      .where('remind_at', '<=', slots.now)
      .orderBy('remind_at')
      .orderBy('id')
      .limit(slots.limit),
  );

  const markSent = prepare(database, (db, slots: { id: ReminderId; at: Instant }) =>
    db
      .updateTable('reminders')
      .set({ sent_at: slots.at })
      .where('id', '=', slots.id)
      .where('sent_at', 'is', null)
      .where('remind_at', '<=', slots.at)
      .returningAll(),
  );

  return {
    async add(reminder) {
      const { id } = await db
        .insertInto('reminders')
        .values({
          task_id: reminder.taskId,
          person_id: reminder.personId,
          remind_at: reminder.remindAt,
          before_seconds: reminder.beforeSeconds,
          created_at: reminder.createdAt,
          sent_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { ...reminder, id, sentAt: null };
    },
    async ofTask(taskId) {
      return (await ofTask.all({ taskId })).map(reminderOf);
    },
    async move(id, remindAt) {
      await db.updateTable('reminders').set({ remind_at: remindAt }).where('id', '=', id).execute();
    },
    async due(now, limit) {
      return (await due.all({ now, limit })).map(reminderOf);
    },
    async markSent(id, at) {
      const row = await markSent.first({ id, at });
      return row && reminderOf(row);
    },
    async remove(id) {
      await db.deleteFrom('reminders').where('id', '=', id).execute();
    },
  };
}

function reminderOf(row: Row<'reminders'>): Reminder {
  return {
    id: row.id,
    taskId: row.task_id,
    personId: row.person_id,
    remindAt: row.remind_at,
    beforeSeconds: row.before_seconds,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
