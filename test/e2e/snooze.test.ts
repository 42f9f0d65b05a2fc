import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** A reminder on Wednesday the 25th of November at 17:00 in Kyiv. */
describe('a reminder', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    await anna.says('/task Banner wednesday 18:00');
    agency.clock.set('2026-11-25T15:00:00Z');
    await agency.tick();
    await anna.hears();
  });
  afterEach(() => agency.close());

  it.each([
    ['In 20 min', 'Wed 25 Nov, 17:20', '2026-11-25T15:20:00Z'],
    ['In 1 hour', 'Wed 25 Nov, 18:00', '2026-11-25T16:00:00Z'],
    ['Tomorrow 9:00', 'Thu 26 Nov, 09:00', '2026-11-26T07:00:00Z'],
    ['Monday 9:00', 'Mon 30 Nov, 09:00', '2026-11-30T07:00:00Z'],
  ])('can be put off: %s', async (label, said, moment) => {
    expect(await anna.presses(label)).toBe(`I will remind you on ${said} (Kyiv).\n1 Banner\n[1] Cancel this reminder`);
    agency.clock.set(new Date(Date.parse(moment) - 1000).toISOString());
    await agency.tick();
    expect((await anna.hears()).join()).not.toContain('You asked to be reminded');
    agency.clock.set(moment);
    await agency.tick();
    expect((await anna.hears()).join()).toContain('You asked to be reminded:');
  });

  it('is answered where it was pressed', async () => {
    expect(await anna.pressing('snooze 1 1h')).toMatchObject({ replacesPressed: true });
  });

  it('that was put off can be put off again', async () => {
    await anna.presses('In 20 min');
    agency.clock.advance({ minutes: 20 });
    await agency.tick();
    await anna.hears();
    expect(await anna.presses('In 20 min')).toContain('Wed 25 Nov, 17:40');
  });

  it('on a Monday is put off to the next one', async () => {
    agency.clock.set('2026-11-30T06:00:00Z');
    expect(await anna.forges('snooze 1 monday')).toContain('Mon 7 Dec, 09:00');
  });

  it('is put off by the clock on the wall when clocks change', async () => {
    agency.clock.set('2027-03-27T15:00:00Z');
    expect(await anna.forges('snooze 1 tomorrow')).toContain('Sun 28 Mar, 09:00');
    agency.clock.set('2027-03-28T06:00:00Z');
    await anna.says('/settings quiet off');
    await agency.tick();
    expect((await anna.hears()).join()).toContain('You asked to be reminded');
  });

  it.each([
    ['snooze 1 soonish', 'I cannot read “soonish”'],
    ['snooze 9 1h', 'There is no task 9 that you can see.'],
    ['snooze', '/remind 12'],
  ])('is not put off by a button nobody made: %s', async (command, answer) => {
    expect(await anna.forges(command)).toContain(answer);
  });

  it('of a task that is closed meanwhile is not put off', async () => {
    await anna.says('/done 1');
    expect(await anna.forges('snooze 1 1h')).toContain('Task 1 is done already.');
  });
});
