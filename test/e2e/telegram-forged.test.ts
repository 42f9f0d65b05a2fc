import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCallbackData } from '../../adapters/telegram/callback-data.ts';
import type { JsonObject } from '../fakes/slack/json.ts';
import { openTelegramPlace, type TelegramPlace } from '../support/telegram-place.ts';
import { WEBHOOK } from '../support/telegram-process.ts';

/** Whoever finds the address: what does not come from Telegram writes nothing, asks Telegram nothing, and is refused. */

const MIB = 1024 * 1024;
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const PATH = '/telegram/webhook';

interface Post {
  body: string | Buffer;
  headers: Record<string, string>;
  path?: string;
  method?: string;
}

let place: TelegramPlace;
let origin: string;

beforeEach(async (context) => {
  place = await openTelegramPlace(context, { people: ['anna', 'oleh'] });
  const friday = await place.begin('webhook');
  origin = friday.origin;
  await friday.untilReadiness(200);
  // Somebody is here, so that a forged request would have something to act on.
  for (const name of ['anna', 'oleh']) await place.telegram.user(name).says('/task Banner');
  await settled();
});

/** Beside what is answered, the menus of commands are set. */
async function settled(): Promise<void> {
  await place.settled();
  await sleep(20);
  await place.settled();
}

const genuineHeaders = { 'Content-Type': 'application/json', [SECRET_HEADER]: WEBHOOK.secret };

/** Posts anything, as whoever. @returns the status; 0 where the connection was cut off */
function post({ body, headers, path = PATH, method = 'POST' }: Post): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const request = httpRequest(`${origin}${path}`, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', () => resolve({ status: 0, body: '' }));
    request.end(body);
  });
}

function chatOf(name: string): JsonObject {
  const { id, account } = place.telegram.user(name);
  return { id, type: 'private', first_name: account.first_name };
}

function userOf(name: string): JsonObject {
  const { id, account } = place.telegram.user(name);
  return { id, is_bot: false, first_name: account.first_name, username: name, language_code: 'en' };
}

/** The last message of the bot to somebody. */
function messageOf(name: string) {
  const { messages, bot } = place.telegram.world;
  const found = messages.findLast((one) => one.by === bot.id && one.chatId === place.telegram.user(name).id);
  if (!found) throw new Error(`${name} was not answered`);
  return found;
}

const dataOf = (name: string, command: string) =>
  createCallbackData(place.telegram.token).of(String(place.telegram.user(name).id), command);

/** One of each kind that Telegram posts, each of which would act. */
const UPDATES = {
  'a message': () => ({
    update_id: 900_000_001,
    message: {
      message_id: 90_001,
      date: 1_795_000_000,
      from: userOf('anna'),
      chat: chatOf('anna'),
      text: '/task Poster',
    },
  }),
  'an edit': () => ({
    update_id: 900_000_002,
    edited_message: {
      message_id: 1,
      date: 1_795_000_000,
      edit_date: 1_795_000_001,
      from: userOf('anna'),
      chat: chatOf('anna'),
      text: '/task Poster',
    },
  }),
  'a button': () => ({
    update_id: 900_000_003,
    callback_query: {
      id: '4382000000000000001',
      from: userOf('anna'),
      chat_instance: '1',
      message: place.telegram.world.messageObject(messageOf('anna')),
      data: dataOf('anna', 'done 1'),
    },
  }),
  'a person who blocks the bot': () => ({
    update_id: 900_000_004,
    my_chat_member: {
      chat: chatOf('anna'),
      from: userOf('anna'),
      date: 1_795_000_000,
      old_chat_member: { status: 'member', user: userOf('anna') },
      new_chat_member: { status: 'kicked', user: userOf('anna'), until_date: 0 },
    },
  }),
} satisfies Record<string, () => JsonObject>;

function genuine(kind: keyof typeof UPDATES): Post {
  return { body: JSON.stringify(UPDATES[kind]()), headers: genuineHeaders };
}

function withSecret(secret: string | undefined): (post: Post) => Post {
  return (post) => {
    const { [SECRET_HEADER]: _, ...headers } = post.headers;
    return { ...post, headers: secret === undefined ? headers : { ...headers, [SECRET_HEADER]: secret } };
  };
}

function withType(type: string | undefined): (post: Post) => Post {
  return (post) => {
    const { 'Content-Type': _, ...headers } = post.headers;
    return { ...post, headers: type === undefined ? headers : { ...headers, 'Content-Type': type } };
  };
}

