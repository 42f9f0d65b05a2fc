import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCommandMenu } from '../../adapters/telegram/command-menu.ts';
import { wordsOf } from '../../adapters/telegram/words.ts';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { silentLog } from '../../src/log.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { botOf } from '../fakes/telegram/bot-client.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { asSeen, openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

const SPOKEN = [
  { tag: 'en', language: 'en', priority: '!high', deadline: 'tomorrow 18:00', day: 'Tue 24 Nov, 18:00' },
  { tag: 'uk', language: 'uk', priority: '!високий', deadline: 'завтра о 18:00', day: 'вт 24 листопада, 18:00' },
  { tag: 'ru-RU', language: 'ru', priority: '!высокий', deadline: 'завтра в 18:00', day: 'вт 24 ноября, 18:00' },
] as const;

/** How often it is looked who is a manager. */
const LOOK_EVERY_MS = 600_000;
const WITHIN = { timeout: 5000, interval: 5 };

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** What stays as it is in every language: names, commands, examples in letters. */
const LATIN_WORD = /\b(?:the|and|task|what|is|for|you|your|please|press|open)\b/i;

function expectSpoken(language: Language, said: string): void {
  expect(said).not.toBe('');
  if (language === 'en') expect(said.replaceAll(/Українська|Русский/g, '')).not.toMatch(CYRILLIC);
  else expect(said.replaceAll(/`[^`]*`|\/\S+.*/g, '')).not.toMatch(LATIN_WORD);
}

describe('Telegram in three languages', () => {
  let scene: TelegramScene;
  let newcomers = 0;

  beforeAll(async () => {
    scene = await openTelegramScene();
    await (await scene.member('olha')).says('/project new prostor Prostor');
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  async function speaking(tag: string | undefined): Promise<TelegramActor> {
    newcomers += 1;
    scene.telegram.addUser({ name: `p${newcomers}`, first_name: `Ім${newcomers}`, language_code: tag });
    const who = await scene.member(`p${newcomers}`);
    return who;
  }

  describe.each(SPOKEN)('for an account in $tag', ({ tag, language, priority, deadline, day }) => {
    const text = catalogueOf(language);
    const words = wordsOf(language);
    let who: TelegramActor;
    let other: TelegramActor;
    let place: string;

    beforeAll(async () => {
      [who, other] = [await speaking(tag), await speaking(tag)];
      place = `Група ${tag}`;
      scene.telegram.group(place, [who.self.account.name, other.self.account.name], { kind: 'supergroup' });
    });

    const named = (said: string) => said.replaceAll(/Ім\d+/g, 'P');

    it('the first words and their buttons are in it', () => {
      const hello = who.messageWith(text.welcome.hello(who.self.account.first_name));
      expectSpoken(language, named(asSeen(hello.text)));
      const labels = hello.markup.keyboard.flat().map((button) => String(button.text));
      expect(labels).toEqual(expect.arrayContaining([text.button.help, text.button.otherZone]));
    });

    it('commands are understood and answered, and the assignee is told', async () => {
      const said = await who.says(`/task 123 @${other.self.account.username} ${priority} ${deadline}`);
      expect(said).toContain(text.task.created);
      expect(said).toContain(`${text.fields.deadline}: ${day}`);
      expect(said).toContain(`${text.fields.priority}: ${text.priority.high}`);
      expectSpoken(language, named(said));
      const told = other.hears();
      expect(told).toContain(text.notice.assigned(who.self.account.first_name));
      expect(other.labels()).toEqual(expect.arrayContaining([text.button.took, text.button.proposeDeadline]));
      expectSpoken(language, named(told));
    });

    it('the form asks in it, with its calendar, and says how to stop', async () => {
      expect(await who.says('/task')).toBe(`${text.task.whichTitle}\n${words.howToCancel}`);
      const asked = await who.says(`456 @${other.self.account.username}`);
      expect(asked).toContain(text.task.whichProject);
      expectSpoken(language, asked);
      const whens = await who.does((self) => self.presses(new RegExp(`^${text.none}$`)));
      expect(whens).toContain(text.task.when);
      expect(who.labels()).toContain(text.button.calendar);
      const month = await who.presses(new RegExp(text.button.calendar));
      expectSpoken(language, month);
      expect(who.labels()).toEqual(expect.arrayContaining([...text.weekdays]));
      const time = await who.presses(/^27$/);
      expect(time).toContain(text.task.whichTime);
      expectSpoken(language, time);
      expect(await who.presses(/^16:00$/)).toContain(text.task.howUrgent);
      const done = await who.presses(new RegExp(`^${text.priority.low}$`));
      expect(done).toContain(text.task.created);
      expectSpoken(language, named(done));
    });

    it('refusals say what to do instead', async () => {
      for (const line of ['/show 9999', '/done', '/timer stop', '/taks', '/task x #nowhere', '/link wrong', '???']) {
        expectSpoken(language, await who.says(line));
      }
    });

    it('timer, report, digest, settings and help are in it', async () => {
      for (const line of ['/timer start', '/timer stop', '/time', '/digest', '/settings', '/people']) {
        expectSpoken(language, named(await who.says(line)).replaceAll(/Europe\/Kyiv|Olha/g, ''));
      }
      expect(await who.says('/help')).toContain(text.help.heading);
    });

    it('what Telegram alone has is in it', async () => {
      const { world, sendUpdate } = scene.telegram;
      const photo = world.post(world.privateChat(who.self.account), { by: who.id, service: { photo: [] } });
      const onlyText = await who.does(() => sendUpdate({ message: world.messageObject(photo) }));
      expect(onlyText).toContain(words.onlyText);
      expectSpoken(language, onlyText);
      expect(await who.saysIn(place, '/time')).toBe(words.answeredPrivately);
      expect(who.self.buttons({ chat: place })[0]?.label).toBe(words.openChat);
      who.self.account.hasStarted = false;
      expect(await who.saysIn(place, '/time')).toBe(words.askPrivately);
      who.self.account.hasStarted = true;
      await who.saysIn(place, '/task 789');
      const alert = await other.does((self) => self.presses(/./, { chat: place }));
      expect(alert).toBe(words.notYourButton);
      for (const said of Object.values(words)) expectSpoken(language, said);
      expect(words.notYourButton.length).toBeLessThanOrEqual(200);
      expect(words.oldButton.length).toBeLessThanOrEqual(200);
    });
  });

  it('is English for an account in another language, or in none', async () => {
    for (const tag of ['de', undefined]) {
      const who = await speaking(tag);
      expect(await who.says('/timer')).toContain('No timer is running.');
    }
  });

  it('is what the person chose, whatever Telegram says, and in words of Telegram’s own too', async () => {
    const who = await speaking('en');
    expect(await who.presses(/^Українська$/)).toContain('Вітаю');
    expect(await who.says('/timer')).toContain(catalogueOf('uk').time.noTimer);
    who.self.account.language_code = 'ru';
    expect(await who.says('/timer')).toContain(catalogueOf('uk').time.noTimer);
    scene.telegram.group('Chosen', [who.self.account.name]);
    expect(await who.saysIn('Chosen', '/time')).toBe(wordsOf('uk').answeredPrivately);
  });

  it('follows the account where nothing was chosen', async () => {
    const who = await speaking('en');
    await who.says('/timer');
    who.self.account.language_code = 'uk';
    await who.says('/timer');
    expect(await who.says('/timer')).toContain(catalogueOf('uk').time.noTimer);
  });
});

describe('what Telegram offers while somebody types a slash', () => {
  it('is set for private chats and groups in each language', async () => {
    const scene = await openTelegramScene();
    const { commandMenus } = scene.telegram.world;
    await vi.waitUntil(() => commandMenus.has('all_group_chats ru'), WITHIN);
    for (const language of [undefined, ...LANGUAGES]) {
      const { help } = catalogueOf(language ?? 'en');
      const menu = (scope: string) => commandMenus.get([scope, language].filter(Boolean).join(' ')) ?? [];
      const names = (scope: string) => menu(scope).map(({ command }) => command);
      expect(names('all_private_chats')).toEqual(
        expect.arrayContaining(['task', 'tasks', 'digest', 'settings', 'help']),
      );
      expect(names('all_private_chats')).not.toContain('invite');
      expect(names('all_group_chats')).toEqual(expect.arrayContaining(['task', 'done', 'timer', 'project']));
      expect(names('all_group_chats')).not.toContain('settings');
      expect(menu('all_private_chats')[0]).toEqual({ command: 'task', description: help.commands.task.does });
    }
    expectWell(scene.telegram);
    await scene.stop();
  });

  it('has what only managers may do for managers alone, in their language, for as long as they are', async () => {
    const scene = await openTelegramScene();
    const [olha, bob] = [await scene.member('olha'), await scene.member('bob')];
    await olha.says('/people role @bob manager');
    await bob.says('/settings language uk');
    const { telegram } = scene;
    const offered = (who: TelegramActor) => telegram.world.commandMenus.get(`chat ${who.id}`);
    const invite = (language: Language) => ({
      command: 'invite',
      description: catalogueOf(language).help.commands.invite.does,
    });

    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { accounts } = scene.agency.parts().friday.officeOf('telegram');
    const api = { call: (method: string, args?: object) => botOf(telegram).call(method, args) };
    const menu = createCommandMenu({ api, accounts, log: silentLog });
    menu.start();
    await vi.waitUntil(() => offered(bob) && offered(olha), WITHIN);
    expect(offered(olha)).toContainEqual(invite('en'));
    expect(offered(bob)).toContainEqual(invite('uk'));

    await bob.says('/settings language ru');
    vi.advanceTimersByTime(LOOK_EVERY_MS);
    await vi.waitUntil(() => offered(bob)?.some(({ description }) => description === invite('ru').description), WITHIN);

    await olha.says('/people role @bob member');
    vi.advanceTimersByTime(LOOK_EVERY_MS);
    await vi.waitUntil(() => offered(bob) === undefined, WITHIN);
    expect(offered(olha)).toContainEqual(invite('en'));
    await menu.stop();
    vi.useRealTimers();
    expectWell(telegram);
    await scene.stop();
  });
});
