import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { heardUntil } from '../support/heard-until.ts';

const UNTAKEN = 'Urgent, and Oleh has not taken it in 30 minutes of working time:';

/** Monday the 23rd of November, 10:00 in Kyiv. */
describe('an urgent task', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let oleh: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    oleh = agency.person('oleh');
    for (const person of [anna, oleh]) await person.says('/help');
  });
  afterEach(() => agency.close());

  async function heardAt(iso: string, person: AgencyPerson): Promise<string[]> {
    agency.clock.set(iso);
    await agency.tick();
    return person.hears();
  }

  it.each([
    ['given', '/task Server is down @oleh !urgent'],
    ['made urgent', '/priority 1 urgent'],
    ['made urgent with other things', '/edit 1 !urgent Server is down, all of it'],
    ['nudged', '/nudge 2'],
  ])('is told of at once, even at night: %s', async (_, line) => {
    await anna.says('/task Server is down @oleh');
    await anna.says('/task Phones are down @oleh !urgent');
    await oleh.hears();
    agency.clock.set('2026-11-28T23:00:00Z');
    await anna.says('/note 1 Nobody answers');
    await anna.says(line);
    expect(await oleh.hears()).toHaveLength(1);
  });

  it('that nobody took in half an hour of working time is told of to its author, once', async () => {
    await anna.says('/task Server is down @oleh !urgent');
    expect(await heardAt('2026-11-23T08:29:59Z', anna)).toEqual([]);
    const [told = '', ...others] = await heardAt('2026-11-23T08:30:00Z', anna);
    expect(others).toEqual([]);
    expect(told).toMatch(new RegExp(`^${UNTAKEN}\n1 Server is down\n`));
    expect(told).toMatch(/Nudge.*Hand over.*Open/);
    await oleh.hears();
    expect(await anna.presses('Nudge')).toContain('Oleh will be asked how it is going.');
    expect((await oleh.hears()).join()).toContain('Anna asks how this is going:');
    expect(await heardUntil(agency, anna, '2026-11-25T08:00:00Z')).toEqual([]);
  });

  it('can be handed over where its author is told', async () => {
    await agency.person('ira').says('/help');
    await anna.says('/task Server is down @oleh !urgent');
    await heardAt('2026-11-23T08:30:00Z', anna);
    expect(await anna.presses('Hand over')).toContain('1 Server is down');
    expect(await anna.says('ira')).toContain('Task changed.');
    expect(await heardAt('2026-11-23T08:59:00Z', anna)).toEqual([]);
    expect((await heardAt('2026-11-23T09:00:00Z', anna)).join()).toContain('Ira has not taken it');
  });

  it.each([
    ['over a night', '2026-11-23T15:45:00Z', '2026-11-24T07:14:00Z', '2026-11-24T07:15:00Z'],
    ['over a weekend', '2026-11-27T15:50:00Z', '2026-11-30T07:19:00Z', '2026-11-30T07:20:00Z'],
    [
      'over the weekend in which clocks go forward',
      '2027-03-26T15:50:00Z',
      '2027-03-29T06:19:00Z',
      '2027-03-29T06:20:00Z',
    ],
  ])('waits for working time %s', async (_, given, before, moment) => {
    agency.clock.set(given);
    await anna.says('/task Server is down @oleh !urgent');
    expect(await heardAt(before, anna)).toEqual([]);
    expect((await heardAt(moment, anna)).join()).toContain(UNTAKEN);
  });

  it.each([
    ['was taken', 'oleh', '/took 1'],
    ['is done', 'oleh', '/done 1'],
    ['was dropped', 'anna', '/drop 1'],
    ['is not urgent any more', 'anna', '/priority 1 high'],
    ['was taken back', 'anna', '/undo'],
  ])('that %s needs nobody to be told', async (_, who, line) => {
    await anna.says('/task Server is down @oleh !urgent');
    await (who === 'anna' ? anna : oleh).says(line);
    await anna.hears();
    expect((await heardAt('2026-11-23T12:00:00Z', anna)).join()).not.toContain('has not taken');
  });

  it('that was only read, or noted on, is not taken', async () => {
    await anna.says('/task Server is down @oleh !urgent');
    await oleh.says('/show 1');
    await oleh.says('/note 1 Which one?');
    await anna.hears();
    expect((await heardAt('2026-11-23T08:30:00Z', anna)).join()).toContain(UNTAKEN);
  });

  it('that one sets oneself needs nobody to be told', async () => {
    await anna.says('/task Server is down !urgent');
    expect(await heardAt('2026-11-23T12:00:00Z', anna)).toEqual([]);
  });

  it('is told of to its author in their quiet hours too', async () => {
    await anna.says('/settings zone Los Angeles');
    await anna.says('/task Server is down @oleh !urgent');
    expect((await heardAt('2026-11-23T08:30:00Z', anna)).join()).toContain(UNTAKEN);
  });

  it('counts on in the working time that its assignee has now', async () => {
    await anna.says('/task Server is down @oleh !urgent');
    agency.clock.advance({ minutes: 10 });
    await oleh.says('/settings work 12:00-20:00');
    expect(await heardAt('2026-11-23T10:19:00Z', anna)).toEqual([]);
    expect((await heardAt('2026-11-23T10:20:00Z', anna)).join()).toContain(UNTAKEN);
  });

  it('counts on in the zone in which its assignee is now', async () => {
    await anna.says('/task Server is down @oleh !urgent');
    agency.clock.advance({ minutes: 10 });
    await oleh.says('/settings zone New York');
    expect(await heardAt('2026-11-23T14:19:00Z', anna)).toEqual([]);
    expect((await heardAt('2026-11-23T14:20:00Z', anna)).join()).toContain(UNTAKEN);
  });

  it('is told of once when the clock is set back an hour, and late when Friday was down', async () => {
    await anna.says('/task Server is down @oleh !urgent');
    expect(await heardAt('2026-11-23T11:00:00Z', anna)).toHaveLength(1);
    agency.clock.set('2026-11-23T08:00:00Z');
    await anna.says('/edit 1 Server is down again');
    expect(await heardUntil(agency, anna, '2026-11-23T14:00:00Z')).toEqual([]);
  });

  it('whose author has left is told of to those who may hand it over', async () => {
    await oleh.says('/task Server is down @ira !urgent');
    await anna.says('/people remove @oleh');
    await anna.hears();
    expect((await heardAt('2026-11-23T08:30:00Z', anna)).join()).toContain('Ira has not taken it');
  });
});
