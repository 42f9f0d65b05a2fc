import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import { parseStartLine, parseStopLine } from '../../../src/language/timer-line.ts';

// Monday 2026-11-23, 14:00 in Kyiv.
const CONTEXT = { now: '2026-11-23T12:00:00.000Z' as Instant, zone: 'Europe/Kyiv', language: 'en' } as const;

describe('what stands behind `timer stop`', () => {
  it.each([
    ['18:00', '18:00', null],
    ['at 18:00', '18:00', null],
    ['until 18:00', '18:00', null],
    ['till 6pm', '18:00', null],
    ['at 6:30 pm', '18:30', null],
    ['at 18', '18:00', null],
    ['at 24:00', '00:00', null],
    ['о 18:00', '18:00', null],
    ['об 11:15', '11:15', null],
    ['до 18:00', '18:00', null],
    ['о 18.00', '18:00', null],
    ['о пів на сьому вечора', '18:30', null],
    ['о 6 вечора', '18:00', null],
    ['в 15:30', '15:30', null],
    ['в 15.30', '15:30', null],
    ['В 15:30', '15:30', null],
    ['в полседьмого вечера', '18:30', null],
    ['half past nine', '09:30', null],
    ['at 18:00 sketch', '18:00', 'sketch'],
    ['at 18:00, sketch', '18:00', 'sketch'],
    ['at 6 pm first draft\nand more', '18:00', 'first draft\nand more'],
    ['о 18:00 ескіз  і макет', '18:00', 'ескіз  і макет'],
    ['до 15:30 эскиз', '15:30', 'эскиз'],
  ])('is a time at its beginning: %s', (line, time, note) => {
    expect(parseStopLine(line, CONTEXT)).toEqual({ time, on: undefined, note, isLast: false });
  });

  it.each([
    ['sketch at 18:00', '18:00', 'sketch'],
    ['ескіз і макет о 18:00', '18:00', 'ескіз і макет'],
    ['эскиз в 6 вечера', '18:00', 'эскиз'],
  ])('is a time at its end: %s', (line, time, note) => {
    expect(parseStopLine(line, CONTEXT)).toEqual({ time, on: undefined, note, isLast: true });
  });

  it.each([
    ['yesterday 18:00', null],
    ['yesterday at 18:00', null],
    ['at 18:00 yesterday', null],
    ['вчора о 18:00', null],
    ['вчера в 18:00 эскиз', 'эскиз'],
    ['sunday at 18:00', null],
    ['22.11 at 18:00', null],
  ])('may name its day: %s', (line, note) => {
    expect(parseStopLine(line, CONTEXT)).toEqual({ time: '18:00', on: '2026-11-22', note, isLast: false });
  });

  it.each([
    '',
    'sketch',
    'call at 10',
    'at 10 Downing Street',
    '18:00 sketch',
    'done by 18:00',
    'o 25:00',
    'at 25:00',
    'at 18:70',
    'version 1.30',
    'готово до 18.12',
    '12',
    'at the client',
    'в офісі',
    'до завтра',
    'end of day',
    'scale 1:10',
  ])('is a note: %s', (line) => {
    expect(parseStopLine(line, CONTEXT)).toBeUndefined();
  });
});

describe('what stands behind `timer start 22`', () => {
  it.each([
    ['9:00', '09:00', null],
    ['at 9:00', '09:00', null],
    ['from 9:00', '09:00', null],
    ['since 9am', '09:00', null],
    ['о 9:00', '09:00', null],
    ['з 9:00', '09:00', null],
    ['в 9:00', '09:00', null],
    ['с 9:00 созвон', '09:00', 'созвон'],
    ['at 9:00 sketch', '09:00', 'sketch'],
  ])('is a time: %s', (line, time, note) => {
    expect(parseStartLine(line, CONTEXT)).toEqual({ time, on: undefined, note, isLast: false });
  });

  it.each(['9:00 call', 'call at 9:00', '9', 'sketch', '', 'з клієнтом', 'with 9 clients', 'до 9:00'])(
    'is a note: %s',
    (line) => {
      expect(parseStartLine(line, CONTEXT)).toBeUndefined();
    },
  );
});
