import type { Deadline } from '../domain/deadline.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../domain/instant.ts';
import { dateIn, instantAt } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import { DASHES, isClear, isDateLike } from './moment-clear.ts';
import { matchWords, skipArticle, wordAt } from './moment-cursor.ts';
import type { Day } from './moment-day.ts';
import { deadlineOf, pastDay } from './moment-meaning.ts';
import type { Phrase } from './moment-phrase.ts';
import { MAX_PHRASE_WORDS, readPhrase } from './moment-phrase.ts';
import { readSpan } from './moment-span.ts';
import { parseSpelledDate } from './moment-spelled.ts';
import type { Chunk, Token } from './moment-tokens.ts';
import { firstChunks, lastChunks, tokensOf } from './moment-tokens.ts';
import { NO_DEADLINE } from './moment-words.ts';

/** Who says it: all three languages are read, theirs settles what reads two ways. */
export interface ReadingContext {
  now: Instant;
  zone: string;
  language: Language;
}

/** Indexes into the run: `run.slice(start, end)` is what was understood. */
export interface Place {
  start: number;
  end: number;
}

/** Words looked at on each edge of a run: a phrase and what stands next to it. */
const WINDOW = MAX_PHRASE_WORDS + 4;

/** When a reminder for a whole day comes. */
const MORNING = '09:00' as TimeOfDay;

/** Reads a text that is nothing but a deadline phrase. The result may lie in the past. */
export function parseDeadline(text: string, context: ReadingContext): Deadline | undefined {
  const tokens = allTokens(text);
  const phrase = tokens && readPhrase(tokens, context.language);
  return phrase ? deadlineOf(phrase, context) : parseSpelledDate(text, context);
}

/**
 * Finds a clear deadline phrase at the end of a run of words, else at its start, the longest one, together with its
 * preposition and the comma or dash that parts it from the title. Whatever could be meant as the title stays there.
 *
 * A day on one edge and a time on the other are one deadline (`tomorrow call Bob at 18:00`); the day is what is cut.
 */
export function findDeadline(run: string, context: ReadingContext): (Place & { deadline: Deadline }) | undefined {
  const lastWords = readWords(lastChunks(run, WINDOW));
  const last = findPhrase(run, 'end', lastWords, context);
  // There is nothing else in the run.
  if (last?.start === 0) return { deadline: last.deadline, start: 0, end: last.end };
  // A short run is the same from either end.
  const firstWords = lastWords.chunks.length < WINDOW ? lastWords : readWords(firstChunks(run, WINDOW));
  const first = findPhrase(run, 'start', firstWords, context);
  const deadline =
    last && first && last.start >= first.end ? deadlineOfBoth(first.phrase, last.phrase, context) : undefined;
  const found = deadline && first?.phrase.day ? first : (last ?? first);
  return found && { deadline: deadline ?? found.deadline, start: found.start, end: found.end };
}

/** Finds a day or time at the end of a title that no calendar and no clock has: `31.11`, `30 feb`, `25:00`. */
export function findNoSuchTime(title: string, context: ReadingContext): (Place & { meant?: undefined }) | undefined {
  const found = findClearPhrase(title, 'end', readWords(lastChunks(title, WINDOW)), context.language);
  if (!found || deadlineOf(found.phrase, context)) return undefined;
  return found.start > 0 && isMereNumber(found.phrase) ? undefined : { start: found.start, end: found.end };
}

/** Beside other words they are prices and scores: `45.10`, `78:65`. */
function isMereNumber({ lead, day, time }: Phrase): boolean {
  if (lead || (day && time)) return false;
  return day?.kind === 'date' ? day.dotted && day.day > 31 : time !== undefined && time.hour > 29;
}

