import { describe, expect, it } from 'vitest';
import { createWebApi, type SlackApiError } from '../../../../adapters/slack/sending/web-api.ts';
import { silentLog } from '../../../../src/log.ts';
import { DEAD_ADDRESS } from '../../../support/dead-address.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { answerJson, limit, refuse, startTinySlack, type TinySlack } from './tiny-slack.ts';

const TOKEN = 'xoxb-1-2-hush';

async function started() {
  const slack = await startTinySlack();
  return { slack, api: createWebApi({ token: TOKEN, apiUrl: slack.apiUrl, log: silentLog }) };
}

async function problemOf(call: Promise<unknown>): Promise<SlackApiError> {
  const error = await call.then(
    () => undefined,
    (error) => error,
  );
  expect(error).toMatchObject({ name: 'SlackApiError' });
  return error;
}

describe('a call to Slack', () => {
  it('carries the token and its arguments, and returns the answer', async () => {
    const { slack, api } = await started();
    slack.answerWith((_, response) => answerJson(response, { ok: true, user: { id: 'U1' } }));
    const blocks = [{ type: 'section' }];
    const answer = await api.call('users.info', { user: 'U1', blocks, is_on: true, none: undefined });
    expect(answer).toMatchObject({ ok: true, user: { id: 'U1' } });
    expect(slack.asked).toEqual([
      {
        method: 'users.info',
        args: { user: 'U1', blocks: JSON.stringify(blocks), is_on: 'true' },
        authorization: `Bearer ${TOKEN}`,
      },
    ]);
  });

  it.each([
    ['refused', 'channel_not_found'],
    ['refused', 'a_word_of_tomorrow'],
    ['limited', 'ratelimited'],
    ['limited', 'rate_limited'],
    ['not sent', 'service_unavailable'],
    ['not sent', 'request_timeout'],
    ['not sent', 'team_added_to_org'],
    ['unknown', 'fatal_error'],
    ['unknown', 'internal_error'],
  ])('is %s when Slack answers %s', async (kind, code) => {
    const { slack, api } = await started();
    slack.answerWith((_, response) => refuse(response, code));
    expect(await problemOf(api.call('chat.postMessage'))).toMatchObject({ kind, code });
    expect(slack.asked).toHaveLength(1);
  });

  it('tells the scope that is missing', async () => {
    const { slack, api } = await started();
    slack.answerWith((_, response) =>
      refuse(response, 'missing_scope', { needed: 'im:write', provided: 'chat:write' }),
    );
    const problem = await problemOf(api.call('conversations.open'));
    expect(problem).toMatchObject({ kind: 'refused', code: 'missing_scope', neededScope: 'im:write' });
  });

  it('tells which blocks Slack does not like, and not what is in them', async () => {
    const { slack, api } = await started();
    const messages = ['[ERROR] must be shorter: private words [json-pointer:/blocks/3/text]'];
    slack.answerWith((_, response) => refuse(response, 'invalid_blocks', { response_metadata: { messages } }));
    const { message } = await problemOf(api.call('chat.postMessage'));
    expect(message).toBe('chat.postMessage: invalid_blocks at /blocks/3/text');
  });

  it.each([
    ['30', 30],
    ['0', 1],
    ['soon', 10],
    ['99999999', 3600],
  ])('is limited after HTTP 429 with Retry-After %s, for %i seconds', async (header, retryAfterSeconds) => {
    const { slack, api } = await started();
    slack.answerWith((_, response) => limit(response, header));
    expect(await problemOf(api.call('chat.postMessage'))).toMatchObject({ kind: 'limited', retryAfterSeconds });
    expect(slack.asked).toHaveLength(1);
  });

  it('is limited after HTTP 429 that does not say for how long', async () => {
    const { slack, api } = await started();
    slack.answerWith((_, response) => response.writeHead(429).end());
    expect(await problemOf(api.call('x.y'))).toMatchObject({ kind: 'limited', retryAfterSeconds: 10 });
  });

  it('does not wait for another method that is limited', async () => {
    const { slack, api } = await started();
    slack.answerWith(({ method }, response) =>
      method === 'conversations.open' ? limit(response, 30) : answerJson(response, { ok: true }),
    );
    await problemOf(api.call('conversations.open'));
    await expect(api.call('chat.postMessage')).resolves.toMatchObject({ ok: true });
  });

  it.each([
    ['HTTP 500', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => r.writeHead(500).end('oops'))],
    ['HTTP 503', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => r.writeHead(503).end())],
    ['HTTP 408', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => r.writeHead(408).end())],
    ['HTTP 404, as of a wrong address', 'not sent', (s: TinySlack) => s.answerWith((_, r) => r.writeHead(404).end())],
    ['a redirect', 'unknown', (s: TinySlack) => s.answerWith((_, r) => r.writeHead(302, { location: '/x' }).end())],
    ['a page that is no JSON', 'unknown', (s: TinySlack) => s.answerWith((_, r) => r.end('<html>private</html>'))],
    ['JSON cut short', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => r.end('{"ok":true,"ts":"17'))],
    ['null', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => answerJson(r, null))],
    ['a list', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => answerJson(r, []))],
    ['an object that says nothing', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => answerJson(r, {}))],
    ['an odd yes', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => answerJson(r, { ok: 'yes' }))],
    ['an odd code', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => refuse(r, 'Private Words'))],
    ['a connection cut instead', 'unknown', (slack: TinySlack) => slack.answerWith((_, r) => r.destroy())],
    [
      'a connection cut within the answer',
      'unknown',
      (slack: TinySlack) =>
        slack.answerWith((_, r) => {
          r.writeHead(200, { 'content-length': '100' }).write('{"ok":');
          setImmediate(() => r.destroy());
        }),
    ],
  ])('after %s is %s, and is not made again', async (_, kind, prepare) => {
    const { slack, api } = await started();
    prepare(slack);
    const problem = await problemOf(api.call('chat.postMessage', { text: 'hello' }));
    expect(problem).toMatchObject({ kind, code: '' });
    expect(problem.message.toLowerCase()).not.toContain('private');
    expect(slack.asked).toHaveLength(1);
  });

  it.each([
    ['nobody listens', async () => `${DEAD_ADDRESS}/api/`],
    ['the name is not known', async () => 'http://nowhere.invalid/api/'],
    ['the other side speaks no TLS', async () => (await startTinySlack()).apiUrl.replace('http', 'https')],
  ])('is not sent when %s', async (_, url) => {
    const api = createWebApi({ token: TOKEN, apiUrl: await url(), log: silentLog });
    expect(await problemOf(api.call('chat.postMessage'))).toMatchObject({ kind: 'not sent', code: '' });
  });

  it('is given up when no answer comes in time', async () => {
    const slack = await startTinySlack();
    slack.answerWith(() => {});
    const api = createWebApi({ token: TOKEN, apiUrl: slack.apiUrl, log: silentLog, timeoutMs: 20 });
    expect(await problemOf(api.call('chat.postMessage'))).toMatchObject({ kind: 'unknown' });
  });

  it('is given up when the answer begins and never ends', async () => {
    const slack = await startTinySlack();
    slack.answerWith((_, response) => response.writeHead(200).write('{"ok"'));
    const api = createWebApi({ token: TOKEN, apiUrl: slack.apiUrl, log: silentLog, timeoutMs: 50 });
    expect(await problemOf(api.call('chat.postMessage'))).toMatchObject({ kind: 'unknown' });
  });

  it('throws a bug of its caller as it is', async () => {
    const { slack, api } = await started();
    await expect(api.call('chat.postMessage', { text: 1n })).rejects.toThrow(TypeError);
    expect(slack.asked).toEqual([]);
  });
});

