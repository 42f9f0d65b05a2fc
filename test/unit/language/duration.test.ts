import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/language/duration.ts';

const H = 3600;
const M = 60;

describe('parseDuration', () => {
  it.each([
    ['1h30m', 90 * M],
    ['1h 30m', 90 * M],
    ['1H30M', 90 * M],
    ['1h30', 90 * M],
    ['1.5h', 90 * M],
    ['1,5h', 90 * M],
    ['0.25h', 15 * M],
    ['1.33h', 4788],
    ['90m', 90 * M],
    ['90 min', 90 * M],
    ['90 mins.', 90 * M],
    ['1:30', 90 * M],
    ['0:05', 5 * M],
    ['10:00', 10 * H],
    ['1:30 h', 90 * M],
    ['2 hours', 2 * H],
    ['2 hrs', 2 * H],
    ['1 hour 15 minutes', 75 * M],
    ['1 hour, 15 minutes', 75 * M],
    ['1 hour and 15 minutes', 75 * M],
    ['one hour', H],
    ['an hour', H],
    ['an hour and a half', 90 * M],
    ['one and a half hours', 90 * M],
    ['two and a half hours', 150 * M],
    ['2 hours and a half', 150 * M],
    ['half an hour', 30 * M],
    ['half hour', 30 * M],
    ['half-hour', 30 * M],
    ['a quarter of an hour', 15 * M],
    ['forty five minutes', 45 * M],
    ['twenty-five minutes', 25 * M],
    ['45s', 45],
    ['1h 2m 3s', 3723],
    ['24h', 24 * H],
    ['  1h  30m  ', 90 * M],
    ['１ｈ', H],
  ])('reads English %j as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ['1г 30хв', 90 * M],
    ['1г30хв', 90 * M],
    ['1г30', 90 * M],
    ['1 год. 30 хв.', 90 * M],
    ['1,5 год', 90 * M],
    ['1:30 год', 90 * M],
    ['2 години', 2 * H],
    ['5 годин', 5 * H],
    ['одна година', H],
    ['одну годину', H],
    ['годину', H],
    ['дві години', 2 * H],
    ['дві з половиною години', 150 * M],
    ['2 з половиною години', 150 * M],
    ['годину з половиною', 90 * M],
    ['півтори години', 90 * M],
    ['півтора години', 90 * M],
    ['пів години', 30 * M],
    ['півгодини', 30 * M],
    ['пів-години', 30 * M],
    ['чверть години', 15 * M],
    ['30 хвилин', 30 * M],
    ['1 година 15 хвилин', 75 * M],
    ['1 година і 15 хвилин', 75 * M],
    ['п’ять хвилин', 5 * M],
    ['сорок п’ять хвилин', 45 * M],
    ['двадцять хв', 20 * M],
    ['Півтори Години', 90 * M],
  ])('reads Ukrainian %j as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ['1ч 30м', 90 * M],
    ['1ч30м', 90 * M],
    ['1ч30', 90 * M],
    ['1 ч. 30 мин.', 90 * M],
    ['1,5 часа', 90 * M],
    ['1:30 ч', 90 * M],
    ['2 часа', 2 * H],
    ['5 часов', 5 * H],
    ['час', H],
    ['один час', H],
    ['час с половиной', 90 * M],
    ['два с половиной часа', 150 * M],
    ['2 с половиной часа', 150 * M],
    ['полтора часа', 90 * M],
    ['полчаса', 30 * M],
    ['пол часа', 30 * M],
    ['пол-часа', 30 * M],
    ['четверть часа', 15 * M],
    ['45 минут', 45 * M],
    ['час 20 минут', 80 * M],
    ['1 час 15 минут', 75 * M],
    ['1 час и 15 минут', 75 * M],
    ['двадцать пять минут', 25 * M],
    ['30 сек', 30],
    ['десять минут', 10 * M],
  ])('reads Russian %j as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    ' ',
    '2',
    '1.5',
    '0',
    '0h',
    '0m',
    '0:00',
    '-1h',
    '−1h',
    '1d',
    '2 days',
    '2 дні',
    '1w',
    'h',
    'm',
    'г',
    'ч',
    '1h 2h',
    '30m 1h',
    '1h 30',
    '1 год 30',
    '1h 12 layout',
    '1:75',
    '1:5',
    '1:30:15',
    '1h-2h',
    '123456h',
    '1.2345h',
    '1h of work',
    'about 1h',
    'hello',
    'hour hour',
    'and',
    'half',
    'пів',
    'півтора',
    '2ч с',
    '1/2h',
    '½h',
    '1½h',
    'Infinity h',
    'NaN',
    '1e3h',
    '9:00-11:30',
    '1 h m',
  ])('sees no duration in %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('reads back what people write for every whole minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 59 }), (hours, minutes) => {
        const seconds = hours * H + minutes * M;
        expect(parseDuration(`${hours}h${minutes}m`)).toBe(seconds);
        expect(parseDuration(`${hours} год ${minutes} хв`)).toBe(seconds);
        expect(parseDuration(`${hours}:${String(minutes).padStart(2, '0')}`)).toBe(seconds);
      }),
    );
  });

  it('answers any text at once with whole seconds or nothing', () => {
    for (const unit of ['1', 'h', '1h', ' ', '1.', 'a ', '1,', ':']) {
      expect(parseDuration(unit.repeat(40_000))).toBeUndefined();
    }
    const words = fc.constantFrom(
      '1',
      '30',
      'h',
      'м',
      'год',
      'half',
      'and a half',
      'з половиною',
      ',',
      '.',
      ':',
      '\0',
      '\ud800',
    );
    const phrases = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), phrases), (text) => {
        const seconds = parseDuration(text);
        expect(seconds === undefined || (Number.isSafeInteger(seconds) && seconds > 0)).toBe(true);
      }),
    );
  });
});
