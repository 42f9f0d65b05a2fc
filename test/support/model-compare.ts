import { expect } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { textOf } from '../../src/chat/reply.ts';
import type { Deadline } from '../../src/domain/deadline.ts';
import type { TaskId, TimeEntryId } from '../../src/domain/ids.ts';
import type { Task } from '../../src/domain/task.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import type { AgencyPerson } from './agency.ts';
import { buttonsOf } from './agency.ts';
import type { Model, ModelDeadline, ModelTask } from './model.ts';
import { lateFrom, seesTask } from './model.ts';
import { tasksOf } from './model-steps.ts';

/** People of the store are numbered from 1, those of the model from 0. */
const personIn = (id: number) => id - 1;

/** What the store remembers, in the model's words. */
export async function storeState(store: Store, model: Model) {
  return store.transact(async (tx) => {
    const taskIds = range(model.tasksMade + 1) as TaskId[];
    const tasks = (await tx.tasks.getMany(taskIds)).map((task) => taskInModel(task));
    const proposals = (await tx.tasks.proposals(taskIds)).map(({ taskId, proposedBy, proposedAt, ask }) => ({
      task: taskId,
      by: personIn(proposedBy),
      at: proposedAt,
      ask: ask.kind === 'drop' ? { drop: ask.reason } : { deadline: deadlineInModel(ask.deadline) },
    }));
    return {
      tasks: tasks.sort((a, b) => a.id - b.id),
      proposals: proposals.sort((a, b) => a.task - b.task),
      entries: await entriesOf(tx, model),
      reminders: await remindersOf(tx, model),
    };
  });
}

export function modelState(model: Model) {
  const byId = <T>(map: Map<number, T>) => [...map].sort(([a], [b]) => a - b).map(([, value]) => value);
  return {
    tasks: byId(model.tasks).map(({ stamp: _, ...task }) => ({
      ...task,
      late: task.state === 'open' ? lateFrom(model, task.deadline, task.assignee) : null,
    })),
    proposals: [...model.proposals].map(([task, proposal]) => ({ task, ...proposal })).sort((a, b) => a.task - b.task),
    entries: byId(model.entries).map(({ stamp: _, ...entry }) => entry),
    reminders: model.reminders
      .filter(({ task }) => model.tasks.get(task)?.state === 'open')
      .map(({ task, person, at }) => `${task} ${person} ${at}`)
      .sort(),
  };
}

function taskInModel(task: Task): Omit<ModelTask, 'stamp'> & { late: string | null } {
  return {
    id: task.id,
    title: task.title,
    author: personIn(task.authorId),
    assignee: personIn(task.assigneeId),
    priority: task.priority,
    deadline: task.deadline && deadlineInModel(task.deadline),
    state: task.state,
    result: task.result,
    isTaken: task.tookAt !== null,
    late: task.state === 'open' ? task.lateFrom : null,
  };
}

function deadlineInModel(deadline: Deadline): NonNullable<ModelDeadline> {
  return deadline.kind === 'day' ? { day: deadline.on } : { at: deadline.at };
}

async function entriesOf(tx: Tx, model: Model) {
  const found = [];
  for (const id of range(model.entriesMade + 1)) {
    const entry = await tx.timeEntries.get(id as TimeEntryId);
    if (!entry) continue;
    const { personId, taskId: task, startedAt: from, stoppedAt: to, note } = entry;
    found.push({ id, person: personIn(personId), task: task as number | null, from, to, note });
  }
  return found;
}

async function remindersOf(tx: Tx, model: Model): Promise<string[]> {
  const found: string[] = [];
  for (const task of model.tasks.values()) {
    if (task.state !== 'open') continue;
    for (const { personId, remindAt } of await tx.reminders.ofTask(task.id as TaskId)) {
      found.push(`${task.id} ${personIn(personId)} ${remindAt}`);
    }
  }
  return found.sort();
}

/** All that a list shows, page by page. */
async function listedBy(person: AgencyPerson, line: string): Promise<number[]> {
  const ids: number[] = [];
  for (let next: string | undefined = line; next !== undefined; ) {
    const reply: Reply = await person.asks(next);
    const items = reply.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    ids.push(...items.map((item) => Number(textOf(item.spans).match(/^\d+/)?.[0])));
    next = buttonsOf(reply).find((button) => button.label === 'More' || /^\d+ more$/.test(button.label))?.command;
    if (next) next = `/${next}`;
  }
  return ids.sort((a, b) => a - b);
}

/** What one person sees in chat: every open task in exactly one list, the digest and the lists of one mind. */
export async function compareChat(model: Model, who: number, person: AgencyPerson, label: string): Promise<void> {
  const { received, given } = tasksOf(model, who);
  const idsOf = (tasks: ModelTask[]) => tasks.map((task) => task.id).sort((a, b) => a - b);
  const isLate = (task: ModelTask) => (lateFrom(model, task.deadline, task.assignee) ?? '9999') <= model.now;
  const seen = {
    received: await listedBy(person, '/tasks'),
    given: await listedBy(person, '/tasks given'),
    late: await listedBy(person, '/tasks overdue'),
    givenLate: await listedBy(person, '/tasks given overdue'),
    digest: await listedBy(person, '/digest'),
  };
  const late = idsOf(received.filter(isLate));
  const givenLate = idsOf(given.filter(isLate));
  const digest = [...late, ...givenLate].sort((a, b) => a - b);
  expect(seen, label).toEqual({ received: idsOf(received), given: idsOf(given), late, givenLate, digest });
  for (const task of model.tasks.values()) {
    const shown = await person.says(`/show ${task.id}`);
    expect(shown.includes(task.title), `${label}: /show ${task.id}`).toBe(seesTask(model, who, task));
    for (const note of model.notes.get(task.id) ?? []) {
      const isOnFirstPage = !shown.includes('Earlier') && seesTask(model, who, task);
      if (isOnFirstPage) expect(shown, `${label}: /show ${task.id}`).toContain(note);
    }
  }
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
