import type { Telegram } from 'telegraf';
import { TelegramError } from 'telegraf';
import type { Log } from '../../../src/ports/world.ts';

/** The one place that calls Telegram. */
export interface BotApi {
  /**
   * One request, never repeated here. When the signal is aborted it rejects at once.
   * @param args as Telegram names them; what is undefined is left out, not sent
   * @returns what Telegram answered as `result`
   * @throws TelegramApiError
   */
  call(method: string, args?: object, options?: CallOptions): Promise<unknown>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** how long the answer may take */
  timeoutMs?: number;
}

/**
 * `refused`: Telegram says no, with a `code`. `limited`: too many requests; nothing was done. `not sent`: nothing was
 * done, as where no connection was made or the call was called off before it began. `unknown`: it may have been done;
 * Telegram is in trouble, or its answer was lost, late or not to be understood.
 */
export type TelegramProblem = 'refused' | 'limited' | 'not sent' | 'unknown';

/** Neither its message nor its description holds what was sent or the token. */
export class TelegramApiError extends Error {
  override name = 'TelegramApiError';
  readonly kind: TelegramProblem;
  /** Telegram's own words such as `Bad Request: chat not found`, or what went wrong with the connection */
  readonly description: string;
  /** Telegram's error code, which is like a status of HTTP */
  readonly code?: number;
  readonly retryAfterSeconds?: number;
  /** the group is a supergroup now, with this id */
  readonly migrateToChatId?: number;

  constructor(
    kind: TelegramProblem,
    description: string,
    more: { method?: string; code?: number; retryAfterSeconds?: number; migrateToChatId?: number } = {},
  ) {
    super(more.method === undefined ? description : `${more.method}: ${description}`);
    this.kind = kind;
    this.description = description;
    if (more.code !== undefined) this.code = more.code;
    if (more.retryAfterSeconds !== undefined) this.retryAfterSeconds = more.retryAfterSeconds;
    if (more.migrateToChatId !== undefined) this.migrateToChatId = more.migrateToChatId;
  }
}

const TIMEOUT_MS = 15_000;
const UNSAID_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 3600;
const DESCRIPTION_MAX = 300;
/** Nothing should repeat it, but a server between might. */
const TOKEN = /\d+:[\w-]{20,}/g;

export function createBotApi({ telegram, log }: { telegram: Pick<Telegram, 'callApi'>; log: Log }): BotApi {
  async function request(method: string, args: object, { signal, timeoutMs = TIMEOUT_MS }: CallOptions) {
    if (signal?.aborted) throw new TelegramApiError('not sent', 'called off', { method });
    const exchange: Exchange = { method, isLate: false, isCalledOff: false };
    const controller = new AbortController();
    const callOff = () => {
      exchange.isCalledOff = true;
      controller.abort();
    };
    const timer = setTimeout(() => {
      exchange.isLate = true;
      controller.abort();
    }, timeoutMs);
    signal?.addEventListener('abort', callOff, { once: true });
    try {
      // Telegraf knows neither the newer methods nor Node's own signals by type.
      const options = { signal: controller.signal as never };
      const result: unknown = await telegram.callApi(method as 'getMe', args, options);
      if (result === undefined) throw lost(method, 'answer not understood');
      return result;
    } catch (error) {
      throw problemOf(error, exchange);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', callOff);
    }
  }

  return {
    async call(method, args = {}, options = {}) {
      try {
        const result = await request(method, args, options);
        log.debug({ method }, 'Telegram was called');
        return result;
      } catch (error) {
        if (!(error instanceof TelegramApiError)) throw error;
        const { kind, code, description } = error;
        const level = options.signal?.aborted ? 'debug' : 'warn';
        log[level]({ method, kind, code, problem: description }, 'a call to Telegram failed');
        throw error;
      }
    },
  };
}

/** What is known of one request while it is under way. */
interface Exchange {
  method: string;
  isLate: boolean;
  isCalledOff: boolean;
}

function problemOf(error: unknown, { method, isLate, isCalledOff }: Exchange): TelegramApiError {
  if (error instanceof TelegramApiError) return error;
  if (error instanceof TelegramError) return answered(error.response, method);
  if (isCalledOff) return lost(method, 'called off');
  if (isLate) return lost(method, 'no answer in time');
  const { type, code } = networkErrorOf(error);
  if (type !== 'system') return lost(method, 'answer not understood');
  return wasConnected(error as Error, code)
    ? lost(method, `connection lost ${code}`.trim())
    : new TelegramApiError('not sent', `no connection, ${code}`, { method });
}

/** @param response what came in place of a result; of a status from 500 on, telegraf has made it up from the status */
function answered(response: unknown, method: string): TelegramApiError {
  const { error_code: code, description, parameters } = response as Record<string, unknown>;
  const words = typeof description === 'string' ? description.replace(TOKEN, '…').slice(0, DESCRIPTION_MAX) : '';
  const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = (parameters ?? {}) as Record<string, unknown>;
  if (typeof code !== 'number' || code < 400) return lost(method, 'answer not understood');
  if (code === 429) {
    const seconds = typeof retryAfter === 'number' ? Math.ceil(retryAfter) : UNSAID_RETRY_SECONDS;
    const retryAfterSeconds = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, seconds));
    const problem = `too many requests, again in ${retryAfterSeconds} s`;
    return new TelegramApiError('limited', problem, { method, code, retryAfterSeconds });
  }
  if (code >= 500 || words === '') {
    return new TelegramApiError('unknown', `${code} ${words}`.trim(), { method, code });
  }
  const moved = typeof movedTo === 'number' ? { migrateToChatId: movedTo } : {};
  return new TelegramApiError('refused', words, { method, code, ...moved });
}

function lost(method: string, what: string): TelegramApiError {
  return new TelegramApiError('unknown', what, { method });
}

/** Of the messages of these errors nothing is shown: they hold the address, and with it the token. */
function networkErrorOf(error: unknown): { type: unknown; code: string } {
  if (!(error instanceof Error)) return { type: undefined, code: '' };
  const { type, code } = error as Error & { type?: unknown; code?: unknown };
  return { type, code: typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : '' };
}

const CERTIFICATE = /^(EPROTO|(CERT|ERR_TLS|ERR_SSL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_\w+)$/;
/** With several numbers of one address each was tried, and no reason is given. */
const WHILE_CONNECTING = /, reason: (connect |getaddrinfo |Client network socket disconnected before|$)/;

/** node-fetch says by what failed only within the words of its message. */
function wasConnected({ message }: Error, code: string): boolean {
  return !CERTIFICATE.test(code) && !WHILE_CONNECTING.test(message);
}
