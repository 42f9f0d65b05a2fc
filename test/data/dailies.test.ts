import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { migrations } from '../../data/migrations/index.ts';
import type { TimeEntryId } from '../../src/domain/ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../../src/domain/instant.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, deadlineAt, entryOf, messageTo, NOW, personNamed, twoPeople } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-dailies-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened: Awaited<ReturnType<typeof openTestStore>>;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

describe('running timers', () => {
  it('that ran before there were checks are looked at once', async () => {
    const file = join(folder, 'before.db');
    const before = Object.fromEntries(Object.entries(migrations).filter(([number]) => Number(number) < 5));
    (await openDatabase(file, { migrations: before })).close();
    const raw = new BetterSqlite(file);
    raw.exec(`insert into people (id, name, name_folded, role, language, zone, work_starts, work_ends, work_days, quiet_starts,
      quiet_ends, quiet_days, created_at) values (1, 'A', 'a', 'owner', 'en', 'UTC', '', '', '', '', '', '', '${NOW}');
      insert into time_entries (person_id, started_at, created_at, version) values (1, '${NOW}', '${NOW}', 1);
      insert into time_entries (person_id, started_at, stopped_at, seconds, created_at, version)
      values (1, '${at(-60)}', '${at(-30)}', 30, '${NOW}', 1)`);
    raw.close();
    const after = await openTestStore(file);
    const due = await after.store.transact((tx) => tx.timeEntries.toCheck(NOW, 10));
    expect(due.map(({ id, checkAt }) => [id, checkAt])).toEqual([[1, NOW]]);
    await after.close();
  });

  it('come up at their moment, earliest first, and one that stopped never does', async () => {
    await opened.store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const one = await tx.timeEntries.add(entryOf(anna.id, at(-60), null, { checkAt: at(10) }));
      const two = await tx.timeEntries.add(entryOf(boris.id, at(-60), null, { checkAt: at(5) }));
      const due = async (seconds: number) => (await tx.timeEntries.toCheck(at(seconds), 10)).map(({ id }) => id);
      expect([await due(4), await due(5), await due(10)]).toEqual([[], [two.id], [two.id, one.id]]);
      expect(await tx.timeEntries.toCheck(at(10), 1)).toHaveLength(1);
      await tx.timeEntries.save({ ...two, stoppedAt: NOW });
      await tx.timeEntries.setCheck(two.id, NOW);
      await tx.timeEntries.setCheck(one.id, null);
      expect(await due(100)).toEqual([]);
      expect((await tx.timeEntries.get(one.id))?.version).toBe(one.version);
    });
  });

  it('alone can have a check: the database holds to it', async () => {
    const insert = opened.store.transact(async (tx) => {
      const { anna } = await twoPeople(tx);
      const { id } = await tx.timeEntries.add(entryOf(anna.id, at(-60), NOW));
      await opened.database.query
        .updateTable('time_entries')
        .set({ check_at: NOW })
        .where('id', '=', id as TimeEntryId)
        .execute();
    });
    await expect(insert).rejects.toThrow(/CHECK constraint failed/);
  });
});

it('the task worked on last is that of the entry begun last, whoever else worked', async () => {
  await opened.store.transact(async (tx) => {
    const { anna, boris } = await twoPeople(tx);
    const [one, two] = [await addTask(tx, anna.id, anna.id), await addTask(tx, anna.id, anna.id)];
    expect(await tx.timeEntries.lastOnTask(anna.id)).toBeUndefined();
    await tx.timeEntries.add(entryOf(anna.id, at(-500), at(-400), { taskId: two }));
    await tx.timeEntries.add(entryOf(anna.id, at(-900), at(-800), { taskId: one }));
    await tx.timeEntries.add(entryOf(anna.id, at(-300), at(-200)));
    await tx.timeEntries.add(entryOf(boris.id, at(-100), at(-50), { taskId: one }));
    expect((await tx.timeEntries.lastOnTask(anna.id))?.taskId).toBe(two);
  });
});

