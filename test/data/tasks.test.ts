import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/domain/instant.ts';
import type { Task } from '../../src/domain/task.ts';
import type { ChangeItem } from '../../src/ports/changes.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, deadlineAt, entryOf, NOW, taskOf, twoPeople } from './records.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const inOne = <T>(work: (tx: Tx) => Promise<T>) => store.transact(work);
const FIRST = { offset: 0, limit: 100 };

describe('tasks', () => {
  it('come back exactly as they were, also after they were removed', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const project = await tx.projects.add({
        tag: 'Prostor',
        name: 'P',
        createdBy: anna.id,
        createdAt: NOW,
        archivedAt: null,
      });
      const task: Task = await tx.tasks.add(
        taskOf(anna.id, boris.id, {
          title: '*Банер* \u{1F98A} <b>&amp;',
          description: 'one\ntwo\u0000three',
          projectId: project.id,
          priority: 'urgent',
          deadline: { kind: 'day', on: '2026-11-27' as CalendarDate },
          lateFrom: '2026-11-27T22:00:00.000Z' as Task['lateFrom'],
          tookAt: at(1),
        }),
      );
      expect(await tx.tasks.get(task.id)).toEqual(task);
      await tx.tasks.remove(task.id);
      expect(await tx.tasks.get(task.id)).toBeUndefined();
      await tx.tasks.save(task);
      expect(await tx.tasks.get(task.id)).toEqual(task);
      const done: Task = { ...task, ...deadlineAt(at(9)), state: 'done', closedAt: at(8), result: 'ok', version: 2 };
      await tx.tasks.save(done);
      expect(await tx.tasks.getMany([task.id])).toEqual([done]);
      expect((await tx.tasks.add(taskOf(anna.id, anna.id))).id).toBeGreaterThan(task.id);
    }));

  it('refuse a deadline and a moment of lateness that disagree', async () => {
    const adding = inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      await tx.tasks.add(taskOf(anna.id, anna.id, { deadline: { kind: 'moment', at: at(1) }, lateFrom: at(2) }));
    });
    await expect(adding).rejects.toThrow(/disagree/);
  });

  it('take their history, reminders, proposal and verdicts with them', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      await tx.history.add([
        { taskId, personId: anna.id, at: NOW, platform: 'slack', field: 'note', old: null, new: 'x' },
      ]);
      await tx.reminders.add({ taskId, personId: anna.id, remindAt: NOW, beforeSeconds: null, createdAt: NOW });
      await tx.tasks.saveProposal({ taskId, proposedBy: anna.id, proposedAt: NOW, ask: { kind: 'drop', reason: 'x' } });
      const digest = await tx.digests.add({
        personId: anna.id,
        week: null,
        createdAt: NOW,
        received: [taskId],
        given: [],
      });
      await tx.digests.saveVerdict(digest, { taskId, verdict: 'moved', at: NOW });
      await tx.tasks.remove(taskId);
      expect(await tx.history.ofTask(taskId, FIRST)).toEqual([]);
      expect(await tx.reminders.due(NOW, 9)).toEqual([]);
      expect(await tx.tasks.proposal(taskId)).toBeUndefined();
      expect(await tx.digests.get(digest)).toMatchObject({ received: [taskId], verdicts: [] });
    }));

  it('stay when time was spent on them', async () => {
    const removing = inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      await tx.timeEntries.add(entryOf(anna.id, at(-9), NOW, { taskId }));
      await tx.tasks.remove(taskId);
    });
    await expect(removing).rejects.toThrow(/FOREIGN KEY/);
  });

  it('that are overdue come by priority and lateness, received and given apart', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const late = await addTask(tx, anna.id, boris.id, deadlineAt(at(-10)));
      const later = await addTask(tx, boris.id, boris.id, deadlineAt(at(-5)));
      const urgent = await addTask(tx, anna.id, boris.id, { ...deadlineAt(NOW), priority: 'urgent' });
      await addTask(tx, anna.id, boris.id, deadlineAt(at(1)));
      await addTask(tx, anna.id, boris.id, { ...deadlineAt(at(-99)), state: 'dropped', closedAt: NOW });
      const ids = (tasks: Task[]) => tasks.map((task) => task.id);
      expect(ids(await tx.tasks.overdue({ assigneeId: boris.id }, NOW))).toEqual([urgent, late, later]);
      expect(ids(await tx.tasks.overdue({ authorId: anna.id }, NOW))).toEqual([urgent, late]);
      expect(await tx.tasks.overdue({ authorId: boris.id }, NOW)).toEqual([]);
    }));

  it('with a whole day as their deadline are known', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const day = { deadline: { kind: 'day', on: '2026-11-27' as CalendarDate } as const, lateFrom: at(3) };
      const open = await addTask(tx, anna.id, boris.id, day);
      await addTask(tx, anna.id, boris.id, deadlineAt(at(5)));
      await addTask(tx, anna.id, boris.id, { ...day, state: 'done', closedAt: NOW });
      expect((await tx.tasks.withDayDeadline(boris.id)).map((task) => task.id)).toEqual([open]);
    }));

  it('have one proposal at a time', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, boris.id);
      const base = { taskId, proposedBy: boris.id, proposedAt: NOW };
      for (const proposal of [
        { ...base, ask: { kind: 'drop', reason: 'old' } as const },
        { ...base, ask: { kind: 'deadline', deadline: { kind: 'moment', at: at(3) } } as const },
        { ...base, ask: { kind: 'deadline', deadline: { kind: 'day', on: '2026-12-01' as CalendarDate } } as const },
        { ...base, ask: { kind: 'drop', reason: null } as const },
      ]) {
        await tx.tasks.saveProposal(proposal);
        expect(await tx.tasks.proposal(taskId)).toEqual(proposal);
        expect(await tx.tasks.proposals([taskId, 99 as never])).toEqual([proposal]);
      }
      await tx.tasks.removeProposal(taskId);
      expect(await tx.tasks.proposal(taskId)).toBeUndefined();
    }));
});

