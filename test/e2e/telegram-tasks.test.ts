import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../fakes/slack/json.ts';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

let scene: TelegramScene;
let olha: TelegramActor;
let anna: TelegramActor;
let bob: TelegramActor;

beforeAll(async () => {
  scene = await openTelegramScene();
  olha = await scene.member('olha');
  [anna, bob] = [await scene.member('anna'), await scene.member('bob')];
  await olha.says('/project new prostor Prostor Ltd');
});
afterAll(async () => {
  expectWell(scene.telegram);
  await scene.stop();
});
beforeEach(() => {
  for (const who of [olha, anna, bob]) who.hears();
});

/** Of an answer: the number before this title. */
function numberOf(said: string, title: string): number {
  const line = said.split('\n').find((one) => one.includes(title) && /^(?:• )?\d+ /.test(one));
  return Number(/\d+/.exec(line ?? expect.fail(`There is no ${title} in:\n${said}`))?.[0]);
}

/** Somebody's message as the bot gets it, with what cannot be typed. */
function sendsTo(who: TelegramActor, chat: string | undefined, more: JsonObject, service?: JsonObject) {
  const { world, sendUpdate } = scene.telegram;
  return who.does(() => {
    const place = chat === undefined ? world.privateChat(who.self.account) : world.groupNamed(chat);
    if (!place) throw new Error(`There is no ${chat}`);
    const message = world.post(place, { by: who.id, ...(service ? { service } : {}) });
    return sendUpdate({ message: { ...world.messageObject(message), ...more } });
  });
}

describe.each(['polling', 'webhook'] as const)('a task in Telegram, over %s', (transport) => {
  it('is made by a line, a form and a reply, changed by an edit, and closed with a result', async () => {
    const there = await openTelegramScene({ transport });
    const [author, assignee] = [await there.member('vira'), await there.member('yurii')];
    const sent = await author.self.says('/task Banner @yurii tomorrow');
    await author.does(() => {});
    await author.does((self) => self.edits(sent, '/task Big banner @yurii friday'));
    await author.says('/task');
    await author.says('Poster @yurii !high friday');
    await author.presses(/^none$/);
    there.telegram.group('Studio', ['vira', 'yurii'], { kind: 'supergroup' });
    const { message } = await assignee.self.says('The logo is blurred', { chat: 'Studio' });
    await author.does((self) => self.replies(message, '/task @yurii !urgent'));
    const list = await assignee.says('/tasks');
    for (const title of ['1 Big banner', '2 Poster', '3 The logo is blurred']) expect(list).toContain(title);
    author.hears();
    expect(await assignee.says('/done 1 It hangs')).toMatch(/^Done\.\n1 Big banner/);
    expect(author.hears()).toMatch(/^Yurii closed a task as done:\n1 Big banner\nIt hangs$/);
    expectWell(there.telegram);
    await there.stop();
  });
});