/** Finds `no deadline`, `без терміну`, `без срока` at the end of a run of words, else at its start. */
export function findNoDeadline(run: string): Place | undefined {
  for (const edge of ['end', 'start'] as const) {
    const most = edge === 'end' ? lastChunks(run, 4) : firstChunks(run, 4);
    for (let size = most.length; size >= 2; size -= 1) {
      const chunks = edge === 'end' ? most.slice(-size) : most.slice(0, size);
      if (!NO_DEADLINE.has(chunks.map(({ key }) => key).join(' '))) continue;
      const place = widen(run, chunks, edge);
      if (place) return place;
    }
  }
  return undefined;
}

/**
 * Reads a day that is today or in the past, for logging time: `yesterday`, `monday` (the last one, or today), `20.11`
 * (the last one), `2026-11-20`, `3 дні тому`.
 */
export function parsePastDay(text: string, context: ReadingContext): CalendarDate | undefined {
  const day = readPastDay(text, context);
  return day && pastDay(day, dateIn(context.zone, context.now));
}

/** The day as it is said in such a text, whether or not it has been or exists. */
export function readPastDay(text: string, context: ReadingContext): Day | undefined {
  const tokens = allTokens(text);
  if (!tokens) return undefined;
  const first = wordAt(tokens, 0);
  const phrase = readPhrase(first === 'за' || first === 'for' ? tokens.slice(1) : tokens, context.language);
  if (!phrase?.day || phrase.time) return undefined;
  const { lead } = phrase;
  if (lead && (lead.nounWords > 0 || lead.preposition?.kind !== 'on' || lead.preposition.word === 'на'))
    return undefined;
  return phrase.day;
}

/**
 * Reads when to remind: at an instant (`in 2 hours`, `2h`, `tomorrow 10:00`; a whole day means 09:00 local) or some
 * seconds before the deadline (`1h before`, `за годину`, `за 30 минут до срока`).
 */
export function parseReminderTime(
  text: string,
  context: ReadingContext,
): { kind: 'at'; at: Instant } | { kind: 'before'; seconds: number } | undefined {
  const tokens = allTokens(text);
  const seconds = tokens && secondsBefore(tokens, context.language);
  if (seconds !== undefined) return { kind: 'before', seconds };
  const deadline = parseDeadline(text, context) ?? parseDeadline(`in ${text}`, context);
  if (!deadline) return undefined;
  return { kind: 'at', at: deadline.kind === 'moment' ? deadline.at : instantAt(deadline.on, MORNING, context.zone) };
}

const BEFORE = new Set(['before', 'earlier', 'до']);
const DAY_SECONDS = 86_400;

function secondsBefore(tokens: readonly Token[], language: Language): number | undefined {
  const hasZa = wordAt(tokens, 0) === 'за';
  const span = readSpan(tokens, hasZa ? 1 : 0, language);
  if (span?.value.months !== 0) return undefined;
  const word = wordAt(tokens, span.next);
  const hasBefore = word !== undefined && BEFORE.has(word);
  if (!hasZa && !hasBefore) return undefined;
  const objectAt = skipArticle(tokens, hasBefore ? span.next + 1 : span.next);
  const end = hasBefore ? OBJECTS.map((text) => matchWords(tokens, objectAt, text) ?? 0) : [];
  if (Math.max(objectAt, ...end) !== tokens.length) return undefined;
  return span.value.days * DAY_SECONDS + span.value.seconds;
}

/** What comes after `before`. */
const OBJECTS = [
  ...['deadline', 'due', 'due date', 'due time', 'it'],
  ...['дедлайну', 'терміну', 'строку', 'нього', 'дедлайна', 'срока', 'него'],
];

function allTokens(text: string): Token[] | undefined {
  const chunks = firstChunks(text, MAX_PHRASE_WORDS + 1);
  return chunks.length > MAX_PHRASE_WORDS ? undefined : flatten(chunks.map(tokensOf));
}

