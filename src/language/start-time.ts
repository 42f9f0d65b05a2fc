import type { TimeOfDay } from '../domain/instant.ts';
import { minutesOf, timeOfDay } from '../domain/instant.ts';
import { readHalfHour } from './moment-half.ts';
import { readTime } from './moment-time.ts';
import { firstChunks, tokensOf } from './moment-tokens.ts';
import { parseTime } from './setting-value.ts';
import type { TimeRange } from './time-range.ts';
import { parseTimeRange } from './time-range.ts';

const LEAD_IN = /^(?:at|from|о|об|в|у|з|зі|із|с|со|від|от)\s/iu;
const CLOCK = /^(?:\d{1,2}:\d{2}|\d{1,2}(?::\d{2})? ?[ap]m)$/iu;
/** `3-5` may be what is counted; these are times. */
const OF_CLOCK = /\d:\d\d|\d ?[ap]m\b/iu;
const LONGEST_HALF = 5;

/** `9:00`, `at 9:00`, `з 9:00`, `о пів на десяту`: a bare hour is a number of something. */
export function parseStartTime(phrase: string): TimeOfDay | undefined {
  const said = phrase.replace(LEAD_IN, '');
  return CLOCK.test(said) ? parseTime(said) : parseHalfHour(said);
}

/** `9:00-10:00`, `from 20:00 to 21:00`, where a start is looked for. */
export function parseStartRange(phrase: string): TimeRange | undefined {
  return OF_CLOCK.test(phrase) ? parseTimeRange(phrase) : undefined;
}

export function secondsOf({ from, to, endsNextDay }: TimeRange): number {
  return (minutesOf(to) - minutesOf(from) + (endsNextDay ? 24 * 60 : 0)) * 60;
}

/** `пів на десяту вечора`, `полдесятого`, as they are read in a deadline */
function parseHalfHour(phrase: string): TimeOfDay | undefined {
  const tokens = firstChunks(phrase, LONGEST_HALF + 1).flatMap((chunk) => tokensOf(chunk) ?? []);
  if (tokens.length > LONGEST_HALF || !readHalfHour(tokens, 0)) return undefined;
  const time = readTime(tokens, 0, { preposition: 'at', afterDay: true });
  if (time?.next !== tokens.length || time.value.offsetMinutes !== undefined) return undefined;
  return timeOfDay(time.value.hour, time.value.minute);
}
