import type { Language } from '../domain/language.ts';
import type { Clarity, Read } from './moment-cursor.ts';
import { matchWords, readOneOf, wordAt, wordJoinedAt } from './moment-cursor.ts';
import type { Token } from './moment-tokens.ts';
import type { Unit } from './moment-words.ts';
import { NUMBERS, SINGULAR_UNITS, UNITS } from './moment-words.ts';

/** Either a count on the calendar (months and days) or elapsed time (seconds), never both. */
interface Span {
  months: number;
  days: number;
  seconds: number;
  clarity: Clarity;
}

const MINUTE = { months: 0, days: 0, seconds: 60 };
const SIZES: Readonly<Record<Unit, Omit<Span, 'clarity'>>> = {
  minute: MINUTE,
  hour: { months: 0, days: 0, seconds: 3600 },
  day: { months: 0, days: 1, seconds: 0 },
  week: { months: 0, days: 7, seconds: 0 },
  month: { months: 1, days: 0, seconds: 0 },
  year: { months: 12, days: 0, seconds: 0 },
};

const QUARTER_HOUR: Span = { months: 0, days: 0, seconds: 900, clarity: 'clear' };
const HALF_HOUR: Span = { months: 0, days: 0, seconds: 1800, clarity: 'clear' };
const HOUR_AND_HALF: Span = { months: 0, days: 0, seconds: 5400, clarity: 'clear' };
const HALF_YEAR: Span = { months: 6, days: 0, seconds: 0, clarity: 'clear' };
const YEAR_AND_HALF: Span = { months: 18, days: 0, seconds: 0, clarity: 'clear' };
const FORTNIGHT: Span = { months: 0, days: 14, seconds: 0, clarity: 'clear' };

const FIXED: readonly (readonly [string, Span])[] = [
  ['a quarter of an hour', QUARTER_HOUR],
  ['quarter of an hour', QUARTER_HOUR],
  ['чверть години', QUARTER_HOUR],
  ['четверть часа', QUARTER_HOUR],
  ['half an hour', HALF_HOUR],
  ['half hour', HALF_HOUR],
  ['a half hour', HALF_HOUR],
  ['півгодини', HALF_HOUR],
  ['півгодинки', HALF_HOUR],
  ['пів години', HALF_HOUR],
  ['полчаса', HALF_HOUR],
  ['полчасика', HALF_HOUR],
  ['пол часа', HALF_HOUR],
  ['an hour and a half', HOUR_AND_HALF],
  ['півтори години', HOUR_AND_HALF],
  ['півтора години', HOUR_AND_HALF],
  ['годину з половиною', HOUR_AND_HALF],
  ['полтора часа', HOUR_AND_HALF],
  ['час с половиной', HOUR_AND_HALF],
  ['half a year', HALF_YEAR],
  ['півроку', HALF_YEAR],
  ['пів року', HALF_YEAR],
  ['полгода', HALF_YEAR],
  ['пол года', HALF_YEAR],
  ['a year and a half', YEAR_AND_HALF],
  ['півтора року', YEAR_AND_HALF],
  ['полтора года', YEAR_AND_HALF],
  ['a fortnight', FORTNIGHT],
];

const AND = new Set(['and', 'і', 'й', 'та', 'и']);
const AHEAD = new Set(['in', 'within', 'через']);
const AGO = new Set(['ago', 'тому', 'назад']);
/** `in 2 d`: letters that are metres, grams or dimensions as often as units of time. */
const DOUBTFUL_UNITS = new Set(['d', 'д', 'м', 'г']);
const MOST_PARTS = 4;

