import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, TimeOfDay } from '../../../src/domain/instant.ts';
import { addSeconds, dateIn, instantOf, timeIn, weekdayOf } from '../../../src/domain/instant.ts';
import { DEFAULT_QUIET_HOURS } from '../../../src/domain/person.ts';
import {
  disturbAt,
  isActive,
  longestWait,
  NO_QUIET_HOURS,
  ownReminderAt,
  quietFrom,
  quietUntil,
} from '../../../src/domain/quiet-hours.ts';

function quiet(starts: string, ends: string, days: number[] = [], zone = 'Europe/Kyiv') {
  return { zone, quietHours: { starts: starts as TimeOfDay, ends: ends as TimeOfDay, days } };
}

function at(iso: string): Instant {
  return instantOf(Date.parse(iso));
}

const byDefault = { zone: 'Europe/Kyiv', quietHours: DEFAULT_QUIET_HOURS };

describe('quiet hours', () => {
  it('are over at one moment for all seconds of a minute, and a week from each of them where they have no end', () => {
    const seconds = ['00', '00.001', '29.5', '59.999'].map((second) => at(`2026-11-24T07:59:${second}+02:00`));
    expect(new Set(seconds.map((now) => quietUntil(now, byDefault)))).toEqual(new Set([at('2026-11-24T08:00+02:00')]));
    const always = quiet('09:00', '18:00', [1, 2, 3, 4, 5, 6, 7]);
    expect(seconds.map((now) => quietUntil(now, always))).toEqual(seconds.map((now) => addSeconds(now, 7 * 86_400)));
    expect(quietUntil(at('2026-11-24T08:00:59.999+02:00'), byDefault)).toBeUndefined();
    expect(quietUntil(at('2026-11-24T08:00:59.999+02:00'), { ...byDefault, zone: 'UTC' })).toBe(
      at('2026-11-24T08:00Z'),
    );
  });

  it.each([
    ['a moment before they begin', '2026-11-23T19:59:59+02:00', undefined],
    ['in the evening', '2026-11-23T20:00+02:00', '2026-11-24T08:00+02:00'],
    ['at midnight', '2026-11-24T00:00+02:00', '2026-11-24T08:00+02:00'],
    ['a moment before they end', '2026-11-24T07:59:59+02:00', '2026-11-24T08:00+02:00'],
    ['when they end', '2026-11-24T08:00+02:00', undefined],
    ['on Friday evening, which goes on until Monday', '2026-11-27T21:00+02:00', '2026-11-30T08:00+02:00'],
    ['on Saturday at noon', '2026-11-28T12:00+02:00', '2026-11-30T08:00+02:00'],
    ['on Sunday evening', '2026-11-29T23:59+02:00', '2026-11-30T08:00+02:00'],
    ['over the night in which clocks go back', '2026-10-24T12:00+03:00', '2026-10-26T08:00+02:00'],
    ['over the night in which clocks go forward', '2027-03-27T12:00+02:00', '2027-03-29T08:00+03:00'],
  ])('are over at the right moment: %s', (_, now, end) => {
    expect(quietUntil(at(now), byDefault)).toBe(end && at(end));
  });

  it('within one day', () => {
    const lunch = quiet('12:00', '13:00');
    expect(quietUntil(at('2026-11-23T12:30+02:00'), lunch)).toBe(at('2026-11-23T13:00+02:00'));
    expect(quietUntil(at('2026-11-23T11:59+02:00'), lunch)).toBeUndefined();
    expect(quietUntil(at('2026-11-23T13:00+02:00'), lunch)).toBeUndefined();
  });

  it('end at the first of two occurrences of a time, and do not begin again at the second', () => {
    const early = quiet('22:00', '03:30');
    expect(quietUntil(at('2026-10-25T02:00+03:00'), early)).toBe(at('2026-10-25T03:30+03:00'));
    expect(quietUntil(at('2026-10-25T03:10+02:00'), early)).toBeUndefined();
    const newYork = quiet('22:00', '01:30', [], 'America/New_York');
    expect(quietUntil(at('2026-11-01T00:30-04:00'), newYork)).toBe(at('2026-11-01T01:30-04:00'));
  });

  it('end with the first minute that exists where their end is skipped', () => {
    expect(quietUntil(at('2027-03-28T01:00+02:00'), quiet('22:00', '03:30'))).toBe(at('2027-03-28T04:00+03:00'));
    const newYork = quiet('22:00', '02:30', [], 'America/New_York');
    expect(quietUntil(at('2027-03-14T00:30-05:00'), newYork)).toBe(at('2027-03-14T03:00-04:00'));
  });

  it('that are off are never', () => {
    const off = { zone: 'Europe/Kyiv', quietHours: NO_QUIET_HOURS };
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      expect(quietUntil(addSeconds(at('2026-11-23T00:00+02:00'), hour * 3600), off)).toBeUndefined();
    }
  });

  it('that never end put off for a week and no longer', () => {
    const always = quiet('00:00', '00:00', [1, 2, 3, 4, 5, 6, 7]);
    const owedAt = at('2026-11-23T12:00Z');
    const latest = longestWait(owedAt);
    expect(latest).toBe(at('2026-11-30T12:00Z'));
    expect(disturbAt(owedAt, always, latest)).toBe(latest);
    expect(disturbAt(addSeconds(owedAt, 86_400), always, latest)).toBe(latest);
    expect(disturbAt(latest, always, latest)).toBe(latest);
  });

  it('let a reminder through that was asked for in them and for before their end', () => {
    const night = at('2026-11-23T21:00+02:00');
    expect(ownReminderAt(night, at('2026-11-23T21:20+02:00'), byDefault)).toBe(at('2026-11-23T21:20+02:00'));
    expect(ownReminderAt(night, at('2026-11-24T21:20+02:00'), byDefault)).toBe(at('2026-11-25T08:00+02:00'));
    const day = at('2026-11-23T15:00+02:00');
    expect(ownReminderAt(day, at('2026-11-23T21:20+02:00'), byDefault)).toBe(at('2026-11-24T08:00+02:00'));
    expect(ownReminderAt(day, at('2026-11-23T16:00+02:00'), byDefault)).toBe(at('2026-11-23T16:00+02:00'));
  });

  it('know who is obviously there, also after a clock was set back', () => {
    const now = at('2026-11-23T22:00+02:00');
    const activeAt = (seconds: number) => ({ activeAt: addSeconds(now, seconds) });
    expect(isActive({ activeAt: null }, now)).toBe(false);
    expect(isActive(activeAt(0), now)).toBe(true);
    expect(isActive(activeAt(-599), now)).toBe(true);
    expect(isActive(activeAt(-600), now)).toBe(false);
    expect(isActive(activeAt(1), now)).toBe(false);
  });
});