describe('a task given by one line in Telegram', () => {
  it('is answered with all that was understood', async () => {
    const said = await anna.says('/task Banner for Prostor @bob #prostor !high tomorrow 18:00\nBlue\nnot green');
    expect(said).toMatch(/^Task created\.\n\d+ Banner for Prostor\nBlue\nnot green\n/);
    for (const part of ['For: Bob', 'Project: #prostor Prostor Ltd', 'Priority: high', 'Bob will be told.']) {
      expect(said).toContain(part);
    }
    expect(said).toContain('Deadline: Tue 24 Nov, 18:00 (Kyiv)');
    expect(anna.labels()).toEqual(['Deadline', 'Priority', 'Undo']);
    expect(bob.hears()).toMatch(/^Anna gave you a task:\n\d+ Banner for Prostor\nBlue\nnot green\n/);
  });

  it('says what was not given, and one press adds it', async () => {
    expect(await anna.says('/task Poster')).toContain('No deadline and no priority given.');
    expect(anna.labels()).toEqual(expect.arrayContaining(['Today', 'Tomorrow', 'Friday', 'high priority']));
    expect(await anna.presses(/^Friday$/)).toContain('Deadline: Fri 27 Nov (Kyiv)');
    const said = await anna.says('/task Flyer tomorrow');
    await anna.presses(/^high priority$/);
    expect(await anna.says(`/show ${numberOf(said, 'Flyer')}`)).toContain('Priority: high');
  });

  it.each([
    ['without the slash', 'task Leaflet one tomorrow', 'Leaflet one'],
    ['for the bot by name', '/task@friday_tasks_bot Leaflet two tomorrow', 'Leaflet two'],
    ['for the bot by name in capitals', '/task@Friday_Tasks_Bot Leaflet three tomorrow', 'Leaflet three'],
    ['with its words behind a line break', '/task\nLeaflet four tomorrow', 'Leaflet four'],
    ['with a capital, as phones write it', 'Task Leaflet five tomorrow', 'Leaflet five'],
  ])('is understood %s', async (_, line, title) => {
    expect(await anna.says(line)).toMatch(new RegExp(`Task created\\.\\n\\d+ ${title}\\n`));
    const [task] = await scene.tasksWith(title.toLowerCase());
    expect(task?.deadline_on).toBe('2026-11-24');
  });

  it('stands under a photo as well', async () => {
    const photo = [{ file_id: 'AgAC', file_unique_id: 'AQAD', width: 90, height: 90 }];
    const said = await sendsTo(anna, undefined, {}, { photo, caption: '/task Retouch this @bob friday' });
    expect(said).toMatch(/\d+ Retouch this\n/);
    expect(bob.hears()).toContain('Retouch this');
    expect(await sendsTo(anna, undefined, {}, { photo })).toContain('I can only read text so far.');
  });

  it('is taken back with one press, and the other is told', async () => {
    await anna.says('/task Never mind @bob');
    bob.hears();
    expect(await anna.presses(/^Undo$/)).toContain('The task is gone');
    expect(bob.hears()).toContain('Anna took back a task; there is nothing to do:');
    expect(await scene.tasksWith('never mind')).toEqual([]);
  });

  it('is offered for plain words that are no command', async () => {
    expect(await anna.says('Buy paper for the printer @bob')).toContain('I did not understand that.');
    const said = await anna.presses(/^Create it as a task$/);
    expect(said).toMatch(/\d+ Buy paper for the printer\n/);
    expect(bob.hears()).toContain('Buy paper for the printer');
  });

  it('is not what an unknown command makes, which names the nearest', async () => {
    expect(await anna.says('/taks Banner')).toMatch(/Did you mean this\?\n {2}\/task/);
    expect(await anna.says('/timer stopp')).not.toContain('went wrong');
    expect(await anna.says('/frobnicate')).toMatch(/This is what I can do:\n {2}\/help/);
    expect(await anna.says('/task@other_bot Banner')).not.toContain('Task created');
  });
});

