import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'telegraf/types';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Intake } from '../../../../adapters/telegram/transport/intake.ts';
import { createWebhook } from '../../../../adapters/telegram/transport/webhook.ts';
import { keptLog } from '../../../support/kept-log.ts';

const SECRET = 'a-webhook-secret';
const HEADERS = { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': SECRET };

/** A webhook over HTTP that hands what it takes to the test. */
async function openWebhook(take: (update: Update) => Promise<void> = async () => {}) {
  const log = keptLog();
  const taken: Update[] = [];
  const intake: Intake = {
    async take(update) {
      taken.push(update);
      await take(update);
    },
    resume: async () => {},
    settle: async () => {},
  };
  const webhook = createWebhook({ secret: SECRET, log });
  webhook.open(intake);
  const server = createServer((req, res) => void webhook.onRequest(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  function post(
    body: string | Buffer,
    headers: Record<string, string> = HEADERS,
    method = 'POST',
  ): Promise<{ status: number; text: string; headers: IncomingHttpHeaders }> {
    return new Promise((resolve, reject) => {
      const options = { port, host: '127.0.0.1', path: '/telegram/webhook', method, headers, agent: false };
      const request = httpRequest(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      });
      request.on('error', reject);
      request.end(body);
    });
  }
  return { webhook, intake, taken, log, post };
}

describe('the webhook', () => {
  it('hands over what Telegram posts, and says nothing in its answer', async () => {
    const { post, taken } = await openWebhook();
    expect(await post('{"update_id":7,"message":{"text":"привіт 👋"}}')).toMatchObject({ status: 200, text: '' });
    expect(taken).toEqual([{ update_id: 7, message: { text: 'привіт 👋' } }]);
  });

  it('keeps a character whole that comes in two pieces', async () => {
    const { post, taken } = await openWebhook();
    const text = `{"update_id":7,"message":{"text":"${'ї'.repeat(100_001)}"}}`;
    expect(await post(` ${text}`)).toMatchObject({ status: 200 });
    expect(JSON.stringify(taken[0])).toBe(text);
  });

  it('answers when the update may be forgotten, and not before', async () => {
    let go = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { post } = await openWebhook(() => slow);
    let isAnswered = false;
    const answer = post('{"update_id":7}').then((response) => {
      isAnswered = true;
      return response;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    go();
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('asks for it once more where it could not be taken', async () => {
    const { post, log } = await openWebhook(async () => {
      throw new Error('the disk is full');
    });
    expect(await post('{"update_id":7,"message":{"text":"secret plans"}}')).toMatchObject({ status: 500, text: '' });
    expect(log.lines).toMatchObject([{ level: 'error', fields: { updateId: 7 } }]);
    expect(JSON.stringify(log.lines)).not.toContain('secret plans');
  });

  it('asks for it once more while Friday is not there', async () => {
    const { post, webhook, intake, taken } = await openWebhook();
    webhook.open(undefined);
    const refused = await post('{"update_id":7}');
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(taken).toEqual([]);
    webhook.open(intake);
    expect(await post('{"update_id":7}')).toMatchObject({ status: 200 });
  });

  it.each([
    ['no secret', 403, { 'Content-Type': 'application/json' }],
    ['a wrong secret', 403, { ...HEADERS, 'X-Telegram-Bot-Api-Secret-Token': 'A-webhook-secret' }],
    ['a longer secret', 403, { ...HEADERS, 'X-Telegram-Bot-Api-Secret-Token': `${SECRET}x` }],
    ['another content type', 415, { ...HEADERS, 'Content-Type': 'text/json' }],
  ])('refuses %s', async (_, status, headers) => {
    const { post, taken } = await openWebhook();
    expect(await post('{"update_id":7}', headers)).toMatchObject({ status, text: '' });
    expect(taken).toEqual([]);
  });

  it('names the one method that it takes', async () => {
    const { post } = await openWebhook();
    expect(await post('', HEADERS, 'PUT')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it.each([
    ['no JSON', '{"update_id":7'],
    ['a list', '[{"update_id":7}]'],
    ['no number', '{}'],
    ['a negative number', '{"update_id":-7}'],
    ['a fraction', '{"update_id":7.5}'],
    ['a number that is not safe', '{"update_id":9007199254740992}'],
    ['a number in quotes', '{"update_id":"7"}'],
    ['what is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('refuses %s', async (_, body) => {
    const { post, taken } = await openWebhook();
    expect(await post(body)).toMatchObject({ status: 400, text: '' });
    expect(taken).toEqual([]);
  });

  it('refuses what is too large, whether or not it says so beforehand', async () => {
    const { post, taken } = await openWebhook();
    const body = `{"update_id":7,"a":"${'x'.repeat(1024 * 1024)}"}`;
    expect(await post(body)).toMatchObject({ status: 413 });
    expect(await post(body, { ...HEADERS, 'Transfer-Encoding': 'chunked' })).toMatchObject({ status: 413 });
    expect(taken).toEqual([]);
  });
});
