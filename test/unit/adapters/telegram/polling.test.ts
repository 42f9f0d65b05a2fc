import type { Update } from 'telegraf/types';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CallOptions } from '../../../../adapters/telegram/sending/bot-api.ts';
import { TelegramApiError } from '../../../../adapters/telegram/sending/bot-api.ts';
import { createPolling } from '../../../../adapters/telegram/transport/polling.ts';
import { keptLog } from '../../../support/kept-log.ts';

interface Asked {
  method: string;
  args: { timeout?: number; offset?: number; limit?: number };
  options: CallOptions;
  answer(updates: readonly Update[]): void;
  fail(error: unknown): void;
}

const updateOf = (id: number) => ({ update_id: id }) as Update;

/** Polling whose calls are answered by the test. */
function createBench(take: (update: Update) => Promise<void> = async () => {}) {
  const asked: Asked[] = [];
  const taken: number[] = [];
  let isOver = false;
  const call = (method: string, args: object = {}, options: CallOptions = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (isOver) return resolve([]);
      options.signal?.addEventListener('abort', () => reject(new TelegramApiError('unknown', 'called off')));
      asked.push({ method, args, options, answer: resolve, fail: reject });
    });
  const intake = {
    async take(update: Update) {
      await take(update);
      taken.push(update.update_id);
    },
    resume: async () => {},
    settle: async () => {},
  };
  const log = keptLog();
  const polling = createPolling(
    { api: { call }, intake, log },
    { longPollSeconds: 50, graceMs: 15_000, pauseMs: 1, longestPauseMs: 4 },
  );
  onTestFinished(async () => {
    isOver = true;
    await polling.stop();
  });
  /** Resolves when the call of this number has come. */
  async function at(index: number): Promise<Asked> {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(index));
    return asked[index] as Asked;
  }
  return { polling, asked, taken, log, at };
}

