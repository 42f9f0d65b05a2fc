import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene } from '../support/slack-scene.ts';

describe.each(['http', 'socket'] as const)('a task given in Slack, over %s', (transport) => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene({ transport });
    await scene.person('olha').says('/project new prostor Prostor Ltd');
  });
  afterAll(() => scene.stop());

  beforeEach(async () => {
    [anna, bob] = [scene.somebody({ real_name: 'Anna' }), scene.somebody({ real_name: 'Bob' })];
    await bob.says('/timer');
  });

  it('is created by one line, and the answer says what was understood', async () => {
    const said = await anna.says(`/task Banner for Prostor ${bob.mention} #prostor !high tomorrow 18:00`);
    expect(said).toContain('Banner for Prostor');
    for (const part of ['Bob', '#prostor', 'high', 'Tue 24 Nov, 18:00 (Kyiv)']) expect(said).toContain(part);
  });

  it('is created by a form, which shows its answer and tells the assignee', async () => {
    const form = await anna.does((self) => self.slash('/task'));
    expect(form).toContain('New task');
    bob.hears();
    const { said } = await anna.submits({
      title: 'From the form',
      assignee: bob.id,
      project: 'prostor',
      priority: 'urgent',
      day: '2026-11-27',
      time: '16:30',
      description: 'Two lines\nof it',
    });
    for (const part of ['From the form', 'Bob', '#prostor', 'urgent', 'Fri 27 Nov, 16:30', 'Two lines\nof it']) {
      expect(said).toContain(part);
    }
    expect(bob.hears()).toContain('From the form');
    expect(anna.self.dialog()).toBeUndefined();
  });
});

describe('a task given in Slack', () => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene();
    await scene.person('olha').says('/project new prostor Prostor Ltd');
  });
  afterAll(() => scene.stop());

  beforeEach(async () => {
    [anna, bob] = [scene.somebody({ real_name: 'Anna' }), scene.somebody({ real_name: 'Bob' })];
    await bob.says('/timer');
  });

  it('reaches the assignee in their own chat with the bot, with buttons that work', async () => {
    bob.hears();
    const number = numberOf(await anna.says(`/task Poster ${bob.mention} !low friday`), 'Poster');
    expect(bob.hears()).toMatch(/Anna gave you a task:\n.*Poster/);
    expect(bob.labels()).toEqual(['Took it', 'Done', 'Propose deadline', 'Open']);
    anna.hears();
    expect(await bob.presses(/^Took it$/)).toContain('You took it');
    expect(anna.hears()).toContain('Bob took the task');
    expect(await bob.presses(/^Open$/)).toMatch(new RegExp(`${number} Poster[\\s\\S]*History`));
    await bob.presses(/^Propose deadline$/);
    expect((await bob.submits({ day: '2026-11-30', time: '10:00' })).said).toContain('Asked Anna to move the deadline');
    expect(anna.hears()).toContain('Bob asks to move the deadline to Mon 30 Nov, 10:00');
    await anna.presses(/^Agree$/);
    expect(await bob.says(`/friday show ${number}`)).toContain('Mon 30 Nov, 10:00');
  });

  it('is asked for in words where the form can no longer open', async () => {
    scene.slack.faults.add({ method: 'views.open', fault: { kind: 'refused', error: 'expired_trigger_id' }, times: 1 });
    expect(await anna.does((self) => self.slash('/task'))).toContain('What needs doing?');
    await anna.does((self) => self.dm('Said in words'));
    for (let i = 0; i < 6 && (await scene.tasksWith('said')).length === 0; i++)
      await anna.presses(/^(Me|none|normal)$/);
    expect(await scene.tasksWith('said')).toHaveLength(1);
  });
});

