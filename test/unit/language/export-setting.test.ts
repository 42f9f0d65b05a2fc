import { describe, expect, it } from 'vitest';
import { parseCsvFormat, parseRounding } from '../../../src/language/export-setting.ts';

describe('the format of CSV files', () => {
  it.each([
    ['; ,', { separator: ';', decimal: ',' }],
    [', .', { separator: ',', decimal: '.' }],
    [';.', { separator: ';', decimal: '.' }],
    [', ,', { separator: ',', decimal: ',' }],
    ['semicolon comma', { separator: ';', decimal: ',' }],
    ['comma point', { separator: ',', decimal: '.' }],
    ['крапка-з-комою кома', { separator: ';', decimal: ',' }],
    ['точка-с-запятой запятая', { separator: ';', decimal: ',' }],
    ['default', null],
    ['типово', null],
  ])('is read: %s', (words, format) => {
    expect(parseCsvFormat(words)).toEqual(format);
  });

  it.each(['', ';', '. ,', '; ;', '; , .', 'tab comma', 'constructor comma'])('is not read of %j', (words) => {
    expect(parseCsvFormat(words)).toBeUndefined();
  });
});

describe('rounding', () => {
  it.each([
    ['up 15', { direction: 'up', minutes: 15, per: 'entry' }],
    ['up to 15 min per day', { direction: 'up', minutes: 15, per: 'day' }],
    ['to the nearest 6 minutes per entry', { direction: 'nearest', minutes: 6, per: 'entry' }],
    ['вгору 15 на запис', { direction: 'up', minutes: 15, per: 'entry' }],
    ['до найближчих 5 хв за день', { direction: 'nearest', minutes: 5, per: 'day' }],
    ['вверх до 15 минут за день', undefined],
    ['вверх до 15 мин за день', { direction: 'up', minutes: 15, per: 'day' }],
    ['до ближайших 6 мин', { direction: 'nearest', minutes: 6, per: 'entry' }],
    ['off', null],
    ['вимкнути', null],
    ['выключить', null],
    ['up', undefined],
    ['15', undefined],
    ['up 7', undefined],
    ['up 15 per week', undefined],
    ['', undefined],
  ])('is read: %s', (words, rounding) => {
    expect(parseRounding(words)).toEqual(rounding);
  });
});
