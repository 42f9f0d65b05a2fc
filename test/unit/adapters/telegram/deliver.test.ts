import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createBotApi } from '../../../../adapters/telegram/sending/bot-api.ts';
import { createDeliver } from '../../../../adapters/telegram/sending/deliver.ts';
import { createTelegramPacing } from '../../../../adapters/telegram/sending/paces.ts';
import type { Outgoing } from '../../../../src/chat/chat-adapter.ts';
import { line, type Reply, textOf } from '../../../../src/chat/reply.ts';
import type { Identity } from '../../../../src/domain/person.ts';
import { DEAD_ADDRESS } from '../../../support/dead-address.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { createVirtualTime, settled } from '../../../support/virtual-time.ts';
import {
  type Asked,
  answerJson,
  answerResult,
  limit,
  refuse,
  startTinyTelegram,
  TOKEN,
  takeMessage,
} from './tiny-telegram.ts';

/** Each block is a message of its own. */
function render({ blocks }: Reply) {
  const messages = blocks.map((block) => ({ text: block.kind === 'text' ? textOf(block.spans) : '' }));
  const long = messages.filter(({ text }) => text.startsWith('long'));
  return { messages, keep: long.map(({ text }) => ({ reference: `ref of ${text}`, command: text })) };
}

function owed(texts: string[], externalId = '4711', directChat: string | null = null): Outgoing {
  const to = { platform: 'telegram', externalId, directChat } as Identity;
  return { to, reply: { blocks: texts.map((text) => line(text)) }, language: 'en' };
}

async function begun({ apiRoot = '' } = {}) {
  const telegram = await startTinyTelegram();
  const log = keptLog();
  const time = createVirtualTime();
  const pacing = createTelegramPacing(time);
  const troubles: (string | undefined)[] = [];
  const kept: { key: string; body: string }[] = [];
  const disk = { isFull: false };
  const deliver = createDeliver({
    api: createBotApi({ token: TOKEN, apiRoot: apiRoot || telegram.apiRoot, log }),
    pacing,
    render,
    async keep(items) {
      if (disk.isFull) throw new Error('disk full');
      kept.push(...items);
    },
    log,
    noteTrouble: (trouble) => void troubles.push(trouble),
    now: time.now,
  });
  /** What comes of it: the reference, or the problem. */
  const outcome = (message: Outgoing, signal?: AbortSignal) =>
    deliver(message, signal).then(
      ({ ref }) => ref,
      (error) => error,
    );
  /** The same, while time passes for as long as it waits for its turn. */
  const inTime = (message: Outgoing) => time.until(outcome(message));
  return { telegram, log, time, pacing, outcome, inTime, troubles, kept, disk };
}

describe('a message owed to a person in Telegram', () => {
  it('is sent to their chat with the bot, and known by its number there', async () => {
    const { telegram, outcome } = await begun();
    telegram.answerWith((_, response) => answerResult(response, { message_id: 77, date: 1, chat: { id: 4711 } }));
    expect(await outcome(owed(['<b>hello</b>']))).toBe('4711:77');
    expect(telegram.asked).toHaveLength(1);
    expect(telegram.asked[0]).toMatchObject({
      method: 'sendMessage',
      args: { chat_id: '4711', text: '<b>hello</b>', parse_mode: 'HTML', link_preview_options: { is_disabled: true } },
    });
  });

  it('goes to the chat that is known for them', async () => {
    const { telegram, outcome } = await begun();
    expect(await outcome(owed(['hello'], '4711', '815'))).toMatch(/^815:/);
    expect(telegram.sent()).toEqual(['815 hello']);
  });

  it('is sent in parts, in order, and is known by the first', async () => {
    const { telegram, inTime } = await begun();
    telegram.answerWith(({ args }, response) => answerResult(response, { message_id: Number(args.text) }));
    expect(await inTime(owed(['1', '2', '3', '4', '5']))).toBe('4711:1');
    expect(telegram.sent()).toEqual(['4711 1', '4711 2', '4711 3', '4711 4', '4711 5']);
  });

  it('does not go faster than Telegram allows', async () => {
    const { telegram, time, outcome } = await begun();
    const sending = outcome(owed(['1', '2', '3', '4']));
    for (let n = 1; n <= 3; n++) {
      await time.advance(40);
      await telegram.came(n);
    }
    await time.advance(800);
    expect(telegram.sent()).toHaveLength(3);
    await time.advance(200);
    await telegram.came(4);
    expect(await sending).toMatch(/^4711:/);
  });

  it('is sent when what its buttons say is kept', async () => {
    const { telegram, outcome, kept, disk } = await begun();
    expect(await outcome(owed(['long note']))).toMatch(/^4711:/);
    expect(kept).toEqual([{ key: 'ref of long note', body: 'long note' }]);
    disk.isFull = true;
    expect(await outcome(owed(['long letter']))).toMatchObject({ name: 'DeliveryError', kind: 'temporary' });
    expect(telegram.sent()).toEqual(['4711 long note']);
  });
});

