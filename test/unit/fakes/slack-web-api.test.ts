import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createLimits } from '../../fakes/slack/limits.ts';
import { createTestClock } from '../../support/clock.ts';

type Fields = Record<string, unknown>;

const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const modal = (text: string) => ({ type: 'modal', title: plain('Task'), blocks: [section(text)] });
const home = (text: string) => ({ type: 'home', blocks: [section(text)] });

describe('the Web API of the fake Slack', () => {
  const clock = createTestClock('2026-11-23T10:00:00Z');
  let slack: FakeSlack;
  let client: webApi.WebClient;

  beforeEach(async () => {
    slack = await startFakeSlack({ clock, ackWithinMs: 200 });
    client = webClient(slack.botToken);
    // Nobody listens there: what people do is sent in vain, and has its triggers all the same.
    slack.useHttp('http://127.0.0.1:9');
  });
  afterEach(() => slack.stop());

  function webClient(token: string) {
    return new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet });
  }

  /** Slack's error, or `ok`. */
  async function said(method: string, args: Fields = {}): Promise<string> {
    try {
      await client.apiCall(method, args);
      return 'ok';
    } catch (error) {
      const { data } = error as { data?: { error?: string } };
      return data?.error ?? String(error);
    }
  }

  async function openDirect(name: string): Promise<string> {
    const { channel } = await client.conversations.open({ users: slack.user(name).id });
    return channel?.id ?? '';
  }

  /** A trigger, as a press or a command of this person brings it. */
  async function trigger(name: string): Promise<string> {
    const { request } = await slack.user(name).slash('/task');
    return String(request.payload.trigger_id);
  }

  it('tells whose token it is, and knows wrong ones', async () => {
    expect(await client.auth.test()).toMatchObject({ user_id: slack.world.bot.id, team_id: slack.world.team.id });
    client = webClient('xoxb-wrong');
    expect(await said('auth.test')).toBe('invalid_auth');
    client = webClient(slack.appToken);
    expect(await said('auth.test')).toBe('not_allowed_token_type');
    expect(slack.violations).toEqual([]);
  });

  it('refuses unknown methods and arguments, missing ones and wrong types, and writes them down', async () => {
    const channel = await openDirect('anna');
    expect(await said('chat.shout', {})).toBe('unknown_method');
    expect(await said('chat.postMessage', { channel, text: 'x', colour: 'red' })).toBe('invalid_arg_name');
    expect(await said('chat.postMessage', { text: 'x' })).toBe('invalid_arguments');
    expect(await said('users.list', { limit: 'many' })).toBe('invalid_arguments');
    expect(await said('users.info', { user: 'U1', include_locale: 'yes' })).toBe('invalid_arguments');
    expect(slack.violations.map(({ where }) => where)).toEqual([
      'chat.shout',
      'chat.postMessage',
      'chat.postMessage',
      'users.list',
      'users.info',
    ]);
    expect(() => slack.expectNoViolations()).toThrow(/colour/);
  });

  it('takes JSON where the specs say so, and only there', async () => {
    const post = async (method: string, body: Fields) => {
      const response = await fetch(slack.apiUrl + method, {
        method: 'POST',
        headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Fields;
    };
    const channel = await openDirect('anna');
    expect(await post('chat.postMessage', { channel, text: 'x', blocks: [section('x')] })).toMatchObject({ ok: true });
    expect(await post('users.info', { user: slack.user('anna').id })).toMatchObject({ error: 'invalid_arguments' });
  });

  it('opens a direct chat once, and only with those who can be written to', async () => {
    expect(await openDirect('anna')).toBe(await openDirect('anna'));
    slack.addUser({ name: 'gone', deleted: true });
    expect(await said('conversations.open', { users: slack.user('gone').id })).toBe('user_disabled');
    expect(await said('conversations.open', { users: 'U999' })).toBe('user_not_found');
  });

  it('shows a message to the one it is for', async () => {
    const channel = await openDirect('anna');
    const { ts } = await client.chat.postMessage({ channel, text: 'short', blocks: [section('Banner &amp; *x*')] });
    expect(slack.shownTo('anna')).toEqual(['Banner & *x*']);
    await client.chat.update({ channel, ts: ts ?? '', text: 'short', blocks: [section('Poster')] });
    expect(slack.shownTo('anna')).toEqual(['Poster']);
    expect(slack.shownTo('bob')).toEqual([]);
    slack.expectNoViolations();
  });

  it('refuses messages that no reader could be shown', async () => {
    const channel = await openDirect('anna');
    expect(await said('chat.postMessage', { channel, blocks: [section('x')] })).toBe('invalid_blocks');
    expect(await said('chat.postMessage', { channel, text: 'x', blocks: [{ type: 'section' }] })).toBe(
      'invalid_blocks',
    );
    expect(await said('chat.postMessage', { channel, text: 'x', blocks: '{' })).toBe('invalid_arguments');
    expect(await said('chat.postMessage', { channel })).toBe('no_text');
    expect(await said('chat.update', { channel, ts: '1.000001', text: 'x' })).toBe('message_not_found');
    expect(slack.shownTo('anna')).toEqual([]);
  });

  it('refuses places where the bot cannot write', async () => {
    const [anna, bob] = [slack.user('anna'), slack.user('bob')];
    const unopened = slack.world.direct(anna.id, slack.world.bot.id).id;
    const others = slack.world.direct(anna.id, bob.id).id;
    const archived = slack.channel('old', ['anna']);
    archived.is_archived = true;
    const strange = slack.channel('secret', ['anna'], { withBot: false });
    for (const [channel, error] of [
      [unopened, 'channel_not_found'],
      [others, 'channel_not_found'],
      [anna.id, 'channel_not_found'],
      [archived.id, 'is_archived'],
      [strange.id, 'not_in_channel'],
    ]) {
      expect(await said('chat.postMessage', { channel, text: 'x' })).toBe(error);
    }
    slack.tabs.messages = false;
    expect(await said('chat.postMessage', { channel: await openDirect('anna'), text: 'x' })).toBe(
      'messages_tab_disabled',
    );
  });

  it('changes only what the bot wrote, and what is there', async () => {
    const channel = slack.channel('design', ['anna']);
    const hers = slack.user('anna').writes('mine', 'design');
    expect(await said('chat.update', { channel: channel.id, ts: hers.ts, text: 'x' })).toBe('cant_update_message');
    const ephemeral = await client.chat.postEphemeral({
      channel: channel.id,
      user: slack.user('anna').id,
      text: 'psst',
    });
    expect(await said('chat.update', { channel: channel.id, ts: ephemeral.message_ts, text: 'x' })).toBe(
      'message_not_found',
    );
    expect(slack.shownTo('anna')).toEqual(['psst']);
    expect(slack.shownIn('design')).toEqual(['mine']);
    const bob = slack.user('bob').id;
    expect(await said('chat.postEphemeral', { channel: channel.id, user: bob, text: 'x' })).toBe('user_not_in_channel');
  });

  it('tells of people, with their language only when asked', async () => {
    slack.addUser({ name: 'olena', real_name: 'Олена', tz: 'Europe/Kyiv', locale: 'uk-UA' });
    const user = slack.user('olena').id;
    expect((await client.users.info({ user })).user).toMatchObject({ real_name: 'Олена', tz: 'Europe/Kyiv' });
    expect((await client.users.info({ user })).user).not.toHaveProperty('locale');
    expect((await client.users.info({ user, include_locale: true })).user).toHaveProperty('locale', 'uk-UA');
    expect(await said('users.info', { user: 'U999' })).toBe('user_not_found');
  });

  it('lists people in pages', async () => {
    for (const name of ['a', 'b', 'c', 'd']) slack.user(name);
    const names: unknown[] = [];
    for await (const page of client.paginate('users.list', { limit: 2 })) {
      names.push(...(page as unknown as { members: { name: string }[] }).members.map(({ name }) => name));
    }
    expect(names).toEqual(['friday', 'a', 'b', 'c', 'd']);
    slack.expectNoViolations();
  });

  it('opens a dialog for a trigger, once and within three seconds', async () => {
    const used = await trigger('anna');
    expect(await said('views.open', { trigger_id: used, view: modal('one') })).toBe('ok');
    expect(slack.user('anna').dialog()?.id).toMatch(/^V/);
    expect(await said('views.open', { trigger_id: used, view: modal('two') })).toBe('exchanged_trigger_id');
    const late = await trigger('anna');
    clock.advance({ seconds: 4 });
    expect(await said('views.open', { trigger_id: late, view: modal('three') })).toBe('expired_trigger_id');
    expect(await said('views.open', { trigger_id: '1.2.x', view: modal('four') })).toBe('invalid_trigger_id');
    expect(await said('views.open', { trigger_id: await trigger('anna'), view: home('x') })).toBe('invalid_arguments');
  });

  it('stacks three dialogs and no more', async () => {
    expect(await said('views.push', { trigger_id: await trigger('anna'), view: modal('0') })).toBe('not_found');
    await client.views.open({ trigger_id: await trigger('anna'), view: modal('1') as never });
    for (const text of ['2', '3']) {
      expect(await said('views.push', { trigger_id: await trigger('anna'), view: modal(text) })).toBe('ok');
    }
    expect(await said('views.push', { trigger_id: await trigger('anna'), view: modal('4') })).toBe(
      'push_limit_reached',
    );
  });

  it('keeps a Home for each person, and the hash of what was published last', async () => {
    const user_id = slack.user('anna').id;
    const first = await client.views.publish({ user_id, view: home('one') as never });
    expect(await said('views.publish', { user_id, view: home('two'), hash: first.view?.hash })).toBe('ok');
    expect(await said('views.publish', { user_id, view: home('three'), hash: first.view?.hash })).toBe('hash_conflict');
    expect(await said('views.update', { view_id: 'V999', view: home('x') })).toBe('not_found');
    expect(slack.shownTo('anna').at(-1)).toBe('two');
    slack.tabs.home = false;
    expect(await said('views.publish', { user_id, view: home('four') })).toBe('not_enabled');
  });

  it('writes down whom messages really mention', async () => {
    const channel = await openDirect('anna');
    await client.chat.postMessage({ channel, text: '&lt;!channel&gt;', blocks: [section('<!channel>')] });
    expect(slack.pings).toEqual([]);
    await client.chat.postMessage({ channel, text: '<!channel>' });
    expect(slack.pings).toMatchObject([{ target: 'channel', kind: 'broadcast' }]);
  });
});

