import { setImmediate } from 'node:timers';
import type { Database } from './database.ts';

/**
 * Units of work run one after the other, and those that wait together share one flush to disk: the queue is run
 * inside one transaction, each unit as a savepoint of its own, and nobody hears of success before the commit.
 */

const BATCH_UNITS = 64;
const BATCH_MS = 20;
/** Between two units everything else of the process gets its turn, which is what keeps it quick to answer. */
const TURN_MS = 5;

interface Waiting {
  work: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

export interface UnitsOfWork {
  /** @throws what `work` throws, after taking it back; NotSavedError when the disk refuses */
  transact<T>(work: () => Promise<T>): Promise<T>;
  /** Finishes what waits, then closes the database. */
  close(): Promise<void>;
}

export function createUnitsOfWork(database: Database): UnitsOfWork {
  const queue: Waiting[] = [];
  let pumping: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  return {
    async transact<T>(work: () => Promise<T>): Promise<T> {
      if (closing) throw new Error('The store is closed.');
      if (database.isInsideUnit()) {
        throw new Error('transact inside a unit of work would wait for itself: use the tx that is at hand.');
      }
      return new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        pumping ??= pump();
      });
    },
    async close() {
      if (database.isInsideUnit()) throw new Error('close inside a unit of work would wait for itself.');
      closing ??= (pumping ?? Promise.resolve()).then(() => database.close());
      await closing;
    },
  };

  async function pump(): Promise<void> {
    // Commands that arrive in the same turn of the event loop belong in the same batch.
    await Promise.resolve();
    while (queue.length > 0) {
      try {
        await database.begin();
        await runBatch();
      } catch (error) {
        for (const waiting of queue.splice(0)) waiting.reject(error);
      }
      // Let the answers go out, and another process write.
      if (queue.length > 0) await nextTurn();
    }
    pumping = undefined;
  }

  async function runBatch(): Promise<void> {
    const startedAt = performance.now();
    let turnedAt = startedAt;
    const batch: Waiting[] = [];
    const settle: (() => void)[] = [];
    for (;;) {
      const now = performance.now();
      if (batch.length >= BATCH_UNITS || now - startedAt >= BATCH_MS) break;
      if (queue.length === 0 || now - turnedAt >= TURN_MS) {
        await nextTurn();
        turnedAt = performance.now();
      }
      const waiting = queue.shift();
      if (!waiting) break;
      batch.push(waiting);
      settle.push(await runOne(waiting));
      if (database.trouble()) break;
    }
    try {
      database.commit();
    } catch (error) {
      // Even a unit that only read may have seen what is not there now.
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    for (const tell of settle) tell();
  }

  async function runOne(waiting: Waiting): Promise<() => void> {
    try {
      const value = await database.runUnit(waiting.work);
      return () => waiting.resolve(value);
    } catch (error) {
      return () => waiting.reject(error);
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
