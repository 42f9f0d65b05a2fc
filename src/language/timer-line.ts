import type { CalendarDate, TimeOfDay } from '../domain/instant.ts';
import { timeOfDay } from '../domain/instant.ts';
import type { ReadingContext } from './moment.ts';
import { parsePastDay } from './moment.ts';
import { readTime } from './moment-time.ts';
import type { Chunk, Token } from './moment-tokens.ts';
import { firstChunks, lastChunks, tokensOf } from './moment-tokens.ts';
import { parseTaskNumber } from './number-list.ts';

/** A time on the clock at which a timer is to have started or stopped, and the note beside it. */
export interface TimerTime {
  time: TimeOfDay;
  /** the day, where one is named */
  on: CalendarDate | undefined;
  note: string | null;
  /** behind a note: `sketch at 18:00`, which may be a note as a whole, as `call at 18:00` is */
  isLast: boolean;
}

type When = Pick<TimerTime, 'time' | 'on'>;
type Reading = ReadingContext & { leads: ReadonlySet<string> };

const UNTIL = new Set('at until till о об в во у до'.split(' '));
const FROM = new Set('at from since о об в во у з зі із с со від от'.split(' '));
/** `вчора о пів на десяту вечора` */
const LONGEST_WORDS = 6;

/** Behind `timer stop`: `18:00`, `at 18:00 sketch`, `ескіз до 18:00`, `вчера в 18:00`. */
export function parseStopLine(line: string, context: ReadingContext): TimerTime | undefined {
  const reading = { ...context, leads: UNTIL };
  return readFirst(line, reading) ?? readLast(line, reading);
}

/** Behind `timer start` and what that is for: `9:00`, `at 9:00 sketch`, `з 9:00`. */
export function parseStartLine(line: string, context: ReadingContext): TimerTime | undefined {
  return readFirst(line, { ...context, leads: FROM });
}

function readFirst(line: string, reading: Reading): TimerTime | undefined {
  const chunks = firstChunks(line, LONGEST_WORDS);
  for (let count = chunks.length; count > 0; count -= 1) {
    const taken = chunks.slice(0, count);
    const note = line.slice(taken.at(-1)?.end).trim() || null;
    const when = readWhen(taken, reading, note === null);
    if (when) return { ...when, note, isLast: false };
  }
  return undefined;
}

function readLast(line: string, reading: Reading): TimerTime | undefined {
  const chunks = lastChunks(line, LONGEST_WORDS);
  for (let first = 0; first < chunks.length; first += 1) {
    const taken = chunks.slice(first);
    const when = readWhen(taken, reading, false);
    // `ready by 18.12` may as well be a day.
    const isDotted = taken.some(({ key }) => /^\d+\.\d+$/.test(key));
    if (when && !isDotted) return { ...when, note: line.slice(0, taken[0]?.start).trim(), isLast: true };
  }
  return undefined;
}

/** @param isAll nothing stands beside it */
function readWhen(chunks: readonly Chunk[], reading: Reading, isAll: boolean): When | undefined {
  const alone = readClock(chunks, reading, isAll);
  if (alone) return { time: alone, on: undefined };
  const [first, last] = [chunks[0], chunks.at(-1)];
  if (!first || !last || chunks.length < 2) return undefined;
  const [on, others] = readDay(first, reading)
    ? [readDay(first, reading), chunks.slice(1)]
    : [readDay(last, reading), chunks.slice(0, -1)];
  // A day makes a time of it as a word before it does.
  const time = on && readClock(others, reading, true);
  return time && { time, on };
}

function readDay({ text }: Chunk, reading: Reading): CalendarDate | undefined {
  return parseTaskNumber(text) === undefined ? parsePastDay(text, reading) : undefined;
}

/** @param isSure whatever it is, it is no note: then a time needs no word before it, and an hour no minutes */
function readClock([lead, ...others]: readonly Chunk[], { leads }: Reading, isSure: boolean): TimeOfDay | undefined {
  if (!lead) return undefined;
  const hasLead = leads.has(lead.text.toLowerCase()) || leads.has(lead.key);
  if (!hasLead && !isSure) return undefined;
  const tokens: Token[] = [];
  for (const chunk of hasLead ? others : [lead, ...others]) {
    const read = tokensOf(chunk);
    if (!read) return undefined;
    tokens.push(...read);
  }
  const [first] = tokens;
  const isExact = tokens.length > 1 || first?.kind === 'clock' || (hasLead && first?.kind === 'dotted');
  if (!isExact && !(hasLead && isSure)) return undefined;
  const read = readTime(
    tokens,
    0,
    hasLead ? { preposition: 'at', afterDay: true } : { preposition: undefined, afterDay: true },
  );
  if (read?.next !== tokens.length || read.value.wholeDay || read.value.offsetMinutes !== undefined) return undefined;
  return timeOfDay(read.value.hour === 24 ? 0 : read.value.hour, read.value.minute);
}
