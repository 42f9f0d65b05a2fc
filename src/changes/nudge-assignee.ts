import type { Call } from '../chat/command.ts';
import type { Person } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { nudgeNotice } from '../replies/notices.ts';
import { peopleOf } from './find-task.ts';
import { tell } from './tell.ts';

/** Asks the assignee how the task is going. @returns who was asked */
export async function nudgeAssignee(call: Call, task: Task): Promise<Person> {
  const { author, assignee } = await peopleOf(call, task);
  if (assignee.id === call.person.id) refuse({ kind: 'nobody to nudge', id: task.id });
  if (assignee.leftAt) refuse({ kind: 'assignee left', name: assignee.name });
  const project = task.projectId ? await call.tx.projects.get(task.projectId) : undefined;
  const around = { people: [author, assignee], project };
  await tell(call, assignee, 'nudge', (text, to) => nudgeNotice(text, to, task, call, around), task);
  return assignee;
}