/** A loop: this is asked for each length that a phrase could have. */
function flatten(read: readonly (Token[] | undefined)[], from = 0, to = read.length): Token[] | undefined {
  const all: Token[] = [];
  for (let i = from; i < to; i += 1) {
    const tokens = read[i];
    if (!tokens) return undefined;
    for (const token of tokens) all.push(token);
  }
  return all;
}

/** Words of a run and what each says; undefined for what no date has. */
interface Words {
  chunks: readonly Chunk[];
  read: readonly (Token[] | undefined)[];
}

function readWords(chunks: readonly Chunk[]): Words {
  return { chunks, read: chunks.map(tokensOf) };
}

function findPhrase(
  run: string,
  edge: 'start' | 'end',
  words: Words,
  context: ReadingContext,
): (Place & { phrase: Phrase; deadline: Deadline }) | undefined {
  const found = findClearPhrase(run, edge, words, context.language);
  const deadline = found && deadlineOf(found.phrase, context);
  return deadline && { phrase: found.phrase, deadline, start: found.start, end: found.end };
}

/** A deadline phrase on that edge of a run, whether or not the calendar has such a day. */
function findClearPhrase(
  run: string,
  edge: 'start' | 'end',
  { chunks, read }: Words,
  language: Language,
): (Place & { phrase: Phrase }) | undefined {
  for (let size = Math.min(chunks.length, MAX_PHRASE_WORDS); size > 0; size -= 1) {
    const split = edge === 'end' ? chunks.length - size : size;
    const tokens = edge === 'end' ? flatten(read, split) : flatten(read, 0, split);
    const phrase = tokens && readPhrase(tokens, language);
    if (!tokens || !phrase) continue;
    const others = edge === 'end' ? chunks.slice(0, split).reverse() : chunks.slice(split);
    if (isAboutDeadlines(phrase, tokens, edge === 'end' ? others[0] : undefined)) continue;
    // The longest phrase decides: what is left of an unclear one (`31 nov 18:00`, `Black Friday 18:00`) is no clearer.
    const dateLike = new Map(others.map((chunk) => [chunk.key, isDateLike(read[chunks.indexOf(chunk)])]));
    const near = others.map(({ key }) => key);
    if (!isClear(phrase, tokens, { edge, near, isDateLike: (word) => dateLike.get(word) === true })) return undefined;
    const place = widen(run, edge === 'end' ? chunks.slice(split) : chunks.slice(0, split), edge);
    return place && { phrase, ...place };
  }
  return undefined;
}

/** `discuss the deadline tomorrow`: the noun is part of the title unless a comma, colon or dash sets it off. */
function isAboutDeadlines({ lead }: Phrase, tokens: readonly Token[], before: Chunk | undefined): boolean {
  if (!lead || lead.nounWords === 0 || wordAt(tokens, 0) === 'due' || !before) return false;
  return tokens[lead.nounWords - 1]?.stop !== true && !/[,;:.!?—–-]$/.test(before.text);
}

function deadlineOfBoth(first: Phrase, last: Phrase, context: ReadingContext): Deadline | undefined {
  const [day, time] = first.day ? [first, last] : [last, first];
  if (!day.day || day.time || !time.time || time.day) return undefined;
  return deadlineOf({ ...day, time: time.time }, context);
}

/** Takes in the comma, dash or brackets between the phrase and the title. */
function widen(run: string, chunks: readonly Chunk[], edge: 'start' | 'end'): Place | undefined {
  let start = chunks[0]?.start ?? 0;
  let end = chunks.at(-1)?.end ?? 0;
  const phrase = run.slice(start, end);
  if (phrase.split('(').length !== phrase.split(')').length) return undefined;
  if (edge === 'start') {
    const next = firstChunks(run.slice(end), 1)[0];
    if (next && DASHES.has(next.key)) end += next.end;
    return { start, end };
  }
  const before = lastChunks(run.slice(0, start), 1)[0];
  if (before && DASHES.has(before.key)) start = before.start;
  else if (before && /[,;]$/.test(before.text)) start = before.end - 1;
  return { start, end };
}
