/**
 * When the next message may be sent, so that a platform need not say that there are too many. Messages to one chat
 * keep their order; no chat waits for another one, but for the limit of all of them together.
 */
export interface Pacing {
  /**
   * Resolves when a message may be sent to the chat; turns of a chat come in the order they were asked for, those that
   * are awaited and the others.
   * @param key a chat, or whatever else has a pace of its own
   * @param options `isAwaited`: somebody waits for it, so that it goes before what is only owed, to them and to others
   * @throws `tooLong` at once where it would take longer than the patience allows, and `calledOff` at once when the
   *   signal is aborted; neither uses up the turn
   */
  turn(key: string, options?: TurnOptions): Promise<void>;
  /** The platform said that there are too many requests: nothing goes there before. */
  hold(key: string, seconds: number): void;
  /** how long it is still held; 0 where it is not */
  heldSeconds(key: string): number;
  /** how many chats are remembered */
  size(): number;
}

export interface TurnOptions {
  signal?: AbortSignal | undefined;
  patienceSeconds?: number;
  isAwaited?: boolean;
}

/** `burst`: so many may go at once after a rest. */
export interface Pace {
  everyMs: number;
  burst: number;
}

export interface PacingTime {
  /** milliseconds of a clock that never goes back */
  now?: () => number;
  /** @returns what calls it off */
  after?: (ms: number, action: () => void) => () => void;
}

export interface PacingOptions extends PacingTime {
  /** of all that is not apart */
  overall: Pace;
  /**
   * `isApart`: does not count against the overall pace, nor wait for it. `holdsAlone`: what holds it has a limit of its
   * own, and says nothing of others
   */
  paceOf: (key: string) => { pace: Pace; isApart?: boolean; holdsAlone?: boolean };
  errors: {
    tooLong(retryAfterSeconds: number): Error;
    calledOff(): Error;
  };
}

/** Holds everything that is not apart. */
export const EVERYTHING = 'all';

/** Platforms do not say whether one chat or all have too many: so many held chats mean all. */
const HELD_CHATS_MAX = 2;
const REMEMBERED_MIN = 1000;

interface Lane {
  pace: Pace;
  isApart: boolean;
  holdsAlone: boolean;
  /** when all that went is paid for, one `everyMs` each */
  paidAt: number;
  heldUntil: number;
}

interface Waiter {
  key: string;
  lane: Lane;
  isAwaited: boolean;
  patienceMs: number;
  go(): void;
  refuse(error: Error): void;
}

