import type { Json, JsonObject } from '../slack/json.ts';
import { TelegramRefusal } from './refusal.ts';
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts';

/** The connection on which a call came. */
export interface Connection {
  /** The other side has gone. */
  onGone(listener: () => void): void;
  destroy(): void;
}

interface Poll {
  answer(): void;
  /** with 409, in favour of another call */
  terminate(by: string): void;
  swallow(): void;
  connection: Connection;
}

export type Polling = ReturnType<typeof createPolling>;

/** Long polls: one at a time, the next ends the one before. @param longPollMost seconds */
export function createPolling(queue: UpdateQueue, longPollMost: number) {
  const repeats: QueuedUpdate[] = [];
  let current: Poll | undefined;
  let isBlackhole = false;
  let conflicts = 0;

  function answerSoon(): void {
    // All that is done in one go comes in one answer.
    setImmediate(() => current?.answer());
  }
  queue.onAdded(answerSoon);

  function take(limit: number): JsonObject[] {
    const again = repeats.splice(0, limit);
    return [...again, ...queue.waiting()].slice(0, limit).map(({ update }) => update);
  }

  function poll(args: { limit: number; timeoutMs: number }, connection: Connection): Promise<Json> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        if (current === mine) current = undefined;
        settle();
      };
      const mine: Poll = {
        answer() {
          const updates = take(args.limit);
          if (updates.length > 0) end(() => resolve(updates));
        },
        terminate: (by) => end(() => reject(conflict(by))),
        swallow: () => end(() => {}),
        connection,
      };
      const timer = setTimeout(() => end(() => resolve([])), args.timeoutMs);
      connection.onGone(() => mine.swallow());
      current = mine;
    });
  }

  return {
    /** @throws TelegramRefusal when another one takes over */
    async getUpdates(args: JsonObject, connection: Connection): Promise<Json> {
      if (isBlackhole) return await new Promise<never>(() => {});
      current?.terminate('other getUpdates');
      if (conflicts > 0) {
        conflicts -= 1;
        throw conflict('other getUpdates');
      }
      const offset = Number(args.offset ?? 0);
      if (offset > 0) queue.confirmBefore(offset);
      if (offset < 0) queue.confirmBefore(queue.waiting().at(offset)?.id ?? 0);
      const limit = Math.min(100, Math.max(1, Number(args.limit ?? 100)));
      const updates = take(limit);
      const timeoutMs = Math.min(Number(args.timeout ?? 0), longPollMost) * 1000;
      if (updates.length > 0 || timeoutMs <= 0) return updates;
      return await poll({ limit, timeoutMs }, connection);
    },
    /** Comes once more with the next answer, confirmed or not. */
    repeat(queued: QueuedUpdate): void {
      repeats.push(queued);
      answerSoon();
    },
    repeats: () => repeats.length,
    isOpen: () => current !== undefined,
    disconnect(): void {
      current?.connection.destroy();
    },
    blackhole(on: boolean): void {
      isBlackhole = on;
      if (on) current?.swallow();
    },
    /** Another poller took over: the poll that is open, or the next one, ends with 409. */
    conflict(): void {
      if (current) current.terminate('other getUpdates');
      else conflicts += 1;
    },
    /** A webhook is set: there are no polls any more. */
    end(): void {
      current?.terminate('setWebhook');
    },
  };
}

function conflict(by: string): TelegramRefusal {
  const only = by === 'setWebhook' ? '' : '; make sure that only one bot instance is running';
  return new TelegramRefusal(409, `Conflict: terminated by ${by} request${only}`);
}
