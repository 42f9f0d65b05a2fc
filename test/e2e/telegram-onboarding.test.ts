import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../fakes/slack/json.ts';
import { SETUP_CODE } from '../support/telegram-agency.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

const ASK_FOR_AN_INVITE =
  'This is a private bot. Ask somebody who uses it for an invite; it looks like this:\n  /start CODE';
const NOT_HERE =
  'This is a private bot, for people with an invite. Whoever has one sends it to me in our private chat, not here.';
const WRONG_CODE = 'That code does not work: it is used up, too old, or mistyped. Please ask for a new one.';
const PHOTO = { photo: [{ file_id: 'AgAC', file_unique_id: 'AQAD', width: 90, height: 90 }] };

let scene: TelegramScene;

function codeIn(said: string): string {
  const code = /https:\/\/t\.me\/friday_tasks_bot\?start=([\w-]{1,64})$/m.exec(said)?.[1];
  return code ?? expect.fail(`There is no link in: ${said}`);
}

/** Sends what cannot be typed. */
function sends(who: TelegramActor, content: JsonObject): Promise<string> {
  const { world, sendUpdate } = scene.telegram;
  return who.does(() => {
    who.self.account.hasStarted = true;
    const message = world.post(world.privateChat(who.self.account), { by: who.id, service: content });
    return sendUpdate({ message: world.messageObject(message) });
  });
}

function isKnown(who: TelegramActor): Promise<boolean> {
  const { store } = scene.agency.parts();
  return store.transact(async (tx) => (await tx.people.identity('telegram', String(who.id))) !== undefined);
}

function rowsOf(who: TelegramActor, words: string): string[][] {
  return who.messageWith(words).markup.keyboard.map((row) => row.map(({ text }) => String(text)));
}

