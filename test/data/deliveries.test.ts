import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/domain/instant.ts';
import type { Store, Tx } from '../../src/ports.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, messageTo, NOW, twoPeople } from './records.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const inOne = <T>(work: (tx: Tx) => Promise<T>) => store.transact(work);
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id);

describe('the ledger', () => {
  it('owes a message with a key once, settled or not', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const id = await tx.deliveries.owe({ ...messageTo(anna.id), key: 'digest 1 2026-11-27' });
      expect(id).toBeDefined();
      expect(await tx.deliveries.owe({ ...messageTo(anna.id), key: 'digest 1 2026-11-27' })).toBeUndefined();
      await tx.deliveries.settle(id as never, { state: 'sent', at: NOW, platform: 'slack', ref: '1.2' });
      expect(await tx.deliveries.owe({ ...messageTo(anna.id), key: 'digest 1 2026-11-27' })).toBeUndefined();
      const late = { ...messageTo(anna.id), key: 'digest 1 2026-12-04', reason: 'down until evening' };
      expect(await tx.deliveries.skip(late)).toBeDefined();
      expect(await tx.deliveries.skip(late)).toBeUndefined();
      expect(await tx.deliveries.owe(messageTo(anna.id))).toBeDefined();
      expect(await tx.deliveries.owe(messageTo(anna.id))).toBeDefined();
    }));

  it('gives out what is due, oldest first, until the lease ends', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const later = await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-1) }));
      const first = await tx.deliveries.owe(messageTo(boris.id, { dueAt: at(-2), kind: 'digest' }));
      await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(100) }));
      const claimed = await tx.deliveries.claim(NOW, at(60), 10);
      expect(claimed).toEqual([
        { ...messageTo(boris.id, { dueAt: at(-2), kind: 'digest' }), id: first, attempts: 1 },
        { ...messageTo(anna.id, { dueAt: at(-1) }), id: later, attempts: 1 },
      ]);
      expect(await tx.deliveries.claim(at(59), at(120), 10)).toEqual([]);
      expect(await tx.deliveries.claim(at(60), at(120), 1)).toMatchObject([{ id: first, attempts: 2 }]);
    }));

  it('takes no message of a person to whom somebody else is sending', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const one = await tx.deliveries.owe(messageTo(anna.id));
      const two = await tx.deliveries.owe(messageTo(anna.id));
      const other = await tx.deliveries.owe(messageTo(boris.id));
      expect(ids(await tx.deliveries.claim(NOW, at(60), 1))).toEqual([one]);
      expect(ids(await tx.deliveries.claim(NOW, at(60), 9))).toEqual([other]);
      await tx.deliveries.settle(one as never, { state: 'failed', at: NOW, reason: 'blocked' });
      expect(ids(await tx.deliveries.claim(NOW, at(60), 9))).toEqual([two]);
    }));

  it('gives out all that is owed to a person together, in order', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const owed = [];
      for (let i = 0; i < 5; i += 1) owed.push(await tx.deliveries.owe(messageTo(anna.id)));
      expect(ids(await tx.deliveries.claim(NOW, at(60), 9))).toEqual(owed);
    }));

  it('tells when it is worth looking again', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      expect(await tx.deliveries.nextDueAt()).toBeUndefined();
      const one = await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-5) }));
      await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-4) }));
      await tx.deliveries.owe(messageTo(boris.id, { dueAt: at(30) }));
      expect(await tx.deliveries.nextDueAt()).toBe(at(-5));
      await tx.deliveries.claim(NOW, at(60), 1);
      // The second message to Anna waits for the first, however long it has been due.
      expect(await tx.deliveries.nextDueAt()).toBe(at(30));
      await tx.deliveries.retry(one as never, at(90), 'too many requests');
      expect(await tx.deliveries.nextDueAt()).toBe(at(-4));
    }));

  it('waits with what is tried again, and forgets what was settled', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const id = await tx.deliveries.owe(messageTo(anna.id));
      await tx.deliveries.claim(NOW, at(60), 9);
      await tx.deliveries.retry(id as never, at(10), 'too many requests');
      expect(await tx.deliveries.claim(at(9), at(60), 9)).toEqual([]);
      expect(await tx.deliveries.claim(at(10), at(60), 9)).toMatchObject([{ id, attempts: 2, dueAt: at(10) }]);
      await tx.deliveries.settle(id as never, { state: 'sent', at: at(11), platform: 'telegram', ref: '9' });
      await tx.deliveries.retry(id as never, at(20), 'late news');
      expect(await tx.deliveries.claim(at(99), at(160), 9)).toEqual([]);
      expect(await tx.deliveries.nextDueAt()).toBeUndefined();
    }));
});