/** `in 3 days`, `через півтори години`, `2 weeks from now`; `3 дні тому` counts back. */
export function readAhead(tokens: readonly Token[], at: number, language: Language): Read<Span> {
  const word = wordAt(tokens, at);
  if (word !== undefined && AHEAD.has(word)) {
    const span = readSpan(tokens, at + 1, language);
    return span && { ...span, next: matchWords(tokens, span.next, 'time') ?? span.next };
  }
  const span = readSpan(tokens, at, language);
  if (!span) return undefined;
  const fromNow = matchWords(tokens, span.next, 'from now') ?? matchWords(tokens, span.next, 'from today');
  if (fromNow !== undefined) return { value: span.value, next: fromNow };
  const after = wordAt(tokens, span.next);
  if (after === undefined || !AGO.has(after)) return undefined;
  const { months, days, seconds } = span.value;
  return { value: { months: -months, days: -days, seconds: -seconds, clarity: 'past' }, next: span.next + 1 };
}

/** A length of time: `3 days`, `1h30m`, `годину 15 хвилин`, `полтора часа`. */
export function readSpan(tokens: readonly Token[], at: number, language: Language): Read<Span> {
  const total: Span = { months: 0, days: 0, seconds: 0, clarity: 'clear' };
  let next = at;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const word = wordAt(tokens, next);
    const start = part > 0 && word !== undefined && AND.has(word) ? next + 1 : next;
    const read = readOneOf(FIXED, tokens, start) ?? readAmount(tokens, start, language);
    if (!read) break;
    total.months += read.value.months;
    total.days += read.value.days;
    total.seconds += read.value.seconds;
    if (read.value.clarity === 'never') total.clarity = 'never';
    next = read.next;
  }
  const onCalendar = total.months !== 0 || total.days !== 0;
  // `in 1 day 2 hours` would be a calendar day and elapsed hours at once, and `in 0 days` is nothing.
  if (onCalendar === (total.seconds !== 0)) return undefined;
  return { value: total, next };
}

function readAmount(tokens: readonly Token[], at: number, language: Language): Read<Span> {
  const count = readCount(tokens, at);
  const unitAt = count?.next ?? at;
  const word = count ? wordJoinedAt(tokens, unitAt) : wordAt(tokens, unitAt);
  if (word === undefined || (!count && !SINGULAR_UNITS.has(word))) return undefined;
  const unit = word === 'год' ? unitOfGod(count?.value ?? 1, language) : UNITS.get(word);
  if (!unit) return undefined;
  const amount = count?.value ?? 1;
  const size = SIZES[unit];
  // Half a calendar day or month has no agreed meaning.
  if (!Number.isInteger(amount) && size.seconds === 0) return undefined;
  const token = tokens[unitAt];
  const isApart = token?.kind === 'word' && !token.attached;
  const clarity = DOUBTFUL_UNITS.has(word) || (word === 'm' && isApart) ? 'never' : 'clear';
  const seconds = Math.round(size.seconds * amount);
  return { value: { months: size.months * amount, days: size.days * amount, seconds, clarity }, next: unitAt + 1 };
}

/** `год` is a Russian year (1, 21) and short for the Ukrainian hour (any number). */
function unitOfGod(amount: number, language: Language): Unit {
  const couldBeRussian = amount % 10 === 1 && amount % 100 !== 11;
  return couldBeRussian && language !== 'uk' ? 'year' : 'hour';
}

function readCount(tokens: readonly Token[], at: number): Read<number> {
  const couple = matchWords(tokens, at, 'a couple of') ?? matchWords(tokens, at, 'couple of');
  if (couple !== undefined) return { value: 2, next: couple };
  const token = tokens[at];
  if (!token) return undefined;
  const value = countOf(token);
  if (value === undefined) return undefined;
  const half = matchWords(tokens, at + 1, 'and a half');
  return half === undefined ? { value, next: at + 1 } : { value: value + 0.5, next: half };
}

function countOf(token: Token): number | undefined {
  if (token.kind === 'number' || token.kind === 'decimal') return token.value;
  if (token.kind === 'dotted') return token.first + token.second / 100;
  if (token.kind !== 'word') return undefined;
  return token.word === 'a' || token.word === 'an' ? 1 : NUMBERS.get(token.word);
}
