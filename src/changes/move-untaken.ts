import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { addWorkingSeconds, workingSecondsBetween } from '../domain/working-time.ts';
import type { Tx } from '../ports/store.ts';

/** What is left of the half hour in which an urgent task is to be taken is counted on in the person's new working time. */
export async function moveUntaken({ tx, now }: { tx: Tx; now: Instant }, before: Person, after: Person): Promise<void> {
  for (const task of await tx.tasks.awaitingTaking(after.id)) {
    if (!task.escalateAt || task.escalateAt <= now) continue;
    const left = workingSecondsBetween(now, task.escalateAt, before);
    await tx.tasks.setMoments(task.id, { ...task, escalateAt: addWorkingSeconds(now, left, after) });
  }
}
