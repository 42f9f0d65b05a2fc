import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 14:00 in Kyiv. */
const MONDAY = '2026-11-23T12:00:00Z';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: MONDAY });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project add prostor @oleh');
  await anna.says('/task Banner #prostor');
});
afterEach(() => agency.close());

describe('a time report says how it was before', () => {
  it('with the difference and how much of it that is', async () => {
    await anna.says('/log 2h 17.11 1');
    await anna.says('/log 1h 10.11 1');
    expect(await anna.says('/time last week')).toContain(
      'Before that, Mon 9 Nov – Sun 15 Nov: 1 h. Now 1 h more (+100 %).',
    );
    await anna.says('/log 3h 2.11 1');
    expect(await anna.says('/time 9.11-15.11')).toContain(
      'Before that, Mon 2 Nov – Sun 8 Nov: 3 h. Now 2 h less (−67 %).',
    );
  });

  it('and that it was as much, or nothing', async () => {
    await anna.says('/log 2h 17.11 1');
    await anna.says('/log 2h 10.11 1');
    expect(await anna.says('/time last week')).toContain('2 h. Now the same.');
    expect(await anna.says('/time 9.11-15.11')).toContain('Before that, Mon 2 Nov – Sun 8 Nov: nothing.');
  });

  it('up to the same point where the period goes on', async () => {
    // Monday of the week before: three hours by 14:00, and two after it.
    await anna.says('/log 11:00-16:00 16.11 1');
    await anna.says('/log 9:00-10:00 1');
    expect(await anna.says('/time week')).toContain('Before that, Mon 16 Nov, 00:00–14:00: 3 h. Now 2 h less (−67 %).');
    await anna.says('/log 1h 20.10 1');
    await anna.says('/log 7h 30.10 1');
    expect(await anna.says('/time month')).toContain(
      'Before that, Thu 1 Oct – Fri 23 Oct, 14:00: 1 h. Now 5 h more (+500 %).',
    );
  });

  it('in the same project, and of the same people', async () => {
    await anna.says('/log 9:00-10:00 yesterday 1');
    await anna.says('/log 10:00-12:00 yesterday mail');
    await oleh.says('/log 9:00-13:00 yesterday 1');
    await anna.says('/log 9:00-11:00 1');
    expect(await anna.says('/time today @me #prostor')).toContain('Sun 22 Nov, 00:00–14:00: 1 h. Now 1 h more');
    expect(await anna.says('/time today #prostor')).toContain('Sun 22 Nov, 00:00–14:00: 5 h. Now 3 h less');
  });
});

describe('a time report of everybody', () => {
  beforeEach(async () => {
    await anna.says('/log 9:00-10:00 1');
    await oleh.says('/log 9:00-11:00 #prostor');
  });

  it.each(['everybody', 'all', 'усі', 'всі', 'все', 'команда'])('is asked for with «%s»', async (word) => {
    const report = await anna.says(`/time today ${word} by project`);
    expect(report).toMatch(/^Everybody · Mon 23 Nov\n/);
    expect(report).toMatch(/Total +3 h/);
  });

  it('is one press away for a manager, and goes by any grouping from there', async () => {
    await anna.says('/time today by project');
    expect(await anna.presses('Everybody')).toMatch(/^Everybody[\s\S]*Total +3 h/);
    expect(await anna.presses('By day')).toMatch(/^Everybody[\s\S]*Mon 23 Nov +3 h/);
    expect(await anna.presses('By task')).toMatch(/^Everybody[\s\S]*Total +3 h/);
    expect(await anna.presses('Earlier')).toMatch(/^Everybody · Sun 22 Nov/);
  });

  it('is not for members, in no form and in no file', async () => {
    for (const line of ['everybody', 'all by person', '@anna', '@anna picture', 'everybody xlsx', 'all csv']) {
      expect(await oleh.says(`/time today ${line}`), line).toContain('other people’s is for managers.');
      expect(await oleh.forges(`time today ${line}`), line).toContain('other people’s is for managers.');
    }
    expect(buttonsOf(await oleh.asks('/time today')).map(({ label }) => label)).not.toContain('Everybody');
  });
});

