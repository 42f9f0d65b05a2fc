import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBotApi, type TelegramApiError } from '../../../../adapters/telegram/sending/bot-api.ts';
import { type Connections, createConnections } from '../../../../adapters/telegram/sending/connections.ts';
import { DEAD_ADDRESS } from '../../../support/dead-address.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { answerJson, answerResult, limit, refuse, startTinyTelegram, TOKEN } from './tiny-telegram.ts';

const WORDS = { chat_id: '4711', text: 'Anna’s secret' };

async function begun(apiRoot?: string, connections?: Connections) {
  const telegram = await startTinyTelegram();
  const log = keptLog();
  const api = createBotApi({
    token: TOKEN,
    apiRoot: apiRoot ?? telegram.apiRoot,
    log,
    ...(connections ? { connections } : {}),
  });
  /** The problem of a call that fails. */
  async function failure(method = 'sendMessage', options: Parameters<typeof api.call>[2] = {}) {
    const problem: TelegramApiError = await api.call(method, WORDS, options).then(
      () => expect.fail('it went well'),
      (error) => error,
    );
    expect(problem.name).toBe('TelegramApiError');
    // Whatever fails, neither the token nor what people wrote is told.
    const told = `${problem.stack} ${JSON.stringify(problem)} ${problem.cause} ${JSON.stringify(log.lines)}`;
    expect(told).not.toContain(TOKEN.split(':')[1]);
    expect(told).not.toContain('secret');
    return problem;
  }
  return { telegram, api, log, failure };
}

/** A server that does with a connection what is wanted, and knows no HTTP. */
async function startSockets(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('a call to Telegram', () => {
  it('gives back what Telegram answers', async () => {
    const { telegram, api } = await begun();
    telegram.answerWith((_, response) => answerResult(response, { id: 1, is_bot: true }));
    expect(await api.call('getMe')).toEqual({ id: 1, is_bot: true });
    expect(telegram.asked).toEqual([{ method: 'getMe', path: `/bot${TOKEN}/getMe`, args: {} }]);
  });

  it('gives back also what is empty or false', async () => {
    const { telegram, api } = await begun();
    telegram.answerWith((_, response) => answerResult(response, false));
    expect(await api.call('deleteMessage')).toBe(false);
    telegram.answerWith((_, response) => answerResult(response, []));
    expect(await api.call('getUpdates')).toEqual([]);
  });

  it('gives back what is deeply nested', async () => {
    const { telegram, api } = await begun();
    const update = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    telegram.answerWith((_, response) => answerResult(response, [{ update_id: 1 }, update]));
    expect(await api.call('getUpdates')).toEqual([{ update_id: 1 }, update]);
  });

  it('hands over what it is told as it is, of methods newer than telegraf too', async () => {
    const { telegram, api } = await begun();
    const args = {
      chat_id: '-100123',
      text: '<b>x</b>',
      reply_markup: { inline_keyboard: [[{ text: 'Friday', url: 'https://t.me/friday_bot' }]] },
      reply_parameters: { message_id: 5, allow_sending_without_reply: true },
    };
    await api.call('sendMessageOfTomorrow', args);
    expect(telegram.asked[0]).toMatchObject({ method: 'sendMessageOfTomorrow', args });
  });

  it('is answered in a line of the log that holds nothing of it', async () => {
    const { api, log } = await begun();
    await api.call('sendMessage', WORDS);
    expect(log.lines).toEqual([{ level: 'debug', fields: { method: 'sendMessage' }, message: 'Telegram was called' }]);
  });
});

describe('a call that Telegram refuses', () => {
  it.each([
    [400, 'Bad Request: chat not found'],
    [401, 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user'],
    [404, 'Not Found'],
    [409, 'Conflict: terminated by other getUpdates request'],
  ])('with %i %s tells what Telegram says, and is not repeated', async (code, description) => {
    const { telegram, failure, log } = await begun();
    telegram.answerWith((_, response) => refuse(response, code, description));
    expect(await failure()).toMatchObject({
      kind: 'refused',
      code,
      description,
      message: `sendMessage: ${description}`,
    });
    expect(telegram.asked).toHaveLength(1);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });

  it('tells where a group has moved to', async () => {
    const { telegram, failure } = await begun();
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    telegram.answerWith((_, response) =>
      refuse(response, 400, description, { migrate_to_chat_id: -1_001_234_567_890_123 }),
    );
    expect(await failure()).toMatchObject({ kind: 'refused', migrateToChatId: -1_001_234_567_890_123 });
  });

  it('tells of no token that is repeated to it', async () => {
    const { telegram, failure } = await begun();
    telegram.answerWith(({ path }, response) => refuse(response, 404, `Not Found: ${path}`));
    expect((await failure()).description).toBe('Not Found: /bot…/sendMessage');
  });
});

describe('a limit that Telegram sets', () => {
  it('is told with how long it lasts', async () => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) => limit(response, 42));
    expect(await failure()).toMatchObject({ kind: 'limited', code: 429, retryAfterSeconds: 42 });
  });

  it.each([
    ['nothing', undefined, 5],
    ['zero', 0, 1],
    ['hours', 36_000, 36_000],
    ['a year', 31_536_000, 86_400],
    ['a word', 'soon', 5],
  ])('that says %s lasts a while', async (_, retryAfter, seconds) => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) =>
      refuse(response, 429, 'Too Many Requests', retryAfter === undefined ? undefined : { retry_after: retryAfter }),
    );
    expect(await failure()).toMatchObject({ kind: 'limited', retryAfterSeconds: seconds });
  });
});

