import { realignedReminderAt } from '../src/domain/deadline-reminder.ts';
import type { TaskId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Task } from '../src/domain/task.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { peoplePages } from './people-pages.ts';

const PEOPLE = 32;
const BATCH = 32;

/**
 * Looks whether the next reminder of each deadline that lies ahead lies where it belongs, and moves those that do not,
 * as a clock that was ahead leaves them. Where nothing is astray, each page of people is a question to an index.
 */
export async function realignReminders(deps: { store: Store; log: Log }, now: Instant): Promise<void> {
  const { store, log } = deps;
  for await (const people of peoplePages(store, PEOPLE)) {
    const zones = new Map(people.map(({ id, zone }) => [id, zone]));
    const late = await store.transact((tx) => tx.tasks.remindedLate([...zones.keys()], now));
    const astray = late.filter((task) => isAstray(task, zones.get(task.assigneeId)));
    for (let i = 0; i < astray.length; i += BATCH) {
      await Promise.all(astray.slice(i, i + BATCH).map(({ id }) => realignOne(id)));
    }
  }

  /** What the database cannot tell: when it is nine in the morning where somebody is. */
  function isAstray(task: Task, zone: string | undefined): boolean {
    try {
      return zone !== undefined && realignedReminderAt(task, zone, now) !== undefined;
    } catch {
      // It is looked at by itself, with its trouble.
      return true;
    }
  }

  async function realignOne(id: TaskId): Promise<void> {
    try {
      await store.transact((tx) => realign(tx, id, now));
    } catch (err) {
      // One task's trouble stays its own.
      log.error({ err, taskId: id }, 'when a deadline is to be reminded of could not be looked at');
    }
  }
}

async function realign(tx: Tx, id: TaskId, now: Instant): Promise<void> {
  const task = await tx.tasks.get(id);
  const person = task && (await tx.people.get(task.assigneeId));
  if (!task || !person || person.leftAt) return;
  const remindAt = realignedReminderAt(task, person.zone, now);
  if (remindAt) await tx.tasks.setMoments(id, { ...task, remindAt });
}
