import { describe, expect, it } from 'vitest';
import type { CalendarDate, Instant } from '../../../src/domain/instant.ts';
import {
  formatDay,
  formatDeadline,
  formatMoment,
  formatShortDay,
  formatTime,
  zoneLabel,
} from '../../../src/text/format-moment.ts';

const NOW = '2026-11-23T12:00:00.000Z' as Instant;
const TODAY = '2026-11-23' as CalendarDate;

describe('a day in text', () => {
  it.each([
    ['en', '2026-11-27', 'Fri 27 Nov'],
    ['en', '2026-12-01', 'Tue 1 Dec'],
    ['en', '2027-01-01', 'Fri 1 Jan 2027'],
    ['en', '2025-12-31', 'Wed 31 Dec 2025'],
    ['uk', '2026-11-27', 'пт 27 листопада'],
    ['uk', '2026-11-29', 'нд 29 листопада'],
    ['uk', '2027-05-05', 'ср 5 травня 2027'],
    ['ru', '2026-11-27', 'пт 27 ноября'],
    ['ru', '2026-11-29', 'вс 29 ноября'],
    ['ru', '2027-05-05', 'ср 5 мая 2027'],
  ] as const)('in %s %s is %j', (language, date, text) => {
    expect(formatDay(date as CalendarDate, { language, today: TODAY })).toBe(text);
  });
});

describe('a day where there is little room', () => {
  it.each([
    ['en', '2026-11-02', 'Mon 2 Nov'],
    ['en', '2025-11-23', '23 Nov 2025'],
    ['uk', '2026-11-23', 'пн 23.11'],
    ['uk', '2027-05-05', 'ср 5.05.2027'],
    ['ru', '2026-11-02', 'пн 2.11'],
  ] as const)('in %s %s is %j', (language, date, text) => {
    expect(formatShortDay(date as CalendarDate, { language, today: TODAY })).toBe(text);
  });
});

describe('a moment in text', () => {
  it.each([
    ['en', 'Europe/Kyiv', '2026-11-27T16:00:00.000Z', 'Fri 27 Nov, 18:00'],
    ['uk', 'Europe/Kyiv', '2026-11-27T16:00:00.000Z', 'пт 27 листопада, 18:00'],
    ['ru', 'America/New_York', '2026-11-27T16:00:00.000Z', 'пт 27 ноября, 11:00'],
    ['en', 'Europe/Kyiv', '2026-12-31T22:30:00.000Z', 'Fri 1 Jan 2027, 00:30'],
    ['en', 'Europe/Kyiv', '2026-11-27T16:00:59.999Z', 'Fri 27 Nov, 18:00'],
    // The hour that a clock change repeats: first without, then with its offset.
    ['en', 'America/New_York', '2026-11-01T05:30:00.000Z', 'Sun 1 Nov, 01:30'],
    ['en', 'America/New_York', '2026-11-01T06:30:00.000Z', 'Sun 1 Nov, 01:30 (UTC-5)'],
    ['en', 'America/New_York', '2026-11-01T06:30:30.000Z', 'Sun 1 Nov, 01:30 (UTC-5)'],
    ['uk', 'Europe/Kyiv', '2026-10-25T01:30:00.000Z', 'нд 25 жовтня, 03:30 (UTC+2)'],
    ['en', 'Europe/London', '2026-10-25T01:30:00.000Z', 'Sun 25 Oct, 01:30 (UTC+0)'],
    ['en', 'Australia/Lord_Howe', '2026-04-04T15:15:00.000Z', 'Sun 5 Apr, 01:45 (UTC+10:30)'],
  ] as const)('in %s and %s %s is %j', (language, zone, at, text) => {
    expect(formatMoment(at as Instant, { language, zone, now: NOW })).toBe(text);
  });

  it('takes the year from the reader’s zone', () => {
    const now = '2026-12-31T23:00:00.000Z' as Instant;
    const at = '2027-01-02T12:00:00.000Z' as Instant;
    expect(formatMoment(at, { language: 'en', zone: 'Europe/Kyiv', now })).toBe('Sat 2 Jan, 14:00');
    expect(formatMoment(at, { language: 'en', zone: 'America/New_York', now })).toBe('Sat 2 Jan 2027, 07:00');
  });
});

describe('a deadline in text', () => {
  const options = { language: 'en', zone: 'Europe/Kyiv', now: NOW } as const;

  it('is a day without a time of day', () => {
    expect(formatDeadline({ kind: 'day', on: '2026-11-27' as CalendarDate }, options)).toBe('Fri 27 Nov');
  });

  it('is a moment with one', () => {
    const at = '2026-11-27T16:00:00.000Z' as Instant;
    expect(formatDeadline({ kind: 'moment', at }, options)).toBe('Fri 27 Nov, 18:00');
  });
});

describe('a zone in text', () => {
  it.each([
    ['Europe/Kyiv', 'Kyiv'],
    ['Europe/Kiev', 'Kyiv'],
    ['America/New_York', 'New York'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['America/Port-au-Prince', 'Port-au-Prince'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['Etc/GMT', 'UTC'],
    ['Etc/GMT+5', 'UTC-5'],
    ['Etc/GMT-3', 'UTC+3'],
    ['', ''],
  ])('%j is %j', (zone, label) => {
    expect(zoneLabel(zone)).toBe(label);
  });
});

describe('a time of day in text', () => {
  it('is on the clocks of the zone, in 24 hours', () => {
    expect(formatTime('2026-11-27T16:05:00.000Z' as Instant, 'Europe/Kyiv')).toBe('18:05');
    expect(formatTime('2026-11-27T22:05:00.000Z' as Instant, 'Europe/Kyiv')).toBe('00:05');
  });
});
