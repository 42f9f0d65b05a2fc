import { openAsBlob } from 'node:fs';
import { FormData } from 'undici';
import type { Log } from '../../../src/ports/world.ts';
import { readNestedJsonObject } from '../../../src/web/read-json.ts';
import { ConnectionError, type Connections, createConnections, type HttpAnswer } from './connections.ts';

/** The one place that calls Telegram. */
export interface BotApi {
  /**
   * One request, never repeated here. When the signal is aborted it rejects at once.
   * @param args as Telegram names them; what is undefined is left out, not sent. A file stands as a `LocalFile`.
   * @returns what Telegram answered as `result`, however deeply nested
   * @throws TelegramApiError
   */
  call(method: string, args?: object, options?: CallOptions): Promise<unknown>;
}

/** A file that is sent along: it is read anew for each call. */
export class LocalFile {
  readonly path: string;
  readonly name: string;

  constructor({ path, name }: { path: string; name: string }) {
    this.path = path;
    this.name = name;
  }
}

export interface CallOptions {
  signal?: AbortSignal;
  /** how long the answer may take */
  timeoutMs?: number;
}

/**
 * `refused`: Telegram says no, or a server in between, with a `code`. `limited`: too many requests; nothing was done. `not sent`: nothing was
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
  /** a server in between said it, or one that is no Bot API at all: it says nothing of the token, the person or the chat */
  readonly isForeign: boolean;

  constructor(
    kind: TelegramProblem,
    description: string,
    more: {
      method?: string;
      code?: number;
      retryAfterSeconds?: number;
      migrateToChatId?: number;
      isForeign?: boolean;
    } = {},
  ) {
    super(more.method === undefined ? description : `${more.method}: ${description}`);
    this.kind = kind;
    this.description = description;
    this.isForeign = more.isForeign === true;
    if (more.code !== undefined) this.code = more.code;
    if (more.retryAfterSeconds !== undefined) this.retryAfterSeconds = more.retryAfterSeconds;
    if (more.migrateToChatId !== undefined) this.migrateToChatId = more.migrateToChatId;
  }
}

const TIMEOUT_MS = 15_000;
const UNSAID_RETRY_SECONDS = 5;
/** A server in between knows nothing of the limits of a chat, and one word of it must not make Friday deaf for a day. */
const FOREIGN_RETRY_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 24 * 3600;
const DESCRIPTION_MAX = 300;
/** Nothing should repeat it, but a server between might. */
const TOKEN = /\d+:[\w-]{20,}/g;

export interface BotApiOptions {
  token: string;
  /** `https://api.telegram.org`, or of a server of one's own, which may be below a path */
  apiRoot: string;
  log: Log;
  connections?: Connections;
}

export function createBotApi({ token, apiRoot, log, ...options }: BotApiOptions): BotApi {
  const { origin, pathname } = new URL(`./bot${token}/`, apiRoot);
  const connections = options.connections ?? createConnections(origin);

  async function request(method: string, args: object, { signal, timeoutMs = TIMEOUT_MS }: CallOptions) {
    if (signal?.aborted) throw new TelegramApiError('not sent', 'called off', { method });
    const files = Object.values(args).some((value) => value instanceof LocalFile);
    const body = files ? await formOf(args) : JSON.stringify(args);
    try {
      return resultOf(await connections.post(pathname + method, body, { signal, timeoutMs }), method);
    } catch (error) {
      throw error instanceof ConnectionError ? problemOf(error, method) : error;
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

/** Whatever is no text goes as JSON within a form. */
async function formOf(args: object): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    if (value instanceof LocalFile) form.append(name, await openAsBlob(value.path), value.name);
    else form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form;
}

function problemOf(error: ConnectionError, method: string): TelegramApiError {
  return new TelegramApiError(error.isUnsent ? 'not sent' : 'unknown', wordsOf(error), { method });
}

function wordsOf({ kind, code }: ConnectionError): string {
  switch (kind) {
    case 'not connected':
      return `no connection, ${code}`;
    case 'called off':
      return 'called off';
    case 'late':
      return 'no answer in time';
    case 'lost':
      return `connection lost ${code}`.trim();
  }
}

/** @throws TelegramApiError where it is no result */
function resultOf({ status, statusText, retryAfter, body }: HttpAnswer, method: string): unknown {
  // Servers in between answer with pages of their own.
  if (status >= 500) throw refused({ error_code: status, description: statusText }, method);
  // One update that is nested too deeply must not take the others of its batch with it.
  const answer = readNestedJsonObject(body);
  if (!answer && status === 429) {
    const seconds = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : UNSAID_RETRY_SECONDS;
    throw limited(method, Math.min(seconds, FOREIGN_RETRY_SECONDS));
  }
  if (!answer && status >= 300) {
    const words = `${harmless(statusText) || status}, not said by Telegram`;
    throw new TelegramApiError('refused', words, { method, code: status, isForeign: true });
  }
  if (!answer) throw lost(method, 'answer not understood');
  if (answer.ok !== true) throw refused(answer, method);
  if (answer.result === undefined) throw lost(method, 'answer not understood');
  return answer.result;
}

/** @param response what came in place of a result */
function refused(response: Record<string, unknown>, method: string): TelegramApiError {
  const { error_code: code, description, parameters } = response;
  const words = typeof description === 'string' ? harmless(description) : '';
  const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = (parameters ?? {}) as Record<string, unknown>;
  if (typeof code !== 'number' || code < 400) return lost(method, 'answer not understood');
  if (code === 429) return limited(method, typeof retryAfter === 'number' ? Math.ceil(retryAfter) : undefined);
  if (code >= 500 || words === '') {
    return new TelegramApiError('unknown', `${code} ${words}`.trim(), { method, code });
  }
  const moved = typeof movedTo === 'number' ? { migrateToChatId: movedTo } : {};
  return new TelegramApiError('refused', words, { method, code, ...moved });
}

function harmless(description: string): string {
  return description.replace(TOKEN, '…').slice(0, DESCRIPTION_MAX);
}

function limited(method: string, seconds = UNSAID_RETRY_SECONDS): TelegramApiError {
  const retryAfterSeconds = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, seconds));
  const problem = `too many requests, again in ${retryAfterSeconds} s`;
  return new TelegramApiError('limited', problem, { method, code: 429, retryAfterSeconds });
}

function lost(method: string, what: string): TelegramApiError {
  return new TelegramApiError('unknown', what, { method });
}