const FORGED: Record<string, (post: Post) => Post> = {
  'no secret': withSecret(undefined),
  'an empty secret': withSecret(''),
  'a wrong secret': withSecret('another-secret'),
  'a short secret': withSecret(WEBHOOK.secret.slice(0, -1)),
  'a long secret': withSecret(`${WEBHOOK.secret}x`),
  'the secret in capitals': withSecret(WEBHOOK.secret.toUpperCase()),
  'the secret twice': withSecret(`${WEBHOOK.secret}, ${WEBHOOK.secret}`),
  'a very long secret': withSecret('x'.repeat(8000)),
  'the secret as a parameter': (post) => ({
    ...withSecret(undefined)(post),
    path: `${PATH}?secret_token=${WEBHOOK.secret}`,
  }),
  'the secret as a password': (post) => {
    const forged = withSecret(undefined)(post);
    return { ...forged, headers: { ...forged.headers, Authorization: `Bearer ${WEBHOOK.secret}` } };
  },
  'another content type': withType('text/plain'),
  'the content type of a form': withType('application/x-www-form-urlencoded'),
  'no content type': withType(undefined),
};

/** Nothing is written and nothing asked, now or a little later. */
async function expectNoTrace(act: () => Promise<void>): Promise<void> {
  const { telegram } = place;
  const before = { rows: await place.kept(), calls: telegram.calls.length, shown: telegram.world.shown.length };
  await act();
  await settled();
  expect({ rows: await place.kept(), calls: telegram.calls.length, shown: telegram.world.shown.length }).toEqual(
    before,
  );
}

