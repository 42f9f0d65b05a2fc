import { buildConnector, type Dispatcher, type FormData, Pool } from 'undici';
import { networkErrorOf } from '../../../src/web/network-error.ts';

/** Posts to one server over connections that are kept open for later requests. */
export interface Connections {
  /**
   * One request, never repeated here.
   * @param path of the server's, with a slash before it
   * @param body JSON, or a form
   * @throws ConnectionError, at once when the signal is aborted or the time is up
   */
  post(path: string, body: string | FormData, options: PostOptions): Promise<HttpAnswer>;
}

export interface PostOptions {
  signal?: AbortSignal | undefined;
  /** how long the answer may take, to its end */
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  /** such as `Bad Gateway`; '' where none was given */
  statusText: string;
  /** of the header of that name, as it was written; '' where none was given */
  retryAfter: string;
  body: string;
}

/** `not connected`: nothing can have been sent. `lost`: it broke under way, or came without end. */
export type ConnectionProblem = 'not connected' | 'lost' | 'late' | 'called off';

/** Its message holds nothing of what was sent, nor the address. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
  readonly kind: ConnectionProblem;
  /** such as `ECONNRESET`, or '' */
  readonly code: string;
  /** nothing can have been sent, also where it was late or called off while it waited for a connection */
  readonly isUnsent: boolean;

  constructor(kind: ConnectionProblem, { code = '', isUnsent = kind === 'not connected' } = {}) {
    super(`${kind} ${code}`.trim());
    this.kind = kind;
    this.code = code;
    this.isUnsent = isUnsent;
  }
}

/** Well within the time for an answer, so that a network which swallows everything is known for `not connected`. */
const CONNECT_WITHIN_MS = 4000;
const KEPT_OPEN_MS = 30_000;
/** A hundred updates of the longest kind are a fraction of that. */
const ANSWER_MAX_BYTES = 16 * 1024 * 1024;

/**
 * Telegraf's own client tells only within the words of its errors whether anything can have been sent, and needs three
 * times as long for each request.
 * @param origin `https://api.telegram.org`
 */
export function createConnections(origin: string, withinMs = CONNECT_WITHIN_MS): Connections {
  const connect = buildConnector({ timeout: withinMs });
  const pool = new Pool(origin, {
    keepAliveTimeout: KEPT_OPEN_MS,
    connect(options, callback) {
      connect(options, (...[error, socket]) => {
        if (error) callback(new ConnectionError('not connected', networkErrorOf(error)), null);
        else callback(null, socket);
      });
    },
  });

  return {
    post: (path, body, { signal, timeoutMs }) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new ConnectionError('called off', { isUnsent: true }));
        const callOff = () => exchange.giveUp('called off');
        const timer = setTimeout(() => exchange.giveUp('late'), timeoutMs);
        signal?.addEventListener('abort', callOff, { once: true });
        const exchange = createExchange((outcome) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', callOff);
          if (outcome instanceof ConnectionError) reject(outcome);
          else resolve(outcome);
        });
        const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
        pool.dispatch({ path, method: 'POST', headers, body }, exchange.handler);
      }),
  };
}

/** One request under way, and what comes back. */
function createExchange(settle: (outcome: HttpAnswer | ConnectionError) => void) {
  const answer: HttpAnswer = { status: 0, statusText: '', retryAfter: '', body: '' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  let underWay: Dispatcher.DispatchController | undefined;
  let failed: ConnectionError | undefined;
  let isSettled = false;

  function end(outcome: HttpAnswer | ConnectionError): void {
    if (isSettled) return;
    isSettled = true;
    if (outcome instanceof ConnectionError) {
      failed = outcome;
      underWay?.abort(outcome);
    }
    settle(outcome);
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      underWay = controller;
      // It was given up while it waited for a connection.
      if (failed) controller.abort(failed);
    },
    onResponseStart(_, status, headers, statusText = '') {
      Object.assign(answer, { status, statusText, retryAfter: String(headers['retry-after'] ?? '') });
    },
    onResponseData(_, chunk) {
      bytes += chunk.length;
      if (bytes > ANSWER_MAX_BYTES) end(new ConnectionError('lost', { code: 'TOO_LARGE' }));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      const [first] = chunks;
      end({ ...answer, body: (chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString() });
    },
    onResponseError(_, error) {
      end(error instanceof ConnectionError ? error : new ConnectionError('lost', networkErrorOf(error)));
    },
  };
  return {
    handler,
    /** Nothing is sent before it is under way. */
    giveUp: (kind: 'late' | 'called off') => end(new ConnectionError(kind, { isUnsent: underWay === undefined })),
  };
}
