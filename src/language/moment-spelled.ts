import type { ParsedResult, ParsingReference } from 'chrono-node';
import { en, ru, uk } from 'chrono-node';
import type { Deadline } from '../domain/deadline.ts';
import type { Instant } from '../domain/instant.ts';
import { calendarDate, dateIn, instantAt, timeOfDay, weekdayOf } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import { LANGUAGES } from '../domain/language.ts';

/** Longer texts are no dates; chrono is never given one. */
const LONGEST_TEXT = 60;

type Reader = (text: string, reference: ParsingReference) => ParsedResult[];

const READERS: Readonly<Record<Language, Reader>> = {
  en: (text, reference) => en.GB.parse(text, reference, { forwardDate: true }),
  uk: (text, reference) => uk.strict.parse(text, reference, { forwardDate: true }),
  ru: (text, reference) => ru.strict.parse(text, reference, { forwardDate: true }),
};

/**
 * Dates spelled out in words, which our own grammar leaves to chrono: `the twenty-seventh of November`,
 * `двадцять сьомого листопада о 18:00`. The whole text has to be the date.
 */
export function parseSpelledDate(
  text: string,
  context: { now: Instant; zone: string; language: Language },
): Deadline | undefined {
  const spelled = text.trim().replace(SPELLED_LEAD, '');
  if (spelled.length > LONGEST_TEXT || !/\p{L}{3}/u.test(spelled)) return undefined;
  const today = dateIn(context.zone, context.now);
  // Chrono knows offsets, not zones: it gets the wall clock's midnight as if it were UTC and gives back a wall clock.
  const reference = { instant: new Date(`${today}T00:00:00.000Z`), timezone: 0 };
  for (const language of [context.language, ...LANGUAGES]) {
    const [result, ...more] = READERS[language](spelled, reference);
    if (!result || more.length > 0 || result.end || result.text.length !== spelled.length) continue;
    const deadline = deadlineOf(result, context.zone);
    if (deadline) return deadline;
  }
  return undefined;
}

const SPELLED_LEAD = /^(?:(?:by|due|on|until|till|before|до|к|на) )?(?:the )?/iu;

function deadlineOf({ start }: ParsedResult, zone: string): Deadline | undefined {
  // Relative phrases are ours: chrono counts `3 days after friday` from today.
  if ([...start.tags()].some((tag) => tag.startsWith('result/') || tag.startsWith('casual'))) return undefined;
  if (!start.isCertain('day') || !start.isCertain('month') || start.isCertain('timezoneOffset')) return undefined;
  const on = calendarDate(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
  if (!on || (start.isCertain('weekday') && weekdayOf(on) !== (start.get('weekday') || 7))) return undefined;
  if (!start.isCertain('hour')) return { kind: 'day', on };
  const time = timeOfDay(start.get('hour') ?? 0, start.get('minute') ?? 0);
  return time && { kind: 'moment', at: instantAt(on, time, zone) };
}
