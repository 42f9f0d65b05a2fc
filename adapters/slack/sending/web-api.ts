import { webApi } from '@slack/bolt';
import { Agent, fetch } from 'undici';
import type { Log } from '../../../src/ports/world.ts';
import { networkErrorOf } from '../../../src/web/network-error.ts';

/** The one place that calls Slack. */
export interface SlackApi {
  /**
   * One request, never repeated here. When the signal is aborted it rejects at once.
   * @returns what Slack answered with `ok: true`
   * @throws SlackApiError
   */
  call(method: string, args?: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<SlackAnswer>;
}

// biome-ignore lint/suspicious/noExplicitAny: each method answers in its own shape, and its caller knows which
export type SlackAnswer = Record<string, any>;

/**
 * `refused`: Slack says no, with a `code`. `limited`: too many requests; nothing was done. `not sent`: nothing was
 * done, as where no connection was made, the call was called off before it began, or Slack is not at work. `unknown`:
 * it may have been done; the response was lost, late or not to be understood.
 */
export type SlackProblem = 'refused' | 'limited' | 'not sent' | 'unknown';

/** Its message holds the method and a code, and never what was sent, what came back or the token. */
export class SlackApiError extends Error {
  override name = 'SlackApiError';
  readonly kind: SlackProblem;
  /** Slack's own word such as `channel_not_found`, or '' */
  readonly code: string;
  readonly retryAfterSeconds?: number;
  /** with `missing_scope` */
  readonly neededScope?: string;

