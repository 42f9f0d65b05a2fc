import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused, taskId } from '../support/three-languages.ts';

/** Monday 2026-11-23, 10:00 in Kyiv. */
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/task Banner @oleh wednesday');
  await oleh.hears();
});
afterEach(() => agency.close());

const LEFT: [Language, string, string, string][] = [
  ['en', 'Banner @oleh tomorow 18:00', 'tomorow', 'tomorrow 18:00'],
  ['en', 'Banner tommorow', 'tommorow', 'tomorrow'],
  ['en', 'Banner on Fridy', 'on Fridy', 'friday'],
  ['en', 'Banner next fridy 12:00', 'next fridy', 'next friday 12:00'],
  ['en', 'Banner 30 feb', '30 feb', 'tomorrow 18:00'],
  ['en', 'Banner @oleh 31.11', '31.11', 'tomorrow 18:00'],
  ['en', 'Banner 31.11 12:00', '31.11 12:00', 'tomorrow 18:00'],
  ['en', 'Banner at 25:00', 'at 25:00', 'tomorrow 18:00'],
  ['uk', 'Банер @oleh завтр о 18:00', 'завтр', 'завтра 18:00'],
  ['uk', 'Банер до понеділк', 'до понеділк', 'понеділок'],
  ['uk', 'Банер, п’ятницяя', 'п’ятницяя', 'п’ятниця'],
  ['uk', 'Банер 32 грудня', '32 грудня', 'завтра 18:00'],
  ['ru', 'Баннер завтро 18:00', 'завтро', 'завтра 18:00'],
  ['ru', 'Баннер в пятнцу', 'в пятнцу', 'пятница'],
  ['ru', 'Баннер 30 февраля', '30 февраля', 'завтра 18:00'],
];

it.each(LEFT)(
  'says in %s of %j what it left in the title, and how to set the deadline',
  async (language, typed, words, when) => {
    await anna.says(`/settings language ${language}`);
    const said = await anna.says(`/task ${typed}`);
    expect(said).toContain(`${catalogueOf(language).task.oddDate(words)} /move 2 ${when}`);
    expect(await anna.says(`/move 2 ${when}`)).toContain(catalogueOf(language).task.moved);
    await anna.says('/edit 1 old');
    expect(await anna.says(`/edit 1 ${typed}`)).toContain(
      `${catalogueOf(language).task.oddDate(words)} /move 1 ${when}`,
    );
  },
);

it.each([
  'Banner tomorrow',
  'Report for fridy',
  'Call Munday',
  'Lunch with Frida',
  'Classes on Mondays',
  'Заказать завтрак',
  'Розклад субот',
  'Серед череду',
  'Отчет за неделю',
  'Budget 45.10',
  'Score 78:65',
  'Windows 11',
  'Version 31.11',
  'Tomorow we begin',
  'Sundae',
])('leaves %j in peace', async (typed) => {
  for (const language of ['en', 'uk', 'ru'] as const) {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says(`/task ${typed}`)).not.toContain(catalogueOf(language).task.oddDate('@').split('@').at(-1));
  }
});

it('offers no deadline that the task has already', async () => {
  // Nine is over: of itself it is that of tomorrow.
  expect(await anna.says('/task Banner tomorow 9:00')).not.toContain('I left');
});

describe('an edit to nothing but such words', () => {
  it.each([
    ['en', 'tomorow', 'tomorrow'],
    ['en', '30 feb', 'tomorrow 18:00'],
    ['en', '31.11 12:00', 'tomorrow 18:00'],
    ['en', '25:00', 'tomorrow 18:00'],
    ['uk', '30 лютого', 'завтра 18:00'],
    ['uk', 'понеділк', 'понеділок'],
    ['ru', 'завтро', 'завтра'],
  ] as const)('in %s is refused, and nobody is told: %s', async (language, typed, when) => {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says(`/edit 1 ${typed}`)).toBe(
      refused({ kind: 'title like a deadline', typed, id: taskId(1), when }, language),
    );
    expect(await anna.says('/show 1')).toMatch(/^1 Banner\n/);
    expect(await oleh.hears()).toEqual([]);
    expect(await anna.says(`/move 1 ${when}`)).toContain(catalogueOf(language).task.moved);
  });

  it('is refused whatever else the line names', async () => {
    expect(await anna.says('/edit 1 tomorow 18:00 !high')).toContain('/move 1 tomorrow 18:00');
    expect(await anna.says('/show 1')).toContain('Priority: normal');
  });

  it('leaves a title that is so already', async () => {
    await anna.says('/task 30 feb');
    expect(await anna.says('/edit 2 30 feb !high')).toContain('Task changed');
  });
});

describe('an edit to nothing but a name', () => {
  it.each(['en', 'uk', 'ru'] as const)(
    'is refused in %s, and what is offered gives them the task',
    async (language) => {
      await anna.says('/edit 1 @me');
      await oleh.hears();
      await anna.says(`/settings language ${language}`);
      const refusal = { kind: 'title like a person', typed: 'oleh', id: taskId(1) } as const;
      expect(await anna.says('/edit 1 oleh')).toBe(refused(refusal, language));
      expect(await anna.says('/edit 1 Oleh !high')).toBe(refused({ ...refusal, typed: 'Oleh' }, language));
      expect(await oleh.hears()).toEqual([]);
      await anna.says('/edit 1 @oleh');
      expect((await oleh.hears()).join('')).toContain('1 Banner');
    },
  );

  it('is a title where it says more, or who gets it is named', async () => {
    expect(await anna.says('/edit 1 Oleh’s banner')).toContain('Task changed');
    expect(await anna.says('/edit 1 Oleh @me')).toContain('1 Oleh');
  });
});
