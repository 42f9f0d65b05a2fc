import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';

/** What one kind of job is about. */
export interface Due<Item extends { id: number }, Outcome extends string> {
  store: Store;
  log: Log;
  /** Asked for together, so that they share a flush, and few enough that people who talk meanwhile need not wait. */
  batch: number;
  /** the first of what is due */
  due(tx: Tx, limit: number): Promise<Item[]>;
  /**
   * Settles one, in a unit of its own, so that it is not due any more. It is read anew: another process may have been
   * here since the question was asked.
   */
  settle(tx: Tx, id: Item['id']): Promise<Outcome | undefined>;
  /** how many had which outcome, all 0 at first */
  counts: Record<Outcome, number>;
  /** what the log says of one that could not be settled, and under which name its id */
  trouble: { said: string; idName: string };
  /** Some of them owe a message now, while others are still to be settled: who is first need not wait for the last. */
  onOwed?: (() => void) | undefined;
}

/** Settles all that is due. One that cannot be settled is left for the next time; its trouble stays its own. */
export async function settleDue<Item extends { id: number }, Outcome extends string>(
  job: Due<Item, Outcome>,
): Promise<Record<Outcome | 'failed', number>> {
  const { store, log, batch, trouble } = job;
  const counts: Record<string, number> = { ...job.counts, failed: 0 };
  const failed = new Set<Item['id']>();
  for (;;) {
    const due = await store.transact((tx) => job.due(tx, batch + failed.size));
    const ids = due.map(({ id }) => id).filter((id) => !failed.has(id));
    if (ids.length === 0) return counts as Record<Outcome | 'failed', number>;
    const outcomes = await Promise.allSettled(ids.map((id) => store.transact((tx) => job.settle(tx, id))));
    if (outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value === 'owed')) job.onOwed?.();
    for (const [i, outcome] of outcomes.entries()) {
      const id = ids[i];
      if (outcome.status === 'fulfilled') {
        if (outcome.value) counts[outcome.value] = (counts[outcome.value] ?? 0) + 1;
        continue;
      }
      if (id !== undefined) failed.add(id);
      counts.failed = (counts.failed ?? 0) + 1;
      log.error({ err: outcome.reason, [trouble.idName]: id }, trouble.said);
    }
  }
}
