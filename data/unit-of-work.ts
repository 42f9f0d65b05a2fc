import { setImmediate } from 'node:timers';
import type { Database } from './database.ts';

/**
 * Units of work run one after the other, and those that wait together share one transaction and one flush to disk: the
 * queue is run inside one transaction, and nobody hears of success before all of it is on the disk. While the disk is at
 * work the next batch runs.
 *
 * Few units throw after they have written. Where one does, the transaction is rolled back, and its units are run once
 * more, each as a savepoint of its own: SQLite copies for a savepoint every page that is changed in it, and few ever need that.
 */

/** Telegram tells a hundred updates at once: in one transaction the pages of a person's indexes are written once for all. */
const BATCH_UNITS = 128;
const BATCH_MS = 40;
/** So many batches run with savepoints after one that would have needed them: whoever makes units throw makes others slower by those. */
const CAREFUL_BATCHES = 32;
/** Between two units everything else of the process gets its turn, which is what keeps it quick to answer. */
const TURN_MS = 5;

interface Waiting {
  work: () => Promise<unknown>;
  meanwhile: ((value: unknown) => void) | undefined;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

export interface UnitsOfWork {
  /**
   * @param meanwhile what can be done with what `work` returned while the disk is at work
   * @throws what `work` throws, after taking it back; NotSavedError when the disk refuses
   */
  transact<T>(work: () => Promise<T>, meanwhile?: (value: T) => void): Promise<T>;
  /** Finishes what waits, then closes the database. */
  close(): Promise<void>;
}

/** A transaction that was committed, and is told of once it is on the disk. */
interface Batch {
  units: Waiting[];
  outcomes: Outcome[];
}

interface Outcome {
  /** tells the unit what came of it, once that is on the disk */
  tell(): void;
  /** what can be done until then */
  prepare?(): void;
}

export function createUnitsOfWork(database: Database): UnitsOfWork {
  const queue: Waiting[] = [];
  const committed: Batch[] = [];
  /** of which the disk did not say that it keeps them */
  const doubtful: Batch[] = [];
  let carefulBatches = 0;
  let pumping: Promise<void> | undefined;
  let flushing: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  /** Something came, or what was at work is done. */
  let ring: () => void = () => {};

  return {
    async transact<T>(work: () => Promise<T>, meanwhile?: (value: T) => void): Promise<T> {
      if (closing) throw new Error('The store is closed.');
      if (database.isInsideUnit()) {
        throw new Error('transact inside a unit of work would wait for itself: use the tx that is at hand.');
      }
      return new Promise<T>((resolve, reject) => {
        queue.push({
          work,
          meanwhile: meanwhile as Waiting['meanwhile'],
          resolve: resolve as Waiting['resolve'],
          reject,
        });
        ring();
        pumping ??= pump();
      });
    },
    async close() {
      if (database.isInsideUnit()) throw new Error('close inside a unit of work would wait for itself.');
      closing ??= finish().then(() => database.close());
      await closing;
    },
  };

  async function finish(): Promise<void> {
    await pumping;
    await flushing;
  }

  async function pump(): Promise<void> {
    // Commands that arrive in the same turn of the event loop belong in the same batch.
    await Promise.resolve();
    while (queue.length > 0) {
      settleDoubtful();
      try {
        await database.begin({ savepoints: carefulBatches > 0 });
        carefulBatches = Math.max(0, carefulBatches - 1);
        await runBatch();
      } catch (error) {
        for (const waiting of queue.splice(0)) waiting.reject(error);
      }
      // Let the answers go out, and another process write.
      if (queue.length > 0) await nextTurn();
    }
    settleDoubtful();
    pumping = undefined;
  }

  async function runBatch(): Promise<void> {
    const startedAt = performance.now();
    let turnedAt = startedAt;
    const batch: Batch = { units: [], outcomes: [] };
    for (;;) {
      const now = performance.now();
      if (batch.units.length >= BATCH_UNITS || now - startedAt >= BATCH_MS) break;
      if (queue.length === 0 || now - turnedAt >= TURN_MS) {
        await nextTurn();
        turnedAt = performance.now();
      }
      const waiting = queue.shift();
      if (waiting) {
        batch.units.push(waiting);
        batch.outcomes.push(await runOne(waiting));
        if (database.isSpoilt()) {
          runAnew(batch);
          return;
        }
        if (database.trouble()) break;
      } else if (flushing) {
        // Nobody could be told before the disk is free for this batch, so whatever comes until then belongs to it.
        await somethingNew();
      } else break;
    }
    try {
      database.commit();
    } catch (error) {
      // Even a unit that only read may have seen what is not there now.
      refuse(batch, error);
      return;
    }
    keep(batch);
  }

  function runAnew({ units }: Batch): void {
    queue.unshift(...units);
    carefulBatches = CAREFUL_BATCHES;
    try {
      database.rollback();
    } catch {
      // `begin` tries again, and says why it cannot.
    }
  }

  function keep(batch: Batch): void {
    if (flushing) {
      committed.push(batch);
      return;
    }
    // Where nobody else waits, to have it done beside would only take longer.
    const isAlone = batch.units.length === 1 && queue.length === 0;
    if (database.isUnflushed() && !isAlone) {
      committed.push(batch);
      flushing = flushAll();
      prepareAll(batch);
      return;
    }
    try {
      if (database.isUnflushed()) database.flush.now();
      tellAll(batch);
    } catch {
      doubtful.push(batch);
    }
  }

  /** Those that only read are told in the same order: they may have seen what was not on the disk yet. */
  async function flushAll(): Promise<void> {
    while (committed.length > 0) {
      const batches = committed.splice(0);
      try {
        if (database.isUnflushed()) await database.flush.beside();
        for (const batch of batches) tellAll(batch);
      } catch {
        doubtful.push(...batches);
      }
    }
    flushing = undefined;
    ring();
    // While there is something to run, a transaction may be open.
    if (!pumping) settleDoubtful();
  }

  /** What the disk did not keep is written once more, and those who wait for it hear what came of that. */
  function settleDoubtful(): void {
    const batches = doubtful.splice(0);
    if (batches.length === 0) return;
    try {
      database.writeAnew();
      for (const batch of batches) tellAll(batch);
    } catch (error) {
      for (const batch of batches) refuse(batch, error);
    }
  }

  /** A unit came, or the disk is free. */
  function somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      ring = resolve;
    });
  }

  async function runOne({ work, meanwhile, resolve, reject }: Waiting): Promise<Outcome> {
    try {
      const value = await database.runUnit(work);
      const tell = () => resolve(value);
      return meanwhile ? { tell, prepare: () => meanwhile(value) } : { tell };
    } catch (error) {
      return { tell: () => reject(error) };
    }
  }
}

function tellAll({ outcomes }: Batch): void {
  for (const { tell } of outcomes) tell();
}

function prepareAll({ outcomes }: Batch): void {
  for (const outcome of outcomes) {
    try {
      outcome.prepare?.();
    } catch {
      // Whoever is told does it then, and meets the same error.
    }
  }
}

function refuse({ units }: Batch, error: unknown): void {
  for (const waiting of units) waiting.reject(error);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
