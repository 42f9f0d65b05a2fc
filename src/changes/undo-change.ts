import type { Call } from '../chat/command.ts';
import { lateFrom } from '../domain/deadline.ts';
import type { TaskId } from '../domain/ids.ts';
import { mayChangeTask } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { isSameProposal } from '../domain/task.ts';
import { momentsAfterChange, wordOfDeadline } from '../domain/task-moments.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import type { Change, ChangeItem } from '../ports/changes.ts';
import { undoneNotice } from '../replies/notices.ts';
import { historyLine, moveReminders } from './change-task.ts';
import { mayTouch } from './find-entry.ts';
import { findTask, findTaskToChange } from './find-task.ts';
import { ensureUnlocked, moveTaskTime } from './locked-months.ts';
import { tellIfEstimatePassed } from './pass-estimate.ts';
import { tell } from './tell.ts';
import { tellOfUndoneTime } from './tell-of-time.ts';
import { deletedLine, entryLine } from './write-entry.ts';

export interface Undone {
  tasks: UndoneTask[];
  entries: { entry: TimeEntry; exists: boolean }[];
}

interface UndoneTask {
  /** as it is again */
  task: Task;
  /** as it was until now */
  undone: Task;
  exists: boolean;
}

/**
 * Puts back, last first, what one command changed, exactly as it was. Refuses, and changes nothing, when anything of
 * it has been changed since, or when the person could not change it any more.
 */
export async function undoChange(call: Call, change: Change): Promise<Undone> {
  const tasks = new Map<TaskId, UndoneTask>();
  const entries = new Map<number, { entry: TimeEntry; exists: boolean }>();
  for (const item of [...change.items].reverse()) {
    switch (item.kind) {
      case 'task':
        tasks.set(item.id, await undoTask(call, item));
        break;
      case 'time entry':
        entries.set(item.id, await undoEntry(call, item));
        break;
      case 'proposal': {
        const isPartOfMore = change.items.some((other) => other.kind === 'task' && other.id === item.id);
        // Where the task itself is put back, that decides whether this person may.
        const task = isPartOfMore ? undefined : await findTaskToChange(call, item.id);
        await undoProposal(call, item);
        if (task) tasks.set(item.id, { task, undone: task, exists: true });
        break;
      }
      case 'note': {
        const task = await findTask(call, item.taskId);
        await call.tx.history.remove(item.id);
        tasks.set(item.taskId, { task, undone: task, exists: true });
        break;
      }
      case 'reminder':
        await call.tx.reminders.move(item.id, item.before);
        break;
    }
  }
  for (const undone of tasks.values()) await record(call, undone);
  for (const { task, undone } of tasks.values()) {
    call.changedFor.add(task.authorId).add(task.assigneeId).add(undone.assigneeId);
  }
  for (const { entry } of entries.values()) call.changedFor.add(entry.personId);
  await tellOfUndoneTime(call, [...entries.values()]);
  return { tasks: [...tasks.values()], entries: [...entries.values()] };
}

/** In the history, and to the people of the task: for who was in it only through what is undone, it is gone. */
async function record(call: Call, { task, undone, exists }: UndoneTask): Promise<void> {
  if (exists) await call.tx.history.add([historyLine(call, task, 'undo', null, null)]);
  const people = exists ? [task.authorId, task.assigneeId] : [];
  for (const person of new Set([...people, undone.authorId, undone.assigneeId])) {
    const isIn = people.includes(person);
    const shown = isIn ? task : undone;
    await tell(call, person, 'undone', (text) => undoneNotice(text, shown, call, isIn), isIn ? shown : undefined);
  }
}

