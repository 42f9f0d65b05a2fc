import type { Log } from '../src/ports/world.ts';

export interface LaneOptions<Piece> {
  /** how many pieces are worked on at once */
  places: number;
  /** Takes what is due now. `isAll`: nothing more was due at that moment. */
  take(): Promise<{ pieces: Piece[]; isAll: boolean }>;
  /** Never throws, and ends in bounded time. @returns whether what the piece held back may be due now */
  work(piece: Piece): Promise<boolean>;
  /** when there may be something to take */
  secondsToNext(): Promise<number | undefined>;
  log: Log;
}

const LONGEST_PAUSE_SECONDS = 10;
const SHORTEST_PAUSE_SECONDS = 0.5;

/**
 * Works through what is due on its own, a few pieces at once. A piece that hangs has one place and no more: the others go
 * on, and so do all other lanes.
 */
export function createLane<Piece>({ places, take, work, secondsToNext, log }: LaneOptions<Piece>) {
  const atWork = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let taking: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> | undefined;
  let endPause: () => void = () => {};
  let isStopping = false;
  let isWoken = true;
  /** it was asked what is due while something was at work, which may have held back what belongs behind it */
  let mayHaveMissed = false;

  /** Begins all that is due, as places become free, after a `begin` that is at work. */
  function begin(): Promise<void> {
    const next = taking.then(beginAll);
    taking = next.catch(() => {});
    return next;
  }

  async function beginAll(): Promise<void> {
    while (!isStopping) {
      await freePlace();
      if (atWork.size > 0) mayHaveMissed = true;
      const { pieces, isAll } = await take();
      for (const piece of pieces) {
        await freePlace();
        put(piece);
      }
      if (isAll) return;
    }
  }

  function put(piece: Piece): void {
    const done = work(piece).then((hasFreed) => {
      atWork.delete(done);
      if (hasFreed || mayHaveMissed) isWoken = true;
      if (atWork.size === 0) mayHaveMissed = false;
      for (const resume of waiting.splice(0)) resume();
      endPause();
    });
    atWork.add(done);
  }

  async function freePlace(): Promise<void> {
    while (atWork.size >= places) await nextFinished();
  }

  function nextFinished(): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** Resolves when all that is due was worked on. */
  async function drain(): Promise<void> {
    for (;;) {
      isWoken = false;
      await begin();
      if (atWork.size > 0) await nextFinished();
      // Finished while it was asked what is due, it may have held something back.
      else if (!isWoken) return;
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      if (isWoken) {
        isWoken = false;
        await begin().catch((error) => log.error({ err: error }, 'the outbox could not be read'));
      }
      await pause((await secondsToNext().catch(() => undefined)) ?? LONGEST_PAUSE_SECONDS);
    }
  }

  /** Until it is time, something was finished or somebody wakes it. */
  async function pause(seconds: number): Promise<void> {
    if (isWoken || isStopping) return;
    const length = Math.min(LONGEST_PAUSE_SECONDS, Math.max(SHORTEST_PAUSE_SECONDS, seconds));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        isWoken = true;
        resolve();
      }, length * 1000);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Something may be due now. */
  function wake(): void {
    isWoken = true;
    endPause();
  }

  function start(): void {
    isStopping = false;
    isWoken = true;
    loop ??= run();
  }

  /** Begins nothing more and resolves when what is at work is done. */
  async function stop(): Promise<void> {
    isStopping = true;
    wake();
    await loop;
    loop = undefined;
    await taking;
    while (atWork.size > 0) await nextFinished();
  }

  return { drain, start, stop, wake };
}
