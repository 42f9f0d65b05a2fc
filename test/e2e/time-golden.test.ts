import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/**
 * Every period in every grouping, in the words of each language: what people read, kept in `time-golden/`. Friday
 * 2026-11-27, 12:30 in Kyiv; a timer has been running since 11:15.
 */
const NOW = '2026-11-27T10:30:00Z';

interface Words {
  periods: readonly string[];
  groupings: readonly string[];
  everybody: string;
  work: { project: string; tasks: readonly [string, string]; mail: string };
}

const WORDS: Record<Language, Words> = {
  en: {
    periods: ['today', 'yesterday', 'week', 'last week', 'month', 'last month', '2026-10', '1.11-15.11'],
    groupings: ['by project', 'by person', 'by task', 'by day'],
    everybody: 'everybody',
    work: { project: 'Prostor shop', tasks: ['Banner for the front page', 'Logo 🎨'], mail: 'mail' },
  },
  uk: {
    periods: ['сьогодні', 'вчора', 'тиждень', 'минулий тиждень', 'місяць', 'минулий місяць', '2026-10', '1.11-15.11'],
    groupings: ['за проєктами', 'за людьми', 'за завданнями', 'за днями'],
    everybody: 'усі',
    work: { project: 'Магазин «Простір»', tasks: ['Банер для головної сторінки', 'Логотип 🎨'], mail: 'пошта' },
  },
  ru: {
    periods: ['сегодня', 'вчера', 'неделя', 'прошлая неделя', 'месяц', 'прошлый месяц', '2026-10', '1.11-15.11'],
    groupings: ['по проектам', 'по людям', 'по задачам', 'по дням'],
    everybody: 'все',
    work: { project: 'Магазин «Простор»', tasks: ['Баннер для главной страницы', 'Логотип 🎨'], mail: 'почта' },
  },
};

describe.each(['en', 'uk', 'ru'] as const)('reports in %s', (language) => {
  const { periods, groupings, everybody, work } = WORDS[language];
  let agency: Agency;
  let anna: AgencyPerson;

  beforeAll(async () => {
    agency = await openAgency({ at: NOW });
    anna = agency.person('anna');
    const oleh = agency.person('oleh');
    for (const person of [anna, oleh]) await person.says(`/settings language ${language}`);
    await anna.says(`/project new prostor ${work.project}`);
    await anna.says('/project add prostor @oleh');
    await anna.says(`/task ${work.tasks[0]} #prostor`);
    await anna.says(`/task ${work.tasks[1]} @oleh`);
    // Over a midnight, over the end of October, and over the change of the clocks.
    for (const line of ['22:00-01:30 22.11 1', '23:00-02:00 31.10 1', '23:00-05:00 24.10 #prostor', '9:00-10:20 1']) {
      await anna.says(`/log ${line}`);
    }
    await anna.says(`/log 45m 26.11 ${work.mail}`);
    await anna.says('/log 2h 12.11 1');
    for (const line of ['9:00-11:00 2', '13:00-17:30 26.11 #prostor', '8h 18.11 2', '7h30m 6.10 1']) {
      await oleh.says(`/log ${line}`);
    }
    agency.clock.set('2026-11-27T09:15:00Z');
    await oleh.says('/timer start 2');
    agency.clock.set(NOW);
  });
  afterAll(() => agency.close());

  it.each(groupings)('%s', async (grouping) => {
    const said: string[] = [];
    for (const period of periods) {
      const line = `/time ${period} ${everybody} ${grouping}`;
      said.push(`> ${line}\n${await anna.says(line)}`);
    }
    const file = `time-golden/${language}-${['project', 'person', 'task', 'day'][groupings.indexOf(grouping)]}.txt`;
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(file);
  });

  it('of oneself, and of one project', async () => {
    const said: string[] = [];
    for (const about of ['@me', '#prostor @oleh', '#prostor']) {
      const line = `/time ${periods[4]} ${about} ${groupings[2]}`;
      said.push(`> ${line}\n${await anna.says(line)}`);
    }
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`time-golden/${language}-narrowed.txt`);
  });
});
