import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene } from '../support/slack-scene.ts';

const NOT_YOURS = 'That button was made for somebody else, so nothing was done. /tasks shows yours.';

/** Tables that a request may write in. What is merely remembered of a request is left out. */
const TABLES = [
  'people',
  'tasks',
  'task_history',
  'proposals',
  'time_entries',
  'projects',
  'digest_verdicts',
  'changes',
] as const;

describe.each(['http', 'socket'] as const)('what Slack sends twice or nobody may send, over %s', (transport) => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene({ transport });
    [anna, bob] = [scene.person('anna'), scene.person('bob')];
    await anna.says('/timer');
    await bob.says('/timer');
  });
  afterAll(() => scene.stop());

  async function rows() {
    const { database, store } = scene.agency.parts();
    return store.transact(async () => {
      const found: Record<string, unknown[]> = {};
      for (const table of TABLES) found[table] = await database.query.selectFrom(table).selectAll().execute();
      return found;
    });
  }

  const again = async (who: SlackActor, act: () => Promise<unknown>) => {
    await act();
    const sent = scene.slack.sent.at(-1);
    if (!sent) throw new Error('Nothing was sent');
    const before = await rows();
    await who.doesInVain(() => scene.slack.redeliver(sent));
    expect(await rows()).toEqual(before);
  };

  it('a command, a message, a press and a form act once', async () => {
    await again(anna, () => anna.says('/task By command'));
    await again(anna, () => anna.does((self) => self.dm('task By message')));
    await anna.says('/task To be started', 'room');
    await again(anna, () => anna.presses(/^high priority$/));
    await anna.does((self) => self.slash('/task'));
    await again(anna, () => anna.submits({ title: 'By form' }));
    for (const title of ['by command', 'by message', 'by form']) expect(await scene.tasksWith(title)).toHaveLength(1);
  });

  it('another person’s button does nothing but say so', async () => {
    const who = scene.somebody();
    await who.says('/timer');
    const number = numberOf(await anna.says(`/task Only theirs ${who.mention}`), 'Only theirs');
    const message = who.messageWith('Only theirs');
    const before = await rows();
    // Seen by nobody else in Slack; sent by bob all the same, as it would be in a shared chat.
    expect(await bob.does((self) => self.pressOn(message, /^Done$/))).toContain(NOT_YOURS);
    expect(bob.self.dialog()).toBeUndefined();
    expect(await bob.does((self) => self.pressOn(message, /^Took it$/))).toContain(NOT_YOURS);
    expect(await rows()).toEqual(before);
    expect((await scene.tasksWith('only theirs'))[0]).toMatchObject({ id: number, state: 'open' });
  });

  it.each(['done', 'drop', 'show', 'verdict 1'])(
    'a button whose command was changed to one of a task of others does nothing: %s',
    async (word) => {
      const [who, stranger] = [scene.somebody(), scene.somebody()];
      const number = numberOf(await who.says('/task Secret of theirs'), 'Secret of theirs');
      await stranger.says('/task Something of mine');
      const message = stranger.messageWith('Something of mine');
      const pressable = scene.slack.world
        .pressables({ to: undefined, channelId: message.channelId, kind: 'message', text: '', message })
        .find(({ kind }) => kind === 'button');
      if (!pressable) throw new Error('There is no button');
      const before = await rows();
      const element = { ...pressable.element, value: `${stranger.id}:${word} ${number}`.trim() };
      const request = scene.slack.requests.blockAction(stranger.self.account, { ...pressable, element }, { message });
      expect(await stranger.does(() => scene.slack.send(request))).not.toContain('Secret of theirs');
      expect(await rows()).toEqual(before);
    },
  );
});

