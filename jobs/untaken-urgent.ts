import type { TaskId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Task } from '../src/domain/task.ts';
import { awaitsTaking } from '../src/domain/task-moments.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { untakenReply } from '../src/replies/reminders.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

const BATCH = 100;

/** Tells the author, whatever the hour, that nobody took an urgent task for half an hour of working time. */
export function untakenUrgent({ store, log }: { store: Store; log: Log }): Job {
  return {
    name: 'untaken urgent tasks',
    run: (now) =>
      settleDue({
        store,
        log,
        batch: BATCH,
        due: (tx, limit) => tx.tasks.dueForEscalation(now, limit),
        settle: (tx, id: TaskId) => settle(tx, id, now),
        counts: { owed: 0, dropped: 0 },
        trouble: { said: 'an author could not be told of an urgent task', idName: 'taskId' },
      }),
  };
}

async function settle(tx: Tx, id: TaskId, now: Instant): Promise<'owed' | 'dropped' | undefined> {
  const task = await tx.tasks.get(id);
  if (!task?.escalateAt || task.escalateAt > now) return undefined;
  await tx.tasks.setMoments(id, { ...task, escalateAt: null });
  const assignee = await tx.people.get(task.assigneeId);
  if (!awaitsTaking(task) || !assignee) return 'dropped';
  const told = await authorOrManagers(tx, task);
  const project = task.projectId ? await tx.projects.get(task.projectId) : undefined;
  for (const to of told) {
    const around = { people: [...told, assignee], assignee, project };
    await tx.deliveries.owe({
      personId: to.id,
      kind: 'untaken',
      key: `untaken:${id}:${task.escalateAt}:${to.id}`,
      taskId: id,
      body: untakenReply(catalogueOf(to.language), to, task, now, around),
      createdAt: now,
      dueAt: now,
    });
  }
  return told.length > 0 ? 'owed' : 'dropped';
}

/** Where the author has left, those who may hand the task to somebody else. */
async function authorOrManagers(tx: Tx, task: Task): Promise<Person[]> {
  const author = await tx.people.get(task.authorId);
  if (author && !author.leftAt) return [author];
  const managers = await tx.people.withRole(['owner', 'manager']);
  return managers.filter(({ id }) => id !== task.assigneeId);
}
