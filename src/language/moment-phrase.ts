import type { Language } from '../domain/language.ts';
import type { Clarity } from './moment-cursor.ts';
import { clarityWith, readOneOf, readPreposition, skipArticle } from './moment-cursor.ts';
import type { Day } from './moment-day.ts';
import { readDay } from './moment-day.ts';
import { readAhead } from './moment-span.ts';
import type { Time } from './moment-time.ts';
import { readTime } from './moment-time.ts';
import type { Token } from './moment-tokens.ts';
import type { Preposition } from './moment-words.ts';
import { LEAD_NOUNS, TIME_ONLY_PREPOSITIONS } from './moment-words.ts';

/** No deadline phrase is longer: `no later than friday the 27th of November 2026 at 6:30 pm UTC`. */
export const MAX_PHRASE_WORDS = 13;

interface Lead {
  /** `deadline`, `термін`: how many words announce it. */
  nounWords: number;
  preposition?: Preposition;
}

/** What a deadline phrase says, before it is known what day it is. */
export interface Phrase {
  lead?: Lead;
  day?: Day;
  time?: Time;
  /** Elapsed time from now: `in 2 hours`. */
  seconds?: number;
  clarity: Clarity;
}

type DayAndTime = Pick<Phrase, 'day' | 'time' | 'clarity'>;

/** Reads tokens that are one deadline phrase from the first to the last. `language` settles ties only. */
export function readPhrase(tokens: readonly Token[], language: Language): Phrase | undefined {
  const { lead, next } = readLead(tokens);
  if (next >= tokens.length) return undefined;
  const phrase = readCore(tokens, next, lead?.preposition?.word, language);
  return phrase && lead ? { lead, ...phrase } : phrase;
}

function readCore(
  tokens: readonly Token[],
  at: number,
  preposition: string | undefined,
  language: Language,
): Phrase | undefined {
  const ahead = readAhead(tokens, at, language);
  if (ahead?.next === tokens.length && ahead.value.seconds !== 0) {
    return { seconds: ahead.value.seconds, clarity: ahead.value.clarity };
  }
  const timeFirst = readTimeAndDay(tokens, at, preposition, language);
  // `о` before a day means `about` it.
  if (preposition === 'о' || preposition === 'об') return timeFirst;
  const dayFirst = readDayAndTime(tokens, at, language);
  return preposition !== undefined && TIME_ONLY_PREPOSITIONS.has(preposition)
    ? (timeFirst ?? dayFirst)
    : (dayFirst ?? timeFirst);
}

function readDayAndTime(tokens: readonly Token[], at: number, language: Language): DayAndTime | undefined {
  const day = readDay(tokens, at, language);
  if (!day) return undefined;
  if (day.next === tokens.length) return { day: day.value, clarity: day.value.clarity };
  const preposition = readPreposition(tokens, day.next);
  const timeAt = skipArticle(tokens, preposition?.next ?? day.next);
  const time = readTime(tokens, timeAt, { preposition: preposition?.value.word, afterDay: true });
  return time?.next === tokens.length ? together(day.value, time.value) : undefined;
}

function readTimeAndDay(
  tokens: readonly Token[],
  at: number,
  preposition: string | undefined,
  language: Language,
): DayAndTime | undefined {
  const time = readTime(tokens, at, { preposition, afterDay: false });
  if (!time) return undefined;
  if (time.next === tokens.length) return { time: time.value, clarity: time.value.clarity };
  const dayAt = skipArticle(tokens, readPreposition(tokens, time.next)?.next ?? time.next);
  const day = readDay(tokens, dayAt, language);
  return day?.next === tokens.length ? together(day.value, time.value) : undefined;
}

function together(day: Day, time: Time): DayAndTime {
  return { day, time, clarity: clarityWith(day.clarity, 'clear') };
}

/** `by`, `due on the`, `дедлайн до` */
function readLead(tokens: readonly Token[]): { lead: Lead | undefined; next: number } {
  const nounWords = readOneOf(LEAD_NOUNS, tokens, 0)?.next ?? 0;
  const preposition = readPreposition(tokens, nounWords);
  const next = skipArticle(tokens, preposition?.next ?? nounWords);
  const lead = { nounWords, ...(preposition && { preposition: preposition.value }) };
  return { lead: nounWords > 0 || preposition ? lead : undefined, next };
}
