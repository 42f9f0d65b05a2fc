import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { oweQuietly } from '../../../src/changes/owe-quietly.ts';
import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import { line } from '../../../src/chat/reply.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createFakeAdapter, openLedger } from './ledger.ts';

function messengerThatIsDown() {
  let isDown = true;
  const adapter = createFakeAdapter('terminal', () => {
    if (isDown) throw new DeliveryError('temporary', 'down');
  });
  const comeBack = () => {
    isDown = false;
  };
  return { adapter, comeBack };
}

const TOGETHER = 'anna@terminal: \none\ntwo';

/** Owed on Friday at 21:00 in Kyiv, where it is quiet until Monday, 08:00. */
describe('messages that waited for the end of quiet hours', () => {
  let ledger: Awaited<ReturnType<typeof openLedger>>;
  let anna: Person;

  beforeEach(async () => {
    ledger = await openLedger();
    ledger.clock.set('2026-11-27T19:00:00Z');
    anna = await ledger.addPerson('anna', ['terminal']);
    for (const words of ['one', 'two']) await oweLater(words);
  });
  afterEach(() => ledger.close());

  async function oweLater(words: string, person = anna): Promise<void> {
    const message = { kind: 'test', body: { blocks: [line(words)] } };
    await ledger.store.transact((tx) => oweQuietly({ tx, now: ledger.clock.now() }, person, message));
  }

  const monday = () => ledger.clock.set('2026-11-30T06:00:00Z');

  const states = async () => (await ledger.outcomes()).map(({ state }) => state);

  it('are sent as one, and each is settled with its reference', async () => {
    const adapter = createFakeAdapter('terminal');
    const outbox = ledger.outboxOver(adapter);
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 0, failed: 0 });
    monday();
    expect(await outbox.drain()).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(adapter.got).toEqual([TOGETHER]);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    expect(await ledger.references()).toEqual(['1', '1', '1']);
  });

  it('stay one message while it cannot be sent, and nothing that came later joins it or overtakes it', async () => {
    const { adapter, comeBack } = messengerThatIsDown();
    const outbox = ledger.outboxOver(adapter);
    monday();
    expect((await outbox.drain()).retried).toBe(1);
    await ledger.owe(anna, 'three');
    await oweLater('four');
    comeBack();
    ledger.clock.advance({ minutes: 1 });
    expect((await outbox.drain()).sent).toBe(3);
    expect(adapter.got).toEqual([TOGETHER, 'anna@terminal: three', 'anna@terminal: four']);
  });

  it('are tried each by itself where they cannot be sent as one', async () => {
    const adapter = createFakeAdapter('terminal', (_, text) => {
      if (text.includes('one')) throw new DeliveryError('rejected', 'no such words');
    });
    monday();
    await ledger.outboxOver(adapter).drain();
    expect(adapter.got).toEqual(['anna@terminal: two']);
    expect(await states()).toEqual(['failed', 'sent', 'failed']);
  });

  it('are sent by one of two processes, once', async () => {
    const adapter = createFakeAdapter('terminal');
    monday();
    await Promise.all([ledger.outboxOver(adapter).drain(), ledger.outboxOver(adapter).drain()]);
    expect(adapter.got).toEqual([TOGETHER]);
  });

  it('are sent as one after a crash between taking and sending', async () => {
    const adapter = createFakeAdapter('terminal');
    monday();
    const hung = createFakeAdapter('terminal', () => new Promise(() => {}));
    void ledger.outboxOver(hung).drain();
    await expect.poll(states).toHaveLength(3);
    ledger.clock.advance({ minutes: 2 });
    await ledger.outboxOver(adapter).drain();
    expect(adapter.got).toEqual([TOGETHER]);
  });

  it('are put off again when the messenger comes back at night, and hold up nothing that may come then', async () => {
    const { adapter, comeBack } = messengerThatIsDown();
    const outbox = ledger.outboxOver(adapter);
    monday();
    await outbox.drain();
    comeBack();
    ledger.clock.set('2026-11-30T20:00:00Z');
    await ledger.owe(anna, 'urgent');
    await outbox.drain();
    expect(adapter.got).toEqual(['anna@terminal: urgent']);
    ledger.clock.set('2026-12-01T06:00:00Z');
    await outbox.drain();
    expect(adapter.got).toEqual(['anna@terminal: urgent', TOGETHER]);
  });

  it('go out as they are owed where a person’s quiet hours cannot be told', async () => {
    const adapter = createFakeAdapter('terminal');
    const boris = await ledger.addPerson('boris', ['terminal']);
    await oweLater('three', boris);
    await ledger.store.transact((tx) => tx.people.save({ ...anna, zone: 'Nowhere/Atall' }));
    monday();
    await ledger.outboxOver(adapter).drain();
    expect(adapter.got.sort()).toEqual(['anna@terminal: one', 'anna@terminal: two', 'boris@terminal: three']);
  });

  it('do not wait where people look at what comes anyway', async () => {
    const attended = Object.assign(createFakeAdapter('terminal'), { isAttended: true as const });
    await ledger.outboxOver(attended).drain();
    expect(attended.got).toEqual(['anna@terminal: one', 'anna@terminal: two']);
  });

  it('are tried for three days from the first time, nights included', async () => {
    const adapter = createFakeAdapter('terminal', () => {
      throw new DeliveryError('temporary', 'down');
    });
    const outbox = ledger.outboxOver(adapter);
    monday();
    for (let hours = 0; hours < 24 * 3; hours += 1) {
      await outbox.drain();
      expect(await states()).not.toContain('expired');
      ledger.clock.advance({ hours: 1 });
    }
    await outbox.drain();
    expect(await states()).toEqual(['expired', 'expired', 'expired']);
    expect((await ledger.outcomes())[2]?.reason).toContain('tried since 2026-11-30T06:00:00.000Z');
  });

  it('come on after what was put off in their stead, at once', async () => {
    const { adapter, comeBack } = messengerThatIsDown();
    const outbox = ledger.outboxOver(adapter);
    monday();
    await outbox.drain();
    comeBack();
    ledger.clock.set('2026-11-30T20:00:00Z');
    await ledger.owe(anna, 'urgent');
    outbox.start();
    await vi.waitFor(() => expect(adapter.got).toEqual(['anna@terminal: urgent']), { timeout: 300 });
    await outbox.stop();
  });

  it('a reminder that was owed before there were quiet hours comes as it was owed', async () => {
    const adapter = createFakeAdapter('terminal');
    const boris = await ledger.addPerson('boris', ['terminal']);
    const now = ledger.clock.now();
    const body = { blocks: [line('remember')] };
    const owed = { personId: boris.id, kind: 'own-reminder', body, createdAt: now, dueAt: now };
    await ledger.store.transact((tx) => tx.deliveries.owe({ ...owed, key: 'reminder:1' }));
    await ledger.outboxOver(adapter).drain();
    expect(adapter.got).toEqual(['boris@terminal: remember']);
  });

  it('keep nobody waiting while they are looked at, however many they are', async () => {
    const people = [anna];
    for (let n = 0; n < 30; n += 1) people.push(await ledger.addPerson(`p${n}`, ['terminal']));
    for (const person of people) for (let n = 0; n < 60; n += 1) await oweLater(`m${n}`, person);
    const outbox = ledger.outboxOver(createFakeAdapter('terminal'));
    await outbox.drain();
    monday();
    const asked: number[] = [];
    ledger.database.onStatement = () => {
      asked.push((asked.pop() ?? 0) + 1);
    };
    const { transact } = ledger.store;
    ledger.store.transact = (work) =>
      transact((tx) => {
        asked.push(0);
        return work(tx);
      });
    expect((await outbox.drain()).sent).toBe(people.length * 2 + 1);
    expect(Math.max(...asked)).toBeLessThan(50);
  });
});
