import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Store, Tx } from '../src/ports.ts';
import type { Job } from './scheduler.ts';

/** Longer than any platform delivers a request again: Telegram keeps updates for a day. */
const KEPT_SECONDS = 7 * 86_400;
/** A button works for as long as anybody scrolls back. */
const KEEPSAKES_KEPT_SECONDS = 90 * 86_400;
const EVERY_SECONDS = 3600;
/** Forgotten in one unit of work: between two of them everybody else gets their turn. */
const LOT = 500;

/** Forgets requests that were handled long ago, so that the inbox stays small. */
export function forgetHandled({ store }: { store: Store }): Job {
  let lastRunAt: Instant | undefined;

  async function inLots(forget: (tx: Tx) => Promise<number>): Promise<number> {
    let forgotten = 0;
    for (let lot = LOT; lot === LOT; forgotten += lot) lot = await store.transact(forget);
    return forgotten;
  }

  return {
    name: 'forget handled requests',
    async run(now) {
      // A clock that was set back must not keep this waiting.
      if (lastRunAt && lastRunAt <= now && secondsBetween(lastRunAt, now) < EVERY_SECONDS) return { forgotten: 0 };
      const forgotten =
        (await inLots((tx) => tx.arrivals.prune(addSeconds(now, -KEPT_SECONDS), LOT))) +
        (await inLots((tx) => tx.keepsakes.prune(addSeconds(now, -KEEPSAKES_KEPT_SECONDS), LOT)));
      lastRunAt = now;
      return { forgotten };
    },
  };
}
