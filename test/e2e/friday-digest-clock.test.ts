import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimeOfDay } from '../../src/domain/instant.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { digestsOf, skippedOf, sweep } from '../support/heartbeat.ts';

describe('the Friday digest after a clock that was ahead', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    await anna.says('/task Banner tuesday');
  });
  afterEach(() => agency.close());

  async function tickAt(moment: string) {
    agency.clock.set(moment);
    await agency.tick();
    return digestsOf(anna);
  }

  it.each([
    ['a day ahead on Thursday evening', '2026-11-26T18:00:00Z', '2026-11-27T18:00:00Z', '2026-11-27T07:00'],
    ['a day ahead on Friday before nine', '2026-11-27T06:50:00Z', '2026-11-28T06:50:00Z', '2026-11-27T07:00'],
    ['a day ahead on Friday, until after nine', '2026-11-27T07:30:00Z', '2026-11-28T06:50:00Z', '2026-11-27T07:30'],
    ['a week ahead', '2026-11-26T08:00:00Z', '2026-12-03T08:00:00Z', '2026-11-27T07:00'],
    ['in 2031', '2026-11-26T08:00:00Z', '2031-03-05T08:00:00Z', '2026-11-27T07:00'],
  ])('comes this Friday, and each Friday after: %s', async (_, back, ahead, moment) => {
    await tickAt('2026-11-26T07:00:00Z');
    expect(await tickAt(ahead)).toEqual([]);
    expect(await sweep(agency, anna, back, '2026-11-28T12:00:00Z', 10)).toEqual([moment]);
    expect(await sweep(agency, anna, '2026-12-04T06:50:00Z', '2026-12-05T12:00:00Z', 10)).toEqual(['2026-12-04T07:00']);
    expect((await skippedOf(agency)).map((row) => row.unique_key)).not.toContain('digest:1:2026-W48');
  });

  it('comes this Friday when somebody changed its time while the clock was ahead', async () => {
    await tickAt('2026-11-26T07:00:00Z');
    agency.clock.set('2031-03-05T08:00:00Z');
    await anna.says('/settings digest 10:00');
    expect(await sweep(agency, anna, '2026-11-26T07:10:00Z', '2026-11-28T12:00:00Z', 10)).toEqual(['2026-11-27T08:00']);
  });

  it('does not come again when it came while the clock was ahead', async () => {
    await tickAt('2026-11-26T07:00:00Z');
    expect(await tickAt('2026-11-27T08:00:00Z')).toHaveLength(1);
    expect(await sweep(agency, anna, '2026-11-26T08:00:00Z', '2026-11-28T12:00:00Z', 10)).toEqual([]);
    expect(await tickAt('2026-12-04T07:00:00Z')).toHaveLength(1);
  });

  it('stays skipped where the clock comes back too late that day', async () => {
    await tickAt('2026-11-27T06:00:00Z');
    await tickAt('2026-11-28T06:00:00Z');
    expect(await sweep(agency, anna, '2026-11-27T16:30:00Z', '2026-11-28T12:00:00Z', 10)).toEqual([]);
    expect((await skippedOf(agency)).map((row) => row.unique_key)).toEqual(['digest:1:2026-W48']);
  });

  it('keeps the last five of the weeks missed in a gap of years, and says how many there were', async () => {
    await tickAt('2031-03-05T08:00:00Z');
    const skipped = await skippedOf(agency);
    expect(skipped.map((row) => row.unique_key?.slice(-8))).toEqual([
      '2031-W05',
      '2031-W06',
      '2031-W07',
      '2031-W08',
      '2031-W09',
    ]);
    expect(skipped[0]?.reason).toContain('218 weeks before it, from 2026-11-27T07:00:00.000Z');
    expect(await tickAt('2031-03-07T07:00:00Z')).toHaveLength(1);
  });
});

describe('the Friday digest after a start with another weekday or time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-digest-at-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The days at which it came, with the setting from the second start on. */
  async function restarted(at: string, weekday: number, time: string, own?: string) {
    const file = join(folder, `${at}-${weekday}${time}${own}.db`.replaceAll(':', ''));
    const before = await openAgency({ file });
    await before.person('anna').says('/task Banner monday 18:00');
    if (own) await before.person('anna').says(`/settings digest ${own}`);
    const early = await sweep(before, before.person('anna'), '2026-11-23T20:00:00Z', at, 60);
    await before.close();
    const digest = { weekday, time: time as TimeOfDay };
    const after = await openAgency({ file, at, settings: { digest } });
    const late = await sweep(after, after.person('anna'), at, '2026-12-07T05:00:00Z', 60);
    await after.close();
    return [...early, ...late];
  }

  it.each([
    ['an earlier weekday', 4, '10:00', ['2026-11-26T08:00', '2026-12-03T08:00']],
    ['a later weekday', 7, '10:00', ['2026-11-29T08:00', '2026-12-06T08:00']],
    ['another time', 5, '12:00', ['2026-11-27T10:00', '2026-12-04T10:00']],
    ['the same', 5, '09:00', ['2026-11-27T07:00', '2026-12-04T07:00']],
    ['a weekday that has passed: this week as it was', 1, '10:00', ['2026-11-27T07:00', '2026-11-30T08:00']],
  ])('comes once in each week, as it is set now: %s', async (_, weekday, time, moments) => {
    expect(await restarted('2026-11-24T08:00:00Z', weekday, time)).toEqual(moments);
  });

  it.each([
    ['a later weekday', 7, '10:00', ['2026-11-27T07:00', '2026-12-06T08:00']],
    ['an earlier weekday', 4, '10:00', ['2026-11-27T07:00', '2026-12-03T08:00']],
  ])('does not come again in a week in which it came: %s', async (_, weekday, time, moments) => {
    expect(await restarted('2026-11-27T09:00:00Z', weekday, time)).toEqual(moments);
  });

  it('keeps the time of those who set their own', async () => {
    expect(await restarted('2026-11-24T08:00:00Z', 4, '10:00', '11:00')).toEqual([
      '2026-11-26T09:00',
      '2026-12-03T09:00',
    ]);
  });
});
