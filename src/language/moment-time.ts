import type { Clarity, Read } from './moment-cursor.ts';
import { matchWords, readOneOf, readPreposition, wordAt, wordJoinedAt } from './moment-cursor.ts';
import { readHalfHour } from './moment-half.ts';
import type { Token } from './moment-tokens.ts';
import type { Part } from './moment-words.ts';
import {
  HOUR_ORDINALS,
  HOUR_PREPOSITIONS,
  HOUR_WORDS,
  MINUTE_WORDS,
  NAMED_TIMES,
  NUMBERS,
  PART_ADVERBS,
  PART_CASES,
  PART_HOURS,
  PART_NOUNS,
  WHICH,
  WHOLE_DAY,
} from './moment-words.ts';

/** Hours may be 24 (the midnight at which the day ends) or out of range: `25:00` is a phrase without a meaning. */
export interface Time {
  clarity: Clarity;
  hour: number;
  minute: number;
  /** Minutes east of UTC, where the phrase says them. */
  offsetMinutes?: number;
  /** `eod`: the day as a whole, no time. */
  wholeDay?: true;
  /** `tonight` and `this morning` are today's even when they are over. */
  today?: true;
  /** Said with `часов` or `години`, which also count: `на 18 часов`. */
  counted?: true;
}

/** What stands before the time: `18.00` and a bare hour are times only after a preposition or a day. */
interface Before {
  preposition: string | undefined;
  afterDay: boolean;
}

type Marker = Part | 'am' | 'pm';
/** `isGuess`: an hour without minutes or a half of the day. */
type Hour = Time & { marker?: Marker; isGuess?: boolean };

/** An hour no clock shows, and a place no phrase reaches. */
const NOWHERE = 99;

export function readTime(tokens: readonly Token[], at: number, before: Before): Read<Time> {
  const wholeDay = readOneOf(WHOLE_DAY, tokens, at);
  if (wholeDay) {
    const clarity = wholeDay.value === 'clear at the end' ? 'at-end' : 'with-lead';
    return { value: { clarity, hour: 24, minute: 0, wholeDay: true }, next: wholeDay.next };
  }
  const part = readPart(tokens, at, before);
  if (part) return withHour(tokens, part);
  const named = NAMED_TIMES.get(wordAt(tokens, at) ?? '');
  if (named) {
    const clarity = named.alone === 'yes' ? 'clear' : named.alone === 'never' ? 'in-company' : 'with-lead';
    return { value: { clarity, hour: named.hour, minute: 0 }, next: at + 1 };
  }
  const hour = readHour(tokens, at, before);
  if (!hour) return undefined;
  const after = hour.value.marker ? undefined : readPart(tokens, hour.next, { preposition: undefined, afterDay: true });
  return readOffset(tokens, { value: timeOf(hour.value, after?.value), next: after?.next ?? hour.next });
}

/** `tomorrow morning at 10`: the hour said beats the hour the part stands for. */
function withHour(tokens: readonly Token[], part: { value: Time & { part: Part }; next: number }): Read<Time> {
  const { part: _, ...time } = part.value;
  const preposition = readPreposition(tokens, part.next);
  const hourAt = preposition?.next ?? part.next;
  const hour = readHour(tokens, hourAt, { preposition: preposition?.value.word, afterDay: true });
  if (!hour) return { value: time, next: part.next };
  return readOffset(tokens, { value: timeOf(hour.value, part.value), next: hour.next });
}

function timeOf({ marker, isGuess, ...time }: Hour, part: { part: Part; today?: true } | undefined): Time {
  const half = marker ?? part?.part;
  const hour = half ? hourOfHalf(time.hour, half) : isGuess ? ofWorkingDay(time.hour) : time.hour;
  return { ...time, hour, ...(part?.today && { today: true }) };
}

