import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

/** Monday 2026-11-23, 14:00 in Kyiv. */
const MONDAY = '2026-11-23T12:00:00Z';

describe('the time report', () => {
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
    await anna.says('/log 9:00-10:30 1');
    await anna.says('/log 10:30-11:00 mail');
    await anna.says('/log 2h friday #prostor');
    await anna.says('/log 3h 31.10 1');
    await oleh.says('/log 12:00-13:00 1');
  });
  afterEach(() => agency.close());

  it('names days shorter, all alike, before it cuts them', async () => {
    const line = '/time місяць усі за днями';
    await anna.says('/settings language uk');
    expect(await anna.says(line)).toContain('пн 23 ');
    for (const name of ['vira', 'petro', 'marta', 'ivan', 'olha']) {
      await agency.person(name).says('/log 0:00-13:17 mail');
      await agency.person(name).says('/log 0:00-23:59 20.11 mail');
    }
    const report = await anna.says(line);
    expect(report).toMatch(/\nпт 20\.11 +\d+[\s\S]*\nпн 23\.11 +\d+/);
    expect(report).not.toContain('…');
  });

  it.each([
    ['', 'Anna · Mon 23 Nov', '2 h'],
    ['today', 'Anna · Mon 23 Nov', '2 h'],
    ['yesterday', 'Anna · Sun 22 Nov', undefined],
    ['friday', 'Anna · Fri 20 Nov', '2 h'],
    ['week', 'Anna · Mon 23 Nov – Sun 29 Nov', '2 h'],
    ['last week', 'Anna · Mon 16 Nov – Sun 22 Nov', '2 h'],
    ['month', 'Anna · Sun 1 Nov – Mon 30 Nov', '4 h'],
    ['last month', 'Anna · Thu 1 Oct – Sat 31 Oct', '3 h'],
    ['2026-10', 'Anna · Thu 1 Oct – Sat 31 Oct', '3 h'],
    ['31.10-20.11', 'Anna · Sat 31 Oct – Fri 20 Nov', '5 h'],
    ['минулий тиждень', 'Anna · Mon 16 Nov – Sun 22 Nov', '2 h'],
    ['прошлый месяц', 'Anna · Thu 1 Oct – Sat 31 Oct', '3 h'],
  ])('reads %j as a period', async (period, heading, total) => {
    const report = await anna.says(`/time ${period}`);
    expect(report.split('\n')[0]).toBe(heading);
    expect(totalOf(report)).toBe(total);
  });

  it('refuses what is no period', async () => {
    expect(await anna.says('/time next week')).toContain('I cannot read “next week” as a period.');
  });

  it('groups by project, person, task and day, with the shares', async () => {
    expect(await anna.says('/time month by project')).toMatch(
      /#prostor +3 h 30 min +88 %\nno project +30 min +13 %\n─+\nTotal +4 h\n/,
    );
    expect(await anna.says('/time today by task')).toMatch(/1 Banner +1 h 30 min +75 %\nno task +30 min +25 %/);
    expect(await anna.says('/time month by task')).toMatch(/#prostor +2 h +50 %/);
    expect(await anna.says('/time month by day')).toMatch(/Fri 20 Nov +2 h +50 %\nMon 23 Nov +2 h +50 %/);
    expect(await anna.says('/time today by person')).toMatch(/^Everybody.*\n.*\nAnna +2 h +67 %\nOleh +1 h +33 %/);
    expect(await anna.says('/time місяць по проєктах')).toContain('#prostor ');
    expect(await anna.says('/time месяц по людям')).toContain('Everybody');
  });

  it('says that it rounds', async () => {
    expect(await anna.says('/time')).toContain('Rounded to minutes for reading; the total is rounded once.');
  });

  it('shows a manager one person, one project, or one person in one project', async () => {
    expect(totalOf(await anna.says('/time today @oleh'))).toBe('1 h');
    expect(await anna.says('/time today #prostor')).toMatch(/^Everybody · #prostor · Mon 23 Nov/);
    expect(totalOf(await anna.says('/time today #prostor'))).toBe('2 h 30 min');
    expect(totalOf(await anna.says('/time month #prostor @anna'))).toBe('3 h 30 min');
    expect(totalOf(await anna.says('/time by person #prostor today'))).toBe('2 h 30 min');
  });

  it('shows members their own time alone', async () => {
    expect(await oleh.says('/time @anna')).toContain('You can see your own time');
    expect(await oleh.says('/time today #prostor')).toMatch(/^Oleh · #prostor/);
    expect(totalOf(await oleh.says('/time today #prostor'))).toBe('1 h');
    expect(await oleh.says('/time today by person')).not.toContain('Anna');
    expect(totalOf(await oleh.says('/time @oleh'))).toBe('1 h');
    await anna.says('/project new secret Secret');
    expect(await oleh.says('/time #secret')).toContain('You are not a member of #secret.');
    await anna.says('/people role @oleh manager');
    expect(totalOf(await oleh.says('/time @anna'))).toBe('2 h');
  });

  it('splits work over midnight between its days', async () => {
    await oleh.says('/log 22:00-01:30 yesterday');
    expect(await oleh.says('/time 22.11-23.11 by day')).toMatch(/Sun 22 Nov +2 h .*\nMon 23 Nov +2 h 30 min/);
    expect(totalOf(await oleh.says('/time yesterday'))).toBe('2 h');
  });

  it('counts a running timer up to now, and says so', async () => {
    await oleh.says('/timer start 1');
    agency.clock.advance({ minutes: 45 });
    const report = await oleh.says('/time today by task');
    expect(report).toMatch(/1 Banner +▸ 1 h 45 min/);
    expect(report).toContain('A running timer counts up to now.');
  });

  it('leads to other groupings and to the time before with buttons', async () => {
    await anna.says('/time today by task');
    expect(await anna.presses('By project')).toMatch(/^#prostor +1 h 30 min/m);
    await anna.says('/time week by day');
    expect(await anna.presses('Earlier')).toMatch(/^Anna · Mon 16 Nov – Sun 22 Nov\n/);
    expect(await anna.presses('Later')).toMatch(/^Anna · Mon 23 Nov – Sun 29 Nov\n/);
    await anna.says('/time today #prostor @oleh by task');
    expect(await anna.presses('By day')).toMatch(/^Oleh · #prostor · Mon 23 Nov\n/);
  });

  it('goes from a month to the month before', async () => {
    await anna.says('/time month by day');
    expect(await anna.presses('Earlier')).toMatch(/^Anna · Thu 1 Oct – Sat 31 Oct\n/);
    await anna.says('/time 2026-02 by day');
    expect(await anna.presses('Later')).toMatch(/^Anna · Sun 1 Mar – Tue 31 Mar\n/);
  });

  it('counts the days of the asker, wherever the work was done', async () => {
    const mia = agency.person('mia', { zone: 'America/New_York' });
    await mia.says('/log 18:00-20:00 yesterday');
    expect(totalOf(await mia.says('/time yesterday'))).toBe('2 h');
    expect(totalOf(await anna.says('/time 22.11 @mia'))).toBe(undefined);
    expect(totalOf(await anna.says('/time 23.11 @mia'))).toBe('2 h');
  });
});

it('comes to the same sum in all groupings, whatever was logged', async () => {
  const seed = seedOfRun();
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const agency = await openAgency({ at: '2026-10-23T06:00:00Z' });
  const people = ['anna', 'oleh', 'ira'].map((name) => agency.person(name));
  const [anna] = people as [AgencyPerson];
  await anna.says('/project new alpha Alpha');
  await anna.says('/project new beta Beta');
  for (const line of ['A #alpha', 'B #beta', 'C', 'D #alpha']) await anna.says(`/task ${line}`);
  for (const each of people.slice(1)) await each.says('/start');
  for (const name of ['oleh', 'ira'])
    for (const tag of ['alpha', 'beta']) await anna.says(`/project add ${tag} @${name}`);
  for (let i = 0; i < 120; i++) {
    agency.clock.advance({ minutes: Math.floor(random() * 240), seconds: Math.floor(random() * 60) });
    const target = pick(['1', '2', '4', '#alpha', '#beta', '', '']);
    await pick(people).says(
      pick([`/timer start ${target}`, '/timer stop', `/log ${pick(['20m', '1h', '3h'])} ${target}`]),
    );
  }
  for (const period of ['2026-10', '25.10', '24.10-26.10', '2026-11', '26.10-8.11']) {
    // By person, a manager sees everybody: the four are the same question only where everybody is asked for anyway.
    const asked = [
      ['project', 'task', 'day'].map((by) => `/time ${period} by ${by}`),
      ['project', 'person', 'task', 'day'].map((by) => `/time ${period} #alpha by ${by}`),
      ['project', 'person', 'task', 'day'].map((by) => `/time ${period} @oleh by ${by}`),
    ];
    for (const lines of asked) {
      const totals = await Promise.all(lines.map((line) => totalIn(line, anna)));
      expect(new Set(totals).size, `seed ${seed}, ${lines[0]}: ${totals}`).toBe(1);
    }
  }
  await agency.close();
});

/** The total, which must be the sum of the rows but for the rounding of each. */
async function totalIn(line: string, person: AgencyPerson): Promise<string | undefined> {
  const reply = await person.asks(line);
  const table = reply.blocks.find((block) => block.kind === 'table');
  if (!table) return undefined;
  const minutes = table.rows.map((row) => minutesOf(row[1] ?? ''));
  const total = table.total?.[1] ?? '';
  const sum = minutes.reduce((all, each) => all + each, 0);
  expect(Math.abs(sum - minutesOf(total)), `${line}: ${total}`).toBeLessThanOrEqual(minutes.length / 2 + 1);
  return total;
}

function minutesOf(text: string): number {
  const [, hours = '0'] = /(\d+) h/.exec(text) ?? [];
  const [, minutes = '0'] = /(\d+) min/.exec(text) ?? [];
  return text.startsWith('under') ? 0.5 : Number(hours) * 60 + Number(minutes);
}

function totalOf(report: string): string | undefined {
  return report.match(/^Total +(.+?) *$/m)?.[1];
}
