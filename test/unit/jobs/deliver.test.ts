import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import type { Platform } from '../../../src/domain/person.ts';
import { createFakeAdapter, openLedger } from './ledger.ts';

describe('a message owed to a person', () => {
  let ledger: Awaited<ReturnType<typeof openLedger>>;

  beforeEach(async () => {
    ledger = await openLedger();
  });
  afterEach(() => ledger.close());

  it('writes in the messenger used last, in the language of the person', async () => {
    let language: string | undefined;
    const slack = createFakeAdapter('slack');
    const telegram = createFakeAdapter('telegram', (message) => {
      language = message.language;
    });
    await ledger.owe(
      await ledger.addPerson('anna', ['slack', 'telegram'], { lastPlatform: 'telegram', language: 'uk' }),
      'hi',
    );
    await ledger.outboxOver(slack, telegram).drain();
    expect([slack.got, telegram.got, language]).toEqual([[], ['anna@telegram: hi'], 'uk']);
  });

  it('writes elsewhere where the messenger used last is turned off', async () => {
    const slack = createFakeAdapter('slack');
    await ledger.owe(await ledger.addPerson('anna', ['slack', 'telegram'], { lastPlatform: 'telegram' }), 'hi');
    await ledger.outboxOver(slack).drain();
    expect(slack.got).toEqual(['anna@slack: hi']);
  });

  it('marks an account that cannot be reached and tries the other', async () => {
    const telegram = createFakeAdapter('telegram', () => {
      throw new DeliveryError('unreachable', 'blocked');
    });
    const slack = createFakeAdapter('slack');
    const anna = await ledger.addPerson('anna', ['telegram', 'slack']);
    await ledger.owe(anna, 'hi');
    expect(await ledger.outboxOver(telegram, slack).drain()).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(slack.got).toEqual(['anna@slack: hi']);
    const identities = await ledger.store.transact((tx) => tx.people.identitiesOf(anna.id));
    expect(identities.map(({ platform, unreachableAt }) => [platform, unreachableAt])).toEqual(
      expect.arrayContaining([
        ['telegram', ledger.clock.now()],
        ['slack', null],
      ]),
    );
  });

  it('tries an account marked in this drain only once', async () => {
    let attempts = 0;
    const telegram = createFakeAdapter('telegram', () => {
      attempts += 1;
      throw new DeliveryError('unreachable', 'blocked');
    });
    const anna = await ledger.addPerson('anna', ['telegram']);
    await ledger.owe(anna, 'one');
    await ledger.owe(anna, 'two');
    expect(await ledger.outboxOver(telegram).drain()).toEqual({ sent: 0, retried: 0, failed: 2 });
    expect(attempts).toBe(1);
  });

  it('gives up a message that the platform will never take, and only that', async () => {
    const slack = createFakeAdapter('slack', (_, text) => {
      if (text === 'bad') throw new DeliveryError('rejected', 'invalid_blocks');
    });
    const anna = await ledger.addPerson('anna', ['slack']);
    await ledger.owe(anna, 'bad');
    await ledger.owe(anna, 'good');
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 1, retried: 0, failed: 1 });
    ledger.clock.advance({ days: 1 });
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 0, retried: 0, failed: 0 });
  });

  it('is left to the process that has the messenger', async () => {
    const terminal = createFakeAdapter('terminal');
    const slack = createFakeAdapter('slack');
    const anna = await ledger.addPerson('anna', ['slack']);
    await ledger.owe(anna, 'one');
    expect(await ledger.outboxOver(terminal).drain()).toEqual({ sent: 0, retried: 0, failed: 0 });
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(slack.got).toEqual(['anna@slack: one']);
  });

  it('is left to the process that has the other messenger when this one is blocked', async () => {
    const slack = createFakeAdapter('slack');
    const telegram = createFakeAdapter('telegram', () => {
      throw new DeliveryError('unreachable', 'blocked');
    });
    const anna = await ledger.addPerson('anna', ['telegram', 'slack']);
    for (const text of ['one', 'two']) await ledger.owe(anna, text);
    expect(await ledger.outboxOver(telegram).drain()).toEqual({ sent: 0, retried: 1, failed: 0 });
    expect((await ledger.outboxOver(slack).drain()).sent).toBe(2);
    expect(slack.got).toEqual(['anna@slack: one', 'anna@slack: two']);
  });

  it('expires after three days without a process that has the messenger', async () => {
    const terminal = createFakeAdapter('terminal');
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'hi');
    ledger.clock.advance({ days: 3, seconds: -1 });
    expect((await ledger.outboxOver(terminal).drain()).failed).toBe(0);
    ledger.clock.advance({ seconds: 1 });
    expect((await ledger.outboxOver(terminal).drain()).failed).toBe(1);
    expect(await ledger.outcomes()).toEqual([{ state: 'expired', reason: 'nobody sends to slack' }]);
  });

  it('is sent however long Friday itself was down', async () => {
    let isLimited = true;
    const slack = createFakeAdapter('slack', () => {
      if (isLimited) throw new DeliveryError('temporary', 'ratelimited');
    });
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'hi');
    ledger.clock.advance({ days: 30 });
    expect((await ledger.outboxOver(slack).drain()).retried).toBe(1);
    isLimited = false;
    ledger.clock.advance({ minutes: 1 });
    expect((await ledger.outboxOver(slack).drain()).sent).toBe(1);
  });

  it('expires, with the reason, when its messenger has been down for three days', async () => {
    const slack = createFakeAdapter('slack', () => {
      throw new DeliveryError('temporary', 'down');
    });
    await ledger.owe(await ledger.addPerson('anna', ['slack']), 'hi');
    let failed = 0;
    for (let i = 0; i < 4 * 24 * 3 && failed === 0; i += 1) {
      ({ failed } = await ledger.outboxOver(slack).drain());
      ledger.clock.advance({ minutes: 20 });
    }
    expect(await ledger.outcomes()).toEqual([
      { state: 'expired', reason: 'tried since 2026-11-27T09:00:00.000Z, last temporary: down' },
    ]);
  });

  it.each([
    ['who has left', ['slack'] as Platform[], { leftAt: '2026-11-01T00:00:00.000Z' as Instant }],
    ['who has no account', [] as Platform[], {}],
  ])('writes to nobody %s', async (_, platforms, more) => {
    const slack = createFakeAdapter('slack');
    await ledger.owe(await ledger.addPerson('anna', platforms, more), 'hi');
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 0, retried: 0, failed: 1 });
    expect(slack.got).toEqual([]);
  });
});