describe('a message that Telegram did not take', () => {
  it.each<[string, string, (response: ServerResponse) => void]>([
    ['the response is lost', 'unknown', (r) => r.destroy()],
    ['Telegram is broken', 'unknown', (r) => refuse(r, 500, 'Internal Server Error')],
    ['the answer is no JSON', 'unknown', (r) => r.end('<html>')],
    ['the answer is no message', 'unknown', (r) => answerResult(r, true)],
    ['the person has blocked the bot', 'unreachable', (r) => refuse(r, 403, 'Forbidden: bot was blocked by the user')],
    ['the message is too long', 'rejected', (r) => refuse(r, 400, 'Bad Request: message is too long')],
    ['the token was revoked', 'temporary', (r) => refuse(r, 401, 'Unauthorized')],
  ])('when %s is %s, and is not sent again here', async (_, kind, answer) => {
    const { telegram, outcome } = await begun();
    telegram.answerWith((_, response) => answer(response));
    expect(await outcome(owed(['hello']))).toMatchObject({ name: 'DeliveryError', kind });
    await settled();
    expect(telegram.sent()).toEqual(['4711 hello']);
  });

  it('is temporary when no connection can be made', async () => {
    const { outcome } = await begun({ apiRoot: DEAD_ADDRESS });
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary' });
  });
});

describe('a limit that Telegram sets', () => {
  it('holds its chat and no other, and the message comes back when Telegram says', async () => {
    const { telegram, time, outcome, inTime } = await begun();
    telegram.answerWith((asked, response) =>
      asked.args.chat_id === '4711' ? limit(response, 30) : takeMessage(asked, response),
    );
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 30 });
    expect(await inTime(owed(['hello'], '4712'))).toMatch(/^4712:/);
    await time.advance(10_000);
    // Refused without a word to Telegram, and without a wait.
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 20 });
    expect(telegram.sent()).toEqual(['4711 hello', '4712 hello']);
    telegram.answerWith(takeMessage);
    await time.advance(20_000);
    expect(await outcome(owed(['hello']))).toMatch(/^4711:/);
  });
});