it('what presses is what is urgent or late by then; what is done is told by when', async () => {
  await opened.store.transact(async (tx) => {
    const { anna, boris } = await twoPeople(tx);
    const late = await addTask(tx, boris.id, anna.id, deadlineAt(at(-60)));
    const today = await addTask(tx, anna.id, anna.id, { ...deadlineAt(at(60)), priority: 'high' });
    const urgent = await addTask(tx, anna.id, anna.id, { priority: 'urgent' });
    await addTask(tx, anna.id, anna.id, deadlineAt(at(61)));
    const closed = { state: 'done', closedAt: NOW, priority: 'urgent' } as const;
    const done = await addTask(tx, boris.id, anna.id, closed);
    await addTask(tx, boris.id, anna.id, { ...closed, state: 'dropped' });
    const ids = async (tasks: Promise<{ id: number }[]>) => (await tasks).map(({ id }) => id);
    expect(await ids(tx.tasks.pressing({ assigneeId: anna.id }, at(60)))).toEqual([urgent, today, late]);
    expect(await ids(tx.tasks.pressing({ authorId: boris.id }, at(60)))).toEqual([late]);
    expect(await ids(tx.tasks.pressing({ authorId: anna.id }, at(60)))).toEqual([]);
    expect(await ids(tx.tasks.doneBy(anna.id, NOW, at(1)))).toEqual([done]);
    expect(await ids(tx.tasks.doneBy(anna.id, at(-1), NOW))).toEqual([]);
  });
});

it('people are due for what they want daily, earliest first, unless they left', async () => {
  await opened.store.transact(async (tx) => {
    const morning = (name: string, nextMorningAt: Instant, more = {}) =>
      tx.people.add(personNamed(name, { morningTime: '09:00' as TimeOfDay, nextMorningAt, ...more }));
    expect(await tx.people.lastDailyAt('morning')).toBeUndefined();
    const [one, two] = [await morning('One', at(10)), await morning('Two', at(5))];
    await morning('Gone', at(1), { leftAt: NOW });
    expect((await tx.people.dueForDaily('morning', at(10), 10)).map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(await tx.people.dueForDaily('morning', at(4), 10)).toEqual([]);
    expect(await tx.people.dueForDaily('evening', at(10), 10)).toEqual([]);
    expect(await tx.people.lastDailyAt('morning')).toBe(at(10));
  });
});

it('digests of a week are those that reached their person, with what was decided on them', async () => {
  await opened.store.transact(async (tx) => {
    const { anna, boris } = await twoPeople(tx);
    const taskId = await addTask(tx, anna.id, anna.id);
    const shown = (personId: typeof anna.id, week: string | null) =>
      tx.digests.add({ personId, week: week as CalendarDate | null, createdAt: NOW, received: [taskId], given: [] });
    const one = await shown(anna.id, '2026-11-27');
    await shown(anna.id, null);
    await shown(anna.id, '2026-11-20');
    await shown(boris.id, '2026-11-28');
    const sent = async (personId: typeof anna.id) => {
      const id = await tx.deliveries.owe({
        ...messageTo(personId),
        kind: 'digest',
        key: `digest:${personId}:2026-W48`,
      });
      if (id) await tx.deliveries.settle(id, { state: 'sent', at: NOW, platform: 'slack', ref: '1' });
    };
    const found = (on: string, after: typeof one | null = null) => tx.digests.sentInWeek(on as CalendarDate, after, 10);
    expect(await found('2026-11-27')).toEqual([]);
    await sent(anna.id);
    await tx.digests.saveVerdict(one, { taskId, verdict: 'nudged', at: NOW });
    for (const on of ['2026-11-23', '2026-11-27', '2026-11-29']) {
      expect(await found(on)).toMatchObject([{ id: one, verdicts: [{ taskId, verdict: 'nudged', at: NOW }] }]);
    }
    expect(await found('2026-11-22')).toEqual([]);
    expect(await found('2026-11-30')).toEqual([]);
    await sent(boris.id);
    expect((await found('2026-11-27')).map(({ personId }) => personId)).toEqual([anna.id, boris.id]);
    expect((await found('2026-11-27', one)).map(({ personId }) => personId)).toEqual([boris.id]);
  });
});