describe('a page of a server in between', () => {
  it.each([
    [301, 'Moved Permanently'],
    [400, 'Bad Request'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [413, 'Payload Too Large'],
  ])('with %i %s is a refusal that nobody takes for one of Telegram', async (status, words) => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) => response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('<html>'));
    const description = `${words}, not said by Telegram`;
    expect(await failure()).toMatchObject({ kind: 'refused', code: status, description, isForeign: true });
    expect(telegram.asked).toHaveLength(1);
  });

  it.each([
    [{ 'retry-after': '30' }, 30],
    [{ 'retry-after': '86400' }, 60],
    [{ 'retry-after': 'Fri, 27 Nov 2026 07:00:00 GMT' }, 5],
    [{}, 5],
  ])('with 429 and %j is a limit', async (headers, retryAfterSeconds) => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) => response.writeHead(429, headers).end('<html>'));
    expect(await failure()).toMatchObject({ kind: 'limited', code: 429, retryAfterSeconds });
  });
});

describe('a call whose outcome nobody knows', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['Telegram breaks', (r) => refuse(r, 500, 'Internal Server Error: restart'), '500 Internal Server Error'],
    [
      'a 500 comes with another status',
      (r) => answerJson(r, 400, { ok: false, error_code: 500, description: 'x' }),
      '500 x',
    ],
    ['a front server has no Telegram', (r) => r.writeHead(502).end('<html>'), '502 Bad Gateway'],
    ['a front server waits in vain', (r) => r.writeHead(504).end(), '504 Gateway Timeout'],
    ['a page comes in place of the answer', (r) => r.writeHead(200).end('<html>'), 'answer not understood'],
    ['the answer is empty', (r) => r.writeHead(200).end(), 'answer not understood'],
    ['the answer is null', (r) => answerJson(r, 200, null), 'answer not understood'],
    ['the answer is some text', (r) => answerJson(r, 200, 'ok'), 'answer not understood'],
    ['the answer has no result', (r) => answerJson(r, 200, { ok: true }), 'answer not understood'],
    ['a refusal has no code', (r) => answerJson(r, 400, { ok: false, description: 'x' }), 'answer not understood'],
    ['a refusal has no words', (r) => answerJson(r, 400, { ok: false, error_code: 400 }), '400'],
    ['the connection ends without an answer', (r) => r.destroy(), 'connection lost UND_ERR_SOCKET'],
  ])('when %s is unknown, and not repeated', async (_, answer, description) => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) => answer(response));
    expect(await failure()).toMatchObject({ kind: 'unknown', description });
    expect(telegram.asked).toHaveLength(1);
  });

  it('is one whose answer does not end, which is not read for ever', async () => {
    const { telegram, failure } = await begun();
    let written = 0;
    telegram.answerWith((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1_000_000, ' '))) written += 1;
      };
      response.on('drain', more);
      more();
    });
    expect(await failure()).toMatchObject({ kind: 'unknown', description: 'connection lost TOO_LARGE' });
    expect(written).toBeLessThan(100);
  });

  it('is one that is not answered in time', async () => {
    const { telegram, failure } = await begun();
    telegram.answerWith(() => {});
    expect(await failure('getUpdates', { timeoutMs: 50 })).toMatchObject({
      kind: 'unknown',
      description: 'no answer in time',
    });
  });

  it('is one whose answer breaks off', async () => {
    const { telegram, failure } = await begun();
    telegram.answerWith((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"ok":true,');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await failure('sendMessage', { timeoutMs: 200 })).toMatchObject({ kind: 'unknown' });
  });

  it('is one that is called off under way, at once and without a warning', async () => {
    const { telegram, failure, log } = await begun();
    telegram.answerWith(() => {});
    const controller = new AbortController();
    const failing = failure('sendMessage', { signal: controller.signal });
    await telegram.came(1);
    controller.abort();
    expect(await failing).toMatchObject({ kind: 'unknown', description: 'called off' });
    expect(log.lines.map(({ level }) => level)).toEqual(['debug']);
  });

  it('is one that is called off while its answer comes', async () => {
    const { telegram, failure } = await begun();
    const controller = new AbortController();
    telegram.answerWith((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"ok":true,');
      setTimeout(() => controller.abort(), 20);
    });
    expect(await failure('sendMessage', { signal: controller.signal })).toMatchObject({ kind: 'unknown' });
  });
});

