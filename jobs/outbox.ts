import type { PersonId } from '../src/domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Identity, Person, Platform } from '../src/domain/person.ts';
import type { Delivery } from '../src/ports/messages.ts';
import { createDeliver, type DeliverDeps, SEND_TIMEOUT_MS } from './deliver.ts';
import { createLane } from './lane.ts';
import { LOOKED_AT_MAX, readyToSend } from './ready-to-send.ts';
import { TRIED_AT_MOST_SECONDS } from './retry-plan.ts';

export interface Drained {
  sent: number;
  retried: number;
  failed: number;
}

/** What was taken for one person, and is not dealt with yet. */
interface Owed {
  personId: PersonId;
  lane: Platform;
  /** decided; the first is being sent */
  ready: Delivery[];
  left: Delivery[];
  lease: Lease;
}

interface Lease {
  until: Instant;
  /** A send begun later may outlast the lease, and could be begun by another process as well. */
  latest: Instant;
}

interface Decided {
  person: Person;
  identities: Identity[];
}

/** What is to become of what was not sent: it is sent, put back, or left until its lease ends. */
type Next = 'go on' | 'put back' | 'leave';

const LEASE_SECONDS = 60;
const BATCH = 50;
const PEOPLE_AT_ONCE = 8;

/**
 * Sends what is owed. A message is in the ledger before it is sent and settled after: a crash between the two sends
 * it again rather than never. Nothing holds the store while it waits for a messenger, and one person's messages go
 * one after the other, apart from everybody else's. Each messenger has a lane of its own, so that one that fails holds
 * up no other. Taking messages only leases them; what is to be sent of one person's is decided in a unit of its own, a
 * few at a time, so that nobody waits for it. Messages to people whose messenger another process has are left to that
 * process.
 */
export function createOutbox(deps: DeliverDeps) {
  const { store, clock, log } = deps;
  const platforms = [...deps.adapters.keys()];
  const deliver = createDeliver({ ...deps, onOwed: wake });
  const lanes = platforms.map((lane) =>
    createLane({
      places: PEOPLE_AT_ONCE,
      take: () => claim(lane),
      work: sendAll,
      async secondsToNext() {
        const next = await store.transact((tx) => tx.deliveries.nextDueAt(platforms, lane));
        return next && secondsBetween(clock.now(), next);
      },
      log,
    }),
  );
  // A clock that is set back ends leases, but no sends: what is taken again here is not sent twice, nor side by side.
  const atWork = new Map<PersonId, Owed>();
  const total: Drained = { sent: 0, retried: 0, failed: 0 };
  let draining: Promise<unknown> = Promise.resolve();
  let isStopping = false;

  /** Sends all that is due now, after a drain that is at work. What cannot be sent now stays owed. */
  function drain(): Promise<Drained> {
    const next = draining.then(drainOnce);
    draining = next.catch(() => {});
    return next;
  }

  async function drainOnce(): Promise<Drained> {
    const before = { ...total };
    for (let tried = -1; tried !== countOf(total); ) {
      tried = countOf(total);
      // A message that cannot be sent in one lane may owe another one in a lane that is done.
      await Promise.all(lanes.map((lane) => lane.drain()));
      if (lanes.length < 2) break;
    }
    return {
      sent: total.sent - before.sent,
      retried: total.retried - before.retried,
      failed: total.failed - before.failed,
    };
  }

  async function claim(lane: Platform): Promise<{ pieces: Owed[]; isAll: boolean }> {
    const { claimed, lease } = await store.transact(async (tx) => {
      const now = clock.now();
      const leaseUntil = addSeconds(now, LEASE_SECONDS);
      const staleAt = addSeconds(now, -TRIED_AT_MOST_SECONDS);
      const request = { now, leaseUntil, staleAt, platforms, lane, limit: BATCH };
      const latest = addSeconds(leaseUntil, -SEND_TIMEOUT_MS / 1000);
      return { claimed: await tx.deliveries.claim(request), lease: { until: leaseUntil, latest } };
    });
    const pieces: Owed[] = [];
    for (const delivery of claimed) {
      const { personId } = delivery;
      const piece = atWork.get(personId) ?? { personId, lane, ready: [], left: [], lease };
      if (!atWork.has(personId)) pieces.push(piece);
      atWork.set(personId, piece);
      piece.lease = lease;
      if (![...piece.ready, ...piece.left].some(({ id }) => id === delivery.id)) piece.left.push(delivery);
    }
    return { pieces, isAll: claimed.length < BATCH };
  }

  /** One person's messages, one after the other. @returns whether some were put off or dropped and hold up nothing now */
  async function sendAll(owed: Owed): Promise<boolean> {
    const { personId, left } = owed;
    let hasFreed = false;
    let next: Next = 'go on';
    try {
      while (next === 'go on' && left.length > 0 && !isStopping) {
        const few = left.slice(0, LOOKED_AT_MAX);
        const decided = await decide(owed, few);
        if (decided?.error !== undefined) {
          log.error(
            { err: decided.error, personId },
            'messages are sent as they were owed: they could not be looked at',
          );
        }
        left.splice(0, few.length);
        owed.ready = decided?.ready ?? [];
        if (decided && owed.ready.length < few.length) hasFreed = true;
        next = decided ? await sendReady(owed, decided) : 'leave';
      }
    } catch (error) {
      next = 'leave';
      log.error({ err: error }, 'messages could not be looked at: they come up again when their lease ends');
    }
    atWork.delete(personId);
    if (next !== 'leave') await release([...owed.ready, ...left]);
    return hasFreed;
  }

  /** @returns undefined where the lease is nearly over, or the messages have become another person's */
  function decide({ personId, lane, left, lease }: Owed, taken: Delivery[]) {
    return store.transact(async (tx) => {
      const now = clock.now();
      const person = now > lease.latest ? undefined : await tx.people.get(personId);
      if (!person) return undefined;
      const identities = await tx.people.identitiesOf(personId);
      const isAttended = deps.adapters.get(lane)?.isAttended === true;
      const around = { tx, now, leaseUntil: lease.until, isAttended, isLast: left.length === taken.length };
      return { person, identities, ...(await readyToSend(around, person, taken)) };
    });
  }

  async function sendReady(owed: Owed, { person, identities }: Decided): Promise<Next> {
    const { ready } = owed;
    for (let delivery = ready[0]; delivery; delivery = ready[0]) {
      if (isStopping) return 'put back';
      if (clock.now() > owed.lease.latest) return 'leave';
      const attempt = await deliver(person, identities, delivery);
      ready.shift();
      total[attempt.outcome] += 1;
      // The ledger keeps later messages to a person behind the one that waits.
      if (attempt.outcome === 'retried') return attempt.isRecorded ? 'put back' : 'leave';
    }
    return 'go on';
  }

  async function release(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    try {
      await store.transact(async (tx) => {
        for (const { id } of deliveries) await tx.deliveries.release(id);
      });
    } catch (error) {
      log.error({ err: error }, 'deliveries could not be put back: they come up again when their lease ends');
    }
  }

  /** Something may be due now. */
  function wake(): void {
    for (const lane of lanes) lane.wake();
  }

  function start(): void {
    isStopping = false;
    for (const lane of lanes) lane.start();
  }

  /** Begins no more sends and resolves when those at work are recorded. */
  async function stop(): Promise<void> {
    isStopping = true;
    await Promise.all(lanes.map((lane) => lane.stop()));
    await draining;
  }

  return { drain, start, stop, wake };
}

function countOf({ sent, retried, failed }: Drained): number {
  return sent + retried + failed;
}
