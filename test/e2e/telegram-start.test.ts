import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { DEAD_ADDRESS } from '../support/dead-address.ts';
import { lookInto } from '../support/look-into.ts';
import { emptyFolder, type Running } from '../support/process.ts';
import { endOf, expectRefusal, freePort, takenPort } from '../support/start-checks.ts';
import {
  beginInTelegram,
  listenInTelegram,
  startInTelegram,
  type TelegramProcessOptions,
  WEBHOOK,
} from '../support/telegram-process.ts';

/** However busy the machine is. */
const PATIENT = { timeout: 20_000 };

/** The product as it is started, with settings that are wrong, with a Telegram that is not there, and with one that goes. */

const SECONDS = 1000;
const SETUP_CODE = 'fake-setup-code-0123';

type Options = Omit<TelegramProcessOptions, 'cwd'>;

/** What one test has begun ends with it. They run side by side, since most of them wait for something. */
function placeOf({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const begun: Running[] = [];
  const telegrams: FakeTelegram[] = [];
  const folder = emptyFolder('telegram-start');
  onTestFinished(async () => {
    for (const running of begun) {
      running.kill('SIGKILL');
      await running.exited;
    }
    for (const telegram of telegrams) await telegram.stop();
    folder.remove();
  });

  const withCode = (options: Options) => ({
    ...options,
    cwd: folder.path,
    env: { SETUP_CODE, ...options.env },
  });
  return {
    file: join(folder.path, 'friday.db'),
    async aTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
      const telegram = await startFakeTelegram(options);
      telegrams.push(telegram);
      return telegram;
    },
    /** Friday from its start to its end by itself */
    async ends(options: Options) {
      const running = beginInTelegram(withCode(options));
      begun.push(running);
      return endOf(running);
    },
    async starts(options: Options & { telegram: FakeTelegram }) {
      const friday = await startInTelegram({ ...withCode(options), telegram: options.telegram });
      begun.push(friday.running);
      return friday;
    },
    async listens(options: Options) {
      const friday = await listenInTelegram(withCode(options));
      begun.push(friday.running);
      return friday;
    },
  };
}

/** Somebody comes in and adds a task, and hears of it. */
async function expectAtWork(telegram: FakeTelegram, { expect }: Pick<TestContext, 'expect'>, title = 'Banner') {
  const anna = telegram.user('anna');
  if (!anna.account.hasStarted) await anna.starts(SETUP_CODE);
  await anna.says(`/task ${title}`);
  const isHeard = () => telegram.shownTo('anna').some((text) => text.includes('Task created') && text.includes(title));
  await expect.poll(isHeard, PATIENT).toBe(true);
}