export function createPacing(options: PacingOptions): Pacing {
  const { paceOf, errors, now = () => performance.now(), after = afterTimer } = options;
  const overall = newLane(options.overall);
  const lanes = new Map<string, Lane>();
  /** in the order in which they go */
  let waiting: Waiter[] = [];
  let cancelTimer = () => {};
  let sweepAt = REMEMBERED_MIN;

  function laneOf(key: string): Lane {
    if (key === EVERYTHING) return overall;
    const known = lanes.get(key);
    if (known) return known;
    if (lanes.size >= sweepAt) sweep();
    const { pace, isApart, holdsAlone } = paceOf(key);
    const lane = newLane(pace, isApart, holdsAlone);
    lanes.set(key, lane);
    return lane;
  }

  /** Forgets the chats at rest; a new lane would be no different. */
  function sweep(): void {
    const inUse = new Set(waiting.map(({ key }) => key));
    for (const [key, lane] of lanes) {
      if (lane.paidAt <= now() && lane.heldUntil <= now() && !inUse.has(key)) lanes.delete(key);
    }
    sweepAt = Math.max(REMEMBERED_MIN, lanes.size * 2);
  }

  /** @param ahead those that go before */
  function waitMs(key: string, lane: Lane, ahead: readonly Waiter[]): number {
    const ownMs = readyMs(lane, ahead.filter((other) => other.key === key).length);
    if (lane.isApart) return ownMs;
    // Whoever waits for their own chat until later takes nobody's turn before.
    const others = readyInTheirChats(ahead);
    let before = 0;
    const ms = () => Math.max(ownMs, readyMs(overall, before));
    while ((others[before] ?? Number.POSITIVE_INFINITY) <= ms()) before += 1;
    return ms();
  }

  /** When each may go as far as its own chat is concerned, the soonest first. */
  function readyInTheirChats(waiters: readonly Waiter[]): number[] {
    const inLanes = new Map<string, number>();
    const ready: number[] = [];
    for (const { key, lane } of waiters) {
      if (lane.isApart) continue;
      const inLane = inLanes.get(key) ?? 0;
      inLanes.set(key, inLane + 1);
      ready.push(readyMs(lane, inLane));
    }
    return ready.sort((a, b) => a - b);
  }

  function readyMs({ pace, paidAt, heldUntil }: Lane, ahead: number): number {
    const paceAt = Math.max(paidAt, now()) + (ahead - pace.burst + 1) * pace.everyMs;
    return Math.max(0, paceAt - now(), heldUntil - now());
  }

  function use(lane: Lane): void {
    lane.paidAt = Math.max(lane.paidAt, now()) + lane.pace.everyMs;
  }

  /** Lets go whoever may, and comes back when the next one may. */
  function pump(): void {
    cancelTimer();
    cancelTimer = () => {};
    const left: Waiter[] = [];
    const behind = new Set<string>();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of waiting) {
      const ms = behind.has(waiter.key) ? Number.POSITIVE_INFINITY : waitMs(waiter.key, waiter.lane, []);
      if (ms > 0) {
        left.push(waiter);
        behind.add(waiter.key);
        nextMs = Math.min(nextMs, ms);
        continue;
      }
      use(waiter.lane);
      if (!waiter.lane.isApart) use(overall);
      waiter.go();
    }
    waiting = left;
    if (nextMs < Number.POSITIVE_INFINITY) cancelTimer = after(Math.ceil(nextMs), pump);
  }

  function turn(
    key: string,
    { signal, patienceSeconds = Number.POSITIVE_INFINITY, isAwaited = false }: TurnOptions = {},
  ): Promise<void> {
    if (signal?.aborted) return Promise.reject(errors.calledOff());
    const lane = laneOf(key);
    const patienceMs = patienceSeconds * 1000;
    const place = isAwaited ? waiting.findLastIndex((other) => other.isAwaited) + 1 : waiting.length;
    if (patienceMs < Number.POSITIVE_INFINITY) {
      const ms = waitMs(key, lane, waiting.slice(0, place));
      if (ms > patienceMs) return Promise.reject(tooLong(ms));
    }
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        signal?.removeEventListener('abort', leave);
        then();
      };
      const waiter: Waiter = {
        key,
        lane,
        isAwaited,
        patienceMs,
        go: () => settle(resolve),
        refuse: (error) => settle(() => reject(error)),
      };
      const leave = () => {
        waiting = waiting.filter((other) => other !== waiter);
        waiter.refuse(errors.calledOff());
        pump();
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.splice(place, 0, waiter);
      pump();
    });
  }

  function hold(key: string, seconds: number): void {
    const until = now() + seconds * 1000;
    const lane = laneOf(key);
    lane.heldUntil = Math.max(lane.heldUntil, until);
    if (lane !== overall && !lane.holdsAlone && heldChats() > HELD_CHATS_MAX) {
      overall.heldUntil = Math.max(overall.heldUntil, until);
    }
    const impatient = waiting.filter(({ key, lane, patienceMs }) => waitMs(key, lane, []) > patienceMs);
    waiting = waiting.filter((waiter) => !impatient.includes(waiter));
    for (const { key, lane, refuse } of impatient) refuse(tooLong(waitMs(key, lane, [])));
    pump();
  }

  function heldChats(): number {
    let held = 0;
    for (const lane of lanes.values()) if (lane.heldUntil > now() && !lane.holdsAlone) held += 1;
    return held;
  }

  function heldSeconds(key: string): number {
    const own = key === EVERYTHING ? undefined : lanes.get(key);
    const isApart = own?.isApart ?? (key !== EVERYTHING && paceOf(key).isApart === true);
    return Math.max(0, (own?.heldUntil ?? 0) - now(), (isApart ? 0 : overall.heldUntil) - now()) / 1000;
  }

  function tooLong(ms: number): Error {
    return errors.tooLong(Math.ceil(ms / 1000));
  }

  return { turn, hold, heldSeconds, size: () => lanes.size };
}

function newLane(pace: Pace, isApart = false, holdsAlone = isApart): Lane {
  return { pace, isApart, holdsAlone, paidAt: Number.NEGATIVE_INFINITY, heldUntil: Number.NEGATIVE_INFINITY };
}

function afterTimer(ms: number, action: () => void): () => void {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
}
