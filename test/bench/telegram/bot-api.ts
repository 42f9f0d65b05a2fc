import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BOT } from './names.ts';
import type { MadeUpdate } from './updates.ts';

export interface BotApi {
  /** for TELEGRAM_API_ROOT */
  url: string;
  /** calls so far, by method */
  calls: ReadonlyMap<string, number>;
  /** @throws when somebody was told of something else than tasks or timers: a refusal is fast */
  ensureAllDone(): void;
  /** @throws when some chat was told of its tasks in another order than they were numbered */
  ensureInOrder(): void;
  /** Until it is called again, whoever asks for updates gets what this makes; undefined: nothing, and waits. */
  supply(batch: (() => MadeUpdate[]) | undefined): void;
  close(): void;
}

const MOST_AT_ONCE = 100;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Telegram's side of the Bot API, which takes all and answers at once, so that what is measured is the product. */
export async function startBotApi(): Promise<BotApi> {
  const calls = new Map<string, number>();
  const lastTask = new Map<string, number>();
  let firstOutOfOrder: string | undefined;
  let firstRefused: string | undefined;
  let messages = 0;
  let supply: (() => MadeUpdate[]) | undefined;
  let waiting: ServerResponse[] = [];
  /** what is there to be told, again and again until something later is asked for */
  let unconfirmed: MadeUpdate[] = [];

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      calls.set(method, (calls.get(method) ?? 0) + 1);
      if (method === 'getUpdates') tell(response, body);
      else end(response, resultOf(method, body));
    });
  });

  function resultOf(method: string, body: string): unknown {
    switch (method) {
      case 'getMe':
        return BOT;
      case 'getWebhookInfo':
        return { url: '', pending_update_count: 0 };
      case 'sendMessage':
        note(body);
        messages += 1;
        return { message_id: messages, date: 1_700_000_000, chat: { id: 1, type: 'private' } };
      default:
        return true;
    }
  }

  function note(body: string): void {
    const [, chat = '', nth = ''] = /"chat_id":"?(\d+).*?Banner (\d+)/s.exec(body) ?? [];
    if (nth === '') {
      if (!body.includes('timer')) firstRefused ??= body;
      return;
    }
    const last = lastTask.get(chat) ?? 0;
    if (Number(nth) < last) firstOutOfOrder ??= `${nth} after ${last} in ${chat}`;
    lastTask.set(chat, Number(nth));
  }

  function tell(response: ServerResponse, body: string): void {
    const offset = Number(/"offset":(\d+)/.exec(body)?.[1] ?? 0);
    unconfirmed = unconfirmed.filter(({ update_id: id }) => id >= offset);
    const mayWait = /"timeout":[1-9]/.test(body);
    if (unconfirmed.length > 0 || supply || !mayWait) give(response);
    else waiting.push(response);
  }

  function give(response: ServerResponse): void {
    if (unconfirmed.length < MOST_AT_ONCE && supply) unconfirmed.push(...supply());
    end(response, unconfirmed.slice(0, MOST_AT_ONCE));
  }

  // Longer than any pause between rounds: a connection that is closed just when it is used again fails a call.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    ensureAllDone() {
      if (firstRefused !== undefined) throw new Error(`Not done: ${firstRefused}`);
    },
    ensureInOrder() {
      if (firstOutOfOrder !== undefined) throw new Error(`Out of order: ${firstOutOfOrder}`);
    },
    supply(batch) {
      supply = batch;
      if (!batch) return;
      const told = waiting;
      waiting = [];
      for (const response of told) if (!response.destroyed) give(response);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function end(response: ServerResponse, result: unknown): void {
  response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ok: true, result }));
}
