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

  it.each([
    ['who has left', ['slack'] as Platform[], { leftAt: '2026-11-01T00:00:00.000Z' as Instant }],
    ['whose messengers are all turned off', ['telegram'] as Platform[], {}],
  ])('writes to nobody %s', async (_, platforms, more) => {
    const slack = createFakeAdapter('slack');
    await ledger.owe(await ledger.addPerson('anna', platforms, more), 'hi');
    expect(await ledger.outboxOver(slack).drain()).toEqual({ sent: 0, retried: 0, failed: 1 });
    expect(slack.got).toEqual([]);
  });
});
