import type { DeliveryId, PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Database } from './database.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

type DeliveryRow = Row<'deliveries'>;
export type Settled = Pick<DeliveryRow, 'id' | 'state' | 'settled_at' | 'platform' | 'ref' | 'reason'>;

/** Messages that can wait: put off, looked at anew, and made one. */
export function createDeliveriesGather(database: Database) {
  const putOff = prepare(database, (db, slots: { id: DeliveryId; dueAt: Instant }) =>
    db
      .updateTable('deliveries')
      // As if it had not been tried: what is put off holds up nothing that comes whatever the hour.
      .set({ due_at: slots.dueAt, lease_until: null, tried_at: null })
      .where('id', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  const reconsider = prepare(database, (db, slots: { personId: PersonId; now: Instant }) =>
    db
      .updateTable('deliveries')
      .set({ due_at: slots.now })
      .where('person_id', '=', slots.personId)
      .where('settled_at', 'is', null)
      .where('may_wait_until', 'is not', null)
      .where('tried_at', 'is', null)
      .where('due_at', '>', slots.now),
  );

  const gatherable = prepare(database, (db, slots: { personId: PersonId; now: Instant; limit: number }) =>
    db
      .selectFrom('deliveries')
      .selectAll()
      .where('person_id', '=', slots.personId)
      .where('settled_at', 'is', null)
      .where('may_wait_until', 'is not', null)
      .where('tried_at', 'is', null)
      .where('carried_by', 'is', null)
      .where('due_at', '<=', slots.now)
      .orderBy('id')
      .limit(slots.limit),
  );

  const take = prepare(database, (db, slots: { id: DeliveryId; leaseUntil: Instant }) =>
    db.updateTable('deliveries').set({ lease_until: slots.leaseUntil }).where('id', '=', slots.id),
  );

  const carry = prepare(database, (db, slots: { id: DeliveryId; by: DeliveryId }) =>
    db
      .updateTable('deliveries')
      .set({ carried_by: slots.by, lease_until: null })
      .where('id', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  const settleCarried = prepare(database, (db, slots: Settled) =>
    db
      .updateTable('deliveries')
      .set({ ...pick(slots, ['state', 'settled_at', 'platform', 'ref', 'reason']) })
      .where('carried_by', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  // One of them may be what cannot be sent: each is tried by itself, and never gathered again.
  const scatter = prepare(database, (db, slots: { id: DeliveryId }) =>
    db
      .updateTable('deliveries')
      .set({ carried_by: null, may_wait_until: null })
      .where('carried_by', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  return {
    putOff,
    reconsider,
    gatherable,
    async carryAll(ids: readonly DeliveryId[], by: DeliveryId, leaseUntil: Instant): Promise<void> {
      await take.run({ id: by, leaseUntil });
      for (const id of ids) await carry.run({ id, by });
    },
    async settleCarriedBy(settled: Settled): Promise<void> {
      if (settled.state === 'failed') await scatter.run({ id: settled.id });
      else await settleCarried.run(settled);
    },
  };
}
