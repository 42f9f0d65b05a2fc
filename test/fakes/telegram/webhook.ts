import { isObject, type JsonObject } from '../slack/json.ts';
import type { Outcome } from '../slack/requests.ts';
import { post } from '../slack/webhook.ts';
import type { Records } from './records.ts';
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts';

export interface WebhookOptions {
  /** a call that failed comes again after so long, the last for all further times */
  retryAfterMs: readonly number[];
  /** a call without an answer is broken off after so long */
  withinMs: number;
  /** more copies of an update, so many ms after it */
  repeats: (update: JsonObject) => readonly number[];
}

export interface WebhookPlace {
  url: string;
  secret: string;
  maxConnections: number;
}

export type Webhook = ReturnType<typeof createWebhook>;

/**
 * Posts what waits to the bot: what belongs to one chat one after the other, and other things at the same time. What
 * was not answered with 2xx comes again, until it is.
 */
export function createWebhook(queue: UpdateQueue, records: Records, options: WebhookOptions) {
  let place: WebhookPlace | undefined;
  let origin: string | undefined;
  let isStopped = false;
  let lastError: { date: number; message: string } | undefined;
  const busy = new Set<string>();
  /** lanes that wait for the bot to be well again */
  const broken = new Set<string>();
  const posting = new Set<QueuedUpdate>();
  const attempts = new Map<QueuedUpdate, number>();
  const firsts = new Map<QueuedUpdate, (outcome: Outcome | undefined) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const copies = new Set<Promise<unknown>>();

  function pump(): void {
    if (!place || origin === undefined || isStopped) return;
    for (const queued of queue.waiting()) {
      if (posting.size >= place.maxConnections) return;
      if (!busy.has(queued.lane)) void deliver(queued, place);
    }
  }
  queue.onAdded(pump);

  async function deliver(queued: QueuedUpdate, at: WebhookPlace): Promise<void> {
    busy.add(queued.lane);
    posting.add(queued);
    const attempt = attempts.get(queued) ?? 0;
    if (attempt === 0) copyLater(queued, at);
    const outcome = await postOnce(queued, at);
    posting.delete(queued);
    firsts.get(queued)?.(outcome);
    firsts.delete(queued);
    if (isTaken(outcome)) {
      queue.confirm(queued);
      attempts.delete(queued);
      busy.delete(queued.lane);
      broken.delete(queued.lane);
      return pump();
    }
    const message = outcome.status ? `Wrong response from the webhook: ${outcome.status}` : 'Connection failed';
    lastError = { date: Math.floor(Date.now() / 1000), message };
    attempts.set(queued, attempt + 1);
    broken.add(queued.lane);
    for (const [other, resolve] of firsts) if (other.lane === queued.lane) resolve(undefined);
    later(options.retryAfterMs[attempt] ?? options.retryAfterMs.at(-1) ?? 1000, () => {
      busy.delete(queued.lane);
      pump();
    });
    pump();
  }

  async function postOnce({ update }: QueuedUpdate, { url, secret }: WebhookPlace): Promise<Outcome> {
    const { pathname, search } = new URL(url);
    const headers = {
      'Content-Type': 'application/json',
      ...(secret && { 'X-Telegram-Bot-Api-Secret-Token': secret }),
    };
    const body = JSON.stringify(update);
    const outcome = await post({ url: `${origin}${pathname}${search}`, body, headers, withinMs: options.withinMs });
    if (isObject(outcome.body) && outcome.body.method !== undefined) {
      records.violate('webhook', [`${outcome.body.method} as an answer: nobody learns what becomes of it`]);
    }
    return outcome;
  }

  function copyLater(queued: QueuedUpdate, at: WebhookPlace): void {
    for (const afterMs of options.repeats(queued.update)) {
      const copy = new Promise<void>((resolve) => {
        const send = () => void postOnce(queued, at).then(() => resolve());
        if (afterMs === 0) send();
        else later(afterMs, send);
      });
      copies.add(copy);
      void copy.finally(() => copies.delete(copy));
    }
  }

  function later(ms: number, act: () => void): void {
    if (isStopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  }

  return {
    isActive: () => place !== undefined,
    place: () => place,
    lastError: () => lastError,
    set(to: WebhookPlace | undefined): void {
      place = to;
      lastError = undefined;
      setImmediate(pump);
    },
    useOrigin(to: string): void {
      origin = to;
      pump();
    },
    /** How the first attempt at an update that was just queued ends. @returns undefined where nothing is posted soon */
    firstAttempt(queued: QueuedUpdate): Promise<Outcome | undefined> {
      if (!place || origin === undefined || broken.has(queued.lane)) return Promise.resolve(undefined);
      return new Promise((resolve) => firsts.set(queued, resolve));
    },
    /** The very same update once more, at once. */
    async repeat(queued: QueuedUpdate): Promise<Outcome | undefined> {
      return place && origin !== undefined ? await postOnce(queued, place) : undefined;
    },
    /** Resolves when all copies that were asked for are posted. */
    async copied(): Promise<void> {
      while (copies.size > 0) await Promise.all(copies);
    },
    stop(): void {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const resolve of firsts.values()) resolve(undefined);
    },
  };
}

function isTaken({ status = 0 }: Outcome): boolean {
  return status >= 200 && status < 300;
}
