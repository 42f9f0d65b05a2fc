import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, Faults } from './faults.ts';
import type { Uploads } from './file-methods.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { Records } from './records.ts';
import type { Responses } from './response-url.ts';
import type { Sockets } from './socket.ts';
import type { ApiRequest, createWebApi } from './web-api.ts';

export interface ServerParts {
  webApi: ReturnType<typeof createWebApi>;
  responses: Responses;
  uploads: Uploads;
  sockets: Sockets;
  faults: Faults;
  records: Records;
  /** told with each answer of the Web API */
  scopes: readonly string[] | undefined;
}

/** Slack's front: `/api/…`, `/response/…` and the sockets, on a free port of 127.0.0.1. */
export function createFront(parts: ServerParts) {
  const { webApi, responses, uploads, sockets, faults, records } = parts;
  const scopes = parts.scopes && { 'x-oauth-scopes': parts.scopes.join(',') };
  let inFlight = 0;
  const server = createServer((request, response) => {
    inFlight += 1;
    response.on('close', () => {
      inFlight -= 1;
    });
    void handle(request, response).catch((error: unknown) => {
      records.violate('fake Slack', [`failed: ${error instanceof Error ? error.stack : error}`]);
      response.destroy();
    });
  });
  // A bot that stops must not wait for connections that it keeps for later.
  server.keepAliveTimeout = 2000;
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request);
    const body = bytes.toString();
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, kind, ...rest] = pathname.split('/');
    if (kind === 'api') return handleCall(rest.join('/'), request, response, body);
    if (kind === 'upload') return handleUpload(rest.at(-1) ?? '', request, response, bytes);
    if (kind === 'response') return handleResponse(rest.at(-1) ?? '', request, response, body);
    reply(response, 404, { ok: false, error: 'not_found' });
  }

  async function handleCall(method: string, request: IncomingMessage, response: ServerResponse, body: string) {
    const read = readArguments(request, body);
    if (!read) {
      records.violate(method, [`invalid_post_type: ${request.headers['content-type']}`]);
      return reply(response, 200, { ok: false, error: 'invalid_post_type' });
    }
    const outcome = webApi.take(method, read);
    await answer(response, outcome.fault, () => {
      const { answer, retryAfterSeconds } = outcome.act();
      if (retryAfterSeconds === undefined) return { status: 200, body: answer, ...(scopes && { headers: scopes }) };
      return { status: 429, body: answer, headers: { 'Retry-After': String(retryAfterSeconds) } };
    });
  }

  async function handleResponse(secret: string, request: IncomingMessage, response: ServerResponse, body: string) {
    const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
    const parsed = isJson ? parseJson(body) : undefined;
    const message = isObject(parsed) ? parsed : undefined;
    await answer(response, faults.take('response_url', message ?? {}), () => responses.take(secret, message));
  }

  /** A fault there is one of the method `upload`. */
  async function handleUpload(secret: string, request: IncomingMessage, response: ServerResponse, bytes: Buffer) {
    const hasToken = request.headers.authorization !== undefined;
    await answer(response, faults.take('upload', {}), () => {
      const { status, problem } = uploads.take(secret, request.method ?? '', bytes, hasToken);
      if (problem) records.violate('upload', [problem]);
      return { status, body: { ok: problem === undefined } };
    });
  }

  return {
    async listen(port = 0): Promise<string> {
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    /** requests that are being answered */
    inFlight: () => inFlight,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Answer {
  status: number;
  body: JsonObject;
  headers?: Record<string, string>;
}

async function answer(response: ServerResponse, fault: Fault | undefined, act: () => Answer): Promise<void> {
  switch (fault?.kind) {
    case 'limited': {
      const headers = { 'Retry-After': String(fault.retryAfterSeconds) };
      return reply(response, 429, { ok: false, error: 'ratelimited' }, headers);
    }
    case 'status':
      response.writeHead(fault.status, { 'Content-Type': 'text/html' });
      response.end('<html>upstream is not well</html>');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'dropped':
      act();
      response.socket?.resetAndDestroy();
      return;
    case 'hang': {
      await silence(response, fault.ms);
      if (response.destroyed && !fault.acts) return;
      break;
    }
    case 'slow': {
      const { status, body, headers } = act();
      await silence(response, fault.ms);
      return reply(response, status, body, headers);
    }
    case 'malformed':
      if (fault.acts ?? true) act();
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
      response.end('{"ok":tr');
      return;
    case 'refused': {
      const needed = fault.needed ? { needed: fault.needed, provided: 'chat:write' } : {};
      return reply(response, 200, { ok: false, error: fault.error, ...needed });
    }
  }
  const { status, body, headers } = act();
  reply(response, status, body, headers);
}

/** Waits, or until the other side has gone. */
async function silence(response: ServerResponse, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function reply(response: ServerResponse, status: number, body: JsonObject, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @returns undefined for a content type that the Web API does not read */
function readArguments(request: IncomingMessage, body: string): ApiRequest | undefined {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const isJson = type === 'application/json';
  if (body !== '' && !isJson && type !== 'application/x-www-form-urlencoded') return undefined;
  const parsed = isJson && body ? parseJson(body) : Object.fromEntries(new URLSearchParams(isJson ? '' : body));
  if (parsed !== undefined && !isObject(parsed)) return undefined;
  return { bearer, isJson: isJson && body !== '', args: { ...Object.fromEntries(query), ...parsed } };
}