describe('signatures of requests from Slack', () => {
  let scene: SlackScene;
  let anna: SlackActor;
  beforeAll(async () => {
    scene = await openSlackScene();
    anna = scene.person('anna');
    await anna.says('/timer');
  });
  afterAll(() => scene.stop());

  const now = () => Math.floor(Date.parse(scene.clock.now()) / 1000);
  const command = (words: string) => {
    const { requests, world } = scene.slack;
    return requests.slash(anna.self.account, '/task', words, world.direct(anna.id, world.bot.id));
  };

  it.each([
    ['signed with another secret', { signingSecret: 'guessed' }],
    ['six minutes old', { age: 6 * 60 }],
    ['of six minutes ahead', { age: -6 * 60 }],
  ])('a request %s is not taken', async (_, { age = 0, ...changes }: { age?: number; signingSecret?: string }) => {
    const calls = scene.slack.calls.length;
    const outcome = await scene.slack.post(
      scene.slack.signed(command('Forged'), { ...changes, atSeconds: now() - age }),
    );
    expect(outcome.status).toBe(401);
    expect(outcome.body ?? '').not.toMatch(/task/i);
    expect(scene.slack.calls).toHaveLength(calls);
    expect(await scene.tasksWith('forged')).toEqual([]);
  });

  it('a request whose body was changed, or with no signature at all, is not taken', async () => {
    const signed = scene.slack.signed(command('Honest'));
    const changed = { ...signed, body: String(signed.body).replace('Honest', 'Forged') };
    expect((await scene.slack.post(changed)).status).toBe(401);
    const { 'Content-Type': type } = signed.headers as { 'Content-Type': string };
    expect((await scene.slack.post({ ...signed, headers: { 'Content-Type': type } })).status).toBe(401);
    expect(await scene.tasksWith('forged')).toEqual([]);
    expect(await scene.tasksWith('honest')).toEqual([]);
    expect((await scene.slack.post(signed)).status).toBe(200);
    expect(await scene.tasksWith('honest')).toHaveLength(1);
  });

  it('an event and a press that are forged change nothing', async () => {
    const { requests, world } = scene.slack;
    const direct = world.direct(anna.id, world.bot.id);
    const { request } = requests.message(anna.self.account, 'task Forged', direct, 'message');
    expect((await scene.slack.post(scene.slack.signed(request, { signingSecret: 'guessed' }))).status).toBe(401);
    await anna.says('/task Real one');
    const message = anna.messageWith('Real one');
    const [pressable] = world.pressables({ to: anna.id, channelId: direct.id, kind: 'message', text: '', message });
    if (!pressable) throw new Error('There is no button');
    const press = requests.blockAction(anna.self.account, pressable, { message });
    const before = await scene.tasksWith('');
    expect((await scene.slack.post(scene.slack.signed(press, { atSeconds: now() - 301 }))).status).toBe(401);
    await anna.says('/timer');
    expect(await scene.tasksWith('')).toEqual(before);
  });
});

describe('another person’s digest', () => {
  it('takes no verdict of mine, pressed or forged', async () => {
    const scene = await openSlackScene();
    const [anna, eve] = [scene.person('anna'), scene.person('eve')];
    await anna.says('/timer');
    await eve.says('/timer');
    const number = numberOf(await anna.says('/task Late one tomorrow'), 'Late one');
    scene.clock.advance({ days: 3 });
    await anna.says('/friday digest');
    const digest = anna.messageWith('check and close');
    expect(await eve.does((self) => self.pressOn(digest, /^Not relevant$/))).toContain(NOT_YOURS);
    const at = { to: anna.id, channelId: digest.channelId, kind: 'message', text: '', message: digest } as const;
    const pressable = scene.slack.world.pressables(at).find(({ value }) => value.endsWith(' drop'));
    if (!pressable) throw new Error('There is no such button');
    const value = pressable.value.replace(anna.id, eve.id);
    const changed =
      pressable.kind === 'button'
        ? { ...pressable, element: { ...pressable.element, value } }
        : { ...pressable, option: { ...pressable.option, value } };
    const request = scene.slack.requests.blockAction(eve.self.account, changed, { message: digest });
    expect(await eve.does(() => scene.slack.send(request))).not.toContain('Late one');
    expect((await scene.tasksWith('late one'))[0]).toMatchObject({ id: number, state: 'open' });
    expect(scene.slack.world.textOfMessage(digest)).not.toContain('sorted');
    await scene.stop();
  });
});