function readPart(tokens: readonly Token[], at: number, before: Before): Read<Time & { part: Part }> {
  const word = wordAt(tokens, at) ?? '';
  const time = (part: Part, next: number, clarity: Clarity, today?: true) => ({
    value: { part, clarity, hour: PART_HOURS[part], minute: 0, ...(today && { today }) },
    next,
  });
  if (word === 'tonight') return time('night', at + 1, 'clear', true);
  const adverb = PART_ADVERBS.get(word);
  if (adverb) return time(adverb, at + 1, 'clear');
  const afterLunch = matchWords(tokens, at, 'після обіду') ?? matchWords(tokens, at, 'после обеда');
  if (afterLunch !== undefined) return time('day', afterLunch, 'clear');
  const inThe = matchWords(tokens, at, 'in the') ?? NOWHERE;
  const inPart = PART_NOUNS.get(wordAt(tokens, inThe) ?? '');
  if (inPart) return time(inPart, inThe + 1, 'clear');
  const noun = PART_NOUNS.get(word);
  if (noun && (before.afterDay || before.preposition === 'на')) return time(noun, at + 1, 'with-lead');
  const thisPart = WHICH.get(word) === 'this' ? PART_NOUNS.get(wordAt(tokens, at + 1) ?? '') : undefined;
  if (thisPart) return time(thisPart, at + 2, 'at-end', true);
  // `до вечора`; but `на вечора` is nothing, and `до дня` is no time.
  const isGoal = before.preposition === 'до' || before.preposition === 'к' || before.preposition === 'ко';
  const bound = PART_CASES.get(word);
  return bound && bound !== 'day' && isGoal ? time(bound, at + 1, 'with-lead') : undefined;
}

function readHour(tokens: readonly Token[], at: number, before: Before): Read<Hour> {
  const token = tokens[at];
  if (token?.kind === 'clock') {
    // `scale 1:10`, `ролик 0:30`: nobody is due in the small hours without saying so.
    const clarity = token.hour < 6 ? 'with-lead' : 'clear';
    const time = withMarker(tokens, at + 1, { clarity, hour: token.hour, minute: token.minute }, before);
    return time?.value.marker ? { ...time, value: { ...time.value, clarity: 'clear' } } : time;
  }
  if (token?.kind === 'dotted' && token.first <= 24 && token.second <= 59) {
    const hour = withMarker(tokens, at + 1, { clarity: 'clear', hour: token.first, minute: token.second }, before);
    if (hour?.value.marker) return hour;
    if (before.preposition === undefined && !before.afterDay) return undefined;
    return hour && { ...hour, value: { ...hour.value, clarity: 'with-lead' } };
  }
  const half = readHalfHour(tokens, at);
  if (half && (before.preposition !== undefined || before.afterDay)) {
    return withMarker(
      tokens,
      half.next,
      { clarity: 'clear', hour: half.hour, minute: half.minute, isGuess: true },
      before,
    );
  }
  const hour = token && hourOf(token);
  if (token === undefined || hour === undefined) return undefined;
  const isPadded = token.kind === 'number' && token.digits === 2;
  const said: Hour = { clarity: bareClarity(token, before), hour, minute: 0, isGuess: !isPadded };

  const marked = withMarker(tokens, at + 1, said, before);
  if (marked?.value.marker)
    return { ...marked, value: { ...marked.value, clarity: markedClarity(token, marked.value) } };
  const isPlaced = before.preposition !== undefined || before.afterDay || wordAt(tokens, at + 1) === 'oclock';
  const word = wordJoinedAt(tokens, at + 1);
  if (isPlaced && word !== undefined && HOUR_WORDS.has(word)) return readCounted(tokens, at + 2, said, before);
  if (before.preposition === undefined) return undefined;
  return { value: said, next: at + 1 };
}

/** `18 часов`, `6 o'clock`, `18 год 30 хв`, `6 годині вечора` */
function readCounted(tokens: readonly Token[], at: number, said: Hour, before: Before): Read<Hour> {
  const minutes = tokens[at];
  const word = wordJoinedAt(tokens, at + 1);
  const hasMinutes = minutes?.kind === 'number' && word !== undefined && MINUTE_WORDS.has(word);
  const minute = hasMinutes ? minutes.value : 0;
  const next = hasMinutes ? at + 2 : at;
  const counted: Hour = { ...said, minute, clarity: 'with-lead', counted: true };
  const marked = withMarker(tokens, next, counted, before);
  if (marked?.value.marker) return { ...marked, value: { ...marked.value, clarity: 'clear' } };
  return { value: counted, next };
}

