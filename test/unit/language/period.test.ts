import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import type { Language } from '../../../src/domain/language.ts';
import { parsePeriod, swappedPeriod, takePeriod } from '../../../src/language/period.ts';

/** Wednesday, 18:00 in Kyiv. */
const NOW = '2026-11-18T16:00:00.000Z' as Instant;

function context(language: Language = 'en', now = NOW) {
  return { now, zone: 'Europe/Kyiv', language };
}

const THIS_WEEK = ['2026-11-16', '2026-11-22'] as const;
const LAST_WEEK = ['2026-11-09', '2026-11-15'] as const;
const THIS_MONTH = ['2026-11-01', '2026-11-30'] as const;
const LAST_MONTH = ['2026-10-01', '2026-10-31'] as const;
const OCTOBER_1_TO_15 = ['2026-10-01', '2026-10-15'] as const;
const TODAY = ['2026-11-18', '2026-11-18'] as const;
const YESTERDAY = ['2026-11-17', '2026-11-17'] as const;

describe('parsePeriod', () => {
  it.each([
    ['today', TODAY],
    ['Yesterday', YESTERDAY],
    ['week', THIS_WEEK],
    ['this week', THIS_WEEK],
    ['the week', THIS_WEEK],
    ['for this week', THIS_WEEK],
    ['last week', LAST_WEEK],
    ['previous week', LAST_WEEK],
    ['month', THIS_MONTH],
    ['this month', THIS_MONTH],
    ['last month', LAST_MONTH],
    ['year', ['2026-01-01', '2026-12-31']],
    ['last year', ['2025-01-01', '2025-12-31']],
    ['last 7 days', ['2026-11-12', '2026-11-18']],
    ['2026-10', LAST_MONTH],
    ['2026-2', ['2026-02-01', '2026-02-28']],
    ['10.2026', LAST_MONTH],
    ['2028-02', ['2028-02-01', '2028-02-29']],
    ['october', LAST_MONTH],
    ['Oct', LAST_MONTH],
    ['in october', LAST_MONTH],
    ['october 2026', LAST_MONTH],
    ['october 2025', ['2025-10-01', '2025-10-31']],
    ['november', THIS_MONTH],
    ['december', ['2025-12-01', '2025-12-31']],
    ['may', ['2026-05-01', '2026-05-31']],
    ['1.10-15.10', OCTOBER_1_TO_15],
    ['1.10–15.10', OCTOBER_1_TO_15],
    ['1-15.10', OCTOBER_1_TO_15],
    ['01.10 - 15.10', OCTOBER_1_TO_15],
    ['1.10.2026 - 15.10.2026', OCTOBER_1_TO_15],
    ['1.10.26-15.10.26', OCTOBER_1_TO_15],
    ['1/10-15/10', OCTOBER_1_TO_15],
    ['2026-10-01..2026-10-15', OCTOBER_1_TO_15],
    ['2026-10-01 - 2026-10-15', OCTOBER_1_TO_15],
    ['2026-10-01-2026-10-15', OCTOBER_1_TO_15],
    ['2026-10-01 to 2026-10-15', OCTOBER_1_TO_15],
    ['from 1.10 to 15.10', OCTOBER_1_TO_15],
    ['between 1 october and 15 october', OCTOBER_1_TO_15],
    ['1-15 october', OCTOBER_1_TO_15],
    ['1 - 15 October 2026', OCTOBER_1_TO_15],
    ['oct 1 - oct 15', OCTOBER_1_TO_15],
    ['october 1st to october 15th', OCTOBER_1_TO_15],
    ['1.10.2026-15.10', OCTOBER_1_TO_15],
    ['september - october', ['2026-09-01', '2026-10-31']],
    ['20.12-10.01', ['2025-12-20', '2026-01-10']],
    ['20.12.2025-10.01', ['2025-12-20', '2026-01-10']],
    ['29.02-01.03', ['2024-02-29', '2024-03-01']],
    // It has begun, so it is this one, though it has not ended.
    ['16.11-25.11', ['2026-11-16', '2026-11-25']],
    ['20.11-25.11', ['2025-11-20', '2025-11-25']],
    ['1.11-18.11', ['2026-11-01', '2026-11-18']],
    ['17.11', YESTERDAY],
    ['20.11', ['2025-11-20', '2025-11-20']],
    ['20.11.2026', ['2026-11-20', '2026-11-20']],
    ['2026-11-17', YESTERDAY],
    ['17 november', YESTERDAY],
    ['monday', ['2026-11-16', '2026-11-16']],
    ['1.11 - today', ['2026-11-01', '2026-11-18']],
    ['1.11-today', ['2026-11-01', '2026-11-18']],
    ['monday - today', ['2026-11-16', '2026-11-18']],
    ['3 days ago', ['2026-11-15', '2026-11-15']],
  ])('reads English %j', (text, [from, to]) => {
    expect(parsePeriod(text, context())).toEqual({ from, to });
  });

  it.each([
    ['сьогодні', TODAY],
    ['за сьогодні', TODAY],
    ['вчора', YESTERDAY],
    ['учора', YESTERDAY],
    ['тиждень', THIS_WEEK],
    ['за тиждень', THIS_WEEK],
    ['цей тиждень', THIS_WEEK],
    ['цього тижня', THIS_WEEK],
    ['на цьому тижні', THIS_WEEK],
    ['поточний тиждень', THIS_WEEK],
    ['минулий тиждень', LAST_WEEK],
    ['минулого тижня', LAST_WEEK],
    ['на минулому тижні', LAST_WEEK],
    ['попередній тиждень', LAST_WEEK],
    ['місяць', THIS_MONTH],
    ['цей місяць', THIS_MONTH],
    ['у цьому місяці', THIS_MONTH],
    ['минулий місяць', LAST_MONTH],
    ['минулого місяця', LAST_MONTH],
    ['рік', ['2026-01-01', '2026-12-31']],
    ['минулий рік', ['2025-01-01', '2025-12-31']],
    ['останні 7 днів', ['2026-11-12', '2026-11-18']],
    ['жовтень', LAST_MONTH],
    ['за жовтень', LAST_MONTH],
    ['у жовтні', LAST_MONTH],
    ['жовтня 2026 року', LAST_MONTH],
    ['жовтень 2026 р.', LAST_MONTH],
    ['листопад', THIS_MONTH],
    ['грудень', ['2025-12-01', '2025-12-31']],
    ['1-15 жовтня', OCTOBER_1_TO_15],
    ['1 жовтня - 15 жовтня', OCTOBER_1_TO_15],
    ['з 1 жовтня до 15 жовтня', OCTOBER_1_TO_15],
    ['з 1 по 15 жовтня', OCTOBER_1_TO_15],
    ['з 1.10 до 15.10', OCTOBER_1_TO_15],
    ['від 1.10 до 15.10', OCTOBER_1_TO_15],
    ['вересень - жовтень', ['2026-09-01', '2026-10-31']],
    ['з вересня до жовтня', ['2026-09-01', '2026-10-31']],
    ['17 листопада', YESTERDAY],
    ['понеділок', ['2026-11-16', '2026-11-16']],
    ['1.11 - сьогодні', ['2026-11-01', '2026-11-18']],
  ])('reads Ukrainian %j', (text, [from, to]) => {
    expect(parsePeriod(text, context('uk'))).toEqual({ from, to });
  });

  it.each([
    ['сегодня', TODAY],
    ['за сегодня', TODAY],
    ['вчера', YESTERDAY],
    ['неделя', THIS_WEEK],
    ['за неделю', THIS_WEEK],
    ['эта неделя', THIS_WEEK],
    ['эту неделю', THIS_WEEK],
    ['на этой неделе', THIS_WEEK],
    ['текущая неделя', THIS_WEEK],
    ['прошлая неделя', LAST_WEEK],
    ['прошлую неделю', LAST_WEEK],
    ['на прошлой неделе', LAST_WEEK],
    ['предыдущая неделя', LAST_WEEK],
    ['месяц', THIS_MONTH],
    ['этот месяц', THIS_MONTH],
    ['в этом месяце', THIS_MONTH],
    ['прошлый месяц', LAST_MONTH],
    ['прошлого месяца', LAST_MONTH],
    ['в прошлом месяце', LAST_MONTH],
    ['год', ['2026-01-01', '2026-12-31']],
    ['прошлый год', ['2025-01-01', '2025-12-31']],
    ['последние 7 дней', ['2026-11-12', '2026-11-18']],
    ['октябрь', LAST_MONTH],
    ['за октябрь', LAST_MONTH],
    ['в октябре', LAST_MONTH],
    ['октябрь 2026 года', LAST_MONTH],
    ['октябрь 2026 г.', LAST_MONTH],
    ['ноябрь', THIS_MONTH],
    ['декабрь', ['2025-12-01', '2025-12-31']],
    ['май', ['2026-05-01', '2026-05-31']],
    ['1-15 октября', OCTOBER_1_TO_15],
    ['1 октября - 15 октября', OCTOBER_1_TO_15],
    ['с 1 октября по 15 октября', OCTOBER_1_TO_15],
    ['с 1 по 15 октября', OCTOBER_1_TO_15],
    ['с 1.10 по 15.10', OCTOBER_1_TO_15],
    ['от 1.10 до 15.10', OCTOBER_1_TO_15],
    ['сентябрь - октябрь', ['2026-09-01', '2026-10-31']],
    ['17 ноября', YESTERDAY],
    ['понедельник', ['2026-11-16', '2026-11-16']],
    ['1.11 - сегодня', ['2026-11-01', '2026-11-18']],
  ])('reads Russian %j', (text, [from, to]) => {
    expect(parsePeriod(text, context('ru'))).toEqual({ from, to });
  });

  it.each([
    '',
    ' ',
    'soon',
    'tomorrow',
    'next week',
    'next month',
    'week month',
    '12',
    '1-15',
    '2026-13',
    '2026-00',
    '13.2026',
    '32.10',
    '30.02',
    '31.11-30.11',
    '15.10-32.10',
    '15.10.2026-1.10.2026',
    '20-5.11',
    '15-october',
    '15 - october',
    'october - 15',
    '1.10-',
    '-15.10',
    '..',
    'may report',
    'last 0 days',
    'last 9999 days',
    '#prostor',
    '@anna',
    'by project',
    'октябрин',
    'тиждень тиждень',
    '10:00-11:00',
    '2026-10-01..',
    '12 layout',
    'the',
    'last',
    'constructor',
  ])('sees no period in %j', (text) => {
    expect(parsePeriod(text, context())).toBeUndefined();
  });

  it('starts weeks on Monday and months in the zone of the person', () => {
    const sundayNight = '2026-11-01T23:30:00.000Z' as Instant;
    expect(parsePeriod('week', context('en', sundayNight))).toEqual({ from: '2026-11-02', to: '2026-11-08' });
    const sunday = '2026-11-01T10:00:00.000Z' as Instant;
    expect(parsePeriod('week', context('en', sunday))).toEqual({ from: '2026-10-26', to: '2026-11-01' });
    expect(parsePeriod('last month', context('en', '2026-01-15T10:00:00.000Z' as Instant))).toEqual({
      from: '2025-12-01',
      to: '2025-12-31',
    });
  });

  it('reads any text without failing', () => {
    const words = fc.constantFrom(
      '1',
      '15',
      '.',
      '10',
      '-',
      '..',
      'october',
      'week',
      'last',
      '2026',
      ' ',
      'з',
      'до',
      '31',
      '29',
      '0',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((parts) => parts.join('')),
        ),
        (text) => {
          const period = parsePeriod(text, context());
          expect(period === undefined || period.from <= period.to).toBe(true);
          takePeriod(text, context());
        },
      ),
    );
  });
});

