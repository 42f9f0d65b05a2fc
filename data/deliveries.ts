import type { DeliveryId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Deliveries, Delivery } from '../src/ports.ts';
import type { Database } from './database.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

type DeliveryRow = Row<'deliveries'>;
type NewRow = Omit<DeliveryRow, 'id' | 'lease_until' | 'attempts' | 'platform' | 'ref'>;

const NEW_COLUMNS = [
  'person_id',
  'unique_key',
  'kind',
  'body',
  'state',
  'created_at',
  'due_at',
  'settled_at',
  'reason',
] as const satisfies readonly (keyof NewRow)[];

/**
 * The ledger. A key is kept for ever, settled or not, so that a message with a key is owed once. Messages of one
 * person are taken by one sender at a time: two processes cannot change their order.
 */
export function createDeliveries(database: Database): Deliveries {
  const insert = prepare(database, (db, slots: NewRow) =>
    db
      .insertInto('deliveries')
      .values({ ...pick(slots, NEW_COLUMNS), attempts: 0 })
      .onConflict((oc) => oc.column('unique_key').doNothing())
      .returning('id'),
  );

  const byKey = prepare(database, (db, slots: { key: string }) =>
    db.selectFrom('deliveries').select('id').where('unique_key', '=', slots.key),
  );

  const claim = prepare(database, (db, slots: { now: Instant; leaseUntil: Instant; limit: number }) =>
    db
      .updateTable('deliveries')
      .set((eb) => ({ lease_until: slots.leaseUntil, attempts: eb('attempts', '+', 1) }))
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('deliveries as due')
          .select('due.id')
          .where('due.settled_at', 'is', null)
          .where('due.due_at', '<=', slots.now)
          .where((eb) => eb.or([eb('due.lease_until', 'is', null), eb('due.lease_until', '<=', slots.now)]))
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('deliveries as taken')
                  .select('taken.id')
                  .whereRef('taken.person_id', '=', 'due.person_id')
                  .where('taken.settled_at', 'is', null)
                  .where('taken.lease_until', '>', slots.now),
              ),
            ),
          )
          .orderBy('due.due_at')
          .orderBy('due.id')
          .limit(slots.limit),
      )
      .returningAll(),
  );

  const settle = prepare(
    database,
    (db, slots: Pick<DeliveryRow, 'id' | 'state' | 'settled_at' | 'platform' | 'ref' | 'reason'>) =>
      db
        .updateTable('deliveries')
        .set({ ...pick(slots, ['state', 'settled_at', 'platform', 'ref', 'reason']), lease_until: null })
        .where('id', '=', slots.id)
        .where('settled_at', 'is', null),
  );

  const retry = prepare(database, (db, slots: { id: DeliveryId; dueAt: Instant; reason: string }) =>
    db
      .updateTable('deliveries')
      .set({ due_at: slots.dueAt, reason: slots.reason, lease_until: null })
      .where('id', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  // Messages of people to whom one is being sent come up when that one is settled, or when its lease ends.
  const nextDue = prepare(database, (db, _slots: object) =>
    db.selectNoFrom((eb) => [
      eb
        .selectFrom('deliveries as due')
        .select('due.due_at')
        .where('due.settled_at', 'is', null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('deliveries as taken')
                .select('taken.id')
                .whereRef('taken.person_id', '=', 'due.person_id')
                .where('taken.settled_at', 'is', null)
                .where('taken.lease_until', 'is not', null),
            ),
          ),
        )
        .orderBy('due.due_at')
        .limit(1)
        .as('due_at'),
      eb
        .selectFrom('deliveries')
        .select('lease_until')
        .where('settled_at', 'is', null)
        .where('lease_until', 'is not', null)
        .orderBy('lease_until')
        .limit(1)
        .as('lease_until'),
    ]),
  );

  return {
    async owe({ key, ...delivery }) {
      const row = { ...newRow(delivery, key ?? null), state: 'owed' as const, settled_at: null, reason: null };
      return (await insert.first(row))?.id;
    },
    async skip({ key, reason, ...delivery }) {
      const row = newRow(delivery, key);
      return (await insert.first({ ...row, state: 'skipped', settled_at: delivery.createdAt, reason }))?.id;
    },
    async has(key) {
      return (await byKey.first({ key })) !== undefined;
    },
    async claim(now, leaseUntil, limit) {
      const rows = await claim.all({ now, leaseUntil, limit });
      return rows.sort((a, b) => compareText(a.due_at, b.due_at) || a.id - b.id).map(deliveryOf);
    },
    async settle(id, outcome) {
      const isSent = outcome.state === 'sent';
      await settle.run({
        id,
        state: outcome.state,
        settled_at: outcome.at,
        platform: isSent ? outcome.platform : null,
        ref: isSent ? outcome.ref : null,
        reason: isSent ? null : outcome.reason,
      });
    },
    async retry(id, dueAt, reason) {
      await retry.run({ id, dueAt, reason });
    },
    async nextDueAt() {
      const row = await nextDue.first({});
      const moments = [row?.due_at, row?.lease_until].filter((at) => typeof at === 'string');
      return moments.sort()[0];
    },
  };
}

function newRow(delivery: Omit<Delivery, 'id' | 'attempts'>, key: string | null) {
  return {
    person_id: delivery.personId,
    unique_key: key,
    kind: delivery.kind,
    body: JSON.stringify(delivery.body),
    created_at: delivery.createdAt,
    due_at: delivery.dueAt,
  };
}

function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    body: JSON.parse(row.body),
    createdAt: row.created_at,
    dueAt: row.due_at,
    attempts: row.attempts,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