function withMarker(tokens: readonly Token[], at: number, time: Hour, before: Before): Read<Hour> {
  const word = wordJoinedAt(tokens, at);
  if (word === 'am' || word === 'pm') return { value: { ...time, marker: word }, next: at + 1 };
  const part = word === undefined ? undefined : PART_CASES.get(word);
  // `3 дня` without a preposition is a count of days.
  if (part && (part !== 'day' || before.preposition !== undefined)) {
    return { value: { ...time, marker: part }, next: at + 1 };
  }
  const inThe = matchWords(tokens, at, 'in the') ?? NOWHERE;
  const noun = PART_NOUNS.get(wordAt(tokens, inThe) ?? '');
  if (noun) return { value: { ...time, marker: noun }, next: inThe + 1 };
  return { value: time, next: at };
}

function hourOf(token: Token): number | undefined {
  if (token.kind === 'number' && token.digits <= 2) return token.value;
  if (token.kind === 'ordinal' && token.of === 'hour') return token.value;
  if (token.kind !== 'word') return undefined;
  const value = HOUR_ORDINALS.get(token.word) ?? NUMBERS.get(token.word);
  return value !== undefined && value <= 12 && token.word !== 'пару' && token.word !== 'couple' ? value : undefined;
}

function bareClarity(token: Token, before: Before): Clarity {
  const isSpelled = token.kind === 'word' && !HOUR_ORDINALS.has(token.word);
  const isHourPlace = before.preposition !== undefined && HOUR_PREPOSITIONS.has(before.preposition);
  return isHourPlace && !isSpelled ? 'with-lead-at-end' : 'in-company';
}

function markedClarity(token: Token, hour: Hour): Clarity {
  if (hour.marker === 'day') return 'in-company';
  return token.kind === 'word' ? 'with-lead' : 'clear';
}

/** A bare hour from 1 to 6 is meant in the afternoon: nobody is due `at 5` in the night. */
function ofWorkingDay(hour: number): number {
  return hour >= 1 && hour <= 6 ? hour + 12 : hour;
}

/** @returns an hour out of range where the two contradict each other: `13am`, `14 утра` */
function hourOfHalf(hour: number, marker: Marker): number {
  if (marker === 'am') return hour >= 1 && hour <= 12 ? hour % 12 : NOWHERE;
  if (marker === 'pm') return hour >= 1 && hour <= 12 ? (hour % 12) + 12 : NOWHERE;
  if (marker === 'morning') return hour <= 12 ? hour : NOWHERE;
  if (marker === 'day') return hour >= 1 && hour <= 7 ? hour + 12 : hour >= 10 && hour <= 18 ? hour : NOWHERE;
  if (marker === 'evening') return hour >= 3 && hour <= 12 ? hour + 12 : hour >= 15 && hour <= 24 ? hour : NOWHERE;
  if (hour >= 6 && hour <= 12) return hour + 12;
  return hour <= 5 || (hour >= 18 && hour <= 24) ? hour : NOWHERE;
}

function readOffset(tokens: readonly Token[], time: { value: Time; next: number }): Read<Time> {
  const token = tokens[time.next];
  if (token?.kind !== 'offset' || token.form === 'tail') return time;
  const tail = tokens[time.next + 1];
  const hasTail = token.form === 'name' && tail?.kind === 'offset' && tail.form !== 'name';
  const offsetMinutes = hasTail ? tail.minutes : token.minutes;
  if (Math.abs(offsetMinutes) > 14 * 60 || offsetMinutes % 15 !== 0) {
    return { value: { ...time.value, hour: NOWHERE }, next: time.next + (hasTail ? 2 : 1) };
  }
  return { value: { ...time.value, offsetMinutes }, next: time.next + (hasTail ? 2 : 1) };
}
