import { makeReminder } from '../src/changes/make-reminder.ts';
import { oweQuietly } from '../src/changes/owe-quietly.ts';
import type { ReminderId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import { ownReminderAt, quietUntil } from '../src/domain/quiet-hours.ts';
import type { Reminder } from '../src/ports/messages.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

const BATCH = 100;

/** What people asked to be reminded of with `/remind`; a task closed meanwhile reminds nobody. */
export function ownReminders({ store, log }: { store: Store; log: Log }): Job {
  return {
    name: 'own reminders',
    run: (now) =>
      settleDue({
        store,
        log,
        batch: BATCH,
        due: (tx, limit) => tx.reminders.due(now, limit),
        settle: (tx, id: ReminderId) => settle(tx, id, now),
        counts: { owed: 0, dropped: 0 },
        trouble: { said: 'a reminder could not be made', idName: 'reminderId' },
      }),
  };
}

async function settle(tx: Tx, id: ReminderId, now: Instant): Promise<'owed' | 'dropped' | undefined> {
  const reminder = await tx.reminders.markSent(id, now);
  // Sent by another process, or moved with its deadline, since the question was asked.
  if (!reminder) return undefined;
  const person = await tx.people.get(reminder.personId);
  if (!person || person.leftAt) return 'dropped';
  const { taskId, remindAt: meantAt } = reminder;
  const about = { kind: 'own-reminder', taskId, key: `reminder:${id}`, meantAt };
  // Set while they saw the task, which may have gone out of their sight since.
  const made = await makeReminder({ tx, person, now }, about);
  if ('over' in made) return 'dropped';
  const message = { ...about, body: made.body };
  if (comesAtOnce(reminder, person, now)) {
    await tx.deliveries.owe({ ...message, personId: person.id, createdAt: now, dueAt: now });
  } else await oweQuietly({ tx, now }, person, message);
  return 'owed';
}

/** At its moment, also where it is quiet then and it was asked for in those very quiet hours; but in no others. */
function comesAtOnce({ createdAt, remindAt }: Reminder, person: Person, now: Instant): boolean {
  if (ownReminderAt(createdAt, remindAt, person) !== remindAt) return false;
  const asleepUntil = quietUntil(createdAt, person);
  return (asleepUntil !== undefined && now < asleepUntil) || quietUntil(now, person) === undefined;
}
