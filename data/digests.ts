import type { DigestId } from '../src/domain/ids.ts';
import type { Digests } from '../src/ports.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';

export function createDigests(database: Database): Digests {
  const db = database.query;

  const get = prepare(database, (db, slots: { id: DigestId }) =>
    db
      .selectFrom('digests')
      .leftJoin('digest_verdicts', 'digest_verdicts.digest_id', 'digests.id')
      .selectAll('digests')
      .select(['digest_verdicts.task_id', 'digest_verdicts.verdict', 'digest_verdicts.at'])
      .where('digests.id', '=', slots.id)
      .orderBy('digest_verdicts.task_id'),
  );

  return {
    async add({ personId, week, createdAt, received, given }) {
      const { id } = await db
        .insertInto('digests')
        .values({
          person_id: personId,
          week,
          created_at: createdAt,
          received: JSON.stringify(received),
          given: JSON.stringify(given),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async get(id) {
      const rows = await get.all({ id });
      const [row] = rows;
      if (!row) return undefined;
      return {
        id: row.id,
        personId: row.person_id,
        week: row.week,
        createdAt: row.created_at,
        received: JSON.parse(row.received),
        given: JSON.parse(row.given),
        verdicts: rows.flatMap(({ task_id, verdict, at }) =>
          task_id === null || verdict === null || at === null ? [] : [{ taskId: task_id, verdict, at }],
        ),
      };
    },
    async saveVerdict(id, { taskId, verdict, at }) {
      await db
        .insertInto('digest_verdicts')
        .values({ digest_id: id, task_id: taskId, verdict, at })
        .onConflict((oc) => oc.columns(['digest_id', 'task_id']).doUpdateSet({ verdict, at }))
        .execute();
    },
  };
}
