import type { Person } from './person.ts';
import { isManager } from './person.ts';
import type { Task } from './task.ts';

type Whose = Pick<Task, 'authorId' | 'assigneeId'>;

/** @param belongsToProject whether the person is a member of the task's project; false for a task without one */
export function maySeeTask(person: Pick<Person, 'id' | 'role'>, task: Whose, belongsToProject: boolean): boolean {
  return isInTask(person, task) || isManager(person) || belongsToProject;
}

/** Only author, assignee, managers and the owner change a task. */
export function mayChangeTask(person: Person, task: Task): boolean {
  return isInTask(person, task) || isManager(person);
}

/** Whose word counts at once for *not relevant* and *move the deadline*; the assignee's is a proposal. */
export function decidesAlone(person: Person, task: Task): boolean {
  return person.id === task.authorId || (isManager(person) && person.id !== task.assigneeId);
}

function isInTask(person: Pick<Person, 'id'>, task: Whose): boolean {
  return person.id === task.authorId || person.id === task.assigneeId;
}
