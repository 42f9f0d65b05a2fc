import type { Call } from '../chat/command.ts';
import { fold } from '../domain/fold.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refuse } from '../domain/refusal.ts';
import { nearest } from '../language/nearest.ts';

/** The project with that tag. @throws UserError naming the nearest tags */
export async function findProject(call: Pick<Call, 'tx'>, tag: string): Promise<Project> {
  return (await call.tx.projects.byTag(tag)) ?? refuseUnknown(call, tag);
}

async function refuseUnknown(call: Pick<Call, 'tx'>, tag: string): Promise<never> {
  if (!isTag(tag)) refuse({ kind: 'not a tag', tag });
  const all = await call.tx.projects.list({ offset: 0, limit: 500 });
  const tags = nearest(
    fold(tag),
    all.map((each) => each.tag),
    3,
  );
  return refuse({ kind: 'unknown project', tag, nearest: tags });
}

/** A project that work may still be put into. */
export async function findActiveProject(call: Call, tag: string): Promise<Project> {
  const project = await findProject(call, tag);
  if (project.archivedAt) refuse(await archivedProblem(call, project));
  return project;
}

/** Why nothing new goes into an archived project, and whether this person may take it back into use. */
export async function archivedProblem(call: Call, found: Project): Promise<Refusal> {
  const isLetIn = isManager(call.person) || (await call.tx.projects.isMember(found.id, call.person.id));
  return { kind: 'project archived', tag: found.tag, mayRestore: isLetIn && looksAfter(call.person, found) };
}

/** A project that this person may look into and look after: its members, managers and the owner. */
export async function findOwnProject(call: Pick<Call, 'tx' | 'person'>, tag: string): Promise<Project> {
  const found = (await call.tx.projects.byTagFor(call.person.id, tag)) ?? (await refuseUnknown(call, tag));
  const { project, isMember } = found;
  if (!isMember && !isManager(call.person)) refuse({ kind: 'not your project', tag: project.tag });
  return project;
}

/**
 * The project that the room this was said in belongs to. Speaking in a bound room makes one a member: whoever bound
 * it has declared it the project's own. Whoever was taken out of the project comes back only when they are added.
 */
export async function enterRoom(call: Call): Promise<Project | undefined> {
  if (call.chat.kind === 'direct') return undefined;
  const project = await call.tx.projects.boundTo(call.platform, call.chat.id);
  if (!project || project.archivedAt) return undefined;
  const { projects } = call.tx;
  const { id } = call.person;
  if (!(await projects.isMember(project.id, id)) && !(await projects.wasRemoved(project.id, id))) {
    await projects.addMember(project.id, id, call.now);
  }
  return project;
}

/** `prostor` or `#prostor`, with which the line begins; '' where there is no word. */
export function takeTag(args: string): { tag: string; rest: string } {
  const word = args.match(/^\S+/)?.[0] ?? '';
  return { tag: word.replace(/^#/, ''), rest: args.slice(word.length).trim() };
}

export function ensureLookedAfterBy(call: Call, found: Project): void {
  if (!looksAfter(call.person, found)) refuse({ kind: 'managers only' });
}

/** Archiving, removing others and giving its rooms away is for managers and for whoever created the project. */
export function looksAfter(person: Person, found: Project): boolean {
  return found.createdBy === person.id || isManager(person);
}
