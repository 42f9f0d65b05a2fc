import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 08:00 in Kyiv. */
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: '2026-11-23T06:00:00Z' });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await oleh.says('/start');
});
afterEach(() => agency.close());

const GREETING = /^(Good morning|Доброго ранку|Доброе утро)/;

async function heardAt(person: AgencyPerson, moment: string): Promise<string[]> {
  await person.hears();
  agency.clock.set(moment);
  await agency.tick();
  return (await person.hears()).filter((message) => GREETING.test(message));
}

const NINE = '2026-11-23T07:00:00Z';

describe('the morning list', () => {
  it('is off until a person turns it on, and off again when they turn it off', async () => {
    await anna.says('/task Banner today');
    expect(await heardAt(anna, NINE)).toEqual([]);
    expect(await anna.says('/settings')).toMatch(/Morning list: +off\n/);
    expect(await anna.says('/settings morning 9:00')).toMatch(/Morning list: +09:00 on working days\n/);
    expect(await heardAt(anna, '2026-11-24T07:00:00Z')).toHaveLength(1);
    await anna.says('/settings morning');
    expect(await anna.presses('Off')).toMatch(/Morning list: +off\n/);
    expect(await heardAt(anna, '2026-11-25T07:00:00Z')).toEqual([]);
  });

  it('says what is due today and burning, and what of one’s own burns with others', async () => {
    await anna.says('/settings morning 09:00');
    await anna.says('/task Old monday 08:30');
    await anna.says('/task Today today');
    await anna.says('/task Fire !urgent');
    await anna.says('/task Tomorrow tomorrow');
    await anna.says('/task Someday !high');
    await anna.says('/task Theirs @oleh !urgent');
    await anna.says('/task Calm @oleh today');
    await anna.says('/task Hot @oleh !high today');
    await oleh.says('/task For her @anna !high today');
    const [list, ...more] = await heardAt(anna, NINE);
    expect(more).toEqual([]);
    expect(list).toMatch(/^Good morning, Anna! This is for today:/);
    const titles = [...(list ?? '').matchAll(/• \d+ (.+)/g)].map(([, title]) => title);
    expect(titles).toEqual(['Fire', 'For her', 'Old', 'Today', 'Theirs', 'Hot']);
    expect(list).toMatch(/Yours for today: 4\n(?:.*\n)*Assigned by you and burning: 2/);
    // The next buttons do what they say.
    expect(await anna.presses('Nudge')).toMatch(/Oleh will be asked/);
  });

  it('leads to all tasks where they are many', async () => {
    await anna.says('/settings morning 09:00');
    for (let i = 0; i < 13; i += 1) await anna.says(`/task Banner ${i} today`);
    const [list] = await heardAt(anna, NINE);
    expect(list?.match(/• \d+ Banner/g)).toHaveLength(10);
    expect(await anna.presses('3 more')).toContain('Tasks: received');
  });

  it('sends nothing where there is nothing to say', async () => {
    await anna.says('/settings morning 09:00');
    await anna.says('/task Tomorrow tomorrow');
    await anna.says('/task Calm @oleh today');
    expect(await heardAt(anna, NINE)).toEqual([]);
    expect((await agency.rows()).deliveries?.filter((row) => /morning/.test(JSON.stringify(row)))).toEqual([]);
    expect(await heardAt(anna, '2026-11-24T07:00:00Z')).toHaveLength(1);
  });

  describe('on the morning of the digest', () => {
    const FRIDAY_NINE = '2026-11-27T07:00:00Z';
    async function allHeardAt(moment: string): Promise<string[]> {
      await anna.hears();
      agency.clock.set(moment);
      await agency.tick();
      return anna.hears();
    }

    it.each([
      ['en', /Morning list\n.*left out: the Friday digest of that day says all of it/],
      ['uk', /Ранковий список\n.*п’ятничному дайджесті того дня/],
      ['ru', /Утренний список\n.*пятничной сводке того дня/],
    ])('says nothing that the digest says, and the ledger says why in %s', async (language, why) => {
      await anna.says('/settings morning 09:00');
      await anna.says('/task Late monday 12:00');
      await anna.says('/task Theirs @oleh monday 12:00');
      await anna.says(`/settings language ${language}`);
      await allHeardAt('2026-11-26T08:00:00Z');
      const heard = await allHeardAt(FRIDAY_NINE);
      expect(heard.filter((message) => message.includes('Late'))).toHaveLength(1);
      expect(heard.filter((message) => GREETING.test(message))).toEqual([]);
      expect(await anna.says('/why today')).toMatch(why);
      expect(await allHeardAt('2026-11-27T08:00:00Z')).toEqual([]);
    });

    it('says what the digest does not', async () => {
      await anna.says('/settings morning 10:00');
      await anna.says('/task Late monday 12:00');
      await anna.says('/task Today friday');
      await anna.says('/task Fire !urgent');
      await anna.says('/task Half friday 09:30');
      await allHeardAt(FRIDAY_NINE);
      const [list] = await heardAt(anna, '2026-11-27T08:00:00Z');
      const titles = [...(list ?? '').matchAll(/• \d+ (.+)/g)].map(([, title]) => title);
      expect(titles.sort()).toEqual(['Fire', 'Half', 'Today']);
      expect(list).toContain('Yours for today: 3');
    });

    it('comes whole before it, and where there is no digest', async () => {
      await anna.says('/settings morning 08:30');
      await anna.says('/task Late monday 12:00');
      expect((await heardAt(anna, '2026-11-27T06:30:00Z'))[0]).toContain('Late');
      await anna.says('/done 1');
      await anna.says('/settings morning 09:00');
      await anna.says('/task Fire !urgent');
      expect((await heardAt(anna, '2026-12-04T07:00:00Z'))[0]).toContain('Fire');
    });
  });

  it('comes on working days only', async () => {
    await anna.says('/settings morning 09:00');
    await anna.says('/task Fire !urgent');
    const days: string[] = [];
    for (let day = 23; day <= 30; day += 1) {
      for (const message of await heardAt(anna, `2026-11-${day}T07:00:00Z`)) {
        expect(message).toContain('Fire');
        days.push(String(day));
      }
    }
    expect(days).toEqual(['23', '24', '25', '26', '27', '30']);
    await anna.says('/settings work 9-18 tue sat');
    expect(await heardAt(anna, '2026-12-02T07:00:00Z')).toEqual([]);
    expect(await heardAt(anna, '2026-12-05T07:00:00Z')).toHaveLength(1);
  });

  it('shows nothing of a task that went to somebody else', async () => {
    await oleh.says('/settings morning 09:00');
    await anna.says('/task Secret @oleh today');
    await anna.says('/edit 1 @anna');
    expect(await heardAt(oleh, NINE)).toEqual([]);
  });

  it.each([
    ['uk', 'ранок 09:00', /Ранковий список: +09:00 у робочі дні/, /^Доброго ранку! Ось що на сьогодні:\n/, 'вимкнути'],
    [
      'ru',
      'утро 09:00',
      /Утренний список: +09:00 по рабочим дням/,
      /^Доброе утро, Anna! Вот что на сегодня:\n/,
      'выключить',
    ],
  ])('is set and comes in %s', async (language, words, saved, greeting, off) => {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says(`/settings ${words}`)).toMatch(saved);
    await anna.says('/task Fire !urgent');
    const [list] = await heardAt(anna, NINE);
    expect(list).toMatch(greeting);
    expect(list).toContain('1 Fire');
    expect(await anna.says(`/settings ${words.split(' ')[0]} ${off}`)).toMatch(/(вимкнено|выключено)\n/);
  });

  it.each(['morning sometimes', 'morning 25:00', 'evening always'])(
    'refuses %j with what would work',
    async (words) => {
      expect(await anna.says(`/settings ${words}`)).toMatch(/\/settings (morning 09:00|evening 17:45)/);
    },
  );
});
