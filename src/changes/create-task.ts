import type { Call } from '../chat/command.ts';
import type { Deadline } from '../domain/deadline.ts';
import { lateFrom } from '../domain/deadline.ts';
import type { TaskId } from '../domain/ids.ts';
import { addSeconds, timeIn } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Project } from '../domain/project.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { DESCRIPTION_MAX, isVisible, TITLE_MAX } from '../domain/task.ts';
import { momentsAfterChange } from '../domain/task-moments.ts';
import { taskAssignedNotice } from '../replies/notices.ts';
import { formatDeadline } from '../text/format-moment.ts';
import { historyLine } from './change-task.ts';
import { tell } from './tell.ts';

export interface TaskDraft {
  title: string;
  description: string | null;
  assignee: Person;
  project: Project | undefined;
  priority: Priority;
  deadline: Deadline | null;
  estimateSeconds: number | null;
}

/** Creates a task and tells its assignee, if that is somebody else. */
export async function createTask(call: Call, draft: TaskDraft): Promise<Task> {
  const { title, description, assignee, project, priority, deadline, estimateSeconds } = draft;
  ensureTitle(title);
  ensureLength('description', description, DESCRIPTION_MAX, 'task');
  if (deadline) ensureAhead(call, deadline, assignee);
  const drafted: Omit<Task, 'id'> = {
    title,
    description,
    projectId: project?.id ?? null,
    authorId: call.person.id,
    assigneeId: assignee.id,
    priority,
    deadline,
    lateFrom: deadline ? lateFrom(deadline, assignee.zone) : null,
    estimateSeconds,
    state: 'open',
    result: null,
    tookAt: null,
    remindAt: null,
    escalateAt: null,
    createdAt: call.now,
    closedAt: null,
    version: 1,
  };
  Object.assign(drafted, momentsAfterChange(undefined, drafted, assignee, call.now));
  const task = await call.tx.tasks.add(drafted);
  await call.tx.history.add([historyLine(call, task, 'created', null, title)]);
  call.changed.push({ kind: 'task', id: task.id, before: null, versionAfter: task.version });
  call.changedFor.add(task.authorId).add(task.assigneeId);
  const around = { people: [call.person, assignee], project };
  await tell(call, assignee, 'task-assigned', (text, to) => taskAssignedNotice(text, to, task, call, around), task);
  return task;
}

/** @param command what the line with the title stands behind */
export function ensureTitle(title: string, command = 'task'): void {
  if (!isVisible(title)) refuse({ kind: 'title missing' });
  const length = Array.from(title).length;
  if (length > TITLE_MAX) refuse({ kind: 'title too long', length, max: TITLE_MAX, command });
}

/** @param command what shorter words would stand behind: `done 22` */
export function ensureLength(
  what: 'description' | 'result' | 'note' | 'reason' | 'name' | 'project name',
  words: string | null,
  max: number,
  command: string,
): void {
  const length = Array.from(words ?? '').length;
  if (length > max) refuse({ kind: 'text too long', what, length, max, command });
}

const TEN_YEARS_SECONDS = 10 * 366 * 86_400;

/** `id`: of the task that is there already; `again`: what was typed, due tomorrow, if that can be typed. */
interface Instead {
  id?: TaskId;
  again?: (() => string | undefined) | undefined;
}

/** A deadline lies ahead, and within what anybody plans. */
export function ensureAhead(call: Call, deadline: Deadline, assignee: Person, instead?: Instead): void {
  const problem = deadlineProblem(call, deadline, assignee, instead);
  if (problem) refuse(problem);
}

export function deadlineProblem(
  call: Call,
  deadline: Deadline,
  assignee: Person,
  instead: Instead = {},
): Extract<Refusal, { kind: 'deadline past' | 'deadline too far' }> | undefined {
  const late = lateFrom(deadline, assignee.zone);
  const isTooFar = late > addSeconds(call.now, TEN_YEARS_SECONDS);
  if (late > call.now && !isTooFar) return undefined;
  const { id } = instead;
  const again = instead.again?.() ?? (id ? `move ${id} ${tomorrowLike(call, deadline)}` : 'help task');
  if (isTooFar) return { kind: 'deadline too far', again };
  const { language } = call.text;
  return {
    kind: 'deadline past',
    on: formatDeadline(deadline, { language, zone: call.person.zone, now: call.now }),
    again,
  };
}

/** Tomorrow at the time that this deadline has: `завтра 14:00`, `tomorrow`. */
export function tomorrowLike({ text, person }: Call, deadline: Deadline): string {
  const { tomorrow } = text.task;
  return deadline.kind === 'day' ? tomorrow : `${tomorrow} ${timeIn(person.zone, deadline.at)}`;
}
