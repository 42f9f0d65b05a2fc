import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/instant.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { skippedOf } from '../support/heartbeat.ts';

/** The evening check always comes where it is on, so that it shows what the clock does to both. Work is 09:00–18:00. */
let agency: Agency;
let anna: AgencyPerson;

/** Monday 2026-11-23, 17:45 in Kyiv, which is 15:45 UTC. */
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  await anna.says('/settings evening 17:45');
  await agency.tick();
});
afterEach(() => agency.close());

const isCheck = (message: string) => message.startsWith('Your day');

async function checksAt(moment: string, on = agency, person = anna): Promise<number> {
  on.clock.set(moment);
  await on.tick();
  return (await person.hears()).filter(isCheck).length;
}

/** The moments at which one came, to the minute. */
async function sweep(from: string, to: string, everyMinutes = 15): Promise<string[]> {
  const moments: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += everyMinutes * 60_000) {
    for (let n = await checksAt(instantOf(ms)); n > 0; n -= 1) moments.push(instantOf(ms).slice(5, 16));
  }
  return moments;
}

describe('what comes daily', () => {
  it('comes at its minute, not before and not twice', async () => {
    expect(await sweep('2026-11-23T15:40:00Z', '2026-11-23T16:10:00Z', 1)).toEqual(['11-23T15:45']);
    expect(await sweep('2026-11-23T16:15:00Z', '2026-11-24T15:30:00Z', 60)).toEqual([]);
    expect(await sweep('2026-11-24T15:44:00Z', '2026-11-24T15:46:00Z', 1)).toEqual(['11-24T15:45']);
  });

  it.each([
    ['for a minute', '2026-11-23T15:46:00Z', 1],
    ['for three hours', '2026-11-23T18:45:00Z', 1],
    ['for three hours and a minute', '2026-11-23T18:46:00Z', 0],
    ['until the next day', '2026-11-24T08:00:00Z', 0],
  ])('is caught up within three hours, else skipped with the reason: down %s', async (_, back, count) => {
    expect(await checksAt(back)).toBe(count);
    const skipped = await skippedOf(agency, 'evening:');
    expect(skipped).toHaveLength(1 - count);
    for (const { unique_key, reason } of skipped) {
      expect(unique_key).toBe('evening:1:2026-11-23');
      expect(reason).toBe(`missed 2026-11-23T15:45:00.000Z, noticed ${agency.clock.now()}`);
    }
    expect(await checksAt('2026-11-24T15:45:00Z')).toBe(1);
  });

  it('accounts for each working day of a week of downtime, and for no more of a longer one', async () => {
    expect(await checksAt('2027-01-12T08:00:00Z')).toBe(0);
    const days = await skippedOf(agency, 'evening:');
    expect(days.map(({ unique_key }) => unique_key?.slice(-5))).toEqual(['01-05', '01-06', '01-07', '01-08', '01-11']);
    expect(days[0]?.reason).toContain('from 2026-11-23T15:45:00.000Z');
    expect(await checksAt('2027-01-12T15:45:00Z')).toBe(1);
  });

  it.each([-2, -1, 1, 2])('comes once when the clock is set by %i h around its moment', async (hours) => {
    const before = await sweep('2026-11-23T14:00:00Z', '2026-11-23T15:45:00Z');
    agency.clock.advance({ hours });
    const after = await sweep(agency.clock.now(), '2026-11-23T20:00:00Z');
    expect([...before, ...after]).toHaveLength(1);
  });

  it.each([
    ['a day ahead', '2026-11-24T13:00:00Z'],
    ['in 2031', '2031-03-05T08:00:00Z'],
  ])('comes today where a clock that was ahead had put it off: %s', async (_, ahead) => {
    await checksAt(ahead);
    expect(await sweep('2026-11-23T15:00:00Z', '2026-11-24T16:00:00Z')).toEqual(['11-23T15:45', '11-24T15:45']);
  });

  it('comes late today where a clock that was ahead had skipped it, and is back in time', async () => {
    await checksAt('2026-11-24T13:00:00Z');
    expect(await skippedOf(agency, 'evening:')).toHaveLength(1);
    expect(await sweep('2026-11-23T16:30:00Z', '2026-11-24T16:00:00Z')).toEqual(['11-23T16:30', '11-24T15:45']);
    expect(await skippedOf(agency, 'evening:')).toEqual([]);
  });

  it('comes today where it was set anew while the clock was ahead', async () => {
    agency.clock.set('2031-03-05T08:00:00Z');
    await anna.says('/settings evening 17:30');
    expect(await sweep('2026-11-23T15:00:00Z', '2026-11-23T18:00:00Z')).toEqual(['11-23T15:30']);
  });

  it('comes at its time on the wall across both clock changes', async () => {
    await anna.says('/settings work 9-18 sat sun mon');
    expect(await sweep('2027-03-27T15:00:00Z', '2027-03-29T17:00:00Z', 15)).toEqual([
      '03-27T15:45',
      '03-28T14:45',
      '03-29T14:45',
    ]);
    expect(await sweep('2027-10-30T14:00:00Z', '2027-11-01T17:00:00Z', 15)).toEqual([
      '10-30T14:45',
      '10-31T15:45',
      '11-01T15:45',
    ]);
  });

  it.each([
    ['to the west before it came: there', '2026-11-23T12:00:00Z', 'New York', ['11-23T22:45']],
    ['to the west after it came: not again', '2026-11-23T16:00:00Z', 'New York', ['11-23T15:45']],
    ['to the east before it came: at once', '2026-11-23T12:00:00Z', 'Dubai', ['11-23T13:45']],
    ['to where its time has passed: at once', '2026-11-23T15:00:00Z', 'Dubai', ['11-23T15:00']],
  ])('comes once on a day on which its person moves %s', async (_, moment, zone, moments) => {
    const before = await sweep('2026-11-23T11:00:00Z', moment);
    await anna.says(`/settings zone ${zone}`);
    expect([...before, ...(await sweep(moment, '2026-11-24T04:00:00Z'))]).toEqual(moments);
    expect(await sweep('2026-11-24T06:00:00Z', '2026-11-25T02:00:00Z', 15)).toHaveLength(1);
  });

  it.each([
    ['to later', '17:45', 'evening 18:30', ['11-23T16:30']],
    ['to a time that has passed', '17:30', 'evening 17:00', ['11-23T15:30']],
    ['after it came', '18:00', 'evening 19:00', ['11-23T15:45']],
  ])('comes once on a day on which its time is changed %s', async (_, local, setting, moments) => {
    const [hour = 0, minute = 0] = local.split(':').map(Number);
    const moment = `2026-11-23T${hour - 2}:${String(minute).padStart(2, '0')}:00Z`;
    const before = local < '17:45' || local === '17:45' ? [] : await sweep('2026-11-23T15:00:00Z', moment);
    agency.clock.set(moment);
    await anna.says(`/settings ${setting}`);
    expect([...before, ...(await sweep(moment, '2026-11-23T20:00:00Z'))]).toEqual(moments);
  });

  it('is for nobody who left, and for those who are back again', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/settings evening 17:45');
    await anna.says('/people remove @oleh');
    expect(await checksAt('2026-11-23T15:45:00Z', agency, oleh)).toBe(0);
    await anna.says('/people restore @id2');
    expect(await checksAt('2026-11-24T15:45:00Z', agency, oleh)).toBe(1);
  });

  it('reaches everybody else when that of one cannot be made', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/settings evening 17:45');
    await agency.store.transact(() =>
      agency.database.query
        .updateTable('people')
        .set({ zone: 'Nowhere/Else' })
        .where('id', '=', 1 as never)
        .execute(),
    );
    agency.clock.set('2026-11-23T15:45:00Z');
    expect((await agency.tick())['evening check']).toMatchObject({ owed: 1, failed: 1 });
    expect((await oleh.hears()).filter(isCheck)).toHaveLength(1);
  });
});

it('two processes send one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-dailies-'));
  const file = join(folder, 'two.db');
  const one = await openAgency({ file });
  const people = ['ira', 'max', 'joe'];
  for (const name of people) {
    await one.person(name).says('/settings evening 17:45');
    await one.person(name).says('/settings morning 17:45');
    await one.person(name).says('/task Fire !urgent');
  }
  const two = await openAgency({ file });
  for (const each of [one, two]) each.clock.set('2026-11-23T15:45:00Z');
  await Promise.all([one.tick(), two.tick()]);
  for (const name of people) {
    const heard = [...(await one.person(name).hears()), ...(await two.person(name).hears())];
    expect(heard.filter(isCheck)).toHaveLength(1);
    expect(heard.filter((message) => message.startsWith('Good morning'))).toHaveLength(1);
  }
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true, force: true });
});
