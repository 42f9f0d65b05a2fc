import type { DeliveryId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Deliveries, Delivery, NewDelivery } from '../src/ports/messages.ts';
import type { Database } from './database.ts';
import { createDeliveriesDue } from './deliveries-due.ts';
import { createDeliveriesGather, type Settled } from './deliveries-gather.ts';
import { createDeliveriesPast } from './deliveries-past.ts';
import { laneOf, prepareRelane } from './lanes.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

type DeliveryRow = Row<'deliveries'>;
type Later =
  | 'id'
  | 'lane'
  | 'carried_by'
  | 'lease_until'
  | 'attempts'
  | 'unclear_attempts'
  | 'tried_at'
  | 'first_tried_at'
  | 'platform'
  | 'ref';
type NewRow = Omit<DeliveryRow, Later>;
type Standing = Pick<NewRow, 'state' | 'settled_at' | 'reason'>;

const OWED: Standing = { state: 'owed', settled_at: null, reason: null };

const NEW_COLUMNS = [
  'person_id',
  'unique_key',
  'kind',
  'body',
  'state',
  'created_at',
  'due_at',
  'may_wait_until',
  'meant_at',
  'task_id',
  'settled_at',
  'reason',
] as const satisfies readonly (keyof NewRow)[];

/**
 * The ledger. A key is kept as long as its message, settled or not, so that a message with a key is owed once. Messages of one
 * person are taken by one sender at a time, and none before one that was tried and waits: two processes cannot change
 * their order.
 */
