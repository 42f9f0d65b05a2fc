import { App, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { createSocketReceiver } from '../../../../adapters/slack/transport/socket-receiver.ts';
import { ConfigError } from '../../../../src/config.ts';
import { silentLog } from '../../../../src/log.ts';
import type { Log } from '../../../../src/ports/world.ts';
import { createTestClock } from '../../../support/clock.ts';
import { openSocketEnd, type SocketEnd } from './socket-end.ts';

const PACE = { firstRetryMs: 20, slowestRetryMs: 50, slowestRefusedRetryMs: 50, retireAfterMs: 50 };
const clock = createTestClock('2026-11-23T09:00:00Z');
const warn = vi.fn<Log['warn']>();
const strays = vi.fn();
const stopThese: (() => Promise<unknown>)[] = [];
let end: SocketEnd;

beforeEach(async () => {
  warn.mockClear();
  strays.mockClear();
  process.on('unhandledRejection', strays);
  end = await openSocketEnd();
});
afterEach(async () => {
  await Promise.all(stopThese.splice(0).map((stop) => stop()));
  await end.close();
  process.off('unhandledRejection', strays);
  expect(strays).not.toHaveBeenCalled();
});

function build(more: Partial<Parameters<typeof createSocketReceiver>[0]> = {}) {
  const { pace, ...rest } = more;
  const receiver = createSocketReceiver({
    appToken: 'xapp-1-a-b',
    apiUrl: end.apiUrl,
    clock,
    log: { ...silentLog, warn },
    pace: { ...PACE, ...pace },
    ...rest,
  });
  const app = new App({
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'UBOT', teamId: 'T1' }),
  });
  app.error(async (error) => {
    throw error;
  });
  stopThese.push(() => app.stop());
  return { app, receiver };
}

async function connected(more: Partial<Parameters<typeof createSocketReceiver>[0]> = {}) {
  const built = build(more);
  await built.app.start();
  return { ...built, connection: await end.greeted(1) };
}

function push(connection: WebSocket, envelope: object): void {
  connection.send(JSON.stringify(envelope));
}

const command = (id: string, name = '/task') => ({
  envelope_id: id,
  type: 'slash_commands',
  accepts_response_payload: true,
  payload: { command: name, text: 'Banner', team_id: 'T1', user_id: 'U1' },
});

const mention = (id: string, more: object = {}) => ({
  envelope_id: id,
  type: 'events_api',
  accepts_response_payload: false,
  payload: {
    type: 'event_callback',
    team_id: 'T1',
    event_id: `Ev${id}`,
    event: { type: 'app_mention', channel: 'C1', user: 'U1', text: 'hi', ts: '1.1' },
  },
  ...more,
});

function gate() {
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { pass, passed };
}

describe('an envelope', () => {
  it('is acknowledged with what the listener answers', async () => {
    const { app, connection, receiver } = await connected();
    expect(receiver.health()).toEqual({ isReady: true, detail: 'connected' });
    app.command('/text', ({ ack }) => ack('Created'));
    app.command('/blocks', ({ ack }) => ack({ text: 'Done' }));
    app.command('/nothing', ({ ack }) => ack());
    push(connection, command('1', '/text'));
    push(connection, command('2', '/blocks'));
    push(connection, command('3', '/nothing'));
    push(connection, { ...command('4', '/text'), accepts_response_payload: false });
    expect((await end.acknowledged('1')).message).toEqual({ envelope_id: '1', payload: { text: 'Created' } });
    expect((await end.acknowledged('2')).message).toEqual({ envelope_id: '2', payload: { text: 'Done' } });
    expect((await end.acknowledged('3')).message).toEqual({ envelope_id: '3' });
    expect((await end.acknowledged('4')).message).toEqual({ envelope_id: '4' });
  });

  it('of an event is acknowledged when its listener has finished, and says that it comes again', async () => {
    const { app, connection } = await connected({ answerWithinMs: 20 });
    const work = gate();
    const contexts: unknown[] = [];
    app.event('app_mention', async ({ context }) => {
      contexts.push(context);
      await work.passed;
    });
    app.command('/task', ({ ack }) => ack());
    push(connection, mention('1', { retry_attempt: 1, retry_reason: 'timeout' }));
    push(connection, command('2'));
    await end.acknowledged('2');
    expect(end.received.map(({ message }) => message.envelope_id)).toEqual(['2']);
    work.pass();
    expect((await end.acknowledged('1')).message).toEqual({ envelope_id: '1' });
    expect(contexts).toEqual([expect.objectContaining({ retryNum: 1, retryReason: 'timeout' })]);
  });

  it('is not acknowledged where its listener fails, so that Slack sends an event again', async () => {
    const { app, connection } = await connected();
    app.event('app_mention', async () => {
      throw new Error('bug');
    });
    app.command('/bad', async () => {
      throw new Error('bug');
    });
    app.command('/task', ({ ack }) => ack());
    push(connection, mention('1'));
    push(connection, command('2', '/bad'));
    push(connection, command('3'));
    await end.acknowledged('3');
    expect(end.received).toHaveLength(1);
  });

  it('is acknowledged for a listener that forgets to, before Slack loses patience', async () => {
    const { app, connection } = await connected({ answerWithinMs: 20 });
    app.command('/task', async () => {});
    push(connection, command('1'));
    expect((await end.acknowledged('1')).message).toEqual({ envelope_id: '1' });
    expect(warn.mock.lastCall?.[1]).toContain('not acknowledged in time');
  });

  it('that makes no sense harms nobody', async () => {
    const { app, connection } = await connected();
    app.command('/task', ({ ack }) => ack());
    const nonsense = ['', '{', '[]', 'null', '{"type":"new_thing"}', '{"envelope_id":"x","type":"interactive"}'];
    for (const text of [...nonsense, `{"envelope_id":"y","payload":${'['.repeat(10_000)}${']'.repeat(10_000)}}`])
      connection.send(text);
    connection.send(Buffer.from([1, 2, 3]));
    push(connection, { envelope_id: 'z', type: 'events_api', payload: { event: null } });
    push(connection, command('1'));
    await end.acknowledged('1');
    expect(end.received).toHaveLength(1);
    expect(end.asked).toBe(1);
  });
});