describe('reminders, digests and codes', () => {
  it('remind until they are sent, and move with their deadline', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const taskId = await addTask(tx, anna.id, anna.id);
      const base = { taskId, personId: anna.id, createdAt: NOW };
      const late = await tx.reminders.add({ ...base, remindAt: at(20), beforeSeconds: 3600 });
      const soon = await tx.reminders.add({ ...base, remindAt: at(10), beforeSeconds: null });
      expect(await tx.reminders.ofTask(taskId)).toEqual([soon, late]);
      expect(await tx.reminders.due(at(10), 9)).toEqual([soon]);
      await tx.reminders.markSent(soon.id, at(11));
      expect(await tx.reminders.due(at(11), 9)).toEqual([]);
      await tx.reminders.move(late.id, at(5));
      expect(await tx.reminders.due(at(11), 9)).toEqual([{ ...late, remindAt: at(5) }]);
      await tx.reminders.remove(late.id);
      expect(await tx.reminders.ofTask(taskId)).toEqual([]);
    }));

  it('keep the last verdict on each task of a digest', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const one = await addTask(tx, anna.id, anna.id);
      const two = await addTask(tx, anna.id, anna.id);
      const week = '2026-11-27' as CalendarDate;
      const digest = { personId: anna.id, week, createdAt: NOW, received: [two, one], given: [] };
      const id = await tx.digests.add(digest);
      expect(await tx.digests.get(id)).toEqual({ ...digest, id, verdicts: [] });
      await tx.digests.saveVerdict(id, { taskId: one, verdict: 'moved', at: NOW });
      await tx.digests.saveVerdict(id, { taskId: two, verdict: 'nudged', at: NOW });
      await tx.digests.saveVerdict(id, { taskId: one, verdict: 'done', at: at(1) });
      expect((await tx.digests.get(id))?.verdicts).toEqual([
        { taskId: one, verdict: 'done', at: at(1) },
        { taskId: two, verdict: 'nudged', at: NOW },
      ]);
      expect(await tx.digests.get(99 as never)).toBeUndefined();
    }));

  it('find a code until it is used or expires', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const code = { kind: 'invite', role: 'manager', issuedBy: anna.id, createdAt: NOW, expiresAt: at(60) } as const;
      await tx.codes.add({ ...code, hash: 'a' });
      await tx.codes.add({ ...code, hash: 'b', kind: 'link', role: null });
      expect(await tx.codes.find('a', at(59))).toEqual({ ...code, hash: 'a' });
      expect(await tx.codes.find('a', at(60))).toBeUndefined();
      await tx.codes.markUsed('b', boris.id, at(1));
      expect(await tx.codes.find('b', at(2))).toBeUndefined();
      expect(await tx.codes.find('c', at(2))).toBeUndefined();
    }));

  it('count the wrong codes of an account', () =>
    inOne(async (tx) => {
      for (const seconds of [0, 10, 20]) await tx.codes.addWrong('telegram', '7', at(seconds));
      await tx.codes.addWrong('telegram', '8', at(20));
      expect(await tx.codes.countWrong('telegram', '7', at(10))).toBe(2);
      expect(await tx.codes.countWrong('slack', '7', at(0))).toBe(0);
    }));
});
