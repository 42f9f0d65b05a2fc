import type { Language } from '../domain/language.ts';
import type { Clarity, Read } from './moment-cursor.ts';
import {
  clarityWith,
  matchWords,
  readOneOf,
  readPreposition,
  skipArticle,
  wordAt,
  wordJoinedAt,
} from './moment-cursor.ts';
import { readAhead } from './moment-span.ts';
import type { Token } from './moment-tokens.ts';
import type { Period, WeekdayForm, Which } from './moment-words.ts';
import {
  DOUBTFUL_MONTHS,
  MONTHS,
  PERIOD_ABBREVIATIONS,
  PERIOD_EDGES,
  PERIODS,
  RELATIVE_DAYS,
  WEEKDAYS,
  WHICH,
  WORKING,
} from './moment-words.ts';

/** A day as said; which day that is depends on today. */
export type Day = { clarity: Clarity } & (
  | { kind: 'relative'; months: number; days: number }
  /** `isBare`: no `next`, `this` or date beside it, so a name may be meant: Black Friday. */
  | { kind: 'weekday'; weekday: number; which: Which | 'coming'; isBare: boolean }
  | { kind: 'date'; year?: number; month: number; day: number; weekday?: number; dotted: boolean }
  | { kind: 'day-of-month'; day: number; weekday?: number }
  /** `isGoal`: after на it says what something is for: `план на следующую неделю`. */
  | { kind: 'period'; period: Period; edge: 'start' | 'end'; isNext: boolean; isGoal: boolean }
);

type DateDay = Extract<Day, { kind: 'date' }>;
type MonthDay = Extract<Day, { kind: 'day-of-month' }>;

export function readDay(tokens: readonly Token[], at: number, language: Language): Read<Day> {
  return (
    readRelative(tokens, at) ??
    readWeekday(tokens, at) ??
    readDated(tokens, at) ??
    readPeriod(tokens, at) ??
    readDaysAhead(tokens, at, language)
  );
}

function readRelative(tokens: readonly Token[], at: number): Read<Day> {
  const read = readOneOf(RELATIVE_DAYS, tokens, at);
  if (!read) return undefined;
  const clarity = read.value < 0 ? 'past' : 'clear';
  return { value: { kind: 'relative', months: 0, days: read.value, clarity }, next: read.next };
}

function readDaysAhead(tokens: readonly Token[], at: number, language: Language): Read<Day> {
  const read = readAhead(tokens, at, language);
  if (read?.value.seconds !== 0) return undefined;
  const { months, days, clarity } = read.value;
  return { value: { kind: 'relative', months, days, clarity }, next: read.next };
}

const BARE_CLARITY: Readonly<Record<WeekdayForm, Clarity>> = {
  full: 'at-end',
  short: 'at-end',
  oblique: 'with-lead',
  doubtful: 'with-lead-at-end',
};

function readWeekday(tokens: readonly Token[], at: number): Read<Day> {
  const which = WHICH.get(wordAt(tokens, at) ?? '');
  const weekdayAt = which ? at + 1 : at;
  const token = tokens[weekdayAt];
  const known = token?.kind === 'word' ? WEEKDAYS.get(token.word) : undefined;
  if (token?.kind !== 'word' || !known) return undefined;
  const { weekday, form } = known;
  const next = weekdayAt + 1;
  if (which) {
    const clarity = which === 'last' ? 'past' : 'clear';
    return { value: { kind: 'weekday', weekday, which, isBare: false, clarity }, next };
  }
  const dateAt = skipArticle(tokens, readPreposition(tokens, next)?.next ?? next);
  const date = readDateOrDayOfMonth(tokens, dateAt);
  if (date) return { value: { ...date.value, weekday, clarity: 'clear' }, next: date.next };
  const week = readWhichWeek(tokens, matchWords(tokens, next, 'of') ?? readPreposition(tokens, next)?.next ?? next);
  if (week) {
    const clarity = week.value === 'last' ? 'past' : 'clear';
    return { value: { kind: 'weekday', weekday, which: week.value, isBare: false, clarity }, next: week.next };
  }
  const isAcronym = token.capitals && (form === 'short' || form === 'doubtful');
  const clarity = isAcronym ? 'in-company' : BARE_CLARITY[form];
  return { value: { kind: 'weekday', weekday, which: 'coming', isBare: true, clarity }, next };
}

function readWhichWeek(tokens: readonly Token[], at: number): Read<Which> {
  const which = WHICH.get(wordAt(tokens, at) ?? '');
  const isWeek = PERIODS.get(wordAt(tokens, at + 1) ?? '')?.period === 'week';
  return which && isWeek ? { value: which, next: at + 2 } : undefined;
}

/** A date and perhaps its weekday after it: `27 ноября (пт)`. */
function readDated(tokens: readonly Token[], at: number): Read<Day> {
  const read = readDateOrDayOfMonth(tokens, at);
  const weekday = read && WEEKDAYS.get(wordAt(tokens, read.next) ?? '')?.weekday;
  if (!read || weekday === undefined) return read;
  return { value: { ...read.value, weekday, clarity: 'clear' }, next: read.next + 1 };
}

function readDateOrDayOfMonth(tokens: readonly Token[], at: number): Read<DateDay | MonthDay> {
  return readNumericDate(tokens, at) ?? readNamedDate(tokens, at) ?? readDayOfMonth(tokens, at);
}

