import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Identity, Person } from '../src/domain/person.ts';
import type { Delivery } from '../src/ports.ts';
import { createDeliver, type DeliverDeps, SEND_TIMEOUT_MS } from './deliver.ts';
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
}

const LEASE_SECONDS = 60;
const BATCH = 50;
const PEOPLE_AT_ONCE = 8;
const LONGEST_PAUSE_SECONDS = 10;
const SHORTEST_PAUSE_SECONDS = 0.5;

/**
 * Sends what is owed. A message is in the ledger before it is sent and settled after: a crash between the two sends
 * it again rather than never. Nothing holds the store while it waits for a messenger, and one person's messages go
 * one after the other, apart from everybody else's. Messages to people whose messenger another process has are left
 * to that process.
 */
export function createOutbox(deps: DeliverDeps) {
  const { store, clock, log } = deps;
  const deliver = createDeliver(deps);
  const platforms = [...deps.adapters.keys()];
  let isStopping = false;
  let isWoken = false;
  let endPause: () => void = () => {};
  let draining: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> | undefined;

  /** Sends all that is due now, after a drain that is at work. What cannot be sent now stays owed. */
  function drain(): Promise<Drained> {
    const next = draining.then(drainOnce);
    draining = next.catch(() => {});
    return next;
  }

  async function drainOnce(): Promise<Drained> {
    const total: Drained = { sent: 0, retried: 0, failed: 0 };
    while (!isStopping) {
      const { owed, leaseUntil } = await claim();
      if (owed.length === 0) break;
      // A send begun so late that it may outlast the lease could be begun by another process as well.
      const latest = addSeconds(leaseUntil, -SEND_TIMEOUT_MS / 1000);
      await eachInParallel(owed, async ({ person, identities, deliveries }) => {
        for (const [i, delivery] of deliveries.entries()) {
          if (isStopping || clock.now() > latest) return;
          const attempt = await deliver(person, identities, delivery);
          total[attempt.outcome] += 1;
          if (attempt.outcome !== 'retried') continue;
          // The ledger keeps later messages to a person behind the one that waits.
          return attempt.isRecorded ? release(deliveries.slice(i + 1)) : undefined;
        }
      });
    }
    if (total.sent + total.retried + total.failed > 0) log.debug(total, 'messages delivered');
    return total;
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

  async function claim(): Promise<{ owed: Owed[]; leaseUntil: Instant }> {
    return store.transact(async (tx) => {
      const now = clock.now();
      const leaseUntil = addSeconds(now, LEASE_SECONDS);
      const staleAt = addSeconds(now, -TRIED_AT_MOST_SECONDS);
      const deliveries = await tx.deliveries.claim({ now, leaseUntil, staleAt, platforms, limit: BATCH });
      const people = await tx.people.getMany([...new Set(deliveries.map(({ personId }) => personId))]);
      const owed: Owed[] = [];
      for (const person of people) {
        const identities = await tx.people.identitiesOf(person.id);
        owed.push({ person, identities, deliveries: deliveries.filter(({ personId }) => personId === person.id) });
      }
      return { owed, leaseUntil };
    });
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      await drain().catch((error) => log.error({ err: error }, 'the outbox could not be read'));
      await pause(await secondsToNext());
    }
  }

  async function secondsToNext(): Promise<number> {
    try {
      const next = await store.transact((tx) => tx.deliveries.nextDueAt(platforms));
      return next ? secondsBetween(clock.now(), next) : LONGEST_PAUSE_SECONDS;
    } catch {
      return LONGEST_PAUSE_SECONDS;
    }
  }

  async function pause(seconds: number): Promise<void> {
    if (isWoken || isStopping) return;
    const length = Math.min(LONGEST_PAUSE_SECONDS, Math.max(SHORTEST_PAUSE_SECONDS, seconds));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, length * 1000);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Something may be due now. */
  function wake(): void {
    isWoken = true;
    endPause();
  }

  function start(): void {
    isStopping = false;
    loop ??= run();
  }

  /** Begins no more sends and resolves when those at work are recorded. */
  async function stop(): Promise<void> {
    isStopping = true;
    wake();
    await loop;
    await draining;
    loop = undefined;
  }

  return { drain, start, stop, wake };
}

async function eachInParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, worker));
}
