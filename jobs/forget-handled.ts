import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Store } from '../src/ports.ts';
import type { Job } from './scheduler.ts';

/** Longer than any platform delivers a request again: Telegram keeps updates for a day. */
const KEPT_SECONDS = 7 * 86_400;
const EVERY_SECONDS = 3600;
/** Forgotten in one unit of work: between two of them everybody else gets their turn. */
const LOT = 500;

/** Forgets requests that were handled long ago, so that the inbox stays small. */
export function forgetHandled({ store }: { store: Store }): Job {
  let lastRunAt: Instant | undefined;
  return {
    name: 'forget handled requests',
    async run(now) {
      // A clock that was set back must not keep this waiting.
      if (lastRunAt && lastRunAt <= now && secondsBetween(lastRunAt, now) < EVERY_SECONDS) return { forgotten: 0 };
      let forgotten = 0;
      for (let lot = LOT; lot === LOT; forgotten += lot) {
        lot = await store.transact((tx) => tx.arrivals.prune(addSeconds(now, -KEPT_SECONDS), LOT));
      }
      lastRunAt = now;
      return { forgotten };
    },
  };
}
