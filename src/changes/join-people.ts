import type { Call } from '../chat/command.ts';
import { DAILIES, type Daily } from '../domain/daily.ts';
import type { Instant } from '../domain/instant.ts';
import { higherRole, type Person } from '../domain/person.ts';
import { recheckTimer } from './check-timer.ts';
import { moveDayDeadlines } from './move-day-deadlines.ts';
import { moveUntaken } from './move-untaken.ts';
import { dailyPlan, owedDaily, planDaily, withDaily } from './schedule-dailies.ts';

/**
 * Makes one person of two. What was the first one's goes by the clock, the working hours and the quiet hours of the
 * other from now on, as if they had arrived there.
 * @returns the one person, who was just heard in the messenger of the first
 */
export async function joinPeople(
  call: Pick<Call, 'tx' | 'now' | 'platform'>,
  first: Person,
  other: Person,
): Promise<Person> {
  const { tx, now } = call;
  // Before they are one: afterwards nobody knows whose half hours were counted in whose working time.
  await moveUntaken(call, first, { ...other, id: first.id });
  await tx.people.merge(first.id, other.id);
  const role = higherRole(first.role, other.role);
  const heard: Person = { ...other, role, lastPlatform: call.platform };
  const joined = DAILIES.reduce((person, daily) => withDailyOf(first, person, daily, now), heard);
  await tx.people.save(joined);
  await tx.deliveries.follow(joined.id);
  await moveDayDeadlines(call, joined);
  await tx.deliveries.reconsider(joined.id, now);
  await recheckTimer(tx, joined);
  return joined;
}

/** What the first wanted daily comes to the one person too, unless they have it at a time of their own. */
function withDailyOf(first: Person, person: Person, daily: Daily, now: Instant): Person {
  const plan = dailyPlan(first, daily);
  if (!plan || dailyPlan(person, daily)) return person;
  return planDaily(withDaily(person, daily, owedDaily(first, daily)), daily, plan.time, now);
}
