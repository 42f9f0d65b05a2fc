import type { Call } from '../chat/command.ts';
import type { Project } from '../domain/project.ts';
import type { Task } from '../domain/task.ts';
import { findActiveProject } from './find-project.ts';
import { findTask } from './find-task.ts';

/** What time is spent on: a task, a project, or neither; a bound room's project where nothing is named. */
export interface WorkTarget {
  task: Task | undefined;
  project: Project | undefined;
}

export async function findTarget(call: Call, named: { task?: number; tag?: string }): Promise<WorkTarget> {
  if (named.task !== undefined) {
    const task = await findTask(call, named.task);
    const project = task.projectId ? await call.tx.projects.get(task.projectId) : undefined;
    return { task, project };
  }
  if (named.tag !== undefined) return { task: undefined, project: await findActiveProject(call, named.tag) };
  return { task: undefined, project: call.room };
}
