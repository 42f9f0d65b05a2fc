import type { Call } from '../chat/command.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { estimatePassedNotice } from '../replies/notices.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { oweQuietly } from './owe-quietly.ts';

/**
 * Tells the author of a task that more time was spent on it than it was thought to take: once for each estimate, when
 * time is logged or a timer stops.
 */
export async function tellIfEstimatePassed(
  call: Pick<Call, 'tx' | 'now'>,
  { taskId, stoppedAt }: TimeEntry,
): Promise<void> {
  if (taskId === null || stoppedAt === null) return;
  const task = await call.tx.tasks.get(taskId);
  if (!task?.estimateSeconds) return;
  const spent = (await call.tx.timeEntries.spentOn([taskId], call.now)).get(taskId) ?? 0;
  if (spent <= task.estimateSeconds) return;
  const author = await call.tx.people.get(task.authorId);
  if (!author || author.leftAt) return;
  const body = estimatePassedNotice(catalogueOf(author.language), task, spent, task.estimateSeconds);
  const key = `estimate:${task.id}:${task.estimateSeconds}`;
  await oweQuietly(call, author, { kind: 'task-estimate-passed', body, key, taskId });
}