describe('the faults of the fake Slack', () => {
  let slack: FakeSlack;
  let client: webApi.WebClient;
  let channel: string;

  beforeEach(async () => {
    slack = await startFakeSlack({ seed: 7 });
    client = new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 300,
      logger: quiet,
    });
    channel = (await client.conversations.open({ users: slack.user('anna').id })).channel?.id ?? '';
  });
  afterEach(() => slack.stop());

  const post = () => client.chat.postMessage({ channel, text: 'hello' });

  it.each([
    [{ kind: 'limited', retryAfterSeconds: 3 }, /rate-limit|retry/i, 0],
    [{ kind: 'status', status: 503 }, /503/, 0],
    [{ kind: 'reset' }, /request|fetch/i, 0],
    [{ kind: 'dropped' }, /request|fetch/i, 1],
    [{ kind: 'hang', ms: 10_000 }, /timeout|abort|request/i, 0],
    [{ kind: 'slow', ms: 10_000 }, /timeout|abort|request/i, 1],
    [{ kind: 'malformed' }, /./, 1],
    [{ kind: 'malformed', acts: false }, /./, 0],
    [{ kind: 'refused', error: 'fatal_error' }, /fatal_error/, 0],
  ] as const)('%j', async (fault, because, shown) => {
    slack.faults.add({ method: 'chat.postMessage', fault, times: 1 });
    await expect(post()).rejects.toThrow(because);
    expect(slack.shownTo('anna')).toHaveLength(shown);
    expect(slack.faults.happened).toMatchObject([{ method: 'chat.postMessage', fault }]);
    await post();
    expect(slack.shownTo('anna')).toHaveLength(shown + 1);
  });

  it('come with a probability, the same for the same seed', async () => {
    slack.faults.add({ method: '*', fault: { kind: 'refused', error: 'internal_error' }, probability: 0.5 });
    const outcomes: boolean[] = [];
    for (let i = 0; i < 20; i += 1)
      outcomes.push(
        await post().then(
          () => true,
          () => false,
        ),
      );
    expect(new Set(outcomes).size).toBe(2);
  });

  it('can be Slack’s own limits', () => {
    let nowMs = 0;
    const limits = createLimits(() => nowMs);
    const taken = Array.from({ length: 5 }, () => limits.take('chat.postMessage', { channel: 'C1' }));
    expect(taken).toEqual([undefined, undefined, undefined, 1, 1]);
    expect(limits.take('chat.postMessage', { channel: 'C2' })).toBeUndefined();
    nowMs = 1000;
    expect(limits.take('chat.postMessage', { channel: 'C1' })).toBeUndefined();
    const lists = Array.from({ length: 21 }, () => limits.take('users.list', {}));
    expect(lists.at(-1)).toBe(3);
  });
});
