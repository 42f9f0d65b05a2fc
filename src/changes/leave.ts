import { laterOf, toWholeSecond } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import type { ListedTask } from '../ports/tasks.ts';
import type { Leaving } from './hand-over.ts';
import { handOver } from './hand-over.ts';

/**
 * Somebody is no longer let in or messaged; their timer stops, and the authors of their open tasks are told.
 * @returns how many tasks they leave open, those that have nobody else to hand them over, and what their timer ran on
 */
export async function leave(
  leaving: Leaving,
  person: Person,
): Promise<{ count: number; unclaimed: ListedTask[]; stopped: TimeEntry | undefined }> {
  const { tx, now } = leaving;
  await tx.people.save({
    ...person,
    leftAt: now,
    nextDigestAt: null,
    nextMorningAt: null,
    nextEveningAt: null,
  });
  const running = await tx.timeEntries.running(person.id);
  if (running) {
    const stoppedAt = laterOf(toWholeSecond(now), running.startedAt);
    await tx.timeEntries.save({ ...running, stoppedAt, checkAt: null, version: running.version + 1 });
  }
  return { ...(await handOver(leaving, person)), stopped: running };
}