describe('a connection', () => {
  it('that is cut is replaced', async () => {
    const { app, connection, receiver } = await connected();
    app.command('/task', ({ ack }) => ack());
    connection.terminate();
    const next = await end.greeted(2);
    push(next, command('1'));
    expect((await end.acknowledged('1')).on).toBe(1);
    expect(receiver.health().isReady).toBe(true);
    expect(end.openNow()).toBe(1);
  });

  it('that Slack closes without hanging up is replaced', async () => {
    const { connection } = await connected({ pace: { pingEveryMs: 20 } });
    connection.close(1000);
    end.silence(connection);
    await end.greeted(2);
  });

  it.each(['warning', 'refresh_requested'])(
    'that Slack replaces (%s) works until the next one does, and nothing is lost',
    async (reason) => {
      const { app, connection, receiver } = await connected({ pace: { retireAfterMs: 300 } });
      const work = gate();
      const handled: string[] = [];
      app.command('/slow', async ({ ack }) => {
        await work.passed;
        await ack('slow');
      });
      app.event('app_mention', async ({ body }) => void handled.push(body.event_id));
      push(connection, command('slow', '/slow'));
      end.isGreeting = false;
      push(connection, { type: 'disconnect', reason });
      push(connection, mention('1'));
      expect((await end.acknowledged('1')).on).toBe(0);
      expect(receiver.health().isReady).toBe(true);
      await vi.waitFor(() => expect(end.connections).toHaveLength(2));
      end.connections[1]?.send(JSON.stringify({ type: 'hello' }));
      push(connection, mention('2'));
      const next = end.connections[1] as WebSocket;
      push(next, mention('3'));
      work.pass();
      await Promise.all(['2', '3', 'slow'].map((id) => end.acknowledged(id)));
      expect(handled.toSorted()).toEqual(['Ev1', 'Ev2', 'Ev3']);
      await vi.waitFor(() => expect(end.openNow()).toBe(1), { timeout: 10_000 });
      expect(receiver.health().isReady).toBe(true);
      expect(end.connections).toHaveLength(2);
    },
  );

  it('that is gone leaves the acknowledgement to the next one', async () => {
    const { app, connection } = await connected();
    const work = gate();
    const begun = gate();
    app.event('app_mention', async () => {
      begun.pass();
      await work.passed;
    });
    push(connection, mention('1'));
    await begun.passed;
    connection.terminate();
    await end.greeted(2);
    await vi.waitFor(() => expect(end.openNow()).toBe(1));
    await new Promise((resolve) => setImmediate(resolve));
    work.pass();
    expect((await end.acknowledged('1')).on).toBe(1);
  });

  it('on which nobody answers is replaced', async () => {
    const { connection } = await connected({ pace: { pingEveryMs: 20 } });
    end.silence(connection);
    await end.greeted(2);
    expect(warn).toHaveBeenCalledWith({ why: 'Slack is silent' }, expect.any(String));
  });

  it('on which only pings are answered stays', async () => {
    const { connection } = await connected({ pace: { pingEveryMs: 5 } });
    let pings = 0;
    await new Promise<void>((resolve) => {
      connection.on('ping', () => {
        pings += 1;
        if (pings === 12) resolve();
      });
    });
    expect(end.connections).toHaveLength(1);
  });

  it('without a hello is tried again', async () => {
    end.isGreeting = false;
    const { app, receiver } = build({ pace: { helloWithinMs: 30 } });
    await app.start();
    expect(receiver.health()).toEqual({
      isReady: false,
      detail: 'no connection to Slack since 2026-11-23T09:00:00.000Z: Slack did not say hello in time',
    });
    end.isGreeting = true;
    await end.greeted(1);
    await vi.waitFor(() => expect(receiver.health().isReady).toBe(true));
  });

  it('that ends at once, again and again, is tried at a slower pace', async () => {
    await connected({ pace: { slowestRetryMs: 200 } });
    let cuts = 0;
    const cutter = setInterval(() => {
      for (const connection of end.connections) {
        if (connection.readyState !== connection.OPEN) continue;
        connection.terminate();
        cuts += 1;
      }
    }, 1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    clearInterval(cutter);
    expect(cuts).toBeLessThan(20);
    await end.greeted(cuts + 1);
  });
});

describe('starting', () => {
  it.each([
    ['invalid_auth', 'Slack does not know it'],
    ['not_authed', 'Slack does not know it'],
    ['account_inactive', 'revoked'],
    ['token_revoked', 'revoked'],
    ['missing_scope', 'connections:write'],
    ['not_allowed_token_type', 'xapp-'],
  ])('with a token that can never work (%s) names the variable and what to do', async (code, words) => {
    end.refusal = code;
    const { app } = build();
    const problem = await app.start().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ConfigError);
    const [said] = (problem as ConfigError).problems;
    expect(said).toMatch(/^SLACK_APP_TOKEN: /);
    expect(said).toContain(words);
    expect(said).toContain('App-Level Tokens');
    expect(end.asked).toBe(1);
  });

  it('without network goes on, says so, and connects when Slack is there', async () => {
    const { apiUrl, port } = end;
    await end.close();
    const { app, receiver } = build({ apiUrl });
    await app.start();
    expect(receiver.health()).toEqual({
      isReady: false,
      detail: expect.stringMatching(/^no connection to Slack since 2026-11-23T09:00:00.000Z: .*ECONNREFUSED/),
    });
    end = await openSocketEnd(port);
    await end.greeted(1);
    await vi.waitFor(() => expect(receiver.health().isReady).toBe(true));
  });

  it.each(['internal_error', 'ratelimited', 'something_new'])('survives %s', async (code) => {
    end.refusal = code;
    const { app, receiver } = build();
    await app.start();
    expect(receiver.health().isReady).toBe(false);
  });

  it('can be stopped meanwhile', async () => {
    end.isGreeting = false;
    const { app, receiver } = build({ pace: { helloWithinMs: 60_000 } });
    const started = app.start();
    await vi.waitFor(() => expect(end.connections).toHaveLength(1));
    await app.stop();
    await started;
    expect(receiver.health()).toMatchObject({ isReady: false, detail: expect.stringContaining('stopped') });
    await vi.waitFor(() => expect(end.openNow()).toBe(0));
  });
});

