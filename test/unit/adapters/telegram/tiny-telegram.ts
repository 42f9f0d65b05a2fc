import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

export interface Asked {
  /** `sendMessage` */
  method: string;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: each method has arguments of its own
  args: Record<string, any>;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

export interface TinyTelegram {
  apiRoot: string;
  /** in the order they came */
  asked: Asked[];
  /** the text of each message that came, with its chat: `4711 hello` */
  sent(): string[];
  /** what is answered from now on; by default every message is taken */
  answerWith(answer: Answer): void;
  /** Resolves when so many requests have come. */
  came(count: number): Promise<void>;
}

/** Just enough of Telegram to say what a test is about; it ends with the test. */
export async function startTinyTelegram(): Promise<TinyTelegram> {
  const asked: Asked[] = [];
  let waiting: { count: number; go: () => void }[] = [];
  let answer: Answer = takeMessage;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const one = { method: path.split('/').at(-1) ?? '', path, args: JSON.parse(body || '{}') };
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
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sent: () => asked.map(({ args }) => `${args.chat_id} ${args.text}`),
    answerWith(next) {
      answer = next;
    },
    came(count) {
      if (asked.length >= count) return Promise.resolve();
      return new Promise((go) => waiting.push({ count, go }));
    },
  };
}

let lastMessageId = 0;

export function takeMessage({ args }: Asked, response: ServerResponse): void {
  lastMessageId += 1;
  answerResult(response, { message_id: lastMessageId, date: 1_700_000_000, chat: { id: Number(args.chat_id) } });
}

export function answerResult(response: ServerResponse, result: unknown): void {
  answerJson(response, 200, { ok: true, result });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, code: number, description: string, parameters?: object): void {
  answerJson(response, code, { ok: false, error_code: code, description, parameters });
}

export function limit(response: ServerResponse, seconds: number): void {
  refuse(response, 429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
