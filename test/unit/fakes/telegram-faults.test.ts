import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';
import type { Fault } from '../../fakes/telegram/faults.ts';
import { createLimits } from '../../fakes/telegram/limits.ts';

describe('a fake Telegram that is not well', () => {
  let telegram: FakeTelegram;
  let bot: ReturnType<typeof botOf>;

  beforeEach(async () => {
    telegram = await startFakeTelegram();
    bot = botOf(telegram);
    await telegram.user('anna').starts();
  });
  afterEach(() => telegram.stop());

  async function sendWith(fault: Fault): Promise<string> {
    telegram.faults.add({ method: 'sendMessage', fault, times: 1 });
    try {
      await bot.call('sendMessage', { chat_id: telegram.user('anna').id, text: fault.kind });
      return 'ok';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it.each<[fault: Fault, said: RegExp, isShown: boolean]>([
    [{ kind: 'limited', retryAfterSeconds: 7 }, /429: Too Many Requests: retry after 7/, false],
    [{ kind: 'status', status: 500 }, /500: Internal Server Error/, false],
    [{ kind: 'status', status: 502 }, /502: Bad Gateway/, false],
    [{ kind: 'reset' }, /ECONNRESET|socket hang up/, false],
    [{ kind: 'dropped' }, /ECONNRESET|socket hang up/, true],
    [{ kind: 'slow', ms: 5 }, /^ok$/, true],
    [{ kind: 'hang', ms: 5 }, /^ok$/, true],
    [{ kind: 'malformed' }, /invalid json response body/, true],
    [{ kind: 'malformed', acts: false }, /invalid json response body/, false],
    [{ kind: 'refused', code: 403, description: 'Forbidden: whatever' }, /403: Forbidden: whatever/, false],
  ])('does %o', async (fault, said, isShown) => {
    expect(await sendWith(fault)).toMatch(said);
    expect(telegram.shownTo('anna')).toEqual(isShown ? [fault.kind] : []);
    expect(telegram.faults.happened).toMatchObject([{ method: 'sendMessage', fault }]);
    telegram.expectNoViolations();
  });

  it('says how long to wait where a machine reads it', async () => {
    telegram.faults.add({ method: 'getMe', fault: { kind: 'limited', retryAfterSeconds: 3 }, times: 1 });
    await expect(bot.call('getMe')).rejects.toMatchObject({ code: 429, parameters: { retry_after: 3 } });
  });

  it('still sends updates when everything else fails', async () => {
    telegram.faults.add({ method: '*', fault: { kind: 'reset' } });
    expect(await bot.said('getUpdates')).toBe('ok');
    await expect(bot.said('getChat', { chat_id: 1 })).rejects.toThrow();
  });
});

describe('the limits of the fake Telegram', () => {
  it('are one message a second and person, with a short burst, and twenty a minute and group', () => {
    let nowMs = 0;
    const limits = createLimits(() => nowMs);
    const waits = (chat_id: number, times: number, method = 'sendMessage') =>
      Array.from({ length: times }, () => limits.take(method, { chat_id }));
    expect(waits(5, 4)).toEqual([undefined, undefined, undefined, 1]);
    expect(waits(5, 2, 'editMessageText')).toEqual([undefined, undefined]);
    nowMs = 10_000;
    expect(waits(-5, 21).slice(19)).toEqual([undefined, 3]);
    nowMs = 13_000;
    expect(waits(-5, 2)).toEqual([undefined, 3]);
    expect(waits(5, 1, 'sendChatAction')).toEqual([undefined]);
  });

  it('are thirty messages a second for all together', () => {
    const limits = createLimits(() => 0);
    const waits = Array.from({ length: 31 }, (_, index) => limits.take('sendMessage', { chat_id: index + 1 }));
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(30);
    expect(waits[30]).toBe(1);
  });

  it('hold where they are asked for', async () => {
    const telegram = await startFakeTelegram({ hasLimits: true });
    const bot = botOf(telegram);
    const anna = telegram.user('anna');
    await anna.starts();
    const send = () => bot.said('sendMessage', { chat_id: anna.id, text: 'Hi' });
    const said = await Promise.all([send(), send(), send(), send()]);
    expect(said.sort()).toEqual(['Too Many Requests: retry after 1', 'ok', 'ok', 'ok']);
    telegram.expectNoViolations();
    await telegram.stop();
  });
});
