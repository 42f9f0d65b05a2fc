import { seenTask } from '../src/changes/find-task.ts';
import type { Reply } from '../src/chat/reply.ts';
import { buttons, line } from '../src/chat/reply.ts';
import type { Instant } from '../src/domain/instant.ts';
import { secondsBetween } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Task } from '../src/domain/task.ts';
import type { Reminder, Store, Tx } from '../src/ports.ts';
import { taskFields, taskHeading, viewOf } from '../src/replies/task-view.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import { formatMoment } from '../src/text/format-moment.ts';
import type { Job } from './scheduler.ts';

const BATCH = 100;
/** From here on a reminder says for when it was meant. */
const LATE_SECONDS = 120;

/** What people asked to be reminded of with `/remind`; a task closed meanwhile reminds nobody. */
export function ownReminders({ store }: { store: Store }): Job {
  return {
    name: 'own reminders',
    async run(now) {
      const counts = { owed: 0, dropped: 0 };
      for (;;) {
        const due = await store.transact(async (tx) => {
          const reminders = await tx.reminders.due(now, BATCH);
          for (const reminder of reminders) counts[await settle(tx, reminder, now)] += 1;
          return reminders.length;
        });
        if (due < BATCH) return counts;
      }
    },
  };
}

async function settle(tx: Tx, reminder: Reminder, now: Instant): Promise<'owed' | 'dropped'> {
  await tx.reminders.markSent(reminder.id, now);
  const person = await tx.people.get(reminder.personId);
  if (!person || person.leftAt) return 'dropped';
  // Set while they saw the task, which may have gone out of their sight since.
  const task = await seenTask({ tx, person }, reminder.taskId);
  if (task?.state !== 'open') return 'dropped';
  const body = await reminderReply(tx, person, task, reminder, now);
  await tx.deliveries.owe({
    personId: person.id,
    kind: 'own-reminder',
    key: `reminder:${reminder.id}`,
    body,
    createdAt: now,
    dueAt: now,
  });
  return 'owed';
}

async function reminderReply(tx: Tx, person: Person, task: Task, reminder: Reminder, now: Instant): Promise<Reply> {
  const text = catalogueOf(person.language);
  const view = await viewOf({ tx, person, now, text }, [task]);
  const isLate = secondsBetween(reminder.remindAt, now) > LATE_SECONDS;
  const meant = formatMoment(reminder.remindAt, { language: text.language, zone: person.zone, now });
  return {
    blocks: [
      line(isLate ? text.reminder.late(meant) : text.reminder.now),
      taskHeading(task),
      taskFields(task, view),
      buttons(
        { label: text.button.done, command: `done ${task.id}`, style: 'primary' },
        { label: text.button.startTimer, command: `timer start ${task.id}` },
        { label: text.button.open, command: `show ${task.id}` },
      ),
    ],
  };
}
