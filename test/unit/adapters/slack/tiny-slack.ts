import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

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