describe('a token that is refused while Friday runs', () => {
  it('ends nothing: it is tried again, health says why, and the connection comes back', async () => {
    const { receiver, connection } = await connected();
    end.refusal = 'invalid_auth';
    connection.terminate();
    await vi.waitFor(() => expect(end.asked).toBeGreaterThan(3));
    expect(receiver.health()).toEqual({
      isReady: false,
      detail: expect.stringMatching(/SLACK_APP_TOKEN: .*invalid_auth/),
    });
    end.refusal = undefined;
    await end.greeted(2);
    await vi.waitFor(() => expect(receiver.health().isReady).toBe(true));
  });
});

describe('stopping', () => {
  it('finishes what is at work, acknowledges it, takes nothing new and hangs up', async () => {
    const { app, connection } = await connected();
    const work = gate();
    const begun = gate();
    const called = vi.fn();
    app.event('app_mention', async () => {
      called();
      begun.pass();
      await work.passed;
    });
    push(connection, mention('1'));
    await begun.passed;
    const stopped = app.stop();
    push(connection, mention('2'));
    await new Promise<void>((resolve) => {
      connection.once('pong', () => resolve());
      connection.ping();
    });
    work.pass();
    await stopped;
    await end.acknowledged('1');
    await vi.waitFor(() => expect(end.openNow()).toBe(0));
    expect(called).toHaveBeenCalledTimes(1);
    expect(end.received).toHaveLength(1);
    expect(end.connections).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it('does not wait for somebody who is silent', async () => {
    const { app, connection } = await connected();
    end.silence(connection);
    await app.stop();
  });

  it('is harmless before the start', async () => {
    await build().app.stop();
  });
});
