import { sql } from 'kysely';
import { isoWeek } from '../src/domain/digest-week.ts';
import type { DigestId, TaskId } from '../src/domain/ids.ts';
import { addDays, type CalendarDate, type Instant, weekdayOf } from '../src/domain/instant.ts';
import type { Digest, Digests, VerdictKind } from '../src/ports/messages.ts';
import type { Database } from './database.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

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

  const add = prepare(database, (db, slots: Omit<Row<'digests'>, 'id'>) =>
    db.insertInto('digests').values(pick(slots, ['person_id', 'week', 'created_at', 'received', 'given'])),
  );

  const sentInWeek = prepare(
    database,
    (db, slots: { first: CalendarDate; last: CalendarDate; isoWeek: string; after: DigestId; limit: number }) =>
      db
        .selectFrom((eb) =>
          eb
            .selectFrom('digests')
            .selectAll()
            .where('week', '>=', slots.first)
            .where('week', '<=', slots.last)
            .where('id', '>', slots.after)
            .where((eb) =>
              eb.exists(
                eb
                  .selectFrom('deliveries')
                  .select('deliveries.id')
                  .where('unique_key', '=', sql<string>`'digest:' || digests.person_id || ':' || ${slots.isoWeek}`)
                  .where('state', '=', 'sent'),
              ),
            )
            .orderBy('id')
            .limit(slots.limit)
            .as('found'),
        )
        .leftJoin('digest_verdicts', 'digest_verdicts.digest_id', 'found.id')
        .selectAll('found')
        .select(['digest_verdicts.task_id', 'digest_verdicts.verdict', 'digest_verdicts.at'])
        .orderBy('found.id')
        .orderBy('digest_verdicts.task_id'),
  );

  // Their verdicts go with them.
  const prune = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('digests')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('digests')
          .select('id')
          .where('created_at', '<', slots.before)
          .orderBy('created_at')
          .limit(slots.limit),
      ),
  );

  return {
    async add({ personId, week, createdAt, received, given }) {
      const row = {
        person_id: personId,
        week,
        created_at: createdAt,
        received: JSON.stringify(received),
        given: JSON.stringify(given),
      };
      return (await add.insert(row)) as DigestId;
    },
    async get(id) {
      return digestsOf(await get.all({ id }))[0];
    },
    async sentInWeek(on, after, limit) {
      const first = addDays(on, 1 - weekdayOf(on));
      const week = { first, last: addDays(first, 6), isoWeek: isoWeek(on) };
      return digestsOf(await sentInWeek.all({ ...week, after: after ?? (0 as DigestId), limit }));
    },
    async saveVerdict(id, { taskId, verdict, at }) {
      await db
        .insertInto('digest_verdicts')
        .values({ digest_id: id, task_id: taskId, verdict, at })
        .onConflict((oc) => oc.columns(['digest_id', 'task_id']).doUpdateSet({ verdict, at }))
        .execute();
    },
    prune: (before, limit) => prune.run({ before, limit }),
  };
}

/** A digest with one of the verdicts on it; the verdict is missing where there is none. */
type JoinedRow = Row<'digests'> & { task_id: TaskId | null; verdict: VerdictKind | null; at: Instant | null };

function digestsOf(rows: readonly JoinedRow[]): Digest[] {
  const digests = new Map<DigestId, Digest>();
  for (const row of rows) {
    const digest: Digest = digests.get(row.id) ?? {
      id: row.id,
      personId: row.person_id,
      week: row.week,
      createdAt: row.created_at,
      received: JSON.parse(row.received),
      given: JSON.parse(row.given),
      verdicts: [],
    };
    digests.set(row.id, digest);
    const { task_id, verdict, at } = row;
    if (task_id !== null && verdict !== null && at !== null) digest.verdicts.push({ taskId: task_id, verdict, at });
  }
  return [...digests.values()];
}
