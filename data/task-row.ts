import type { Deadline } from '../src/domain/deadline.ts';
import { fold } from '../src/domain/fold.ts';
import type { CalendarDate, Instant } from '../src/domain/instant.ts';
import { PRIORITIES, type Priority } from '../src/domain/priority.ts';
import type { Proposal, Task } from '../src/domain/task.ts';
import type { ListedTask } from '../src/ports/tasks.ts';
import type { Row } from './schema.ts';

/** What a task is read from; the text for searching stays where it is. */
export const TASK_COLUMNS = [
  'id',
  'title',
  'description',
  'project_id',
  'author_id',
  'assignee_id',
  'priority',
  'deadline_on',
  'late_from',
  'state',
  'result',
  'took_at',
  'remind_at',
  'escalate_at',
  'estimate_seconds',
  'created_at',
  'closed_at',
  'version',
] as const;

export const WRITTEN_TASK_COLUMNS = [...TASK_COLUMNS.slice(1), 'search_text'] as readonly Exclude<
  keyof Row<'tasks'>,
  'id'
>[];

export type TaskRow = Pick<Row<'tasks'>, (typeof TASK_COLUMNS)[number]>;

/** A task together with what lists show of the rows around it. */
export interface ListedRow extends TaskRow {
  author_name: string | null;
  assignee_name: string | null;
  project_tag: string | null;
  proposed_by: Row<'proposals'>['proposed_by'] | null;
  proposed_at: Instant | null;
  proposed_kind: Row<'proposals'>['kind'] | null;
  proposed_reason: string | null;
  proposed_deadline_on: CalendarDate | null;
  proposed_deadline_at: Instant | null;
}

export function listedTaskOf(row: ListedRow): ListedTask {
  return {
    task: taskOf(row),
    // Both are there: a foreign key holds them.
    authorName: row.author_name ?? '',
    assigneeName: row.assignee_name ?? '',
    projectTag: row.project_tag,
    proposal: listedProposalOf(row),
  };
}

function listedProposalOf(row: ListedRow): Proposal | undefined {
  const { proposed_by, proposed_at, proposed_kind } = row;
  if (proposed_by === null || proposed_at === null || proposed_kind === null) return undefined;
  return proposalOf({
    task_id: row.id,
    proposed_by,
    proposed_at,
    kind: proposed_kind,
    reason: row.proposed_reason,
    deadline_on: row.proposed_deadline_on,
    deadline_at: row.proposed_deadline_at,
  });
}

export function taskOf(row: TaskRow): Task {
  const priority = PRIORITIES[row.priority];
  if (!priority) throw new Error(`Task ${row.id} has a priority nobody knows: ${row.priority}`);
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    projectId: row.project_id,
    authorId: row.author_id,
    assigneeId: row.assignee_id,
    priority,
    deadline: deadlineOf(row.deadline_on, row.late_from),
    lateFrom: row.late_from,
    state: row.state,
    result: row.result,
    tookAt: row.took_at,
    remindAt: row.remind_at,
    escalateAt: row.escalate_at,
    estimateSeconds: row.estimate_seconds,
    createdAt: row.created_at,
    closedAt: row.closed_at,
    version: row.version,
  };
}

/** @throws when deadline and lateFrom contradict each other: one of the two would be lost */
export function taskRow(task: Omit<Task, 'id'>): Omit<Row<'tasks'>, 'id'> {
  const { deadline, lateFrom } = task;
  if ((deadline === null) !== (lateFrom === null) || (deadline?.kind === 'moment' && deadline.at !== lateFrom)) {
    throw new Error(
      `A task's deadline and the moment it is late from disagree: ${JSON.stringify({ deadline, lateFrom })}`,
    );
  }
  return {
    title: task.title,
    description: task.description,
    search_text: fold(task.description === null ? task.title : `${task.title} ${task.description}`),
    project_id: task.projectId,
    author_id: task.authorId,
    assignee_id: task.assigneeId,
    priority: rankOf(task.priority),
    deadline_on: deadline?.kind === 'day' ? deadline.on : null,
    late_from: lateFrom,
    state: task.state,
    result: task.result,
    took_at: task.tookAt,
    remind_at: task.remindAt,
    escalate_at: task.escalateAt,
    // What undo puts back may have been kept before there were estimates.
    estimate_seconds: task.estimateSeconds ?? null,
    created_at: task.createdAt,
    closed_at: task.closedAt,
    version: task.version,
  };
}

export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

export function proposalOf(row: Row<'proposals'>): Proposal {
  const base = { taskId: row.task_id, proposedBy: row.proposed_by, proposedAt: row.proposed_at };
  if (row.kind === 'drop') return { ...base, ask: { kind: 'drop', reason: row.reason } };
  const deadline = deadlineOf(row.deadline_on, row.deadline_at);
  if (!deadline) throw new Error(`The proposal for task ${row.task_id} names no deadline.`);
  return { ...base, ask: { kind: 'deadline', deadline } };
}

export function proposalRow({ taskId, proposedBy, proposedAt, ask }: Proposal): Row<'proposals'> {
  const deadline = ask.kind === 'deadline' ? ask.deadline : undefined;
  return {
    task_id: taskId,
    proposed_by: proposedBy,
    proposed_at: proposedAt,
    kind: ask.kind,
    reason: ask.kind === 'drop' ? ask.reason : null,
    deadline_on: deadline?.kind === 'day' ? deadline.on : null,
    deadline_at: deadline?.kind === 'moment' ? deadline.at : null,
  };
}

function deadlineOf(on: CalendarDate | null, at: Instant | null): Deadline | null {
  if (on !== null) return { kind: 'day', on };
  return at === null ? null : { kind: 'moment', at };
}
