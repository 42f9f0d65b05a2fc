import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';

/** Slack's end of Socket Mode on this machine: apps.connections.open, and what comes over the connections. */
export interface SocketEnd {
  apiUrl: string;
  port: number;
  /** what apps.connections.open answers from now on; undefined: an address */
  refusal: string | undefined;
  /** whether new connections hear hello */
  isGreeting: boolean;
  /** how often an address was asked for */
  asked: number;
  /** every connection that was ever there, the oldest first */
  connections: WebSocket[];
  /** what the other end sent, with the number of the connection */
  received: { on: number; message: Record<string, unknown> }[];
  /** Resolves when so many connections have heard hello. */
  greeted(count: number): Promise<WebSocket>;
  /** Resolves with the acknowledgement of an envelope. */
  acknowledged(envelopeId: string): Promise<SocketEnd['received'][number]>;
  /** From now on nobody answers anything on this connection, not even a ping. */
  silence(connection: WebSocket): void;
  openNow(): number;
  close(): Promise<void>;
}

const POLL_MS = 5;
const LONGEST_WAIT_MS = 20_000;

/** @param port 0: any free one */
export async function openSocketEnd(port = 0): Promise<SocketEnd> {
  const wires = new Set<Socket>();
  let greeted = 0;
  const server = createServer((req, res) => {
    req.resume();
    end.asked += 1;
    const answer = end.refusal
      ? { ok: false, error: end.refusal }
      : { ok: true, url: `ws://127.0.0.1:${end.port}/link?ticket=1` };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(req.headers.authorization?.startsWith('Bearer xapp-') ? answer : { ok: false, error: 'x' }));
  });
  server.on('connection', (wire) => {
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (connection) => {
    const on = end.connections.push(connection) - 1;
    connection.on('error', () => {});
    connection.on('message', (data) => end.received.push({ on, message: JSON.parse(String(data)) }));
    if (!end.isGreeting) return;
    connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    greeted += 1;
  });

  async function until<T>(find: () => T | undefined | false, what: string): Promise<T> {
    const givenUpAt = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      if (performance.now() > givenUpAt) throw new Error(`waited in vain for ${what}`);
      await sleep(POLL_MS);
    }
  }

  const end: SocketEnd = {
    apiUrl: '',
    port,
    refusal: undefined,
    isGreeting: true,
    asked: 0,
    connections: [],
    received: [],
    greeted: (count) => until(() => greeted >= count && end.connections.at(-1), `connection ${count}`),
    acknowledged: (id) =>
      until(() => end.received.find(({ message }) => message.envelope_id === id), `acknowledgement of ${id}`),
    silence(connection) {
      const { _socket: wire } = connection as unknown as { _socket: Socket };
      wire.pause();
    },
    openNow: () => end.connections.filter((connection) => connection.readyState === connection.OPEN).length,
    async close() {
      for (const connection of end.connections) connection.terminate();
      for (const wire of wires) wire.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  end.port = (server.address() as AddressInfo).port;
  end.apiUrl = `http://127.0.0.1:${end.port}/api/`;
  return end;
}
