import { closeSync, fdatasync, fdatasyncSync, openSync, realpathSync } from 'node:fs';

/** Brings to the disk what is written and still in the memory of the system. */
export interface Flush {
  /** Does it at once, while everything else of the process waits. @throws where the disk refuses */
  now(): void;
  /** Does it beside what goes on. @throws where the disk refuses */
  beside(): Promise<void>;
  close(): void;
}

/** In memory there is nothing to bring anywhere. */
export const noFlush: Flush = { now() {}, async beside() {}, close() {} };

/**
 * The log in which SQLite writes ahead holds all that was committed, so that it alone has to be on the disk. SQLite
 * would do the same in each commit, but only while the whole process waits for the disk.
 * @param file of the database; its log stays the same file as long as somebody has the database open
 */
export function createLogFlush(file: string): Flush {
  let opened: number | undefined;

  function log(): number {
    // SQLite puts it beside the file that a link leads to. Windows flushes only what may be written.
    opened ??= openSync(`${realpathSync(file)}-wal`, 'r+');
    return opened;
  }

  return {
    now() {
      fdatasyncSync(log());
    },
    beside() {
      return new Promise((resolve, reject) => {
        fdatasync(log(), (error) => (error ? reject(error) : resolve()));
      });
    },
    close() {
      if (opened !== undefined) closeSync(opened);
      opened = undefined;
    },
  };
}
