import { fold } from '../domain/fold.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { addDays, calendarDate, dateIn, daysBetween, weekdayOf } from '../domain/instant.ts';
import type { ReadingContext } from './moment.ts';
import { parsePastDay } from './moment.ts';

/** A stretch of days to report on. Weeks and months are whole, from Monday or the 1st, also while they last. */
export interface Period {
  from: CalendarDate;
  /** The last day, included. */
  to: CalendarDate;
}

/** One end as typed; what it leaves out comes from the other end or from today. */
interface End {
  day: number | 'first-or-last';
  month?: number;
  year?: number;
}

const LONGEST_TEXT = 100;
const MOST_WORDS = 8;

const LEAD_IN = /^(?:for|in|during|on|of|за|в|у|во|на|протягом|упродовж|в течение) (?:the )?/u;
const THIS = /^(?:this|current|the|ц(?:ей|ього|ьому)|поточн\p{L}{1,3}|эт(?:от|а|у|ой|ого|ом)|текущ\p{L}{2,3})$/u;
const LAST = /^(?:last|previous|prev|past|минул\p{L}{1,3}|попередн\p{L}{1,4}|прошл\p{L}{2,3}|предыдущ\p{L}{2,3})$/u;
const UNITS = {
  week: /^(?:week|тиждень|тижня|тижні|тижню|недел[яюие])$/u,
  month: /^(?:month|місяць|місяця|місяці|месяца?|месяце)$/u,
  year: /^(?:year|рік|року|році|года?|году)$/u,
};
const LAST_DAYS = /^(?:(?:the )?last|past|останн\p{L}{1,3}|последн\p{L}{1,3}) (\d{1,3}) (?:days|дн(?:і|ів|я|ей))$/u;
const YEAR_WORD = '(?:,? (\\d{4})(?: (?:року|рік|р|года|год|г))?)?';

const MONTH_FORMS = `january jan січень січня січні январь января январе
  february feb лютий лютого лютому февраль февраля феврале
  march mar березень березня березні март марта марте
  april apr квітень квітня квітні апрель апреля апреле
  may травень травня травні май мая мае
  june jun червень червня червні июнь июня июне
  july jul липень липня липні июль июля июле
  august aug серпень серпня серпні август августа августе
  september sep sept вересень вересня вересні сентябрь сентября сентябре
  october oct жовтень жовтня жовтні октябрь октября октябре
  november nov листопад листопада листопаді ноябрь ноября ноябре
  december dec грудень грудня грудні декабрь декабря декабре`;
const MONTH_OF_WORD: ReadonlyMap<string, number> = new Map(
  MONTH_FORMS.split('\n').flatMap((line, i) =>
    line
      .trim()
      .split(' ')
      .map((word) => [fold(word), i + 1] as const),
  ),
);

