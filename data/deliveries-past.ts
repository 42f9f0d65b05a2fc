import { sql } from 'kysely';
import type { PersonId, TaskId } from '../src/domain/ids.ts';
import { type Instant, secondsBetween } from '../src/domain/instant.ts';
import { PLATFORMS } from '../src/domain/person.ts';
import type { Deliveries, LedgerLine } from '../src/ports/messages.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';
import type { Lane, Row } from './schema.ts';

/** Looking back into the ledger, and forgetting what is old. */
export function createDeliveriesPast(
  database: Pick<Database, 'execute' | 'query'>,
): Pick<Deliveries, 'ofPerson' | 'backlog' | 'prune'> {
  // In two parts, so that each is found by an index of its own: of some people there is a history of thousands.
  const ofPerson = each((isSettled) =>
    prepare(database, (db, slots: { personId: PersonId; from: Instant; to: Instant; limit: number }) =>
      db
        .selectFrom('deliveries')
        .selectAll()
        .where('person_id', '=', slots.personId)
        .where('settled_at', isSettled ? 'is not' : 'is', null)
        // Nothing is meant for later than it is made: what was made before is not looked at.
        .where('created_at', '>=', slots.from)
        .where(sql`coalesce(meant_at, created_at)`, '>=', slots.from)
        .where(sql`coalesce(meant_at, created_at)`, '<', slots.to)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(slots.limit),
    ),
  );

  const owed = prepare(database, (db, _slots: object) =>
    db
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('settled_at', 'is', null),
  );

  const oldestOf = prepare(database, (db, slots: { lane: Lane }) =>
    db
      .selectFrom('deliveries')
      .select('due_at')
      .where('settled_at', 'is', null)
      .where('lane', '=', slots.lane)
      .orderBy('due_at')
      .limit(1),
  );

  const prune = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('deliveries')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('deliveries')
          .select('id')
          .where('settled_at', 'is not', null)
          .where('settled_at', '<', slots.before)
          .orderBy('settled_at')
          .limit(slots.limit),
      ),
  );

  return {
    async ofPerson(personId, { from, to }, limit) {
      const slots = { personId, from, to, limit };
      const rows = [...(await ofPerson.owed.all(slots)), ...(await ofPerson.settled.all(slots))];
      rows.sort((a, b) => compareText(momentOf(b), momentOf(a)) || b.id - a.id);
      return rows.slice(0, limit).map(lineOf);
    },
    async backlog(now) {
      const { count = 0 } = (await owed.first({})) ?? {};
      const oldest = await Promise.all(([...PLATFORMS, 'none'] as const).map((lane) => oldestOf.first({ lane })));
      const waits = oldest.map((row) => (row ? secondsBetween(row.due_at, now) : 0));
      return { owed: Number(count), oldestDueSeconds: Math.max(0, ...waits) };
    },
    prune: (before, limit) => prune.run({ before, limit }),
  };
}

function each<T>(make: (isSettled: boolean) => T): { owed: T; settled: T } {
  return { owed: make(false), settled: make(true) };
}

function lineOf(row: Row<'deliveries'>): LedgerLine {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    createdAt: row.created_at,
    dueAt: row.due_at,
    meantAt: row.meant_at,
    attempts: row.attempts,
    settledAt: row.settled_at,
    platform: row.platform,
    ref: row.ref,
    reason: row.reason,
    taskIds: tasksOf(row),
  };
}

/** The numbers in the commands of its buttons: nothing that anybody wrote. */
function tasksOf({ task_id, body }: Row<'deliveries'>): TaskId[] {
  const ids = [...body.matchAll(/"command":"(?:show|done|verdict \d+) (\d{1,15})\b/g)].map(([, id]) => Number(id));
  return [...new Set([...(task_id === null ? [] : [task_id]), ...ids])] as TaskId[];
}

function momentOf({ meant_at, created_at }: Row<'deliveries'>): Instant {
  return meant_at ?? created_at;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