describe('a message of several parts that failed on its way', () => {
  const failOn = (text: string, answer: (response: ServerResponse) => unknown) => {
    let hasFailed = false;
    return (asked: Asked, response: ServerResponse) => {
      if (hasFailed || asked.args.text !== text) return takeMessage(asked, response);
      hasFailed = true;
      answer(response);
    };
  };
  const texts = (sent: string[]) => sent.map((one) => one.split(' ')[1]).join(' ');

  it('goes on where it stopped, and is still known by its first part', async () => {
    const { telegram, time, inTime } = await begun();
    const take = failOn('2', (response) => limit(response, 60));
    telegram.answerWith((asked, response) =>
      asked.args.text === '1' ? answerResult(response, { message_id: 7 }) : take(asked, response),
    );
    expect(await inTime(owed(['1', '2', '3']))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 60 });
    await time.advance(60_000);
    expect(await inTime(owed(['1', '2', '3']))).toBe('4711:7');
    expect(texts(telegram.sent())).toBe('1 2 2 3');
  });

  it('sends the part again that may have arrived, and none before it', async () => {
    const { telegram, inTime } = await begun();
    telegram.answerWith(failOn('3', (response) => response.destroy()));
    expect(await inTime(owed(['1', '2', '3']))).toMatchObject({ kind: 'unknown' });
    expect(await inTime(owed(['1', '2', '3']))).toMatch(/^4711:/);
    expect(texts(telegram.sent())).toBe('1 2 3 3');
  });

  it('is forgotten when Telegram will never take the rest', async () => {
    const { telegram, inTime } = await begun();
    telegram.answerWith(failOn('2', (response) => refuse(response, 400, 'Bad Request: message is too long')));
    expect(await inTime(owed(['1', '2']))).toMatchObject({ kind: 'rejected' });
    await inTime(owed(['1', '2']));
    expect(texts(telegram.sent())).toBe('1 2 1 2');
  });
});

describe('a message to Telegram that is called off', () => {
  it('is temporary when nothing went out', async () => {
    const { telegram, pacing, outcome } = await begun();
    expect(await outcome(owed(['hello']), AbortSignal.abort())).toMatchObject({ kind: 'temporary' });
    const controller = new AbortController();
    pacing.hold('4711', 4);
    const sending = outcome(owed(['hello']), controller.signal);
    await settled();
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'temporary' });
    expect(telegram.asked).toEqual([]);
  });

  it('is unknown at once when Telegram is silent on it', async () => {
    const { telegram, outcome } = await begun();
    telegram.answerWith(() => {});
    const controller = new AbortController();
    const sending = outcome(owed(['1', '2']), controller.signal);
    await telegram.came(1);
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'unknown' });
    await settled();
    expect(telegram.sent()).toEqual(['4711 1']);
  });

  it('is unknown when a part went out, and nothing is sent after it', async () => {
    const { telegram, time, outcome, inTime } = await begun();
    const controller = new AbortController();
    const sending = outcome(owed(['1', '2', '3', '4', '5']), controller.signal);
    for (let n = 1; n <= 3; n++) {
      await time.advance(40);
      await telegram.came(n);
    }
    while (time.pending() === 0) await settled();
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'unknown' });
    await time.advance(10_000);
    expect(telegram.sent()).toHaveLength(3);
    expect(await inTime(owed(['1', '2', '3', '4', '5']))).toMatch(/^4711:/);
    expect(telegram.sent()).toHaveLength(5);
  });
});

describe('a token with which nobody can be written to', () => {
  it('costs no message, and is said once when it begins and once when it ends', async () => {
    const { telegram, log, inTime, troubles } = await begun();
    telegram.answerWith((_, response) => refuse(response, 401, 'Unauthorized'));
    for (const user of ['1', '2', '3']) {
      expect(await inTime(owed(['hello'], user))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
    }
    const errors = () => log.lines.filter(({ level }) => level === 'error');
    expect(errors()).toHaveLength(1);
    telegram.answerWith(takeMessage);
    await inTime(owed(['hello']));
    await inTime(owed(['hello']));
    expect(troubles).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN'), undefined]);
    expect(log.lines.filter(({ level }) => level === 'info')).toHaveLength(1);
  });

  it('is not taken back by a failure of another kind', async () => {
    const { telegram, inTime, troubles } = await begun();
    telegram.answerWith((_, response) => refuse(response, 401, 'Unauthorized'));
    await inTime(owed(['hello']));
    telegram.answerWith((_, response) => answerJson(response, 502, {}));
    await inTime(owed(['hello']));
    expect(troubles).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN')]);
  });
});