describe('the form for a task', () => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene();
    scene.slack.addUser({ name: 'gast', is_restricted: true });
    scene.slack.addUser({ name: 'robot', is_bot: true });
    await scene.person('olha').says('/project new prostor Prostor Ltd');
  });
  afterAll(() => scene.stop());

  beforeEach(async () => {
    [anna, bob] = [scene.somebody({ real_name: 'Anna' }), scene.somebody({ real_name: 'Bob' })];
    await bob.says('/timer');
  });

  const opens = (who: SlackActor, words = '') => who.does((self) => self.slash('/task', words));

  it('has every field, and a normal priority where none is chosen', async () => {
    const form = await opens(anna);
    const fields = anna.self.dialog()?.blocks.map((block) => block.block_id);
    expect(fields).toEqual(['title', 'assignee', 'project', 'priority', 'day', 'time', 'estimate', 'description']);
    expect(form).toMatch(/Priority\nnormal/);
    const elements = anna.self.dialog()?.blocks.map((block) => (block.element as { type: string }).type);
    expect(elements).toEqual([
      'plain_text_input',
      'users_select',
      'static_select',
      'static_select',
      'datepicker',
      'timepicker',
      'plain_text_input',
      'plain_text_input',
    ]);
  });

  it('is for oneself where nobody is picked', async () => {
    await opens(anna);
    const { said } = await anna.submits({ title: 'For nobody else' });
    expect(said).toContain('For: Anna');
    expect(said).not.toContain('will be told');
  });

  it('says beside each field what is wrong with it, and takes the corrected form once', async () => {
    await opens(anna);
    const first = await anna.submits({
      title: '  \t ',
      assignee: scene.slack.user('gast').id,
      day: '2026-11-20',
    });
    expect(Object.keys(first.errors ?? {}).sort()).toEqual(['assignee', 'day', 'title']);
    expect(first.errors?.day).toContain('past');
    expect(await scene.tasksWith('corrected')).toHaveLength(0);
    const second = await anna.submits({ title: 'Corrected', assignee: bob.id, day: '2026-11-20' });
    expect(Object.keys(second.errors ?? {})).toEqual(['day']);
    const third = await anna.submits({ title: 'Corrected', assignee: bob.id, day: '2026-11-25' });
    expect(third.errors).toBeUndefined();
    expect(third.said).toContain('Corrected');
    const tasks = await scene.tasksWith('corrected');
    expect(tasks).toHaveLength(1);
  });

  it.each(['gast', 'robot'])('takes nobody as assignee who is no full member: %s', async (name) => {
    await opens(anna);
    const { errors } = await anna.submits({ title: 'Not theirs', assignee: scene.slack.user(name).id });
    expect(Object.keys(errors ?? {})).toEqual(['assignee']);
    expect(errors?.assignee).toBeTruthy();
    expect(await scene.tasksWith('theirs')).toHaveLength(0);
  });

  it('keeps what was filled in where Slack cannot say who was picked', async () => {
    const unknown = scene.somebody();
    await opens(anna);
    const back = scene.slack.faults.add({
      method: 'users.info',
      fault: { kind: 'status', status: 503 },
      when: ({ user }) => user === unknown.id,
    });
    const { errors } = await anna.submits({ title: 'Kept meanwhile', assignee: unknown.id });
    expect(Object.keys(errors ?? {})).toEqual(['assignee']);
    expect(await scene.tasksWith('meanwhile')).toEqual([]);
    back();
    expect((await anna.submits()).said).toContain('Kept meanwhile');
    expect(await scene.tasksWith('meanwhile')).toHaveLength(1);
  });

  it('lets nobody write a longer title or description than fits', async () => {
    await opens(anna);
    expect(() => anna.self.submit({ title: 'x'.repeat(301) })).toThrow('at most 300');
    const title = '😀'.repeat(150);
    expect((await anna.submits({ title, description: 'd'.repeat(3000) })).said).toContain(title);
  });

  it('takes no longer title either where Slack’s own window was passed by', async () => {
    await opens(anna);
    const view = anna.self.dialog();
    if (!view) throw new Error('No form is open');
    view.values.title = { value: { type: 'plain_text_input', value: 'forged '.repeat(50) } };
    const done = await scene.slack.send(scene.slack.requests.submission(anna.self.account, view));
    expect(Object.keys(done.errors ?? {})).toEqual(['title']);
    expect(done.errors?.title).toContain('300');
    expect(await scene.tasksWith('forged')).toEqual([]);
  });

  it('counts a time without a day as today', async () => {
    await opens(anna);
    expect((await anna.submits({ title: 'Tonight', time: '19:00' })).said).toContain('Mon 23 Nov, 19:00');
    await opens(anna);
    const { errors } = await anna.submits({ title: 'This morning', time: '09:00' });
    expect(Object.keys(errors ?? {})).toEqual(['day']);
  });

  it('sent twice creates one task', async () => {
    await opens(anna);
    await anna.submits({ title: 'Only once' });
    const sent = scene.slack.sent.at(-1);
    if (!sent) throw new Error('Nothing was sent');
    await anna.doesInVain(() => scene.slack.redeliver(sent));
    expect(await scene.tasksWith('once')).toHaveLength(1);
  });

  it('opens filled with what was said where only the title is missing', async () => {
    const form = await opens(anna, `${bob.mention} !high #prostor friday 12:00`);
    expect(form).toMatch(/@p\d+[\s\S]*#prostor Prostor Ltd[\s\S]*high[\s\S]*2026-11-27[\s\S]*12:00/);
    const { said } = await anna.submits({ title: 'Filled in' });
    for (const part of ['For: Bob', '#prostor', 'high', 'Fri 27 Nov, 12:00']) expect(said).toContain(part);
  });

  it('has the project of the channel where it is opened, and is answered there for one person', async () => {
    scene.slack.channel('shop', [anna.self.account.name]);
    await scene.person('olha').says('/friday project bind prostor', 'shop');
    const form = await anna.does((self) => self.slash('/task', '', { channel: 'shop' }));
    expect(form).toContain('#prostor Prostor Ltd');
    expect((await anna.submits({ title: 'From the room' })).said).toContain('From the room');
    expect(scene.slack.shownIn('shop').join('\n')).not.toContain('From the room');
  });
});

