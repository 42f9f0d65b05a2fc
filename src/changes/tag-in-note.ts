import type { Call } from '../chat/command.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { WorkTarget } from './find-target.ts';

/** The project whose tag is all of the note, typed without its sign. */
export async function projectCalled(call: Pick<Call, 'tx'>, note: string): Promise<Project | undefined> {
  const project = isTag(note) ? await call.tx.projects.byTag(note) : undefined;
  return project?.archivedAt ? undefined : project;
}

/**
 * A project beside the task or project that the time is on is no part of the note: `12 #prostor call`. It says the same
 * or is refused; a tag of no project stays.
 * @param command the line with what the time is on alone
 */
export async function noteWithoutTag(call: Call, note: string, on: WorkTarget, command: string): Promise<string> {
  const sign = /^#(\S+?)[.,;:]?(?:\s+|$)|\s#(\S+)$/u.exec(note);
  const project = sign && (await projectCalled(call, sign[1] ?? sign[2] ?? ''));
  if (!project) return note;
  if (project.id === on.project?.id) return note.replace(sign[0], '');
  const work = on.task ? String(on.task.id) : `#${on.project?.tag}`;
  return refuse({ kind: 'two works', work, tag: project.tag, command });
}
