import type { TimeOfDay } from '../domain/instant.ts';
import { parseTime } from './setting-value.ts';

const CLOCK = /^(?:(?:at|from|о|об|в|у|з|зі|із|с|со|від|от)\s)?(\d{1,2}:\d{2}|\d{1,2}(?::\d{2})? ?[ap]m)$/iu;

/** `9:00`, `at 9:00`, `з 9:00`: a bare hour is a number of something. */
export function parseStartTime(phrase: string): TimeOfDay | undefined {
  const clock = CLOCK.exec(phrase)?.[1];
  return clock === undefined ? undefined : parseTime(clock);
}
