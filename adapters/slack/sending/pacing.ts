import { SlackApiError } from './web-api.ts';

/**
 * When the next message may be posted, so that Slack need not say that there are too many. Messages to one channel
 * keep their order; no channel waits for another one, but for the limit of the whole workspace.
 */
export interface Pacing {
  /**
   * Resolves when a message may be posted to the channel; turns of a channel come in the order they were asked for.
   * @param channel or the name of a method with a pace of its own
   * @throws SlackApiError `limited` at once where it would take longer than the patience allows, and `not sent` at
   *   once when the signal is aborted; neither uses up the turn
   */
  turn(channel: string, options?: { signal?: AbortSignal | undefined; patienceSeconds?: number }): Promise<void>;
  /** Slack said that there are too many requests: nothing goes there before. */
  hold(channel: string, seconds: number): void;
  /** how long a channel, or a method, is still held; 0 where it is not */
  heldSeconds(channel: string): number;
  /** how many channels are remembered */
  size(): number;
}

export interface PacingOptions {
  /** milliseconds of a clock that never goes back */
  now?: () => number;
  /** @returns what calls it off */
  after?: (ms: number, action: () => void) => () => void;
}

/** `burst`: so many may go at once after a rest. */
interface Pace {
  everyMs: number;
  burst: number;
}

/** Holds everything. */
export const EVERYTHING = 'all';

/**
 * docs.slack.dev/apis/web-api/rate-limits: one message a second to a channel, short bursts above that. The burst is
 * small, so that messages which the network brings closer together are still within it.
 */
const CHANNEL_PACE: Pace = { everyMs: 1000, burst: 2 };
/**
 * docs.slack.dev/reference/methods/chat.postMessage: several hundred messages a minute in a workspace, with generous
 * bursts. Taken as 300 a minute.
 */
const WORKSPACE_PACE: Pace = { everyMs: 200, burst: 20 };
/** Methods with a limit of their own, docs.slack.dev/apis/web-api/rate-limits: tier 3 is 50 a minute, tier 4 is 100. */
const METHOD_PACES: Readonly<Record<string, Pace>> = {
  'conversations.open': { everyMs: 1200, burst: 10 },
  'chat.update': { everyMs: 1200, burst: 10 },
  'views.publish': { everyMs: 600, burst: 20 },
};
/** Slack does not say whether a channel or the workspace has too many: so many held channels mean the workspace. */
const HELD_CHANNELS_MAX = 2;
const REMEMBERED_MIN = 1000;

interface Lane {
  pace: Pace;
  /** when all that went is paid for, one `everyMs` each */
  paidAt: number;
  heldUntil: number;
}

interface Waiter {
  key: string;
  lane: Lane;
  patienceMs: number;
  go(): void;
  refuse(error: SlackApiError): void;
}

export function createPacing({ now = () => performance.now(), after = afterTimer }: PacingOptions = {}): Pacing {
  const workspace = newLane(WORKSPACE_PACE);
  const lanes = new Map<string, Lane>();
  /** in the order they were asked for */
  let waiting: Waiter[] = [];
  let cancelTimer = () => {};
  let sweepAt = REMEMBERED_MIN;

  function laneOf(key: string): Lane {
    if (key === EVERYTHING) return workspace;
    const known = lanes.get(key);
    if (known) return known;
    if (lanes.size >= sweepAt) sweep();
    const lane = newLane(METHOD_PACES[key] ?? CHANNEL_PACE);
    lanes.set(key, lane);
    return lane;
  }

  /** Forgets the channels at rest; a new lane would be no different. */
  function sweep(): void {
    const inUse = new Set(waiting.map(({ key }) => key));
    for (const [key, lane] of lanes) {
      if (lane.paidAt <= now() && lane.heldUntil <= now() && !inUse.has(key)) lanes.delete(key);
    }
    sweepAt = Math.max(REMEMBERED_MIN, lanes.size * 2);
  }

  function isOwnPace(key: string): boolean {
    return key in METHOD_PACES;
  }

  /** @param ahead those that go before */
  function waitMs(key: string, lane: Lane, ahead: readonly Waiter[]): number {
    const inLane = ahead.filter((other) => other.key === key).length;
    if (isOwnPace(key)) return readyMs(lane, inLane);
    const inWorkspace = ahead.filter((other) => !isOwnPace(other.key)).length;
    return Math.max(readyMs(lane, inLane), readyMs(workspace, inWorkspace));
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
      if (!isOwnPace(waiter.key)) use(workspace);
      waiter.go();
    }
    waiting = left;
    if (nextMs < Number.POSITIVE_INFINITY) cancelTimer = after(Math.ceil(nextMs), pump);
  }

  function turn(
    channel: string,
    {
      signal,
      patienceSeconds = Number.POSITIVE_INFINITY,
    }: { signal?: AbortSignal | undefined; patienceSeconds?: number } = {},
  ): Promise<void> {
    if (signal?.aborted) return Promise.reject(calledOff());
    const lane = laneOf(channel);
    const patienceMs = patienceSeconds * 1000;
    const ms = waitMs(channel, lane, waiting);
    if (ms > patienceMs) return Promise.reject(tooLong(ms));
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        signal?.removeEventListener('abort', leave);
        then();
      };
      const waiter: Waiter = {
        key: channel,
        lane,
        patienceMs,
        go: () => settle(resolve),
        refuse: (error) => settle(() => reject(error)),
      };
      const leave = () => {
        waiting = waiting.filter((other) => other !== waiter);
        waiter.refuse(calledOff());
        pump();
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(waiter);
      pump();
    });
  }

  function hold(channel: string, seconds: number): void {
    const until = now() + seconds * 1000;
    const lane = laneOf(channel);
    lane.heldUntil = Math.max(lane.heldUntil, until);
    if (channel !== EVERYTHING && !isOwnPace(channel) && heldChannels() > HELD_CHANNELS_MAX) {
      workspace.heldUntil = Math.max(workspace.heldUntil, until);
    }
    const impatient = waiting.filter(({ key, lane, patienceMs }) => waitMs(key, lane, []) > patienceMs);
    waiting = waiting.filter((waiter) => !impatient.includes(waiter));
    for (const { key, lane, refuse } of impatient) refuse(tooLong(waitMs(key, lane, [])));
    pump();
  }

  function heldChannels(): number {
    let held = 0;
    for (const [key, lane] of lanes) if (lane.heldUntil > now() && !isOwnPace(key)) held += 1;
    return held;
  }

  function heldSeconds(channel: string): number {
    const own = channel === EVERYTHING ? undefined : lanes.get(channel);
    const everywhere = isOwnPace(channel) ? 0 : workspace.heldUntil;
    return Math.max(0, (own?.heldUntil ?? 0) - now(), everywhere - now()) / 1000;
  }

  return { turn, hold, heldSeconds, size: () => lanes.size };
}

function newLane(pace: Pace): Lane {
  return { pace, paidAt: Number.NEGATIVE_INFINITY, heldUntil: Number.NEGATIVE_INFINITY };
}

function calledOff(): SlackApiError {
  return new SlackApiError('not sent', 'called off while it waited for its turn');
}

function tooLong(ms: number): SlackApiError {
  const retryAfterSeconds = Math.ceil(ms / 1000);
  const message = `held back for ${retryAfterSeconds} s: there are too many messages`;
  return new SlackApiError('limited', message, { retryAfterSeconds });
}

function afterTimer(ms: number, action: () => void): () => void {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
}
