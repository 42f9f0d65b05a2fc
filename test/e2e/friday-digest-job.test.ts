import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addSeconds, instantOf } from '../../src/domain/instant.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { digestsOf, skippedOf, sweep, sweepAll } from '../support/heartbeat.ts';

/** Friday 2026-11-27, 09:00 in Kyiv. */
const NINE = '2026-11-27T07:00:00Z';
const minutesAfterNine = (minutes: number) => addSeconds(instantOf(Date.parse(NINE)), minutes * 60);

describe('the Friday digest', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    await anna.says('/task Banner tuesday');
  });
  afterEach(() => agency.close());

  it('comes at nine, not a minute before, and not again that week', async () => {
    expect(await sweep(agency, anna, '2026-11-23T08:00:00Z', '2026-11-27T06:59:00Z', 60)).toEqual([]);
    agency.clock.set(NINE);
    await agency.tick();
    const [digest, ...more] = await digestsOf(anna);
    expect(digest).toMatch(/check and close your overdue tasks/i);
    expect(digest).toMatch(/Received: 1\n• 1 Banner\n.*Tue 24 Nov · 3 days late/);
    expect(more).toEqual([]);
    expect(await sweep(agency, anna, NINE, '2026-12-03T23:00:00Z', 60)).toEqual([]);
    expect(await sweep(agency, anna, '2026-12-04T06:59:00Z', '2026-12-04T08:00:00Z', 1)).toEqual(['2026-12-04T07:00']);
  });

  it('comes to each person at nine where they are, and at their own time where they set one', async () => {
    const mia = agency.person('mia', { zone: 'America/New_York' });
    const oleh = agency.person('oleh');
    for (const person of [mia, oleh]) await person.says('/task Menu monday 23:00');
    await oleh.says('/settings digest 10:30');
    const heard = await sweepAll(agency, { anna, mia, oleh }, '2026-11-26T22:00:00Z', '2026-11-28T22:00:00Z', 30);
    expect(heard).toEqual({ anna: ['2026-11-27T07:00'], mia: ['2026-11-27T14:00'], oleh: ['2026-11-27T08:30'] });
  });

  it('tells the one who received and the one who gave', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/task Poster @anna wednesday !high');
    await anna.says('/task Flyer @oleh thursday 12:00');
    agency.clock.set(NINE);
    await digestsOf(anna);
    await digestsOf(oleh);
    await agency.tick();
    expect((await digestsOf(anna)).join()).toMatch(
      /Received: 2\n• 2 Poster(?:.|\n)*• 1 Banner(?:.|\n)*Assigned by you: 1\n• 3 Flyer/,
    );
    expect((await digestsOf(oleh)).join()).toMatch(/Received: 1\n• 3 Flyer(?:.|\n)*Assigned by you: 1\n• 2 Poster/);
  });

  it.each([
    ['a minute', minutesAfterNine(1), 1],
    ['three hours', minutesAfterNine(180), 1],
    ['until 17:59', minutesAfterNine(9 * 60 - 1), 1],
    ['until 18:00', minutesAfterNine(9 * 60), 0],
    ['until Saturday', '2026-11-28T07:00:00Z', 0],
  ])('is caught up on the same day only: down for %s', async (_, back, digests) => {
    agency.clock.set(back);
    const { 'friday digest': counts } = await agency.tick();
    expect(await digestsOf(anna)).toHaveLength(digests);
    expect(counts).toMatchObject({ owed: digests, skipped: 1 - digests });
    expect(await sweep(agency, anna, back, '2026-12-03T08:00:00Z', 120)).toEqual([]);
    const skipped = await skippedOf(agency);
    expect(skipped).toHaveLength(1 - digests);
    for (const row of skipped) {
      expect(row.unique_key).toMatch(/^digest:\d+:2026-W48$/);
      expect(row.reason).toContain('2026-11-27T07:00:00.000Z');
      expect(row.reason).toContain(agency.clock.now().slice(0, 4));
    }
    expect(await sweep(agency, anna, '2026-12-04T07:00:00Z', '2026-12-04T08:00:00Z', 30)).toHaveLength(1);
  });

  it('settles each missed week on its own after three weeks, and sends this Friday’s', async () => {
    agency.clock.set('2026-12-18T08:00:00Z');
    await agency.tick();
    expect(await digestsOf(anna)).toHaveLength(1);
    const weeks = (await skippedOf(agency)).map((row) => row.unique_key?.slice(-3));
    expect(weeks).toEqual(['W48', 'W49', 'W50']);
    expect(await sweep(agency, anna, '2026-12-18T08:00:00Z', '2026-12-24T20:00:00Z', 120)).toEqual([]);
  });

  it.each([-2, -1, 1, 2])('comes once when the clock is set by %i h around nine', async (hours) => {
    const before = await sweep(agency, anna, '2026-11-27T05:00:00Z', '2026-11-27T07:05:00Z', 5);
    agency.clock.advance({ hours });
    const after = await sweep(agency, anna, agency.clock.now(), '2026-11-27T20:00:00Z', 5);
    expect([...before, ...after]).toHaveLength(1);
    expect(await sweep(agency, anna, '2026-12-04T05:00:00Z', '2026-12-04T09:00:00Z', 30)).toEqual(['2026-12-04T07:00']);
  });

  it.each([
    ['back and forth over nine', [1.9, -1.9, 2, -2]],
    ['a day back', [2.5, -24, 23]],
    ['into the evening and back', [12, -11]],
  ])('comes once when the clock jumps %s', async (_, jumps) => {
    agency.clock.set('2026-11-27T05:30:00Z');
    let digests = 0;
    for (const hours of jumps) {
      agency.clock.advance({ hours });
      await agency.tick();
      digests += (await digestsOf(anna)).length;
    }
    digests += (await sweep(agency, anna, agency.clock.now(), '2026-11-28T20:00:00Z', 30)).length;
    // Noticed past 18:00, it is skipped, until the clock is back before it.
    expect(digests + (await skippedOf(agency)).length).toBe(1);
  });

  it('comes in each week once across both clock changes, at nine on the wall', async () => {
    const autumn = await openAgency({ at: '2026-10-19T08:00:00Z' });
    const [kyiv, york] = [autumn.person('ira'), autumn.person('joe', { zone: 'America/New_York' })];
    for (const person of [kyiv, york]) await person.says('/task Menu today');
    expect(await sweepAll(autumn, { kyiv, york }, '2026-10-20T04:00:00Z', '2026-11-08T00:00:00Z', 60)).toEqual({
      kyiv: ['2026-10-23T06:00', '2026-10-30T07:00', '2026-11-06T07:00'],
      york: ['2026-10-23T13:00', '2026-10-30T13:00', '2026-11-06T14:00'],
    });
    await autumn.close();
    const spring = await openAgency({ at: '2026-03-02T08:00:00Z' });
    const [ira, joe] = [spring.person('ira'), spring.person('joe', { zone: 'America/New_York' })];
    for (const person of [ira, joe]) await person.says('/task Menu today');
    expect(await sweepAll(spring, { ira, joe }, '2026-03-04T00:00:00Z', '2026-04-04T00:00:00Z', 60)).toEqual({
      ira: ['2026-03-06T07:00', '2026-03-13T07:00', '2026-03-20T07:00', '2026-03-27T07:00', '2026-04-03T06:00'],
      joe: ['2026-03-06T14:00', '2026-03-13T13:00', '2026-03-20T13:00', '2026-03-27T13:00', '2026-04-03T13:00'],
    });
    await spring.close();
  });

  it.each([
    ['skipped hour: the first minute after it', '2026-03-24T08:00:00Z', '2026-03-29T01:00'],
    ['repeated hour: its first run', '2026-10-20T08:00:00Z', '2026-10-25T00:30'],
  ])('has one moment in a %s', async (_, at, moment) => {
    const sundays = await openAgency({ at, settings: { digest: { weekday: 7, time: '03:30' as never } } });
    const ira = sundays.person('ira');
    await ira.says('/task Menu today');
    const until = instantOf(Date.parse(at) + 6 * 86_400_000);
    expect(await sweep(sundays, ira, at, until, 30)).toEqual([moment]);
    await sundays.close();
  });

  it('leaves out a Friday that a zone skipped', async () => {
    const samoa = await openAgency({ at: '2011-12-20T00:00:00Z' });
    const tui = samoa.person('tui', { zone: 'Pacific/Apia' });
    await tui.says('/task Menu today');
    expect(await sweep(samoa, tui, '2011-12-21T00:00:00Z', '2012-01-10T00:00:00Z', 60)).toEqual([
      '2011-12-23T19:00',
      '2012-01-05T19:00',
    ]);
    await samoa.close();
  });

  it('sends nothing to people with nothing overdue, unless they want it always', async () => {
    const oleh = agency.person('oleh');
    const ira = agency.person('ira');
    await oleh.says('/settings digest always');
    await ira.says('/task Menu friday');
    const heard = await sweepAll(agency, { oleh, ira }, NINE, '2026-11-27T09:00:00Z', 30);
    expect(heard).toEqual({ oleh: ['2026-11-27T07:00'], ira: [] });
    await oleh.says('/settings digest overdue');
    expect(await sweep(agency, oleh, '2026-12-04T07:00:00Z', '2026-12-04T09:00:00Z', 30)).toEqual([]);
  });

  it('waits for next Friday with people who come after nine', async () => {
    agency.clock.set('2026-11-27T07:30:00Z');
    const late = agency.person('late');
    await late.says('/settings digest always');
    expect(await sweep(agency, late, agency.clock.now(), '2026-12-04T08:00:00Z', 30)).toEqual(['2026-12-04T07:00']);
  });

  it('is not sent to a person who left', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/task Menu monday 23:00');
    await anna.says('/people remove @oleh');
    expect(await sweep(agency, oleh, NINE, '2026-12-05T09:00:00Z', 60)).toEqual([]);
    expect(await skippedOf(agency)).toEqual([]);
  });

  it('reaches everybody else when the digest of one cannot be made, and that one once it can', async () => {
    const people = ['oleh', 'ira', 'max'].map((name) => agency.person(name));
    for (const person of people) await person.says('/task Menu monday 23:00');
    const [oleh, ...others] = people as [AgencyPerson, ...AgencyPerson[]];
    const refuse = sql`create trigger broken before insert on digests when new.person_id = 2
      begin select raise(abort, 'no'); end`;
    await agency.store.transact(() => refuse.execute(agency.database.query));
    agency.clock.set(NINE);
    expect((await agency.tick())['friday digest']).toMatchObject({ owed: 3, failed: 1 });
    for (const person of [anna, ...others]) expect(await digestsOf(person)).toHaveLength(1);
    expect(await digestsOf(oleh)).toEqual([]);
    await agency.store.transact(() => sql`drop trigger broken`.execute(agency.database.query));
    expect(await sweep(agency, oleh, NINE, '2026-11-27T12:00:00Z', 10)).toEqual(['2026-11-27T07:00']);
  });
});
