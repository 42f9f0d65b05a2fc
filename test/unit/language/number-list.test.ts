import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTaskNumber, takeTaskNumbers } from '../../../src/language/number-list.ts';

describe('parseTaskNumber', () => {
  it.each([
    ['12', 12],
    ['#12', 12],
    ['T12', 12],
    ['t12', 12],
    ['Т12', 12],
    ['№12', 12],
    ['007', 7],
    ['2147483647', 2147483647],
  ])('reads %s as %d', (word, number) => {
    expect(parseTaskNumber(word)).toBe(number);
  });

  it.each([
    '',
    '0',
    '#',
    'T',
    '-1',
    '1.5',
    '12a',
    '##12',
    '#T12',
    '2147483648',
    '99999999999999999999',
    ' 12',
    '12 ',
    '1e3',
  ])('refuses %j', (word) => {
    expect(parseTaskNumber(word)).toBeUndefined();
  });
});

describe('takeTaskNumbers', () => {
  it.each([
    ['12', [12], ''],
    ['#12', [12], ''],
    ['12 done well', [12], 'done well'],
    ['12: done well', [12], 'done well'],
    ['12. Done', [12], 'Done'],
    ['12 13, #14 the result text', [12, 13, 14], 'the result text'],
    ['12 3 banners delivered', [12], '3 banners delivered'],
    ['12, 13 delivered', [12, 13], 'delivered'],
    ['12 1,5 hours instead of two', [12], '1,5 hours instead of two'],
    ['12 1,000 copies printed', [12], '1,000 copies printed'],
    ['12 13,14', [12, 13, 14], ''],
    ['12,13,14 delivered', [12, 13, 14], 'delivered'],
    ['12 , 13 delivered', [12, 13], 'delivered'],
    ['12 T13 t14 delivered', [12, 13, 14], 'delivered'],
    ['12 13 #14 delivered', [12, 13, 14], 'delivered'],
    ['12 13 14', [12, 13, 14], ''],
    ['12 13\n3 banners', [12, 13], '3 banners'],
    ['12 first line\n\n  second line', [12], 'first line\n\n  second line'],
    ['12\n- one\n- two', [12], '- one\n- two'],
    ['12 12 #12', [12], ''],
    ['12, the rest', [12], 'the rest'],
    ['  12   text  ', [12], 'text'],
    ['12.5 hours', [], '12.5 hours'],
    ['12a', [], '12a'],
    ['the 12', [], 'the 12'],
    ['0 12', [], '0 12'],
    ['12 2147483648', [12], '2147483648'],
    ['#12,#13,', [12, 13], ''],
    ['T12 Т13', [12, 13], ''],
    ['', [], ''],
    ['#', [], '#'],
  ])('takes from %j the numbers %j', (text, numbers, rest) => {
    expect(takeTaskNumbers(text)).toEqual({ numbers, rest });
  });

  it('takes at most 50 numbers', () => {
    const text = Array.from({ length: 60 }, (_, i) => `#${i + 1}`).join(' ');
    expect(takeTaskNumbers(text).numbers).toHaveLength(50);
  });

  it.each(['1', '1 ', '#', '1,', ',', ' ', '#1 ', '1.'])('reads 40,000 characters of %j at once', (unit) => {
    const started = performance.now();
    takeTaskNumbers(unit.repeat(40_000 / unit.length));
    takeTaskNumbers(`1 ${unit.repeat(40_000)}x`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('keeps every text it does not take as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { rest } = takeTaskNumbers(text);
        expect(text.trim().endsWith(rest)).toBe(true);
      }),
    );
  });
});