describe('a time report stays short', () => {
  it('with the smaller ones in one row', async () => {
    for (let i = 1; i <= 25; i += 1) {
      await anna.says(`/task Banner ${i}`);
      await anna.says(`/log ${30 + i}m 20.11 ${i + 1}`);
    }
    const reply = await anna.asks('/time 20.11 by task');
    const table = reply.blocks.find((block) => block.kind === 'table') ?? expect.fail('There is no table');
    expect(table.rows).toHaveLength(21);
    expect(table.rows[0]).toEqual(['26 Banner 25', '55 min', '5 %']);
    expect(table.rows.at(-1)).toEqual(['5 more', '2 h 45 min', '15 %']);
    expect(table.total).toEqual(['Total', '17 h 55 min', '']);
  });

  it('and fits a phone, whatever things are called', async () => {
    await anna.says('/project new long-tag-of-a-project A name that goes on and on');
    await anna.says('/task Баннер для головної сторінки магазину «Простір» на весну #long-tag-of-a-project');
    await anna.says('/log 10h30m 20.11 2');
    await anna.says('/log 55m 19.11 1');
    for (const by of ['project', 'person', 'task', 'day']) {
      const reply = await anna.asks(`/time month everybody by ${by}`);
      const table = reply.blocks.find((block) => block.kind === 'table') ?? expect.fail('There is no table');
      const rows = [table.columns.map(({ title }) => title), ...table.rows, table.total ?? []];
      const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => displayWidth(row[i] ?? ''))));
      expect(
        widths.reduce((sum, each) => sum + each, 4),
        by,
      ).toBeLessThanOrEqual(34);
    }
    expect(await anna.says('/time month by project')).toContain('#prostor');
    expect(await anna.says('/time month by task')).toMatch(/^2 Баннер [^\n]*… +10 h 30 min/m);
  });

  it('and by day shows the last month of a long period', async () => {
    for (let day = 1; day <= 22; day += 1) {
      await anna.says(`/log 1h ${day}.11 1`);
      await anna.says(`/log 1h ${day}.10 1`);
    }
    await anna.says('/log 2h 5.1.2024 1');
    const reply = await anna.asks('/time 1.1.2024-30.11.2026 by day');
    const table = reply.blocks.find((block) => block.kind === 'table') ?? expect.fail('There is no table');
    expect(table.rows).toHaveLength(32);
    expect(table.rows[0]).toEqual(['earlier', '15 h', '33 %']);
    expect(table.rows.at(-1)?.[0]).toBe('Sun 22 Nov');
    expect(table.total).toEqual(['Total', '46 h', '']);
    expect(await anna.says('/time 0001-01-01..9999-12-31 by day')).toMatch(/Total +46 h/);
  });
});

describe('a time report knows the clock changes', () => {
  it.each([
    ['25.10.2026', '2026-10', '25 h'],
    ['28.3.2027', '2027-03', '23 h'],
  ])('of %s', async (day, month, hours) => {
    await agency.close();
    agency = await openAgency({ at: '2027-04-05T08:00:00Z' });
    anna = agency.person('anna');
    for (const range of ['0:00-12:00', '12:00-24:00']) await anna.says(`/log ${range} ${day}`);
    expect(await anna.says(`/time ${day} by project`)).toMatch(new RegExp(`Total +${hours}\n`));
    expect(await anna.says(`/time ${month} by day`)).toMatch(new RegExp(`^Sun 2[58] [^\n]* +${hours} +100 %`, 'm'));
  });
});

describe('a picture and files of time', () => {
  beforeEach(async () => {
    await anna.says('/log 9:00-10:00 1');
    await oleh.says('/log 9:00-11:00 1');
  });

  it.each([
    ['chart', 'Picture', ['picture', 'chart', 'картинка', 'графік', 'график', 'картинкой', 'діаграма']],
    ['xlsx', 'XLSX', ['xlsx', 'excel', 'Excel', 'ексель', 'эксель']],
    ['csv', 'CSV', ['csv', 'CSV']],
  ])('%s: a word or a press orders it for the same question', async (kind, label, words) => {
    const id = (await agency.store.transact((tx) => tx.people.named(['oleh'])))[0]?.person.id;
    const spec = { from: '2026-11-23', to: '2026-11-29', by: 'project', personId: id, projectId: 1 };
    for (const word of words) {
      const reply = await anna.asks(`/time week @oleh #prostor by project ${word}`);
      expect(reply.files, word).toEqual([{ kind, spec }]);
      expect(reply.place).toBe('private');
    }
    const report = await anna.asks('/time week @oleh #prostor by project');
    const button = buttonsOf(report).find((each) => each.label === label) ?? expect.fail(`No button ${label}`);
    const pressed = await anna.pressing(button.command);
    expect(pressed.files).toEqual([{ kind, spec }]);
  });

  it('says what is being made, and of what', async () => {
    expect(await anna.says('/time week picture')).toBe('Anna · Mon 23 Nov – Sun 29 Nov\nDrawing the picture…');
    expect(await anna.says('/time week xlsx')).toBe('Anna · Mon 23 Nov – Sun 29 Nov\nWriting the XLSX file…');
    expect(await anna.says('/time week csv')).toBe('Anna · Mon 23 Nov – Sun 29 Nov\nWriting the CSV file…');
  });

  it('is not made of nothing', async () => {
    const reply = await anna.asks('/time yesterday picture');
    expect(reply.files).toBeUndefined();
    expect(await anna.says('/time yesterday picture')).toContain('No time logged here.');
    const labels = buttonsOf(await anna.asks('/time yesterday')).map(({ label }) => label);
    for (const label of ['Picture', 'XLSX', 'CSV']) expect(labels).not.toContain(label);
  });
});
