import { describe, expect, it } from 'vitest';
import type { PersonId, ProjectId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { TimeEntry } from '../../src/domain/time-entry.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, entryOf, NOW, personNamed, twoPeople } from './records.ts';

const HOUR = 3600;
const FOR_EVER = '9999-12-31T00:00:00.000Z' as Instant;

function sharesTime(entry: TimeEntry, from: Instant, to: Instant): boolean {
  const isEmpty = entry.stoppedAt === entry.startedAt;
  return !isEmpty && from < to && entry.startedAt < to && (entry.stoppedAt ?? FOR_EVER) > from;
}

const byStart = (a: TimeEntry, b: TimeEntry) => (a.startedAt < b.startedAt ? -1 : 1) || a.id - b.id;

describe('time entries', () => {
  it('come back as they were, also after they were removed', async () => {
    const { store, close } = await openTestStore();
    await store.transact(async (tx) => {
      const { anna } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      const running = await tx.timeEntries.add(entryOf(anna.id, NOW, null, { taskId, note: 'макет' }));
      expect(await tx.timeEntries.get(running.id)).toEqual(running);
      expect(await tx.timeEntries.running(anna.id)).toEqual(running);
      const stopped = { ...running, stoppedAt: at(90), version: 2 };
      await tx.timeEntries.save(stopped);
      expect(await tx.timeEntries.running(anna.id)).toBeUndefined();
      expect(await tx.timeEntries.get(running.id)).toEqual(stopped);
      await tx.timeEntries.remove(running.id);
      expect(await tx.timeEntries.get(running.id)).toBeUndefined();
      await tx.timeEntries.save(stopped);
      expect(await tx.timeEntries.get(running.id)).toEqual(stopped);
    });
    await close();
  });

  it('run one at a time for a person', async () => {
    const { store, close } = await openTestStore();
    const starting = store.transact(async (tx) => {
      const { anna } = await twoPeople(tx);
      await tx.timeEntries.add(entryOf(anna.id, NOW, null));
      await tx.timeEntries.add(entryOf(anna.id, at(5), null));
    });
    await expect(starting).rejects.toThrow(/UNIQUE/);
    await close();
  });

  it('of a task are summed, with those that run, in one statement', async () => {
    const { store, database, close } = await openTestStore();
    await store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      expect(await tx.timeEntries.onTask(taskId)).toEqual({ seconds: 0, entries: 0, running: [] });
      await tx.timeEntries.add(entryOf(anna.id, at(-HOUR), at(-1800), { taskId }));
      await tx.timeEntries.add(entryOf(boris.id, at(-60), at(-50), { taskId }));
      const one = await tx.timeEntries.add(entryOf(anna.id, at(-20), null, { taskId }));
      const two = await tx.timeEntries.add(entryOf(boris.id, at(-10), null, { taskId }));
      const before = database.counters.statements;
      expect(await tx.timeEntries.onTask(taskId)).toEqual({ seconds: 1810, entries: 2, running: [one, two] });
      expect(database.counters.statements - before).toBe(1);
      const base = { createdBy: anna.id, createdAt: NOW, archivedAt: null };
      const project = await tx.projects.add({ ...base, tag: 'p', name: 'P' });
      await tx.timeEntries.moveTask(taskId, project.id);
      expect((await tx.timeEntries.onTask(taskId)).running.map((entry) => entry.projectId)).toEqual([
        project.id,
        project.id,
      ]);
      expect(await tx.timeEntries.within({ projectId: project.id, from: at(-9999), to: NOW })).toHaveLength(4);
    });
    await close();
  });

  it('within a period are all found: long ones, empty ones, running ones, at the edges', async () => {
    const { store, close } = await openTestStore();
    await store.transact(async (tx) => {
      const people: PersonId[] = [];
      for (const name of ['Anna', 'Boris', 'Clara']) people.push((await tx.people.add(personNamed(name))).id);
      const creator = people[0] as PersonId;
      const base = { createdBy: creator, createdAt: NOW, archivedAt: null };
      const project = (await tx.projects.add({ ...base, tag: 'p', name: 'P' })).id;
      const lengths = [0, 1, 60, HOUR, 24 * HOUR, 24 * HOUR + 1, 30 * HOUR, 400 * HOUR, 0, 1800];
      const all: TimeEntry[] = [];
      for (const [which, personId] of people.entries()) {
        let cursor = which * 977;
        for (let i = 0; i < 40; i += 1) {
          const seconds = lengths[(i * 7 + which * 3) % lengths.length] ?? 0;
          const projectId: ProjectId | null = (i + which) % 2 ? project : null;
          all.push(await tx.timeEntries.add(entryOf(personId, at(cursor), at(cursor + seconds), { projectId })));
          cursor += seconds + (i % 3) * 1000;
        }
        if (which < 2) all.push(await tx.timeEntries.add(entryOf(personId, at(cursor), null, { projectId: project })));
      }
      const edges = all.flatMap((entry) => [entry.startedAt, entry.stoppedAt ?? entry.startedAt]);
      for (let i = 0; i < 400; i += 1) {
        const from = edges[(i * 31) % edges.length] as Instant;
        const to = (i % 5 === 0 ? FOR_EVER : edges[(i * 17 + 5) % edges.length]) as Instant;
        const expected = all.filter((entry) => sharesTime(entry, from, to)).sort(byStart);
        const personId = people[i % 3] as PersonId;
        const ofPerson = expected.filter((entry) => entry.personId === personId);
        expect(await tx.timeEntries.within({ from, to })).toEqual(expected.sort((a, b) => byStart(a, b)));
        expect(await tx.timeEntries.within({ personId, from, to })).toEqual(ofPerson);
        expect(await tx.timeEntries.overlapping(personId, from, to)).toEqual(ofPerson);
        expect(await tx.timeEntries.within({ projectId: project, from, to })).toEqual(
          expected.filter((entry) => entry.projectId === project),
        );
        expect(await tx.timeEntries.within({ projectId: project, personId, from, to })).toEqual(
          ofPerson.filter((entry) => entry.projectId === project),
        );
      }
    });
    await close();
  });

  it.each<[string, [number, number | null][], [number, number | null][], boolean]>([
    ['nothing', [], [[0, 10]], false],
    ['touching', [[0, 10]], [[10, 20]], false],
    ['overlapping by a second', [[0, 11]], [[10, 20]], true],
    ['one inside the other', [[0, 100]], [[10, 20]], true],
    ['the same start', [[5, 6]], [[5, 60]], true],
    ['an empty entry inside', [[0, 100]], [[50, 50]], false],
    ['both running', [[0, null]], [[100, null]], true],
    ['one running before the other worked', [[0, null]], [[100, 110]], true],
    ['one running after the other worked', [[110, null]], [[100, 110]], false],
    [
      'apart',
      [
        [0, 10],
        [40, 50],
      ],
      [
        [20, 30],
        [60, 70],
      ],
      false,
    ],
  ])('of two people, %s', async (_, mine, theirs, expected) => {
    const { store, close } = await openTestStore();
    await store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      for (const [person, entries] of [
        [anna, mine],
        [boris, theirs],
      ] as const) {
        for (const [from, to] of entries) {
          await tx.timeEntries.add(entryOf(person.id, at(from), to === null ? null : at(to)));
        }
      }
      expect(await tx.timeEntries.overlapBetween(anna.id, boris.id)).toBe(expected);
      expect(await tx.timeEntries.overlapBetween(boris.id, anna.id)).toBe(expected);
    });
    await close();
  });
});
