import type { CalendarDate, TimeOfDay } from '../domain/instant.ts';
import { parseDuration } from './duration.ts';
import type { ReadingContext } from './moment.ts';
import { parseTaskNumber } from './number-list.ts';
import { parseStartRange, parseStartTime, secondsOf } from './start-time.ts';
import type { TimeRange } from './time-range.ts';
import { parseTimeRange } from './time-range.ts';
import type { PhrasePlace, UnusableDay } from './work-day.ts';
import { readWorkDay } from './work-day.ts';

/** Time added by hand: how much, on what, when, and a note as typed (empty when there is none). */
export interface LogLine {
  amount: { kind: 'duration'; seconds: number } | ({ kind: 'range' } & TimeRange);
  /** The line names a task or a project, never both: the second one is part of the note. */
  task?: number;
  tag?: string;
  /** Today or earlier; absent when the line names no day. */
  on?: CalendarDate;
  /** When a duration began: a time on the clock that stands among these details. */
  startsAt?: TimeOfDay;
  /** `1h 9:00-11:00`: from when to when it is said to have been, which is not as long as the duration. */
  otherRange?: TimeRange;
  /** `tomorrow` or `31.11` stands where the day does: nothing that can be logged, and no note either. */
  unusableDay?: UnusableDay;
  note: string;
}

interface Word {
  text: string;
  start: number;
  end: number;
}

interface Details {
  task?: number;
  tag?: string;
  on?: CalendarDate;
  startsAt?: TimeOfDay;
  otherRange?: TimeRange;
  unusableDay?: UnusableDay;
}

/** `seconds`: the duration that a time on the clock is the start of; undefined where none can be */
interface Reading extends ReadingContext {
  seconds: number | undefined;
}

const LONGEST_AMOUNT_WORDS = 7;
const LONGEST_DAY_WORDS = 3;
/** `from 9:00 pm to 10:00 pm` */
const LONGEST_START_WORDS = 6;
const LONGEST_PHRASE = 100;
const TAG = /^#([\p{L}\p{M}\p{N}_-]{2,32})$/u;
/** Before a last bare number these make it part of the note: `call at 12`, `page 3 of 12`. */
const PREPOSITIONS = new Set(
  'at of to by in on for from till until about x о об в у на до з із с из за по к біля около'.split(' '),
);
const SUBJECT_LEAD_INS = new Set(['on', 'for', 'на', 'по', 'для', 'над', 'за', 'в', 'у']);

/**
 * `<how long or from–to> [12 | #project] [day] [note]`: the amount comes first; the task or project and the day stand
 * in any order directly behind it, and what is not there may stand at the very end.
 */
export function parseLogLine(text: string, context: ReadingContext): LogLine | undefined {
  const words = wordsOf(text);
  const taken = takeAmount(words);
  if (!taken) return undefined;
  const details: Details = {};
  const reading = { ...context, seconds: durationOf(taken.amount) };
  const first = takeFirst(details, words, taken.wordCount, reading);
  return { amount: taken.amount, ...takeLast(details, text, words, first, reading) };
}

/** Takes what stands directly behind the words before `begin`. @returns where the rest begins */
function takeFirst(details: Details, words: Word[], begin: number, reading: Reading): number {
  let first = begin;
  for (let count = 1; count > 0; first += count) {
    count = takeDetail(details, words, first, words.length, 'start', reading);
  }
  return first;
}

/** Takes what stands at the very end. @returns all, with what is left as the note */
function takeLast(
  details: Details,
  text: string,
  words: Word[],
  first: number,
  reading: Reading,
): Details & Pick<LogLine, 'note'> {
  let last = words.length;
  for (let count = 1; count > 0; last -= count) count = takeDetail(details, words, first, last, 'end', reading);
  const note = first < last ? text.slice(words[first]?.start, words[last - 1]?.end) : '';
  return { ...details, note };
}

