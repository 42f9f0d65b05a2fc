import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';

interface Taken {
  path: string | undefined;
  secret: unknown;
  text: string;
}

describe('updates from the fake Telegram, over a webhook', () => {
  let telegram: FakeTelegram;
  let server: Server;
  let taken: Taken[];
  /** the status for an update; undefined: the connection breaks */
  let answer: (text: string) => number | undefined;
  let answerBody: string;

  beforeEach(async () => {
    taken = [];
    answer = () => 200;
    answerBody = '';
    telegram = await startFakeTelegram({ retryAfterMs: [5], repeats: () => [] });
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { text } = JSON.parse(body).message;
      taken.push({ path: request.url, secret: request.headers['x-telegram-bot-api-secret-token'], text });
      const status = answer(text);
      if (status === undefined) response.destroy();
      else response.writeHead(status, { 'Content-Type': 'application/json' }).end(answerBody);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    telegram.useWebhookOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const webhook = { url: 'https://prostor.test/telegram/hook', secret_token: 'secret_1' };
    await botOf(telegram).call('setWebhook', webhook);
  });
  afterEach(async () => {
    await telegram.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  const texts = () => taken.map(({ text }) => text);

  it('are posted to the path that was set, with the secret', async () => {
    const { outcome } = await telegram.user('anna').says('Hi');
    expect(outcome).toMatchObject({ status: 200 });
    expect(taken).toEqual([{ path: '/telegram/hook', secret: 'secret_1', text: 'Hi' }]);
    expect(telegram.pendingUpdates()).toBe(0);
    expect(await botOf(telegram).call('getWebhookInfo')).toMatchObject({
      max_connections: 40,
      pending_update_count: 0,
    });
  });

  it('come again until they are taken, those of one chat in order, others meanwhile', async () => {
    let fails = 2;
    answer = (text) => {
      if (text !== 'one' || fails === 0) return 200;
      fails -= 1;
      return fails === 1 ? 500 : undefined;
    };
    expect((await telegram.user('anna').says('one')).outcome).toMatchObject({ status: 500 });
    await telegram.user('anna').says('two');
    await telegram.user('bohdan').says('other');
    await expect.poll(telegram.pendingUpdates).toBe(0);
    const annas = texts().filter((text) => text !== 'other');
    expect(annas).toEqual(['one', 'one', 'one', 'two']);
    expect(texts().indexOf('other')).toBeLessThan(4);
    expect(await botOf(telegram).call('getWebhookInfo')).toMatchObject({ last_error_message: expect.any(String) });
  });

  it('wait for a bot that is down', async () => {
    answer = () => undefined;
    await telegram.user('anna').says('one');
    await telegram.user('anna').says('two');
    expect(telegram.pendingUpdates()).toBe(2);
    answer = () => 200;
    await expect.poll(telegram.pendingUpdates).toBe(0);
    expect(texts().filter((text) => text === 'two')).toEqual(['two']);
  });

  it('can come twice', async () => {
    const { update } = await telegram.user('anna').says('Hi');
    expect(await telegram.redeliver(Number(update?.update_id))).toMatchObject({ status: 200 });
    expect(texts()).toEqual(['Hi', 'Hi']);
  });

  it('are polled again when there is no webhook any more', async () => {
    await botOf(telegram).call('deleteWebhook');
    await telegram.user('anna').says('Hi');
    expect(await botOf(telegram).call('getUpdates')).toMatchObject([{ message: { text: 'Hi' } }]);
    expect(taken).toEqual([]);
  });

  it('are not to be answered with calls, which nobody hears of', async () => {
    answerBody = '{"method":"sendMessage"}';
    await telegram.user('anna').says('Hi');
    expect(telegram.violations).toMatchObject([{ where: 'webhook' }]);
  });

  it.each([
    [{ url: 'http://prostor.test/hook' }, 'An HTTPS URL must be provided'],
    [{ url: 'https://prostor.test:3000/hook' }, 'only on ports 80, 88, 443 or 8443'],
    [{ url: 'https://prostor.test/hook', secret_token: 'a b' }, 'secret token contains unallowed characters'],
    [{ url: 'hook' }, 'invalid URL'],
  ])('do not go to %o', async (args, problem) => {
    expect(await botOf(telegram).said('setWebhook', args)).toContain(problem);
  });
});

it('posts more copies of an update where it is told to', async () => {
  const telegram = await startFakeTelegram({ repeats: () => [0, 5] });
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  telegram.useWebhookOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await botOf(telegram).call('setWebhook', { url: 'https://prostor.test/hook' });
  await telegram.user('anna').says('Hi');
  await telegram.repeated();
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies).size).toBe(1);
  await telegram.stop();
  server.close();
});
