import { expressionBuilder } from 'kysely';
import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import { PLATFORMS, type Platform } from '../src/domain/person.ts';
import type { Deliveries } from '../src/ports/messages.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';
import type { Lane, Row, Schema } from './schema.ts';

/** the lane that is looked after, and those that nobody here looks after */
type Lanes = { own: Platform } & Record<'other0' | 'other1' | 'other2', Lane>;
type ClaimSlots = Lanes & { now: Instant; leaseUntil: Instant; leaseMax: Instant; staleAt: Instant; limit: number };
/** `own`: of one lane; `other`: of no lane here, and of people who can be reached on that one */
type Which = 'own' | 'other' | 'other or nowhere';

/** What the two questions ask of a row called `due`: they must agree, or the outbox wakes for what it cannot take. */
const due = expressionBuilder<Schema & { due: Schema['deliveries'] }, 'due'>();

/** The messages that may be taken for sending: which, and when there are some. */
export function createDeliveriesDue(database: Database) {
  // Mostly there is nothing, and to look costs less than a statement that would write.
  const anyDue = prepare(database, (db, slots: Lanes & { now: Instant }) =>
    db
      .selectFrom('deliveries')
      .select('id')
      .where('settled_at', 'is', null)
      .where('lane', 'in', [slots.own, slots.other0, slots.other1, slots.other2])
      .where('due_at', '<=', slots.now)
      .limit(1),
  );

  const claims = each((which) =>
    prepare(database, (db, slots: ClaimSlots) =>
      db
        .updateTable('deliveries')
        .set({ lease_until: slots.leaseUntil })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('deliveries as due')
            .select('due.id')
            .where('due.settled_at', 'is', null)
            .where('due.carried_by', 'is', null)
            .where('due.due_at', '<=', slots.now)
            .where(() => isOf(which, slots, slots.staleAt))
            .where(() => due.not(beingSent(slots)))
            .where(() => due.not(behindOneThatWasTried()))
            .orderBy('due.due_at')
            .orderBy('due.id')
            .limit(slots.limit),
        )
        .returningAll(),
    ),
  );

  // Messages of people to whom one is being sent come up when that one is settled, or when its lease ends.
  const nextDue = each((which) =>
    prepare(database, (db, slots: Lanes) =>
      db.selectNoFrom((eb) => [
        eb
          .selectFrom('deliveries as due')
          .select('due.due_at')
          .where('due.settled_at', 'is', null)
          .where('due.carried_by', 'is', null)
          .where(() => isOf(which, slots))
          .where(() => due.not(beingSent()))
          .where(() => due.not(behindOneThatWasTried()))
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
    ),
  );

  return {
    async claim({ now, leaseUntil, staleAt, platforms, lane, limit }: Parameters<Deliveries['claim']>[0]) {
      const leaseMax = addSeconds(now, 2 * secondsBetween(now, leaseUntil));
      const slots = { ...lanesOf(platforms, lane), now, leaseUntil, leaseMax, staleAt };
      const rows: Row<'deliveries'>[] = [];
      if (!(await anyDue.first(slots))) return rows;
      for (const which of partsOf(platforms, lane)) {
        const left = limit - rows.length;
        if (left > 0) rows.push(...(await claims[which].all({ ...slots, limit: left })));
      }
      return rows;
    },
    async nextDueAt(platforms: readonly Platform[], lane: Platform): Promise<Instant | undefined> {
      const moments: Instant[] = [];
      for (const which of partsOf(platforms, lane)) {
        const row = await nextDue[which].first(lanesOf(platforms, lane));
        moments.push(...[row?.due_at, row?.lease_until].filter((at) => typeof at === 'string'));
      }
      return moments.sort()[0];
    },
  };
}

function each<T>(make: (which: Which) => T): Record<Which, T> {
  return { own: make('own'), other: make('other'), 'other or nowhere': make('other or nowhere') };
}

/** The first lane also looks after those who can be reached nowhere, and those whom nobody else has come for. */
function partsOf(platforms: readonly Platform[], lane: Platform): Which[] {
  return ['own', lane === platforms[0] ? 'other or nowhere' : 'other'];
}

/** @param staleAt those due since then are nobody else's any more */
function isOf(which: Which, slots: Lanes, staleAt?: Instant) {
  if (which === 'own') return due('due.lane', '=', slots.own);
  const stale = staleAt === undefined ? [] : [due('due.due_at', '<=', staleAt)];
  const anyWay = due.or([reachable(slots.own), due.not(reachable()), ...stale]);
  const isOther = due('due.lane', 'in', [slots.other0, slots.other1, slots.other2]);
  return due.and([isOther, which === 'other' ? reachable(slots.own) : anyWay]);
}

function lanesOf(platforms: readonly Platform[], lane: Platform): Lanes {
  const others = ([...PLATFORMS, 'none'] as const).filter((each) => each === 'none' || !platforms.includes(each));
  const [other0 = 'none', other1 = other0, other2 = other1] = others;
  return { own: lane, other0, other1, other2 };
}

/** A message to the same person has a lease, with `slots` one that is not over. */
function beingSent(slots?: Pick<ClaimSlots, 'now' | 'leaseMax'>) {
  const taken = due
    .selectFrom('deliveries as taken')
    .select('taken.id')
    .whereRef('taken.person_id', '=', 'due.person_id')
    .where('taken.settled_at', 'is', null)
    .where('taken.lease_until', 'is not', null);
  if (!slots) return due.exists(taken);
  return due.exists(taken.where('taken.lease_until', '>', slots.now).where('taken.lease_until', '<=', slots.leaseMax));
}

/** Another message to the same person was tried, and tried first: nothing overtakes it, not even when it is due again. */
function behindOneThatWasTried() {
  return due.exists(
    due
      .selectFrom('deliveries as earlier')
      .select('earlier.id')
      .whereRef('earlier.person_id', '=', 'due.person_id')
      .where('earlier.settled_at', 'is', null)
      .where('earlier.tried_at', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('due.tried_at', 'is', null),
          eb('earlier.tried_at', '<', eb.ref('due.tried_at')),
          eb.and([eb('earlier.tried_at', '=', eb.ref('due.tried_at')), eb('earlier.id', '<', eb.ref('due.id'))]),
        ]),
      ),
  );
}

/** The person has an account that can be written to: on one platform, or anywhere. */
function reachable(platform?: Platform) {
  const accounts = due
    .selectFrom('identities')
    .select('identities.id')
    .whereRef('identities.person_id', '=', 'due.person_id')
    .where('identities.unreachable_at', 'is', null);
  return due.exists(platform === undefined ? accounts : accounts.where('identities.platform', '=', platform));
}