/** What is to be other in time that was logged; what is absent stays. */
export interface EntryChange
  extends Partial<Pick<LogLine, 'amount' | 'task' | 'tag' | 'on' | 'startsAt' | 'otherRange' | 'unusableDay'>> {
  /** null: there is to be none */
  note?: string | null;
  /** it was on no task and no project */
  clearsTarget?: true;
}

const NOTE =
  /(?<!\S)(?:note|comment|нотатка|нотатку|примітка|примітку|коментар|заметка|заметку|примечание|комментарий):?\s+/iu;
const NO_NOTE = /(?<!\S)(?:(?:no|without) note|без (?:нотатки|примітки|коментаря|заметки|примечания|комментария))$/iu;
const NO_TARGET = /(?<!\S)(?:(?:no|without) task|без (?:завдання|задачі|задачи))(?!\S)/iu;

/**
 * A log line in which all may be missing: `1h15m`, `9:00-10:15 #12`, `yesterday`, `note Call about the layout`. A note
 * without that word stands behind something else, as in `#12 layout`: a slip of the hand must not take its place.
 */
export function parseEntryChange(text: string, context: ReadingContext): EntryChange | undefined {
  const trimmed = text.trim();
  const marked = NOTE.exec(trimmed);
  if (marked) {
    const before = trimmed.slice(0, marked.index).trim();
    const read = before === '' ? {} : parseUnmarked(before, context);
    const note = trimmed.slice(marked.index + marked[0].length).trim();
    if (read && read.note === undefined && note !== '') return { ...read, note };
  }
  const none = NO_NOTE.exec(trimmed);
  if (!none) return parseUnmarked(trimmed, context);
  const before = trimmed.slice(0, none.index).trim();
  const read = before === '' ? {} : parseUnmarked(before, context);
  return read && read.note === undefined ? { ...read, note: null } : undefined;
}

function parseUnmarked(text: string, context: ReadingContext): EntryChange | undefined {
  const none = NO_TARGET.exec(text);
  const kept = none ? `${text.slice(0, none.index)} ${text.slice(none.index + none[0].length)}`.trim() : text;
  const cleared = none ? ({ clearsTarget: true } as const) : {};
  if (none && kept === '') return cleared;
  const words = wordsOf(kept);
  const taken = takeAmount(words);
  // A number alone may be minutes, an hour or a task.
  if (!taken && /^\d+$/u.test(words[0]?.text ?? '')) return undefined;
  const before: Details = {};
  // Before the amount is known `1:30` may be it.
  const begin = taken?.wordCount ?? takeFirst(before, words, 0, { ...context, seconds: undefined });
  const late = taken ? undefined : takeAmount(words.slice(begin));
  const amount = (taken ?? late)?.amount;
  const reading = { ...context, seconds: amount && durationOf(amount) };
  const first = takeFirst(before, words, begin + (late?.wordCount ?? 0), reading);
  const { note, ...details } = takeLast(before, kept, words, first, reading);
  if (none && (details.task !== undefined || details.tag !== undefined)) return undefined;
  const hasSome = amount !== undefined || Object.keys(details).length > 0;
  if (!hasSome || (note !== '' && first === 0)) return undefined;
  return { ...(amount ? { amount } : {}), ...details, ...cleared, ...(note === '' ? {} : { note }) };
}

function durationOf(amount: LogLine['amount']): number | undefined {
  return amount.kind === 'duration' ? amount.seconds : undefined;
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/\S+/gu), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The words `from` to `to` as one phrase, without the comma or colon that closes it. */
function phraseOf(words: Word[], from: number, to: number): string {
  const slice = words.slice(from, to);
  const length = slice.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (length > LONGEST_PHRASE) return '';
  return slice
    .map(({ text }) => text)
    .join(' ')
    .replace(/[,;:]$/u, '');
}

function takeAmount(words: Word[]): { amount: LogLine['amount']; wordCount: number } | undefined {
  for (let count = Math.min(LONGEST_AMOUNT_WORDS, words.length); count > 0; count--) {
    const phrase = phraseOf(words, 0, count);
    const seconds = parseDuration(phrase);
    if (seconds !== undefined) return { amount: { kind: 'duration', seconds }, wordCount: count };
    const range = parseTimeRange(phrase);
    if (range) return { amount: { kind: 'range', ...range }, wordCount: count };
  }
  return undefined;
}

