import type { Block, Button, Field, Item, Span } from '../chat/reply.ts';
import { faint, line, plain, strong } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { PersonId, ProjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { dateIn, daysBetween, secondsBetween } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { dueOn, isBurning, isOverdue } from '../domain/task.ts';
import type { Tx } from '../ports/store.ts';
import type { ListedTask } from '../ports/tasks.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDeadline, zoneLabel } from '../text/format-moment.ts';
import { spentOf } from './timer-view.ts';

/** Who looks, and the people and projects that the tasks name. */
export interface View {
  viewer: Person;
  now: Instant;
  text: Catalogue;
  people: ReadonlyMap<PersonId, Person>;
  projects: ReadonlyMap<ProjectId, Project>;
}

interface Looker {
  person: Person;
  now: Instant;
  text: Catalogue;
}

/** What an entry of a list needs of a view. */
export interface ItemView extends Pick<View, 'viewer' | 'now' | 'text'> {
  people: ReadonlyMap<PersonId, Pick<Person, 'name'>>;
  projects: ReadonlyMap<ProjectId, Pick<Project, 'tag'>>;
}

/** The view of tasks that come with their names. */
export function listedView(looker: Looker, listed: readonly ListedTask[]): ItemView {
  const people = listed.flatMap(({ task, authorName, assigneeName }) => [
    [task.authorId, { name: authorName }] as const,
    [task.assigneeId, { name: assigneeName }] as const,
  ]);
  const projects = listed.flatMap(({ task: { projectId }, projectTag: tag }) =>
    projectId === null || tag === null ? [] : [[projectId, { tag }] as const],
  );
  const { person: viewer, now, text } = looker;
  return { viewer, now, text, people: new Map(people), projects: new Map(projects) };
}

export async function viewOf(looker: Looker & { tx: Tx }, tasks: readonly Task[]): Promise<View> {
  const { tx, person, now, text } = looker;
  const personIds = new Set(tasks.flatMap((task) => [task.authorId, task.assigneeId]));
  personIds.delete(person.id);
  const projectIds = new Set(tasks.flatMap((task) => (task.projectId ? [task.projectId] : [])));
  const people = personIds.size > 0 ? await tx.people.getMany([...personIds]) : [];
  const projects = projectIds.size > 0 ? await tx.projects.getMany([...projectIds]) : [];
  return viewWith({ viewer: person, now, text }, [person, ...people], projects);
}

export function viewWith(
  base: Pick<View, 'viewer' | 'now' | 'text'>,
  people: readonly Person[],
  projects: readonly Project[],
): View {
  return {
    people: new Map(people.map((person) => [person.id, person])),
    projects: new Map(projects.map((project) => [project.id, project])),
    ...base,
  };
}

export function nameIn(view: Pick<ItemView, 'people' | 'text'>, id: PersonId): string {
  return view.people.get(id)?.name ?? view.text.somebody;
}

/** `Tue 24 Nov, 18:00 (Kyiv)`: in the viewer's zone; a day belongs to the assignee's. */
function deadlineText(deadline: Deadline, view: View, assignee: Person | undefined): string {
  const { viewer, now, text } = view;
  const shown = formatDeadline(deadline, { language: text.language, zone: viewer.zone, now });
  const zone = deadline.kind === 'day' ? (assignee?.zone ?? viewer.zone) : viewer.zone;
  return `${shown} (${zoneLabel(zone)})`;
}

/** Under a day in hours; from then on in days of the calendar, as people count them. */
function howLate(task: Task, view: ItemView): string | undefined {
  const { viewer, now, text } = view;
  const due = dueOn(task, viewer.zone);
  if (!isOverdue(task, now) || !task.lateFrom || !due) return undefined;
  const seconds = secondsBetween(task.lateFrom, now);
  const days = daysBetween(due, dateIn(viewer.zone, now));
  const isInDays = days > 0 && (task.deadline?.kind === 'day' || seconds >= 86_400);
  return text.task.late(isInDays ? days * 86_400 : seconds);
}

/** One task as an entry of a list: `12 Banner`, and under it what matters about it. */
export function taskItem(
  task: Task,
  view: ItemView,
  options: { proposal?: Proposal | undefined; buttons?: Button[]; spent?: number | undefined } = {},
): Item {
  const { text, viewer, now } = view;
  const project = task.projectId ? view.projects.get(task.projectId) : undefined;
  const details = [
    isBurning(task, now, viewer.zone) && !isOverdue(task, now) ? text.task.burning : undefined,
    project && `#${project.tag}`,
    task.assigneeId === viewer.id
      ? task.authorId === viewer.id
        ? undefined
        : text.task.from(nameIn(view, task.authorId))
      : text.task.to(nameIn(view, task.assigneeId)),
    task.priority === 'normal' ? undefined : text.task.priority(text.priority[task.priority]),
    task.deadline && formatDeadline(task.deadline, { language: text.language, zone: viewer.zone, now }),
    howLate(task, view),
    task.estimateSeconds && options.spent !== undefined && spentOf(text, options.spent, task),
    task.state === 'open' ? undefined : text.task.states[task.state],
    options.proposal && text.task.proposed(proposalText(options.proposal, view)),
  ].filter((detail) => typeof detail === 'string');
  const item: Item = { spans: [strong(String(task.id)), plain(` ${task.title}`)] };
  if (details.length > 0) item.detail = [faint(details.join(' · '))];
  if (options.buttons) item.buttons = options.buttons;
  return item;
}

export function proposalText(proposal: Proposal, view: ItemView): string {
  if (proposal.ask.kind === 'drop') return view.text.task.proposesDrop;
  return view.text.task.proposesMove(
    formatDeadline(proposal.ask.deadline, { language: view.text.language, zone: view.viewer.zone, now: view.now }),
  );
}

/** Under a proposal: that an earlier one is withdrawn with it, and which. */
export function replacedLine(call: Looker, replaced: Proposal | undefined): Block[] {
  if (!replaced) return [];
  const { text, person: viewer, now } = call;
  const what = proposalText(replaced, { viewer, now, text, people: new Map(), projects: new Map() });
  return [line(text.task.replacesProposal(what))];
}

/** What was understood of a task, field by field. */
export function taskFields(task: Task, view: View): Block {
  const { text } = view;
  const project = task.projectId ? view.projects.get(task.projectId) : undefined;
  const field = (label: string, ...value: (Span | string)[]): Field => ({
    label,
    value: value.map((part) => (typeof part === 'string' ? plain(part) : part)),
  });
  const late = howLate(task, view);
  const fields = [field(text.fields.assignee, nameIn(view, task.assigneeId))];
  if (task.authorId !== task.assigneeId) fields.push(field(text.fields.author, nameIn(view, task.authorId)));
  fields.push(field(text.fields.project, project ? `#${project.tag} ${project.name}` : text.none));
  fields.push(field(text.fields.priority, text.priority[task.priority]));
  fields.push(
    field(
      text.fields.deadline,
      task.deadline ? deadlineText(task.deadline, view, view.people.get(task.assigneeId)) : text.none,
      ...(late ? [strong(` · ${late}`)] : []),
    ),
  );
  if (task.estimateSeconds) {
    fields.push(field(text.fields.estimate, formatDuration(task.estimateSeconds, text.language)));
  }
  return { kind: 'fields', fields };
}

/** A deadline by itself: under an answer about one, so that it can be checked. */
export function deadlineField(
  call: Looker,
  deadline: Deadline,
  assignee: Person,
  label = call.text.fields.deadline,
): Block {
  const view = viewWith({ viewer: call.person, now: call.now, text: call.text }, [assignee], []);
  const value = [plain(deadlineText(deadline, view, assignee))];
  return { kind: 'fields', fields: [{ label, value }] };
}

export function taskHeading(task: Pick<Task, 'id' | 'title'>): Block {
  return { kind: 'text', spans: [strong(String(task.id)), plain(' '), strong(task.title)] };
}
