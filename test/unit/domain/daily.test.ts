import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realignDaily, rescheduleDailies, withDaily } from '../../../src/changes/schedule-dailies.ts';
import { dailyToCatchUp, firstAccountedDaily, isInTimeForDaily, nextDailyAt } from '../../../src/domain/daily.ts';
import type { Instant, TimeOfDay } from '../../../src/domain/instant.ts';
import { addSeconds, dateIn, instantOf, timeIn, weekdayOf } from '../../../src/domain/instant.ts';
import type { Person } from '../../../src/domain/person.ts';
import { personNamed } from '../../data/records.ts';

const at = (iso: string) => instantOf(Date.parse(iso));
const plan = (time: string, days: readonly number[] = [1, 2, 3, 4, 5]) => ({ time: time as TimeOfDay, days });
const KYIV = 'Europe/Kyiv';

describe('the next morning list', () => {
  it.each([
    ['later today', '2026-11-23T06:59:59.999Z', '09:00', KYIV, '2026-11-23T07:00:00Z'],
    ['tomorrow, from its own moment on', '2026-11-23T07:00:00Z', '09:00', KYIV, '2026-11-24T07:00:00Z'],
    ['on Monday after Friday', '2026-11-27T07:00:00Z', '09:00', KYIV, '2026-11-30T07:00:00Z'],
    [
      'at nine on the wall before and after the clocks go back',
      '2026-10-23T06:00:00Z',
      '09:00',
      KYIV,
      '2026-10-26T07:00:00Z',
    ],
    ['at nine on the wall after they go forward', '2026-03-27T07:00:00Z', '09:00', KYIV, '2026-03-30T06:00:00Z'],
    ['at midnight', '2026-11-23T07:00:00Z', '00:00', KYIV, '2026-11-23T22:00:00Z'],
  ])('comes %s', (_, after, time, zone, next) => {
    expect(nextDailyAt(at(after), zone, plan(time))).toBe(at(next));
  });

  it.each([
    ['in the hour that is skipped: the first minute after it', '2026-03-28T12:00:00Z', '03:30', '2026-03-29T01:00:00Z'],
    ['in the hour that is repeated: its first run', '2026-10-24T12:00:00Z', '03:30', '2026-10-25T00:30:00Z'],
    ['after the first run of a repeated hour: the day after', '2026-10-25T00:30:00Z', '03:30', '2026-10-26T01:30:00Z'],
  ])('comes once %s', (_, after, time, next) => {
    expect(nextDailyAt(at(after), KYIV, plan(time, [1, 7]))).toBe(at(next));
  });

  it('comes before the clocks change where they skip the rest of the day, and once more the day after', () => {
    const nightly = plan('23:00', [6, 7]);
    const saturday = nextDailyAt(at('2024-03-30T12:00:00Z'), 'America/Nuuk', nightly);
    expect(saturday).toBe(at('2024-03-31T00:59:00Z'));
    expect(nextDailyAt(at('2024-03-31T00:59:00Z'), 'America/Nuuk', nightly)).toBe(at('2024-04-01T00:00:00Z'));
  });

  it('leaves out a day that a zone skipped, and never comes where there is no day for it', () => {
    expect(nextDailyAt(at('2011-12-29T20:00:00Z'), 'Pacific/Apia', plan('09:00'))).toBe(at('2012-01-01T19:00:00Z'));
    expect(nextDailyAt(at('2011-12-24T20:00:00Z'), 'Pacific/Apia', plan('09:00', [5]))).toBe(
      at('2012-01-05T19:00:00Z'),
    );
    expect(nextDailyAt(at('2026-11-23T07:00:00Z'), KYIV, plan('09:00', []))).toBeNull();
  });

  it('comes exactly once on each working day, in any zone, whenever it is asked', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2028-01-01') }),
        fc.integer({ min: 0, max: 1439 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (zone, ms, minutes, days) => {
          const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          const found: string[] = [];
          let moment: Instant = instantOf(ms);
          for (let i = 0; i < 8; i += 1) {
            const next = nextDailyAt(moment, zone, plan(time, days));
            if (next === null) throw new Error('no next');
            expect(next > moment).toBe(true);
            expect(days).toContain(weekdayOf(dateIn(zone, next)));
            // Only a clock change moves it away from its time, also one at midnight, as in Cairo.
            const before = addSeconds(next, -60);
            const isSkipped = dateIn(zone, before) < dateIn(zone, next) || timeIn(zone, before) < time;
            if (timeIn(zone, next) !== time) expect(isSkipped).toBe(true);
            found.push(dateIn(zone, next));
            moment = next;
          }
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('one that is late', () => {
  it.each([
    ['at its moment', '2026-11-23T07:00:00Z', '2026-11-23T07:00:00Z', true],
    ['three hours later', '2026-11-23T07:00:00Z', '2026-11-23T10:00:00Z', true],
    ['three hours and a second later', '2026-11-23T07:00:00Z', '2026-11-23T10:00:01Z', false],
    ['an hour later, after midnight', '2026-11-23T21:30:00Z', '2026-11-23T22:30:00Z', false],
    ['over the repeated hour', '2026-10-25T00:30:00Z', '2026-10-25T03:30:00Z', true],
  ])('is still sent the same day within three hours: %s', (_, dueAt, now, isInTime) => {
    expect(isInTimeForDaily(at(dueAt), at(now), KYIV)).toBe(isInTime);
    const catchUp = dailyToCatchUp(at(now), KYIV, plan(timeIn(KYIV, at(dueAt)), [1, 2, 3, 4, 5, 6, 7]));
    expect(catchUp).toBe(isInTime ? at(dueAt) : undefined);
  });

  it('is accounted for day by day for a week, and no further', () => {
    const now = at('2026-11-27T12:00:00Z');
    expect(firstAccountedDaily(at('2026-11-23T07:00:00Z'), now, KYIV, plan('09:00'))).toBe(at('2026-11-23T07:00:00Z'));
    expect(firstAccountedDaily(at('2026-01-05T07:00:00Z'), now, KYIV, plan('09:00'))).toBe(at('2026-11-23T07:00:00Z'));
  });
});

describe('after a change', () => {
  const anna: Person = { ...personNamed('Anna'), id: 1 as Person['id'], morningTime: '09:00' as TimeOfDay };
  const owed = (person: Person) => person.nextMorningAt;

  it.each([
    [
      'in the new zone, where it is still to come',
      '2026-11-23T06:00:00Z',
      'America/New_York',
      '2026-11-23T07:00:00Z',
      '2026-11-23T14:00:00Z',
    ],
    [
      'at once, where the new moment has passed',
      '2026-11-23T13:00:00Z',
      KYIV,
      '2026-11-23T14:00:00Z',
      '2026-11-23T13:00:00Z',
    ],
    [
      'the next day, where today’s came',
      '2026-11-23T08:00:00Z',
      'Europe/London',
      '2026-11-24T07:00:00Z',
      '2026-11-23T09:00:00Z',
    ],
  ])('of the zone it comes %s', (_, now, zone, before, next) => {
    const moved = rescheduleDailies({ ...withDaily(anna, 'morning', at(before)), zone }, at(now));
    expect(owed(moved)).toBe(at(next));
  });

  it('one that is late already keeps its moment', () => {
    const late = withDaily(anna, 'morning', at('2026-11-23T07:00:00Z'));
    expect(owed(rescheduleDailies(late, at('2026-11-23T08:00:00Z')))).toBe(at('2026-11-23T07:00:00Z'));
  });

  it('nobody who left or does not want it is owed one', () => {
    const now = at('2026-11-23T06:00:00Z');
    expect(owed(rescheduleDailies({ ...anna, leftAt: now }, now))).toBeNull();
    expect(owed(rescheduleDailies({ ...anna, morningTime: null }, now))).toBeNull();
  });

  it('a clock that was ahead is put right, and what lies where it belongs stays the very same', () => {
    const now = at('2026-11-23T06:00:00Z');
    const ahead = withDaily(anna, 'morning', at('2026-11-26T07:00:00Z'));
    expect(owed(realignDaily(ahead, 'morning', now))).toBe(at('2026-11-23T07:00:00Z'));
    for (const moment of ['2026-11-23T05:00:00Z', '2026-11-23T07:00:00Z']) {
      const right = withDaily(anna, 'morning', at(moment));
      expect(realignDaily(right, 'morning', now)).toBe(right);
    }
  });
});
