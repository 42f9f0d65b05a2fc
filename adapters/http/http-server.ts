import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from '../../src/chat/chat-adapter.ts';
import { ConfigError } from '../../src/config.ts';
import type { Log } from '../../src/ports/world.ts';

const HEADERS_WITHIN_MS = 5_000;
const REQUEST_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 5_000;
const LOOK_FOR_IDLE_MS = 50;

export type Route = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

export interface HttpServer {
  /** @throws ConfigError where HOST or PORT cannot be listened on */
  start(): Promise<{ port: number }>;
  /** Takes no new connection and resolves when the requests at work are answered, or cut off after a few seconds. */
  stop(): Promise<void>;
}

interface HttpServerOptions {
  host: string;
  /** 0: any free one */
  port: number;
  /** by exact path; each answers for every method */
  routes: Readonly<Record<string, Route>>;
  /** the parts of the product by name, as they are now */
  health: () => Record<string, Health>;
  /** what is shown on `/metrics`, in whose format */
  metrics?: () => Promise<{ contentType: string; body: string }>;
  log: Log;
}

/** What messengers and the operator's tools reach over HTTP: webhooks, `/healthz`, `/readyz` and `/metrics`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { host, port, log, metrics } = options;
  const routes = new Map<string, Route>([
    ...Object.entries(options.routes),
    ['/healthz', readOnly((res) => sendJson(res, 200, { status: 'ok' }))],
    ['/readyz', readOnly((res) => sendReadiness(res, options.health()))],
    ...(metrics ? [['/metrics', readOnly(async (res) => sendText(res, await metrics()))] as const] : []),
  ]);
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      // How often the two above are looked at; by default so seldom that they would be ten times as long.
      connectionsCheckingInterval: 1_000,
    },
    onRequest,
  );

  function onRequest(req: IncomingMessage, res: ServerResponse): void {
    const [path = ''] = (req.url ?? '').split('?', 1);
    const route = routes.get(path) ?? notFound;
    const onError = (error: unknown) => {
      const reference = randomBytes(4).toString('hex');
      log.error({ reference, path, err: error }, 'a request could not be served');
      if (res.headersSent) res.destroy();
      else sendJson(res, 500, { error: 'internal error', reference });
    };
    try {
      route(req, res)?.catch(onError);
    } catch (error) {
      onError(error);
    }
  }

  return {
    start() {
      return new Promise((resolve, reject) => {
        server.once('error', (error) => reject(listenProblem(error, host, port)));
        server.listen(port, host, () => {
          server.removeAllListeners('error');
          server.on('error', (error) => log.error({ err: error }, 'the HTTP server has a problem'));
          resolve({ port: (server.address() as AddressInfo).port });
        });
      });
    },
    async stop() {
      if (!server.listening) return;
      await new Promise<void>((resolve) => {
        // A connection that was at work when the rest were closed becomes idle later, and clients would keep it.
        const look = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
        const cutOff = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
        server.close(() => {
          clearInterval(look);
          clearTimeout(cutOff);
          resolve();
        });
      });
    },
  };
}

const notFound: Route = (_req, res) => sendJson(res, 404, { error: 'not found' });

function readOnly(answer: (res: ServerResponse) => void | Promise<void>): Route {
  return (req, res) => {
    if (req.method === 'GET' || req.method === 'HEAD') return answer(res);
    res.setHeader('allow', 'GET, HEAD');
    sendJson(res, 405, { error: 'method not allowed' });
  };
}

function sendReadiness(res: ServerResponse, parts: Record<string, Health>): void {
  const ready = Object.values(parts).every((part) => part.isReady);
  sendJson(res, ready ? 200 : 503, { ready, parts });
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  sendText(res, { contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) }, status);
}

function sendText(res: ServerResponse, { contentType, body }: { contentType: string; body: string }, status = 200) {
  res
    .writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError([`PORT: ${port} is in use on ${host} by another program; choose another`]);
    case 'EACCES':
      return new ConfigError([`PORT: ${port} may not be used by this user; choose one above 1023`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new ConfigError([`HOST: ${host} is no address of this machine; use 127.0.0.1, or 0.0.0.0 for all`]);
    default:
      return error;
  }
}
