import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../../src/domain/instant.ts';
import { parseTimeRange } from '../../../src/language/time-range.ts';

describe('parseTimeRange', () => {
  it.each([
    ['9:00-11:30', '09:00', '11:30'],
    ['9-11', '09:00', '11:00'],
    ['9-11:30', '09:00', '11:30'],
    ['9:00–11:30', '09:00', '11:30'],
    ['9:00—11:30', '09:00', '11:30'],
    ['9:00 − 11:30', '09:00', '11:30'],
    ['9.00 - 11.30', '09:00', '11:30'],
    ['09:05- 09:10', '09:05', '09:10'],
    ['from 9 to 11:30', '09:00', '11:30'],
    ['From 9:00 till 11', '09:00', '11:00'],
    ['9 to 11', '09:00', '11:00'],
    ['9 until 11', '09:00', '11:00'],
    ['between 9 and 11:30', '09:00', '11:30'],
    ['9am-11am', '09:00', '11:00'],
    ['9 am - 11:30 am', '09:00', '11:30'],
    ['9 a.m. - 1 p.m.', '09:00', '13:00'],
    ['9-11am', '09:00', '11:00'],
    ['9-5pm', '09:00', '17:00'],
    ['11-1pm', '11:00', '13:00'],
    ['12-1pm', '12:00', '13:00'],
    ['9am-5', '09:00', '17:00'],
    ['13:00-5pm', '13:00', '17:00'],
    ['0:00-9:00', '00:00', '09:00'],
    ['from 9am to 5pm', '09:00', '17:00'],
    ['з 9 до 11:30', '09:00', '11:30'],
    ['із 9:00 до 11:30', '09:00', '11:30'],
    ['від 9 до 11', '09:00', '11:00'],
    ['9 до 11', '09:00', '11:00'],
    ['з 9 по 11', '09:00', '11:00'],
    ['між 9 і 11', '09:00', '11:00'],
    ['з 9 ранку до 5 вечора', '09:00', '17:00'],
    ['з 2 до 4 дня', '14:00', '16:00'],
    ['З 10.15 ДО 12.00', '10:15', '12:00'],
    ['с 9:00 до 11:30', '09:00', '11:30'],
    ['с 9 до 18', '09:00', '18:00'],
    ['от 9 до 11', '09:00', '11:00'],
    ['между 9 и 11', '09:00', '11:00'],
    ['с 9 утра до 6 вечера', '09:00', '18:00'],
    ['с 11 до 2 дня', '11:00', '14:00'],
    ['с 8 вечера до 11 вечера', '20:00', '23:00'],
  ])('reads %j as %s to %s', (text, from, to) => {
    expect(parseTimeRange(text)).toEqual({ from, to, endsNextDay: false });
  });

  it.each([
    ['22:00-01:00', '22:00', '01:00'],
    ['22-24', '22:00', '00:00'],
    ['22:00 – 24:00', '22:00', '00:00'],
    ['10pm-2am', '22:00', '02:00'],
    ['10pm-2', '22:00', '02:00'],
    ['з 22 до 1 ночі', '22:00', '01:00'],
    ['с 11 вечера до 2 ночи', '23:00', '02:00'],
    ['9-5', '09:00', '05:00'],
  ])('lets %j end the next day', (text, from, to) => {
    expect(parseTimeRange(text)).toEqual({ from, to, endsNextDay: true });
  });

  it.each([
    '',
    '9',
    '-',
    '9-',
    '-11',
    '9:00',
    '9:00-9:00',
    '9-9',
    '25-26',
    '9:60-10:00',
    '9:5-10',
    '24-2',
    '9:00-25:00',
    '9 11',
    '9,00-11,30',
    '9-11-13',
    '9..11',
    '2026-10',
    '1h-2h',
    '9:00-11:30 12',
    'from 9',
    'до 11',
    '13pm-14pm',
    '0am-1am',
    'nine to five',
    '9:00-11:30:00',
    '100-200',
    '9 and 11',
    'a-b',
    '--',
    '٣-٤',
  ])('sees no time range in %j', (text) => {
    expect(parseTimeRange(text)).toBeUndefined();
  });

  it('reads back every pair of different times', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const written = time.map(([hour, minute]) => `${hour}:${String(minute).padStart(2, '0')}`);
    fc.assert(
      fc.property(written, written, (from, to) => {
        const range = parseTimeRange(`${from}-${to}`);
        // What a property returns counts, and an assertion that holds is not `true`.
        if (from === to) {
          expect(range).toBeUndefined();
          return;
        }
        expect(range && [range.from, range.to]).toEqual([from.padStart(5, '0'), to.padStart(5, '0')]);
        expect(range?.endsNextDay).toBe(range && minutesOf(range.to) < minutesOf(range.from));
      }),
      { examples: [['21:44', '21:44']] },
    );
  });

  it('answers any text at once', () => {
    for (const unit of ['9', '-', '9-', ' ', '9:', 'to ']) expect(parseTimeRange(unit.repeat(40_000))).toBeUndefined();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTimeRange(text)));
    const words = fc.constantFrom('9', '11:30', '-', 'am', 'pm', 'to', 'до', 'з', 'дня', '24', '0', ' ', '\0');
    fc.assert(fc.property(fc.array(words, { maxLength: 8 }), (parts) => void parseTimeRange(parts.join(''))));
  });
});