describe('the first owner in Telegram', () => {
  beforeEach(async () => {
    scene = await openTelegramScene();
  });
  afterEach(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  it('comes in with the setup code, which then opens nothing any more', async () => {
    const [olha, eve] = [scene.person('olha'), scene.person('eve')];
    expect(await olha.does((self) => self.starts())).toBe(
      'This is a private bot, and nobody has come in yet. If you have set it up, send me the code of your SETUP_CODE setting like this:\n  /start CODE',
    );
    expect(await olha.does((self) => self.starts(`${SETUP_CODE}x`))).toBe(WRONG_CODE);
    expect(await olha.does((self) => self.starts(SETUP_CODE))).toMatch(/^Hello Olha, I am Friday\./);
    expect(await olha.says('/people')).toContain('Olha · owner');
    expect(await eve.does((self) => self.starts(SETUP_CODE))).toBe(WRONG_CODE);
    expect(await isKnown(eve)).toBe(false);
  });

  it('is asked for language and zone with buttons, and sees the local time', async () => {
    const olha = scene.person('olha');
    expect(await olha.does((self) => self.starts(SETUP_CODE))).toContain(
      'What time is it where you are? Your deadlines and the Friday digest go by it.',
    );
    expect(rowsOf(olha, 'Hello')[0]).toEqual(['English', 'Українська', 'Русский']);
    expect(olha.labels()).toEqual(
      expect.arrayContaining(['Kyiv 10:00', 'Warsaw 09:00', 'New York 03:00', 'Elsewhere']),
    );
    const { message_id } = olha.messageWith('Hello');
    const said = await olha.presses(/^Українська$/);
    expect(said).toContain('Вітаю! Я – Friday');
    expect(said).toContain('Котра у вас зараз година?');
    expect(olha.messageWith('Вітаю').message_id).toBe(message_id);
    expect(olha.self.sees()).toHaveLength(1);
    expect(await olha.presses(/^Warsaw 09:00$/)).toContain('Ваш часовий пояс – Warsaw, зараз там 09:00.');
    expect(await olha.says('/task Банер завтра о 18:00')).toContain('вт 24 листопада, 18:00 (Warsaw)');
  });

  it('can write a city where none of the zones fits', async () => {
    const olha = scene.person('olha');
    await olha.does((self) => self.starts(SETUP_CODE));
    expect(await olha.presses(/^Elsewhere$/)).toContain('or write a city');
    expect(await olha.says('Nowhere at all')).toContain('I cannot read “Nowhere at all” here');
    expect(await olha.says('Tokyo')).toContain('Tokyo (Asia/Tokyo) · it is 17:00 there');
  });

  it('can begin with a task at once, and sees with /start where Friday takes them to be', async () => {
    const olha = scene.person('olha');
    await olha.does((self) => self.starts(SETUP_CODE));
    expect(await olha.says('task Banner tomorrow')).toContain('Tue 24 Nov (Kyiv)');
    expect(await olha.does((self) => self.starts())).toContain('Your time zone is Kyiv, where it is 10:00 now.');
  });

  it('needs no code where OWNERS names the account', async () => {
    await scene.stop();
    scene = await openTelegramScene({ settings: { owners: [{ platform: 'telegram', externalId: '4711' }] } });
    scene.telegram.addUser({ name: 'olha', id: 4711 });
    const [olha, eve] = [scene.person('olha'), scene.person('eve')];
    expect(await eve.does((self) => self.starts())).toBe(ASK_FOR_AN_INVITE);
    expect(await olha.does((self) => self.starts())).toContain('Hello Olha');
    expect(olha.labels()).toContain('Kyiv 10:00');
    expect(await olha.says('/people')).toContain('Olha · owner');
  });
});

describe('somebody with an invite in Telegram', () => {
  let olha: TelegramActor;

  beforeEach(async () => {
    scene = await openTelegramScene();
    olha = await scene.member('olha');
  });
  afterEach(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  it('comes in by the link, which opens to one person once', async () => {
    const invite = await olha.says('/invite');
    expect(invite).toContain('This lets one new member in. Pass it on:');
    const code = codeIn(invite);
    const [anna, eve] = [scene.person('anna'), scene.person('eve')];
    expect(await anna.does((self) => self.starts(code))).toMatch(/^Hello Anna, I am Friday\./);
    expect(anna.labels()).toContain('Warsaw 09:00');
    expect(await eve.does((self) => self.starts(code))).toBe(WRONG_CODE);
    expect(await olha.says('/people')).toContain('Anna · member');
    expect(await anna.does((self) => self.starts(code))).toContain('Hello Anna');
  });

  it('comes in by typing it, and as a manager where the owner says so', async () => {
    const invite = await olha.says('/invite manager');
    expect(invite).toContain('This lets one new manager in.');
    const line = /^\/start \S+$/m.exec(invite)?.[0] ?? expect.fail(invite);
    const anna = scene.person('anna');
    expect(await anna.says(line)).toContain('Hello Anna');
    expect(await anna.says('/people')).toContain('Anna · manager');
    expect(await anna.says('/invite')).toContain('This lets one new member in.');
    expect(await anna.says('/invite manager')).toContain('That is for owners.');
  });

  it('comes too late after a day', async () => {
    const code = codeIn(await olha.says('/invite'));
    const anna = scene.person('anna');
    scene.clock.advance({ hours: 24, minutes: 1 });
    expect(await anna.does((self) => self.starts(code))).toBe(WRONG_CODE);
    expect(await isKnown(anna)).toBe(false);
  });

  it('is not let in any more by a manager who is none any more', async () => {
    const bob = await scene.member('bob');
    await olha.says('/people role @bob manager');
    const code = codeIn(await bob.says('/invite'));
    await olha.says('/people role @bob member');
    expect(await scene.person('anna').does((self) => self.starts(code))).toBe(WRONG_CODE);
    expect(await bob.says('/invite')).toContain('That is for managers and owners.');
  });

  it('cannot guess: after five wrong codes no code is looked at for an hour, and each is answered', async () => {
    const anna = scene.person('anna');
    for (let i = 1; i <= 5; i++) expect(await anna.does((self) => self.starts(`wrong-${i}`))).toBe(WRONG_CODE);
    const code = codeIn(await olha.says('/invite'));
    const barred = 'Too many wrong codes. Please try again in an hour, with a new one.';
    expect(await anna.does((self) => self.starts(code))).toBe(barred);
    expect(await anna.does((self) => self.starts(SETUP_CODE))).toBe(barred);
    expect(await anna.says('hello?')).toBe(ASK_FOR_AN_INVITE);
    expect(await scene.person('dan').does((self) => self.starts('wrong-6'))).toBe(WRONG_CODE);
    scene.clock.advance({ hours: 1, minutes: 1 });
    expect(await anna.does((self) => self.starts(code))).toContain('Hello Anna');
  });

  it('who sends the code in a group is told to use it in the private chat, where it is still good', async () => {
    const code = codeIn(await olha.says('/invite'));
    const anna = scene.person('anna');
    scene.telegram.group('Team', ['olha', 'anna']);
    expect(await anna.saysIn('Team', `/start ${code}`)).toBe(NOT_HERE);
    expect(await anna.does((self) => self.starts(code))).toContain('Hello Anna');
    expect(await scene.person('eve').does((self) => self.starts(code))).toBe(WRONG_CODE);
  });

  it('is greeted in the language of the account', async () => {
    scene.telegram.addUser({ name: 'taras', language_code: 'uk' });
    scene.telegram.addUser({ name: 'ivan', language_code: 'ru-RU' });
    scene.telegram.addUser({ name: 'hans', language_code: 'de' });
    const greeted = async (name: string) => {
      const code = codeIn(await olha.says('/invite'));
      return scene.person(name).does((self) => self.starts(code));
    };
    expect(await greeted('taras')).toContain('Вітаю!');
    expect(await greeted('ivan')).toContain('Здравствуйте');
    expect(await greeted('hans')).toContain('Hello Hans');
  });
});

describe('a stranger in Telegram', () => {
  let olha: TelegramActor;
  let eve: TelegramActor;
  let strangers = 0;

  beforeAll(async () => {
    scene = await openTelegramScene();
    olha = await scene.member('olha');
    await olha.says('/task Secret banner');
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });
  beforeEach(() => {
    strangers += 1;
    eve = scene.person(`eve${strangers}`);
  });
  afterEach(async () => {
    expect(await isKnown(eve)).toBe(false);
    expect(await scene.tasksWith('')).toHaveLength(1);
  });

  it.each([
    'hello',
    'task Banner',
    '/task Banner @olha tomorrow',
    '/tasks all',
    '/show 1',
    '/done 1',
    '/people',
    '/settings language uk',
    '/help',
    '/invite',
    '/link',
    '/start',
    '/unheard of',
    'answer yes',
  ])('is told to ask for an invite and nothing else: %s', async (line) => {
    expect(await eve.says(line)).toBe(ASK_FOR_AN_INVITE);
  });

  it.each([
    ['a photo', PHOTO],
    ['a photo with a command under it', { ...PHOTO, caption: '/task Banner' }],
    ['a sticker', { sticker: { file_id: 'CAAC', file_unique_id: 'AgAD', type: 'regular', width: 9, height: 9 } }],
    ['a contact', { contact: { phone_number: '380000000000', first_name: 'Eve' } }],
    ['a place', { location: { latitude: 50.45, longitude: 30.52 } }],
  ])('hears the same of %s', async (_, content) => {
    expect(await sends(eve, content as JsonObject)).toBe(ASK_FOR_AN_INVITE);
  });

  it('gets nothing done with data of buttons, seen or made up', async () => {
    await eve.says('hello');
    const theirs = olha.messageWith('Secret banner');
    const own = eve.messageWith('private bot');
    const seen = theirs.markup.keyboard.flat().map(({ callback_data }) => String(callback_data));
    for (const data of [...seen, 'done 1', 'q3vX_k0-:done 1', 'x'.repeat(64), ':', '~', '\u0000']) {
      const said = await eve.does((self) => self.presses({ data, message: own }));
      expect(said).toContain('That button was made for somebody else, so nothing was done.');
      expect(said).not.toContain('Secret');
    }
    expect(await olha.says('/show 1')).toMatch(/State: open[\s\S]*Priority: normal/);
  });

  it('is told so in a group too, in answer to what was said to Friday, and plain talk is left alone', async () => {
    scene.telegram.group('Team', ['olha', eve.self.account.name]);
    expect(await eve.saysIn('Team', '/tasks')).toBe(NOT_HERE);
    expect(await eve.saysIn('Team', '@friday_tasks_bot show 1')).toBe(NOT_HERE);
    expect(await eve.saysIn('Team', 'Good morning everybody')).toBe('');
    expect(eve.hears()).toBe('');
  });

  it('hears it in the language of the account', async () => {
    eve.self.account.language_code = 'uk';
    expect(await eve.says('/tasks')).toContain('Це приватний бот.');
    expect(await sends(eve, PHOTO)).toContain('Це приватний бот.');
    eve.self.account.language_code = 'ru';
    expect(await eve.says('/tasks')).toContain('Это закрытый бот.');
  });

  it('who was let in and then put out is told so, whatever they send', async () => {
    const anna = await scene.member('anna');
    await olha.says('/people remove @anna');
    expect(await anna.says('/tasks')).toBe('Your access has ended. Please ask a manager if that is a mistake.');
    expect(await sends(anna, PHOTO)).toBe('Your access has ended. Please ask a manager if that is a mistake.');
  });

  it('is one whom nobody can give a task, whatever their username', async () => {
    const { username } = eve.self.account;
    expect(await olha.says(`/task Banner @${username}`)).toContain(`I do not know @${username}.`);
    expect(eve.hears()).toBe('');
  });
});

describe('people of Telegram and their names', () => {
  let olha: TelegramActor;

  beforeEach(async () => {
    scene = await openTelegramScene();
    olha = await scene.member('olha');
  });
  afterEach(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  const mention = (line: string, name: string, userId: number) => ({
    entities: [{ type: 'text_mention', offset: line.indexOf(name), length: name.length, userId }],
  });

  it('who have no username are named by their name, or picked from the list', async () => {
    scene.telegram.addUser({ name: 'ivan', username: undefined, first_name: 'Іван', last_name: 'Петренко' });
    scene.telegram.addUser({ name: 'ivan2', username: undefined, first_name: 'Іван', last_name: 'Сірко' });
    const [ivan, other] = [await scene.member('ivan'), await scene.member('ivan2')];
    expect(await olha.says('/task Poster @Іван Петренко tomorrow')).toContain('For: Іван Петренко');
    expect(ivan.hears()).toContain('Olha gave you a task:');
    expect(await olha.says('/task Poster @Іван tomorrow')).toContain(
      'There are several people called Іван: Іван Петренко',
    );
    const line = '/task Flyer for Іван by friday';
    const said = await olha.says(line, mention(line, 'Іван', other.id));
    expect(said).toContain('For: Іван Сірко');
    expect(said).toContain('Fri 27 Nov');
    expect(other.hears()).toContain('Flyer');
    expect(ivan.hears()).toBe('');
  });

  it('who are picked from the list though they are not let in are no assignees', async () => {
    scene.telegram.addUser({ name: 'eve', username: undefined, first_name: 'Eve' });
    const line = '/task Flyer Eve';
    const said = await olha.says(line, mention(line, 'Eve', scene.person('eve').id));
    expect(said).toContain('I do not know @eve. Somebody new needs an invite:');
    expect(await scene.tasksWith('flyer')).toEqual([]);
  });

  it('whose username changes hands are called by it when they were seen with it last', async () => {
    scene.telegram.addUser({ name: 'borys', username: 'designer', first_name: 'Borys' });
    const borys = await scene.member('borys');
    expect(await olha.says('/task First @designer')).toContain('For: Borys');
    borys.self.account.username = 'borys_k';
    scene.telegram.addUser({ name: 'dana', username: 'designer', first_name: 'Dana' });
    await scene.member('dana');
    expect(await olha.says('/task Second @designer')).toContain('For: Dana');
    await borys.says('/timer');
    expect(await olha.says('/task Third @borys_k')).toContain('For: Borys');
    expect(await olha.says('/task Fourth @designer')).toContain('For: Dana');
  });

  it('who change their name are called by the new one, unless they chose one here', async () => {
    const anna = await scene.member('anna');
    anna.self.account.last_name = 'Lysenko';
    await anna.says('/timer');
    expect(await olha.says('/task Poster @anna')).toContain('For: Anna Lysenko');
    await anna.says('/settings name Anichka');
    anna.self.account.last_name = 'Koval';
    await anna.says('/timer');
    expect(await olha.says('/task Flyer @anna')).toContain('For: Anichka');
  });
});
