import { describe, expect, it } from 'vitest';
import { nextDigestAt } from '../../../src/domain/digest-week.ts';
import type { Instant, TimeOfDay } from '../../../src/domain/instant.ts';
import { instantOf, toEpochMs } from '../../../src/domain/instant.ts';

/**
 * Held against what the machine's own calendar shows on the wall, minute by minute: it knows nothing of how the product
 * turns local time into an instant.
 */

const TIMES = ['09:00', '00:00', '02:30', '23:30'] as const;
/** 30 minutes of DST, a Friday that did not exist, DST that goes back in Ramadan, midnight changes, odd offsets. */
const TROUBLESOME = [
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'America/Nuuk',
  'Asia/Gaza',
  'Africa/Cairo',
  'America/Asuncion',
  'Europe/Kyiv',
];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function wallOf(zone: string): (epochMs: number) => string {
  // `2026-11-27 09:00`
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (epochMs) => format.format(epochMs);
}

/** The Fridays between two years that some moment in that zone shows. */
function fridaysOf(wall: (epochMs: number) => string, from: number, to: number): string[] {
  const found: string[] = [];
  for (let ms = Date.UTC(from, 0, 1); ms < Date.UTC(to, 0, 1); ms += DAY_MS) {
    if (new Date(ms).getUTCDay() !== 5) continue;
    const date = new Date(ms).toISOString().slice(0, 10);
    // No clock is further from UTC than 14 hours.
    const hours = Array.from({ length: 9 }, (_, i) => ms - 15 * 3_600_000 + i * 6 * 3_600_000);
    if (hours.some((each) => wall(each).startsWith(date))) found.push(date);
  }
  return found;
}

/** Says what is wrong with the moment at which the digest of a Friday is owed. */
function faultOf(wall: (epochMs: number) => string, at: number, friday: string, time: string): string | undefined {
  const wanted = `${friday} ${time}`;
  const shown = wall(at);
  if (shown === wanted) {
    // The first time that clocks show it: they go back by half an hour, an hour, two, and never by more.
    const again = [30, 60, 120].find((minutes) => wall(at - minutes * MINUTE_MS) === wanted);
    return again === undefined ? undefined : `the second ${wanted}`;
  }
  // Never shown: then it is the very minute at which clocks jump over it.
  if (shown > wanted && wall(at - MINUTE_MS) < wanted && shown.startsWith(friday)) return undefined;
  return `${shown} in place of ${wanted}`;
}

function faultsIn(zone: string, from: number, to: number): string[] {
  const wall = wallOf(zone);
  const fridays = fridaysOf(wall, from, to);
  return TIMES.flatMap((time) => {
    const faults: string[] = [];
    let after: Instant = instantOf(toEpochMs(`${fridays[0]}T00:00:00.000Z` as Instant) - 2 * DAY_MS);
    for (const friday of fridays) {
      const at = nextDigestAt(after, zone, { weekday: 5, time: time as TimeOfDay });
      const fault = faultOf(wall, toEpochMs(at), friday, time);
      if (fault) faults.push(`${zone} ${at}: ${fault}`);
      after = at;
    }
    return faults;
  });
}

describe('each Friday that a zone has owes one digest: a gap its first minute after, a fold its first run', () => {
  it.each(TROUBLESOME)('in %s', (zone) => {
    expect(faultsIn(zone, 2024, 2029)).toEqual([]);
  });

  it('in Apia around 2011-12-30, a Friday that it skipped', () => {
    expect(fridaysOf(wallOf('Pacific/Apia'), 2011, 2012)).not.toContain('2011-12-30');
    expect(fridaysOf(wallOf('Pacific/Pago_Pago'), 2011, 2012)).toContain('2011-12-30');
    expect(faultsIn('Pacific/Apia', 2009, 2014)).toEqual([]);
  });

  it('in every zone there is, of which the short form takes some', { timeout: 1_200_000 }, () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    const isLong = process.env.FRIDAY_LONG !== undefined;
    const looked = isLong ? zones : zones.filter((_, i) => i % 12 === 5);
    expect(looked.flatMap((zone) => faultsIn(zone, isLong ? 2024 : 2026, isLong ? 2029 : 2027))).toEqual([]);
  });

  it('and a wrong moment would be seen', () => {
    const wall = wallOf('Europe/Kyiv');
    const at = (iso: string) => Date.parse(iso);
    // Clocks went back at 04:00 on Sunday 2026-10-25, and forward at 03:00 on Sunday 2026-03-29.
    expect(faultOf(wall, at('2026-10-25T00:30:00Z'), '2026-10-25', '03:30')).toBeUndefined();
    expect(faultOf(wall, at('2026-10-25T01:30:00Z'), '2026-10-25', '03:30')).toBe('the second 2026-10-25 03:30');
    expect(faultOf(wall, at('2026-03-29T01:00:00Z'), '2026-03-29', '03:30')).toBeUndefined();
    expect(faultOf(wall, at('2026-03-29T01:30:00Z'), '2026-03-29', '03:30')).toMatch(/04:30 in place of/);
    expect(faultOf(wall, at('2026-11-27T07:01:00Z'), '2026-11-27', '09:00')).toMatch(/09:01 in place of/);
  });
});
