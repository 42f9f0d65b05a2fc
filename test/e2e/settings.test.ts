import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('settings', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
  });
  afterEach(() => agency.close());

  it('show what is set, with a button for each', async () => {
    const shown = await anna.says('/settings');
    expect(shown).toMatch(/Name: +Anna\nLanguage: +English\nTime zone: +Kyiv \(Europe\/Kyiv\) · it is 10:00 there/);
    expect(shown).toMatch(/Friday digest: +Fri 09:00\n/);
    expect(shown).toMatch(/Working hours: +09:00–18:00 · Mon Tue Wed Thu Fri\n/);
    expect(shown).toMatch(/Quiet hours: +20:00–08:00 · and all day Sat Sun\n/);
    for (const name of ['Name', 'Language', 'Time zone', 'Friday digest', 'Working hours', 'Quiet hours']) {
      await anna.says('/settings');
      expect(await anna.presses(name)).not.toContain('Name:');
      await anna.says('/cancel');
    }
  });

  it.each([
    ['name Анна Лис', /Name: +Анна Лис\n/],
    ['name   Anna \n Lys ', /Name: +Anna Lys\n/],
    ['zone America/New_York', /Time zone: +New York \(America\/New_York\) · it is 03:00 there/],
    ['zone new york', /America\/New_York/],
    ['zone Київ', /Europe\/Kyiv/],
    ['zone europe/warsaw', /Europe\/Warsaw/],
    ['zone UTC', /UTC.* it is 08:00 there/],
    ['digest 10:30', /Friday digest: +Fri 10:30\n/],
    ['digest 8am', /Friday digest: +Fri 08:00\n/],
    ['digest 12:30 PM', /Friday digest: +Fri 12:30\n/],
    ['digest 8', /Friday digest: +Fri 08:00\n/],
    ['digest Fri 09:30', /Friday digest: +Fri 09:30\n/],
    ['digest on friday at 10', /Friday digest: +Fri 10:00\n/],
    ['digest пт 10:00', /Friday digest: +Fri 10:00\n/],
    ['digest п’ятниця о 10:00', /Friday digest: +Fri 10:00\n/],
    ['digest в пятницу, 10:00', /Friday digest: +Fri 10:00\n/],
    ['digest fri', /Friday digest: +Fri 09:00\n/],
    ['digest always', /Friday digest: +Fri 09:00 · always/],
    ['work 10:00-19:00', /Working hours: +10:00–19:00 · Mon Tue Wed Thu Fri\n/],
    ['work 9-17 mon-thu', /Working hours: +09:00–17:00 · Mon Tue Wed Thu\n/],
    ['work пн ср', /Working hours: +09:00–18:00 · Mon Wed\n/],
    ['work sun-tue', /Working hours: +09:00–18:00 · Mon Tue Sun\n/],
    ['quiet 22-7', /Quiet hours: +22:00–07:00 · and all day Sat Sun\n/],
    ['quiet nodays', /Quiet hours: +20:00–08:00\n/],
    ['ZONE kyiv', /Europe\/Kyiv/],
  ])('are changed by words: %j', async (words, shown) => {
    const saved = await anna.says(`/settings ${words}`);
    expect(saved).toMatch(/^Saved\./);
    expect(saved).toMatch(shown);
    expect(await anna.says('/settings')).toMatch(shown);
  });

  it.each([
    ['zone', 'New York 03:00', /America\/New_York/],
    ['digest', '10:00', /Fri 10:00/],
    ['digest', /Always|Even/, /Fri 09:00 · always/],
    ['work', '10:00–19:00', /10:00–19:00 · Mon/],
    ['quiet', '22:00–8:00', /22:00–08:00 ·/],
    ['language', 'Русский', /Русский/],
  ])('are changed by buttons: %s %s', async (name, button, shown) => {
    await anna.says(`/settings ${name}`);
    expect(await anna.presses(button)).toMatch(shown);
    expect(await anna.says('/settings')).toMatch(shown);
  });

  it.each([
    ['name', 'Anna Lys', /Name: +Anna Lys/],
    ['zone', 'Warsaw', /Europe\/Warsaw/],
    ['digest', '9:15', /Fri 09:15/],
    ['work', '8-16 mon-fri', /08:00–16:00/],
    ['quiet', '21:00-7:00', /21:00–07:00/],
    ['language', 'українська', /Українська/],
  ])('are changed by an answer: %s, %j', async (name, answer, shown) => {
    await anna.says(`/settings ${name}`);
    expect(await anna.says(answer)).toMatch(shown);
  });

  it.each([
    ['zone Mars', 'zone'],
    ['zone Europe/Atlantis', 'zone'],
    ['digest 25:00', 'digest'],
    ['digest 13pm', 'digest'],
    ['digest sometimes', 'digest'],
    ['work 18-9', 'work'],
    ['work nodays', 'work'],
    ['work whenever', 'work'],
    ['quiet loud', 'quiet'],
    ['language klingon', 'language'],
    [`name ${'я'.repeat(101)}`, ''],
    ['colour red', ''],
    ['zome Kyiv', 'zone'],
  ])('refuse %j with a line that would work, and stay as they are', async (words, name) => {
    const before = await anna.says('/settings');
    const refused = await anna.says(`/settings ${words}`);
    expect(refused).not.toContain('Saved');
    const example = refused.match(/\/(settings .+)$/m)?.[1];
    if (name !== '') expect(example).toMatch(new RegExp(`^settings ${name}`));
    expect(await anna.says('/settings')).toBe(before);
  });

  it('switch the language of everything at once', async () => {
    await anna.says('/task Banner tuesday');
    await anna.says('/settings language');
    expect(await anna.presses('Українська')).toMatch(/^Збережено\./);
    expect(await anna.says('/tasks')).toMatch(/Задачі|Завдання/);
    expect((await anna.says('/show 99')).replace('/tasks', '')).not.toMatch(/[a-z]/i);
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    expect((await anna.hears()).join()).toMatch(/[а-яі]{3}.*\n• 1 Banner/);
    await anna.says('/settings language ru');
    expect(await anna.says('/timer')).toMatch(/[а-я]/);
    await anna.says('/settings language english');
    expect(await anna.says('/timer')).toContain('No timer is running.');
  });

  it('tell others in their own language', async () => {
    const oleh = agency.person('oleh', { languageTag: 'uk' });
    await oleh.says('/start');
    await anna.says('/task Banner @oleh');
    expect((await oleh.hears()).join()).toMatch(/[а-яі]{3}.*\n1 Banner/);
  });

  it('move whole-day deadlines with the zone, and leave timed ones', async () => {
    await anna.says('/task Banner tuesday');
    await anna.says('/task Menu tuesday 23:00');
    await anna.says('/settings zone New York');
    agency.clock.set('2026-11-24T23:00:00Z');
    expect(await anna.says('/tasks overdue')).toMatch(/2 Menu(?!(?:.|\n)*Banner)/);
    expect(await anna.says('/show 2')).toContain('Tue 24 Nov, 16:00');
    agency.clock.set('2026-11-25T04:59:00Z');
    expect(await anna.says('/tasks overdue')).not.toContain('Banner');
    agency.clock.set('2026-11-25T05:00:00Z');
    expect(await anna.says('/tasks overdue')).toContain('Banner');
  });

  it('move the working day into which time is laid', async () => {
    await anna.says('/settings work 11:00-20:00');
    expect(await anna.says('/log 1h yesterday')).toContain('11:00–12:00');
  });

  it('belong to each person alone', async () => {
    const oleh = agency.person('oleh');
    const before = await oleh.says('/settings');
    await anna.says('/settings zone Tokyo');
    await anna.says('/settings language ru');
    expect(await oleh.says('/settings')).toBe(before);
  });
});

describe('the day of the digest', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
  });
  afterEach(() => agency.close());

  it.each([
    ['en', 'mon 10:00', 'off'],
    ['uk', 'пн 10:00', 'вимк'],
    ['ru', 'понедельник в 10:00', 'выкл'],
  ] as const)('is the organisation’s, and it is never off, which is said in %s', async (language, other, off) => {
    await anna.says(`/settings language ${language}`);
    const { refusal, weekdays } = catalogueOf(language);
    const day = weekdays[4] ?? '';
    const said = await anna.says(`/settings digest ${other}`);
    expect(said).toContain(refusal['digest day is set']({ kind: 'digest day is set', day, time: '10:00' }).says);
    expect(said).toMatch(/\n {2}\/settings digest 10:00$/);
    expect(await anna.says(`/settings digest ${off}`)).toMatch(/\n {2}\/settings digest 09:00$/);
    await anna.says('/settings digest always');
    const offered = /^ {2}(\/.+)$/m.exec(await anna.says(`/settings digest ${off}`))?.[1] ?? '';
    expect(await anna.says(offered)).toContain(`${weekdays[4]} 09:00\n`);
  });
});
