import { seenTask } from '../src/changes/find-task.ts';
import type { Person } from '../src/domain/person.ts';
import type { Delivery } from '../src/ports/messages.ts';
import type { Tx } from '../src/ports/store.ts';

/**
 * Why a notice that has waited is not to be sent any more, in words for the ledger: nobody comes to read on Monday of
 * a task that was taken back, or passed on to somebody else, on Saturday.
 * @returns undefined where it still holds
 */
export async function outOfDate(
  around: { tx: Tx; person: Person },
  { kind, taskId }: Pick<Delivery, 'kind' | 'taskId'>,
): Promise<string | undefined> {
  if (taskId === null) return undefined;
  // That a task is not theirs any more is just what this one tells.
  const isGoodbye = kind === 'task-reassigned';
  const task = isGoodbye ? await around.tx.tasks.get(taskId) : await seenTask(around, taskId);
  if (!task) return 'the task is not theirs to see';
  if (kind !== 'task-assigned') return undefined;
  if (task.assigneeId !== around.person.id) return 'the task is somebody else’s';
  return task.state === 'open' ? undefined : `the task is ${task.state}`;
}
