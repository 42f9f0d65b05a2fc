import { Telegraf } from 'telegraf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';
import { createTestClock } from '../../support/clock.ts';

const TERMINATED = /^Conflict: terminated by other getUpdates request; make sure that only one bot instance is running/;

describe('updates from the fake Telegram, polled', () => {
  const clock = createTestClock('2026-11-23T10:00:00Z');
  let telegram: FakeTelegram;
  let bot: ReturnType<typeof botOf>;

  beforeEach(async () => {
    telegram = await startFakeTelegram({ clock });
    bot = botOf(telegram);
  });
  afterEach(() => telegram.stop());

  const polled = async (args: object = {}) => (await bot.call('getUpdates', args)) as { update_id: number }[];
  const idsOf = (updates: { update_id: number }[]) => updates.map(({ update_id }) => update_id);
  const saidId = async (text: string) => Number((await telegram.user('anna').says(text)).update?.update_id);

  it('come again until a higher offset confirms them', async () => {
    const [first, second] = [await saidId('one'), await saidId('two')];
    expect(idsOf(await polled())).toEqual([first, second]);
    expect(idsOf(await polled({ limit: 1 }))).toEqual([first]);
    expect(idsOf(await polled({ offset: second }))).toEqual([second]);
    expect(telegram.pendingUpdates()).toBe(1);
    expect(await polled({ offset: second + 1 })).toEqual([]);
    expect(telegram.pendingUpdates()).toBe(0);
  });

  it('are waited for, and come in one answer when they happen at once', async () => {
    const poll = polled({ timeout: 30 });
    await expect.poll(telegram.isPolled).toBe(true);
    const said = [telegram.user('anna').says('one'), telegram.user('bohdan').says('two')];
    expect(await poll).toEqual((await Promise.all(said)).map(({ update }) => update));
    expect(telegram.inFlight()).toBe(0);
  });

  it('are only of the kinds that were asked for, until others are', async () => {
    await polled({ allowed_updates: ['callback_query'] });
    expect(await telegram.user('anna').says('one')).toMatchObject({ update: undefined });
    await polled();
    expect(await telegram.user('anna').says('two')).toMatchObject({ update: undefined });
    await polled({ allowed_updates: [] });
    await saidId('three');
    expect(await polled()).toMatchObject([{ message: { text: 'three' } }]);
    expect(await bot.said('getUpdates', { allowed_updates: ['gossip'] })).toMatch(/there are no gossip/);
  });

  it('end for one poller when another comes, or a webhook', async () => {
    const first = bot.said('getUpdates', { timeout: 30 });
    await expect.poll(telegram.isPolled).toBe(true);
    const second = bot.said('getUpdates', { timeout: 30 });
    expect(await first).toMatch(TERMINATED);
    await expect.poll(telegram.isPolled).toBe(true);
    telegram.conflict();
    expect(await second).toMatch(TERMINATED);
    telegram.conflict();
    expect(await bot.said('getUpdates')).toMatch(TERMINATED);
    const third = bot.said('getUpdates', { timeout: 30 });
    await expect.poll(telegram.isPolled).toBe(true);
    expect(await bot.said('setWebhook', { url: 'https://prostor.test/hook' })).toBe('ok');
    expect(await third).toBe('Conflict: terminated by setWebhook request');
    expect(await bot.said('getUpdates')).toMatch(/^Conflict: can't use getUpdates method while webhook is active/);
    telegram.expectNoViolations();
  });

  it('are not lost when the connection breaks, and a client that gave up is forgotten', async () => {
    const broken = polled({ timeout: 30 });
    await expect.poll(telegram.isPolled).toBe(true);
    telegram.disconnectPolls();
    await expect(broken).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect.poll(telegram.isPolled).toBe(false);
    const given = new AbortController();
    const args = { signal: given.signal };
    const abandoned = bot.client.callApi('getUpdates' as never, { timeout: 30 } as never, args as never);
    await expect.poll(telegram.isPolled).toBe(true);
    given.abort();
    await expect(abandoned).rejects.toThrow(/abort/);
    await expect.poll(telegram.isPolled).toBe(false);
    const id = await saidId('still here');
    expect(idsOf(await polled())).toEqual([id]);
  });

  it('stay where they are while nobody is answered', async () => {
    const answers: unknown[] = [];
    const lost = () =>
      void polled({ timeout: 30 }).then(
        (answer) => answers.push(answer),
        () => {},
      );
    lost();
    await expect.poll(telegram.isPolled).toBe(true);
    telegram.blackhole(true);
    lost();
    const id = await saidId('Hello?');
    await new Promise((resolve) => setTimeout(resolve, 50));
    telegram.blackhole(false);
    expect(idsOf(await polled())).toEqual([id]);
    expect(answers).toEqual([]);
  });

  it('can come twice, and be counted from anywhere', async () => {
    const first = await saidId('one');
    await polled({ offset: first + 1 });
    await telegram.redeliver(first);
    expect(idsOf(await polled({ offset: first + 1 }))).toEqual([first]);
    telegram.setNextUpdateId(1000);
    expect(await saidId('two')).toBe(1000);
    // An offset of the old count confirms nothing of the new one.
    expect(idsOf(await polled({ offset: first + 1 }))).toEqual([1000]);
    expect(idsOf(await polled({ offset: 1001 }))).toEqual([]);
  });

  it('serve a bot of telegraf, from its start to its stop', async () => {
    const app = new Telegraf(telegram.token, { telegram: { apiRoot: telegram.apiRoot, webhookReply: false } });
    app.command('task', (context) => context.reply('Which?', { reply_markup: { force_reply: true } }));
    app.on('message', (context) => context.reply(`Done: ${context.text}`));
    const launched = app.launch();
    const anna = telegram.user('anna');
    await anna.says('/task');
    await expect.poll(() => telegram.shownTo('anna')).toEqual(['Which?']);
    await anna.replies(telegram.world.messages.at(-1) ?? expect.fail(), 'Call');
    await expect.poll(() => telegram.shownTo('anna')).toEqual(['Which?', 'Done: Call']);
    app.stop();
    await launched;
    await expect.poll(telegram.pendingUpdates).toBe(0);
    telegram.expectNoViolations();
  });

  it('are kept for a day', async () => {
    await saidId('yesterday');
    clock.advance({ hours: 23 });
    await saidId('today');
    clock.advance({ hours: 2 });
    expect(await polled()).toMatchObject([{ message: { text: 'today' } }]);
  });
});
