import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/fold.ts';
import type { PersonId, ProjectId } from '../../src/domain/ids.ts';
import type { CalendarDate } from '../../src/domain/instant.ts';
import { PRIORITIES } from '../../src/domain/priority.ts';
import type { Proposal, Task } from '../../src/domain/task.ts';
import type { Tx } from '../../src/ports/store.ts';
import type { TaskQuery } from '../../src/ports/tasks.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, deadlineAt, NOW, personNamed, taskOf, twoPeople } from './records.ts';

const burningFirst = { now: NOW, todayEnds: at(3600) };

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

interface World {
  tasks: Task[];
  people: PersonId[];
  projects: ProjectId[];
  /** the projects of the last person */
  seen: Set<ProjectId>;
}

async function world(tx: Tx, roll: (sides: number) => number): Promise<World> {
  const people: PersonId[] = [];
  for (const name of ['Anna', 'Boris', 'Clara']) people.push((await tx.people.add(personNamed(name))).id);
  const [anna, , clara] = people as [PersonId, PersonId, PersonId];
  const projects: ProjectId[] = [];
  for (const tag of ['p0', 'p1']) {
    const project = await tx.projects.add({ tag, name: tag, createdBy: anna, createdAt: NOW, archivedAt: null });
    projects.push(project.id);
  }
  await tx.projects.addMember(projects[1] as ProjectId, clara, NOW);
  const words = ['Банер', '100%', 'a_b', 'back\\slash', 'Prostor'];
  const tasks: Task[] = [];
  for (let i = 0; i < 300; i += 1) {
    const state = (['open', 'open', 'done', 'dropped'] as const)[roll(4)] ?? 'open';
    const lateFrom = at((roll(9) - 4) * 1800);
    const day = { deadline: { kind: 'day', on: '2026-11-23' as CalendarDate } as const, lateFrom };
    const deadline = [{}, deadlineAt(lateFrom), day][roll(3)];
    const more: Partial<Task> = {
      title: `${words[roll(5)]} ${words[roll(5)]}`,
      description: roll(2) ? (words[roll(5)] ?? null) : null,
      projectId: [null, ...projects][roll(3)] ?? null,
      priority: PRIORITIES[roll(4)] ?? 'low',
      state,
      closedAt: state === 'open' ? null : at(-roll(50)),
      ...deadline,
    };
    tasks.push(await tx.tasks.add(taskOf(people[roll(3)] as PersonId, people[roll(3)] as PersonId, more)));
  }
  return { tasks, people, projects, seen: new Set([projects[1] as ProjectId]) };
}

function matches(task: Task, query: TaskQuery, seen: Set<ProjectId>): boolean {
  const text = fold(`${task.title} ${task.description ?? ''}`);
  const { visibleTo } = query;
  return (
    (query.assigneeId === undefined || task.assigneeId === query.assigneeId) &&
    (query.authorId === undefined || task.authorId === query.authorId) &&
    (query.projectId === undefined || task.projectId === query.projectId) &&
    (!query.onlyGiven || task.authorId !== task.assigneeId) &&
    (query.state === 'all' || (query.state === 'closed' ? task.state !== 'open' : task.state === query.state)) &&
    (query.lateBy === undefined || (task.lateFrom !== null && task.lateFrom <= query.lateBy)) &&
    (query.lateAfter === undefined || (task.lateFrom !== null && task.lateFrom > query.lateAfter)) &&
    (query.priority === undefined || task.priority === query.priority) &&
    (query.words ?? []).every((word) => text.includes(word)) &&
    (visibleTo === undefined ||
      task.authorId === visibleTo ||
      task.assigneeId === visibleTo ||
      (task.projectId !== null && seen.has(task.projectId)))
  );
}

/** Smaller comes first. */
function place(task: Task): (number | string)[] {
  const rank = PRIORITIES.indexOf(task.priority);
  if (task.state !== 'open') return [4, -Date.parse(task.closedAt ?? ''), -task.id];
  const late = task.lateFrom ?? '9999';
  const isDay = task.deadline?.kind === 'day';
  const isToday = late < burningFirst.todayEnds || (isDay && late === burningFirst.todayEnds);
  let burning = 3;
  if (late <= burningFirst.now) burning = 0;
  else if (task.priority === 'urgent') burning = 1;
  else if (task.priority === 'high' && isToday) burning = 2;
  return [burning, -rank, late, task.id];
}

function inOrder(a: Task, b: Task): number {
  const other = place(b);
  for (const [i, mine] of place(a).entries()) {
    const theirs = other[i] ?? 0;
    if (mine !== theirs) return mine < theirs ? -1 : 1;
  }
  return 0;
}

