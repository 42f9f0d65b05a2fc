import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, TimeOfDay } from '../../../src/domain/instant.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { DEFAULT_WORKING_HOURS } from '../../../src/domain/person.ts';
import { addWorkingSeconds, workingSecondsBetween } from '../../../src/domain/working-time.ts';

const worker = { zone: 'Europe/Kyiv', workingHours: DEFAULT_WORKING_HOURS };

function at(iso: string): Instant {
  return instantOf(Date.parse(iso));
}

describe('half an hour of working time', () => {
  it.each([
    ['within a day', '2026-11-23T10:00+02:00', '2026-11-23T10:30+02:00'],
    ['from before the day begins', '2026-11-23T06:00+02:00', '2026-11-23T09:30+02:00'],
    ['over a night', '2026-11-23T17:45+02:00', '2026-11-24T09:15+02:00'],
    ['just before the day ends', '2026-11-23T17:30+02:00', '2026-11-23T18:00+02:00'],
    ['when the day ends', '2026-11-23T18:00+02:00', '2026-11-24T09:30+02:00'],
    ['over a weekend', '2026-11-27T17:50+02:00', '2026-11-30T09:20+02:00'],
    ['on a Sunday', '2026-11-29T12:00+02:00', '2026-11-30T09:30+02:00'],
    ['over the weekend in which clocks go back', '2026-10-23T17:50+03:00', '2026-10-26T09:20+02:00'],
    ['over the weekend in which clocks go forward', '2027-03-26T17:50+02:00', '2027-03-29T09:20+03:00'],
  ])('is over at the right moment: %s', (_, from, until) => {
    expect(addWorkingSeconds(at(from), 1800, worker)).toBe(at(until));
    expect(workingSecondsBetween(at(from), at(until), worker)).toBe(1800);
  });

  it('counts a night shift through the hour that comes twice', () => {
    const starts = '03:00' as TimeOfDay;
    const ends = '05:00' as TimeOfDay;
    const shift = { zone: 'Europe/Kyiv', workingHours: { starts, ends, days: [7] } };
    expect(workingSecondsBetween(at('2026-10-25T00:00+03:00'), at('2026-10-26T00:00+02:00'), shift)).toBe(3 * 3600);
  });

  it('goes by the clock for somebody who works on no day at all', () => {
    const nobody = { ...worker, workingHours: { ...DEFAULT_WORKING_HOURS, days: [] } };
    expect(addWorkingSeconds(at('2026-11-23T10:00Z'), 1800, nobody)).toBe(at('2026-11-23T10:30Z'));
  });

  it('is what lies between its two ends, wherever it begins', () => {
    const moment = fc.integer({ min: Date.parse('2026-09-01'), max: Date.parse('2027-11-30') });
    const zone = fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 * 3600 }), zone, (ms, seconds, where) => {
        const from = instantOf(ms - (ms % 1000));
        const somebody = { ...worker, zone: where };
        expect(workingSecondsBetween(from, addWorkingSeconds(from, seconds, somebody), somebody)).toBe(seconds);
      }),
    );
  });
});
