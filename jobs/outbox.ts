import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Identity, Person, Platform } from '../src/domain/person.ts';
import type { Delivery } from '../src/ports.ts';
import { createDeliver, type DeliverDeps, SEND_TIMEOUT_MS } from './deliver.ts';
import { createLane } from './lane.ts';
import { readyToSend } from './ready-to-send.ts';
import { TRIED_AT_MOST_SECONDS } from './retry-plan.ts';

export interface Drained {
  sent: number;
  retried: number;
  failed: number;
}

interface Owed {
  person: Person;
  identities: Identity[];
  deliveries: Delivery[];
  /** A send begun later may outlast the lease, and could be begun by another process as well. */
  latest: Instant;
}

const LEASE_SECONDS = 60;
const BATCH = 50;
const PEOPLE_AT_ONCE = 8;

/**
 * Sends what is owed. A message is in the ledger before it is sent and settled after: a crash between the two sends
 * it again rather than never. Nothing holds the store while it waits for a messenger, and one person's messages go
 * one after the other, apart from everybody else's. Each messenger has a lane of its own, so that one that fails holds
 * up no other. Messages to people whose messenger another process has are left to that process.
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
    return store.transact(async (tx) => {
      const now = clock.now();
      const leaseUntil = addSeconds(now, LEASE_SECONDS);
      const staleAt = addSeconds(now, -TRIED_AT_MOST_SECONDS);
      const latest = addSeconds(leaseUntil, -SEND_TIMEOUT_MS / 1000);
      const deliveries = await tx.deliveries.claim({ now, leaseUntil, staleAt, platforms, lane, limit: BATCH });
      const people = await tx.people.getMany([...new Set(deliveries.map(({ personId }) => personId))]);
      const isAttended = deps.adapters.get(lane)?.isAttended === true;
      let isAll = deliveries.length < BATCH;
      const pieces: Owed[] = [];
      for (const person of people) {
        const identities = await tx.people.identitiesOf(person.id);
        const theirs = deliveries.filter(({ personId }) => personId === person.id);
        const ready = await readyToSend({ tx, now, leaseUntil, isAttended, log }, person, theirs);
        // What is put off or dropped holds up nothing any more.
        if (ready.length < theirs.length) isAll = false;
        if (ready.length > 0) pieces.push({ person, identities, deliveries: ready, latest });
      }
      return { pieces, isAll };
    });
  }

  /** One person's messages, one after the other. */
  async function sendAll({ person, identities, deliveries, latest }: Owed): Promise<void> {
    for (const [i, delivery] of deliveries.entries()) {
      if (isStopping) return release(deliveries.slice(i));
      if (clock.now() > latest) return;
      const attempt = await deliver(person, identities, delivery);
      total[attempt.outcome] += 1;
      if (attempt.outcome !== 'retried') continue;
      // The ledger keeps later messages to a person behind the one that waits.
      return attempt.isRecorded ? release(deliveries.slice(i + 1)) : undefined;
    }
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