const YEAR_MONTH = /^(\d{4})[-./](\d{1,2})$/u;
const MONTH_YEAR = /^(\d{1,2})[./](\d{4})$/u;
const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u;
const NUMERIC_DAY = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?$/u;
const BARE_DAY = /^(\d{1,2})$/u;
const MONTH_WORD = new RegExp(`^(\\p{L}{3,10})\\.?${YEAR_WORD}$`, 'u');
const DAY_MONTH_WORD = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(\\p{L}{3,10})\\.?${YEAR_WORD}$`, 'u');
const MONTH_WORD_DAY = new RegExp(`^(\\p{L}{3,10})\\.? (\\d{1,2})(?:st|nd|rd|th)?${YEAR_WORD}$`, 'u');

const HALF_A_YEAR = 183;
const FROM = /^(?:from|between|з|зі|із|с|со|від|от|між|между) /u;
/** Tried in this order: dots, a word or a dash on its own, and a dash that touches numbers or words. */
const SEPARATORS = [
  /^([^.].{0,40}?) ?\.{2,3} ?(\S.*)$/u,
  /^(\S.{0,40}?) (?:-|to|till|until|through|and|до|по|і|й|та|и) (\S.*)$/u,
  /^(\d{4}-\d{1,2}-\d{1,2})-(\d.*)$/u,
  /^(\d{1,2}[./][\d./]*)-(\S.*)$/u,
  /^(\d{1,2})-(\d.*)$/u,
  /^(\p{L}+)-(\p{L}.*)$/u,
];

/** Whole text: `week`, `last month`, `2026-10`, `жовтень`, `1.10-15.10`, `вчора`, `20.11`, … */
export function parsePeriod(text: string, context: ReadingContext): Period | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const { phrase, today } = phraseOf(text, context);
  return (
    namedPeriod(phrase, today) ??
    monthPeriod(phrase, today) ??
    rangePeriod(phrase, today, context) ??
    dayPeriod(phrase, today, context)
  );
}

/**
 * `15.10-1.10` would be eleven months from last autumn to this one, which nobody means: the two days in their order,
 * as they were typed. Over New Year, as in `20.12-10.1`, a range is what it says.
 */
export function swappedPeriod(text: string, context: ReadingContext): string | undefined {
  const { bare, today } = phraseOf(text, context);
  for (const separator of SEPARATORS) {
    const [, first = '', last = ''] = separator.exec(bare) ?? [];
    const dash = /\p{L}/u.test(first + last) ? ' - ' : '-';
    if (isBackwards(first, last, today)) return `${last}${dash}${first}`;
  }
  return undefined;
}

/** The longest period of at most 8 words that the text starts with, and what is left, as typed. */
export function takePeriod(text: string, context: ReadingContext): { period: Period; rest: string } | undefined {
  const trimmed = text.trim();
  const words = trimmed.slice(0, 2 * LONGEST_TEXT).matchAll(/\S+/gu);
  const ends: number[] = [];
  for (const word of words) if (ends.push(word.index + word[0].length) === MOST_WORDS) break;
  for (const end of ends.reverse()) {
    const period = parsePeriod(trimmed.slice(0, end), context);
    if (period) return { period, rest: trimmed.slice(end).trim() };
  }
  return undefined;
}

/** As it is read, and without what opens a range. */
function phraseOf(text: string, { zone, now }: ReadingContext): { phrase: string; bare: string; today: CalendarDate } {
  const phrase = fold(text)
    .replaceAll(/[‐‑‒–—―−]/gu, '-')
    .replace(/[.,;:]$/u, '')
    .replace(LEAD_IN, '');
  return { phrase, bare: phrase.replace(FROM, ''), today: dateIn(zone, now) };
}

function namedPeriod(phrase: string, today: CalendarDate): Period | undefined {
  const days = Number(LAST_DAYS.exec(phrase)?.[1] ?? 0);
  if (days > 0) return { from: addDays(today, 1 - days), to: today };

  const words = phrase.split(' ');
  const [first = '', unitWord = first] = words;
  const isLast = words.length === 2 && LAST.test(first);
  if (words.length > 2 || (words.length === 2 && !isLast && !THIS.test(first))) return undefined;
  if (UNITS.week.test(unitWord)) {
    const monday = addDays(today, 1 - weekdayOf(today) - (isLast ? 7 : 0));
    return { from: monday, to: addDays(monday, 6) };
  }
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (UNITS.month.test(unitWord)) {
    if (!isLast) return wholeMonth(year, month);
    return month === 1 ? wholeMonth(year - 1, 12) : wholeMonth(year, month - 1);
  }
  if (!UNITS.year.test(unitWord)) return undefined;
  return between(wholeMonth(year - (isLast ? 1 : 0), 1), wholeMonth(year - (isLast ? 1 : 0), 12));
}

function monthPeriod(phrase: string, today: CalendarDate): Period | undefined {
  const yearMonth = YEAR_MONTH.exec(phrase);
  if (yearMonth) return wholeMonth(Number(yearMonth[1]), Number(yearMonth[2]));
  const monthYear = MONTH_YEAR.exec(phrase);
  if (monthYear) return wholeMonth(Number(monthYear[2]), Number(monthYear[1]));
  const end = readMonth(phrase);
  if (!end) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const hasBegun = end.month <= Number(today.slice(5, 7));
  return wholeMonth(end.year ?? (hasBegun ? thisYear : thisYear - 1), end.month);
}

function readMonth(phrase: string): { month: number; year?: number } | undefined {
  const match = MONTH_WORD.exec(phrase);
  const month = MONTH_OF_WORD.get(match?.[1] ?? '');
  return month === undefined ? undefined : { month, ...yearOf(match?.[2]) };
}

function wholeMonth(year: number, month: number): Period | undefined {
  const from = calendarDate(year, month, 1);
  const next = month === 12 ? calendarDate(year + 1, 1, 1) : calendarDate(year, month + 1, 1);
  return from && next && { from, to: addDays(next, -1) };
}

function between(first: Period | undefined, last: Period | undefined): Period | undefined {
  return first && last && first.from <= last.to ? { from: first.from, to: last.to } : undefined;
}

function rangePeriod(phrase: string, today: CalendarDate, context: ReadingContext): Period | undefined {
  const bare = phrase.replace(FROM, '');
  for (const separator of SEPARATORS) {
    const match = separator.exec(bare);
    if (match && isBackwards(match[1] ?? '', match[2] ?? '', today)) return undefined;
    const period = match && rangeOf(match[1] ?? '', match[2] ?? '', today, context);
    if (period) return period;
  }
  return undefined;
}

/** Longer than half a year only because the year begins anew between its ends. */
function isBackwards(first: string, last: string, today: CalendarDate): boolean {
  const [start, end] = [readEnd(first), readEnd(last)];
  if (!start || !end || start.year !== undefined || end.year !== undefined) return false;
  // `october - september` may be a year of accounts.
  if (start.day === 'first-or-last' || end.day === 'first-or-last' || end.month === undefined) return false;
  const year = Number(today.slice(0, 4));
  const from = calendarDate(year, start.month ?? end.month, start.day);
  const to = calendarDate(year, end.month, end.day);
  if (from === undefined || to === undefined) return false;
  // `1.12-30.11` is a year of accounts as well.
  const isWholeYear = start.day === 1 && addDays(to, 1) === from;
  return !isWholeYear && daysBetween(to, from) > 0 && daysBetween(to, from) < HALF_A_YEAR;
}

function rangeOf(first: string, last: string, today: CalendarDate, context: ReadingContext): Period | undefined {
  const fromEnd = readEnd(first);
  const toEnd = readEnd(last);
  if (!fromEnd || !toEnd || (fromEnd.month === undefined && toEnd.month === undefined)) {
    // One end is a word such as `monday`: each end is then read on its own.
    return between(dayPeriod(first, today, context), dayPeriod(last, today, context));
  }
  // `15 - october` is half a phrase: a bare day needs a day on the other side.
  const hasBareDay = fromEnd.month === undefined || toEnd.month === undefined;
  if (hasBareDay && (fromEnd.day === 'first-or-last' || toEnd.day === 'first-or-last')) return undefined;
  const to = readLastEnd(toEnd, fromEnd, today);
  if (!to) return undefined;
  const toYear = Number(to.slice(0, 4));
  const fromMonth = fromEnd.month ?? Number(to.slice(5, 7));
  const fromYears = fromEnd.month === undefined ? [toYear] : [toYear, toYear - 1];
  const from = firstDate(fromEnd.year === undefined ? fromYears : [fromEnd.year], (year) => {
    const date = dateOf(fromEnd.day, fromMonth, year, 'first');
    return date && date <= to ? date : undefined;
  });
  return from && { from, to };
}

/** An end without a year: behind a start with one it is the next such day, else that of the latest range that has begun. */
function readLastEnd(end: End, start: End, today: CalendarDate): CalendarDate | undefined {
  const month = end.month ?? start.month ?? 0;
  const year = end.year ?? (end.month === undefined ? start.year : undefined);
  if (year !== undefined) return dateOf(end.day, month, year, 'last');
  if (start.year !== undefined && start.month !== undefined) {
    const from = dateOf(start.day, start.month, start.year, 'first');
    return firstDate([start.year, start.year + 1], (candidate) => {
      const date = dateOf(end.day, month, candidate, 'last');
      return from && date && date >= from ? date : undefined;
    });
  }
  return firstDate(yearsBack(today), (candidate) => {
    const date = dateOf(end.day, month, candidate, 'last');
    // A range counts as soon as it has begun.
    const begins = date && lastStart(start, date);
    return begins && begins <= today ? date : undefined;
  });
}

/** The start of a range without years that ends on a date: in the same year, or over New Year in the one before. */
function lastStart(start: End, to: CalendarDate): CalendarDate | undefined {
  const year = Number(to.slice(0, 4));
  const month = start.month ?? Number(to.slice(5, 7));
  const day = start.day === 'first-or-last' ? 1 : start.day;
  const isOverNewYear = month * 100 + day > Number(to.slice(5, 7)) * 100 + Number(to.slice(8));
  return dateOf(start.day, month, isOverNewYear ? year - 1 : year, 'first');
}

function firstDate(years: number[], read: (year: number) => CalendarDate | undefined): CalendarDate | undefined {
  for (const year of years) {
    const date = read(year);
    if (date) return date;
  }
  return undefined;
}

/** Next year, this one and the eight before it: between two 29 Februaries there are at most eight years. */
function yearsBack(today: CalendarDate): number[] {
  return Array.from({ length: 10 }, (_, i) => Number(today.slice(0, 4)) + 1 - i);
}

function dateOf(day: End['day'], month: number, year: number, edge: 'first' | 'last'): CalendarDate | undefined {
  if (day !== 'first-or-last') return calendarDate(year, month, day);
  const whole = wholeMonth(year, month);
  return edge === 'first' ? whole?.from : whole?.to;
}

function dayPeriod(phrase: string, today: CalendarDate, context: ReadingContext): Period | undefined {
  const date = readDay(phrase, today, context);
  return date && { from: date, to: date };
}

function readDay(phrase: string, today: CalendarDate, context: ReadingContext): CalendarDate | undefined {
  const end = readEnd(phrase);
  if (!end) return /\p{L}/u.test(phrase) ? parsePastDay(phrase, context) : undefined;
  const { day, month, year } = end;
  if (day === 'first-or-last' || month === undefined) return undefined;
  if (year !== undefined) return calendarDate(year, month, day);
  return firstDate(yearsBack(today), (candidate) => {
    const date = calendarDate(candidate, month, day);
    return date && date <= today ? date : undefined;
  });
}

/** `1.10`, `1.10.26`, `2026-10-01`, `1 октября`, `october 1`, `october`, and `1`, which the other end completes. */
function readEnd(phrase: string): End | undefined {
  const iso = ISO_DAY.exec(phrase);
  if (iso) return { day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) };
  const numeric = NUMERIC_DAY.exec(phrase);
  if (numeric) return { day: Number(numeric[1]), month: Number(numeric[2]), ...yearOf(numeric[3]) };
  const bare = BARE_DAY.exec(phrase);
  if (bare) return { day: Number(bare[1]) };
  const month = readMonth(phrase);
  if (month) return { day: 'first-or-last', ...month };
  const dayMonth = DAY_MONTH_WORD.exec(phrase);
  const monthDay = MONTH_WORD_DAY.exec(phrase);
  const [day, word, year] = dayMonth ? dayMonth.slice(1) : [monthDay?.[2], monthDay?.[1], monthDay?.[3]];
  const number = MONTH_OF_WORD.get(word ?? '');
  return number === undefined ? undefined : { day: Number(day), month: number, ...yearOf(year) };
}

function yearOf(digits: string | undefined): { year?: number } {
  if (digits === undefined) return {};
  return { year: digits.length === 2 ? 2000 + Number(digits) : Number(digits) };
}