describe('asking for updates', () => {
  it('asks without waiting until it is known to work, and then waits for what comes', async () => {
    const { polling, at } = createBench();
    polling.start();
    expect(polling.health()).toEqual({ isReady: false, detail: 'not asked yet' });
    const first = await at(0);
    expect(first).toMatchObject({
      method: 'getUpdates',
      args: { timeout: 0, limit: 100 },
      options: { timeoutMs: 15_000 },
    });
    first.answer([]);
    expect(await at(1)).toMatchObject({ args: { timeout: 50 }, options: { timeoutMs: 65_000 } });
    expect(polling.health().isReady).toBe(true);
    (await at(1)).fail(new TelegramApiError('unknown', 'connection lost ECONNRESET'));
    expect(await at(2)).toMatchObject({ args: { timeout: 0 } });
    expect(polling.health()).toEqual({
      isReady: false,
      detail: 'Telegram cannot be reached: connection lost ECONNRESET',
    });
  });

  it('asks for the kinds of updates that it knows what to do with', async () => {
    const { polling, at } = createBench();
    polling.start();
    expect((await at(0)).args).toMatchObject({
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  it('confirms by asking for what follows, when all of them are taken', async () => {
    let go = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { polling, at, asked, taken } = createBench(({ update_id: id }) => (id === 7 ? slow : Promise.resolve()));
    polling.start();
    (await at(0)).answer([updateOf(7), updateOf(8)]);
    await vi.waitFor(() => expect(taken).toEqual([8]));
    expect(asked).toHaveLength(1);
    go();
    expect((await at(1)).args.offset).toBe(9);
  });

  it('confirms at the end what was taken before one that could not be', async () => {
    const { polling, at, taken } = createBench(async ({ update_id: id }) => {
      if (id === 9) throw new Error('the disk is full');
    });
    polling.start();
    (await at(0)).answer([7, 8, 9, 10].map(updateOf));
    await vi.waitFor(() => expect(taken).toEqual([7, 8, 10]));
    const again = await at(1);
    expect(again.args.offset).toBeUndefined();
    const stopped = polling.stop();
    const confirming = await at(2);
    expect(confirming.args).toMatchObject({ offset: 9, timeout: 0, limit: 1 });
    confirming.answer([]);
    await stopped;
  });

  it('leaves out what is nested too deeply to be read safely, and takes the others', async () => {
    const { polling, at, taken, log } = createBench();
    polling.start();
    const nested = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    (await at(0)).answer([updateOf(7), { ...updateOf(8), ...nested }, updateOf(9)]);
    expect((await at(1)).args.offset).toBe(10);
    expect(taken).toEqual([7, 9]);
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { updateId: 8 } }]);
    expect(polling.health().isReady).toBe(true);
  });

  it('forgets where it was when there is nothing, since numbers may begin anew', async () => {
    const { polling, at } = createBench();
    polling.start();
    expect((await at(0)).args).not.toHaveProperty('offset');
    (await at(0)).answer([updateOf(900)]);
    expect((await at(1)).args.offset).toBe(901);
    (await at(1)).answer([]);
    expect((await at(2)).args).not.toHaveProperty('offset');
    (await at(2)).answer([updateOf(3)]);
    expect((await at(3)).args.offset).toBe(4);
  });

  it('asks once more for what could not be taken, and takes the others only once', async () => {
    let isBroken = true;
    const { polling, at, taken } = createBench(async ({ update_id: id }) => {
      if (id === 2 && isBroken) throw new Error('the disk is full');
    });
    polling.start();
    const batch = [1, 2, 3].map(updateOf);
    (await at(0)).answer(batch);
    expect((await at(1)).args).not.toHaveProperty('offset');
    expect(polling.health()).toEqual({ isReady: false, detail: 'what was taken could not be kept' });
    isBroken = false;
    (await at(1)).answer([...batch, updateOf(4)]);
    expect((await at(2)).args.offset).toBe(5);
    expect(taken).toEqual([1, 3, 2, 4]);
    (await at(2)).answer([]);
    await at(3);
    expect(polling.health().isReady).toBe(true);
  });

  it('waits longer and longer, and is not ready, while nothing can be kept', async () => {
    const { polling, at, log } = createBench(async () => {
      throw new Error('the disk is full');
    });
    polling.start();
    for (let i = 0; i < 4; i += 1) {
      (await at(i)).answer([updateOf(1)]);
      await at(i + 1);
      expect(polling.health()).toEqual({ isReady: false, detail: 'what was taken could not be kept' });
    }
    const warned = log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields);
    expect(warned).toMatchObject([1, 2, 3, 4].map((failures) => ({ failures })));
    expect(log.lines.filter(({ level }) => level === 'info')).toEqual([]);
  });

  it('leaves out what is no update, and takes the others', async () => {
    const { polling, at, taken, log } = createBench();
    polling.start();
    const junk = [null, {}, { update_id: '7' }, { update_id: -1 }, { update_id: 1.5 }, 'text'] as unknown as Update[];
    (await at(0)).answer([updateOf(7), ...junk, updateOf(8)]);
    expect((await at(1)).args.offset).toBe(9);
    expect(taken).toEqual([7, 8]);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    // Nothing in it could be confirmed, so that it would come again at once.
    (await at(1)).answer(junk);
    expect((await at(2)).args.offset).toBe(9);
    expect(polling.health()).toMatchObject({ isReady: false, detail: expect.stringContaining('no updates') });
  });

  it('goes on after an answer that makes no sense', async () => {
    const { polling, at, taken } = createBench();
    polling.start();
    for (const [i, nonsense] of [true, {}, null, 'text'].entries()) (await at(i)).answer(nonsense as never);
    (await at(4)).answer([updateOf(1)]);
    expect((await at(5)).args.offset).toBe(2);
    expect(taken).toEqual([1]);
  });

  it('waits as long as it is told to', async () => {
    const { polling, at, asked } = createBench();
    polling.start();
    (await at(0)).fail(new TelegramApiError('limited', 'too many requests, again in 1 s', { retryAfterSeconds: 1 }));
    const startedMs = performance.now();
    await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 3000 });
    expect(performance.now() - startedMs).toBeGreaterThan(900);
  });

  it('takes away a webhook that is in the way', async () => {
    const { polling, at } = createBench();
    polling.start();
    const description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first";
    (await at(0)).fail(new TelegramApiError('refused', description, { code: 409 }));
    const removal = await at(1);
    expect(removal).toMatchObject({ method: 'deleteWebhook', args: {} });
    removal.fail(new TelegramApiError('unknown', '502'));
    expect((await at(2)).method).toBe('getUpdates');
  });

  it.each([
    [409, 'Conflict: terminated by other getUpdates request', /another process asks with the same token/],
    [401, 'Unauthorized', /^TELEGRAM_BOT_TOKEN/],
    [400, 'Bad Request: something', /^Telegram cannot be reached: Bad Request: something/],
  ])('says what is in the way: %i %s', async (code, description, says) => {
    const { polling, at } = createBench();
    polling.start();
    (await at(0)).fail(new TelegramApiError('refused', description, { code }));
    await at(1);
    expect(polling.health().isReady).toBe(false);
    expect(polling.health().detail).toMatch(says);
  });
});

describe('the end of asking', () => {
  it('tells Telegram what was taken', async () => {
    const { polling, at } = createBench();
    polling.start();
    (await at(0)).answer([updateOf(7)]);
    await at(1);
    const stopped = polling.stop();
    const confirming = await at(2);
    expect(confirming).toMatchObject({ args: { offset: 8, timeout: 0, limit: 1 }, options: { timeoutMs: 3000 } });
    confirming.fail(new TelegramApiError('unknown', 'no answer in time'));
    await stopped;
  });

  it('asks for nothing where there is nothing to confirm', async () => {
    const { polling, at, asked } = createBench();
    polling.start();
    (await at(0)).answer([]);
    await at(1);
    await polling.stop();
    expect(asked).toHaveLength(2);
  });

  it('waits for what is being taken', async () => {
    let go = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { polling, at, taken } = createBench(() => slow);
    polling.start();
    (await at(0)).answer([updateOf(7)]);
    let isStopped = false;
    const stopped = polling.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isStopped).toBe(false);
    go();
    (await at(1)).answer([]);
    await stopped;
    expect(taken).toEqual([7]);
  });
});
