import type { Deadline } from './deadline.ts';
import type { PersonId, ProjectId, TaskId } from './ids.ts';
import type { CalendarDate, Instant } from './instant.ts';
import { dateIn, toEpochMs } from './instant.ts';
import type { Priority } from './priority.ts';

export const TITLE_MAX = 300;
export const DESCRIPTION_MAX = 4000;
export const RESULT_MAX = 4000;
export const NOTE_MAX = 4000;

/** All but what shows nothing on its own: blanks, marks that join or direct others, the empty Braille pattern. */
const SEEN = /[^\s\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is anything to see of a title. */
export function isVisible(title: string): boolean {
  return SEEN.test(title);
}

export const TASK_STATES = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export interface Task {
  id: TaskId;
  title: string;
  description: string | null;
  projectId: ProjectId | null;
  /** who gave it */
  authorId: PersonId;
  /** who received it */
  assigneeId: PersonId;
  priority: Priority;
  deadline: Deadline | null;
  /** how long it was thought to take, in all; null: nobody said */
  estimateSeconds: number | null;
  /** the instant from which it is late, for a day deadline the end of that day in the assignee's zone */
  lateFrom: Instant | null;
  state: TaskState;
  result: string | null;
  /** when the assignee said *took it* */
  tookAt: Instant | null;
  /** when its assignee is next told of the deadline by itself; a moment that has passed is still to be looked at */
  remindAt: Instant | null;
  /** when its author is told that it is urgent and nobody took it */
  escalateAt: Instant | null;
  createdAt: Instant;
  closedAt: Instant | null;
  /** counts changes, so that undo can tell whether somebody has changed the task since */
  version: number;
}

/** What an assignee asked of the author; the task stays as it is until the author agrees. */
export interface Proposal {
  taskId: TaskId;
  proposedBy: PersonId;
  proposedAt: Instant;
  ask: { kind: 'drop'; reason: string | null } | { kind: 'deadline'; deadline: Deadline };
}

/** Whether it is the very same proposal: asked by the same person, at the same moment, for the same. */
export function isSameProposal(a: Proposal | null, b: Proposal | null): boolean {
  return a === b || (a !== null && b !== null && proposalParts(a).join('\n') === proposalParts(b).join('\n'));
}

/** A word that means this very proposal and none that came after it, for its buttons. */
export function proposalWord(proposal: Pick<Proposal, 'proposedAt'>): string {
  return toEpochMs(proposal.proposedAt).toString(36);
}

function proposalParts({ taskId, proposedBy, proposedAt, ask }: Proposal): (string | number | null)[] {
  if (ask.kind === 'drop') return [taskId, proposedBy, proposedAt, ask.kind, ask.reason];
  const { deadline } = ask;
  return [taskId, proposedBy, proposedAt, deadline.kind, deadline.kind === 'day' ? deadline.on : deadline.at];
}

export function isOverdue(task: Task, now: Instant): boolean {
  return task.state === 'open' && task.lateFrom !== null && task.lateFrom <= now;
}

/** The day on which a task is due, on the calendar of `zone`. */
export function dueOn(task: Task, zone: string): CalendarDate | undefined {
  if (!task.deadline) return undefined;
  return task.deadline.kind === 'day' ? task.deadline.on : dateIn(zone, task.deadline.at);
}

/** Overdue, or urgent, or high and due today. */
export function isBurning(task: Task, now: Instant, zone: string): boolean {
  if (task.state !== 'open') return false;
  if (task.priority === 'urgent' || isOverdue(task, now)) return true;
  return task.priority === 'high' && dueOn(task, zone) === dateIn(zone, now);
}

export function isReceived(task: Task, personId: PersonId): boolean {
  return task.assigneeId === personId;
}

/** Given: I am the author and somebody else is the assignee. */
export function isGiven(task: Task, personId: PersonId): boolean {
  return task.authorId === personId && task.assigneeId !== personId;
}