export function createDeliveries(database: Database): Deliveries {
  const add = prepare(database, (db, slots: NewRow) =>
    db
      .insertInto('deliveries')
      .values({ ...pick(slots, NEW_COLUMNS), lane: laneOf(slots.person_id), attempts: 0, unclear_attempts: 0 })
      .onConflict((oc) => oc.column('unique_key').doNothing()),
  );

  const byKey = prepare(database, (db, slots: { key: string }) =>
    db.selectFrom('deliveries').select('id').where('unique_key', '=', slots.key),
  );

  const settle = prepare(database, (db, slots: Settled) =>
    db
      .updateTable('deliveries')
      .set({ ...pick(slots, ['state', 'settled_at', 'platform', 'ref', 'reason']), lease_until: null })
      .where('id', '=', slots.id)
      .where('settled_at', 'is', null),
  );

  const retry = prepare(
    database,
    (db, slots: { id: DeliveryId; at: Instant; dueAt: Instant; reason: string; unclear: number }) =>
      db
        .updateTable('deliveries')
        .set((eb) => ({
          due_at: slots.dueAt,
          reason: slots.reason,
          lease_until: null,
          attempts: eb('attempts', '+', 1),
          unclear_attempts: eb('unclear_attempts', '+', slots.unclear),
          tried_at: eb.fn.coalesce('tried_at', eb.val(slots.at)),
          first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(slots.at)),
        }))
        .where('id', '=', slots.id)
        .where('settled_at', 'is', null),
  );

  const release = prepare(database, (db, slots: { id: DeliveryId }) =>
    db.updateTable('deliveries').set({ lease_until: null }).where('id', '=', slots.id).where('settled_at', 'is', null),
  );

  const forgetSkipped = prepare(database, (db, slots: { key: string }) =>
    db.deleteFrom('deliveries').where('unique_key', '=', slots.key).where('state', '=', 'skipped'),
  );

  const releaseKey = prepare(database, (db, slots: { key: string; latest: Instant }) =>
    db
      .updateTable('deliveries')
      .set({ unique_key: null })
      .where('unique_key', '=', slots.key)
      .where('created_at', '>', slots.latest),
  );

  const due = createDeliveriesDue(database);
  const { putOff, reconsider, gatherable, carryAll, settleCarriedBy } = createDeliveriesGather(database);

  /** @returns undefined for a message that nobody will ever be able to send */
  async function readable(row: DeliveryRow, now: Instant): Promise<Delivery | undefined> {
    try {
      return deliveryOf(row);
    } catch (error) {
      const nothing = { platform: null, ref: null };
      const reason = `its body cannot be read: ${error}`;
      await settle.run({ ...nothing, id: row.id, state: 'failed', settled_at: now, reason });
      return undefined;
    }
  }

  return {
    async owe(delivery) {
      const row = newRow(delivery, OWED);
      return (await add.insertIfNew(row)) as DeliveryId | undefined;
    },
    async skip(delivery) {
      const row = newRow(delivery, { state: 'skipped', settled_at: delivery.createdAt, reason: delivery.reason });
      return (await add.insertIfNew(row)) as DeliveryId | undefined;
    },
    async has(key) {
      return (await byKey.first({ key })) !== undefined;
    },
    async claim(request) {
      for (;;) {
        const rows = await due.claim(request);
        rows.sort((a, b) => compareText(a.due_at, b.due_at) || a.id - b.id);
        const read = await Promise.all(rows.map((row) => readable(row, request.now)));
        const deliveries = read.filter((delivery) => delivery !== undefined);
        if (deliveries.length > 0 || rows.length === 0) return deliveries;
      }
    },
    async settle(id, outcome) {
      const isSent = outcome.state === 'sent';
      const settled: Settled = {
        id,
        state: outcome.state,
        settled_at: outcome.at,
        platform: isSent ? outcome.platform : null,
        ref: isSent ? outcome.ref : null,
        reason: isSent ? null : outcome.reason,
      };
      await settle.run(settled);
      await settleCarriedBy(settled);
    },
    async putOff(id, dueAt) {
      await putOff.run({ id, dueAt });
    },
    async reconsider(personId, now) {
      await reconsider.run({ personId, now });
    },
    async gatherable(personId, now, limit) {
      const rows = await gatherable.all({ personId, now, limit });
      return (await Promise.all(rows.map((row) => readable(row, now)))).filter((delivery) => delivery !== undefined);
    },
    async gather(ids, { leaseUntil, ...as }) {
      const row = newRow(as, OWED);
      const id = (await add.insert(row)) as DeliveryId;
      await carryAll(ids, id, leaseUntil);
      const { personId, kind, body, createdAt, dueAt, mayWaitUntil = null } = as;
      const attempts = { count: 0, unclear: 0, firstAt: null };
      return {
        id,
        personId,
        kind,
        body,
        createdAt,
        dueAt,
        mayWaitUntil,
        meantAt: null,
        taskId: null,
        key: null,
        attempts,
        isRetry: false,
      };
    },
    async retry(id, { at, dueAt, reason, isUnclear }) {
      await retry.run({ id, at, dueAt, reason, unclear: isUnclear ? 1 : 0 });
    },
    async release(id) {
      await release.run({ id });
    },
    async forgetSkipped(key) {
      return (await forgetSkipped.run({ key })) > 0;
    },
    async releaseKey(key, latest) {
      await releaseKey.run({ key, latest });
    },
    follow: prepareRelane(database),
    nextDueAt: due.nextDueAt,
    ...createDeliveriesPast(database),
  };
}

function newRow(delivery: NewDelivery, { state, settled_at, reason }: Standing): NewRow {
  return {
    person_id: delivery.personId,
    unique_key: delivery.key ?? null,
    kind: delivery.kind,
    body: JSON.stringify(delivery.body),
    created_at: delivery.createdAt,
    due_at: delivery.dueAt,
    may_wait_until: delivery.mayWaitUntil ?? null,
    meant_at: delivery.meantAt ?? null,
    task_id: delivery.taskId ?? null,
    state,
    settled_at,
    reason,
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
    mayWaitUntil: row.may_wait_until,
    meantAt: row.meant_at,
    taskId: row.task_id,
    key: row.unique_key,
    attempts: { count: row.attempts, unclear: row.unclear_attempts, firstAt: row.first_tried_at },
    isRetry: row.tried_at !== null,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
