import type { HistoryId, PersonId, ProjectId, TaskId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Platform } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Proposal, Task } from '../domain/task.ts';
import type { TaskMoments } from '../domain/task-moments.ts';
import type { Page } from './store.ts';

/** Always driven by an assignee, an author or a project, so that no list reads the whole table. */
export interface TaskQuery {
  assigneeId?: PersonId;
  authorId?: PersonId;
  projectId?: ProjectId;
  /** leaves out tasks that people set themselves */
  onlyGiven?: boolean;
  /** `closed`: done or dropped */
  state: 'open' | 'done' | 'dropped' | 'closed' | 'all';
  /** late from this instant or before it */
  lateBy?: Instant;
  /** late after this instant */
  lateAfter?: Instant;
  priority?: Priority;
  /** folded; each must occur in title or description */
  words?: readonly string[];
  /** only what this person may see as a member: tasks they are in and tasks of their projects */
  visibleTo?: PersonId;
  /** what burns comes first: overdue by `now`, then urgent, then high and due before `todayEnds`, then by priority and deadline; closed ones after, latest first */
  burningFirst: { now: Instant; todayEnds: Instant };
}

/** A task with what a list says about it beside its own fields. */
export interface ListedTask {
  task: Task;
  authorName: string;
  assigneeName: string;
  projectTag: string | null;
  proposal: Proposal | undefined;
}

export interface Tasks {
  get(id: TaskId): Promise<Task | undefined>;
  getMany(ids: readonly TaskId[]): Promise<Task[]>;
  add(task: Omit<Task, 'id'>): Promise<Task>;
  /** Writes all fields. With a task of an id that does not exist any more, puts it back. */
  save(task: Task): Promise<void>;
  /** Removes the task with its history, reminders and proposal. */
  remove(id: TaskId): Promise<void>;
  /** in one statement, however many tasks */
  list(query: TaskQuery, page: Page): Promise<ListedTask[]>;
  count(query: TaskQuery): Promise<number>;
  /** Open and past their deadline, by priority (highest first), then by lateness. By author: those given to others. */
  overdue(who: { assigneeId: PersonId } | { authorId: PersonId }, now: Instant): Promise<Task[]>;
  /** Open, and urgent or late from `lateBy` or before, by priority (highest first), then by lateness. By author: given. */
  pressing(who: { assigneeId: PersonId } | { authorId: PersonId }, lateBy: Instant): Promise<Task[]>;
  /** received and closed as done, in `[from, to)`, in that order */
  doneBy(assigneeId: PersonId, from: Instant, to: Instant): Promise<Task[]>;
  /** open tasks whose deadline is a whole day in this person's zone */
  withDayDeadline(assigneeId: PersonId): Promise<Task[]>;
  /** open tasks of which the assignee is to be told by now, earliest first */
  dueForReminder(now: Instant, limit: number): Promise<Task[]>;
  /** Sets when Friday looks at the task by itself, which is no change of the task. */
  setMoments(id: TaskId, moments: TaskMoments): Promise<void>;
  /** open tasks of these assignees with a deadline ahead, and no reminder before it */
  remindedLate(assigneeIds: readonly PersonId[], now: Instant): Promise<Task[]>;
  /** open urgent tasks of whose waiting the author is to be told by now, earliest first */
  dueForEscalation(now: Instant, limit: number): Promise<Task[]>;
  /** open urgent tasks of this assignee of whose waiting the author may still have to be told */
  awaitingTaking(assigneeId: PersonId): Promise<Task[]>;
  proposal(taskId: TaskId): Promise<Proposal | undefined>;
  proposals(taskIds: readonly TaskId[]): Promise<Proposal[]>;
  /** one at a time for a task: a new one takes the place of the old */
  saveProposal(proposal: Proposal): Promise<void>;
  removeProposal(taskId: TaskId): Promise<void>;
}

/** One line of a task's history. `old` and `new` are values as JSON keeps them; null: there was none. */
export interface HistoryLine {
  id: HistoryId;
  taskId: TaskId;
  personId: PersonId;
  at: Instant;
  platform: Platform;
  field: HistoryField;
  old: unknown;
  new: unknown;
}

export const HISTORY_FIELDS = [
  'created',
  'title',
  'description',
  'project',
  'assignee',
  'priority',
  'deadline',
  'estimate',
  'state',
  'result',
  'took',
  'proposal',
  'note',
  'undo',
] as const;
export type HistoryField = (typeof HISTORY_FIELDS)[number];

export interface History {
  /** @returns the ids, in the same order */
  add(lines: readonly Omit<HistoryLine, 'id'>[]): Promise<HistoryId[]>;
  /** latest first */
  ofTask(taskId: TaskId, page: Page): Promise<HistoryLine[]>;
  remove(id: HistoryId): Promise<void>;
}
