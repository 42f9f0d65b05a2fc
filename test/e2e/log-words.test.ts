import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Thursday 2026-11-26, 15:00 in Kyiv. */
const THURSDAY = '2026-11-26T13:00:00Z';

let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: THURSDAY });
  anna = agency.person('anna');
  await anna.says('/project new kava Kava roasters');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/task Presentation #kava');
});
afterEach(() => agency.close());

describe('what is done with logged time', () => {
  it.each([
    ['список', '1 · 2 h · 1 Presentation'],
    ['список сьогодні', '1 · 2 h · 1 Presentation'],
    ['записи', '1 · 2 h · 1 Presentation'],
    ['показати 1', 'Never changed.'],
    ['показать 1', 'Never changed.'],
    ['видалити 1', 'Time deleted: 1 Presentation'],
    ['Удалить 1', 'Time deleted: 1 Presentation'],
    ['стерти 1', 'Time deleted: 1 Presentation'],
    ['розділити 1 10:00', 'Split in two: 1 Presentation'],
    ['разделить 1 1ч', 'Split in two: 1 Presentation'],
    ['перенести 1 #prostor', 'Time changed: #prostor'],
    ['переместить 1 #prostor', 'Time changed: #prostor'],
    ['змінити 1 1г', '1 h · Thu 26 Nov · 09:00–10:00'],
    ['виправити 1 1г', '1 h · Thu 26 Nov · 09:00–10:00'],
    ['изменить 1 1ч', '1 h · Thu 26 Nov · 09:00–10:00'],
    ['исправить 1', 'How long was it really?'],
  ])('is understood in Ukrainian and Russian, too: %j', async (words, answer) => {
    await anna.says('/log 9:00-11:00 1');
    expect(await anna.says(`/log ${words}`)).toContain(answer);
  });

  it.each([
    ['змінити 1', '1г', '1 h · Thu 26 Nov'],
    ['исправить 1', '1ч', '1 h · Thu 26 Nov'],
    ['розділити 1', '10:00', 'Split in two'],
    ['переместить 1', '#prostor', 'Time changed: #prostor'],
  ])('asks, and takes the answer: %j, %j', async (words, answer, done) => {
    await anna.says('/log 9:00-11:00 1');
    await anna.says(`/log ${words}`);
    expect(await anna.says(answer)).toContain(done);
  });

  it('is offered where it is a slip', async () => {
    expect(await anna.says('/log спиок')).toContain('/log список');
    expect(await anna.says('/log lsit week')).toContain('/log list week');
  });

  it('asks for the number of the entry', async () => {
    expect(await anna.says('/log видалити')).toContain('/log delete 45');
  });
});

describe('a project in a line of time', () => {
  it.each([
    ['en', '1h kava', 'Did you mean #kava?', 'Time changed: #kava'],
    ['en', '45 мин Prostor', 'Did you mean #prostor?', 'Time changed: #prostor'],
    ['uk', '1г kava', 'Може, це для #kava?', '#kava'],
    ['ru', '45 мин kava', 'Может быть, это для #kava?', '#kava'],
  ])('is offered where only its sign is missing, in %s: %j', async (language, line, offer, moved) => {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says(`/log ${line}`)).toContain(offer);
    expect(await anna.presses(/^#/)).toContain(moved);
    expect(await anna.says('/log show 1')).toMatch(/^#(kava|prostor)/);
  });

  it.each(['1h kava tasting', '1h 1 kava', '1h #prostor kava', '1h layout', '1h'])(
    'is not where it is part of a note, or the work is named: %j',
    async (line) => expect(await anna.says(`/log ${line}`)).not.toContain('Did you mean'),
  );

  it('is not where no time can be logged on it', async () => {
    await anna.says('/project archive kava');
    expect(await anna.says('/log 1h kava')).not.toContain('Did you mean');
  });

  it.each([
    ['1h 1 #kava call', 'Logged: 1 Presentation', '│ call'],
    ['1h 1 call #kava', 'Logged: 1 Presentation', '│ call'],
    ['1h #kava call #kava', 'Logged: #kava', '│ call'],
    ['1h 1 fix #header', 'Logged: 1 Presentation', '│ fix #header'],
  ])('is no part of the note: %j', async (line, work, note) => {
    const answer = await anna.says(`/log ${line}`);
    expect(answer).toContain(work);
    expect(answer).toContain(`${note}\n`);
  });

  it('is refused where it is another one than that of the task', async () => {
    const answer = await anna.says('/log 1h 1 #prostor call');
    expect(answer).toContain('You name both 1 and #prostor');
    expect(await anna.says('/log list')).toContain('No time logged here.');
    expect(answer).toContain('/log 1:00 1');
    expect(await anna.says('/log 1h #kava call #prostor')).toContain('/log 1:00 #kava');
  });
});
