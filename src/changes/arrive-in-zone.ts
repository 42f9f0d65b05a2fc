import type { Organisation } from '../chat/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Tx } from '../ports.ts';
import { moveDayDeadlines } from './move-day-deadlines.ts';
import { rescheduleDigest } from './schedule-digest.ts';

/**
 * Whole-day deadlines move along into a new zone, and so does the next digest.
 * @param person with the new zone
 * @returns the person as they are to be saved
 */
export async function arriveInZone(
  around: { tx: Tx; now: Instant; organisation: Pick<Organisation, 'digest'> },
  person: Person,
): Promise<Person> {
  await moveDayDeadlines(around, person);
  return rescheduleDigest(person, around.now, around.organisation);
}
