import {
  addDays,
  addSeconds,
  dateIn,
  endOfDay,
  type Instant,
  instantAt,
  startOfDay,
  type TimeOfDay,
  toWholeMinute,
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
  const { starts, ends, days } = person.quietHours;
  const minute = toWholeMinute(now);
  const key = `${minute} ${starts} ${ends} ${days.join()} ${person.zone}`;
  const until = endsByMinute.has(key) ? endsByMinute.get(key) : kept(key, endOfQuiet(minute, person));
  if (until === undefined) return undefined;
  const latest = addSeconds(now, LONGEST_WAIT_SECONDS);
  return until < latest ? until : latest;
}

/** Hours begin and end on the minute, most people have the same ones, and each message asks for those of two. */
const endsByMinute = new Map<string, Instant | undefined>();
const MINUTES_KEPT_MAX = 2000;

function kept(key: string, until: Instant | undefined): Instant | undefined {
  if (endsByMinute.size >= MINUTES_KEPT_MAX) endsByMinute.clear();
  endsByMinute.set(key, until);
  return until;
}

/** For any moment of the minute; where it lasts for longer than a week, some moment more than a week after the minute. */
function endOfQuiet(minute: Instant, person: Sleeper): Instant | undefined {
  const enough = addSeconds(minute, LONGEST_WAIT_SECONDS + 60);
  let until = minute;
  while (until < enough) {
    const end = endOfStretch(until, person);
    if (end === undefined) break;
    until = end;
  }
  return until === minute ? undefined : until;
}

/**
 * The beginning of the quiet stretch that holds `at`, at most a week back.
 * @returns undefined where it is not quiet, or has been quiet for longer
 */
export function quietFrom(at: Instant, person: Sleeper): Instant | undefined {
  if (quietUntil(at, person) === undefined) return undefined;
  const earliest = addSeconds(at, -LONGEST_WAIT_SECONDS);
  let since = at;
  while (since > earliest) {
    const before = stretchesAround(since, person).filter(({ from, to }) => from < since && since <= to);
    const [first] = before.map(({ from }) => from).sort();
    if (first === undefined) return since;
    since = first;
  }
  return undefined;
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
function endOfStretch(at: Instant, person: Sleeper): Instant | undefined {
  return stretchesAround(at, person)
    .filter(({ from, to }) => from <= at && at < to)
    .map(({ to }) => to)
    .sort()
    .at(-1);
}

interface QuietStretch {
  from: Instant;
  to: Instant;
}

/** What is quiet of the day of this instant and of the day before: neither lasts longer than that. */
function stretchesAround(at: Instant, { zone, quietHours }: Sleeper): QuietStretch[] {
  const { starts, ends, days } = quietHours;
  const today = dateIn(zone, at);
  const found: QuietStretch[] = [];
  for (const date of [addDays(today, -1), today]) {
    if (days.includes(weekdayOf(date))) found.push({ from: startOfDay(date, zone), to: endOfDay(date, zone) });
    if (starts === ends) continue;
    const endsOn = ends < starts ? addDays(date, 1) : date;
    found.push({ from: instantAt(date, starts, zone), to: instantAt(endsOn, ends, zone) });
  }
  return found;
}
