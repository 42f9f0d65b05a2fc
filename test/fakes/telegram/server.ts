import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject, parseJson } from '../slack/json.ts';
import { apiSpec } from './api-spec.ts';
import type { BotApi } from './bot-api.ts';
import { answerCall, reply } from './fault-answers.ts';
import { readMultipart } from './multipart.ts';
import type { Connection } from './polling.ts';
import type { Records } from './records.ts';

/** Telegram's front: `/bot<token>/<method>`, on a port of 127.0.0.1. */
export function createFront({ botApi, records }: { botApi: BotApi; records: Records }) {
  let inFlight = 0;
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      records.violate('fake Telegram', [`failed: ${error instanceof Error ? error.stack : error}`]);
      response.destroy();
    });
  });
  // Longer than any test waits: a connection that is closed just when it is used again would look like an outage.
  server.keepAliveTimeout = 60_000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, token = '', method = ''] = /^\/bot([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
    if (!token) return reply(response, { status: 404, body: NOT_FOUND });
    if (method !== 'getUpdates') count(response);
    const body = await readBody(request);
    if (body === undefined) return;
    const outcome = botApi.take(decodeURIComponent(token), method, await readArguments(request, method, body));
    await answerCall(response, outcome, connectionOf(response));
  }

  function count(response: ServerResponse): void {
    inFlight += 1;
    response.on('close', () => {
      inFlight -= 1;
    });
  }

  return {
    async listen(port = 0): Promise<string> {
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    /** calls that are being answered, but for those that ask for updates */
    inFlight: () => inFlight,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const NOT_FOUND = { ok: false, error_code: 404, description: 'Not Found' };

function connectionOf(response: ServerResponse): Connection {
  return {
    onGone(listener) {
      response.on('close', listener);
    },
    destroy() {
      response.socket?.resetAndDestroy();
    },
  };
}

/** @returns undefined where the other side went away before it had said all */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** @returns undefined for a body that is no JSON object, and no form */
async function readArguments(request: IncomingMessage, method: string, body: Buffer): Promise<JsonObject | undefined> {
  if (body.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type, apiSpec.methods[method] ?? {});
  if (!type.startsWith('application/json')) return undefined;
  const parsed = parseJson(body.toString());
  return isObject(parsed) ? parsed : undefined;
}