describe('a task between two people in Telegram', () => {
  it('reaches the assignee with buttons that work', async () => {
    const number = numberOf(await anna.says('/task Invitation @bob !low friday'), 'Invitation');
    expect(bob.hears()).toContain('Invitation');
    expect(bob.labels()).toEqual(['Took it', 'Done', 'Propose deadline', 'Open']);
    anna.hears();
    expect(await bob.presses(/^Took it$/)).toContain('You took it.');
    expect(anna.hears()).toMatch(/^Bob took the task:\n\d+ Invitation$/);
    expect(await bob.presses(/^Open$/)).toMatch(new RegExp(`^${number} Invitation[\\s\\S]*History`));
  });

  it('has its deadline moved where the author agrees, with a day from the calendar', async () => {
    const number = numberOf(await anna.says('/task Menu @bob tomorrow'), 'Menu');
    bob.hears();
    expect(await bob.presses(/^Propose deadline$/)).toMatch(/^Which deadline do you propose\?\n\d+ Menu/);
    expect(await bob.presses(/^Calendar…$/)).toBe('Which day? November 2026');
    await bob.presses(/^30$/);
    anna.hears();
    expect(await bob.presses(/^10:00$/)).toMatch(/^Asked Anna to move the deadline\. Until Anna agrees/);
    expect(anna.hears()).toMatch(/^Bob asks to move the deadline to Mon 30 Nov, 10:00\. Agree\?\n\d+ Menu$/);
    expect(anna.labels()).toEqual(['Agree', 'Keep', 'Open']);
    await anna.presses(/^Agree$/);
    expect(bob.hears()).toContain('Anna agreed to your proposal:');
    expect(await bob.says(`/show ${number}`)).toContain('Deadline: Mon 30 Nov, 10:00 (Kyiv)');
  });

  it('stays as it is where the author would rather keep it', async () => {
    const number = numberOf(await anna.says('/task Sign @bob tomorrow'), 'Sign');
    await bob.says(`/drop ${number} The shop has closed`);
    expect(anna.hears()).toMatch(/Bob says this is not relevant any more\. Drop it\?\n\d+ Sign\nThe shop has closed/);
    await anna.presses(/^Keep$/);
    expect(bob.hears()).toContain('Anna would rather keep it as it is:');
    expect((await scene.tasksWith('sign'))[0]?.state).toBe('open');
  });

  it('is closed with a result, which the author hears and may answer by reopening', async () => {
    const number = numberOf(await anna.says('/task Price list @bob tomorrow'), 'Price list');
    expect(await bob.says(`/done ${number} In the shared folder`)).toMatch(/^Done\.\n\d+ Price list/);
    expect(anna.hears()).toMatch(/^Bob closed a task as done:\n\d+ Price list\nIn the shared folder$/);
    expect(anna.labels()).toEqual(['Open', 'Reopen']);
    await anna.presses(/^Reopen$/);
    expect(bob.hears()).toMatch(/^Anna opened a task again:/);
  });

  it('is closed with a press, asked for the result, and given it in plain words', async () => {
    await anna.says('/task Catalogue @bob tomorrow');
    bob.hears();
    expect(await bob.presses(/^Done$/)).toContain('What came of it? Write a line or two, or leave it.');
    anna.hears();
    expect(await bob.says('Printed, 200 copies')).toMatch(/^Result saved\.\n\d+ Catalogue\nPrinted, 200 copies$/);
    expect(anna.hears()).toContain('Bob wrote what came of a task:');
  });

  it('is listed as received for the one and as given for the other', async () => {
    const number = numberOf(await anna.says('/task Window display @bob !urgent'), 'Window display');
    expect(await bob.says('/tasks')).toMatch(new RegExp(`• ${number} Window display\\n.*from Anna · urgent priority`));
    expect(bob.labels()).toContain(`Open ${number}`);
    expect(await anna.says('/tasks')).not.toContain('Window display');
    expect(await anna.presses(/^Assigned by me$/)).toMatch(
      new RegExp(`• ${number} Window display\\n.*for Bob · urgent priority`),
    );
    await anna.presses(new RegExp(`^${number} Done$`));
    expect(await bob.says('/tasks')).not.toContain('Window display');
  });

  it('is the business of nobody else', async () => {
    const dan = await scene.member('dan');
    const number = numberOf(await anna.says('/task Between us @bob'), 'Between us');
    for (const line of [`/show ${number}`, `/done ${number}`, `/note ${number} x`, `/timer start ${number}`]) {
      expect(await dan.says(line)).toContain(`There is no task ${number} that you can see.`);
    }
  });
});

