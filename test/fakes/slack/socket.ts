import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isObject, type JsonObject, parseJson, textIn } from './json.ts';
import type { Records } from './records.ts';
import type { Outcome, SlackRequest } from './requests.ts';

const CONNECTIONS_MAX = 10;
const PING_EVERY_MS = 10_000;

interface Link {
  socket: WebSocket;
  isSilent: boolean;
}

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export type Sockets = ReturnType<typeof createSockets>;

/** The far end of Socket Mode. */
export function createSockets(parts: { records: Records; appId: string; baseUrl: () => string }) {
  const { records, appId } = parts;
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const waiting = new Map<string, { accepts: boolean; acked(payload: unknown): void }>();
  const openListeners = new Set<() => void>();
  const acks: { envelopeId: string; payload: unknown }[] = [];
  let links: Link[] = [];
  let turn = 0;

  function connect(socket: WebSocket): void {
    if (links.length >= CONNECTIONS_MAX) {
      socket.send(disconnectMessage('too_many_websockets'));
      socket.close();
      return;
    }
    const link: Link = { socket, isSilent: false };
    links.push(link);
    const pings = setInterval(() => link.isSilent || socket.ping(), PING_EVERY_MS);
    pings.unref();
    socket.on('ping', (data) => link.isSilent || socket.pong(data));
    socket.on('message', (data) => link.isSilent || takeAck(data.toString()));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(pings);
      links = links.filter((one) => one !== link);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: links.length,
        debug_info: { host: 'applink-1', build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: appId },
      }),
    );
    for (const listener of openListeners) listener();
  }

  function takeAck(text: string): void {
    const message = parseJson(text);
    const id = isObject(message) ? textIn(message.envelope_id) : '';
    const waited = waiting.get(id);
    if (!isObject(message) || !id) {
      records.violate('socket', [`no acknowledgement: ${text.slice(0, 100)}`]);
      return;
    }
    acks.push({ envelopeId: id, payload: message.payload });
    const isFull = isObject(message.payload) ? Object.keys(message.payload).length > 0 : message.payload !== undefined;
    if (!waited) return;
    if (isFull && !waited.accepts) records.violate('socket', ['an answer in the acknowledgement of an event']);
    waited.acked(isFull ? message.payload : undefined);
  }

  function disconnectMessage(reason: DisconnectReason): string {
    return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } });
  }

  return {
    /** every acknowledgement that came, also those nobody waited for any more */
    acks,
    /** @returns the address that `apps.connections.open` gives, good for one connection */
    newAddress(): string {
      const ticket = randomBytes(12).toString('hex');
      tickets.add(ticket);
      return `${parts.baseUrl().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const ticket = new URL(request.url ?? '/', 'ws://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      server.handleUpgrade(request, socket, head, connect);
    },
    count: () => links.length,
    /** Resolves when a connection is there. */
    async connected(): Promise<void> {
      if (links.some((link) => !link.isSilent)) return;
      await new Promise<void>((resolve) => {
        const listener = () => {
          openListeners.delete(listener);
          resolve();
        };
        openListeners.add(listener);
      });
    },
    /** Sends over one of the connections in turn; the acknowledgement may come over any. */
    async deliver(request: SlackRequest, withinMs: number): Promise<Outcome> {
      const startedMs = performance.now();
      const tookMs = () => performance.now() - startedMs;
      const open = links.filter(({ socket }) => socket.readyState === WebSocket.OPEN);
      const link = open[turn % Math.max(open.length, 1)];
      turn += 1;
      if (!link) return { acked: false, problem: 'no connection', tookMs: 0 };
      const envelopeId = randomUUID();
      const accepts = request.kind !== 'events_api';
      const envelope: JsonObject = {
        envelope_id: envelopeId,
        type: request.kind,
        accepts_response_payload: accepts,
        payload: request.payload,
        ...(!accepts && {
          retry_attempt: request.retry?.attempt ?? 0,
          retry_reason: request.retry?.reason ?? '',
        }),
      };
      const outcome = new Promise<Outcome>((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(envelopeId);
          resolve({ acked: false, problem: 'timeout', tookMs: tookMs() });
        }, withinMs);
        waiting.set(envelopeId, {
          accepts,
          acked(payload) {
            waiting.delete(envelopeId);
            clearTimeout(timer);
            resolve({ acked: true, body: payload, tookMs: tookMs() });
          },
        });
      });
      if (!link.isSilent) link.socket.send(JSON.stringify(envelope));
      return await outcome;
    },
    /** Sends any text, such as what no client should trip over. */
    sendRaw(text: string): void {
      for (const { socket } of links) socket.send(text);
    },
    /** Breaks all connections, as a network does. */
    cut(): void {
      for (const { socket } of links) socket.terminate();
    },
    /** All connections stay open and nothing comes any more, not even an answer to a ping. */
    silence(): void {
      for (const link of links) link.isSilent = true;
    },
    /** Asks to connect anew; Slack closes the connection soon after, unless it is a warning. */
    disconnect(reason: DisconnectReason): void {
      for (const { socket } of links) {
        socket.send(disconnectMessage(reason));
        if (reason !== 'warning') socket.close();
      }
    },
    async stop(): Promise<void> {
      for (const { socket } of links) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
