import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Agency } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
beforeEach(async () => {
  agency = await openAgency();
});
afterEach(() => agency.close());

it('plays the first conversation of the README: a task from its creation to its result', async () => {
  const anna = agency.person('anna');
  const oleh = agency.person('oleh');
  expect(await anna.says('/project new prostor Prostor shop')).toContain('#prostor');

  const created = await anna.says('/task Banner for the landing @oleh #prostor !high tomorrow 18:00');
  expect(created).toContain('1 Banner for the landing');
  expect(created).toMatch(/For: +Oleh/);
  expect(created).toMatch(/Project: +#prostor Prostor shop/);
  expect(created).toMatch(/Priority: +high/);
  expect(created).toMatch(/Deadline: +Tue 24 Nov, 18:00 \(Kyiv\)/);

  const [told] = await oleh.hears();
  expect(told).toContain('Anna gave you a task');
  expect(told).toContain('1 Banner for the landing');

  expect(await oleh.says('/tasks')).toMatch(/1 Banner for the landing\n.*#prostor · from Anna · high/);
  expect(await oleh.says('/timer start 1 sketch')).toContain('1 Banner for the landing');
  agency.clock.advance({ minutes: 45 });
  expect(await oleh.says('/timer')).toContain('45 min');
  expect(await oleh.says('/timer stop')).toContain('45 min this time · 45 min on the task · 45 min today');
  expect(await oleh.says('/log 1h30m 1 yesterday research')).toContain('On this task in all: 2 h 15 min');
  expect(await oleh.says('/time week by task')).toContain('1 Banner for the l…');

  expect(await oleh.says('/done 1 Banner in the shared folder')).toContain('Anna will be told');
  const [closed] = await anna.hears();
  expect(closed).toContain('Banner in the shared folder');
  expect(await anna.says('/tasks given done')).toContain('1 Banner for the landing');
  const shown = await anna.says('/show 1');
  expect(shown).toMatch(/Time spent: +2 h 15 min/);
  expect(shown).toContain('State: open → done');
});
