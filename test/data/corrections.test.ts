import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { migrations } from '../../data/migrations/index.ts';
import { createStore } from '../../data/store.ts';
import type { TaskId, TimeEntryId } from '../../src/domain/ids.ts';
import type { Month } from '../../src/domain/month.ts';
import type { Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, entryOf, NOW, twoPeople } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-corrections-'));
let close: () => Promise<void>;
let inOne: (work: (tx: Tx) => Promise<void>) => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStore();
  close = opened.close;
  inOne = async (work) => {
    const undo = new Error('taken back');
    await opened.store
      .transact(async (tx) => {
        await work(tx);
        throw undo;
      })
      .catch((error) => {
        if (error !== undo) throw error;
      });
  };
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

it('keeps the history of tasks from before there were estimates, and gives none of its numbers again', async () => {
  const file = join(folder, 'before.db');
  const before = Object.fromEntries(Object.entries(migrations).filter(([number]) => Number(number) < 8));
  (await openDatabase(file, { migrations: before })).close();
  const raw = new BetterSqlite(file);
  raw.exec(`insert into people (id, name, name_folded, role, language, zone, work_starts, work_ends, work_days,
    quiet_starts, quiet_ends, quiet_days, created_at) values (1, 'A', 'a', 'owner', 'en', 'UTC', '', '', '', '', '', '', '')`);
  raw.exec(`insert into tasks (id, title, search_text, author_id, assignee_id, priority, state, created_at, version)
    values (1, 'Banner', 'banner', 1, 1, 1, 'open', '', 1)`);
  raw.exec(`insert into task_history (id, task_id, person_id, at, platform, field, old_value, new_value)
    values (5, 1, 1, '${NOW}', 'slack', 'title', '"Baner"', '"Banner"'), (9, 1, 1, '${NOW}', 'slack', 'note', null, '"Hm"')`);
  raw.close();

  const database = await openDatabase(file);
  const store = createStore(database);
  await store.transact(async (tx) => {
    const page = { offset: 0, limit: 10 };
    const lines = await tx.history.ofTask(1 as TaskId, page);
    expect(lines.map(({ id, field, old, new: now }) => [id, field, old, now])).toEqual([
      [9, 'note', null, 'Hm'],
      [5, 'title', 'Baner', 'Banner'],
    ]);
    const [first] = lines;
    if (!first) throw new Error('no line');
    const estimate = { ...first, field: 'estimate', old: null, new: 3600 } as const;
    expect(await tx.history.add([estimate])).toEqual([10]);
    expect((await tx.tasks.get(1 as TaskId))?.estimateSeconds).toBeNull();
  });
  await store.close();
});

describe('what was spent on tasks', () => {
  it('is summed for many at once, with timers that run', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const [first, second, third] = [
        await addTask(tx, anna.id, boris.id),
        await addTask(tx, anna.id, boris.id),
        await addTask(tx, anna.id, boris.id),
      ];
      await tx.timeEntries.add(entryOf(anna.id, at(-7200), at(-3600), { taskId: first }));
      await tx.timeEntries.add(entryOf(boris.id, at(-7200), at(-7000), { taskId: first }));
      await tx.timeEntries.add(entryOf(boris.id, at(-600), null, { taskId: first }));
      await tx.timeEntries.add(entryOf(anna.id, at(-60), null, { taskId: second }));
      expect(await tx.timeEntries.spentOn([first, second, third], NOW)).toEqual(
        new Map([
          [first, 3600 + 200 + 600],
          [second, 60],
        ]),
      );
      expect(await tx.timeEntries.spentOn([], NOW)).toEqual(new Map());
    }));

  it('is found within a stretch, also what starts there without a length', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const task = await addTask(tx, anna.id, anna.id);
      const add = (from: number, to: number | null) =>
        tx.timeEntries.add(entryOf(anna.id, at(from), to === null ? null : at(to), { taskId: task }));
      await add(-500, -400);
      const inside = [await add(-400, -300), await add(-200, -200), await add(-100, null)];
      expect(await tx.timeEntries.onTaskWithin(task, at(-400), at(-50))).toEqual(inside);
      expect(await tx.timeEntries.onTaskWithin(task, at(-300), at(-200))).toEqual([]);
    }));
});

describe('the history of an entry', () => {
  it('outlives it, latest first and in pages, and names people who were merged as who they are now', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const entry = await tx.timeEntries.add(entryOf(boris.id, at(-3600), at(-1800)));
      const by = { entryId: entry.id, personId: boris.id, at: NOW, platform: 'slack' } as const;
      await tx.entryHistory.add([
        { ...by, field: 'note', old: null, new: 'layout' },
        { ...by, field: 'deleted', old: entry, new: null },
      ]);
      await tx.timeEntries.remove(entry.id);
      await tx.people.merge(boris.id, anna.id);
      const page = { offset: 0, limit: 10 };
      const lines = await tx.entryHistory.ofEntry(entry.id, page);
      expect(lines).toEqual([
        { ...by, personId: anna.id, field: 'deleted', old: { ...entry, personId: anna.id }, new: null },
        { ...by, personId: anna.id, field: 'note', old: null, new: 'layout' },
      ]);
      expect(await tx.entryHistory.ofEntry(entry.id, { offset: 1, limit: 1 })).toEqual(lines.slice(1));
      expect(await tx.entryHistory.ofEntry(99 as TimeEntryId, page)).toEqual([]);
    }));
});

describe('locked months', () => {
  it('are locked once, found by when they are, and opened again', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const [september, october] = ['2026-09' as Month, '2026-10' as Month];
      expect(await tx.lockedMonths.lock({ month: october, lockedBy: anna.id, lockedAt: NOW })).toBe(true);
      expect(await tx.lockedMonths.lock({ month: october, lockedBy: boris.id, lockedAt: at(9) })).toBe(false);
      expect(await tx.lockedMonths.lock({ month: september, lockedBy: boris.id, lockedAt: NOW })).toBe(true);
      await tx.people.merge(boris.id, anna.id);
      const both = [october, september].map((month) => ({ month, lockedBy: anna.id, lockedAt: NOW }));
      expect(await tx.lockedMonths.between('2026-01' as Month, '2026-12' as Month)).toEqual(both);
      expect(await tx.lockedMonths.between(october, october)).toEqual(both.slice(0, 1));
      expect(await tx.lockedMonths.unlock(october)).toBe(true);
      expect(await tx.lockedMonths.unlock(october)).toBe(false);
      expect(await tx.lockedMonths.between(october, october)).toEqual([]);
    }));
});
