import {
  addDays,
  addSeconds,
  dateIn,
  endOfDay,
  type Instant,
  instantAt,
  startOfDay,
  type TimeOfDay,
  weekdayOf,
} from './instant.ts';
import type { DailyHours, Person } from './person.ts';

/** Quiet all week must not mean never: nothing is put off for longer than this. */
const LONGEST_WAIT_SECONDS = 7 * 86_400;
/** Who said something so lately is there, whatever the hour. */
const ACTIVE_SECONDS = 10 * 60;

type Sleeper = Pick<Person, 'zone' | 'quietHours'>;

const MIDNIGHT = '00:00' as TimeOfDay;
/** Neither daily hours nor whole days. */
export const NO_QUIET_HOURS: DailyHours = { starts: MIDNIGHT, ends: MIDNIGHT, days: [] };

/**
 * The end of the quiet stretch that holds `now`, at most a week ahead; stretches that touch are one: Friday evening
 * lasts until Monday morning.
 * @returns undefined where it is not quiet
 */
export function quietUntil(now: Instant, person: Sleeper): Instant | undefined {
  const latest = addSeconds(now, LONGEST_WAIT_SECONDS);
  let until = now;
  while (until < latest) {
    const end = endOfStretch(until, person);
    if (end === undefined) break;
    until = end;
  }
  if (until === now) return undefined;
  return until < latest ? until : latest;
}

/** How long a message that is owed now may be put off at all. */
export function longestWait(owedAt: Instant): Instant {
  return addSeconds(owedAt, LONGEST_WAIT_SECONDS);
}

/** When a message that may wait until `latest` is to come: now, or when quiet hours are over. */
export function disturbAt(now: Instant, person: Sleeper, latest: Instant): Instant {
  if (latest <= now) return now;
  const until = quietUntil(now, person) ?? now;
  return until < latest ? until : latest;
}

/**
 * When a reminder that a person asked for at `askedAt` is to come. Asked for in quiet hours, and for a moment before
 * they are over, it is meant for that very moment; any other waits.
 */
export function ownReminderAt(askedAt: Instant, meantAt: Instant, person: Sleeper): Instant {
  const asleepUntil = quietUntil(askedAt, person);
  if (asleepUntil !== undefined && meantAt < asleepUntil) return meantAt;
  return disturbAt(meantAt, person, longestWait(meantAt));
}

/** Obviously there: said something to Friday within the last ten minutes. */
export function isActive({ activeAt }: Pick<Person, 'activeAt'>, now: Instant): boolean {
  return activeAt !== null && activeAt <= now && addSeconds(activeAt, ACTIVE_SECONDS) > now;
}

/** Of the hours and days that hold this instant, the end that comes last. */
function endOfStretch(at: Instant, { zone, quietHours }: Sleeper): Instant | undefined {
  const { starts, ends, days } = quietHours;
  const today = dateIn(zone, at);
  const found: Instant[] = [];
  const add = (from: Instant, to: Instant) => {
    if (from <= at && at < to) found.push(to);
  };
  if (days.includes(weekdayOf(today))) add(startOfDay(today, zone), endOfDay(today, zone));
  if (starts !== ends) {
    for (const date of [addDays(today, -1), today]) {
      const endsOn = ends < starts ? addDays(date, 1) : date;
      add(instantAt(date, starts, zone), instantAt(endsOn, ends, zone));
    }
  }
  return found.sort().at(-1);
}