/** Takes one detail at that edge of what is left, and returns how many words it was; 0 when there is none. */
function takeDetail(
  details: Details,
  words: Word[],
  first: number,
  last: number,
  edge: 'start' | 'end',
  reading: Reading,
): number {
  const hasSubject = details.task !== undefined || details.tag !== undefined;
  for (let count = Math.min(LONGEST_START_WORDS, last - first); count > 0; count--) {
    const phrase = edge === 'start' ? phraseOf(words, first, first + count) : phraseOf(words, last - count, last);
    const place = { edge, before: edge === 'end' ? (words[last - count - 1]?.text ?? '') : '' };
    if (count > LONGEST_DAY_WORDS) {
      if (takeStart(details, phrase, place, reading)) return count;
      continue;
    }
    // Days first, longest first: in `2h 20 november call` the number is a day's, in `2h 12 call` it is a task's.
    if (takeDay(details, phrase, place, reading)) return count;
    if (takeStart(details, phrase, place, reading)) return count;
    if (hasSubject || (edge === 'end' && isPartOfNote(words, last, phrase))) continue;
    if (takeSubject(details, phrase)) return count;
  }
  return 0;
}

/**
 * `9:00` directly behind the rest, or at the end together with its day. A time at the end of a note is a part of it:
 * `call at 9:00`.
 */
function takeStart(details: Details, phrase: string, place: PhrasePlace, reading: Reading): boolean {
  if (reading.seconds === undefined || details.startsAt !== undefined || details.otherRange) return false;
  if (place.edge === 'start') {
    const start = readStart(phrase, reading.seconds);
    Object.assign(details, start);
    return start !== undefined;
  }
  const [, day = '', clock = ''] = /^(.+?) ((?:\p{L}+ )?\d\S*)$/u.exec(phrase) ?? [];
  const start = readStart(clock, reading.seconds);
  if (start === undefined || !takeDay(details, day, place, reading)) return false;
  Object.assign(details, start);
  return true;
}

/** A range that is as long as the duration says nothing but the start. */
function readStart(phrase: string, seconds: number): Pick<Details, 'startsAt' | 'otherRange'> | undefined {
  const startsAt = parseStartTime(phrase);
  if (startsAt !== undefined) return { startsAt };
  const range = parseStartRange(phrase);
  if (!range) return undefined;
  return secondsOf(range) === seconds ? { startsAt: range.from } : { otherRange: range };
}

function isPartOfNote(words: Word[], last: number, phrase: string): boolean {
  return /^\d/u.test(phrase) && PREPOSITIONS.has(words[last - 2]?.text.toLowerCase() ?? '');
}

/** A line has one day, be it one that cannot be. */
function takeDay(details: Details, phrase: string, place: PhrasePlace, context: ReadingContext): boolean {
  if (details.on !== undefined || details.unusableDay) return false;
  const day = readWorkDay(phrase, place, context);
  if (!day) return false;
  if ('on' in day) details.on = day.on;
  else details.unusableDay = day.unusable;
  return true;
}

/** `12`, `#12`, `T12` or `#tag`; with a lead-in (`on #prostor`) only where the sign leaves no doubt. */
function takeSubject(details: Details, phrase: string): boolean {
  const words = phrase.replace(/[.,;:]$/u, '').split(' ');
  const hasLeadIn = words.length === 2 && SUBJECT_LEAD_INS.has(words[0]?.toLowerCase() ?? '');
  if (words.length !== (hasLeadIn ? 2 : 1)) return false;
  const word = words.at(-1) ?? '';
  if (hasLeadIn && /^\d/u.test(word)) return false;
  const task = parseTaskNumber(word);
  const tag = task === undefined ? TAG.exec(word)?.[1] : undefined;
  if (task !== undefined) details.task = task;
  if (tag !== undefined && /\p{L}/u.test(tag)) details.tag = tag;
  return details.task !== undefined || details.tag !== undefined;
}
