import type { Call } from '../chat/command.ts';
import type { Deadline } from '../domain/deadline.ts';
import { decidesAlone } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { taskClosedNotice, taskMovedNotice, taskProposalNotice, taskReopenedNotice } from '../replies/notices.ts';
import { changeTask, setProposal } from './change-task.ts';
import { peopleOf } from './find-task.ts';
import { tell } from './tell.ts';
import type { StoppedTimer } from './track-time.ts';
import { stopTimerOn } from './track-time.ts';

export interface Closed {
  task: Task;
  author: Person;
  assignee: Person;
  timer: StoppedTimer | undefined;
}

/** Closes a task, stops the closer's timer on it, and tells whoever of its two people did not close it. */
export async function closeTask(
  call: Call,
  task: Task,
  state: 'done' | 'dropped',
  result: string | null,
): Promise<Closed> {
  const { author, assignee } = await peopleOf(call, task);
  const timer = await stopTimerOn(call, task.id);
  const closed = await changeTask(call, task, { state, result }, assignee);
  await setProposal(call, task, undefined);
  for (const person of new Set([author, assignee])) {
    await tell(call, person, `task-${state}`, (text) => taskClosedNotice(text, closed, call), closed);
  }
  return { task: closed, author, assignee, timer };
}

export async function reopenTask(call: Call, task: Task): Promise<Task> {
  const { author, assignee } = await peopleOf(call, task);
  // The result stays in the history; an open task has none.
  const open = await changeTask(call, task, { state: 'open', result: null }, assignee);
  for (const person of new Set([author, assignee])) {
    await tell(call, person, 'task-reopened', (text) => taskReopenedNotice(text, open, call), open);
  }
  return open;
}

/** What was only proposed, to whom, and the proposal that this one takes the place of. */
export interface Proposed {
  kind: 'proposed';
  asked: Person;
  replaced: Proposal | undefined;
}

/** Drops the task, or asks the author when it is not this person's word that counts. */
export async function dropOrPropose(
  call: Call,
  task: Task,
  reason: string | null,
): Promise<{ kind: 'applied'; closed: Closed } | Proposed> {
  const proposed = await propose(call, task, { kind: 'drop', reason });
  if (proposed) return proposed;
  return { kind: 'applied', closed: await closeTask(call, task, 'dropped', reason) };
}

/** Moves the deadline, or asks the author when it is not this person's word that counts. */
export async function moveOrPropose(
  call: Call,
  task: Task,
  deadline: Deadline,
): Promise<{ kind: 'applied'; task: Task; author: Person; assignee: Person } | Proposed> {
  const proposed = await propose(call, task, { kind: 'deadline', deadline });
  if (proposed) return proposed;
  return { kind: 'applied', ...(await moveDeadline(call, task, deadline)) };
}

/** Sets or clears the deadline, which settles what was proposed, and tells whoever of the two people did not do it. */
export async function moveDeadline(
  call: Call,
  task: Task,
  deadline: Deadline | null,
): Promise<{ task: Task; author: Person; assignee: Person }> {
  const { author, assignee } = await peopleOf(call, task);
  const moved = await changeTask(call, task, { deadline }, assignee);
  await setProposal(call, task, undefined);
  for (const person of new Set([author, assignee])) {
    await tell(call, person, 'task-moved', (text, to) => taskMovedNotice(text, to, moved, call), moved);
  }
  return { task: moved, author, assignee };
}

/** @returns undefined where this person's own word counts, or nobody is left to ask */
async function propose(call: Call, task: Task, wish: Proposal['ask']): Promise<Proposed | undefined> {
  if (decidesAlone(call.person, task)) return undefined;
  const { author } = await peopleOf(call, task);
  const deciders = await decidersFor(call, author);
  const [asked] = deciders;
  if (!asked) return undefined;
  const proposal = { taskId: task.id, proposedBy: call.person.id, proposedAt: call.now, ask: wish };
  const replaced = await setProposal(call, task, proposal);
  for (const decider of deciders) {
    await tell(call, decider, 'proposal', (text, to) => taskProposalNotice(text, to, task, proposal, call), task);
  }
  return { kind: 'proposed', asked, replaced };
}

/** The author; where the author has left, the managers, who may decide for anybody. */
async function decidersFor(call: Call, author: Person): Promise<Person[]> {
  if (!author.leftAt) return [author];
  const managers = await call.tx.people.withRole(['owner', 'manager']);
  return managers.filter((manager) => manager.id !== call.person.id);
}
