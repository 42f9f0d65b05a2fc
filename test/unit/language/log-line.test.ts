import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import type { Language } from '../../../src/domain/language.ts';
import { parseLogLine } from '../../../src/language/log-line.ts';

/** Monday, 12:00 in Kyiv. */
const NOW = '2026-11-23T10:00:00.000Z' as Instant;

function read(text: string, language: Language = 'en') {
  return parseLogLine(text, { now: NOW, zone: 'Europe/Kyiv', language });
}

function hours(count: number) {
  return { kind: 'duration', seconds: count * 3600 };
}

function range(from: string, to: string, endsNextDay = false) {
  return { kind: 'range', from, to, endsNextDay };
}

describe('parseLogLine', () => {
  it.each([
    ['1h30m 12 layout', { amount: hours(1.5), task: 12, note: 'layout' }],
    ['9:00-11:30 #prostor call', { amount: range('09:00', '11:30'), tag: 'prostor', note: 'call' }],
    ['2h yesterday 12', { amount: hours(2), task: 12, on: '2026-11-22', note: '' }],
    ['1h30m 1 yesterday research', { amount: hours(1.5), task: 1, on: '2026-11-22', note: 'research' }],
    ['1h', { amount: hours(1), note: '' }],
    ['1h layout', { amount: hours(1), note: 'layout' }],
    ['1h 30m layout', { amount: hours(1.5), note: 'layout' }],
    ['1 hour and 30 minutes 12 layout', { amount: hours(1.5), task: 12, note: 'layout' }],
    ['an hour and a half 12', { amount: hours(1.5), task: 12, note: '' }],
    ['half an hour #prostor', { amount: hours(0.5), tag: 'prostor', note: '' }],
    ['1:30 12', { amount: hours(1.5), task: 12, note: '' }],
    ['1h 22 25.10 9:00', { amount: hours(1), task: 22, on: '2026-10-25', startsAt: '09:00', note: '' }],
    ['1h 22 20.11 9:00 call', { amount: hours(1), task: 22, on: '2026-11-20', startsAt: '09:00', note: 'call' }],
    ['1h 9:00', { amount: hours(1), startsAt: '09:00', note: '' }],
    ['1h at 9:30 #prostor', { amount: hours(1), tag: 'prostor', startsAt: '09:30', note: '' }],
    ['1h from 9am 12', { amount: hours(1), task: 12, startsAt: '09:00', note: '' }],
    ['1г з 14:15 12 вчора', { amount: hours(1), task: 12, on: '2026-11-22', startsAt: '14:15', note: '' }],
    ['1ч 12 с 9:00 созвон', { amount: hours(1), task: 12, startsAt: '09:00', note: 'созвон' }],
    ['1h 22 layout 20.11 9:00', { amount: hours(1), task: 22, on: '2026-11-20', startsAt: '09:00', note: 'layout' }],
    [
      '1h 22 layout yesterday at 9:00',
      { amount: hours(1), task: 22, on: '2026-11-22', startsAt: '09:00', note: 'layout' },
    ],
    ['1h 22 20.11 9:00-10:00', { amount: hours(1), task: 22, on: '2026-11-20', startsAt: '09:00', note: '' }],
    ['1h 1 from 20:00 to 21:00 call', { amount: hours(1), task: 1, startsAt: '20:00', note: 'call' }],
    ['1г з 20:00 до 21:00 12', { amount: hours(1), task: 12, startsAt: '20:00', note: '' }],
    [
      '1h 22 layout yesterday 9:00-10:00',
      { amount: hours(1), task: 22, on: '2026-11-22', startsAt: '09:00', note: 'layout' },
    ],
    [
      '1h 22 9:00-11:00 call',
      { amount: hours(1), task: 22, otherRange: { from: '09:00', to: '11:00', endsNextDay: false }, note: 'call' },
    ],
    ['2h 22 3-5 banners', { amount: hours(2), task: 22, note: '3-5 banners' }],
    ['1h 22 slot 9:00-11:00', { amount: hours(1), task: 22, note: 'slot 9:00-11:00' }],
    ['1г 1 20.11 о пів на десяту', { amount: hours(1), task: 1, on: '2026-11-20', startsAt: '09:30', note: '' }],
    ['1г 1 о пів на десяту вечора макет', { amount: hours(1), task: 1, startsAt: '21:30', note: 'макет' }],
    ['1ч 1 20.11 в полдесятого', { amount: hours(1), task: 1, on: '2026-11-20', startsAt: '09:30', note: '' }],
    ['1h 1 20.11 at half past nine', { amount: hours(1), task: 1, on: '2026-11-20', startsAt: '09:30', note: '' }],
    ['1ч 1 с половины', { amount: hours(1), task: 1, note: 'с половины' }],
    ['1ч в половине третьего 1', { amount: hours(1), task: 1, startsAt: '14:30', note: '' }],
    ['1h 22 call at 9:00', { amount: hours(1), task: 22, note: 'call at 9:00' }],
    ['1h 22 video 9:00', { amount: hours(1), task: 22, note: 'video 9:00' }],
    ['9-11 22 10:00', { amount: range('09:00', '11:00'), task: 22, note: '10:00' }],
    ['9-11 12', { amount: range('09:00', '11:00'), task: 12, note: '' }],
    ['9:00 - 11:30 12 call', { amount: range('09:00', '11:30'), task: 12, note: 'call' }],
    ['from 9 to 11:30 12 call', { amount: range('09:00', '11:30'), task: 12, note: 'call' }],
    ['9 am - 11 am yesterday', { amount: range('09:00', '11:00'), on: '2026-11-22', note: '' }],
    ['22:00-01:00 yesterday 12', { amount: range('22:00', '01:00', true), task: 12, on: '2026-11-22', note: '' }],
    ['2h #12', { amount: hours(2), task: 12, note: '' }],
    ['2h T12 layout', { amount: hours(2), task: 12, note: 'layout' }],
    ['2h, 12: layout', { amount: hours(2), task: 12, note: 'layout' }],
    ['2h friday 12', { amount: hours(2), task: 12, on: '2026-11-20', note: '' }],
    ['2h on friday 12', { amount: hours(2), task: 12, on: '2026-11-20', note: '' }],
    ['2h 12 20.11 layout', { amount: hours(2), task: 12, on: '2026-11-20', note: 'layout' }],
    ['2h 20.11 12 layout', { amount: hours(2), task: 12, on: '2026-11-20', note: 'layout' }],
    ['2h 12 layout yesterday', { amount: hours(2), task: 12, on: '2026-11-22', note: 'layout' }],
    ['2h layout 12 yesterday', { amount: hours(2), task: 12, on: '2026-11-22', note: 'layout' }],
    ['2h layout yesterday #prostor', { amount: hours(2), tag: 'prostor', on: '2026-11-22', note: 'layout' }],
    ['2h call on #prostor', { amount: hours(2), tag: 'prostor', note: 'call' }],
    ['2h call at 12', { amount: hours(2), note: 'call at 12' }],
    ['2h banner 3 of 12', { amount: hours(2), note: 'banner 3 of 12' }],
    ['2h 3 days ago 12', { amount: hours(2), task: 12, on: '2026-11-20', note: '' }],
    ['2h layout 12', { amount: hours(2), task: 12, note: 'layout' }],
    ['2h yesterday layout 12', { amount: hours(2), task: 12, on: '2026-11-22', note: 'layout' }],
    ['2h 12 banner 300 by 250', { amount: hours(2), task: 12, note: 'banner 300 by 250' }],
    ['2h 12 #prostor call', { amount: hours(2), task: 12, note: '#prostor call' }],
    ['2h #prostor 12 calls', { amount: hours(2), tag: 'prostor', note: '12 calls' }],
    ['2h 12   two\n  lines ', { amount: hours(2), task: 12, note: 'two\n  lines' }],
    ['2h 12 <b>&amp; \0', { amount: hours(2), task: 12, note: '<b>&amp; \0' }],
    ['2h today 12', { amount: hours(2), task: 12, on: '2026-11-23', note: '' }],
  ])('reads English %j', (text, expected) => {
    expect(read(text, 'en')).toEqual(expected);
  });

  it.each([
    ['1г 30хв 12 макет', { amount: hours(1.5), task: 12, note: 'макет' }],
    ['1,5 год #простір дзвінок', { amount: hours(1.5), tag: 'простір', note: 'дзвінок' }],
    ['2 години вчора 12', { amount: hours(2), task: 12, on: '2026-11-22', note: '' }],
    ['пів години 12', { amount: hours(0.5), task: 12, note: '' }],
    ['півтори години макет', { amount: hours(1.5), note: 'макет' }],
    ['з 9 до 11:30 12 дзвінок', { amount: range('09:00', '11:30'), task: 12, note: 'дзвінок' }],
    ['9-11 учора #простір', { amount: range('09:00', '11:00'), tag: 'простір', on: '2026-11-22', note: '' }],
    ['30 хвилин у п’ятницю 12', { amount: hours(0.5), task: 12, on: '2026-11-20', note: '' }],
    ['2г 20.11 12', { amount: hours(2), task: 12, on: '2026-11-20', note: '' }],
    ['2г 12 20 листопада макет', { amount: hours(2), task: 12, on: '2026-11-20', note: 'макет' }],
    ['2г 20 листопада 12 макет', { amount: hours(2), task: 12, on: '2026-11-20', note: 'макет' }],
    ['2г 12 макет вчора', { amount: hours(2), task: 12, on: '2026-11-22', note: 'макет' }],
    ['2г 12 сьогодні макет', { amount: hours(2), task: 12, on: '2026-11-23', note: 'макет' }],
    ['годину Т12', { amount: hours(1), task: 12, note: '' }],
    ['2г на #простір макет', { amount: hours(2), tag: 'простір', note: 'макет' }],
  ])('reads Ukrainian %j', (text, expected) => {
    expect(read(text, 'uk')).toEqual(expected);
  });

  it.each([
    ['1ч 30м 12 макет', { amount: hours(1.5), task: 12, note: 'макет' }],
    ['полтора часа #простор звонок', { amount: hours(1.5), tag: 'простор', note: 'звонок' }],
    ['полчаса 12', { amount: hours(0.5), task: 12, note: '' }],
    ['2 часа вчера 12', { amount: hours(2), task: 12, on: '2026-11-22', note: '' }],
    ['с 9:00 до 11:30 12 звонок', { amount: range('09:00', '11:30'), task: 12, note: 'звонок' }],
    ['2ч с Анной', { amount: hours(2), note: 'с Анной' }],
    ['45 минут в пятницу 12', { amount: hours(0.75), task: 12, on: '2026-11-20', note: '' }],
    ['2ч 20.11 12', { amount: hours(2), task: 12, on: '2026-11-20', note: '' }],
    ['2ч 20 ноября 12 макет', { amount: hours(2), task: 12, on: '2026-11-20', note: 'макет' }],
    ['2ч 12 макет вчера', { amount: hours(2), task: 12, on: '2026-11-22', note: 'макет' }],
    ['2ч №12 макет', { amount: hours(2), task: 12, note: 'макет' }],
    ['два с половиной часа 12', { amount: hours(2.5), task: 12, note: '' }],
  ])('reads Russian %j', (text, expected) => {
    expect(read(text, 'ru')).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    '12',
    '12 2h',
    'layout',
    '#prostor 2h',
    'yesterday 2h',
    '0h 12',
    '9-9 12',
    '1d 12',
    'h 12',
    '25:00-26:00',
  ])('sees no time in %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('takes no day of the future', () => {
    expect(read('2h tomorrow 12')?.on).toBeUndefined();
  });

  it.each(['1', '1h ', '1 ', '#', ' ', 'a', '#ab ', 'yesterday ', '1:', '9-'])(
    'reads 40,000 characters of %j at once',
    (unit) => {
      const started = performance.now();
      read(unit.repeat(40_000 / unit.length));
      read(`2h ${unit.repeat(40_000 / unit.length)}`);
      read(`2h 12 ${unit.repeat(40_000 / unit.length)} yesterday`);
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );

  it('keeps the words of the note as they are typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // With its sign: `2h 12 s` is how long it took.
        const line = read(`2h #12 ${text}`);
        expect(line?.amount).toEqual(hours(2));
        expect(text).toContain(line?.note);
      }),
    );
  });
});
