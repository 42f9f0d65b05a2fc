import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import { addSeconds } from '../../../src/domain/instant.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createFakeAdapter, openLedger } from './ledger.ts';

describe('the outbox', () => {
  let ledger: Awaited<ReturnType<typeof openLedger>>;

  beforeEach(async () => {
    ledger = await openLedger();
  });
  afterEach(() => ledger.close());

  it('sends what is due, in order, once', async () => {
    const adapter = createFakeAdapter('terminal');
    const outbox = ledger.outboxOver(adapter);
    const anna = await ledger.addPerson('anna', ['terminal']);
    await ledger.owe(anna, 'one');
    await ledger.owe(anna, 'two');
    await ledger.owe(anna, 'later', addSeconds(ledger.clock.now(), 60));
    expect(await outbox.drain()).toEqual({ sent: 2, retried: 0, failed: 0 });
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 0, failed: 0 });
    ledger.clock.advance({ minutes: 1 });
    expect(await outbox.drain()).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(adapter.got).toEqual(['anna@terminal: one', 'anna@terminal: two', 'anna@terminal: later']);
  });

  it('sends more than one batch, and each message once to two processes', async () => {
    const adapter = createFakeAdapter('terminal');
    const people = await Promise.all([1, 2, 3].map((n) => ledger.addPerson(`p${n}`, ['terminal'])));
    for (const person of people) for (let i = 0; i < 40; i += 1) await ledger.owe(person, `m${i}`);
    const drained = await Promise.all([ledger.outboxOver(adapter).drain(), ledger.outboxOver(adapter).drain()]);
    const rest = await ledger.outboxOver(adapter).drain();
    expect([...drained, rest].reduce((sum, { sent }) => sum + sent, 0)).toBe(120);
    expect(new Set(adapter.got).size).toBe(120);
    expect(adapter.got.filter((one) => one.startsWith('p1'))).toEqual(
      Array.from({ length: 40 }, (_, i) => `p1@terminal: m${i}`),
    );
  });

  it('waits as long as the platform asks, and keeps the order', async () => {
    let limited = true;
    const slack = createFakeAdapter('slack', () => {
      if (limited) throw new DeliveryError('temporary', 'ratelimited', 30);
    });
    const outbox = ledger.outboxOver(slack);
    const anna = await ledger.addPerson('anna', ['slack']);
    await ledger.owe(anna, 'one');
    await ledger.owe(anna, 'two');
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 1, failed: 0 });
    limited = false;
    await ledger.owe(anna, 'three');
    ledger.clock.advance({ seconds: 29 });
    expect((await outbox.drain()).sent).toBe(0);
    ledger.clock.advance({ seconds: 10 });
    expect((await outbox.drain()).sent).toBe(3);
    expect(slack.got).toEqual(['anna@slack: one', 'anna@slack: two', 'anna@slack: three']);
  });

  it('delays and never loses what an outage held up for a day', async () => {
    let isDown = true;
    const slack = createFakeAdapter('slack', () => {
      if (isDown) throw new DeliveryError('temporary', 'down');
    });
    const outbox = ledger.outboxOver(slack);
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'hi');
    for (let i = 0; i < 96; i += 1) {
      await outbox.drain();
      ledger.clock.advance({ minutes: 15 });
    }
    isDown = false;
    ledger.clock.advance({ minutes: 20 });
    expect((await outbox.drain()).sent).toBe(1);
  });

  it('loses nothing that waited behind another message while a day of responses was lost', async () => {
    let isDown = true;
    const slack = createFakeAdapter('slack', () => {
      if (isDown) throw new DeliveryError('unknown', 'the response was lost');
    });
    const outbox = ledger.outboxOver(slack);
    const anna = await ledger.addPerson('anna', ['slack']);
    for (const text of ['one', 'two']) await ledger.owe(anna, text);
    for (let i = 0; i < 96 * 3; i += 1) {
      isDown = i < 96;
      expect((await outbox.drain()).failed).toBe(0);
      ledger.clock.advance({ minutes: 15 });
    }
    expect(slack.got).toEqual(['anna@slack: one', 'anna@slack: two']);
  });

  it('calls off a send that takes too long, and sends it again at most twice', async () => {
    const told: boolean[] = [];
    const slack = createFakeAdapter('slack', async (_message, _text, signal) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      queueMicrotask(() => vi.advanceTimersByTime(20_000));
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      told.push(signal?.aborted ?? false);
      return new Promise(() => {});
    });
    const outbox = ledger.outboxOver(slack);
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'slow');
    for (let i = 0; i < 200; i += 1) {
      await outbox.drain();
      vi.useRealTimers();
      ledger.clock.advance({ minutes: 15 });
    }
    expect(told).toEqual([true, true, true]);
    expect(await ledger.outcomes()).toEqual([
      { state: 'failed', reason: 'outcome unknown 3 times, last unknown: no answer within 20000 ms' },
    ]);
  });

  it('believes a messenger that says in time what became of a send that was called off', async () => {
    const slack = createFakeAdapter('slack', async (_message, _text, signal) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      queueMicrotask(() => vi.advanceTimersByTime(19_000));
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    });
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'just in time');
    const drained = await ledger.outboxOver(slack).drain();
    vi.useRealTimers();
    expect(drained).toEqual({ sent: 1, retried: 0, failed: 0 });
  });

  it('sends to everybody else while one person’s messages fail', async () => {
    const slack = createFakeAdapter('slack', (message) => {
      if (message.to.externalId === 'p2@slack') throw new TypeError('bug');
    });
    for (const n of [1, 2, 3]) await ledger.owe(await ledger.addPerson(`p${n}`, ['slack']), 'hi');
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 2, retried: 1, failed: 0 });
    expect(slack.got.sort()).toEqual(['p1@slack: hi', 'p3@slack: hi']);
  });

  it('does not wait for ever for a messenger that never answers', async () => {
    const slack = createFakeAdapter('slack', (message) => {
      if (message.to.externalId === 'p1@slack') return new Promise(() => {});
      return undefined;
    });
    for (const n of [1, 2]) await ledger.owe(await ledger.addPerson(`p${n}`, ['slack']), 'hi');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const drained = ledger.outboxOver(slack).drain();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    expect(await drained).toEqual({ sent: 1, retried: 1, failed: 0 });
  });

  it('sends through one messenger while another one hangs, however much it owes there', async () => {
    const slack = createFakeAdapter('slack', () => new Promise(() => {}));
    const telegram = createFakeAdapter('telegram');
    for (let n = 0; n < 120; n += 1) await ledger.owe(await ledger.addPerson(`s${n}`, ['slack']), 'hi');
    for (let n = 0; n < 3; n += 1) await ledger.owe(await ledger.addPerson(`t${n}`, ['telegram']), 'hi');
    const outbox = ledger.outboxOver(slack, telegram);
    outbox.start();
    await vi.waitFor(() => expect(telegram.got).toHaveLength(3));
    expect(slack.begun()).toBe(8);
    await ledger.owe(await ledger.addPerson('late', ['telegram']), 'hi');
    outbox.wake();
    await vi.waitFor(() => expect(telegram.got).toContain('late@telegram: hi'));
    const stopped = outbox.stop();
    slack.letGo();
    await stopped;
    expect(slack.begun()).toBe(8);
  });

  it('goes on with everybody else in a messenger while it hangs for one person there', async () => {
    const slack = createFakeAdapter('slack', (message) =>
      message.to.externalId === 'p0@slack' ? new Promise(() => {}) : undefined,
    );
    const people = await Promise.all(Array.from({ length: 130 }, (_, n) => ledger.addPerson(`p${n}`, ['slack'])));
    for (const person of people) await ledger.owe(person, 'hi');
    const outbox = ledger.outboxOver(slack);
    outbox.start();
    await vi.waitFor(() => expect(slack.got).toHaveLength(129));
    slack.letGo();
    await outbox.stop();
  });

  it('sends at most eight messages at once through a messenger, and eight more through another', async () => {
    const most = { slack: 0, telegram: 0 };
    const adapters = (['slack', 'telegram'] as const).map((platform) => {
      let now = 0;
      return createFakeAdapter(platform, async () => {
        now += 1;
        most[platform] = Math.max(most[platform], now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
      });
    });
    for (const platform of ['slack', 'telegram'] as const) {
      for (let n = 0; n < 40; n += 1) await ledger.owe(await ledger.addPerson(`${platform}${n}`, [platform]), 'hi');
    }
    expect((await ledger.outboxOver(...adapters).drain()).sent).toBe(80);
    expect(most).toEqual({ slack: 8, telegram: 8 });
  });

  it('follows people who go on in another messenger with what they are owed', async () => {
    const slack = createFakeAdapter('slack', () => {
      throw new DeliveryError('temporary', 'down');
    });
    const telegram = createFakeAdapter('telegram');
    const anna = await ledger.addPerson('anna', ['slack', 'telegram']);
    for (const text of ['one', 'two']) await ledger.owe(anna, text);
    const outbox = ledger.outboxOver(slack, telegram);
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 1, failed: 0 });
    await ledger.store.transact(async (tx) => {
      await tx.people.save({ ...anna, lastPlatform: 'telegram' });
      await tx.deliveries.follow(anna.id);
    });
    ledger.clock.advance({ minutes: 1 });
    expect(await outbox.drain()).toEqual({ sent: 2, retried: 0, failed: 0 });
    expect(telegram.got).toEqual(['anna@telegram: one', 'anna@telegram: two']);
  });

  it('lets the store work while it waits for a messenger', async () => {
    let people: Person[] = [];
    const slack = createFakeAdapter('slack', async () => {
      people = await ledger.store.transact((tx) => tx.people.list({ offset: 0, limit: 10 }));
    });
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'hi');
    expect((await ledger.outboxOver(slack).drain()).sent).toBe(1);
    expect(people).toHaveLength(1);
  });

  it('sends by itself, at once when woken, and finishes the message at work when stopped', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const begun: string[] = [];
    const slack = createFakeAdapter('slack', (_, text) => {
      begun.push(text);
      return text === 'slow' ? held : undefined;
    });
    const outbox = ledger.outboxOver(slack);
    const anna = await ledger.addPerson('anna', ['slack']);
    await ledger.owe(anna, 'first');
    outbox.start();
    await vi.waitFor(() => expect(slack.got).toHaveLength(1));
    await ledger.owe(anna, 'slow');
    await ledger.owe(anna, 'never begun');
    outbox.wake();
    await vi.waitFor(() => expect(begun).toEqual(['first', 'slow']));
    const stopped = outbox.stop();
    release();
    await stopped;
    expect(slack.got).toEqual(['anna@slack: first', 'anna@slack: slow']);
    ledger.clock.advance({ minutes: 2 });
    outbox.start();
    await vi.waitFor(() => expect(slack.got).toHaveLength(3));
    await outbox.stop();
  });

  it('sends a message once where the clock is set back meanwhile, and what came later after it', async () => {
    const slack = createFakeAdapter('slack', (_, text) => (text === 'slow' ? held : undefined));
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const outbox = ledger.outboxOver(slack);
    const anna = await ledger.addPerson('anna', ['slack']);
    const boris = await ledger.addPerson('boris', ['slack']);
    const early = addSeconds(ledger.clock.now(), -7200);
    await ledger.owe(anna, 'slow', early);
    outbox.start();
    await vi.waitFor(() => expect(slack.begun()).toBe(1));
    ledger.clock.advance({ hours: -1 });
    await ledger.owe(anna, 'later', early);
    await ledger.owe(boris, 'hi', early);
    outbox.wake();
    await vi.waitFor(() => expect(slack.got).toEqual(['boris@slack: hi']));
    letGo();
    await vi.waitFor(() => expect(slack.got).toHaveLength(3));
    await outbox.stop();
    expect(slack.got).toEqual(['boris@slack: hi', 'anna@slack: slow', 'anna@slack: later']);
  });
});
