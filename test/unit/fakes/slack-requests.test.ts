import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isValidSlackRequest } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createTestClock } from '../../support/clock.ts';

interface Taken {
  headers: IncomingMessage['headers'];
  body: string;
}

type Fields = Record<string, unknown>;

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (label: string, value: string) => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: 'a', text: plain(label), value }],
});

describe('requests of the fake Slack over HTTP', () => {
  const clock = createTestClock('2026-11-23T10:00:00Z');
  let slack: FakeSlack;
  let server: Server;
  let taken: Taken[];
  /** what the bot answers; undefined: nothing, ever */
  let answer: ((body: string) => { status?: number; body?: unknown }) | undefined;

  beforeEach(async () => {
    taken = [];
    answer = () => ({});
    server = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    slack = await startFakeSlack({ clock, ackWithinMs: 300, commands: ['/task', '/friday'] });
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await slack.stop();
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    taken.push({ headers: request.headers, body });
    if (!answer) return;
    const { status = 200, body: said } = answer(body);
    const isText = typeof said === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8' });
    response.end(isText ? said : said === undefined ? '' : JSON.stringify(said));
  }

  const last = () => taken.at(-1) ?? { headers: {}, body: '' };
  const isSigned = ({ headers, body }: Taken) =>
    isValidSlackRequest({
      signingSecret: slack.signingSecret,
      body,
      headers: {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
      nowMilliseconds: Date.parse(clock.now()),
    });
  const lastPayload = () => JSON.parse(new URLSearchParams(last().body).get('payload') ?? '{}');
  const respond = async (url: string, body: unknown) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as Fields) };
  };

  it('are signed as Bolt checks it', async () => {
    await slack.user('anna').slash('/task', 'Banner');
    expect(last().headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(isSigned(last())).toBe(true);
    await slack.user('anna').dm('hello');
    expect(last().headers['content-type']).toBe('application/json');
    expect(isSigned(last())).toBe(true);
    const { request } = await slack.user('anna').dm('again');
    await slack.post(slack.signed(request, { signingSecret: 'another' }));
    expect(isSigned(last())).toBe(false);
    const old = Date.parse(clock.now()) / 1000 - 600;
    await slack.post(slack.signed(request, { atSeconds: old }));
    expect(isSigned(last())).toBe(false);
  });

  it('carry what was typed as Slack encodes it', async () => {
    slack.channel('design', ['anna', 'bob']);
    const [anna, bob] = [slack.user('anna'), slack.user('bob')];
    const room = slack.world.channelNamed('design')?.id;
    await anna.slash('/task', 'A & <b> @bob @nobody #design #other', { channel: 'design' });
    expect(Object.fromEntries(new URLSearchParams(last().body))).toMatchObject({
      command: '/task',
      text: `A &amp; &lt;b&gt; <@${bob.id}|bob> @nobody <#${room}|design> #other`,
      channel_id: room,
      channel_name: 'design',
      user_id: anna.id,
    });
    await anna.dm('hi @bob see https://example.com/a?b=1&c=2 or example.com');
    expect(JSON.parse(last().body).event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      text: `hi <@${bob.id}> see <https://example.com/a?b=1&c=2> or <http://example.com|example.com>`,
    });
    await anna.mention('tasks', 'design');
    expect(JSON.parse(last().body).event).toMatchObject({
      type: 'app_mention',
      text: `<@${slack.world.bot.id}> tasks`,
    });
  });

  it('cannot be typed where Slack would not send them', async () => {
    const anna = slack.user('anna');
    expect(() => anna.slash('/task', 'two\nlines')).toThrow(/line breaks/);
    expect(() => anna.slash('/remind', 'x')).toThrow(/not a command of the app/);
    expect(() => anna.dm('/task x')).toThrow(/command/);
    slack.channel('quiet', ['anna'], { withBot: false });
    expect(() => anna.mention('x', 'quiet')).toThrow(/not in quiet/);
  });

  it('tell the person when nobody answers in time, or badly', async () => {
    answer = undefined;
    expect((await slack.user('anna').slash('/task', 'x')).outcome).toMatchObject({ acked: false, problem: 'timeout' });
    answer = () => ({ status: 500 });
    await slack.user('anna').slash('/task', 'x');
    expect(slack.world.shown.map(({ text }) => text)).toEqual([
      '/task failed with the error "operation_timeout"',
      '/task failed with the error "dispatch_failed"',
    ]);
  });

  it('show the answer that comes with the acknowledgement, to whom it is for', async () => {
    slack.channel('design', ['anna', 'bob']);
    answer = () => ({ body: { text: 'only you' } });
    await slack.user('anna').slash('/task', 'x', { channel: 'design' });
    answer = () => ({ body: { response_type: 'in_channel', text: 'all of you' } });
    await slack.user('anna').slash('/task', 'x', { channel: 'design' });
    answer = () => ({ body: 'plain words' });
    await slack.user('anna').slash('/task', 'x', { channel: 'design' });
    expect(slack.shownTo('anna')).toEqual(['only you', 'plain words']);
    expect(slack.shownIn('design')).toEqual(['/task x', 'all of you']);
    slack.expectNoViolations();
    answer = () => ({ body: { text: 'x', colour: 'red' } });
    await slack.user('anna').slash('/task', 'x', { channel: 'design' });
    expect(() => slack.expectNoViolations()).toThrow(/colour/);
  });

  it('come again as they were', async () => {
    const first = await slack.user('anna').dm('hello');
    await slack.redeliver(first);
    expect(taken[1]?.body).toBe(taken[0]?.body);
    expect(last().headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'connection_failed' });
    const command = await slack.user('anna').slash('/task', 'x');
    await slack.redeliver(command);
    expect(taken[3]?.body).toBe(taken[2]?.body);
  });

  it('come again by themselves where an event was not acknowledged, if so wanted', async () => {
    await slack.stop();
    slack = await startFakeSlack({ clock, ackWithinMs: 300, retryAfterMs: [0, 0] });
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    answer = () => ({ status: taken.length < 3 ? 500 : 200 });
    await slack.user('anna').dm('hello');
    while (slack.sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(taken.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
    expect(new Set(taken.map(({ body }) => body)).size).toBe(1);
  });

  it('come in as many copies as are wanted', async () => {
    await slack.stop();
    slack = await startFakeSlack({ clock, repeats: () => [0, 5] });
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await slack.user('anna').slash('/task', 'x');
    await slack.repeated();
    expect(taken).toHaveLength(3);
    expect(new Set(taken.map(({ body }) => body)).size).toBe(1);
  });

  it('let a response_url be used five times within half an hour', async () => {
    const { request } = await slack.user('anna').slash('/task', 'x');
    const url = String(request.payload.response_url);
    for (let i = 0; i < 5; i += 1) expect(await respond(url, { text: `answer ${i}` })).toMatchObject({ status: 200 });
    expect(await respond(url, { text: 'one more' })).toMatchObject({ status: 404, error: 'used_url' });
    expect(slack.shownTo('anna')).toHaveLength(5);
    const later = String((await slack.user('anna').slash('/task', 'x')).request.payload.response_url);
    clock.advance({ minutes: 31 });
    expect(await respond(later, { text: 'late' })).toMatchObject({ status: 404, error: 'expired_url' });
    expect(await respond(later.slice(0, -3), { text: 'late' })).toMatchObject({ status: 404 });
    slack.expectNoViolations();
  });

  it('replace, delete and check by response_url what a press was on', async () => {
    slack.channel('design', ['anna']);
    answer = () => ({
      body: { text: 'x', blocks: [{ type: 'section', text: plain('Banner') }, button('Done', 'done 1')] },
    });
    await slack.user('anna').slash('/task', 'x', { channel: 'design' });
    answer = () => ({});
    await slack.user('anna').press(/^Done$/);
    expect(lastPayload()).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', is_ephemeral: true },
      actions: [{ type: 'button', action_id: 'a', value: 'done 1' }],
    });
    const url = lastPayload().response_url;
    expect(await respond(url, { replace_original: true, text: 'y', blocks: [{ type: 'section' }] })).toMatchObject({
      status: 400,
      error: 'invalid_blocks',
    });
    await respond(url, { replace_original: true, text: 'Closed' });
    expect(slack.shownTo('anna')).toEqual(['Closed']);
    expect(() => slack.user('anna').press(/^Done$/)).toThrow(/no button/);
    await respond(url, { delete_original: true });
    expect(slack.shownTo('anna')).toEqual([]);
  });

  it('take a form with what was filled in, and the answer to it', async () => {
    const view = {
      type: 'modal',
      title: plain('Task'),
      submit: plain('Save'),
      notify_on_close: true,
      blocks: [
        {
          type: 'input',
          block_id: 'title',
          label: plain('Title'),
          element: { type: 'plain_text_input', action_id: 'v' },
        },
        {
          type: 'input',
          block_id: 'priority',
          optional: true,
          label: plain('Priority'),
          element: { type: 'static_select', action_id: 'v', options: [{ text: plain('High'), value: 'high' }] },
        },
      ],
    };
    const anna = slack.user('anna');
    slack.world.views.open(anna.id, view);
    expect(() => anna.submit()).toThrow(/"Title" \(title\) is empty/);
    expect(() => anna.submit({ title: 'x', nothing: 'x' })).toThrow(/no nothing/);
    expect(() => anna.submit({ title: 'x', priority: 'Low' })).toThrow(/no option Low/);

    answer = () => ({ body: { response_action: 'errors', errors: { title: 'Too short' } } });
    expect((await anna.submit({ title: 'x', priority: 'High' })).errors).toEqual({ title: 'Too short' });
    expect(lastPayload().view.state.values).toMatchObject({
      title: { v: { type: 'plain_text_input', value: 'x' } },
      priority: { v: { selected_option: { value: 'high' } } },
    });
    expect(slack.violations).toEqual([]);
    answer = () => ({ body: { response_action: 'errors', errors: { nothing: 'x' } } });
    await anna.submit({ title: 'x' });
    expect(slack.violations).toHaveLength(1);

    answer = () => ({ body: { response_action: 'update', view: { ...view, title: plain('Second') } } });
    await anna.submit({ title: 'x' });
    expect(anna.dialog()?.source.title).toEqual(plain('Second'));
    answer = () => ({});
    await anna.closeDialog();
    expect(lastPayload().type).toBe('view_closed');
    slack.world.views.open(anna.id, view);
    await anna.submit({ title: 'x' });
    expect(anna.dialog()).toBeUndefined();
  });

  it('tell of an opened Home, of a message to make a task of, and of changed people', async () => {
    const message = slack.channel('design', ['anna', 'bob']) && slack.user('bob').writes('please & soon', 'design');
    await slack.user('anna').shortcut('task_from_message', message);
    expect(lastPayload()).toMatchObject({
      type: 'message_action',
      callback_id: 'task_from_message',
      message: { text: 'please &amp; soon', user: slack.user('bob').id },
    });
    await slack.user('anna').openHome();
    expect(JSON.parse(last().body).event).toMatchObject({ type: 'app_home_opened', tab: 'home' });
    await slack.changeUser('bob', { deleted: true });
    expect(JSON.parse(last().body).event).toMatchObject({ type: 'user_change', user: { name: 'bob', deleted: true } });
  });
});
