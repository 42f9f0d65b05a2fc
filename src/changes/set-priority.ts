import type { Call } from '../chat/command.ts';
import type { Person } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Task } from '../domain/task.ts';
import { taskChangedNotice } from '../replies/notices.ts';
import { changeTask } from './change-task.ts';
import { peopleOf } from './find-task.ts';
import { type NoticeBuilder, tell } from './tell.ts';

/** Sets the priority and tells whoever of the task's two people did not set it. */
export async function setPriority(
  call: Call,
  task: Task,
  priority: Priority,
): Promise<{ task: Task; author: Person; assignee: Person }> {
  const { author, assignee } = await peopleOf(call, task);
  const next = await changeTask(call, task, { priority }, assignee);
  const project = next.projectId ? await call.tx.projects.get(next.projectId) : undefined;
  const around = { people: [author, assignee], project };
  for (const person of new Set([author, assignee])) {
    const build: NoticeBuilder = (text, to) => taskChangedNotice(text, to, task, next, call, around);
    await tell(call, person, 'task-changed', build, next);
  }
  return { task: next, author, assignee };
}
