import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import type { Health } from '../../../src/chat/chat-adapter.ts';
import type { Log } from '../../../src/ports/world.ts';
import { isShallow } from '../../../src/web/read-json.ts';
import type { BotApi } from '../sending/bot-api.ts';
import { TelegramApiError } from '../sending/bot-api.ts';
import { ALLOWED_UPDATES, isUpdate } from './chat-of-update.ts';
import type { Intake } from './intake.ts';

export interface Polling {
  start(): void;
  /** Takes no more, and tells Telegram what was taken. */
  stop(): Promise<void>;
  health(): Health;
}

export interface PollingTimes {
  /** how long Telegram may wait for something to tell */
  longPollSeconds: number;
  /** and how much longer its answer may take: after that the connection is taken to be dead */
  graceMs: number;
  /** after a failure, doubled with each one that follows */
  pauseMs: number;
  longestPauseMs: number;
}

const TIMES: PollingTimes = { longPollSeconds: 50, graceMs: 15_000, pauseMs: 500, longestPauseMs: 30_000 };
const BATCH = 100;
/** What Telegram is told at the end must not hold up the end for long. */
const CONFIRM_WITHIN_MS = 3000;

/**
 * Long polling that does not end: whatever goes wrong is waited out. Updates are confirmed, by asking for those after
 * them, when all of them may be forgotten: what is written together is kept in one go, and to ask for more while some
 * are still at work would make less of that.
 */
export function createPolling(
  { api, intake, log }: { api: BotApi; intake: Intake; log: Log },
  times: Partial<PollingTimes> = {},
): Polling {
  const { longPollSeconds, graceMs, pauseMs, longestPauseMs } = { ...TIMES, ...times };
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;
  let trouble: string | undefined = 'not asked yet';
  /**
   * Undefined: Telegram begins with what it still holds. A number is kept no longer than it takes to confirm: after a
   * quiet week ids begin anew at any number, and lower ones would be taken for confirmed.
   */
  let offset: number | undefined;
  /** what came last and is not confirmed yet, in the order in which it is */
  let told: Update[] = [];
  /** those of them that may be forgotten: where others could not be taken, all of it comes again */
  const taken = new Set<number>();

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const updates = await ask();
        if (updates.length === 0) offset = undefined;
        told = updates;
        await Promise.all(updates.map(take));
        moveOn();
        taken.clear();
        if (trouble !== undefined && failures > 0) log.info({ failures }, 'Telegram can be asked again');
        trouble = undefined;
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        await waitOut(error, failures);
      }
    }
  }

  async function take(update: Update): Promise<void> {
    if (taken.has(update.update_id)) return;
    if (isShallow(update)) await intake.take(update);
    else log.error({ updateId: update.update_id }, 'an update is left out: it is nested too deeply to be read safely');
    taken.add(update.update_id);
  }

  /** Past all before the first that could not be taken. */
  function moveOn(): void {
    for (const { update_id: id } of told) {
      if (!taken.has(id)) return;
      offset = id + 1;
    }
  }

  async function ask(): Promise<Update[]> {
    // Whether it can be asked (again) is to be known at once, not when something has come.
    const timeout = trouble === undefined ? longPollSeconds : 0;
    const args = {
      timeout,
      limit: BATCH,
      allowed_updates: ALLOWED_UPDATES,
      ...(offset === undefined ? {} : { offset }),
    };
    const options = { signal: stopping.signal, timeoutMs: timeout * 1000 + graceMs };
    const answer = await api.call('getUpdates', args, options);
    if (!Array.isArray(answer)) throw new TelegramApiError('unknown', 'its answer is no list of updates');
    const updates = answer.filter(isUpdate);
    if (updates.length < answer.length) log.error({ offset }, 'what is no update is left out of an answer of Telegram');
    // It would come again and again.
    if (answer.length > 0 && updates.length === 0) throw new TelegramApiError('unknown', 'its answer holds no updates');
    return updates;
  }

  async function waitOut(error: unknown, failures: number): Promise<void> {
    trouble = troubleOf(error);
    log.warn({ trouble, failures }, 'Telegram could not be asked for updates; trying again');
    const refused = error instanceof TelegramApiError ? error : undefined;
    // A webhook of an earlier set-up: while there is one, nothing can be asked for.
    if (refused?.code === 409 && /webhook/i.test(refused.description)) {
      await api.call('deleteWebhook', {}).catch(() => {});
    }
    const backoff = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(failures - 1, 10));
    const ms = Math.max(backoff * (0.75 + Math.random() / 2), (refused?.retryAfterSeconds ?? 0) * 1000);
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  /** Otherwise all of the last batch would come once more, to be found handled. */
  async function confirm(): Promise<void> {
    moveOn();
    if (offset === undefined) return;
    const args = { offset, timeout: 0, limit: 1, allowed_updates: ALLOWED_UPDATES };
    await api.call('getUpdates', args, { timeoutMs: CONFIRM_WITHIN_MS }).catch(() => {});
  }

  return {
    start() {
      loop ??= run();
    },
    async stop() {
      stopping.abort();
      await loop;
      await confirm();
    },
    health: () => (trouble === undefined ? { isReady: true, detail: 'polling' } : { isReady: false, detail: trouble }),
  };
}

function troubleOf(error: unknown): string {
  if (!(error instanceof TelegramApiError)) return 'what was taken could not be kept';
  if (error.code === 409 && /getUpdates/i.test(error.description)) {
    return 'another process asks with the same token: stop it, or give each a bot of its own';
  }
  if (error.code === 401 && !error.isForeign) return 'TELEGRAM_BOT_TOKEN: Telegram does not take it (any more)';
  return `Telegram cannot be reached: ${error.description}`;
}
