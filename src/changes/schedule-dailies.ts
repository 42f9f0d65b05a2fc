import type { Daily, DailyPlan } from '../domain/daily.ts';
import { DAILIES, nextDailyAt } from '../domain/daily.ts';
import type { Instant } from '../domain/instant.ts';
import { dateIn, weekdayOf } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';

const TIME = { morning: 'morningTime', evening: 'eveningTime' } as const satisfies Record<Daily, keyof Person>;
const NEXT = { morning: 'nextMorningAt', evening: 'nextEveningAt' } as const satisfies Record<Daily, keyof Person>;

/** undefined where the person does not want it */
export function dailyPlan(person: Pick<Person, 'morningTime' | 'eveningTime' | 'workingHours'>, daily: Daily) {
  const time = person[TIME[daily]];
  return time === null ? undefined : ({ time, days: person.workingHours.days } satisfies DailyPlan);
}

export function owedDaily(person: Person, daily: Daily): Instant | null {
  return person[NEXT[daily]];
}

export function withDaily(person: Person, daily: Daily, nextAt: Instant | null): Person {
  return { ...person, [NEXT[daily]]: nextAt };
}

/** The person who wants it at another time, or (null) no more. */
export function planDaily(person: Person, daily: Daily, time: Person['morningTime'], now: Instant): Person {
  return reschedule({ ...person, [TIME[daily]]: time }, daily, now);
}

/** The person with the morning list and the evening check set anew, after their zone or their working days changed. */
export function rescheduleDailies(person: Person, now: Instant): Person {
  return DAILIES.reduce((next, daily) => reschedule(next, daily, now), person);
}

/**
 * Where the new moment of today has passed and the old one had not come yet, it is owed now: the change must not cost
 * them the day. One that came today is in the ledger under its day, and does not come again.
 */
function reschedule(person: Person, daily: Daily, now: Instant): Person {
  const plan = dailyPlan(person, daily);
  if (!plan || person.leftAt) return withDaily(person, daily, null);
  const { zone } = person;
  const next = nextDailyAt(now, zone, plan);
  const owed = owedDaily(person, daily);
  const today = dateIn(zone, now);
  const isLost = owed !== null && dateIn(zone, owed) === today && (next === null || dateIn(zone, next) > today);
  if (!isLost || !plan.days.includes(weekdayOf(today))) return withDaily(person, daily, next);
  // One that is late already keeps its moment, by which the job tells late from too late.
  return withDaily(person, daily, owed < now ? owed : now);
}

/** The person with the next one where it belongs by now; the very same where it lies there already, or is due. */
export function realignDaily(person: Person, daily: Daily, now: Instant): Person {
  const plan = dailyPlan(person, daily);
  const owed = owedDaily(person, daily);
  if (!plan || person.leftAt || (owed && owed <= now)) return person;
  const next = nextDailyAt(now, person.zone, plan);
  return owed === next || (owed && next && owed < next) ? person : withDaily(person, daily, next);
}