describe('a call that was not sent', () => {
  it('is one that was called off before', async () => {
    const { telegram, failure } = await begun();
    expect(await failure('sendMessage', { signal: AbortSignal.abort() })).toMatchObject({ kind: 'not sent' });
    expect(telegram.asked).toEqual([]);
  });

  it.each([
    ['called off', 'called off', 5000],
    ['late', 'no answer in time', 50],
  ])('is one that is %s while there is no connection yet', async (_, description, timeoutMs) => {
    const port = await startSockets(() => {});
    const { failure } = await begun(`https://127.0.0.1:${port}`);
    const signal = description === 'called off' ? AbortSignal.timeout(50) : new AbortController().signal;
    expect(await failure('sendMessage', { timeoutMs, signal })).toMatchObject({ kind: 'not sent', description });
  });

  it('is one to where nobody listens', async () => {
    const { failure } = await begun(DEAD_ADDRESS);
    expect(await failure()).toMatchObject({ kind: 'not sent', description: 'no connection, ECONNREFUSED' });
  });

  it('is one to a name that is not known', async () => {
    const { failure } = await begun('http://telegram.invalid');
    expect(await failure()).toMatchObject({ kind: 'not sent' });
  });

  it('is one to what speaks no TLS', async () => {
    const port = await startSockets((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')));
    const { failure } = await begun(`https://127.0.0.1:${port}`);
    expect(await failure()).toMatchObject({
      kind: 'not sent',
      description: 'no connection, ERR_SSL_WRONG_VERSION_NUMBER',
    });
  });

  it('is one that is cut off before there is a connection', async () => {
    const port = await startSockets((socket) => setTimeout(() => socket.end(), 10));
    const { failure } = await begun(`https://127.0.0.1:${port}`);
    expect(await failure()).toMatchObject({ kind: 'not sent', description: 'no connection, ECONNRESET' });
  });
});

describe('connections that Friday makes to Telegram', () => {
  it('are given up soon where the network swallows everything', async () => {
    const port = await startSockets(() => {});
    const root = `https://127.0.0.1:${port}`;
    const { failure } = await begun(root, createConnections(root, 100));
    expect(await failure('sendMessage', { timeoutMs: 10_000 })).toMatchObject({
      kind: 'not sent',
      description: 'no connection, UND_ERR_CONNECT_TIMEOUT',
    });
  });

  it('are known not to be made where somebody in between resets them', async () => {
    const port = await startSockets((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { failure } = await begun(`https://127.0.0.1:${port}`);
    expect(await failure()).toMatchObject({ kind: 'not sent', description: 'no connection, ECONNRESET' });
  });
});