function readNumericDate(tokens: readonly Token[], at: number): Read<DateDay> {
  const token = tokens[at];
  if (token?.kind === 'date') {
    const { year, month, day, dotted } = token;
    return { value: { kind: 'date', year, month, day, dotted, clarity: 'clear' }, next: skipYearWord(tokens, at + 1) };
  }
  if (token?.kind !== 'dotted' || token.second < 1 || token.second > 12) return undefined;
  const { first: day, second: month } = token;
  return { value: { kind: 'date', month, day, dotted: true, clarity: 'clear' }, next: at + 1 };
}

/** `27 nov`, `27th of November 2027`, `27-го ноября`, `Nov 27, 2027`, `27 листопада 2027 р.` */
function readNamedDate(tokens: readonly Token[], at: number): Read<DateDay> {
  const dayFirst = dayNumberAt(tokens, at);
  const isMonthFirst = dayFirst === undefined;
  const otherAt = isMonthFirst
    ? skipArticle(tokens, at + 1)
    : (matchWords(tokens, at + 1, 'of') ?? matchWords(tokens, at + 1, 'числа') ?? at + 1);
  const word = isMonthFirst ? wordAt(tokens, at) : wordJoinedAt(tokens, otherAt);
  const month = MONTHS.get(word ?? '');
  const day = isMonthFirst && tokens[at]?.stop === false ? dayNumberAt(tokens, otherAt) : dayFirst;
  if (word === undefined || month === undefined || day === undefined) return undefined;
  const yearToken = tokens[otherAt + 1];
  const year = yearToken?.kind === 'number' && yearToken.digits === 4 ? yearToken.value : undefined;
  const isDoubtful = DOUBTFUL_MONTHS.has(word) && year === undefined;
  const value: DateDay = { kind: 'date', month, day, dotted: false, clarity: isDoubtful ? 'in-company' : 'clear' };
  if (year === undefined) return { value, next: otherAt + 1 };
  return { value: { ...value, year }, next: skipYearWord(tokens, otherAt + 2) };
}

const YEAR_WORDS = new Set(['року', 'рік', 'р', 'года', 'год', 'г']);

function skipYearWord(tokens: readonly Token[], at: number): number {
  return YEAR_WORDS.has(wordJoinedAt(tokens, at) ?? '') ? at + 1 : at;
}

function dayNumberAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind === 'number' && token.digits <= 2) return token.value;
  return token?.kind === 'ordinal' && token.of === 'day' ? token.value : undefined;
}

/** `the 27th`, `27-го`, `27 числа`, `27 числу` */
function readDayOfMonth(tokens: readonly Token[], at: number): Read<MonthDay> {
  const token = tokens[at];
  const day = dayNumberAt(tokens, at);
  if (day === undefined) return undefined;
  const word = wordJoinedAt(tokens, at + 1);
  const value: MonthDay = { kind: 'day-of-month', day, clarity: 'with-lead-at-end' };
  if (word === 'числа' || word === 'числу' || word === 'число') return { value, next: at + 2 };
  return token?.kind === 'ordinal' ? { value, next: at + 1 } : undefined;
}

/** `end of next month`, `next week`, `weekend`, `до кінця року`, `на следующей неделе в среду` */
function readPeriod(tokens: readonly Token[], at: number): Read<Day> {
  const short = PERIOD_ABBREVIATIONS.get(wordAt(tokens, at) ?? '');
  if (short) {
    const value = {
      kind: 'period',
      period: short,
      edge: 'end',
      isNext: false,
      isGoal: false,
      clarity: 'at-end',
    } as const;
    return { value, next: at + 1 };
  }
  const edge = readOneOf(PERIOD_EDGES, tokens, at);
  const whichAt = skipArticle(tokens, edge?.next ?? at);
  const which = WHICH.get(wordAt(tokens, whichAt) ?? '');
  const workingAt = which ? whichAt + 1 : whichAt;
  const nounAt = WORKING.has(wordAt(tokens, workingAt) ?? '') ? workingAt + 1 : workingAt;
  const noun = PERIODS.get(wordAt(tokens, nounAt) ?? '');
  if (!noun) return edge ? readEndOfDay(tokens, whichAt, edge.value.edge) : undefined;
  if (which === 'last' || (!edge && !which && noun.period !== 'weekend')) return undefined;

  const isNext = which === 'next';
  const clarity = edge ? (edge.value.form === 'bound' ? 'with-lead' : 'at-end') : periodClarity(noun.form, which);
  const isGoal = noun.form === 'goal' && !edge;
  const ending = edge?.value.edge ?? (isNext && noun.period !== 'weekend' ? 'start' : 'end');
  const next = nounAt + 1;
  if (!edge && which && noun.period === 'week') {
    const weekday = readWeekday(tokens, skipArticle(tokens, readPreposition(tokens, next)?.next ?? next));
    if (weekday?.value.kind === 'weekday' && weekday.value.which === 'coming') {
      return { value: { ...weekday.value, which, isBare: false, clarity: 'clear' }, next: weekday.next };
    }
  }
  return { value: { kind: 'period', period: noun.period, edge: ending, isNext, isGoal, clarity }, next };
}

function periodClarity(form: 'adverb' | 'bound' | 'goal', which: Which | undefined): Clarity {
  return which && form === 'adverb' ? 'at-end' : 'with-lead';
}

/** `end of friday` is that day. */
function readEndOfDay(tokens: readonly Token[], at: number, edge: 'start' | 'end'): Read<Day> {
  const day =
    edge === 'end' ? (readRelative(tokens, at) ?? readWeekday(tokens, at) ?? readDated(tokens, at)) : undefined;
  if (day?.value.kind !== 'weekday') return day;
  return { value: { ...day.value, isBare: false, clarity: clarityWith(day.value.clarity, 'at-end') }, next: day.next };
}
