import type { Instant, TimeOfDay } from '../domain/instant.ts';
import { addDays, addSeconds, dateIn, instantAt, instantOf, toEpochMs, weekdayOf } from '../domain/instant.ts';
import { parseDuration } from '../language/duration.ts';
import { parseTime } from '../language/setting-value.ts';
import type { Clock } from '../ports/world.ts';
import { formatMoment, zoneLabel } from '../text/format-moment.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A clock that goes on like any other and can be put forward. */
export function createMovableClock(startsAt: Instant): Clock & { move(words: string, zone: string): string } {
  let aheadMs = toEpochMs(startsAt) - Date.now();
  const now = () => instantOf(Date.now() + aheadMs);
  return {
    now,
    /** `+2h`, `+3d`, `friday 09:00` or nothing. @returns what to tell the person */
    move(words, zone) {
      const target = readTarget(words.trim().toLowerCase(), now(), zone);
      if (words.trim() !== '' && !target) return 'Write `clock +2h`, `clock +3d` or `clock friday 09:00`.';
      if (target) aheadMs += toEpochMs(target) - toEpochMs(now());
      return `It is ${formatMoment(now(), { language: 'en', zone, now: now() })} in ${zoneLabel(zone)}.`;
    },
  };
}

function readTarget(words: string, now: Instant, zone: string): Instant | undefined {
  const days = words.match(/^\+(\d{1,3})d$/);
  if (days) return addSeconds(now, Number(days[1]) * 86_400);
  if (words.startsWith('+')) {
    const seconds = parseDuration(words.slice(1));
    return seconds === undefined ? undefined : addSeconds(now, seconds);
  }
  const [day = '', time = '09:00'] = words.split(/\s+/);
  const weekday = WEEKDAYS.indexOf(day) + 1;
  const at = parseTime(time);
  return weekday > 0 && at ? nextSuch(now, zone, weekday, at) : undefined;
}

function nextSuch(now: Instant, zone: string, weekday: number, time: TimeOfDay): Instant {
  const today = dateIn(zone, now);
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const at = instantAt(addDays(today, ahead), time, zone);
  return at > now ? at : instantAt(addDays(today, ahead + 7), time, zone);
}
