import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused, taskId } from '../support/three-languages.ts';

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
    expect(await anna.says(`/edit 1 ${words}`)).toBe(refused({ kind: 'deadline past', on, id: taskId(1) }, language));
    expect(await anna.says(`/task ${words}`)).toBe(refused({ kind: 'deadline past', on, id: undefined }, language));
    expect(await anna.says('/show 1')).toMatch(/^1 Banner\n/);
  });

  it('says what the title was where it is another', async () => {
    const { fields, history } = catalogueOf(language);
    expect(await anna.says('/edit 1 срочно')).toContain(history.changed(fields.title, 'Banner', 'срочно'));
    expect(await anna.says('/edit 1 !low')).not.toContain('→');
  });
});

it.each([
  ['Report by yesterday', 'Sun 22 Nov'],
  ['Report by yesterday 18:00', 'Sun 22 Nov'],
  ['Report, due yesterday', 'Sun 22 Nov'],
  ['Report by last friday', 'Fri 20 Nov'],
  ['Звіт до вчора', 'Sun 22 Nov'],
  ['Звіт до позавчора', 'Sat 21 Nov'],
  ['Отчёт до вчера #prostor', 'Sun 22 Nov'],
  ['Отчёт не позднее чем вчера', 'Sun 22 Nov'],
])('%j is refused, for it is due in the past', async (words, on) => {
  await anna.says('/project new prostor Prostor');
  expect(await anna.says(`/task ${words}`)).toBe(refused({ kind: 'deadline past', on, id: undefined }));
  expect(await anna.says(`/edit 1 ${words}`)).toBe(refused({ kind: 'deadline past', on, id: taskId(1) }));
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
