import type { Organisation } from '../chat/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Tx } from '../ports/store.ts';
import { recheckTimer } from './check-timer.ts';
import { moveDayDeadlines } from './move-day-deadlines.ts';
import { moveUntaken } from './move-untaken.ts';
import { reschedule } from './reschedule.ts';

/**
 * Whole-day deadlines move along into a new zone, and so does all that comes by the clock. What waits for the end of quiet hours
 * is looked at anew, since they are at another time now.
 * @param person with the new zone
 * @returns the person as they are to be saved
 */
export async function arriveInZone(
  around: { tx: Tx; now: Instant; organisation: Pick<Organisation, 'digest'> },
  person: Person,
): Promise<Person> {
  const { tx, now } = around;
  await moveDayDeadlines(around, person);
  await tx.deliveries.reconsider(person.id, now);
  const before = await tx.people.get(person.id);
  if (before) await moveUntaken(around, before, person);
  await recheckTimer(tx, person);
  return reschedule(person, now, around.organisation);
}
