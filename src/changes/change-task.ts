import type { Call } from '../chat/command.ts';
import { lateFrom } from '../domain/deadline.ts';
import { hangingReminderAt } from '../domain/hanging-reminder.ts';
import type { Person } from '../domain/person.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { momentsAfterChange } from '../domain/task-moments.ts';
import type { Reminder } from '../ports/messages.ts';
import type { HistoryField, HistoryLine } from '../ports/tasks.ts';
import { moveTaskTime } from './locked-months.ts';

type Editable = Pick<
  Task,
  | 'title'
  | 'description'
  | 'projectId'
  | 'assigneeId'
  | 'priority'
  | 'deadline'
  | 'estimateSeconds'
  | 'state'
  | 'result'
  | 'tookAt'
>;

const HISTORY_OF = {
  title: 'title',
  description: 'description',
  projectId: 'project',
  assigneeId: 'assignee',
  priority: 'priority',
  deadline: 'deadline',
  estimateSeconds: 'estimate',
  state: 'state',
  result: 'result',
  tookAt: 'took',
} satisfies Record<keyof Editable, HistoryField>;

/**
 * The one way in which a task changes: saves it, writes a history line for each field that is new, moves what hangs
 * on its deadline or on its being urgent, and remembers the state before for undo.
 * @param assignee the assignee after the change: a day deadline ends in that person's zone
 * @returns the task as it is now; the same object when nothing is new
 */
export async function changeTask(call: Call, task: Task, patch: Partial<Editable>, assignee: Person): Promise<Task> {
  const fields = (Object.keys(patch) as (keyof Editable)[]).filter((key) => !isSame(task[key], patch[key]));
  if (fields.length === 0) return task;
  const next: Task = { ...task, ...patch, version: task.version + 1 };
  next.lateFrom = next.deadline ? lateFrom(next.deadline, assignee.zone) : null;
  next.closedAt = next.state === 'open' ? null : (task.closedAt ?? call.now);
  Object.assign(next, momentsAfterChange(task, next, assignee, call.now));
  await call.tx.tasks.save(next);
  await call.tx.history.add(
    fields.map((key) => historyLine(call, task, HISTORY_OF[key], task[key], patch[key] ?? null)),
  );
  call.changed.push({ kind: 'task', id: task.id, before: task, versionAfter: next.version });
  call.changedFor.add(task.authorId).add(task.assigneeId).add(next.assigneeId);
  if (fields.includes('projectId')) await moveTaskTime(call, task.id, next.projectId);
  if (next.lateFrom !== task.lateFrom || fields.includes('deadline')) {
    const moved = await moveReminders(call, next);
    // Where they were follows from the deadline before, if there was one.
    if (task.lateFrom === null) {
      call.changed.push(...moved.map(({ id, remindAt }) => ({ kind: 'reminder' as const, id, before: remindAt })));
    }
  }
  return next;
}

export function historyLine(
  call: Call,
  task: Pick<Task, 'id'>,
  field: HistoryField,
  before: unknown,
  after: unknown,
): Omit<HistoryLine, 'id'> {
  return {
    taskId: task.id,
    personId: call.person.id,
    at: call.now,
    platform: call.platform,
    field,
    old: before ?? null,
    new: after ?? null,
  };
}

/**
 * Sets or takes away what the assignee has asked of the author, undoably.
 * @returns what was asked until now
 */
export async function setProposal(
  call: Call,
  task: Task,
  proposal: Proposal | undefined,
): Promise<Proposal | undefined> {
  const before = await call.tx.tasks.proposal(task.id);
  if (!before && !proposal) return undefined;
  if (proposal) await call.tx.tasks.saveProposal(proposal);
  else await call.tx.tasks.removeProposal(task.id);
  await call.tx.history.add([historyLine(call, task, 'proposal', before?.ask, proposal?.ask)]);
  call.changed.push({ kind: 'proposal', id: task.id, before: before ?? null, after: proposal ?? null });
  call.changedFor.add(task.authorId).add(task.assigneeId);
  return before;
}

/**
 * Reminders set as `1h before` move with the deadline; without a deadline they stay where they are.
 * @param arriving somebody who is about to be in another zone than the store says
 * @returns those that were moved, as they were before
 */
export async function moveReminders(
  { tx }: Pick<Call, 'tx'>,
  task: Task,
  arriving?: Pick<Person, 'id' | 'zone' | 'quietHours'>,
): Promise<Reminder[]> {
  const { deadline, lateFrom } = task;
  if (!lateFrom) return [];
  const moved: Reminder[] = [];
  for (const reminder of await tx.reminders.ofTask(task.id)) {
    const { id, personId, beforeSeconds, createdAt } = reminder;
    if (beforeSeconds === null) continue;
    const person = personId === arriving?.id ? arriving : await tx.people.get(personId);
    if (!person) continue;
    const { at } = hangingReminderAt({ deadline, lateFrom }, beforeSeconds, person, createdAt);
    await tx.reminders.move(id, at);
    moved.push(reminder);
  }
  return moved;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