describe('a task made in answer to a message in Telegram', () => {
  const says = async (who: TelegramActor, text: string, chat?: string): Promise<TelegramMessage> =>
    (await who.self.says(text, chat === undefined ? {} : { chat })).message;

  beforeAll(() => {
    scene.telegram.group('Studio', ['olha', 'anna', 'bob'], { kind: 'supergroup' });
    scene.telegram.group('Public', ['anna', 'bob'], { username: 'prostor_public' });
    scene.telegram.group('Kitchen', ['anna', 'bob']);
  });

  it('has its first line as the title, all of it below, and a link to it', async () => {
    const message = await says(bob, 'Please make the logo bigger\nand the footer smaller', 'Studio');
    await anna.does((self) => self.replies(message, '/task @bob !high friday'));
    const [task] = await scene.tasksWith('logo bigger');
    const inner = String(scene.telegram.world.groupNamed('Studio')?.id).replace(/^-100/, '');
    const link = `https://t.me/c/${inner}/${message.message_id}`;
    expect(scene.telegram.shownIn('Studio').at(-1)).toContain(`and the footer smaller\n\n${link}\n`);
    expect(task).toMatchObject({ title: 'Please make the logo bigger', priority: 2, deadline_on: '2026-11-27' });
    expect(bob.hears()).toContain(link);
  });

  it('links to a public group by its name', async () => {
    const message = await says(bob, 'The door sticks', 'Public');
    await anna.does((self) => self.replies(message, '/task@friday_tasks_bot'));
    expect((await scene.tasksWith('door sticks'))[0]?.description).toBe(
      `https://t.me/prostor_public/${message.message_id}`,
    );
  });

  it('says who wrote it where there is no link: in a small group, and in private', async () => {
    const message = await says(bob, 'The kettle leaks', 'Kitchen');
    await anna.does((self) => self.replies(message, '/task'));
    expect((await scene.tasksWith('kettle'))[0]?.description).toBe('— Bob');
    const own = (await anna.self.says('Note to myself: call the landlord')).message;
    await anna.does((self) => self.replies(own, '/task tomorrow'));
    expect((await scene.tasksWith('landlord'))[0]?.description).toBe('— Anna');
  });

  it('is made of the marked part alone where one was marked', async () => {
    const message = await says(bob, 'Good morning! Could somebody water the plants? Thanks', 'Studio');
    const text = 'Could somebody water the plants?';
    const said = '/task tomorrow';
    await sendsTo(anna, 'Studio', {
      text: said,
      entities: [{ type: 'bot_command', offset: 0, length: 5 }],
      reply_to_message: scene.telegram.world.messageObject(message),
      quote: { text, position: 14, is_manual: true },
    });
    const [task] = await scene.tasksWith('water the plants');
    expect(task?.title).toBe(text);
    expect(task?.description).not.toContain('Good morning');
  });

  it('takes a title of its own and keeps the message below', async () => {
    const message = await says(bob, 'can you look at this?', 'Studio');
    await anna.does((self) => self.replies(message, '/task Check the invoice @bob'));
    const [task] = await scene.tasksWith('check the invoice');
    expect(task?.title).toBe('Check the invoice');
    expect(task?.description).toContain('can you look at this?');
  });

  it('in answer to Friday is a task like any other', async () => {
    await anna.says('/timer');
    const message = anna.messageWith('No timer is running');
    const said = await anna.does((self) => self.replies(message, '/task Set the alarm'));
    expect(said).toMatch(/\d+ Set the alarm\n/);
    expect((await scene.tasksWith('alarm'))[0]?.description).toBeNull();
  });
});

