import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { TelegramAgencyOptions } from '../support/telegram-agency.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { asSeen, openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

const ALONE = 'This is for you alone: I have answered in our private chat.';

let scene: TelegramScene;
let olha: TelegramActor;
let anna: TelegramActor;

async function opens(options: TelegramAgencyOptions = {}) {
  scene = await openTelegramScene(options);
  [olha, anna] = [await scene.member('olha'), await scene.member('anna')];
  await olha.says('/project new prostor Prostor Ltd');
}

afterEach(async () => {
  expectWell(scene.telegram);
  await scene.stop();
});

/** The last message of the bot in this group. */
function lastIn(group: string): TelegramMessage {
  const { world } = scene.telegram;
  const id = world.groupNamed(group)?.id;
  return world.messages.findLast((one) => one.chatId === id && one.by === world.bot.id) ?? expect.fail();
}

function happens(act: () => unknown): Promise<void> {
  return scene.agency.does(act);
}

describe('a group of Telegram that belongs to a project', () => {
  beforeEach(async () => {
    await opens();
    scene.telegram.group('Team', ['olha', 'anna', 'eve'], { kind: 'supergroup' });
    expect(await olha.saysIn('Team', '/project bind prostor')).toBe(
      'This room now belongs to #prostor\nTasks and time from here go into it by default, and whoever speaks to me here is a member.',
    );
  });

  it('gives its project to tasks and timers, and to members who speak there', async () => {
    expect(await anna.says('/tasks #prostor')).toContain('No such tasks.');
    const said = await anna.saysIn('Team', '/task Banner !high tomorrow');
    expect(said).toBe(
      'Task created.\n1 Banner\nFor: Anna · #prostor Prostor Ltd · Priority: high · Deadline: Tue 24 Nov (Kyiv)',
    );
    expect(await anna.says('/tasks #prostor')).toContain('1 Banner');
    expect(await anna.saysIn('Team', '/show 1')).toMatch(/^1 Banner\nState: open/);
  });

  it('has each answer hang on what it answers', async () => {
    const sent = await anna.self.says('/task Banner', { chat: 'Team' });
    await happens(() => {});
    expect(lastIn('Team').replyTo).toBe(sent.message.message_id);
    anna.self.deletes(await anna.self.says('/task Gone meanwhile', { chat: 'Team' }));
    await happens(() => {});
    expect(lastIn('Team')).toMatchObject({ replyTo: undefined });
    expect(asSeen(lastIn('Team').text)).toContain('Gone meanwhile');
  });

  it.each(['/time', '/digest', '/settings', '/link', '/tasks given'])(
    'keeps %s out of sight: it is answered in private, with a word and a button to it',
    async (line) => {
      expect(await anna.saysIn('Team', line)).toBe(ALONE);
      expect(anna.self.buttons({ chat: 'Team' })).toMatchObject([
        { label: 'Open our chat', url: 'https://t.me/friday_tasks_bot', data: undefined },
      ]);
      const { messages, bot } = scene.telegram.world;
      const own = messages.filter((one) => one.chatId === anna.id && one.by === bot.id);
      expect(own.length).toBeGreaterThan(1);
    },
  );

  it('shows what is said at once where each of it belongs', async () => {
    await happens(() =>
      Promise.all([
        anna.self.says('/time', { chat: 'Team' }),
        olha.self.says('/task Banner', { chat: 'Team' }),
        anna.self.says('/task Poster'),
      ]),
    );
    const { messages, bot, groupNamed } = scene.telegram.world;
    const team = groupNamed('Team')?.id;
    const said = messages.filter((one) => one.by === bot.id).slice(-4);
    const shown = said.map((one) => [one.chatId === team ? 'Team' : one.chatId, asSeen(one.text).split('\n')[1]]);
    expect(shown).toHaveLength(4);
    expect(shown).toEqual(
      expect.arrayContaining([
        [anna.id, 'No time logged here.'],
        ['Team', undefined],
        ['Team', expect.stringMatching(/^\d Banner$/)],
        [anna.id, expect.stringMatching(/^\d Poster$/)],
      ]),
    );
  });

  it('never shows a code', async () => {
    expect(await olha.saysIn('Team', '/invite')).toBe(ALONE);
    const code = /\?start=([\w-]+)/.exec(asSeen(olha.messageWith('This lets one').text))?.[1] ?? expect.fail();
    await anna.saysIn('Team', '/link');
    expect(scene.telegram.shownIn('Team').join('\n')).not.toMatch(/start=|\/link \w|\/start \w/);
    expect(scene.telegram.shownIn('Team').join('\n')).not.toContain(code);
  });

  it('says only how to ask where the private chat is not open', async () => {
    anna.self.account.hasStarted = false;
    expect(await anna.saysIn('Team', '/time')).toBe(
      'This is for you alone. Open our private chat, press Start, and ask me there.',
    );
    expect(anna.hears()).toBe('');
    expect(anna.self.buttons({ chat: 'Team' })[0]?.url).toBe('https://t.me/friday_tasks_bot');
  });

  it('goes on belonging to it as a supergroup', async () => {
    scene.telegram.group('Small', ['olha', 'anna']);
    await olha.saysIn('Small', '/project bind prostor');
    await happens(() => scene.telegram.migrate('Small'));
    expect(await anna.saysIn('Small', '/task After the move')).toContain('#prostor Prostor Ltd');
  });

  it('goes on belonging to it where the move shows only when Friday answers', async () => {
    const { world, sendUpdate } = scene.telegram;
    const small = scene.telegram.group('Small', ['olha', 'anna']);
    await olha.saysIn('Small', '/project bind prostor');
    const message = world.post(small, { by: anna.id }, { text: '/task In flight', entities: [] });
    const update = { message: world.messageObject(message) };
    const { members } = small;
    const moved = world.addChat({ name: 'Small', type: 'supergroup', members: new Set(members), botStatus: 'member' });
    small.migratedTo = moved.id;
    await happens(() => sendUpdate(update));
    expect(scene.telegram.shownIn('Small').map(asSeen).join()).toMatch(/1 In flight\n.*#prostor Prostor Ltd/);
    expect(await anna.saysIn('Small', '/task After it')).toContain('#prostor Prostor Ltd');
  });

  it('that Friday is put out of is told about to whoever bound it', async () => {
    await happens(() => scene.telegram.removeBot('Team'));
    const told = olha.hears();
    expect(told).toMatch(/^I was removed from the group “Team”, which belonged to #prostor\.\n/);
    expect(told).toContain('/project bind prostor');
    expect(anna.hears()).toBe('');
    await happens(() => scene.telegram.addBot('Team'));
    expect(await anna.saysIn('Team', '/task Unbound')).toContain('Project: none');
  });

  it('is not told about twice', async () => {
    await happens(() => scene.telegram.removeBot('Team'));
    olha.hears();
    await happens(() => scene.telegram.removeBot('Team'));
    expect(olha.hears()).toBe('');
  });
});

describe('a group of Telegram', () => {
  beforeEach(() => opens());

  it('is greeted when Friday is let in, in the language of whoever did it, with what to do first', async () => {
    scene.telegram.group('New', ['olha', 'anna'], { withBot: false });
    await happens(() => scene.telegram.addBot('New'));
    expect(scene.telegram.shownIn('New')).toEqual([
      'Hello! I am Friday, I keep tasks and time. If this group works on one project, bind it, and its tasks go there by themselves: /project@friday_tasks_bot bind prostor',
    ]);
    scene.telegram.addUser({ name: 'taras', language_code: 'uk' });
    await scene.member('taras');
    scene.telegram.group('Нова', ['taras'], { withBot: false });
    await happens(() => scene.telegram.addBot('Нова'));
    expect(scene.telegram.shownIn('Нова').join()).toMatch(/^Вітаю! Я Friday/);
  });

  it.each([
    ['/task@friday_tasks_bot Banner tomorrow', 'Banner'],
    ['/task Banner tomorrow', 'Banner'],
    ['/task@friday_tasks_bot\nBanner tomorrow', 'Banner'],
    ['@friday_tasks_bot task Banner tomorrow', 'Banner'],
    ['@Friday_Tasks_Bot: task Banner tomorrow', 'Banner'],
  ])('has Friday do what is said to it: %s', async (line, title) => {
    scene.telegram.group('Team', ['olha', 'anna']);
    const said = await anna.saysIn('Team', line);
    expect(said).toContain(`1 ${title}\n`);
    expect(said).toContain('Deadline: Tue 24 Nov (Kyiv)');
  });

  it('has commands of other bots and strange ones left alone, and a typing mistake answered', async () => {
    scene.telegram.group('Team', ['olha', 'anna']);
    for (const line of ['/task@other_bot Banner', '/weather Kyiv', '/frobnicate', '/start@other_bot']) {
      expect(await anna.saysIn('Team', line)).toBe('');
    }
    expect(await anna.saysIn('Team', '/taks Banner')).toMatch(/Did you mean this\?\n {2}\/task@friday_tasks_bot/);
    expect(await anna.saysIn('Team', '/frobnicate@friday_tasks_bot')).toContain('I did not understand that.');
    expect(anna.hears()).toBe('');
  });

  it('has the buttons of one person pressed by another in vain, who alone sees why', async () => {
    const bob = await scene.member('bob');
    scene.telegram.group('Team', ['olha', 'anna', 'bob']);
    await anna.saysIn('Team', '/task Banner');
    const shown = scene.telegram.shownIn('Team').length;
    expect(await bob.does((self) => self.presses(/^Undo$/, { chat: 'Team' }))).toBe(
      'That button was made for somebody else, so nothing was done.',
    );
    expect(scene.telegram.shownIn('Team')).toHaveLength(shown);
    expect(scene.telegram.world.callbacks.at(-1)).toMatchObject({ userId: bob.id, isAlert: true });
    expect(await scene.tasksWith('banner')).toHaveLength(1);
    // In a group of no project what was done to one's own tasks is told to oneself.
    await anna.pressesIn('Team', /^Undo$/);
    expect(anna.self.sees().join()).toContain('The task is gone');
    expect(await scene.tasksWith('banner')).toHaveLength(0);
  });

  it('that belongs to no project shows nothing of tasks but to those in them', async () => {
    scene.telegram.group('Team', ['olha', 'anna']);
    await anna.says('/task My own');
    expect(await anna.saysIn('Team', '/show 1')).toBe(ALONE);
    expect(scene.telegram.shownIn('Team').join()).not.toContain('My own');
  });

  it('with topics has the answers, questions and notes in the topic where they belong', async () => {
    scene.telegram.group('Forum', ['olha', 'anna'], { isForum: true });
    const topic = scene.telegram.topic('Forum', 'Design');
    expect(await anna.saysIn('Forum', '/task Sketches', { topic })).toContain('1 Sketches');
    expect(lastIn('Forum').threadId).toBe(topic);
    expect((await scene.tasksWith('sketches'))[0]?.description).toBeNull();
    await anna.saysIn('Forum', '/task', { topic });
    await anna.does((self) => self.replies(lastIn('Forum'), 'Paper'));
    expect(lastIn('Forum').threadId).toBe(topic);
    await anna.pressesIn('Forum', /^Me$/);
    expect(asSeen(lastIn('Forum').text)).toContain('Which project?');
    expect(lastIn('Forum').threadId).toBe(topic);
    await anna.saysIn('Forum', '/time', { topic });
    expect(lastIn('Forum')).toMatchObject({ threadId: topic });
    await anna.saysIn('Forum', '/task Outside');
    expect(lastIn('Forum').threadId).toBeUndefined();
  });

  it('with a topic that is deleted meanwhile has the answer outside of it', async () => {
    scene.telegram.group('Forum', ['olha', 'anna'], { isForum: true });
    const topic = scene.telegram.topic('Forum', 'Design');
    const { world, sendUpdate } = scene.telegram;
    const forum = world.groupNamed('Forum') ?? expect.fail();
    const message = world.post(forum, { by: anna.id, threadId: topic }, { text: '/task Sketches', entities: [] });
    const update = { message: world.messageObject(message) };
    scene.telegram.deleteTopic('Forum', topic);
    await happens(() => sendUpdate(update));
    expect(asSeen(lastIn('Forum').text)).toContain('1 Sketches');
    expect(await scene.tasksWith('sketches')).toHaveLength(1);
  });

  it('is spoken for by nobody: what is said in the name of the group is left alone', async () => {
    const group = scene.telegram.group('Team', ['olha', 'anna'], { kind: 'supergroup' });
    const { world, sendUpdate } = scene.telegram;
    const message = world.messageObject(world.post(group, { by: anna.id }, { text: '/tasks', entities: [] }));
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
    await happens(() =>
      sendUpdate({ message: { ...message, from, sender_chat: { id: group.id, type: 'supergroup' } } }),
    );
    expect(scene.telegram.shownIn('Team')).toEqual([]);
  });
});

describe('a group of Telegram where Friday hears everything', () => {
  beforeEach(async () => {
    await opens({ fake: { canReadAllGroupMessages: true } });
    scene.telegram.group('Team', ['olha', 'anna']);
  });

  it('has people talk with each other undisturbed', async () => {
    for (const line of [
      'Good morning',
      'task Banner',
      'tasks',
      'I will be done 1 hour later',
      'see /task and /done',
      '@olha can you look?',
      'cancel',
    ]) {
      expect(await anna.saysIn('Team', line)).toBe('');
    }
    const olhas = (await olha.self.says('The logo is blurred', { chat: 'Team' })).message;
    await anna.does((self) => self.replies(olhas, 'Yes, it is'));
    expect(scene.telegram.shownIn('Team')).toEqual([]);
    expect(await scene.tasksWith('')).toEqual([]);
  });

  it('has what is said to Friday done: commands, mentions and replies', async () => {
    expect(await anna.saysIn('Team', '/task Banner')).toContain('1 Banner');
    expect(await anna.saysIn('Team', '@friday_tasks_bot task Poster')).toContain('2 Poster');
    await anna.saysIn('Team', '/task');
    expect(await anna.saysIn('Team', 'Shall we have lunch?')).toBe('');
    const question = lastIn('Team');
    await anna.does((self) => self.replies(question, 'Flyer'));
    expect(asSeen(lastIn('Team').text)).toContain('Who is it for?');
    expect(await scene.tasksWith('lunch')).toEqual([]);
  });
});
