import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../data/database.ts';
import type { CalendarDate } from '../../src/domain/instant.ts';
import { NO_PROFILE, PLATFORMS } from '../../src/domain/person.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, at, claimAt, messageTo, NOW, twoPeople } from './records.ts';

let store: Store;
let database: Database;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, database, close } = await openTestStore());
});
afterEach(() => close());

const inOne = <T>(work: (tx: Tx) => Promise<T>) => store.transact(work);
const UNTRIED = { count: 0, unclear: 0, firstAt: null };
const limited = (from: number, until: number) => {
  return { at: at(from), dueAt: at(until), reason: 'too many requests', isUnclear: false };
};
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
      const claimed = await tx.deliveries.claim(claimAt(0, 10));
      expect(claimed).toMatchObject([
        { ...messageTo(boris.id, { dueAt: at(-2), kind: 'digest' }), id: first, attempts: UNTRIED },
        { ...messageTo(anna.id, { dueAt: at(-1) }), id: later, attempts: UNTRIED },
      ]);
      expect(await tx.deliveries.claim(claimAt(59, 10))).toEqual([]);
      expect(await tx.deliveries.claim(claimAt(60, 1))).toMatchObject([{ id: first, attempts: UNTRIED }]);
    }));

  it('takes no message of a person to whom somebody else is sending', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const one = await tx.deliveries.owe(messageTo(anna.id));
      const two = await tx.deliveries.owe(messageTo(anna.id));
      const other = await tx.deliveries.owe(messageTo(boris.id));
      expect(ids(await tx.deliveries.claim(claimAt(0, 1)))).toEqual([one]);
      expect(ids(await tx.deliveries.claim(claimAt(0, 9)))).toEqual([other]);
      await tx.deliveries.settle(one as never, { state: 'failed', at: NOW, reason: 'blocked' });
      expect(ids(await tx.deliveries.claim(claimAt(0, 9)))).toEqual([two]);
    }));

  it('gives out all that is owed to a person together, in order', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const owed = [];
      for (let i = 0; i < 5; i += 1) owed.push(await tx.deliveries.owe(messageTo(anna.id)));
      expect(ids(await tx.deliveries.claim(claimAt(0, 9)))).toEqual(owed);
    }));

  it('tells when it is worth looking again', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBeUndefined();
      const one = await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-5) }));
      await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-4) }));
      await tx.deliveries.owe(messageTo(boris.id, { dueAt: at(30) }));
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBe(at(-5));
      await tx.deliveries.claim(claimAt(0, 1));
      // The second message to Anna waits for the first, however long it has been due.
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBe(at(30));
      await tx.deliveries.release(one as never);
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBe(at(-5));
      await tx.deliveries.retry(one as never, limited(0, 20));
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBe(at(20));
    }));

  it('waits with what is tried again, and forgets what was settled', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const id = await tx.deliveries.owe(messageTo(anna.id));
      await tx.deliveries.claim(claimAt(0, 9));
      await tx.deliveries.retry(id as never, limited(1, 10));
      expect(await tx.deliveries.claim(claimAt(9, 9))).toEqual([]);
      const once = { count: 1, unclear: 0, firstAt: at(1) };
      expect(await tx.deliveries.claim(claimAt(10, 9))).toMatchObject([{ id, attempts: once, dueAt: at(10) }]);
      await tx.deliveries.settle(id as never, { state: 'sent', at: at(11), platform: 'telegram', ref: '9' });
      await tx.deliveries.retry(id as never, limited(12, 20));
      expect(await tx.deliveries.claim(claimAt(99, 9))).toEqual([]);
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBeUndefined();
    }));

  it('knows when it tried first a message that was put off since, which holds up nothing', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const id = await tx.deliveries.owe(messageTo(anna.id));
      await tx.deliveries.claim(claimAt(0, 9));
      await tx.deliveries.retry(id as never, limited(1, 10));
      expect(await tx.deliveries.claim(claimAt(10, 9))).toMatchObject([{ id, isRetry: true }]);
      await tx.deliveries.putOff(id as never, at(100));
      const other = await tx.deliveries.owe(messageTo(anna.id));
      expect(ids(await tx.deliveries.claim(claimAt(11, 9)))).toEqual([other]);
      const known = { id, isRetry: false, attempts: { count: 1, unclear: 0, firstAt: at(1) } };
      expect(await tx.deliveries.claim(claimAt(100, 9))).toContainEqual(expect.objectContaining(known));
    }));

  it('lets nothing overtake a message that was tried, not even when both are due', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const first = await tx.deliveries.owe(messageTo(anna.id));
      await tx.deliveries.claim(claimAt(0, 9));
      const second = await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(5) }));
      const other = await tx.deliveries.owe(messageTo(boris.id, { dueAt: at(6) }));
      await tx.deliveries.retry(first as never, limited(1, 30));
      expect(await tx.deliveries.nextDueAt(PLATFORMS, 'terminal')).toBe(at(6));
      expect(ids(await tx.deliveries.claim(claimAt(10, 9)))).toEqual([other]);
      expect(ids(await tx.deliveries.claim(claimAt(30, 1)))).toEqual([first]);
      await tx.deliveries.settle(first as never, { state: 'expired', at: at(31), reason: 'down' });
      expect(ids(await tx.deliveries.claim(claimAt(31, 1)))).toEqual([second]);
    }));

  it('leaves messages to the process that has their messenger, unless they have waited for days', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const account = {
        externalId: 'U1',
        handle: null,
        directChat: null,
        createdAt: NOW,
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      };
      const onSlack = await tx.people.addIdentity({ ...account, personId: anna.id, platform: 'slack' });
      const toAnna = await tx.deliveries.owe(messageTo(anna.id));
      expect(await tx.deliveries.claim(claimAt(0, 9, ['terminal']))).toEqual([]);
      expect(await tx.deliveries.nextDueAt(['terminal'], 'terminal')).toBeUndefined();
      expect(await tx.deliveries.nextDueAt(['terminal', 'slack'], 'slack')).toBe(NOW);
      // Nobody has an account of Boris, so whoever looks may say so.
      const toBoris = await tx.deliveries.owe(messageTo(boris.id));
      expect(ids(await tx.deliveries.claim(claimAt(0, 9, ['terminal'])))).toEqual([toBoris]);
      await tx.deliveries.settle(toBoris as never, { state: 'failed', at: NOW, reason: 'unreachable' });
      await tx.people.saveIdentity({ ...onSlack, unreachableAt: NOW });
      expect(ids(await tx.deliveries.claim(claimAt(0, 9, ['terminal'])))).toEqual([toAnna]);
      await tx.deliveries.release(toAnna as never);
      await tx.people.saveIdentity(onSlack);
      expect(ids(await tx.deliveries.claim(claimAt(86_400 * 3 - 1, 9, ['terminal'])))).toEqual([]);
      expect(ids(await tx.deliveries.claim(claimAt(86_400 * 3, 9, ['terminal'])))).toEqual([toAnna]);
    }));

  it('gives out the others where one cannot be read, and settles that one', async () => {
    const [bad, good] = await inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      return [await tx.deliveries.owe(messageTo(anna.id)), await tx.deliveries.owe(messageTo(anna.id))];
    });
    await inOne(async () => void database.execute('update deliveries set body = ? where id = ?', ['{"blo', bad]));
    await inOne(async (tx) => {
      expect(ids(await tx.deliveries.claim(claimAt(0, 1)))).toEqual([good]);
      const rows = database.execute('select state, reason from deliveries where id = ?', [bad]).rows;
      expect(rows).toMatchObject([
        { state: 'failed', reason: expect.stringMatching(/body cannot be read: SyntaxError/) },
      ]);
    });
  });

  it('takes a lease of a clock that was set back as over', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const id = await tx.deliveries.owe(messageTo(anna.id, { dueAt: at(-86_400) }));
      await tx.deliveries.claim(claimAt(0, 9));
      expect(ids(await tx.deliveries.claim(claimAt(-30, 9)))).toEqual([]);
      expect(ids(await tx.deliveries.claim(claimAt(-3600, 9)))).toEqual([id]);
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
      expect(await tx.reminders.markSent(soon.id, at(9))).toBeUndefined();
      expect(await tx.reminders.markSent(soon.id, at(11))).toEqual({ ...soon, sentAt: at(11) });
      expect(await tx.reminders.markSent(soon.id, at(12))).toBeUndefined();
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