describe('an edited message in Telegram', () => {
  const says = async (line: string, saying: object = {}) => {
    const sent = await anna.self.says(line, saying);
    await anna.does(() => {});
    bob.hears();
    return sent;
  };

  it('changes the task it made, says what is new, and tells the assignee', async () => {
    const sent = await says('/task Baner @bob !low');
    const said = await anna.does((self) => self.edits(sent, '/task Banner on the roof @bob !low friday 18:00'));
    expect(said).toMatch(
      /^I changed the task as you edited your message \(title and deadline\)\.\n\d+ Banner on the roof/,
    );
    expect(said).toContain('Deadline: Fri 27 Nov, 18:00 (Kyiv)');
    expect(bob.hears()).toMatch(/^Anna changed a task \(title, deadline\):/);
    expect(await scene.tasksWith('baner @bob')).toEqual([]);
    expect(await scene.tasksWith('banner on the roof')).toHaveLength(1);
  });

  it('may be edited again and again, also within a second', async () => {
    const sent = await says('/task Step one');
    await anna.does(async (self) => {
      await self.edits(sent, '/task Step two');
      await self.edits(sent, '/task Step three');
    });
    expect(await scene.tasksWith('step')).toMatchObject([{ title: 'Step three' }]);
  });

  it('that passes the task on tells both people', async () => {
    const sent = await says('/task Handover notes @bob');
    olha.hears();
    await anna.does((self) => self.edits(sent, '/task Handover notes @olha'));
    expect(bob.hears()).toMatch(/^Anna passed your task on to Olha:/);
    expect(olha.hears()).toMatch(/^Anna gave you a task:\n\d+ Handover notes/);
  });

  it('is told to be written anew where it gives no task, and the task it made stays', async () => {
    const cannot = 'I follow an edit only where the message gives a task.';
    const timer = await says('/timer');
    expect(await anna.does((self) => self.edits(timer, '/timer start'))).toContain(cannot);
    const task = await says('/task Still there');
    expect(await anna.does((self) => self.edits(task, 'Never mind'))).toContain(cannot);
    expect((await scene.tasksWith('still there'))[0]?.state).toBe('open');
  });

  it('makes the task where a slip had kept it from being one', async () => {
    const slip = await says('/taks Turnstile for the fair');
    expect(await scene.tasksWith('turnstile')).toEqual([]);
    expect(await anna.does((self) => self.edits(slip, '/task Turnstile for the fair'))).toContain('Task created.');
    expect(await anna.does((self) => self.edits(slip, '/task Turnstile for the fayre'))).toContain(
      'I changed the task',
    );
    expect((await scene.tasksWith('turnstile')).map(({ title }) => title)).toEqual(['Turnstile for the fayre']);
  });

  it('in a group is answered where it made a task, and left alone where it made none', async () => {
    scene.telegram.group('Editors', ['anna', 'bob', 'olha'], { kind: 'supergroup' });
    await olha.saysIn('Editors', '/project bind prostor');
    const sent = await says('/task Colour of the dor', { chat: 'Editors' });
    const from = scene.telegram.shownIn('Editors').length;
    await anna.does((self) => self.edits(sent, '/task Colour of the door'));
    expect(scene.telegram.shownIn('Editors').slice(from).join()).toContain('I changed the task as you edited');
    const other = await says('/timer', { chat: 'Editors' });
    const after = scene.telegram.shownIn('Editors').length;
    await anna.does((self) => self.edits(other, '/timer@friday_tasks_bot please'));
    expect(scene.telegram.shownIn('Editors').slice(after)).toEqual([]);
  });

  it('of a closed task says that it is closed', async () => {
    const sent = await says('/task Closed early');
    const [task] = await scene.tasksWith('closed early');
    await anna.says(`/done ${task?.id}`);
    expect(await anna.does((self) => self.edits(sent, '/task Closed late'))).toContain(
      `Task ${task?.id} is done already`,
    );
  });
});

describe('somebody who blocks Friday in Telegram', () => {
  const reachable = async (who: TelegramActor) => {
    const { store } = scene.agency.parts();
    const known = await store.transact((tx) => tx.people.identity('telegram', String(who.id)));
    return known?.identity.unreachableAt === null;
  };

  it('gets nothing until they let it in again, and nobody else waits for them', async () => {
    const eve = await scene.member('eve');
    await eve.does((self) => self.blocks());
    expect(await reachable(eve)).toBe(false);
    const calls = scene.telegram.calls.length;
    expect(await anna.says('/task While blocked @eve')).toContain('Task created.');
    expect(scene.telegram.calls.slice(calls).some(({ args }) => Number(args.chat_id) === eve.id)).toBe(false);
    await anna.says('/task Meanwhile @bob');
    expect(bob.hears()).toContain('Meanwhile');
    await eve.does((self) => self.unblocks());
    expect(await reachable(eve)).toBe(true);
    await anna.says('/task After that @eve');
    expect(eve.hears()).toContain('After that');
    expect(await eve.says('/tasks')).toContain('While blocked');
  });

  it('is found out with the first message where Telegram did not say so', async () => {
    const fay = await scene.member('fay');
    fay.self.account.hasBlocked = true;
    await anna.says('/task Into the void @fay');
    expect(await reachable(fay)).toBe(false);
    fay.self.account.hasBlocked = false;
    expect(await fay.says('/tasks')).toContain('Into the void');
    expect(await reachable(fay)).toBe(true);
  });
});
