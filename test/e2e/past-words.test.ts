import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused } from '../support/three-languages.ts';

/** Monday 2026-11-23, 10:00 in Kyiv. */
let agency: Agency;
let anna: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  await anna.says('/task Banner friday');
});
afterEach(() => agency.close());

const YESTERDAY: Record<Language, string> = { en: 'Sun 22 Nov', uk: 'нд 22 листопада', ru: 'вс 22 ноября' };
const ALL_PAST: Record<Language, string[]> = {
  en: ['yesterday', 'by yesterday', 'Yesterday.'],
  uk: ['вчора', 'до вчора', 'учора'],
  ru: ['вчера', 'до вчера', 'не позднее чем вчера'],
};

describe.each(LANGUAGES)('in %s', (language) => {
  beforeEach(() => anna.says(`/settings language ${language}`));

  it.each(ALL_PAST[language])('a task is not called %j, nor is it due then', async (words) => {
    const on = YESTERDAY[language];
    const { tomorrow } = catalogueOf(language).task;
    const past = (again: string) => refused({ kind: 'deadline past', on, again }, language);
    expect(await anna.says(`/edit 1 ${words}`)).toBe(past(`edit 1 ${tomorrow}`));
    expect(await anna.says(`/task ${words}`)).toBe(past(`task ${tomorrow}`));
    expect(await anna.says('/show 1')).toMatch(/^1 Banner\n/);
  });

  it('says what the title was where it is another', async () => {
    const { fields, history } = catalogueOf(language);
    expect(await anna.says('/edit 1 срочно')).toContain(history.changed(fields.title, 'Banner', 'срочно'));
    expect(await anna.says('/edit 1 !low')).not.toContain('→');
  });
});

it.each([
  ['Report by yesterday', 'Sun 22 Nov', 'Report tomorrow'],
  ['Report by yesterday 18:00', 'Sun 22 Nov, 18:00', 'Report tomorrow 18:00'],
  ['Report, due yesterday', 'Sun 22 Nov', 'Report tomorrow'],
  ['Report by last friday', 'Fri 20 Nov', 'Report tomorrow'],
  ['Звіт до вчора', 'Sun 22 Nov', 'Звіт tomorrow'],
  ['Звіт до позавчора', 'Sat 21 Nov', 'Звіт tomorrow'],
  ['Отчёт до вчера #prostor', 'Sun 22 Nov', 'Отчёт tomorrow #prostor'],
  ['Отчёт не позднее чем вчера', 'Sun 22 Nov', 'Отчёт tomorrow'],
])('%j is refused, for it is due in the past', async (words, on, again) => {
  await anna.says('/project new prostor Prostor');
  const past = (again: string) => refused({ kind: 'deadline past', on, again });
  expect(await anna.says(`/task ${words}`)).toBe(past(`task ${again}`));
  expect(await anna.says(`/edit 1 ${words}`)).toBe(past(`edit 1 ${again}`));
});

it.each([
  'Fix what broke yesterday',
  'Logs before yesterday',
  'Export all until yesterday',
  'Report of last friday',
  'Answer the letter of 3 days ago',
  'Yesterday report',
  'Зведення з понеділка до вчора',
  'Що було вчора',
  'Отчёт за вчера',
])('%j is a title, since it only speaks of the past', async (title) => {
  expect(await anna.says(`/task ${title}`)).toContain(`${en.task.created}\n2 ${title}\n`);
});

describe('an hour of today that is over', () => {
  it.each([
    ['en', 'Test @oleh today by 9', 'Test @oleh tomorrow 09:00', 'Mon 23 Nov, 09:00'],
    ['en', 'today 9:00: call @oleh !high', 'tomorrow 09:00 call @oleh !high', 'Mon 23 Nov, 09:00'],
    ['uk', 'Тест @oleh сьогодні до 9', 'Тест @oleh завтра 09:00', 'пн 23 листопада, 09:00'],
    ['ru', 'Тест (сегодня до 9) @oleh ~2ч', 'Тест завтра 09:00 @oleh ~2ч', 'пн 23 ноября, 09:00'],
  ] as const)('is named in %s, with the same line for tomorrow: %s', async (language, typed, again, on) => {
    await anna.says(`/settings language ${language}`);
    const past = (line: string) => refused({ kind: 'deadline past', on, again: line }, language);
    expect(await anna.says(`/task ${typed}`)).toBe(past(`task ${again}`));
    expect(await anna.says(`/edit 1 ${typed}`)).toBe(past(`edit 1 ${again}`));
    expect(await anna.says(`/task ${again}`)).toContain(catalogueOf(language).task.created);
    expect(await anna.says(`/edit 1 ${again}`)).toContain(catalogueOf(language).task.changed);
    const { tomorrow } = catalogueOf(language).task;
    expect(await anna.says('/move 1 23.11 9:00')).toBe(past(`move 1 ${tomorrow} 09:00`));
    expect(await anna.says(`/task ${typed}\nTwo lines`)).toBe(
      refused({ kind: 'deadline past', on, again: 'help task' }, language),
    );
  });
});

it('of a deadline too far away the same line is offered for tomorrow', async () => {
  expect(await anna.says('/task Party 01.01.2099 12:00 !low')).toContain('\n  /task Party tomorrow 12:00 !low');
});