describe('a forged request', () => {
  it.each(Object.keys(UPDATES) as (keyof typeof UPDATES)[])('leaves no trace: %s', async (kind) => {
    const before = await place.kept();
    await expectNoTrace(async () => {
      for (const [about, forge] of Object.entries(FORGED)) {
        const { status, body } = await post(forge(genuine(kind)));
        expect([403, 415], about).toContain(status);
        expect(body, about).toBe('');
      }
    });
    // It was the forgery that was refused, not the update.
    expect(await post(genuine(kind))).toEqual({ status: 200, body: '' });
    await settled();
    expect(await place.kept()).not.toEqual(before);
  });

  it.each<[string, number, string | Buffer]>([
    ['a body of 10 MiB', 413, JSON.stringify({ update_id: 1, a: 'x'.repeat(10 * MIB) })],
    ['a body just above 1 MiB', 413, JSON.stringify({ update_id: 1, a: 'x'.repeat(MIB) })],
    ['JSON 10,000 deep', 400, `{"update_id":1,"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`],
    ['lists 10,000 deep', 400, `{"update_id":1,"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['half of some JSON', 400, '{"update_id":1,"mess'],
    ['a list', 400, '[{"update_id":1}]'],
    ['a text', 400, '"update_id"'],
    ['nothing', 400, ''],
    ['null', 400, 'null'],
    ['bytes that are no text', 400, Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])],
    [
      'a message of bytes that are no text',
      400,
      Buffer.concat([
        Buffer.from('{"update_id":1,"message":{"text":"'),
        Buffer.from([0xc3, 0x28, 0xff]),
        Buffer.from('"}}'),
      ]),
    ],
  ])('is refused before any work, with the secret or without it: %s', async (_, status, body) => {
    await expectNoTrace(async () => {
      expect(await post({ body, headers: genuineHeaders })).toEqual({ status, body: '' });
      // In pieces, so that nobody knows beforehand how long it is.
      const chunked = { ...genuineHeaders, 'Transfer-Encoding': 'chunked' };
      expect(await post({ body, headers: chunked })).toEqual({ status, body: '' });
      const unsigned = await post(withSecret('wrong')({ body, headers: genuineHeaders }));
      expect([0, 403]).toContain(unsigned.status);
    });
  });

  it.each([
    ['negative', -1],
    ['a fraction', 1.5],
    ['2^53', 2 ** 53],
    ['more than any number', 1e300],
    ['a text', '900000001'],
    ['null', null],
    ['missing', undefined],
    ['a list', [900_000_001]],
    ['an object', {}],
    ['true', true],
  ])('is refused when the number of its update is %s', async (_, id) => {
    await expectNoTrace(async () => {
      const body = JSON.stringify({ ...UPDATES['a message'](), update_id: id });
      expect(await post({ body, headers: genuineHeaders })).toEqual({ status: 400, body: '' });
    });
  });

  it('is refused at any other address, and by any other method', async () => {
    await expectNoTrace(async () => {
      for (const path of [
        '/',
        '/telegram',
        `${PATH}/`,
        `${PATH}/1`,
        PATH.toUpperCase(),
        '/telegram%2Fwebhook',
        '/bot',
      ]) {
        expect((await post({ ...genuine('a message'), path })).status, path).toBe(404);
      }
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        expect((await post({ ...genuine('a message'), method })).status, method).toBe(405);
      }
    });
  });

  it('that does not come to its end is cut off, and keeps nobody else waiting', { timeout: 30_000 }, async () => {
    await expectNoTrace(async () => {
      const body = genuine('a message').body;
      const slow = new Promise<number>((resolve) => {
        const headers = { ...genuineHeaders, 'Content-Length': String(body.length) };
        const request = httpRequest(`${origin}${PATH}`, { method: 'POST', headers, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        request.on('error', () => resolve(0));
        request.write(body.slice(0, -1));
      });
      const startedMs = performance.now();
      expect(await post({ body: '[]', headers: genuineHeaders })).toMatchObject({ status: 400 });
      expect(performance.now() - startedMs).toBeLessThan(5000);
      expect(await slow).toBe(408);
      expect(performance.now() - startedMs).toBeLessThan(15_000);
    });
  });
});

describe('a genuine request', () => {
  it('is taken whatever the letters of its header and its content type', async () => {
    const headers = {
      'content-type': 'Application/JSON; charset=UTF-8',
      'x-TELEGRAM-bot-API-secret-TOKEN': WEBHOOK.secret,
    };
    expect(await post({ ...genuine('a message'), headers })).toMatchObject({ status: 200 });
    await settled();
    expect(place.heard('anna').at(-1)).toContain('Poster');
  });

  it.each(Object.keys(UPDATES) as (keyof typeof UPDATES)[])(
    'acts once, however often it is replayed: %s',
    async (kind) => {
      const before = await place.kept();
      const request = genuine(kind);
      expect(await post(request)).toMatchObject({ status: 200 });
      await settled();
      const after = await place.kept();
      expect(after).not.toEqual(before);
      const shown = place.telegram.world.shown.length;
      for (let replay = 0; replay < 5; replay += 1) {
        place.clock.advance({ hours: 10 });
        const replays = await Promise.all([post(request), post(request)]);
        expect(replays).toMatchObject([{ status: 200 }, { status: 200 }]);
      }
      await settled();
      expect(await place.kept()).toEqual(after);
      expect(place.telegram.world.shown.length).toBe(shown);
    },
  );
});

describe('what a button carries', () => {
  const flip = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

  it.each<[string, () => string]>([
    ['made for somebody else', () => dataOf('anna', 'done 1')],
    ['another command under its code', () => dataOf('oleh', 'done 2').replace(/2$/, '1')],
    ['its code changed by a bit', () => flip(dataOf('oleh', 'done 1'), 3)],
    ['its code cut short', () => dataOf('oleh', 'done 1').slice(1)],
    ['no code', () => 'done 1'],
    ['nothing', () => ''],
    ['a reference that was never kept', () => dataOf('oleh', `note 1 ${'x'.repeat(100)}`)],
    ['64 bytes of noise', () => '\u0000\u0001ÿ~:'.repeat(20).slice(0, 40)],
    ['64 bytes of letters', () => 'q'.repeat(64)],
  ])('does nothing when it is forged, and whoever pressed hears so: %s', async (_, make) => {
    const { telegram } = place;
    const from = telegram.world.shown.length;
    const before = await place.kept();
    const { callbackId } = await telegram.user('oleh').presses({ data: make(), message: messageOf('oleh') });
    await settled();
    const after = await place.kept();
    expect(after).toEqual(before);
    expect(place.heard('oleh', from)).toEqual([expect.stringMatching(/button .*nothing was done/)]);
    expect(telegram.world.callbacks.find(({ id }) => id === callbackId)?.answeredAt).toBeDefined();
    expect(telegram.world.presses.unanswered()).toEqual([]);
  });

  it('may be missing', async () => {
    const { telegram } = place;
    const { data: _, ...query } = UPDATES['a button']().callback_query;
    const press = telegram.world.presses.add({
      userId: telegram.user('anna').id,
      chatId: telegram.user('anna').id,
      messageId: messageOf('anna').message_id,
      data: '',
    });
    const before = await place.kept();
    await telegram.sendUpdate({ callback_query: { ...query, id: press.id, game_short_name: 'chess' } });
    await settled();
    expect(await place.kept()).toEqual(before);
    expect(telegram.world.presses.unanswered()).toEqual([]);
  });
});
