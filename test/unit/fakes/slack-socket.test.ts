import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/fake-slack.ts';

describe('the sockets of the fake Slack', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await startFakeSlack({ transport: 'socket', ackWithinMs: 300 });
  });
  afterEach(() => slack.stop());

  async function address(): Promise<string> {
    const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken}` },
    });
    return ((await response.json()) as { url: string }).url;
  }

  /** A connection, and all that came over it. */
  async function connect() {
    const socket = new WebSocket(await address());
    const came: Record<string, unknown>[] = [];
    socket.on('message', (data) => came.push(JSON.parse(data.toString())));
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    await new Promise<void>((resolve) => socket.once('message', () => resolve()));
    return { socket, came, closed };
  }

  it('carry a conversation with Bolt itself', async () => {
    const heard: unknown[] = [];
    const receiver = new SocketModeReceiver({
      appToken: slack.appToken,
      logLevel: LogLevel.ERROR,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    });
    const app = new App({
      token: slack.botToken,
      receiver,
      clientOptions: { slackApiUrl: slack.apiUrl },
      deferInitialization: true,
      convoStore: false,
      logLevel: LogLevel.ERROR,
    });
    app.command('/task', async ({ ack, command }) => {
      await ack({ text: `made ${command.text}` });
    });
    app.event('message', async ({ event, client }) => {
      heard.push(event);
      await client.chat.postMessage({ channel: event.channel, text: 'I heard' });
    });
    await app.init();
    await app.start();
    expect(slack.sockets.count()).toBe(1);

    const anna = slack.user('anna');
    expect((await anna.slash('/task', 'Banner')).outcome.acked).toBe(true);
    const done = await anna.dm('hello');
    expect(done.outcome.acked).toBe(true);
    await slack.redeliver(done);
    while (slack.calls.filter(({ method, outcome }) => method === 'chat.postMessage' && outcome === 'ok').length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(heard).toHaveLength(2);
    expect(slack.shownTo('anna')).toEqual(['made Banner', 'I heard', 'I heard']);
    slack.expectNoViolations();
    await app.stop();
    while (slack.sockets.count() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('say hello, and give an envelope its own id each time', async () => {
    const { came, socket } = await connect();
    expect(came[0]).toMatchObject({ type: 'hello', num_connections: 1 });
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(data.toString());
      if (envelope_id) socket.send(JSON.stringify({ envelope_id, payload: {} }));
    });
    const done = await slack.user('anna').slash('/task', 'x');
    await slack.redeliver(done);
    expect(came[1]).toMatchObject({ type: 'slash_commands', accepts_response_payload: true, payload: { text: 'x' } });
    expect(came[2]?.payload).toEqual(came[1]?.payload);
    expect(came[2]?.envelope_id).not.toBe(came[1]?.envelope_id);
    await slack.user('anna').dm('x');
    expect(came[3]).toMatchObject({ type: 'events_api', accepts_response_payload: false, retry_attempt: 0 });
  });

  it('take an address once', async () => {
    const url = await address();
    const first = new WebSocket(url);
    await new Promise((resolve) => first.once('open', resolve));
    const second = new WebSocket(url);
    const error = await new Promise<Error>((resolve) => second.once('error', resolve));
    expect(error.message).toMatch(/401/);
  });

  it('are ten at most', async () => {
    for (let i = 0; i < 10; i += 1) await connect();
    const { came, closed } = await connect();
    await closed;
    expect(came).toEqual([expect.objectContaining({ type: 'disconnect', reason: 'too_many_websockets' })]);
    expect(slack.sockets.count()).toBe(10);
  });

  it('write down what is no acknowledgement, and answers where none is taken', async () => {
    const { socket } = await connect();
    socket.send('hello');
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(data.toString());
      socket.send(JSON.stringify({ envelope_id, payload: { text: 'x' } }));
    });
    await slack.user('anna').dm('x');
    expect(slack.violations).toHaveLength(2);
  });

  it('can be cut, asked to go, and silent', async () => {
    const one = await connect();
    slack.sockets.cut();
    await one.closed;
    const two = await connect();
    slack.sockets.disconnect('refresh_requested');
    await two.closed;
    expect(two.came.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const { socket } = await connect();
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    const ponged = new Promise((resolve) => socket.once('pong', resolve));
    socket.ping();
    await ponged;
    slack.sockets.silence();
    socket.ping();
    expect((await slack.user('anna').slash('/task', 'x')).outcome).toMatchObject({ acked: false, problem: 'timeout' });
    expect(pongs).toBe(1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    expect((await slack.user('anna').slash('/task', 'x')).outcome.acked).toBe(false);
  });

  it('can be refused at the start', async () => {
    slack.faults.add({ method: 'apps.connections.open', fault: { kind: 'refused', error: 'invalid_auth' }, times: 1 });
    expect(await address()).toBeUndefined();
    expect(await address()).toMatch(/^ws:/);
  });
});