const ZONES = ['Europe/Kyiv', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
});
const sleeper = fc.record({
  starts: time,
  ends: time,
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  zone: fc.constantFrom(...ZONES),
});
const moment = fc.integer({ min: Date.parse('2026-09-01'), max: Date.parse('2027-11-30') }).map(instantOf);

describe('whatever quiet hours are set, wherever', () => {
  it('nothing comes in them, and nothing waits for longer than a week', () => {
    fc.assert(
      fc.property(sleeper, moment, ({ starts, ends, days, zone }, now) => {
        const person = quiet(starts, ends, days, zone);
        const until = quietUntil(now, person);
        if (until === undefined) {
          expect(days).not.toContain(weekdayOf(dateIn(zone, now)));
          return;
        }
        expect(until > now).toBe(true);
        expect(until <= longestWait(now)).toBe(true);
        if (until < longestWait(now)) expect(quietUntil(until, person)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('they began at a moment before which it was not quiet, or longer than a week ago', () => {
    fc.assert(
      fc.property(sleeper, moment, ({ starts, ends, days, zone }, now) => {
        const person = quiet(starts, ends, days, zone);
        const since = quietFrom(now, person);
        if (quietUntil(now, person) === undefined) expect(since).toBeUndefined();
        if (since === undefined) return;
        expect(since <= now).toBe(true);
        expect(quietUntil(since, person)).toBeDefined();
        expect(quietUntil(addSeconds(since, -1), person)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('they last from any moment in them to the same end', () => {
    fc.assert(
      fc.property(
        sleeper,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ starts, ends, days, zone }, now, part) => {
          const person = quiet(starts, ends, days, zone);
          const until = quietUntil(now, person);
          if (until === undefined || until === longestWait(now)) return;
          const between = instantOf(Date.parse(now) + Math.floor((Date.parse(until) - Date.parse(now) - 1) * part));
          expect(quietUntil(between, person)).toBe(until);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('they end when the clock on the wall says so, where clocks do not change', () => {
    fc.assert(
      fc.property(time, time, moment, (starts, ends, now) => {
        const until = quietUntil(now, quiet(starts, ends, [], 'Asia/Kathmandu'));
        const clock = timeIn('Asia/Kathmandu', now);
        const isQuiet = starts <= ends ? starts <= clock && clock < ends : clock >= starts || clock < ends;
        expect(until !== undefined).toBe(isQuiet);
        if (until !== undefined) expect(timeIn('Asia/Kathmandu', until)).toBe(ends);
      }),
    );
  });
});
