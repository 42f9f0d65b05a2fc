import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpReceiver } from '../../../../adapters/slack/transport/http-receiver.ts';
import { toEpochMs } from '../../../../src/domain/instant.ts';
import { silentLog } from '../../../../src/log.ts';
import type { Log } from '../../../../src/ports/world.ts';
import { createTestClock } from '../../../support/clock.ts';

const SECRET = 'a-signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const COMMAND = new URLSearchParams({ command: '/task', text: 'Banner', team_id: 'T1', user_id: 'U1' }).toString();
const EVENT = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: { type: 'app_mention', channel: 'C1', user: 'U1', text: 'hi', ts: '1.1' },
});
const BUTTON = {
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  actions: [{ type: 'button', action_id: 'do', block_id: 'b', value: 'U1:done 12' }],
};

interface Posted {
  status: number;
  text: string;
  headers: IncomingHttpHeaders;
}

interface Post {
  body: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
  method?: string;
  /** relative to the clock */
  secondsAgo?: number;
  secret?: string;
}

const clock = createTestClock('2026-11-23T09:00:00Z');
const warn = vi.fn<Log['warn']>();
let app: App;
let server: Server;
let receiver: ReturnType<typeof createHttpReceiver>;

beforeEach(async () => {
  warn.mockClear();
  await open();
});
afterEach(() => close());

