import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Agent, buildConnector, ping, WebSocket } from 'undici';
import type { Log } from '../../../src/ports/world.ts';
import { type JsonObject, readJsonObject } from '../../../src/web/read-json.ts';

const MOST_UNANSWERED_PINGS = 3;
const GOODBYE_WITHIN_MS = 1_000;
const PING_CHANNEL = 'undici:websocket:ping';
const PONG_CHANNEL = 'undici:websocket:pong';

/** One web socket of Slack, after its hello. */
export interface SocketConnection {
  /** @returns whether it could be handed to the network */
  send(message: object): boolean;
  isOpen(): boolean;
  /** Resolves when it is closed, or earlier: when Slack says that it will close it soon. */
  leaving: Promise<void>;
  /** Says goodbye, and hangs up without an answer after a second: Slack does not always hang up itself. */
  close(): Promise<void>;
}

interface ConnectOptions {
  /** as apps.connections.open gave it; holds a secret */
  url: string;
  helloWithinMs: number;
  /** a peer that is silent for three of these is given up */
  pingEveryMs: number;
  /** calls off connecting; a connection that is there stays */
  signal: AbortSignal;
  log: Log;
  onMessage: (message: JsonObject, connection: SocketConnection) => void;
  /** once; `why` is for the log */
  onClosed: (why: string, connection: SocketConnection) => void;
}

/**
 * Connects, waits for Slack's hello, and watches from then on that somebody is there. It is not replaced when it
 * ends: see `createSocketWatch`.
 * @throws Error where there is no hello in time; its message holds no address
 */
export function connectSocket(options: ConnectOptions): Promise<SocketConnection> {
  const { url, signal, log, onMessage, onClosed } = options;
  return new Promise((resolve, reject) => {
    if (!/^wss?:/.test(url) || !URL.canParse(url)) throw new Error('Slack named no address to connect to');
    if (signal.aborted) throw new Error('called off');
    const wire = createWire();
    const socket = new WebSocket(url, { dispatcher: wire.agent });
    const leaving = createGate();
    const over = createGate();
    let isOver = false;
    let saidHello = false;
    let unansweredPings = 0;
    let pinging: NodeJS.Timeout | undefined;

    const connection: SocketConnection = {
      send(message) {
        if (isOver || socket.readyState !== WebSocket.OPEN) return false;
        socket.send(JSON.stringify(message));
        return true;
      },
      isOpen: () => !isOver && socket.readyState === WebSocket.OPEN,
      leaving: leaving.passed,
      async close() {
        if (isOver) return;
        const hangUp = setTimeout(() => finish('closed by us'), GOODBYE_WITHIN_MS);
        socket.close(1000);
        await over.passed;
        clearTimeout(hangUp);
      },
    };

    function finish(why: string): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(waiting);
      clearInterval(pinging);
      unsubscribe(PING_CHANNEL, onSignOfLife);
      unsubscribe(PONG_CHANNEL, onSignOfLife);
      signal.removeEventListener('abort', onAbort);
      wire.cut();
      if (saidHello) onClosed(why, connection);
      else reject(new Error(why));
      leaving.open();
      over.open();
    }

    function onSignOfLife(message: unknown): void {
      if (typeof message !== 'object' || message === null) return;
      if ('websocket' in message && message.websocket === socket) unansweredPings = 0;
    }

    /** Counted, not timed: after the machine slept or was busy for long nobody is blamed. */
    function watch(): void {
      if (unansweredPings >= MOST_UNANSWERED_PINGS) {
        finish('Slack is silent');
      } else if (socket.readyState !== WebSocket.OPEN) {
        // Who says goodbye should hang up too. Slack does not always.
        finish('Slack said goodbye');
      } else {
        unansweredPings += 1;
        ping(socket);
      }
    }

    function onHello(): void {
      saidHello = true;
      clearTimeout(waiting);
      signal.removeEventListener('abort', onAbort);
      pinging = setInterval(watch, options.pingEveryMs);
      resolve(connection);
    }

    const onAbort = () => finish('called off');
    const waiting = setTimeout(() => finish('Slack did not say hello in time'), options.helloWithinMs);
    signal.addEventListener('abort', onAbort);
    subscribe(PING_CHANNEL, onSignOfLife);
    subscribe(PONG_CHANNEL, onSignOfLife);
    socket.addEventListener('message', ({ data }) => {
      if (isOver) return;
      unansweredPings = 0;
      const message = typeof data === 'string' ? readJsonObject(data) : undefined;
      if (message?.type === 'hello') {
        if (!saidHello) onHello();
      } else if (message?.type === 'disconnect') {
        log.info({ reason: message.reason }, 'Slack asks for a new connection');
        leaving.open();
      } else if (message) {
        onMessage(message, connection);
      }
    });
    socket.addEventListener('error', ({ message }) => finish(wire.problem() ?? (message || 'the connection broke')));
    socket.addEventListener('close', ({ code }) => finish(`closed with code ${code}`));
  });
}

function createGate(): { passed: Promise<void>; open(): void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** The TCP connection below a web socket, which alone can be ended without the other side's consent. */
function createWire() {
  const connect = buildConnector({ allowH2: false });
  let wire: Socket | undefined;
  let problem: string | undefined;
  const agent = new Agent({
    connect(options, callback) {
      connect(options, (...result) => {
        const [error, socket] = result;
        if (socket) wire = socket;
        else problem = `no connection, ${(error as NodeJS.ErrnoException | null)?.code ?? 'reason unknown'}`;
        callback(...result);
      });
    },
  });
  return {
    agent,
    /** why it could not be made; web sockets do not say */
    problem: () => problem,
    cut() {
      wire?.destroy();
      agent.destroy().catch(() => {});
    },
  };
}