describe('a call to Slack that is called off', () => {
  it('is not sent when it had not begun', async () => {
    const { slack, api } = await started();
    const problem = await problemOf(api.call('chat.postMessage', {}, { signal: AbortSignal.abort() }));
    expect(problem).toMatchObject({ kind: 'not sent' });
    expect(slack.asked).toEqual([]);
  });

  it.each([
    ['while Slack is silent', () => {}],
    [
      'while the answer is on its way',
      (r: { writeHead(s: number): { write(t: string): unknown } }) => r.writeHead(200).write('{'),
    ],
  ])('is unknown at once %s', async (_, answer) => {
    const { slack, api } = await started();
    slack.answerWith((_, response) => void answer(response));
    const controller = new AbortController();
    const problem = problemOf(api.call('chat.postMessage', {}, { signal: controller.signal }));
    await slack.came(1);
    controller.abort();
    expect(await problem).toMatchObject({ kind: 'unknown' });
  });

  it('leaves the others alone that are under way at the same time', async () => {
    const { slack, api } = await started();
    const held: (() => void)[] = [];
    slack.answerWith(({ args }, response) => void held.push(() => answerJson(response, { ok: true, n: args.n })));
    const controllers = Array.from({ length: 150 }, () => new AbortController());
    const calls = controllers.map(({ signal }, n) =>
      api.call('chat.postMessage', { n }, { signal }).then(
        (answer) => answer.n,
        (error) => error.kind,
      ),
    );
    await slack.came(150);
    for (const [n, controller] of controllers.entries()) if (n % 2 === 0) controller.abort();
    for (const go of held) go();
    expect(await Promise.all(calls)).toEqual(controllers.map((_, n) => (n % 2 === 0 ? 'unknown' : String(n))));
  });

  it('does not mind a signal that is aborted afterwards', async () => {
    const { slack, api } = await started();
    const controller = new AbortController();
    await api.call('chat.postMessage', { channel: 'D1' }, { signal: controller.signal });
    controller.abort();
    await expect(api.call('chat.postMessage', { channel: 'D1' })).resolves.toMatchObject({ ok: true });
    expect(slack.asked).toHaveLength(2);
  });
});

describe('what is written down about a call to Slack', () => {
  it('is its method and a code, and neither the token nor what people wrote', async () => {
    const slack = await startTinySlack();
    const log = keptLog();
    const api = createWebApi({ token: TOKEN, apiUrl: slack.apiUrl, log });
    await api.call('chat.postMessage', { text: 'private words' });
    slack.answerWith((_, response) => refuse(response, 'no_text', { warning: 'private words' }));
    await problemOf(api.call('chat.postMessage', { text: 'private words' }));
    slack.answerWith((_, response) => response.destroy());
    await problemOf(api.call('chat.postMessage', { text: 'private words' }));
    expect(log.lines.map(({ level }) => level)).toEqual(['debug', 'warn', 'warn']);
    expect(log.lines[1]?.fields).toMatchObject({ method: 'chat.postMessage', kind: 'refused', code: 'no_text' });
    expect(JSON.stringify(log.lines)).not.toMatch(/private|hush/);
  });

  it('holds no token that cannot be sent', async () => {
    const slack = await startTinySlack();
    const log = keptLog();
    const api = createWebApi({ token: 'xoxb-1\nhush', apiUrl: slack.apiUrl, log });
    const problem = await problemOf(api.call('auth.test'));
    expect(JSON.stringify(log.lines) + problem.message + problem.stack + String(problem.cause)).not.toContain('hush');
  });
});
