import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './sqlite-error.ts';

const BUSY = /^SQLITE_BUSY/;

/**
 * Tries again for as long as another connection holds the file, without holding up the event loop as SQLite's own
 * busy timeout would.
 * @param longestMs of trying; then the error that says that it is busy is thrown
 */
export async function whileBusy<T>(attempt: () => T, longestMs: number): Promise<T> {
  const giveUpAt = performance.now() + longestMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!BUSY.test(codeOf(error)) || performance.now() >= giveUpAt) throw error;
    }
    await sleep(1 + Math.random() * 4);
  }
}
