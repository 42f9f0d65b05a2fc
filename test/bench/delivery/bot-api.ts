import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Telegram's side, in a process of its own: takes what it is sent, and where `PER_SECOND` is set refuses whatever would
 * be more than that within any second. Tells who started it where it listens, and what it took.
 */
export interface Taken {
  messages: number;
  refused: number;
}

const perSecond = Number(process.env.PER_SECOND ?? Number.POSITIVE_INFINITY);
const taken: Taken = { messages: 0, refused: 0 };
const lately: number[] = [];
const LONG_POLL_MS = 1000;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const method = request.url?.split('/').at(-1) ?? '';
  if (method === 'getUpdates') await new Promise((resolve) => setTimeout(resolve, LONG_POLL_MS));
  if (method === 'sendMessage' && isTooMuch()) {
    taken.refused += 1;
    const parameters = { retry_after: 1 };
    const refusal = { ok: false, error_code: 429, description: 'Too Many Requests: retry after 1', parameters };
    response.writeHead(429, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
    return;
  }
  const result = resultOf(method, body);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
});

function isTooMuch(): boolean {
  const now = performance.now();
  while (lately[0] !== undefined && lately[0] <= now - 1000) lately.shift();
  if (lately.length >= perSecond) return true;
  if (Number.isFinite(perSecond)) lately.push(now);
  return false;
}

function resultOf(method: string, body: string): unknown {
  switch (method) {
    case 'getMe':
      return { id: 1, is_bot: true, first_name: 'Friday', username: 'friday_bot' };
    case 'getUpdates':
      return [];
    case 'sendMessage': {
      taken.messages += 1;
      const id = Number((JSON.parse(body) as { chat_id: number | string }).chat_id);
      return { message_id: taken.messages, date: 1, chat: { id, type: 'private' }, text: 'x' };
    }
    default:
      return true;
  }
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => process.send?.({ taken }));
process.once('disconnect', () => process.exit());
process.send?.({ port: (server.address() as AddressInfo).port });
