import type { Organisation } from '../chat/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { rescheduleDailies } from './schedule-dailies.ts';
import { rescheduleDigest } from './schedule-digest.ts';

/** The person with all that comes to them by the clock set anew: they are in another zone, or back. */
export function reschedule(person: Person, now: Instant, organisation: Pick<Organisation, 'digest'>): Person {
  return rescheduleDailies(rescheduleDigest(person, now, organisation), now);
}
