import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene, until } from '../support/slack-scene.ts';

describe('people of a Slack workspace', () => {
  let scene: SlackScene;
  let anna: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene();
    anna = scene.person('anna');
    await anna.says('/timer');
    scene.slack.channel('talk', ['anna']);
  });
  afterAll(() => scene.stop());

  const personOf = (userId: string) =>
    scene.agency.parts().store.transact(async (tx) => (await tx.people.identity('slack', userId))?.person);

  it.each([
    ['a guest of several channels', { is_restricted: true }],
    ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }],
    ['another bot', { is_bot: true }],
    ['a deactivated account', { deleted: true }],
    ['somebody of another organisation', { is_stranger: true, team_id: 'T0OTHER' }],
  ])('%s is refused in clear words, and nothing is written', async (_, about) => {
    const who = scene.somebody(about);
    scene.slack.channel('talk', [who.self.account.name]);
    const said = await who.does((self) => self.slash('/task', 'Let me in', { channel: 'talk' }));
    expect(said).toBe('I work with full members of the workspace only. Please ask one of them.');
    expect(await who.does((self) => self.slash('/task', '', { channel: 'talk' }))).toContain('full members');
    expect(who.self.dialog()).toBeUndefined();
    expect(await who.does((self) => self.mention('task Let me in', 'talk'))).toContain('full members');
    expect(await personOf(who.id)).toBeUndefined();
    expect(await scene.tasksWith('let me in')).toEqual([]);
    // Nor can anybody give them a task.
    const refused = await anna.says(`/task Theirs ${who.mention}`);
    expect(refused).not.toContain('Task created');
    expect(refused).not.toBe('');
    expect(await scene.tasksWith('theirs')).toEqual([]);
  });

  it('who changes the name or moves to another zone is known so from then on', async () => {
    const who = scene.somebody({ real_name: 'Olena Before' });
    await who.says('/timer');
    await scene.agency.does(() =>
      scene.slack.changeUser(who.self.account.name, { real_name: 'Olena After', tz: 'America/New_York' }),
    );
    const number = numberOf(await anna.says(`/task Far away ${who.mention} tomorrow 18:00`), 'Far away');
    expect(await anna.says(`/friday show ${number}`)).toContain('For: Olena After');
    expect(await who.says(`/friday show ${number}`)).toContain('Tue 24 Nov, 11:00 (New York)');
  });

  it('who is deactivated gets no more messages, and their open tasks go to the authors', async () => {
    const [who, author] = [scene.somebody({ real_name: 'Leaving Lena' }), scene.somebody()];
    await who.says('/timer');
    await author.says(`/task Left behind ${who.mention}`);
    author.hears();
    who.hears();
    await scene.agency.does(
      () => scene.slack.changeUser(who.self.account.name, { deleted: true }),
      author.self.account.name,
    );
    expect(author.hears()).toMatch(/Leaving Lena has left\. These tasks from you need somebody else:\n\d+ Left behind/);
    expect((await personOf(who.id))?.leftAt).not.toBeNull();
    expect(await author.says(`/task Another ${who.mention}`)).not.toContain('Task created');
    expect(who.hears()).toBe('');
  });

  it('who joins the workspace is not written to before they write', async () => {
    const who = scene.somebody();
    const user = scene.slack.world.userObject(who.self.account, true);
    await scene.agency.does(() => scene.slack.sendEvent({ type: 'team_join', user }, { userId: who.id }));
    expect(who.hears()).toBe('');
    expect(await anna.says(`/task Welcome ${who.mention}`)).toContain(`For: ${who.name}`);
    expect(who.hears()).toContain('Welcome');
  });

  it('where Slack does not answer, those who are known go on and others are asked to come back', async () => {
    const [known, unknown] = [scene.somebody(), scene.somebody()];
    await known.says('/timer');
    scene.clock.advance({ hours: 3 });
    const back = scene.slack.faults.add({ method: 'users.info', fault: { kind: 'status', status: 503 } });
    expect(await known.says('/task While Slack is away')).toContain('While Slack is away');
    expect(await unknown.says('/task Too early')).toBe(
      'I could not look you up just now. Please try again in a minute.',
    );
    expect(await scene.tasksWith('too early')).toEqual([]);
    expect(await personOf(unknown.id)).toBeUndefined();
    back();
    expect(await unknown.says('/task In time')).toContain('In time');
  });

  it('two of the same name are told apart when they are mentioned', async () => {
    const [one, two] = [scene.somebody({ real_name: 'Ivan Twin' }), scene.somebody({ real_name: 'Ivan Twin' })];
    await one.says('/timer');
    await two.says('/timer');
    one.hears();
    two.hears();
    expect(await anna.says(`/task Only for the second ${two.mention}`)).toContain('For: Ivan Twin');
    expect(one.hears()).toBe('');
    expect(two.hears()).toContain('Only for the second');
    expect(await anna.says(`/tasks ${one.mention}`)).not.toContain('Only for the second');
    expect(await anna.says(`/tasks ${two.mention}`)).toContain('Only for the second');
    expect(await anna.says(`/task For both ${one.mention} ${two.mention}`)).not.toContain('Task created');
    expect(await scene.tasksWith('for both')).toEqual([]);
  });

  it('a mention ends where the name ends, whatever words follow', async () => {
    const [short, long] = [scene.somebody({ real_name: 'Anton' }), scene.somebody({ real_name: 'Anton Kovalenko' })];
    await short.says('/timer');
    await long.says('/timer');
    const said = await anna.says(`/task ${short.mention} Kovalenko poster`);
    expect(said).toContain('For: Anton\n');
    expect(said).toMatch(/\d+ Kovalenko poster\n/);
    const other = await anna.says(`/task ${long.mention} poster`);
    expect(other).toContain('For: Anton Kovalenko');
  });

  it('a name of strange characters can be mentioned all the same', async () => {
    const who = scene.somebody({ real_name: '#1 !urgent tomorrow @all' });
    await who.says('/timer');
    const said = await anna.says(`/task Plain ${who.mention}`);
    expect(said).toContain('For: #1 !urgent tomorrow @all');
    expect(said).toContain('Priority: normal');
  });

  it('a mention in a channel is answered in its thread, to the one who asked', async () => {
    const said = await anna.does((self) =>
      self.mention('task Said in a thread', 'talk', { thread: '1700000000.000100' }),
    );
    expect(said).toContain('Said in a thread');
    const call = scene.slack.calls.findLast(({ method }) => method === 'chat.postEphemeral');
    expect(call?.args).toMatchObject({ user: anna.id, thread_ts: '1700000000.000100' });
    expect(scene.slack.shownIn('talk').join()).not.toContain('Task created');
  });

  it('a command between two people is answered to the one alone, and never posted into their chat', async () => {
    const [one, two] = [scene.somebody(), scene.somebody()];
    const theirs = scene.slack.world.direct(one.id, two.id);
    const said = await one.does((self) => self.slash('/task', 'Between us', { channel: theirs.id }));
    expect(said).toContain('Between us');
    await one.does((self) => self.slash('/tasks', '', { channel: theirs.id }));
    expect(scene.slack.world.shownIn(theirs.id)).toEqual([]);
    expect(two.hears()).toBe('');
    expect(scene.slack.calls.filter(({ args }) => args.channel === theirs.id)).toEqual([]);
  });

  it('in the chat with the bot answers stay', async () => {
    const who = scene.somebody();
    await who.says('/task Stays here');
    expect(who.messageWith('Stays here').ephemeralFor).toBeUndefined();
    await who.does((self) => self.dm('tasks'));
    expect(who.messageWith('Tasks: received').ephemeralFor).toBeUndefined();
  });

  it('messages of bots, edits and deletions are nobody’s words', async () => {
    const before = scene.slack.world.shown.length;
    const channel = scene.slack.world.direct(anna.id, scene.slack.world.bot.id).id;
    const base = { type: 'message', channel, channel_type: 'im', ts: '1700000001.000100' };
    await scene.agency.does(async () => {
      await scene.slack.sendEvent({ ...base, user: anna.id, bot_id: 'B1', text: 'task From a bot' });
      await scene.slack.sendEvent({ ...base, subtype: 'bot_message', bot_id: 'B1', text: 'task From a bot' });
      await scene.slack.sendEvent({ ...base, user: scene.slack.world.bot.id, text: 'task From a bot' });
      await scene.slack.sendEvent({
        ...base,
        subtype: 'message_changed',
        message: { type: 'message', user: anna.id, text: 'task From a bot', ts: base.ts },
      });
      await scene.slack.sendEvent({ ...base, subtype: 'message_deleted', deleted_ts: base.ts });
    });
    await anna.says('/timer');
    expect(scene.slack.world.shown.slice(before).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    expect(await scene.tasksWith('from a bot')).toEqual([]);
  });

  it('a change of everybody that was lost is found again', async () => {
    const who = scene.somebody({ real_name: 'Lost Change' });
    await who.says('/timer');
    Object.assign(who.self.account, { real_name: 'Found Change', updated: who.self.account.updated + 5 });
    scene.clock.advance({ hours: 2 });
    await who.says('/timer');
    await until(() => scene.slack.calls.some(({ method, args }) => method === 'users.info' && args.user === who.id));
    expect(await anna.says(`/task Named ${who.mention}`)).toContain('For: Found Change');
  });
});
