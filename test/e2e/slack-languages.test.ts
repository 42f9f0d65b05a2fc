import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { openSlackScene } from '../support/slack-scene.ts';

const LOCALES = [
  { locale: 'en-GB', language: 'en', priority: '!high', deadline: 'tomorrow 18:00', day: 'Tue 24 Nov, 18:00' },
  { locale: 'uk-UA', language: 'uk', priority: '!високий', deadline: 'завтра о 18:00', day: 'вт 24 листопада, 18:00' },
  { locale: 'ru-RU', language: 'ru', priority: '!высокий', deadline: 'завтра в 18:00', day: 'вт 24 ноября, 18:00' },
] as const;

/** Letters of the other alphabet, where a text is meant for readers of one language. */
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** What stays as it is in every language: names, commands, examples in letters. */
const LATIN_WORD = /\b(?:the|and|task|what|is|for|you|your|please)\b/i;

describe('Slack in three languages', () => {
  let scene: SlackScene;
  beforeAll(async () => {
    scene = await openSlackScene();
    await scene.person('olha').says('/project new prostor Prostor');
  });
  afterAll(() => scene.stop());

  describe.each(LOCALES)('for a profile in $locale', ({ locale, language, priority, deadline, day }) => {
    const text = catalogueOf(language);
    let who: SlackActor;
    let other: SlackActor;

    beforeAll(async () => {
      [who, other] = [scene.somebody({ locale }), scene.somebody({ locale })];
      await other.says('/timer');
    });

    const speaksIt = (said: string) => {
      if (language === 'en') expect(said).not.toMatch(CYRILLIC);
      else expect(said.replace(/`[^`]*`|\/\S+.*/g, '')).not.toMatch(LATIN_WORD);
    };

    it('commands are understood and answered, and the assignee is told', async () => {
      const said = await who.says(`/task 123 ${other.mention} ${priority} ${deadline}`);
      expect(said).toContain(text.task.created);
      expect(said).toContain(`${text.fields.deadline}: ${day}`);
      expect(said).toContain(`${text.fields.priority}: ${text.priority.high}`);
      speaksIt(said);
      const told = other.hears();
      expect(told).toContain(text.notice.assigned(who.name));
      expect(other.labels()).toContain(text.button.took);
      speaksIt(told);
    });

    it('forms have their labels, and say what is wrong', async () => {
      const form = await who.does((self) => self.slash('/task'));
      const { title, submit, close } = (who.self.dialog()?.source ?? {}) as Record<string, { text: string }>;
      expect([title?.text, submit?.text, close?.text]).toEqual([
        text.form.titles.task,
        text.form.create,
        text.button.cancel,
      ]);
      const { fields } = text;
      for (const label of [fields.assignee, fields.project, fields.priority, fields.deadline, fields.description]) {
        expect(form).toContain(label);
      }
      speaksIt(form.replace(/#prostor Prostor/g, ''));
      const { errors } = await who.submits({ title: ' ', day: '2026-11-01' });
      expect(Object.keys(errors ?? {}).sort()).toEqual(['day', 'title']);
      speaksIt(Object.values(errors ?? {}).join('\n'));
      expect((await who.submits({ title: '45', day: '2026-11-30' })).errors).toBeUndefined();
    });

    it('refusals say what to do instead', async () => {
      for (const line of ['/friday show 9999', '/done', '/timer stop', '/friday taks', '/task x #nowhere']) {
        const said = await who.says(line);
        expect(said).not.toBe('');
        speaksIt(said);
      }
      const guest = scene.somebody({ locale, is_restricted: true });
      speaksIt(await guest.says('/task x'));
    });

    it('Home and settings are in it', async () => {
      const home = await who.opensHome();
      expect(home).toContain(text.home.timer);
      expect(home).toContain(text.settings.heading);
      expect(home).toContain(text.home.given('1'));
      speaksIt(home.replace(/Europe\/Kyiv|Person \w+/g, ''));
      expect(who.labels('home')).toEqual(expect.arrayContaining([text.button.newTask, text.button.changeSettings]));
    });

    it('another person’s button is refused in it', async () => {
      const message = scene.slack.world.messages.findLast((one) => one.text.includes(text.notice.assigned(who.name)));
      if (!message) throw new Error('There is no such message');
      const said = await who.does((self) => self.pressOn(message, /./));
      expect(said).toMatch(/\/tasks/);
      speaksIt(said);
    });
  });

  it('change with the profile, unless the person chose one', async () => {
    const who = scene.somebody({ locale: 'en-US' });
    expect(await who.says('/timer')).toBe('No timer is running.\nToday so far: 0 min');
    await who.says('/friday settings language uk');
    expect(await who.says('/timer')).toContain(catalogueOf('uk').time.noTimer);
    await scene.agency.does(() => scene.slack.changeUser(who.self.account.name, { locale: 'ru-RU' }));
    expect(await who.says('/timer')).toContain(catalogueOf('uk').time.noTimer);
  });
});