async function open(more: { answerWithinMs?: number; bodyWithinMs?: number } = {}): Promise<void> {
  receiver = createHttpReceiver({ signingSecret: SECRET, clock, log: { ...silentLog, warn }, ...more });
  app = new App({
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'UBOT', teamId: 'T1' }),
  });
  app.error(async (error) => {
    throw error;
  });
  server = createServer((req, res) => receiver.onRequest(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await app.start();
}

async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function post({ body, type = FORM, headers = {}, method = 'POST', secondsAgo = 0, secret = SECRET }: Post) {
  const timestamp = String(toEpochMs(clock.now()) / 1000 - secondsAgo);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  return send(body, method, {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
    ...headers,
  });
}

function send(body: string | Buffer, method: string, headers: Record<string, string>): Promise<Posted> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const req = httpRequest({ port, host: '127.0.0.1', path: '/slack/events', method, headers }, (res) => {
      let text = '';
      res.on('data', (data) => {
        text += String(data);
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

function gate() {
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { pass, passed };
}

/** Counts every listener that a request could reach. */
function countCalls() {
  const called = vi.fn();
  app.command(/.*/, async ({ ack }) => {
    called();
    await ack();
  });
  app.event(/.*/, async () => called());
  app.action(/.*/, async ({ ack }) => {
    called();
    await ack();
  });
  return called;
}

describe('a request over HTTP', () => {
  it('is answered with what the listener acknowledges', async () => {
    app.command('/text', ({ ack }) => ack('Created *12*'));
    app.command('/blocks', ({ ack }) => ack({ response_type: 'ephemeral', text: 'Done' }));
    app.command('/nothing', ({ ack }) => ack());
    const text = await post({ body: 'command=%2Ftext&team_id=T1' });
    expect(text).toMatchObject({ status: 200, text: 'Created *12*' });
    const blocks = await post({ body: 'command=%2Fblocks&team_id=T1' });
    expect(blocks.status).toBe(200);
    expect(blocks.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(blocks.text)).toEqual({ response_type: 'ephemeral', text: 'Done' });
    expect(await post({ body: 'command=%2Fnothing&team_id=T1' })).toMatchObject({ status: 200, text: '' });
  });

  it.each([
    [FORM, COMMAND],
    [`${FORM}; charset=utf-8`, COMMAND],
    [`Application/X-WWW-Form-URLEncoded;charset="UTF-8"`, COMMAND],
    ['application/json; charset=utf-8', EVENT],
    [`${FORM};`, new URLSearchParams({ payload: JSON.stringify(BUTTON) }).toString()],
  ])('of type %s is read', async (type, body) => {
    const called = countCalls();
    expect(await post({ body, type })).toMatchObject({ status: 200, text: '' });
    expect(called).toHaveBeenCalledTimes(1);
  });

  it('keeps every letter of what people wrote', async () => {
    let heard = '';
    app.command('/task', async ({ ack, command }) => {
      heard = command.text;
      await ack();
    });
    const text = 'Банер – 100% & "x"+1 🎉 &lt;b&gt;';
    await post({ body: new URLSearchParams({ command: '/task', text }).toString() });
    expect(heard).toBe(text);
  });

  it('tells listeners that it comes again', async () => {
    let context: unknown;
    app.event('app_mention', async (args) => {
      context = args.context;
    });
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' };
    await post({ body: EVENT, type: 'application/json', headers });
    expect(context).toMatchObject({ retryNum: 2, retryReason: 'http_timeout' });
  });

  it('answers the challenge with which Slack checks the address, when it is signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });
    const answer = await post({ body, type: 'application/json' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ challenge: 'c-1' });
    expect((await post({ body, type: 'application/json', secret: 'other' })).status).toBe(401);
  });

  it('with which Slack checks the certificate reaches nobody', async () => {
    const called = countCalls();
    expect(await post({ body: 'ssl_check=1&token=x' })).toMatchObject({ status: 200, text: '' });
    expect(called).not.toHaveBeenCalled();
  });
});

describe('a request that Slack did not sign just now', () => {
  const forgeries: [string, Omit<Post, 'body'>][] = [
    ['with another secret', { secret: 'other' }],
    ['with an empty signature', { headers: { 'x-slack-signature': '' } }],
    ['with a short signature', { headers: { 'x-slack-signature': 'v0=abcd' } }],
    ['with a signature of another version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['with a signature of other letters', { headers: { 'x-slack-signature': `v0=${'é'.repeat(64)}` } }],
    ['without a time', { headers: { 'x-slack-request-timestamp': '' } }],
    ['with a time that is none', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['older than five minutes', { secondsAgo: 301 }],
    ['from the future', { secondsAgo: -61 }],
    ['an hour ahead', { secondsAgo: -3600 }],
  ];

  it.each(forgeries)('%s reaches nobody', async (_name, forged) => {
    const called = countCalls();
    expect((await post({ body: COMMAND, ...forged })).status).toBe(401);
    expect((await post({ body: EVENT, type: 'application/json', ...forged })).status).toBe(401);
    expect(called).not.toHaveBeenCalled();
  });

  it('without any signature reaches nobody, not even as ssl_check', async () => {
    const called = countCalls();
    expect((await send(COMMAND, 'POST', { 'content-type': FORM })).status).toBe(401);
    expect((await send('ssl_check=1&token=x', 'POST', { 'content-type': FORM })).status).toBe(401);
    expect((await send(`ssl_check=1&${COMMAND}`, 'POST', { 'content-type': FORM })).status).toBe(401);
    expect(called).not.toHaveBeenCalled();
  });

  it('with the body of another reaches nobody', async () => {
    const called = countCalls();
    const timestamp = String(toEpochMs(clock.now()) / 1000);
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:other`).digest('hex');
    const answer = await send(COMMAND, 'POST', {
      'content-type': FORM,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    });
    expect(answer.status).toBe(401);
    expect(called).not.toHaveBeenCalled();
  });

  it('is taken within the minutes that clocks may differ', async () => {
    const called = countCalls();
    expect((await post({ body: COMMAND, secondsAgo: 299 })).status).toBe(200);
    expect((await post({ body: COMMAND, secondsAgo: -59 })).status).toBe(200);
    expect(called).toHaveBeenCalledTimes(2);
  });

  it('leaves one line in the log, however many come in that minute', async () => {
    for (let times = 0; times < 5; times++) await post({ body: COMMAND, secret: 'other' });
    expect(warn).toHaveBeenCalledTimes(1);
    clock.advance({ minutes: 2 });
    await post({ body: COMMAND, secondsAgo: 4000 });
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn.mock.lastCall?.[1]).toContain('clock');
  });
});

describe('a request that cannot be read', () => {
  it.each<[string, string | Buffer, string, number]>([
    ['JSON that is none', '{"type":', 'application/json', 400],
    ['JSON that is no object', '[1]', 'application/json', 400],
    ['JSON null', 'null', 'application/json', 400],
    ['no JSON at all', '', 'application/json', 400],
    ['deep lists', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'application/json', 400],
    ['deep objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'application/json', 400],
    ['a payload that is no JSON', 'payload=%7B', FORM, 400],
    ['a deep payload', `payload={"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, FORM, 400],
    ['a picture', Buffer.from([0xff, 0xd8, 0x00]), 'image/jpeg', 415],
  ])('%s is refused', async (_name, body, type, status) => {
    const called = countCalls();
    expect((await post({ body, type })).status).toBe(status);
    expect(called).not.toHaveBeenCalled();
    expect((await post({ body: COMMAND })).status).toBe(200);
  });

  it.each(['{"event":null}', '{"event":"x"}', '{"event":{}}', '{"__proto__":{"command":"/x"}}', '{}'])(
    'or makes no sense, as %s, harms nobody',
    async (body) => {
      const called = countCalls();
      expect((await post({ body, type: 'application/json' })).status).toBeLessThan(600);
      expect(called.mock.calls.length).toBeLessThanOrEqual(1);
      expect((await post({ body: COMMAND })).status).toBe(200);
    },
  );

  it('is too large at two mebibytes, announced or not', async () => {
    const called = countCalls();
    const body = `command=%2Ftask&text=${'x'.repeat(2 * 1024 * 1024)}`;
    expect((await post({ body })).status).toBe(413);
    expect((await post({ body, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413);
    expect(called).not.toHaveBeenCalled();
    expect((await post({ body: COMMAND })).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE'])('is not taken by %s', async (method) => {
    const answer = await post({ body: '', method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
  });

  it('is given up when its body never ends', async () => {
    await close();
    await open({ bodyWithinMs: 50 });
    const { port } = server.address() as AddressInfo;
    for (const announced of ['1000', String(5 * 1024 * 1024)]) {
      const status = await new Promise((resolve) => {
        const headers = { 'content-length': announced };
        const req = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers }, (res) => resolve(res.statusCode));
        req.on('error', () => resolve('cut off'));
        req.write('x');
      });
      expect([408, 413, 'cut off']).toContain(status);
    }
    await vi.waitFor(async () => {
      const left = await new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
      expect(left).toBe(0);
    });
  });
});

describe('an answer to Slack', () => {
  it('of an event waits for the listener, so that a crash makes Slack send it again', async () => {
    const work = gate();
    const begun = gate();
    app.event('app_mention', async () => {
      begun.pass();
      await work.passed;
    });
    let isAnswered = false;
    const answer = post({ body: EVENT, type: 'application/json' }).then((posted) => {
      isAnswered = true;
      return posted;
    });
    await begun.passed;
    await post({ body: '', method: 'GET' });
    expect(isAnswered).toBe(false);
    work.pass();
    expect((await answer).status).toBe(200);
  });

  it('of an event that takes too long asks Slack to send it again, and the work goes on', async () => {
    await close();
    await open({ answerWithinMs: 30 });
    const work = gate();
    const finished = vi.fn();
    app.event('app_mention', async () => {
      await work.passed;
      finished();
    });
    expect((await post({ body: EVENT, type: 'application/json' })).status).toBe(503);
    work.pass();
    await vi.waitFor(() => expect(finished).toHaveBeenCalled());
  });

  it('of an event that nobody listens to is given at once', async () => {
    expect((await post({ body: EVENT, type: 'application/json' })).status).toBe(200);
    const limited = JSON.stringify({ type: 'app_rate_limited', team_id: 'T1' });
    expect((await post({ body: limited, type: 'application/json' })).status).toBe(200);
  });

  it('is an error at once where a listener fails before it acknowledged', async () => {
    app.command('/task', async () => {
      throw new Error('bug');
    });
    app.event('app_mention', async () => {
      throw new Error('bug');
    });
    expect(await post({ body: COMMAND })).toMatchObject({ status: 500, text: '' });
    expect((await post({ body: EVENT, type: 'application/json' })).status).toBe(500);
  });

  it('that cannot be written is an error', async () => {
    app.command('/task', async ({ ack }) => {
      const circle: Record<string, unknown> = {};
      circle.circle = circle;
      await ack(circle as never);
    });
    expect((await post({ body: COMMAND })).status).toBe(500);
  });

  it('is given before Slack loses patience where nobody acknowledges, and what comes later is left out', async () => {
    await close();
    await open({ answerWithinMs: 30 });
    const answered = gate();
    const late = vi.fn();
    app.command('/task', async ({ ack }) => {
      await answered.passed;
      await ack('too late');
      await ack('twice');
      late();
    });
    expect(await post({ body: COMMAND })).toMatchObject({ status: 200, text: '' });
    expect(warn.mock.calls[0]).toEqual([{ request: '/task' }, expect.stringContaining('not acknowledged in time')]);
    answered.pass();
    await vi.waitFor(() => expect(late).toHaveBeenCalled());
  });

  it('is still given while Friday stops, which takes nothing new', async () => {
    const work = gate();
    const begun = gate();
    app.event('app_mention', async () => {
      begun.pass();
      await work.passed;
    });
    const answer = post({ body: EVENT, type: 'application/json' });
    await begun.passed;
    let isStopped = false;
    const stopped = app.stop().then(() => {
      isStopped = true;
    });
    expect((await post({ body: COMMAND })).status).toBe(503);
    expect(isStopped).toBe(false);
    work.pass();
    expect((await answer).status).toBe(200);
    await stopped;
  });

  it('matters to nobody whose connection is gone', async () => {
    const begun = gate();
    const work = gate();
    const finished = vi.fn();
    app.command('/task', async ({ ack }) => {
      begun.pass();
      await work.passed;
      await ack('hello');
      finished();
    });
    const answer = post({ body: COMMAND });
    await begun.passed;
    server.closeAllConnections();
    await expect(answer).rejects.toThrow();
    work.pass();
    await vi.waitFor(() => expect(finished).toHaveBeenCalled());
  });
});
