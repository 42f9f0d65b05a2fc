import type BetterSqlite from 'better-sqlite3';
import { MaybeSavedError } from '../src/ports/store.ts';
import type { Flush } from './flush.ts';

/** Knows what was committed and is not known to be on the disk. */
export interface Durability {
  /** Something was committed that has to be flushed. */
  noteCommit(): void;
  /** whether something was committed that is not known to be on the disk */
  isUnflushed(): boolean;
  /** Brings what was committed to the disk. After a failure nobody knows what is there. @throws MaybeSavedError */
  flush: { now(): void; beside(): Promise<void> };
  /**
   * After a flush that failed: has SQLite write into the database itself what its log holds. Nothing is begun before that
   * has gone well. Outside a transaction only.
   * @throws MaybeSavedError
   */
  writeAnew(): void;
}

export function createDurability(raw: BetterSqlite.Database, flush: Flush): Durability {
  let isUnflushed = false;
  /** the disk refused to keep what was committed, and whatever was committed after it is worth nothing without it */
  let doubt: MaybeSavedError | undefined;

  function beginFlush(): void {
    isUnflushed = false;
    if (doubt) throw doubt;
  }

  function doubtOf(error: unknown): MaybeSavedError {
    const words = error instanceof Error ? error.message : String(error);
    doubt = new MaybeSavedError(`Not known to be saved: ${words}`, { cause: error });
    return doubt;
  }

  return {
    noteCommit() {
      isUnflushed = true;
    },
    isUnflushed: () => isUnflushed || doubt !== undefined,
    flush: {
      now() {
        beginFlush();
        try {
          flush.now();
        } catch (error) {
          throw doubtOf(error);
        }
      },
      async beside() {
        beginFlush();
        try {
          await flush.beside();
        } catch (error) {
          throw doubtOf(error);
        }
      },
    },
    // A system may drop what it could not bring to the disk, and say nothing of it the next time it is asked to.
    writeAnew() {
      if (!doubt) return;
      try {
        const [done] = raw.pragma('wal_checkpoint(truncate)') as { busy: number }[];
        if (done?.busy !== 0) throw new Error('somebody else is reading');
      } catch (error) {
        throw doubtOf(error);
      }
      doubt = undefined;
    },
  };
}
