import { makeReminder } from '../src/changes/make-reminder.ts';
import { oweQuietly } from '../src/changes/owe-quietly.ts';
import { deadlineReminderKey, latestOwedAt } from '../src/domain/deadline-reminder.ts';
import type { TaskId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { isOverdue } from '../src/domain/task.ts';
import { nextReminderAt } from '../src/domain/task-moments.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { realignReminders } from './realign-reminders.ts';
import { realigning } from './realigning.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

const BATCH = 100;

/**
 * Tells assignees of their deadlines: before, and when they have passed. Each task carries its next moment, and the
 * ledger knows what was told: a late start, a second process or a clock that was set back tells nobody twice.
 * What a clock that was ahead has told too early, or left out, is told at its moment once that clock is back.
 */
export function deadlineReminders({ store, log }: { store: Store; log: Log }): Job {
  const realign = realigning((now) => realignReminders({ store, log }, now));
  return {
    name: 'deadline reminders',
    async run(now) {
      await realign(now);
      return settleDue({
        store,
        log,
        batch: BATCH,
        due: (tx, limit) => tx.tasks.dueForReminder(now, limit),
        settle: (tx, id: TaskId) => settle(tx, id, now),
        counts: { owed: 0, dropped: 0 },
        trouble: { said: 'a reminder of a deadline could not be made', idName: 'taskId' },
      });
    },
  };
}

async function settle(tx: Tx, id: TaskId, now: Instant): Promise<'owed' | 'dropped' | undefined> {
  const task = await tx.tasks.get(id);
  if (!task?.remindAt || task.remindAt > now) return undefined;
  const person = await tx.people.get(task.assigneeId);
  // After a longer pause both moments may have passed: then the later one says it all.
  const kind = isOverdue(task, now) ? 'overdue' : 'due-soon';
  const meantAt = kind === 'overdue' && task.lateFrom ? task.lateFrom : task.remindAt;
  await tx.tasks.setMoments(id, { ...task, remindAt: person ? nextReminderAt(task, person.zone, now) : null });
  if (!person || person.leftAt) return 'dropped';
  const about = { kind, taskId: id, key: deadlineReminderKey(kind, task), meantAt };
  const made = await makeReminder({ tx, person, now }, about);
  if ('over' in made) return 'dropped';
  // What was no longer true while it waited may be true again.
  await tx.deliveries.forgetSkipped(about.key);
  await tx.deliveries.releaseKey(about.key, latestOwedAt(now));
  const owed = await oweQuietly({ tx, now }, person, { ...about, body: made.body });
  return owed ? 'owed' : 'dropped';
}