async function undoTask(call: Call, item: Extract<ChangeItem, { kind: 'task' }>): Promise<UndoneTask> {
  const { tx } = call;
  const current = await tx.tasks.get(item.id);
  const isAsLeft = current?.version === item.versionAfter;
  // Who passed a task on may take it back, though it is not theirs now.
  const wasTheirs = item.before !== null && mayChangeTask(call.person, item.before);
  if (current && item.before && !(isAsLeft && wasTheirs)) await findTaskToChange(call, item.id);
  if (!current || !isAsLeft) return refuse({ kind: 'changed since', what: 'task', id: item.id });
  if (!item.before) {
    const { entries, running } = await tx.timeEntries.onTask(item.id);
    const lines = await tx.history.ofTask(item.id, { offset: 0, limit: 1000 });
    // Work and words of others would be lost with the task.
    const hasOthers = lines.some((entry) => entry.personId !== call.person.id);
    if (entries + running.length > 0 || hasOthers) refuse({ kind: 'changed since', what: 'task', id: item.id });
    await tx.tasks.remove(item.id);
    return { task: current, undone: current, exists: false };
  }
  const assignee = await tx.people.get(item.before.assigneeId);
  if (assignee?.leftAt && current.assigneeId !== assignee.id) refuse({ kind: 'assignee left', name: assignee.name });
  // The assignee may live in another zone by now, where a whole day ends at another instant.
  const { deadline } = item.before;
  const before = { ...item.before, lateFrom: deadline && assignee ? lateFrom(deadline, assignee.zone) : null };
  const isAsItWas = before.lateFrom === item.before.lateFrom && 'remindAt' in item.before;
  // What was still to be told then is to be told again; the ledger knows what was.
  if (assignee && !isAsItWas) Object.assign(before, momentsAfterChange(current, before, assignee, call.now));
  await tx.tasks.save(before);
  if (before.projectId !== current.projectId) await moveTaskTime(call, item.id, before.projectId);
  const isOtherDeadline = wordOfDeadline(before.deadline) !== wordOfDeadline(current.deadline);
  if (before.lateFrom !== current.lateFrom || isOtherDeadline) await moveReminders(call, before);
  return { task: before, undone: current, exists: true };
}

async function undoProposal(call: Call, item: Extract<ChangeItem, { kind: 'proposal' }>): Promise<void> {
  const { tasks } = call.tx;
  if (!isSameProposal((await tasks.proposal(item.id)) ?? null, item.after)) {
    refuse({ kind: 'changed since', what: 'task', id: item.id });
  }
  if (item.before) await tasks.saveProposal(item.before);
  else await tasks.removeProposal(item.id);
}

async function undoEntry(
  call: Call,
  item: Extract<ChangeItem, { kind: 'time entry' }>,
): Promise<{ entry: TimeEntry; exists: boolean }> {
  const { tx } = call;
  const changedSince = () => refuse({ kind: 'changed since', what: 'entry', id: item.id });
  const current = await tx.timeEntries.get(item.id);
  const known = current ?? item.before;
  if (known && !mayTouch(call, known)) return refuse({ kind: 'no such entry', id: item.id });
  if ((current?.version ?? null) !== item.versionAfter) return changedSince();
  if (!item.before) {
    if (!current) return changedSince();
    await ensureUnlocked(call, current, null);
    await tx.timeEntries.remove(item.id);
    await tx.entryHistory.add([deletedLine(call, current)]);
    return { entry: current, exists: false };
  }
  await ensureStillFree(call, item.before);
  const task = item.before.taskId === null ? undefined : await tx.tasks.get(item.before.taskId);
  if (item.before.taskId !== null && !task) return changedSince();
  // Time follows its task, which may be in another project by now.
  const before = task ? { ...item.before, projectId: task.projectId } : item.before;
  await ensureUnlocked(call, current ?? null, before);
  await tx.timeEntries.save(before);
  await tx.entryHistory.add([entryLine(call, before, { field: 'undo', old: null, new: null })]);
  await tellIfEstimatePassed(call, before);
  return { entry: before, exists: true };
}

/** What comes back must not lie on time that was logged since; the entry itself may be there in another shape. */
async function ensureStillFree(call: Call, entry: TimeEntry): Promise<void> {
  const until = entry.stoppedAt ?? FAR_FUTURE;
  const running = entry.stoppedAt === null ? await call.tx.timeEntries.running(entry.personId) : undefined;
  const found = await call.tx.timeEntries.overlapping(entry.personId, entry.startedAt, until);
  const others = [...found, ...(running ? [running] : [])].filter((other) => other.id !== entry.id);
  if (others.length > 0) refuse({ kind: 'changed since', what: 'entry', id: entry.id });
}

const FAR_FUTURE = '9999-12-31T00:00:00.000Z' as NonNullable<TimeEntry['stoppedAt']>;