describe.concurrent('Friday in Telegram', () => {
  it.for([
    ['unknown', '7000000001:AAaTokenOfSomebodyElse_0123456789abc', 'polling'],
    ['unknown', '7000000001:AAaTokenOfSomebodyElse_0123456789abc', 'webhook'],
    ['of no such form', 'token-of-no-such-form-0123456789', 'polling'],
  ] as const)(
    'ends at once and says what to change, with a token that is %s',
    async ([, token, transport], context) => {
      const place = placeOf(context);
      const telegram = await place.aTelegram();
      const ended = await place.ends({ telegram: { ...telegram, token }, transport, env: { LOG_LEVEL: 'trace' } });
      expectRefusal(ended, /TELEGRAM_BOT_TOKEN: .*@BotFather/, token, WEBHOOK.secret, SETUP_CODE);
    },
  );

  it('ends at once and says what to change, with a port that is in use', async (context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    const { port, release } = await takenPort();
    const ended = await place.ends({ telegram, transport: 'webhook', env: { PORT: String(port) } });
    expectRefusal(ended, new RegExp(`PORT: ${port} is in use`), telegram.token, WEBHOOK.secret);
    await release();
  });

  it.for(['polling', 'webhook'] as const)(
    'stays without a network, says so, and comes to Telegram by itself (%s)',
    async (transport, context) => {
      const place = placeOf(context);
      const port = await freePort();
      const token = '7000000001:AAFakeTokenOfTheFakeTelegram_35chars';
      const friday = await place.listens({
        telegram: { token, apiRoot: `http://127.0.0.1:${port}` },
        transport,
        env: { LOG_LEVEL: 'trace' },
      });
      await friday.untilReadiness(503, /Telegram cannot be reached: no connection, ECONNREFUSED/);
      expect((await fetch(`${friday.origin}/healthz`)).status).toBe(200);
      expect((await friday.readiness()).body).not.toMatch(/AAFake|secret/);

      const telegram = await place.aTelegram({ port });
      telegram.useWebhookOrigin(friday.origin);
      await friday.untilReadiness(200);
      await expectAtWork(telegram, context);
      expect(friday.running.err() + friday.running.out()).not.toContain('AAFakeToken');
    },
  );

  it('stays where a server in between says no in the place of Telegram, and comes to it by itself', async (context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    const letThrough = telegram.faults.add({ method: 'getMe', fault: { kind: 'status', status: 404 } });
    const friday = await place.listens({ telegram, transport: 'polling' });
    await friday.untilReadiness(503, /Not Found, not said by Telegram/);
    letThrough();
    await friday.untilReadiness(200);
    await expectAtWork(telegram, context);
  });

  it.for(['polling', 'webhook'] as const)(
    'never writes its token, its secret or a code (%s)',
    async (transport, context) => {
      const place = placeOf(context);
      const telegram = await place.aTelegram();
      const { running } = await place.starts({ telegram, transport, env: { LOG_LEVEL: 'trace' } });
      for (const fault of [{ kind: 'reset' }, { kind: 'status', status: 502 }, { kind: 'malformed' }] as const) {
        telegram.faults.add({ method: 'sendMessage', fault, times: 1 });
        telegram.faults.add({ method: 'getUpdates', fault, times: 1 });
      }
      await expectAtWork(telegram, context);
      await telegram.user('anna').says('/invite');
      const codeIn = () => /\?start=([\w-]{20,})/.exec(telegram.shownTo('anna').join('\n'))?.[1] ?? '';
      await context.expect.poll(codeIn, PATIENT).not.toBe('');
      running.kill('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      const said = running.err() + running.out();
      expect(said).toMatch(/"level":"debug"/);
      for (const secret of [telegram.token, 'AAFakeToken', WEBHOOK.secret, SETUP_CODE, codeIn()]) {
        expect(said).not.toContain(secret);
      }
    },
  );

  it('tells Telegram where to post updates, which ones, and with what secret', async (context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    await place.starts({ telegram, transport: 'webhook' });
    const set = telegram.calls.filter(({ method }) => method === 'setWebhook');
    expect(set.map(({ args }) => args)).toEqual([
      {
        url: 'https://friday.example.com/telegram/webhook',
        secret_token: WEBHOOK.secret,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      },
    ]);
    await expectAtWork(telegram, context);
    expect(telegram.calls.map(({ method }) => method)).not.toContain('getUpdates');
  });

  it('goes from the webhook to polling and back, and takes what was written in between', async (context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    const titles: string[] = [];
    for (const transport of ['webhook', 'polling'] as const) {
      const { running } = await place.starts({ telegram, transport });
      titles.push(`At work ${titles.length}`);
      await expectAtWork(telegram, context, titles.at(-1));
      running.kill('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      titles.push(`Meanwhile ${titles.length}`);
      await telegram.user('anna').says(`/task ${titles.at(-1)}`);
    }
    await place.starts({ telegram, transport: 'webhook' });
    await context.expect
      .poll(() => telegram.shownTo('anna').at(-1), { timeout: 10 * SECONDS })
      .toContain(titles.at(-1));
    const rows = lookInto(place.file, (read) => read<{ title: string }>('select title from tasks order by id'));
    expect(rows.map(({ title }) => title)).toEqual(titles);
    expect(telegram.calls.some(({ method, outcome }) => method === 'deleteWebhook' && outcome === 'ok')).toBe(true);
  });

  it.for(['polling', 'webhook'] as const)('ends in order when it is told to (%s)', async (transport, context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    const { running } = await place.starts({ telegram, transport });
    await expectAtWork(telegram, context);
    const startedMs = performance.now();
    running.kill('SIGTERM');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(8 * SECONDS);
    expect(running.err()).not.toMatch(/"level":"(warn|error)"/);
    // What was taken is confirmed, so that it does not come once more.
    expect(telegram.pendingUpdates()).toBe(0);
  });

  it('ends when it is told to while there is no network', async (context) => {
    const place = placeOf(context);
    const friday = await place.listens({
      telegram: { token: '1:AAFake', apiRoot: DEAD_ADDRESS },
      transport: 'polling',
    });
    await friday.untilReadiness(503, /cannot be reached/);
    const startedMs = performance.now();
    friday.running.kill('SIGTERM');
    expect(await friday.running.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(5 * SECONDS);
  });

  it.for([
    ['getMe', 'polling'],
    ['getUpdates', 'polling'],
    ['setWebhook', 'webhook'],
  ] as const)('ends when it is told to while Telegram is silent (%s)', async ([method, transport], context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    telegram.faults.add({ method, fault: { kind: 'hang', ms: 60_000 } });
    const { running } = await place.listens({ telegram, transport });
    await context.expect
      .poll(() => telegram.calls.some((call) => call.method === method), { timeout: 10_000 })
      .toBe(true);
    const startedMs = performance.now();
    running.kill('SIGTERM');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(8 * SECONDS);
  });

  it.for(['polling', 'webhook'] as const)(
    'ends when it is told to while no answer can be shown, and shows it after the next start (%s)',
    async (transport, context) => {
      const place = placeOf(context);
      const telegram = await place.aTelegram();
      const { running } = await place.starts({ telegram, transport });
      await expectAtWork(telegram, context);
      const from = telegram.world.shown.length;
      const silence = { kind: 'hang', ms: 60_000 } as const;
      for (const method of ['sendMessage', 'answerCallbackQuery', 'editMessageText']) {
        telegram.faults.add({ method, fault: silence });
      }
      await telegram.user('anna').says('/task Poster');
      await telegram.user('anna').presses(/Undo/);
      const hasAsked = (method: string) => telegram.faults.happened.some((one) => one.method === method);
      await context.expect.poll(() => hasAsked('sendMessage'), PATIENT).toBe(true);
      await context.expect.poll(() => hasAsked('answerCallbackQuery'), PATIENT).toBe(true);
      telegram.faults.add({ method: 'getUpdates', fault: silence });
      await sleep(700);
      const startedMs = performance.now();
      running.kill('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedMs).toBeLessThan(15 * SECONDS);

      telegram.faults.clear();
      await place.starts({ telegram, transport });
      const heard = () =>
        telegram.world.shown
          .slice(from)
          .map(({ text }) => text)
          .join('\n');
      await context.expect.poll(heard, PATIENT).toMatch(/Poster.*taken back already/s);
    },
  );

  it('says that its token was revoked, and is well again when it works again', async (context) => {
    const place = placeOf(context);
    const telegram = await place.aTelegram();
    const friday = await place.starts({ telegram, transport: 'polling' });
    const giveBack = telegram.faults.add({
      method: 'getUpdates',
      fault: { kind: 'refused', code: 401, description: 'Unauthorized' },
    });
    telegram.disconnectPolls();
    await friday.untilReadiness(503, /TELEGRAM_BOT_TOKEN/);
    expect((await fetch(`${friday.origin}/healthz`)).status).toBe(200);
    giveBack();
    await friday.untilReadiness(200);
    await expectAtWork(telegram, context);
  });
});
