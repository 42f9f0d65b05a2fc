import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Thursday 2026-11-26, 15:00 in Kyiv. */
const THURSDAY = '2026-11-26T13:00:00Z';
const NO_SUCH_DAY = /There is no|Такого дня немає|Такого дня нет/;
const AHEAD = /still in the future|ще не минув|ещё впереди/;

let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: THURSDAY });
  anna = agency.person('anna');
  await anna.says('/project new kava Kava roasters');
  await anna.says('/task Presentation #kava');
});
afterEach(() => agency.close());

async function nothingIsLogged() {
  expect(await anna.says('/time month')).toMatch(/No time logged|Записів часу немає|Записей времени нет/);
}

/** The line that a refusal shows, typed as it stands. */
function offered(answer: string): string {
  return answer.split('\n').find((line) => line.startsWith('  /')) ?? '';
}

describe('a day that the calendar does not have', () => {
  it.each([
    ['en', '2h 31.11 1', '31.11'],
    ['en', '2h 1 31.11', '31.11'],
    ['en', '2h 1 on 31.11 call', '31.11'],
    ['en', '2h 1 layout 31.11', '31.11'],
    ['en', '2h 1 layout 31.11 9:00', '31.11'],
    ['en', '2h feb 30 1', 'feb 30'],
    ['en', '2h 30 feb #kava', '30 feb'],
    ['en', '2h 30.02 1', '30.02'],
    ['en', '2h 01.13 1', '01.13'],
    ['en', '2h 31.11.2026 1', '31.11.2026'],
    ['en', '9:00-11:00 2026-11-31', '2026-11-31'],
    ['en', '2h friday 24.11 1', 'friday 24.11'],
    ['uk', '2г 31.11 1', '31.11'],
    ['uk', '2г 1 за 31.11 макет', '31.11'],
    ['uk', '2г 30 лютого #kava', '30 лютого'],
    ['uk', '2г макет 30 лютого', '30 лютого'],
    ['uk', '2г 01.13 1', '01.13'],
    ['ru', '2ч 31.11 1', '31.11'],
    ['ru', '2ч 30 февраля #kava', '30 февраля'],
    ['ru', '2ч 1 31 ноября созвон', '31 ноября'],
    ['ru', '2ч 01.13 1', '01.13'],
  ])('is refused in %s: %j', async (language, line, day) => {
    await anna.says(`/settings language ${language}`);
    const answer = await anna.says(`/log ${line}`);
    expect(answer).toMatch(NO_SUCH_DAY);
    expect(answer).toContain(day);
    await nothingIsLogged();
    expect(await anna.says(offered(answer))).toMatch(/25 (Nov|листопада|ноября)/);
  });

  it.each(['en', 'uk', 'ru'])('does not become the note of an entry, in %s', async (language) => {
    await anna.says('/log 9:00-11:00 1 sketch');
    await anna.says(`/settings language ${language}`);
    for (const words of ['1h 31.11', '31.11', '1h 30 feb', '31.11 note second']) {
      const answer = await anna.says(`/log edit 1 ${words}`);
      expect(answer).toMatch(NO_SUCH_DAY);
      expect(await anna.says('/log show 1')).toContain('│ sketch');
    }
    expect(await anna.says('/log edit 1 note 31.11')).toContain('│ 31.11');
    expect(await anna.says(offered(await anna.says('/log edit 1 1h 31.11')))).toMatch(/25 (Nov|листопада|ноября)/);
  });

  it.each([
    ['1h 1 update node to 18.12', 'update node to 18.12'],
    ['1h 1 budget 12.75', 'budget 12.75'],
    ['1h 1 works till 5 dec', 'works till 5 dec'],
    ['1h 1 plan for 5 dec', 'plan for 5 dec'],
    ['1h 1 page for tomorrow', 'page for tomorrow'],
    ['1h 1 today price 12.25', 'price 12.25'],
    ['1h 1 today moved to 31.11', 'moved to 31.11'],
    ['1г 1 версія 31.11', 'версія 31.11'],
    ['1г 1 план на 5 грудня', 'план на 5 грудня'],
    ['1ч 1 план на 5 декабря', 'план на 5 декабря'],
    ['1ч 1 на завтра макеты', 'на завтра макеты'],
  ])('is none where it belongs to the note: %j', async (line, note) => {
    const answer = await anna.says(`/log ${line}`);
    expect(answer).toContain('Thu 26 Nov');
    expect(answer).toContain(`│ ${note}`);
  });
});

describe('a day that is still to come', () => {
  it.each([
    ['en', '2h 12.12.2030 1'],
    ['en', '2h 1 12.12.2030'],
    ['en', '2h 1 next friday'],
    ['en', '2h friday 27.11 1'],
    ['en', '2h 1 in 3 days'],
    ['uk', '2г 12.12.2030 1'],
    ['uk', '2г 1 післязавтра'],
    ['ru', '2ч 12.12.2030 1'],
    ['ru', '2ч 1 послезавтра'],
  ])('is refused in %s: %j', async (language, line) => {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says(`/log ${line}`)).toMatch(AHEAD);
    await nothingIsLogged();
  });

  it.each([
    ['en', '1h 1 5.12', '5.12'],
    ['en', '1h dec 5 #kava', 'dec 5'],
    ['en', '1h 5 dec 1', '5 dec'],
    ['uk', '1г 1 5 грудня', '5 грудня'],
    ['ru', '1ч 1 5 декабря', '5 декабря'],
  ])('is not the one of last year without its year, in %s: %j', async (language, line, day) => {
    await anna.says(`/settings language ${language}`);
    const answer = await anna.says(`/log ${line}`);
    expect(answer).toMatch(/is still to come|ще попереду|ещё впереди/);
    expect(answer).toContain(day);
    expect(offered(answer)).toContain('5.12.2025');
    await nothingIsLogged();
    expect(await anna.says(offered(answer))).toMatch(/5 (Dec|грудня|декабря) 2025/);
  });

  it('is offered with its year where an entry is moved to it', async () => {
    await anna.says('/log 9:00-11:00 1 sketch');
    const answer = await anna.says('/log edit 1 1h 5.12');
    expect(answer).toContain('“5.12” is still to come');
    expect(await anna.says(offered(answer))).toContain('1 h · Fri 5 Dec 2025 · 09:00–10:00');
  });

  it('is the last one for half a year, and all this year', async () => {
    expect(await anna.says('/log 1h 1 2.02')).toContain('Mon 2 Feb');
    await agency.close();
    agency = await openAgency({ at: '2027-01-05T13:00:00Z' });
    anna = agency.person('anna');
    expect(await anna.says('/log 1h 20.12')).toContain('Sun 20 Dec 2026');
    expect(await anna.says('/log 1h 1 may')).toContain('1.05.2026');
  });
});
