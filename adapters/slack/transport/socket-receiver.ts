import type { App, Receiver } from '@slack/bolt';
import type { Health } from '../../../src/chat/chat-adapter.ts';
import { createWorkInProgress } from '../../../src/chat/work-in-progress.ts';
import type { Clock, Log } from '../../../src/ports/world.ts';
import type { JsonObject } from '../../../src/web/read-json.ts';
import { createWebApi } from '../sending/web-api.ts';
import { ANSWER_WITHIN_MS, type Outcome, processRequest, type SlackRequest } from './process-request.ts';
import type { SocketConnection } from './socket-connection.ts';
import { createSocketWatch, type SocketPace } from './socket-watch.ts';

const FINISH_WITHIN_MS = 5_000;

interface SocketReceiverOptions {
  appToken: string;
  /** ends with a slash */
  apiUrl: string;
  log: Log;
  clock: Clock;
  /** below Slack's three seconds */
  answerWithinMs?: number;
  pace?: Partial<SocketPace>;
}

/**
 * Takes what Slack sends over a web socket that we opened, so that no address of ours need be public.
 * Its `start` resolves when the first attempt to connect has ended, and throws ConfigError for a token that can
 * never work; see `createSocketWatch`. Not Bolt's own: a refused reconnect of that one ends the process, and each
 * replaced connection leaves five seconds without any.
 */
export function createSocketReceiver(options: SocketReceiverOptions): Receiver & { health(): Health } {
  const { appToken, apiUrl, log, clock, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const api = createWebApi({ token: appToken, apiUrl, log });
  const work = createWorkInProgress();
  let app: App | undefined;
  let isOpen = false;

  const watch = createSocketWatch({
    log,
    clock,
    ...(options.pace && { pace: options.pace }),
    onMessage: take,
    async findUrl(signal) {
      const { url } = await api.call('apps.connections.open', {}, { signal });
      return String(url);
    },
  });

  function take(envelope: JsonObject, connection: SocketConnection): void {
    const { envelope_id: id, type, payload } = envelope;
    // What is not taken is not acknowledged either: Slack sends an event again when we are back.
    if (!app || !isOpen || typeof id !== 'string' || typeof payload !== 'object' || payload === null) return;
    const isEvent = type === 'events_api';
    const request: SlackRequest = { body: payload as JsonObject, isEvent, ...retryOf(envelope) };
    const answer = (outcome: Outcome) => {
      const message = acknowledgement(envelope, outcome, isEvent);
      if (!message || connection.send(message) || watch.send(message)) return;
      log.warn({}, 'an acknowledgement could not be sent: the connection to Slack is gone');
    };
    work.add(processRequest(request, { app, log, answer, answerWithinMs }));
  }

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      isOpen = true;
      await watch.start();
    },
    async stop() {
      isOpen = false;
      const left = await work.finish(FINISH_WITHIN_MS);
      if (left > 0) log.warn({ left }, 'requests of Slack were still at work when Friday stopped');
      await watch.stop();
    },
    health: watch.health,
  };
}

/** @returns undefined where Slack must not hear of it: there is no other way to say that something failed */
function acknowledgement(envelope: JsonObject, outcome: Outcome, isEvent: boolean): JsonObject | undefined {
  const plain = { envelope_id: envelope.envelope_id };
  if (outcome.kind === 'failed') return undefined;
  if (outcome.kind === 'late') return isEvent ? undefined : plain;
  const { response } = outcome;
  if (envelope.accepts_response_payload !== true || response === undefined || response === '') return plain;
  return { ...plain, payload: typeof response === 'string' ? { text: response } : response };
}

function retryOf({ retry_attempt: count, retry_reason: reason }: JsonObject): Partial<SlackRequest> {
  if (typeof count !== 'number' || count === 0) return {};
  return { retryNum: count, ...(typeof reason === 'string' && { retryReason: reason }) };
}
