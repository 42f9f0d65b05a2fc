import type { Call } from '../chat/command.ts';
import type { TaskId } from '../domain/ids.ts';
import { mayChangeTask, maySeeTask } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { parseTaskNumber } from '../language/number-list.ts';

type Looker = Pick<Call, 'tx' | 'person'>;
type Finder = Looker & Pick<Call, 'seen'>;

/**
 * The task with that number, if this person may see it. A task one may not see is answered exactly like one that
 * does not exist.
 */
export async function findTask(call: Finder, id: number): Promise<Task> {
  const task = await seenTask(call, id as TaskId);
  if (!task) return refuse({ kind: 'no such task', id: id as TaskId });
  call.seen.push(task.projectId);
  return task;
}

/** The same where nobody asked for the number: undefined for a task that this person may not see. */
export async function seenTask(call: Looker, id: TaskId): Promise<Task | undefined> {
  const task = await call.tx.tasks.get(id);
  return task && (await maySee(call, task)) ? task : undefined;
}

export async function findTaskToChange(call: Finder, id: number): Promise<Task> {
  const task = await findTask(call, id);
  if (!mayChangeTask(call.person, task)) refuse({ kind: 'not yours to change', id: task.id });
  return task;
}

export async function findOpenTask(call: Finder, id: number): Promise<Task> {
  const task = await findTaskToChange(call, id);
  if (task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
  return task;
}

/** Membership is asked for only where it decides. */
async function maySee(call: Looker, task: Task): Promise<boolean> {
  if (maySeeTask(call.person, task, false)) return true;
  const belongs = task.projectId !== null && (await call.tx.projects.isMember(task.projectId, call.person.id));
  return maySeeTask(call.person, task, belongs);
}

/** The number a command line begins with, and what is left of the line. */
export function takeTaskNumber(args: string, command: string): { id: number; rest: string } {
  const word = args.match(/^\S+/)?.[0] ?? '';
  let end = word.length;
  while (',:;.'.includes(word[end - 1] ?? ' ')) end -= 1;
  const id = parseTaskNumber(word.slice(0, end));
  if (id === undefined) return refuseNumber(args, command);
  return { id, rest: args.slice(word.length).trim() };
}

/** There is no number where the command needs one. */
export function refuseNumber(args: string, command: string): never {
  const [typed = ''] = args.trim().split(/\s/, 1);
  return refuse(typed === '' ? { kind: 'missing argument', command } : { kind: 'not a number', typed, command });
}

/** Both people of a task. One person when they are the same. */
export async function peopleOf(call: Looker, task: Task): Promise<{ author: Person; assignee: Person }> {
  const wanted = [...new Set([task.authorId, task.assigneeId])].filter((id) => id !== call.person.id);
  const found = wanted.length > 0 ? await call.tx.people.getMany(wanted) : [];
  const all = [call.person, ...found];
  const author = all.find((person) => person.id === task.authorId);
  const assignee = all.find((person) => person.id === task.assigneeId);
  if (!author || !assignee) throw new Error(`Task ${task.id} names a person who does not exist`);
  return { author, assignee };
}