  constructor(
    kind: SlackProblem,
    message: string,
    more: { code?: string; retryAfterSeconds?: number; neededScope?: string } = {},
  ) {
    super(message);
    this.kind = kind;
    this.code = more.code ?? '';
    if (more.retryAfterSeconds !== undefined) this.retryAfterSeconds = more.retryAfterSeconds;
    if (more.neededScope !== undefined) this.neededScope = more.neededScope;
  }
}

export interface WebApiOptions {
  token: string;
  /** `https://slack.com/api/` */
  apiUrl: string;
  log: Log;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Well within the timeout, so that a network which swallows everything is known for `not sent`. */
const CONNECT_TIMEOUT_MS = 4_000;
const UNSAID_RETRY_SECONDS = 10;
/** Slack asks for seconds, and for minutes when it is in trouble. */
const LONGEST_RETRY_SECONDS = 3600;

const LIMITED = new Set(['ratelimited', 'rate_limited']);
/** Slack documents of these that part of the work may have been done. */
const UNKNOWN = new Set(['fatal_error', 'internal_error']);
/** Slack took nothing: it is down, the body was cut short on its way, or the workspace is being moved. */
const NOT_TAKEN = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org']);

const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|UND_ERR_CONNECT_TIMEOUT|(CERT|ERR_TLS|ERR_SSL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_\w+)$/;

export function createWebApi({ token, apiUrl, log, timeoutMs = TIMEOUT_MS }: WebApiOptions): SlackApi {
  const dispatcher = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

  async function request(method: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<SlackAnswer> {
    const exchange: Exchange = { method, hasBegun: false, isLate: false, isCalledOff: false };
    if (signal?.aborted) throw problemOf(undefined, { ...exchange, isCalledOff: true });
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
      const result: SlackAnswer = await clientFor(exchange, controller.signal).apiCall(method, args);
      if (result.ok !== true) throw lost(method, 'answer not understood');
      return result;
    } catch (error) {
      throw problemOf(error, exchange);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', callOff);
    }
  }

  /**
   * A client for a single request, since a client's own way of sending is the only place that takes a signal, and its
   * queue may run one request in the context of another. It costs less than a third of what the request does.
   */
  function clientFor(exchange: Exchange, signal: AbortSignal): webApi.WebClient {
    return new webApi.WebClient(token, {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quiet,
      fetch: async (url, init) => {
        exchange.hasBegun = true;
        const response = await fetch(url, { ...(init as object), signal, dispatcher });
        exchange.status = response.status;
        exchange.retryAfter = response.headers.get('retry-after');
        return response as unknown as FetchResponse;
      },
    });
  }

  async function call(method: string, args = {}, options: { signal?: AbortSignal } = {}): Promise<SlackAnswer> {
    try {
      const result = await request(method, args, options.signal);
      log.debug({ method }, 'Slack was called');
      return result;
    } catch (error) {
      if (error instanceof SlackApiError) {
        log.warn({ method, kind: error.kind, code: error.code, problem: error.message }, 'a call to Slack failed');
      }
      throw error;
    }
  }

  return { call };
}

type FetchResponse = Awaited<ReturnType<webApi.FetchFunction>>;

/** What is known of one request while it is under way. */
interface Exchange {
  method: string;
  hasBegun: boolean;
  isLate: boolean;
  isCalledOff: boolean;
  status?: number;
  retryAfter?: string | null;
}

/** @returns what is no SlackApiError only where the request could not even be put together: a bug of the caller */
function problemOf(error: unknown, exchange: Exchange): unknown {
  const { method, status, hasBegun } = exchange;
  if (error instanceof SlackApiError) return error;
  if (status === 429) return limited(exchange, '');
  if (error instanceof webApi.WebAPIPlatformError) return answered(error.data, exchange);
  if (exchange.isCalledOff) return hasBegun ? lost(method, 'called off') : notSent(method, 'called off');
  if (exchange.isLate) return lost(method, 'no answer in time');
  if (!hasBegun) return error;
  // A proxy or a wrong address: whoever it was that answered, it was not Slack taking a message.
  if (status && status >= 400 && status < 500 && status !== 408) return notSent(method, `HTTP ${status}`);
  if (status && status !== 200) return lost(method, `HTTP ${status}`);
  const { code, syscall } = networkErrorOf(error);
  const isConnected = !NEVER_CONNECTED.test(code) && syscall !== 'connect' && syscall !== 'getaddrinfo';
  return isConnected ? lost(method, `connection lost ${code}`.trim()) : notSent(method, `no connection, ${code}`);
}

function answered(data: SlackAnswer, exchange: Exchange): SlackApiError {
  // Where the answer is not JSON, the library hands over the whole of it as the error.
  const code = typeof data.error === 'string' && /^[a-z][a-z0-9_.]{1,79}$/.test(data.error) ? data.error : '';
  const message = `${exchange.method}: ${code}`;
  if (code === '' || data.ok !== false) return lost(exchange.method, 'answer not understood');
  if (LIMITED.has(code)) return limited(exchange, code);
  if (UNKNOWN.has(code)) return new SlackApiError('unknown', message, { code });
  if (NOT_TAKEN.has(code)) return new SlackApiError('not sent', message, { code });
  const neededScope = code === 'missing_scope' && typeof data.needed === 'string' ? data.needed : undefined;
  return new SlackApiError('refused', message + placesIn(data), { code, ...(neededScope ? { neededScope } : {}) });
}

/** Which blocks Slack does not like, without what is in them. */
function placesIn(data: SlackAnswer): string {
  const messages: unknown[] = Array.isArray(data.response_metadata?.messages) ? data.response_metadata.messages : [];
  const places = messages.flatMap((text) => /\[json-pointer:([\w/]{1,80})\]/.exec(String(text))?.[1] ?? []);
  return places.length > 0 ? ` at ${places.slice(0, 3).join(', ')}` : '';
}

function limited({ method, retryAfter }: Exchange, code: string): SlackApiError {
  const seconds = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) : UNSAID_RETRY_SECONDS;
  const retryAfterSeconds = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, seconds));
  return new SlackApiError('limited', `${method}: too many requests, again in ${retryAfterSeconds} s`, {
    code,
    retryAfterSeconds,
  });
}

function lost(method: string, what: string): SlackApiError {
  return new SlackApiError('unknown', `${method}: ${what}`);
}

function notSent(method: string, what: string): SlackApiError {
  return new SlackApiError('not sent', `${method}: ${what}`);
}

/** The library would log bodies; what is worth a line is logged above. */
const quiet: webApi.Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};
