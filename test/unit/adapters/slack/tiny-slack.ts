import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Log } from '../../../../src/ports.ts';

export interface Asked {
  /** `chat.postMessage` */
  method: string;
  args: Record<string, string>;
  authorization: string | undefined;
}

export interface TinySlack {
  apiUrl: string;
  /** in the order they came */
  asked: Asked[];
  /** the text of each post that came, with its channel: `D1 hello` */
  posts(): string[];
  /** what is answered from now on; by default every post is taken */
  answerWith(answer: (asked: Asked, response: ServerResponse) => void): void;
  /** Resolves when so many requests have come. */
  came(count: number): Promise<void>;
}

/** Just enough of Slack to say what a test is about; it ends with the test. */
export async function startTinySlack(): Promise<TinySlack> {
  const asked: Asked[] = [];
  let waiting: { count: number; go: () => void }[] = [];
  let answer: (asked: Asked, response: ServerResponse) => void = takePost;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const args = Object.fromEntries(new URLSearchParams(body));
      const one = { method: request.url?.split('/').at(-1) ?? '', args, authorization: request.headers.authorization };
      asked.push(one);
      answer(one, response);
      for (const { count, go } of waiting) if (asked.length >= count) go();
      waiting = waiting.filter(({ count }) => asked.length < count);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    asked,
    posts: () =>
      asked.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => `${args.channel} ${args.text}`),
    answerWith(next) {
      answer = next;
    },
    came(count) {
      if (asked.length >= count) return Promise.resolve();
      return new Promise((go) => waiting.push({ count, go }));
    },
  };
}

let lastTs = 0;

export function takePost({ args }: Asked, response: ServerResponse): void {
  lastTs += 1;
  answerJson(response, { ok: true, channel: args.channel, ts: `1700000000.${String(lastTs).padStart(6, '0')}` });
}

export function answerJson(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, error: string, more: object = {}): void {
  answerJson(response, { ok: false, error, ...more });
}

export function limit(response: ServerResponse, seconds: number | string): void {
  response.writeHead(429, { 'retry-after': String(seconds) }).end('{"ok":false,"error":"ratelimited"}');
}

/** An address of this machine where nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/api/`;
}

export function keptLog(): Log & { lines: { level: string; fields: object; message: string }[] } {
  const lines: { level: string; fields: object; message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Time that stands still until it is moved, with the timers set in it. */
export function createVirtualTime() {
  let nowMs = 0;
  let timers: { atMs: number; action: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms: number, action: () => void) {
      const timer = { atMs: nowMs + ms, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pending: () => timers.length,
    /** Lets time pass for as long as the work waits for a timer. */
    async until<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      work.then(end, end);
      while (!isDone) {
        await settled();
        const next = timers[0];
        if (next) await this.advance(next.atMs - nowMs);
      }
      return work;
    },
    async advance(ms: number) {
      const untilMs = nowMs + ms;
      for (;;) {
        await settled();
        const next = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        nowMs = next.atMs;
        next.action();
      }
      nowMs = untilMs;
      await settled();
    },
  };
}

/** Lets what is ready to go on go on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