describe('history and changes', () => {
  it('keep values of any shape, latest first', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      const line = { taskId, personId: anna.id, at: NOW, platform: 'telegram' as const };
      const one = await tx.history.add([{ ...line, field: 'created', old: null, new: null }]);
      const two = await tx.history.add([
        { ...line, field: 'priority', old: 'low', new: 'high' },
        { ...line, field: 'deadline', old: { kind: 'moment', at: NOW }, new: null },
      ]);
      expect([...one, ...two]).toEqual([...one, ...two].sort((a, b) => a - b));
      expect(await tx.history.add([])).toEqual([]);
      expect(await tx.history.ofTask(taskId, { offset: 0, limit: 2 })).toEqual([
        { ...line, id: two[1], field: 'deadline', old: { kind: 'moment', at: NOW }, new: null },
        { ...line, id: two[0], field: 'priority', old: 'low', new: 'high' },
      ]);
      expect(await tx.history.ofTask(taskId, { offset: 2, limit: 2 })).toMatchObject([{ id: one[0] }]);
      await tx.history.remove(two[0] as never);
      expect(await tx.history.ofTask(taskId, FIRST)).toHaveLength(2);
    }));

  it('know the last change of a person that was not undone', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const task = await tx.tasks.add(taskOf(anna.id, boris.id));
      const items: ChangeItem[] = [
        { kind: 'task', id: task.id, before: task, versionAfter: 2 },
        { kind: 'proposal', id: task.id, before: null, after: null },
        { kind: 'note', id: 5 as never, taskId: task.id },
      ];
      const base = { personId: anna.id, at: NOW, platform: 'slack' as const };
      const first = await tx.changes.add({ ...base, command: 'task', items });
      const second = await tx.changes.add({ ...base, command: 'done', items: [] });
      await tx.changes.add({ ...base, personId: boris.id, command: 'drop', items: [] });
      expect(await tx.changes.lastOf(anna.id)).toMatchObject({ id: second, command: 'done' });
      await tx.changes.markUndone(second, at(1));
      expect(await tx.changes.lastOf(anna.id)).toEqual({ ...base, id: first, command: 'task', items, undoneAt: null });
      await tx.changes.markUndone(first, at(1));
      expect(await tx.changes.lastOf(anna.id)).toBeUndefined();
    }));
});

describe('projects', () => {
  it('come back by number, tag, room and membership', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const base = { createdBy: anna.id, createdAt: NOW, archivedAt: null };
      const prostor = await tx.projects.add({ ...base, tag: 'Простор', name: 'Prostor' });
      const alpha = await tx.projects.add({ ...base, tag: 'alpha', name: 'Alpha' });
      const old = await tx.projects.add({ ...base, tag: 'old', name: 'Old', archivedAt: NOW });
      expect(await tx.projects.get(prostor.id)).toEqual(prostor);
      expect(await tx.projects.getMany([old.id, 99 as never])).toEqual([old]);
      expect(await tx.projects.byTag('ПРОСТОР')).toEqual(prostor);
      expect(await tx.projects.byTag('nothing')).toBeUndefined();
      expect(await tx.projects.list(FIRST)).toEqual([alpha, prostor]);
      await tx.projects.addMember(prostor.id, boris.id, NOW);
      await tx.projects.addMember(prostor.id, boris.id, at(1));
      await tx.projects.addMember(old.id, boris.id, NOW);
      expect(await tx.projects.list({ ...FIRST, memberId: boris.id })).toEqual([prostor]);
      expect(await tx.projects.members(prostor.id)).toEqual([boris]);
      expect(await tx.projects.isMember(prostor.id, boris.id)).toBe(true);
      await tx.projects.removeMember(prostor.id, boris.id);
      expect(await tx.projects.isMember(prostor.id, boris.id)).toBe(false);
      const room = { platform: 'slack', chatId: 'C1', by: anna.id, at: NOW } as const;
      await tx.projects.bind({ ...room, projectId: prostor.id });
      await tx.projects.bind({ ...room, projectId: alpha.id });
      expect(await tx.projects.boundTo('slack', 'C1')).toEqual(alpha);
      expect(await tx.projects.boundTo('telegram', 'C1')).toBeUndefined();
      await tx.projects.save({ ...alpha, name: 'Beta', tag: 'Beta', archivedAt: at(1) });
      expect(await tx.projects.byTag('beta')).toEqual({ ...alpha, name: 'Beta', tag: 'Beta', archivedAt: at(1) });
    }));
});
