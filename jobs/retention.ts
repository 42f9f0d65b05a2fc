import { addSeconds, type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Job } from './scheduler.ts';

const DAY_SECONDS = 86_400;

type Forget = (tx: Tx, before: Instant, limit: number) => Promise<number>;

/** How long what is over is kept, in days; people, tasks, their history and time are kept for ever. */
const KEPT: Readonly<Record<string, { days: number; forget: Forget }>> = {
  /** Longer than any platform delivers a request again: Telegram keeps updates for a day. */
  requests: { days: 7, forget: (tx, before, limit) => tx.arrivals.prune(before, limit) },
  /** A button works for as long as anybody scrolls back. */
  buttons: { days: 90, forget: (tx, before, limit) => tx.keepsakes.prune(before, limit) },
  /**
   * With its message a key of the ledger is forgotten. That of a digest is asked for at most six weeks later: of what was
   * missed, no more than the last five weeks are accounted for.
   */
  deliveries: { days: 180, forget: (tx, before, limit) => tx.deliveries.prune(before, limit) },
  digests: { days: 400, forget: (tx, before, limit) => tx.digests.prune(before, limit) },
  /** Wrong ones are counted for an hour. */
  codes: { days: 30, forget: (tx, before, limit) => tx.codes.prune(before, limit) },
};

const EVERY_SECONDS = 3600;
/** Forgotten in one unit of work: between two of them everybody else gets their turn. */
const LOT = 500;

/** Forgets what is long over, so that the database stays small. */
export function retention({ store }: { store: Store }): Job {
  let lastRunAt: Instant | undefined;

  async function inLots(forget: Forget, before: Instant): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const lot = await store.transact((tx) => forget(tx, before, LOT));
      forgotten += lot;
      if (lot < LOT) return forgotten;
    }
  }

  return {
    name: 'retention',
    async run(now) {
      // A clock that was set back must not keep this waiting.
      if (lastRunAt && lastRunAt <= now && secondsBetween(lastRunAt, now) < EVERY_SECONDS) return {};
      const forgotten: Record<string, number> = {};
      for (const [what, { days, forget }] of Object.entries(KEPT)) {
        forgotten[what] = await inLots(forget, addSeconds(now, -days * DAY_SECONDS));
      }
      lastRunAt = now;
      return forgotten;
    },
  };
}
