import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import { createWorkInProgress } from '../../../src/chat/work-in-progress.ts';
import { type Instant, secondsBetween } from '../../../src/domain/instant.ts';
import type { Clock, Log } from '../../../src/ports/world.ts';
import { type JsonObject, readJsonObject } from '../../../src/web/read-json.ts';
import { readRequestBody } from '../../../src/web/request-body.ts';
import { ANSWER_WITHIN_MS, type Outcome, processRequest, type SlackRequest } from './process-request.ts';
import { createRequestVerifier } from './verify-request.ts';

const BODY_MOST_BYTES = 1024 * 1024;
const BODY_WITHIN_MS = 5_000;
const FINISH_WITHIN_MS = 5_000;
const TELL_AGAIN_SECONDS = 60;

interface HttpReceiverOptions {
  signingSecret: string;
  clock: Clock;
  log: Log;
  /** below Slack's three seconds */
  answerWithinMs?: number;
  bodyWithinMs?: number;
}

/**
 * Takes what Slack posts to us; the address is whoever routes to `onRequest`. Nothing is done for a request whose
 * signature is not right.
 */
export function createHttpReceiver(options: HttpReceiverOptions): Receiver & {
  onRequest(req: IncomingMessage, res: ServerResponse): void;
} {
  const { signingSecret, clock, log, answerWithinMs = ANSWER_WITHIN_MS, bodyWithinMs = BODY_WITHIN_MS } = options;
  const verify = createRequestVerifier(signingSecret, clock);
  const work = createWorkInProgress();
  let app: App | undefined;
  let isOpen = false;
  let toldAt: Instant | undefined;

  async function serve(to: App, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readRequestBody(req, BODY_MOST_BYTES, bodyWithinMs);
    if (body === 'gone') return;
    if (body === 'too large') return send(res, 413);
    if (body === 'too slow') return send(res, 408, '', { connection: 'close' });
    const origin = verify(req.headers, body);
    if (origin !== 'genuine') {
      tellOfRefusal(origin);
      return send(res, 401);
    }
    const request = readRequest(req, body);
    if (typeof request === 'number') return send(res, request);
    if (request.body.ssl_check !== undefined) return send(res, 200);
    if (request.body.type === 'url_verification') return sendJson(res, { challenge: String(request.body.challenge) });
    return processRequest(request, {
      app: to,
      log,
      answerWithinMs,
      answer: (outcome) => respond(res, outcome, request.isEvent),
    });
  }

  /** Somebody who forges requests by the thousand must not fill the disk with lines. */
  function tellOfRefusal(origin: 'forged' | 'wrong time'): void {
    const now = clock.now();
    if (toldAt && Math.abs(secondsBetween(toldAt, now)) < TELL_AGAIN_SECONDS) return;
    toldAt = now;
    if (origin === 'forged') log.warn({}, 'a request was refused: it is not signed with SLACK_SIGNING_SECRET');
    else log.warn({}, 'a request of Slack was refused: its time is not now; is the clock of this machine right?');
  }

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      isOpen = true;
    },
    async stop() {
      isOpen = false;
      const left = await work.finish(FINISH_WITHIN_MS);
      if (left > 0) log.warn({ left }, 'requests of Slack were still at work when Friday stopped');
    },
    onRequest(req, res) {
      if (!app || !isOpen) return send(res, 503);
      if (req.method !== 'POST') return send(res, 405, '', { allow: 'POST' });
      work.add(
        serve(app, req, res).catch((error: unknown) => {
          log.error({ err: error }, 'a request of Slack could not be served');
          send(res, 500);
        }),
      );
    },
  };
}

/** @returns the status to refuse it with where it cannot be read */
function readRequest(req: IncomingMessage, bytes: Buffer): SlackRequest | 400 | 415 {
  const text = bytes.toString('utf8');
  const [contentType = ''] = (req.headers['content-type'] ?? '').split(';');
  switch (contentType.trim().toLowerCase()) {
    case 'application/json': {
      const body = readJsonObject(text);
      return body ? { body, isEvent: true, ...retryOf(req) } : 400;
    }
    case 'application/x-www-form-urlencoded': {
      const body = readForm(text);
      return body ? { body, isEvent: false } : 400;
    }
    default:
      return 415;
  }
}

function readForm(text: string): JsonObject | undefined {
  const fields: JsonObject = {};
  for (const [name, value] of Object.entries(parse(text, '&', '=', { maxKeys: 0 }))) {
    fields[name] = Array.isArray(value) ? value.at(-1) : value;
  }
  return typeof fields.payload === 'string' ? readJsonObject(fields.payload) : fields;
}

function retryOf(req: IncomingMessage): Pick<SlackRequest, 'retryNum' | 'retryReason'> {
  const { 'x-slack-retry-num': count, 'x-slack-retry-reason': reason } = req.headers;
  if (typeof count !== 'string' || !/^\d{1,3}$/.test(count)) return {};
  return { retryNum: Number(count), ...(typeof reason === 'string' && { retryReason: reason }) };
}

function respond(res: ServerResponse, outcome: Outcome, isEvent: boolean): void {
  if (outcome.kind === 'failed') send(res, 500);
  else if (outcome.kind === 'late') send(res, isEvent ? 503 : 200);
  else if (typeof outcome.response === 'object') sendJson(res, outcome.response);
  else send(res, 200, outcome.response);
}

function sendJson(res: ServerResponse, body: object): void {
  send(res, 200, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' });
}

function send(res: ServerResponse, status: number, body = '', headers?: Record<string, string>): void {
  if (res.headersSent) return;
  res
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    .end(body);
}
