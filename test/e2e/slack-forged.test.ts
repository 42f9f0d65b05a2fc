import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../adapters/http/http-server.ts';
import { EVENTS_PATH } from '../../adapters/slack/manifest.ts';
import { createSlack } from '../../adapters/slack/slack.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { signatureHeaders } from '../fakes/slack/signature.ts';
import type { Post } from '../fakes/slack/webhook.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { openTestStore } from '../support/store.ts';

/** Whoever finds the address: what Slack has not signed just now writes nothing, asks Slack nothing, and is refused. */

const MIB = 1024 * 1024;

let slack: FakeSlack;
let clock: TestClock;
let origin: string;
let everything: () => ReturnType<typeof everythingKept>;
let settle: () => Promise<void>;
let close: () => Promise<void>;

beforeEach(async () => {
  clock = createTestClock('2026-11-23T08:00:00Z');
  slack = await startFakeSlack({ clock });
  const opened = await openTestStore();
  everything = () => everythingKept(opened.store, opened.database);
  const connection = { kind: 'http', signingSecret: slack.signingSecret } as const;
  const { botToken, apiUrl } = slack;
  const adapter = createSlack({ botToken, apiUrl, connection, commands: COMMANDS, clock, log: silentLog });
  if (!adapter.onRequest) throw new Error('HTTP needs onRequest');
  const parts = { store: opened.store, clock, log: silentLog, settings: TEST_SETTINGS, adapters: [adapter] };
  const friday = createFriday(parts);
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: { [EVENTS_PATH]: adapter.onRequest },
    health: () => ({}),
    log: silentLog,
  });
  origin = `http://127.0.0.1:${(await http.start()).port}`;
  slack.useHttp(origin);
  await friday.start();
  settle = async () => {
    for (let calls = -1; calls !== slack.calls.length || slack.inFlight() > 0; ) {
      calls = slack.calls.length;
      await friday.outbox.drain();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  close = async () => {
    await http.stop();
    await friday.stop();
    await opened.close();
    await slack.stop();
  };
  // Somebody is here, so that a forged request would have something to act on.
  await slack.user('anna').slash('/task', 'Banner');
  await slack.user('anna').openHome();
  await slack.user('anna').slash('/task');
  await settle();
});
afterEach(() => close());

const anna = () => slack.user('anna').account;

/** One of each kind that Slack sends, each of which would act. */
const REQUESTS = {
  'a command': () => slack.requests.slash(anna(), '/task', 'Poster', direct()),
  'a message': () => slack.requests.message(anna(), 'task Poster', direct(), 'message').request,
  'a button': () => {
    const message = slack.world.messages.findLast((one) => one.by === slack.world.bot.id);
    if (!message) throw new Error('nothing was answered');
    const value = `${anna().id}:done 1`;
    const element = { type: 'button', action_id: 'command:1', text: { type: 'plain_text', text: 'Done' }, value };
    const pressed = { label: 'Done', value, kind: 'button', blockId: 'b1', actionId: 'command:1', element } as const;
    return slack.requests.blockAction(anna(), pressed, { message });
  },
  'a form': () => {
    const view = slack.user('anna').dialog();
    const title = view?.blocks.find((block) => block.block_id === 'title');
    if (!view || !title) throw new Error('no form is open');
    view.values.title = {
      [Object.keys(view.values.title ?? {})[0] ?? '']: { type: 'plain_text_input', value: 'Poster' },
    };
    return slack.requests.submission(anna(), view);
  },
  'a change of an account': () => {
    const user = slack.world.userObject({ ...anna(), real_name: 'Mallory', updated: 2e9 }, true);
    return slack.requests.event({ type: 'user_change', user }, { userId: anna().id });
  },
} as const;

function direct() {
  return slack.world.direct(anna().id, slack.world.bot.id);
}

const nowSeconds = () => Math.floor(Date.parse(clock.now()) / 1000);

