import { describe, expect, it } from 'vitest';
import { forgottenFrom, offeredEnd } from '../../../src/domain/forgotten-timer.ts';
import type { TimeOfDay } from '../../../src/domain/instant.ts';
import { addSeconds, instantOf, secondsBetween } from '../../../src/domain/instant.ts';
import { DEFAULT_WORKING_HOURS } from '../../../src/domain/person.ts';
import { workingDay } from '../../../src/domain/working-day.ts';

const KYIV = { zone: 'Europe/Kyiv', workingHours: DEFAULT_WORKING_HOURS };
const instant = (iso: string) => instantOf(Date.parse(iso));

describe('a timer may have been forgotten', () => {
  // Kyiv is two hours ahead of UTC in November; the working day is 09:00–18:00, Monday to Friday.
  it.each([
    ['eight hours after a start in the morning', '2026-11-23T07:00:00Z', '2026-11-23T15:00:00Z'],
    ['an hour after work, where that is sooner', '2026-11-23T12:00:00Z', '2026-11-23T17:00:00Z'],
    [
      'an hour after work, though it was started a minute before its end',
      '2026-11-23T15:59:00Z',
      '2026-11-23T17:00:00Z',
    ],
    ['eight hours after a start at the end of work', '2026-11-23T16:00:00Z', '2026-11-24T00:00:00Z'],
    ['eight hours after a start in the evening, over midnight', '2026-11-23T18:30:10Z', '2026-11-24T02:30:10Z'],
    ['eight hours after a start on a free day', '2026-11-28T12:00:00Z', '2026-11-28T20:00:00Z'],
    ['eight hours after a start long before work', '2026-11-23T02:00:00Z', '2026-11-23T10:00:00Z'],
  ])('%s', (_, startedAt, moment) => {
    expect(forgottenFrom(instant(startedAt), KYIV)).toBe(instant(moment));
  });

  it('on the wall clock of its person: an hour after work on the days of both clock changes', () => {
    const everyDay = { zone: 'Europe/Kyiv', workingHours: { ...DEFAULT_WORKING_HOURS, days: [1, 2, 3, 4, 5, 6, 7] } };
    expect(forgottenFrom(instant('2026-10-25T09:00:00Z'), everyDay)).toBe(instant('2026-10-25T17:00:00Z'));
    expect(forgottenFrom(instant('2026-03-29T09:00:00Z'), everyDay)).toBe(instant('2026-03-29T16:00:00Z'));
    // A working night over the repeated hour: 01:00–04:30 lasts four and a half hours.
    const night = { starts: '01:00' as TimeOfDay, ends: '04:30' as TimeOfDay, days: [7] };
    expect(forgottenFrom(instant('2026-10-24T22:30:00Z'), { zone: 'Europe/Kyiv', workingHours: night })).toBe(
      instant('2026-10-25T03:30:00Z'),
    );
  });

  it('never later than eight hours after its start, and never before it', () => {
    const zones = ['Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
    for (const zone of zones) {
      const worker = { zone, workingHours: DEFAULT_WORKING_HOURS };
      // A year in steps that meet every hour and minute of the day.
      for (let ms = Date.parse('2026-01-01T00:00:00Z'); ms < Date.parse('2027-01-01T00:00:00Z'); ms += 40_123_000) {
        const startedAt = instantOf(ms);
        const from = forgottenFrom(startedAt, worker);
        expect(secondsBetween(startedAt, from)).toBeGreaterThan(3600);
        expect(secondsBetween(startedAt, from)).toBeLessThanOrEqual(8 * 3600);
        for (const late of [0, 1, 3600, 86_400 * 3]) {
          const now = addSeconds(from, late);
          const end = offeredEnd(startedAt, now, worker);
          expect(end > startedAt && end <= now, `${zone} ${startedAt} ${end}`).toBe(true);
        }
      }
    }
  });
});

describe('the end that is offered', () => {
  it.each([
    ['is that of the working day', '2026-11-23T12:00:00Z', '2026-11-23T17:00:00Z', '2026-11-23T16:00:00Z'],
    [
      'is eight hours after the start while work still goes on',
      '2026-11-23T07:00:00Z',
      '2026-11-23T15:00:00Z',
      '2026-11-23T15:00:00Z',
    ],
    [
      'is the end of work where the question comes later',
      '2026-11-23T07:00:00Z',
      '2026-11-24T07:00:00Z',
      '2026-11-23T16:00:00Z',
    ],
    [
      'is eight hours after a start in the evening',
      '2026-11-23T17:00:00Z',
      '2026-11-24T06:00:00Z',
      '2026-11-24T01:00:00Z',
    ],
    [
      'is eight hours after a start on a free day',
      '2026-11-28T08:00:00Z',
      '2026-11-28T16:00:00Z',
      '2026-11-28T16:00:00Z',
    ],
  ])('%s', (_, startedAt, now, end) => {
    expect(offeredEnd(instant(startedAt), instant(now), KYIV)).toBe(instant(end));
  });
});

describe('a working day', () => {
  const on = (date: string, more = {}) => workingDay(date as Parameters<typeof workingDay>[0], { ...KYIV, ...more });

  it('lies where its person is, and is as long as the clock makes it', () => {
    expect(on('2026-11-23')).toEqual({
      startedAt: instant('2026-11-23T07:00:00Z'),
      stoppedAt: instant('2026-11-23T16:00:00Z'),
    });
    const night = { workingHours: { starts: '02:00', ends: '05:00', days: [7] } };
    const hours = (date: string) => {
      const day = on(date, night);
      return day && secondsBetween(day.startedAt, day.stoppedAt) / 3600;
    };
    expect([hours('2026-10-25'), hours('2026-03-29'), hours('2026-11-22')]).toEqual([4, 2, 3]);
  });

  it('is none on a free day, in a gap that swallowed it, and on a day that a zone skipped', () => {
    expect(on('2026-11-28')).toBeUndefined();
    expect(on('2026-03-29', { workingHours: { starts: '03:10', ends: '03:50', days: [7] } })).toBeUndefined();
    expect(on('2011-12-30', { zone: 'Pacific/Apia' })).toBeUndefined();
  });
});
