import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { digestsOf, skippedOf, sweep } from '../support/heartbeat.ts';

/** Friday 2026-11-27, 09:00 in Kyiv; New York is seven hours behind. */
const NINE = '2026-11-27T07:00:00Z';
const SATURDAY_NIGHT = '2026-11-28T20:00:00Z';

describe('the digest of somebody who moves or changes its time', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    await anna.says('/task Banner tuesday');
  });
  afterEach(async () => {
    // Whatever was changed, the Friday after has its one digest.
    expect(await sweep(agency, anna, '2026-12-03T12:00:00Z', '2026-12-05T12:00:00Z', 30)).toHaveLength(1);
    expect(await skippedOf(agency)).toEqual([]);
    await agency.close();
  });

  async function changeAt(moment: string, setting: string) {
    const before = await sweep(agency, anna, '2026-11-27T00:00:00Z', moment, 30);
    agency.clock.set(moment);
    await anna.says(`/settings ${setting}`);
    return [...before, ...(await sweep(agency, anna, moment, SATURDAY_NIGHT, 30))];
  }

  it.each([
    ['on Thursday night', '2026-11-26T20:00:00Z', ['2026-11-27T14:00']],
    ['on Friday before nine', '2026-11-27T06:59:00Z', ['2026-11-27T14:00']],
    ['on Friday after the digest', '2026-11-27T10:00:00Z', ['2026-11-27T07:00']],
  ])('comes once when they move from Kyiv to New York %s', async (_, moment, moments) => {
    agency.clock.set(moment);
    if (moment < NINE) {
      await anna.says('/settings zone New York');
      expect(await sweep(agency, anna, moment.replace(':59', ':00'), SATURDAY_NIGHT, 30)).toEqual(moments);
    } else {
      expect(await changeAt(moment, 'zone New York')).toEqual(moments);
    }
  });

  it('comes at once when they move on Friday to where nine has passed', async () => {
    agency.clock.set('2026-11-26T10:00:00Z');
    await anna.says('/settings zone New York');
    expect(await changeAt('2026-11-27T13:00:00Z', 'zone Kyiv')).toEqual(['2026-11-27T13:00']);
  });

  it('comes at once when they move on Friday to where it is Saturday', async () => {
    agency.clock.set('2026-11-26T10:00:00Z');
    await anna.says('/settings zone New York');
    expect(await changeAt('2026-11-27T13:30:00Z', 'zone Kiritimati')).toEqual(['2026-11-27T13:30']);
  });

  it('does not come a second time however often they move on Friday', async () => {
    agency.clock.set(NINE);
    await agency.tick();
    expect(await digestsOf(anna)).toHaveLength(1);
    for (const zone of ['London', 'New York', 'Los Angeles', 'Tokyo', 'Kyiv', 'Apia']) {
      agency.clock.advance({ minutes: 10 });
      await anna.says(`/settings zone ${zone}`);
      await agency.tick();
    }
    expect(await sweep(agency, anna, agency.clock.now(), SATURDAY_NIGHT, 30)).toEqual([]);
    await anna.says('/settings zone Kyiv');
  });

  it.each([
    ['to later', '2026-11-27T06:59:00Z', 'digest 09:30', ['2026-11-27T07:59']],
    ['to a time that has passed', '2026-11-27T06:59:00Z', 'digest 08:30', ['2026-11-27T06:59']],
    ['to the same time', '2026-11-27T06:59:00Z', 'digest 9:00', ['2026-11-27T07:29']],
    ['to the evening', '2026-11-27T06:59:00Z', 'digest 20:00', ['2026-11-27T18:29']],
  ])('comes once when its time is changed at 08:59, %s', async (_, moment, setting, moments) => {
    expect(await changeAt(moment, setting)).toEqual(moments);
  });

  it.each(['digest 17:00', 'digest 08:00', 'digest 10:30'])(
    'does not come again when its time is changed after it came: %s',
    async (setting) => {
      expect(await changeAt('2026-11-27T08:00:00Z', setting)).toEqual(['2026-11-27T07:00']);
    },
  );
});
