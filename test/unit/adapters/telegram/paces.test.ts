import { describe, expect, it } from 'vitest';
import { createTelegramPacing } from '../../../../adapters/telegram/sending/paces.ts';
import { createVirtualTime, settled } from '../../../support/virtual-time.ts';

const GROUP = '-1001234567890';

function begun() {
  const time = createVirtualTime();
  const pacing = createTelegramPacing(time);
  /** when each turn came, in milliseconds */
  const went: number[] = [];
  function ask(chatId: string, options: Parameters<typeof pacing.turn>[1] = {}) {
    return pacing.turn(chatId, options).then(
      () => void went.push(time.now()),
      (error) => error,
    );
  }
  /** the most that went within so long, wherever it begins; its both ends count */
  const mostWithin = (ms: number) =>
    Math.max(...went.map((from) => went.filter((at) => at >= from && at <= from + ms).length));
  return { time, pacing, went, ask, mostWithin };
}

describe('the pace of messages to Telegram', () => {
  it('is one message a second to a person, after a short burst', async () => {
    const { time, went, ask } = begun();
    for (let n = 0; n < 6; n++) ask('4711');
    await time.advance(10_000);
    expect(went).toEqual([0, 0, 36, 1000, 2000, 3000]);
  });

  it('is at most 20 messages to a group in any minute, and hardly less', async () => {
    const { time, went, ask, mostWithin } = begun();
    for (let n = 0; n < 100; n++) ask(GROUP);
    await time.advance(10 * 60_000);
    expect(went).toHaveLength(100);
    expect(mostWithin(60_000)).toBe(20);
    expect(mostWithin(63_000)).toBe(20);
  });

  it('is still that when a group has been at rest and bursts come again', async () => {
    const { time, ask, mostWithin } = begun();
    for (let round = 0; round < 20; round++) {
      for (let n = 0; n < 3; n++) ask(GROUP);
      await time.advance(11_000);
    }
    await time.advance(60_000);
    expect(mostWithin(60_000)).toBeLessThanOrEqual(20);
  });

  it('is at most 30 messages to everybody in any second, also where the network brings them closer together', async () => {
    const { time, went, ask, mostWithin } = begun();
    for (let n = 0; n < 200; n++) ask(String(4711 + n));
    await time.advance(10_000);
    expect(went).toHaveLength(200);
    expect(mostWithin(1000)).toBe(29);
    expect(mostWithin(1040)).toBe(30);
  });

  it('does not let a person wait for a group', async () => {
    const { time, ask } = begun();
    for (let n = 0; n < 10; n++) ask(GROUP);
    await time.advance(1000);
    let hasGone = false;
    ask('4711').then(() => {
      hasGone = true;
    });
    await settled();
    expect(hasGone).toBe(true);
  });

  it('refuses as a call to Telegram would', async () => {
    const { pacing, ask } = begun();
    pacing.hold('4711', 29.5);
    const refused = await ask('4711', { patienceSeconds: 5 });
    expect(refused).toMatchObject({ name: 'TelegramApiError', kind: 'limited', retryAfterSeconds: 30 });
    const calledOff = await ask('4712', { signal: AbortSignal.abort() });
    expect(calledOff).toMatchObject({ name: 'TelegramApiError', kind: 'not sent' });
  });
});
