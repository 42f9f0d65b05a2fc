import { seenTask } from '../src/changes/find-task.ts';
import type { Reply } from '../src/chat/reply.ts';
import { buttons, line } from '../src/chat/reply.ts';
import type { ReminderId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { secondsBetween } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Task } from '../src/domain/task.ts';
import type { Log, Reminder, Store, Tx } from '../src/ports.ts';
import { taskFields, taskHeading, viewOf } from '../src/replies/task-view.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import { formatMoment } from '../src/text/format-moment.ts';
import type { Job } from './scheduler.ts';

const BATCH = 100;
/** From here on a reminder says for when it was meant. */
const LATE_SECONDS = 120;

/** What people asked to be reminded of with `/remind`; a task closed meanwhile reminds nobody. */
export function ownReminders({ store, log }: { store: Store; log: Log }): Job {
  return {
    name: 'own reminders',
    async run(now) {
      const counts = { owed: 0, dropped: 0, failed: 0 };
      const failed = new Set<ReminderId>();
      for (;;) {
        const due = await store.transact((tx) => tx.reminders.due(now, BATCH + failed.size));
        const reminders = due.filter(({ id }) => !failed.has(id));
        if (reminders.length === 0) return counts;
        // Asked for together, so that they share a flush; one reminder's trouble stays its own.
        const outcomes = await Promise.allSettled(
          reminders.map(({ id }) => store.transact((tx) => settle(tx, id, now))),
        );
        for (const [i, outcome] of outcomes.entries()) {
          if (outcome.status === 'fulfilled') {
            if (outcome.value) counts[outcome.value] += 1;
            continue;
          }
          const reminderId = reminders[i]?.id;
          if (reminderId !== undefined) failed.add(reminderId);
          counts.failed += 1;
          log.error({ err: outcome.reason, reminderId }, 'a reminder could not be made');
        }
      }
    },
  };
}

async function settle(tx: Tx, id: ReminderId, now: Instant): Promise<'owed' | 'dropped' | undefined> {
  const reminder = await tx.reminders.markSent(id, now);
  // Sent by another process, or moved with its deadline, since the question was asked.
  if (!reminder) return undefined;
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
