import { markUnreachable } from '../src/changes/unreachable-notice.ts';
import { type ChatAdapter, DeliveryError, type Outgoing } from '../src/chat/chat-adapter.ts';
import { addSeconds, secondsBetween } from '../src/domain/instant.ts';
import type { Identity, Person, Platform } from '../src/domain/person.ts';
import { silentMeter } from '../src/meter.ts';
import type { Delivery } from '../src/ports/messages.ts';
import type { Store } from '../src/ports/store.ts';
import type { Clock, DeliveryOutcome, Log, Meter } from '../src/ports/world.ts';
import { type RetryPlan, retryPlan, TRIED_AT_MOST_SECONDS } from './retry-plan.ts';

export interface DeliverDeps {
  store: Store;
  clock: Clock;
  log: Log;
  adapters: ReadonlyMap<Platform, ChatAdapter>;
  meter?: Meter;
  /** somebody else is owed a message now, because of one that could not be sent */
  onOwed?: () => void;
}

/** `isRecorded`: false where the ledger does not know of it, and the lease decides when it comes up again. */
export type Attempt = { outcome: 'sent' | 'failed' } | { outcome: 'retried'; isRecorded: boolean };

/** Adapters are told to stop by then. */
const ABORT_MS = 18_000;
/** Nobody waits longer for an adapter, whatever it does. */
export const SEND_TIMEOUT_MS = 20_000;

/** Sends one claimed message to one person, on the messenger used last or on another, and records what came of it. */
export function createDeliver({ store, clock, log, adapters, meter = silentMeter, onOwed }: DeliverDeps) {
  /** Never throws: a message that cannot even be recorded comes up again when its lease ends. */
  async function deliver(person: Person, identities: readonly Identity[], delivery: Delivery): Promise<Attempt> {
    try {
      return await tryEach(person, identities, delivery);
    } catch (error) {
      log.error({ deliveryId: delivery.id, err: error }, 'what became of a delivery could not be recorded');
      return { outcome: 'retried', isRecorded: false };
    }
  }

  async function tryEach(person: Person, identities: readonly Identity[], delivery: Delivery): Promise<Attempt> {
    if (person.leftAt) return fail(delivery, 'the person has left');
    let last = '';
    for (const { identity, adapter } of waysTo(person, identities)) {
      const attempt = await send(adapter, { to: identity, reply: delivery.body, language: person.language }, delivery);
      if ('ref' in attempt) return succeed(delivery, identity.platform, attempt.ref);
      const { platform } = identity;
      if (attempt.next === 'retry') return retry(delivery, attempt, platform);
      if (attempt.next === 'give up') return fail(delivery, attempt.reason, { platform });
      if (attempt.next === 'expire') return fail(delivery, attempt.reason, { state: 'expired', platform });
      last = `, last ${attempt.reason}`;
      await shutOut(identity);
    }
    const others = identities.filter(({ unreachableAt }) => !unreachableAt).map(({ platform }) => platform);
    if (others.length === 0) return fail(delivery, `unreachable everywhere${last}`.slice(0, 500));
    return leave(delivery, others);
  }

  /** What only another process can send stays owed, unless no such process has come for long. */
  async function leave(delivery: Delivery, others: readonly Platform[]): Promise<Attempt> {
    if (secondsBetween(delivery.dueAt, clock.now()) >= TRIED_AT_MOST_SECONDS) {
      return fail(delivery, `nobody sends to ${others.join(', ')}`, { state: 'expired' });
    }
    await store.transact((tx) => tx.deliveries.release(delivery.id));
    return { outcome: 'retried', isRecorded: true };
  }

  function waysTo(person: Person, identities: readonly Identity[]) {
    return identities
      .flatMap((identity) => {
        const adapter = adapters.get(identity.platform);
        return adapter && !identity.unreachableAt ? [{ identity, adapter }] : [];
      })
      .sort((a, b) => rank(person, a.identity) - rank(person, b.identity));
  }

  async function send(adapter: ChatAdapter, message: Outgoing, { id, attempts }: Delivery) {
    const controller = new AbortController();
    try {
      return await withinTimeout(controller, adapter.deliver(message, controller.signal));
    } catch (error) {
      const isLate = controller.signal.aborted;
      const plan = retryPlan({ error, isLate, attempts, now: clock.now(), chance: Math.random() });
      log.warn({ deliveryId: id, platform: adapter.platform, plan, err: error }, 'a message was not delivered');
      return plan;
    }
  }

  async function succeed(delivery: Delivery, platform: Platform, ref: string): Promise<Attempt> {
    const outcome = { state: 'sent', at: clock.now(), platform, ref } as const;
    await store.transact((tx) => tx.deliveries.settle(delivery.id, outcome));
    tell(platform, 'sent');
    return { outcome: 'sent' };
  }

  async function fail(
    delivery: Delivery,
    reason: string,
    { state = 'failed', platform = 'none' }: { state?: 'failed' | 'expired'; platform?: Platform | 'none' } = {},
  ): Promise<Attempt> {
    const outcome = { state, at: clock.now(), reason };
    await store.transact((tx) => tx.deliveries.settle(delivery.id, outcome));
    tell(platform, state);
    return { outcome: 'failed' };
  }

  async function retry(delivery: Delivery, plan: RetryPlan & { next: 'retry' }, platform: Platform): Promise<Attempt> {
    const at = clock.now();
    const dueAt = addSeconds(at, plan.afterSeconds);
    await store.transact((tx) => tx.deliveries.retry(delivery.id, { ...plan, at, dueAt }));
    tell(platform, 'retried');
    return { outcome: 'retried', isRecorded: true };
  }

  function tell(platform: Platform | 'none', outcome: DeliveryOutcome): void {
    meter.deliveryTried({ platform, outcome });
  }

  async function shutOut(identity: Identity): Promise<void> {
    const { platform, externalId } = identity;
    // This copy serves the person's other messages of the same batch.
    identity.unreachableAt = clock.now();
    const isOwed = await store.transact(async (tx) => {
      // Read anew: it may have changed while the messenger was asked.
      const known = await tx.people.identity(platform, externalId);
      return known !== undefined && markUnreachable({ tx, now: clock.now() }, known);
    });
    if (isOwed) onOwed?.();
  }

  return deliver;
}

/** The messenger used last comes first. */
function rank(person: Person, identity: Identity): number {
  return identity.platform === person.lastPlatform ? 0 : 1;
}

/**
 * A messenger that never answers must not hold up everybody else. An adapter that heeds the signal still says what
 * became of the message.
 */
async function withinTimeout<T>(controller: AbortController, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DeliveryError('unknown', `no answer within ${SEND_TIMEOUT_MS} ms`));
    const callOff = () => {
      timer = setTimeout(giveUp, SEND_TIMEOUT_MS - ABORT_MS);
      controller.abort();
    };
    timer = setTimeout(callOff, ABORT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