describe('takePeriod', () => {
  it.each([
    ['week', THIS_WEEK, ''],
    ['last week #prostor by person', LAST_WEEK, '#prostor by person'],
    ['last week, #prostor', LAST_WEEK, '#prostor'],
    ['today @anna', TODAY, '@anna'],
    ['october 2026 by day', LAST_MONTH, 'by day'],
    ['october by day', LAST_MONTH, 'by day'],
    ['1.10.2026 - 15.10.2026 #prostor', OCTOBER_1_TO_15, '#prostor'],
    ['1 october - 15 october #prostor', OCTOBER_1_TO_15, '#prostor'],
    ['за минулий тиждень @олена', LAST_WEEK, '@олена'],
    ['с 1 октября по 15 октября @иван', OCTOBER_1_TO_15, '@иван'],
    ['  2026-10   by  task ', LAST_MONTH, 'by  task'],
  ])('takes the period that %j starts with', (text, [from, to], rest) => {
    expect(takePeriod(text, context('en'))).toEqual({ period: { from, to }, rest });
  });

  it.each(['', '#prostor week', 'by day', '@anna', 'banner october'])('takes nothing from %j', (text) => {
    expect(takePeriod(text, context())).toBeUndefined();
  });

  it.each(['1', ' ', 'week ', '1.', '-', 'a', '1-'])('reads 40,000 characters of %j at once', (unit) => {
    const started = performance.now();
    takePeriod(unit.repeat(40_000 / unit.length), context());
    parsePeriod(unit.repeat(40_000 / unit.length), context());
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a range that ends before it begins', () => {
  it.each([
    ['15.10-1.10', '1.10-15.10'],
    ['15.10 – 1.10', '1.10-15.10'],
    ['from 15 october to 1 october', '1 october - 15 october'],
    ['з 15 жовтня по 1 жовтня', '1 жовтня - 15 жовтня'],
    ['с 20.11 до 5.9', '5.9-20.11'],
    ['15-1.10', '1.10-15'],
  ])('%j is no period, but %j is one', (typed, swapped) => {
    expect(parsePeriod(typed, context())).toBeUndefined();
    expect(swappedPeriod(typed, context())).toBe(swapped);
    expect(parsePeriod(swapped, context())).toBeDefined();
  });

  it.each([
    '20.12-10.1',
    '1.11-31.3',
    '1.12-30.11',
    '1 july - 30 june',
    '15.10.2025-1.10.2026',
    '1.10-15.10',
    'october - september',
  ])('%j is a period as it is', (typed) => {
    expect(parsePeriod(typed, context())).toBeDefined();
    expect(swappedPeriod(typed, context())).toBeUndefined();
  });
});
