import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import { fastTelegramPacing } from '../support/fast-pacing.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
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

/** What the last message of the bot there opens under itself. */
function openField(chatId: number): object | undefined {
  return lastIn(chatId).markup.other;
}

function lastIn(chatId: number): TelegramMessage {
  const { messages, bot } = scene.telegram.world;
  return messages.findLast((one) => one.chatId === chatId && one.by === bot.id) ?? expect.fail();
}

describe('the step-by-step form for a task in Telegram', () => {
  it('asks for one thing after the other, in writing or by a press', async () => {
    expect(await anna.says('/task')).toBe('What needs doing?\nTo leave it: /cancel');
    expect(openField(anna.id)).toEqual({
      force_reply: true,
      input_field_placeholder: 'Banner for the landing @anna tomorrow 18:00',
    });
    expect(await anna.says('Poster for the shop')).toBe('Who is it for?\nA name, or “me”');
    expect(anna.labels()).toEqual(['Me', 'Cancel']);
    expect(await anna.says('bob')).toBe('Which project?\nA tag, or “none”');
    expect(anna.labels()).toEqual(['#prostor', 'none', 'Cancel']);
    expect(await anna.presses(/^#prostor$/)).toBe('When is it due?\ntomorrow 18:00, friday, 27 nov');
    expect(anna.labels()).toEqual(['Today', 'Tomorrow', 'Friday', 'Next week', 'Calendar…', 'none', 'Cancel']);
    expect(await anna.says('friday 15:00')).toBe('How urgent is it?\nurgent, high, normal or low');
    const said = await anna.presses(/^high$/);
    expect(said).toMatch(/^Task created\.\n\d+ Poster for the shop\n/);
    for (const part of ['For: Bob', 'Project: #prostor Prostor Ltd', 'Priority: high', 'Fri 27 Nov, 15:00 (Kyiv)']) {
      expect(said).toContain(part);
    }
    expect(bob.hears()).toContain('Poster for the shop');
  });

  it('asks only for what was not said', async () => {
    await anna.says('/task');
    expect(await anna.says('Invitations @bob #prostor friday')).toContain('How urgent is it?');
    expect(await anna.presses(/^normal$/)).toContain('Invitations');
  });

  it('asks for the title where all else was said', async () => {
    expect(await anna.says('/task @bob !high friday')).toContain('What needs doing?');
    const said = await anna.says('Flowers');
    for (const part of ['Flowers', 'For: Bob', 'Priority: high', 'Fri 27 Nov']) expect(said).toContain(part);
  });

  it('says what is wrong with an answer, and goes on waiting', async () => {
    await anna.says('/task');
    await anna.says('Curtains');
    expect(await anna.says('nobody')).toMatch(/^I do not know @nobody\.[\s\S]*I am still waiting for the answer to/);
    await anna.says('me');
    expect(await anna.says('nowhere')).toContain('There is no project #nowhere.');
    await anna.presses(/^none$/);
    expect(await anna.says('blue')).toContain('I cannot read “blue” as a day or time.');
    expect(await anna.says('yesterday')).toContain('That is in the past');
    await anna.presses(/^Tomorrow$/);
    expect(await anna.says('very')).toContain('I do not know the priority “very”.');
    expect(await anna.presses(/^low$/)).toContain('Curtains');
  });

  it.each([
    ['the command', '/cancel'],
    ['the bare word', 'cancel'],
  ])('ends with %s', async (_, words) => {
    await anna.says('/task');
    expect(await anna.says(words)).toBe('All right, cancelled.');
    await anna.says('Not a title');
    expect(await scene.tasksWith('not a title')).toEqual([]);
    expect(await anna.says('/cancel')).toBe('There was nothing to cancel.');
  });

  it('ends with a press, and its old buttons answer nothing any more', async () => {
    await anna.says('/task');
    await anna.says('Shelves');
    const question = lastIn(anna.id);
    const me = String(question.markup.keyboard.flat()[0]?.callback_data);
    expect(await anna.presses(/^Cancel$/)).toBe('All right, cancelled.');
    const said = await anna.does((self) => self.presses({ data: me, message: question }));
    expect(said).toContain('That question has been answered, or is too old. Please start again.');
    expect(await scene.tasksWith('shelves')).toEqual([]);
  });

  it('waits while something is looked up in between', async () => {
    await anna.says('/task');
    await anna.says('Lamps');
    expect(await anna.says('/timer')).toMatch(/^No timer is running\.[\s\S]*I am still waiting for the answer to/);
    expect(await anna.says('me')).toContain('Which project?');
    await anna.says('/cancel');
  });
});

describe('the calendar for a deadline in Telegram', () => {
  const rows = () => lastIn(anna.id).markup.keyboard.map((row) => row.map(({ text }) => String(text)));

  beforeEach(async () => {
    await anna.says('/task Carpets');
    await anna.presses(/^Deadline$/);
    await anna.presses(/^Calendar…$/);
  });

  it('shows a month in weeks of seven days, and no day that is over', () => {
    const [weekdays, ...weeks] = rows();
    expect(weekdays).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(
      weeks
        .slice(0, 4)
        .flat()
        .every((label) => label === '·'),
    ).toBe(true);
    expect(weeks[4]).toEqual(['23', '24', '25', '26', '27', '28', '29']);
    expect(weeks[5]).toEqual(['30', '·', '·', '·', '·', '·', '·']);
    expect(weeks.slice(6)).toEqual([['December 2026 ›']]);
  });

  it('turns its pages, goes from the day to the time, and back', async () => {
    const { message_id } = lastIn(anna.id);
    await anna.presses(/^December 2026 ›$/);
    expect(rows().flat()).toEqual(expect.arrayContaining(['‹ November 2026', 'January 2027 ›', '31']));
    expect(await anna.presses(/^24$/)).toBe('At what time? Thu 24 Dec');
    expect(anna.labels()).toEqual(expect.arrayContaining(['09:00', '18:00', 'All day', 'Back']));
    expect(await anna.presses(/^Back$/)).toBe('Which day? December 2026');
    await anna.presses(/^24$/);
    const said = await anna.presses(/^All day$/);
    expect(said).toMatch(/^Deadline set\.\n\d+ Carpets\nDeadline: Thu 24 Dec \(Kyiv\)$/);
    expect(lastIn(anna.id).message_id).toBeGreaterThanOrEqual(message_id);
  });

  it('where nothing can be picked does nothing, and the button rests', async () => {
    const before = lastIn(anna.id).text;
    await anna.presses(/^·$/);
    await anna.presses(/^Mon$/);
    expect(lastIn(anna.id).text).toBe(before);
  });

  it('is not needed by who writes the day', async () => {
    expect(await anna.says('27.11 10:30')).toContain('Deadline: Fri 27 Nov, 10:30 (Kyiv)');
  });
});

describe('what is asked for the rest of a command in Telegram', () => {
  it.each([
    [
      '/project new',
      'What is its tag and its name?',
      'roof Roof of the shop',
      'Project created: #roof Roof of the shop',
    ],
    ['/log', 'How long, and on what?', '30m #prostor call', '30 min'],
    ['/settings name', 'What shall I call you?', 'Anna', 'Name: Anna'],
    ['/settings digest', 'When shall the digest come?', '10:00', '10:00'],
  ])('%s', async (line, question, answer, understood) => {
    expect(await anna.says(line)).toContain(question);
    expect(await anna.says(answer)).toContain(understood);
  });

  it.each([
    ['note', 'What is the note?', 'Red paint is out', 'Note added.'],
    ['edit', 'What shall I change?', '!urgent', 'Priority: urgent'],
    ['remind', 'When shall I remind you?', 'in 2 hours', 'I will remind you on Mon 23 Nov, 12:00'],
    ['done', 'What came of it?', 'All painted', 'Result saved.'],
  ])('/%s with a number', async (command, question, answer, understood) => {
    await anna.says(`/task Paint for ${command}`);
    const [task] = await scene.tasksWith(`paint for ${command}`);
    const asked = await anna.says(`/${command} ${task?.id}`);
    expect(asked).toContain(question);
    expect(asked).toContain(`Paint for ${command}`);
    expect(await anna.says(answer)).toContain(understood);
  });

  it('is a field to write in, with an example of up to 64 characters', async () => {
    await anna.says('/task Frames');
    const [task] = await scene.tasksWith('frames');
    for (const line of ['/project new', '/log', `/note ${task?.id}`, `/edit ${task?.id}`, `/remind ${task?.id}`]) {
      await anna.says(line);
      expect(openField(anna.id)).toMatchObject({ force_reply: true, input_field_placeholder: expect.any(String) });
      await anna.says('/cancel');
    }
  });
});

describe('a form in a group of Telegram where Friday hears only what is said to it', () => {
  beforeAll(() => {
    scene.telegram.group('Team', ['olha', 'anna', 'bob'], { kind: 'supergroup' });
  });

  const question = () => {
    const id = scene.telegram.world.groupNamed('Team')?.id ?? 0;
    return lastIn(id);
  };
  const replies = async (who: TelegramActor, words: string) => {
    const from = scene.telegram.shownIn('Team').length;
    await who.does((self) => self.replies(question(), words));
    return scene.telegram.shownIn('Team').slice(from).join('\n');
  };

  it('is answered by replies to its questions, and by presses', async () => {
    expect(await anna.saysIn('Team', '/task')).toBe(
      'What needs doing?\nAnswer by replying to this message.\nTo leave it: /cancel@friday_tasks_bot',
    );
    expect(question().markup.other).toMatchObject({ force_reply: true, selective: true });
    expect((await anna.self.says('Heard by nobody', { chat: 'Team' })).update).toBeUndefined();
    expect(await replies(anna, 'Door sign')).toBe(
      'Who is it for?\nA name, or “me”\nPress a button, or answer by replying to this message.',
    );
    await anna.pressesIn('Team', /^Me$/);
    await anna.pressesIn('Team', /^none$/);
    expect(await replies(anna, 'friday 15:00')).toContain('How urgent is it?');
    const said = await anna.pressesIn('Team', /^normal$/);
    expect(said).toMatch(/^Task created\.\n\d+ Door sign\nFor: Anna · .*Fri 27 Nov, 15:00 \(Kyiv\)$/m);
    expect(await scene.tasksWith('heard by nobody')).toEqual([]);
  });

  it('may be ended there by its command, by a reply and by a press', async () => {
    await anna.saysIn('Team', '/task');
    expect(await anna.saysIn('Team', '/cancel@friday_tasks_bot')).toBe('All right, cancelled.');
    await anna.saysIn('Team', '/task');
    expect(await replies(anna, 'cancel')).toBe('All right, cancelled.');
    await anna.saysIn('Team', '/task');
    await replies(anna, 'Bell');
    expect(await anna.pressesIn('Team', /^Cancel$/)).toBe('All right, cancelled.');
    expect(await scene.tasksWith('bell')).toEqual([]);
  });

  it('is not answered for one by another, who is told so', async () => {
    await anna.saysIn('Team', '/task');
    await replies(anna, 'Doormat');
    const alert = await bob.does((self) => self.presses(/^Me$/, { chat: 'Team' }));
    expect(alert).toBe('That button was made for somebody else, so nothing was done.');
    expect(question().text).toContain('Who is it for?');
    expect(await replies(bob, 'me')).not.toContain('Which project?');
    expect(await replies(anna, 'me')).not.toContain('Task created');
    await anna.saysIn('Team', '/cancel');
    expect(await scene.tasksWith('doormat')).toEqual([]);
  });

  it('of two people at once does not mix them up', async () => {
    await anna.saysIn('Team', '/task');
    const hers = question();
    await bob.saysIn('Team', '/task');
    const his = question();
    await anna.does((self) => self.replies(hers, 'Hers @anna #prostor !low friday'));
    await bob.does((self) => self.replies(his, 'His @bob #prostor !high monday'));
    const owners = async (title: string) => (await scene.tasksWith(title)).map(({ author_id }) => author_id);
    const [one, two] = [await owners('hers'), await owners('his')];
    expect([one.length, two.length]).toEqual([1, 1]);
    expect(one).not.toEqual(two);
  });

  it('and one in private at the same time are two', async () => {
    await anna.saysIn('Team', '/task');
    await anna.says('/task');
    expect(await anna.says('In private @bob #prostor !low friday')).toContain('In private');
    expect(await replies(anna, 'In public @bob #prostor !low friday')).toMatch(/^Task created\.\n\d+ In public\n/);
  });
});

describe('buttons in Telegram', () => {
  it('with more to carry than fits work all the same', async () => {
    const words = `Buy paper for the printer, ${'two boxes '.repeat(12)}`.trim();
    await anna.says(words);
    const button = lastIn(anna.id)
      .markup.keyboard.flat()
      .find(({ text }) => text === 'Create it as a task');
    expect(Buffer.byteLength(String(button?.callback_data))).toBeLessThanOrEqual(64);
    expect(await anna.presses(/^Create it as a task$/)).toContain(words);
  });

  it('with a reference that nobody keeps any more say so', async () => {
    const words = `Buy glue for the workshop, ${'two boxes '.repeat(12)}`.trim();
    await anna.says(words);
    const { store, database } = scene.agency.parts();
    await store.transact(() => database.query.deleteFrom('keepsakes').where('kind', '=', 'command').execute());
    expect(await anna.presses(/^Create it as a task$/)).toBe(
      'That button is too old, so nothing was done. /tasks shows your tasks as they are now.',
    );
    expect(await scene.tasksWith('glue')).toEqual([]);
  });

  it('made before a restart work after it, with much to carry or little', async () => {
    const before = await openTelegramScene();
    const dana = await before.member('dana');
    await dana.says('/task Hooks');
    const words = `Buy tape for the workshop, ${'two boxes '.repeat(12)}`.trim();
    await dana.says(words);
    const { telegram, clock } = before;
    const { store, friday } = before.agency.parts();
    await friday.stop();
    const adapter = createTelegram({
      botToken: telegram.token,
      apiRoot: telegram.apiRoot,
      webhook: undefined,
      commands: COMMANDS,
      log: silentLog,
      polling: { longPollSeconds: 1, pauseMs: 5 },
      pacing: fastTelegramPacing(),
    });
    const settings = TEST_SETTINGS;
    const after = createFriday({ store, clock, log: silentLog, settings, adapters: [adapter] });
    await after.start();
    expect(await dana.presses(/^Create it as a task$/)).toContain(words);
    expect(await dana.presses(/^Friday$/)).toContain('Deadline: Fri 27 Nov');
    const hooks = dana.messageWith('1 Hooks');
    const data = String(hooks.markup.keyboard.flat().find(({ text }) => text === 'high priority')?.callback_data);
    expect(await dana.does((self) => self.presses({ data, message: hooks }))).toContain('Priority is now high.');
    await after.stop();
    expectWell(telegram);
    await before.stop();
  });
});