function withHeaders(post: Post, headers: Record<string, string | undefined>): Post {
  const merged = Object.entries({ ...post.headers, ...headers }).filter(([, value]) => value !== undefined);
  return { ...post, headers: Object.fromEntries(merged) as Record<string, string> };
}

/** The signature of a request that is all right, changed. */
function resigned(post: Post, change: (signature: string) => string | undefined): Post {
  return withHeaders(post, { 'X-Slack-Signature': change(post.headers['X-Slack-Signature'] ?? '') });
}

/** The same text signed at another time. */
function signedAt(post: Post, atSeconds: number, timestamp = String(atSeconds)): Post {
  const signed = signatureHeaders(slack.signingSecret, String(post.body), atSeconds);
  return withHeaders(post, { ...signed, 'X-Slack-Request-Timestamp': timestamp });
}

const FORGED: Record<string, (post: Post) => Post> = {
  'no signature': (post) => resigned(post, () => undefined),
  'no signature and no time': (post) =>
    withHeaders(post, { 'X-Slack-Signature': undefined, 'X-Slack-Request-Timestamp': undefined }),
  'an empty signature': (post) => resigned(post, () => ''),
  'a wrong signature': (post) => resigned(post, (text) => text.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
  'a short signature': (post) => resigned(post, (text) => text.slice(0, -1)),
  'a long signature': (post) => resigned(post, (text) => `${text}0`),
  'only the version': (post) => resigned(post, () => 'v0='),
  'a signature of version 1': (post) => resigned(post, (text) => text.replace('v0=', 'v1=')),
  'a signature in capitals': (post) => resigned(post, (text) => text.toUpperCase()),
  'a signature that is no number': (post) => resigned(post, () => `v0=${'z'.repeat(64)}`),
  'the signature of another secret': (post) =>
    withHeaders(post, signatureHeaders('another-secret', String(post.body), nowSeconds())),
  'the signature of no secret': (post) => withHeaders(post, signatureHeaders('', String(post.body), nowSeconds())),
  'another body': (post) => ({ ...post, body: String(post.body).replace('Poster', 'Roster').concat(' ') }),
  'no time': (post) => withHeaders(post, { 'X-Slack-Request-Timestamp': undefined }),
  'a time that is none': (post) => withHeaders(post, { 'X-Slack-Request-Timestamp': 'now' }),
  'another time than was signed': (post) => signedAt(post, nowSeconds(), String(nowSeconds() + 1)),
  'a time six minutes ago': (post) => signedAt(post, nowSeconds() - 360),
  'a time in two minutes': (post) => signedAt(post, nowSeconds() + 120),
  'a time in an hour': (post) => signedAt(post, nowSeconds() + 3600),
  'a time a year ago': (post) => signedAt(post, nowSeconds() - 365 * 86_400),
  'a time before 1970': (post) => signedAt(post, -nowSeconds()),
  'a check of the certificate that nobody signed': (post) => ({
    ...resigned(post, () => undefined),
    body: `ssl_check=1&${post.body}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }),
  'another content type': (post) => withHeaders(post, { 'Content-Type': 'text/plain' }),
  'no content type': (post) => withHeaders(post, { 'Content-Type': undefined }),
};

/** Signed as Slack signs, as by somebody who has the secret. */
function signedBody(body: string, contentType = 'application/json'): Post {
  const headers = { 'Content-Type': contentType, ...signatureHeaders(slack.signingSecret, body, nowSeconds()) };
  return { url: `${origin}${EVENTS_PATH}`, body, headers, withinMs: 5000 };
}

/** Nothing is written and nothing asked, now or a little later. */
async function expectNoTrace(act: () => Promise<void>): Promise<void> {
  const before = { rows: await everything(), calls: slack.calls.length, shown: slack.world.shown.length };
  await act();
  await settle();
  expect({ rows: await everything(), calls: slack.calls.length, shown: slack.world.shown.length }).toEqual(before);
}

describe('a forged request', () => {
  it.each(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])('leaves no trace: %s', async (kind) => {
    const genuine = slack.signed(REQUESTS[kind]());
    await expectNoTrace(async () => {
      for (const [about, forge] of Object.entries(FORGED)) {
        const { status, body } = await slack.post(forge(genuine));
        expect(status, about).toBeGreaterThanOrEqual(400);
        expect(status, about).toBeLessThan(500);
        expect(body, about).toBeUndefined();
      }
    });
    // It was the forgery that was refused, not the request.
    expect(await slack.post(genuine)).toMatchObject({ status: 200 });
  });

  it.each<[string, number, () => Post]>([
    ['a body of 10 MiB', 413, () => signedBody(`{"type":"event_callback","a":"${'x'.repeat(10 * MIB)}"}`)],
    ['a body just above 1 MiB', 413, () => signedBody(JSON.stringify({ a: 'x'.repeat(MIB) }))],
    ['JSON 10,000 deep', 400, () => signedBody(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
    ['lists 10,000 deep', 400, () => signedBody(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)],
    [
      'a payload 10,000 deep',
      400,
      () =>
        signedBody(
          new URLSearchParams({ payload: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` }).toString(),
          'application/x-www-form-urlencoded',
        ),
    ],
    ['half of some JSON', 400, () => signedBody('{"type":"event_cal')],
    ['a list', 400, () => signedBody('[]')],
    ['nothing', 400, () => signedBody('')],
    ['a payload that is no JSON', 400, () => signedBody('payload=%7B', 'application/x-www-form-urlencoded')],
  ])('is refused before any work, signed or not: %s', async (_, status, make) => {
    const post = make();
    await expectNoTrace(async () => {
      expect(await slack.post(post)).toMatchObject({ status, body: undefined });
      const unsigned = await slack.post(resigned(post, () => undefined));
      expect([401, 413]).toContain(unsigned.status);
    });
  });

  it('is refused at any other address, and by any other method', async () => {
    const genuine = slack.signed(REQUESTS['a command']());
    await expectNoTrace(async () => {
      for (const path of [
        '/',
        '/slack',
        '/slack/events/',
        '/slack/events/1',
        '/SLACK/EVENTS',
        '/slack%2Fevents',
        '/api',
      ]) {
        expect(await slack.post({ ...genuine, url: `${origin}${path}` }), path).toMatchObject({ status: 404 });
      }
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const withBody = method === 'GET' || method === 'HEAD' ? {} : { body: String(genuine.body) };
        const response = await fetch(genuine.url, { method, headers: genuine.headers, ...withBody });
        expect(response.status, method).toBe(405);
      }
    });
  });
});

describe('a genuine request', () => {
  it('that only checks the certificate is answered, and does nothing', async () => {
    await expectNoTrace(async () => {
      const post = signedBody('ssl_check=1&token=x', 'application/x-www-form-urlencoded');
      expect(await slack.post(post)).toMatchObject({ status: 200, body: undefined });
    });
  });

  it.each(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])(
    'acts once, however often it is replayed: %s',
    async (kind) => {
      const genuine = slack.signed(REQUESTS[kind]());
      const before = await everything();
      expect(await slack.post(genuine)).toMatchObject({ status: 200 });
      await settle();
      const after = await everything();
      expect(after).not.toEqual(before);
      const shown = slack.world.shown.length;
      for (let replay = 0; replay < 5; replay += 1) {
        clock.advance({ seconds: 50 });
        const replays = await Promise.all([slack.post(genuine), slack.post(genuine)]);
        expect(replays).toMatchObject([{ status: 200 }, { status: 200 }]);
      }
      await settle();
      expect(await everything()).toEqual(after);
      expect(slack.world.shown.length).toBe(shown);
      clock.advance({ minutes: 2 });
      expect(await slack.post(genuine)).toMatchObject({ status: 401 });
    },
  );
});