describe('a task made from a message', () => {
  let scene: SlackScene;
  let anna: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene();
    await scene.person('anna').says('/timer');
    scene.slack.channel('talk', ['bob']);
    scene.slack.channel('others', ['bob'], { withBot: false });
  });
  afterAll(() => scene.stop());

  beforeEach(() => {
    anna = scene.somebody();
    for (const channel of ['talk', 'others']) scene.slack.world.channelNamed(channel)?.members.add(anna.id);
  });

  const from = (text: string, channel = 'talk') => {
    const message = scene.slack.user('bob').writes(text, channel);
    return { message, open: () => anna.does((self) => self.shortcut('task_from_message', message)) };
  };

  it('has its words as the title and a link to it', async () => {
    const { message, open } = from('Please make the logo bigger');
    const form = await open();
    expect(form).toContain('Please make the logo bigger');
    const link = `https://prostor.slack.com/archives/${message.channelId}/p${message.ts.replace('.', '')}`;
    expect(form).toContain(link);
    const { said } = await anna.submits();
    expect(said).toContain('Please make the logo bigger');
    expect(said).toContain(link);
    expect((await scene.tasksWith('logo'))[0]?.description).toContain(link);
  });

  it('reads names and entities the way people see them', async () => {
    await from('@anna & @bob: a < b, see https://example.com/?a=1&b=2 and <!channel> &lt;b&gt;').open();
    const { said } = await anna.submits();
    expect(said).toContain('@Anna & @Bob: a < b, see https://example.com/?a=1&b=2 and <!channel> &lt;b&gt;');
  });

  it('shortens a long message visibly, with the link to all of it', async () => {
    const { open } = from(`First line of it\n${'Long story. '.repeat(500)}`);
    const form = await open();
    expect(form).toContain('First line of it');
    const description = anna.self.dialog()?.values.description?.value?.value as string;
    expect(description.length).toBeLessThanOrEqual(3000);
    expect(description).toMatch(/…\n\nhttps:\/\/prostor\.slack\.com\/archives\//);
    expect(form).toMatch(/shortened|longer/i);
    expect((await anna.submits()).errors).toBeUndefined();
    expect(await scene.tasksWith('story')).toHaveLength(1);
  });

  it('keeps the first line of a short message of several lines as the title and all of it below', async () => {
    await from('Fix the footer\n- on phones\n- on tablets').open();
    expect((await anna.submits()).said).toMatch(/Fix the footer\n[\s\S]*- on tablets/);
    expect((await scene.tasksWith('footer'))[0]?.title).toBe('Fix the footer');
  });

  it('opens from a thread and from a channel where the bot is not', async () => {
    const { message } = from('A question');
    const done = scene.slack.requests.message(
      scene.slack.user('bob').account,
      'An answer in the thread',
      scene.slack.channel('talk'),
      'message',
      message.ts,
    );
    expect(await anna.does((self) => self.shortcut('task_from_message', done.message))).toContain('An answer in');
    expect((await anna.submits()).said).toContain('An answer in the thread');

    const elsewhere = from('Said where the bot is not', 'others');
    expect(await elsewhere.open()).toContain('/archives/');
    expect((await anna.submits()).said).toContain('Said where the bot is not');
  });

  it('can be made of a message without words', async () => {
    const form = await from('').open();
    expect(form).toContain('/archives/');
    expect((await anna.submits({ title: 'The picture' })).said).toContain('The picture');
  });

  it('is asked for in words where the form can no longer open', async () => {
    scene.slack.faults.add({ method: 'views.open', fault: { kind: 'refused', error: 'expired_trigger_id' }, times: 1 });
    const said = await from('Too late for a form').open();
    expect(said).toContain('Who is it for?');
    for (let i = 0; i < 5 && (await scene.tasksWith('too late')).length === 0; i++) {
      await anna.presses(/^(Me|none|normal)$/);
    }
    const [task] = await scene.tasksWith('too late');
    expect(task?.title).toBe('Too late for a form');
    expect(task?.description).toContain('/archives/');
  });
});