describe('a list of tasks', () => {
  it('has what was asked for, what burns first, page by page, in one statement', async () => {
    const { store, database, close } = await openTestStore();
    await store.transact(async (tx) => {
      const roll = dice(7);
      const { tasks, people, projects, seen } = await world(tx, roll);
      const states = ['open', 'done', 'closed', 'all'] as const;
      const words = ['банер', '100%', '%', 'a_b', '_', 'back\\slash', 'prostor'];
      for (let round = 0; round < 400; round += 1) {
        const driver = [
          { assigneeId: people[roll(3)] as PersonId },
          { authorId: people[roll(3)] as PersonId },
          { projectId: projects[roll(2)] as ProjectId },
          { assigneeId: people[roll(3)] as PersonId, projectId: projects[roll(2)] as ProjectId },
        ][roll(4)];
        const query: TaskQuery = {
          ...driver,
          burningFirst,
          state: states[roll(4)] ?? 'all',
          ...(roll(4) === 0 && { onlyGiven: true }),
          ...(roll(4) === 0 && { lateBy: at(roll(3600)) }),
          ...(roll(4) === 0 && { lateAfter: at(-roll(3600)) }),
          ...(roll(4) === 0 && { priority: PRIORITIES[roll(4)] ?? 'low' }),
          ...(roll(3) === 0 && { words: [words[roll(7)] ?? '', words[roll(7)] ?? ''].slice(roll(2)) }),
          ...(roll(3) === 0 && { visibleTo: people[2] as PersonId }),
        };
        const expected = tasks.filter((task) => matches(task, query, seen)).sort(inOrder);
        const page = { offset: roll(3) * roll(20), limit: 1 + roll(30) };
        const before = database.counters.statements;
        const found = await tx.tasks.list(query, page);
        expect(database.counters.statements - before).toBe(1);
        expect(
          found.map(({ task }) => task),
          JSON.stringify({ query, page }),
        ).toEqual(expected.slice(page.offset, page.offset + page.limit));
        expect(await tx.tasks.count(query)).toBe(expected.length);
        expect(database.counters.statements - before).toBe(2);
      }
    });
    await close();
  });

  it('has the names, the tag and the proposal of each task, and the name of who took over an account', async () => {
    const { store, database, close } = await openTestStore();
    await store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const clara = await tx.people.add(personNamed('Clara'));
      const project = await tx.projects.add({
        tag: 'p',
        name: 'P',
        createdBy: anna.id,
        createdAt: NOW,
        archivedAt: null,
      });
      const open = await addTask(tx, anna.id, boris.id, { projectId: project.id });
      const closed = await addTask(tx, boris.id, boris.id, { state: 'done', closedAt: NOW });
      const base = { taskId: open, proposedBy: boris.id, proposedAt: NOW };
      const asks: Proposal['ask'][] = [
        { kind: 'drop', reason: 'Why' },
        { kind: 'deadline', deadline: { kind: 'moment', at: at(60) } },
        { kind: 'deadline', deadline: { kind: 'day', on: '2026-11-24' as CalendarDate } },
      ];
      for (const ask of asks) {
        await tx.tasks.saveProposal({ ...base, ask });
        for (const state of ['open', 'all'] as const) {
          const [first] = await tx.tasks.list({ assigneeId: boris.id, state, burningFirst }, { offset: 0, limit: 9 });
          expect(first).toMatchObject({ authorName: 'Anna Lys', assigneeName: 'Boris', projectTag: 'p' });
          expect(first?.proposal).toEqual({ ...base, ask });
        }
      }
      await tx.people.merge(boris.id, clara.id);
      const before = database.counters.statements;
      const all = await tx.tasks.list({ assigneeId: clara.id, state: 'all', burningFirst }, { offset: 0, limit: 9 });
      expect(database.counters.statements - before).toBe(1);
      expect(all.map(({ task, ...around }) => ({ ...around, id: task.id }))).toMatchObject([
        {
          id: open,
          authorName: 'Anna Lys',
          assigneeName: 'Clara',
          projectTag: 'p',
          proposal: { proposedBy: clara.id },
        },
        { id: closed, authorName: 'Clara', assigneeName: 'Clara', projectTag: null, proposal: undefined },
      ]);
    });
    await close();
  });

  it('needs somebody or a project to begin with', async () => {
    const { store, close } = await openTestStore();
    const listing = store.transact((tx) => tx.tasks.list({ state: 'open', burningFirst }, { offset: 0, limit: 1 }));
    await expect(listing).rejects.toThrow(/needs an assignee, an author or a project/);
    await close();
  });

  it('survives a search for a whole book, and for one endless word', async () => {
    const { store, close } = await openTestStore();
    await store.transact(async (tx) => {
      const { anna } = await twoPeople(tx);
      const task = await tx.tasks.add(taskOf(anna.id, anna.id, { title: 'word 1' }));
      const query = { assigneeId: anna.id, state: 'all', burningFirst } as const;
      const page = { offset: 0, limit: 9 };
      const book = Array.from({ length: 10_000 }, (_, i) => `w${i}`);
      expect(await tx.tasks.list({ ...query, words: book }, page)).toEqual([]);
      expect(await tx.tasks.list({ ...query, words: ['%'.repeat(40_000)] }, page)).toEqual([]);
      expect(await tx.tasks.count({ ...query, words: ['я'.repeat(12_000)] })).toBe(0);
      expect(await tx.tasks.list({ ...query, words: Array(5000).fill('word') }, page)).toMatchObject([{ task }]);
    });
    await close();
  });
});
