import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimeOfDay } from '../../src/domain/instant.ts';
import type { Person, Platform } from '../../src/domain/person.ts';
import { NO_PROFILE } from '../../src/domain/person.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import {
  addTask,
  at,
  claimAt,
  deadlineAt,
  entryOf,
  messageTo,
  NOW,
  personNamed,
  taskOf,
  twoPeople,
} from './records.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const inOne = <T>(work: (tx: Tx) => Promise<T>) => store.transact(work);
const names = (people: readonly { name: string }[]) => people.map((person) => person.name);

describe('people', () => {
  it('come back as they were added and saved', () =>
    inOne(async (tx) => {
      expect(await tx.people.any()).toBe(false);
      const anna = await tx.people.add(personNamed("Анна О’Ніл \u{1F98A} 'x'"));
      expect(await tx.people.get(anna.id)).toEqual(anna);
      const changed: Person = {
        ...anna,
        name: 'Анна',
        role: 'owner',
        language: 'uk',
        zone: 'Asia/Kathmandu',
        workingHours: { starts: '10:00' as TimeOfDay, ends: '19:30' as TimeOfDay, days: [1, 3, 7] },
        quietHours: { starts: '22:00' as TimeOfDay, ends: '07:00' as TimeOfDay, days: [] },
        digestTime: '08:15' as TimeOfDay,
        digestAlwaysSince: at(1),
        nextDigestAt: at(2),
        lastPlatform: 'telegram',
        leftAt: at(3),
      };
      await tx.people.save(changed);
      expect(await tx.people.get(anna.id)).toEqual(changed);
      expect(await tx.people.any()).toBe(true);
      expect(await tx.people.get(99 as never)).toBeUndefined();
      expect(await tx.people.getMany([99 as never, anna.id, anna.id])).toEqual([changed]);
      expect(await tx.people.getMany([])).toEqual([]);
    }));

  it('are found by full name, first name and handle, unless they left', () =>
    inOne(async (tx) => {
      const lys = await tx.people.add(personNamed('Анна Лис'));
      const anna = await tx.people.add(personNamed('анна'));
      await tx.people.add(personNamed('Аннабель Лис'));
      await tx.people.add(personNamed('Анна Ковач', { leftAt: NOW }));
      const boris = await tx.people.add(personNamed('Boris'));
      const account = {
        platform: 'slack',
        externalId: 'U1',
        directChat: null,
        createdAt: NOW,
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      } as const;
      await tx.people.addIdentity({ ...account, personId: boris.id, handle: 'Анна' });
      const found = await tx.people.named(['анна', 'анна лис', 'nobody', 'анна']);
      const seen = found.map(({ matched, by, person }) => [matched, by, person.id]);
      expect(seen.sort()).toEqual(
        [
          ['анна', 'full name', anna.id],
          ['анна', 'handle', boris.id],
          ['анна', 'first name', lys.id],
          ['анна лис', 'full name', lys.id],
        ].sort(),
      );
      expect(await tx.people.named([])).toEqual([]);
      const accounts = { platform: 'slack', externalIds: ['U1', 'U2', 'U1'] } as const;
      await tx.people.save({ ...boris, leftAt: NOW });
      const gone = { ...boris, leftAt: NOW };
      expect(await tx.people.named([], accounts)).toEqual([{ matched: 'U1', by: 'account', person: gone }]);
      expect(await tx.people.named(['u1'], { ...accounts, platform: 'telegram' })).toEqual([]);
      expect((await tx.people.named(['анна лис'], accounts)).map(({ by }) => by)).toEqual(['account', 'full name']);
    }));

  it('are asked for by ten thousand names in one statement', async () => {
    const { store, database, close } = await openTestStore();
    await store.transact(async (tx) => {
      await tx.people.add(personNamed('Anna'));
      const before = database.counters.statements;
      const names = Array.from({ length: 10_000 }, (_, i) => `name ${i}`);
      expect(await tx.people.named([...names, 'anna'])).toMatchObject([{ matched: 'anna', by: 'full name' }]);
      expect(database.counters.statements - before).toBe(1);
    });
    await close();
  });

  it('are listed by name, by role and by the digest they are owed', () =>
    inOne(async (tx) => {
      await tx.people.add(personNamed('Clara', { role: 'manager', nextDigestAt: at(10) }));
      await tx.people.add(personNamed('anna', { role: 'owner', nextDigestAt: at(5) }));
      await tx.people.add(personNamed('Boris', { nextDigestAt: at(11) }));
      await tx.people.add(personNamed('Gone', { role: 'owner', leftAt: NOW, nextDigestAt: at(1) }));
      expect(names(await tx.people.list({ offset: 0, limit: 2 }))).toEqual(['anna', 'Boris']);
      expect(names(await tx.people.list({ offset: 2, limit: 2 }))).toEqual(['Clara']);
      expect(names(await tx.people.withRole(['owner', 'manager']))).toEqual(['Clara', 'anna']);
      expect(await tx.people.withRole([])).toEqual([]);
      expect(names(await tx.people.dueForDigest(at(10), 9))).toEqual(['anna', 'Clara']);
      expect(names(await tx.people.dueForDigest(at(10), 1))).toEqual(['anna']);
      expect(await tx.people.dueForDigest(at(4), 9)).toEqual([]);
      expect(await tx.people.lastDigestAt()).toBe(at(11));
      expect(names(await tx.people.presentAfter(null, 2))).toEqual(['Clara', 'anna']);
      const [, anna] = await tx.people.presentAfter(null, 2);
      expect(names(await tx.people.presentAfter(anna?.id ?? null, 9))).toEqual(['Boris']);
    }));

  it('are known by their accounts', () =>
    inOne(async (tx) => {
      const { anna } = await twoPeople(tx);
      const base = {
        personId: anna.id,
        directChat: 'D1',
        createdAt: NOW,
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      };
      const slack = await tx.people.addIdentity({ ...base, platform: 'slack', externalId: 'U1', handle: 'Anna' });
      const telegram = await tx.people.addIdentity({ ...base, platform: 'telegram', externalId: '7', handle: null });
      expect(await tx.people.identity('slack', 'U1')).toEqual({ identity: slack, person: anna });
      expect(await tx.people.identity('telegram', 'U1')).toBeUndefined();
      expect(await tx.people.identitiesOf(anna.id)).toEqual([slack, telegram]);
      const changed = { ...slack, handle: null, directChat: null, unreachableAt: at(1) };
      await tx.people.saveIdentity(changed);
      expect(await tx.people.identity('slack', 'U1')).toEqual({ identity: changed, person: anna });
      const profile = { name: 'Anna L', zone: 'Europe/Kyiv', language: 'uk' } as const;
      await tx.people.saveIdentity({ ...telegram, profile, goneAt: at(2) });
      expect(await tx.people.identitiesOf(anna.id)).toEqual([changed, { ...telegram, profile, goneAt: at(2) }]);
    }));
});

describe('many accounts', () => {
  it('are asked for in one statement, with whoever they are', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const base = { handle: null, directChat: null, createdAt: NOW, unreachableAt: null, profile: NO_PROFILE };
      const add = (personId: Person['id'], platform: Platform, externalId: string) =>
        tx.people.addIdentity({ ...base, personId, platform, externalId, goneAt: null });
      const [first, second] = [await add(anna.id, 'slack', 'U1'), await add(boris.id, 'slack', 'U2')];
      await add(anna.id, 'telegram', 'U3');
      const found = await tx.people.identities('slack', ['U1', 'U2', 'U1', 'U3', 'nobody']);
      expect(found.sort((a, b) => a.identity.id - b.identity.id)).toEqual([
        { identity: first, person: anna },
        { identity: second, person: boris },
      ]);
      expect(await tx.people.identities('slack', [])).toEqual([]);
    }));
});

describe('merging two people', () => {
  it('moves all that belongs to one to the other', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const account = {
        handle: null,
        directChat: null,
        createdAt: NOW,
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      };
      await tx.people.addIdentity({ ...account, personId: anna.id, platform: 'slack', externalId: 'U1' });
      await tx.people.addIdentity({ ...account, personId: boris.id, platform: 'telegram', externalId: '7' });
      const project = await tx.projects.add({
        tag: 'p',
        name: 'P',
        createdBy: anna.id,
        createdAt: NOW,
        archivedAt: null,
      });
      for (const person of [anna, boris]) await tx.projects.addMember(project.id, person.id, NOW);
      await tx.projects.bind({ platform: 'slack', chatId: 'C1', projectId: project.id, by: anna.id, at: NOW });
      const open = await addTask(tx, anna.id, boris.id, deadlineAt(at(-1)));
      const closed = await addTask(tx, boris.id, anna.id, { state: 'done', closedAt: NOW });
      await tx.tasks.saveProposal({
        taskId: open,
        proposedBy: anna.id,
        proposedAt: NOW,
        ask: { kind: 'drop', reason: null },
      });
      await tx.history.add([
        { taskId: open, personId: anna.id, at: NOW, platform: 'slack', field: 'created', old: null, new: null },
      ]);
      const entry = await tx.timeEntries.add(entryOf(anna.id, at(-60), NOW));
      await tx.changes.add({
        personId: anna.id,
        at: NOW,
        platform: 'slack',
        command: 'log',
        items: [
          { kind: 'time entry', id: entry.id, before: entry, versionAfter: null },
          { kind: 'task', id: open, before: { ...taskOf(anna.id, anna.id), id: open }, versionAfter: 1 },
        ],
      });
      const reminder = await tx.reminders.add({
        taskId: open,
        personId: anna.id,
        remindAt: NOW,
        beforeSeconds: null,
        createdAt: NOW,
      });
      await tx.deliveries.owe(messageTo(anna.id));
      const digest = await tx.digests.add({ personId: anna.id, week: null, createdAt: NOW, received: [], given: [] });
      await tx.codes.add({ hash: 'h', kind: 'link', role: null, issuedBy: anna.id, createdAt: NOW, expiresAt: at(9) });

      await tx.people.merge(anna.id, boris.id);

      expect(await tx.people.get(anna.id)).toBeUndefined();
      expect(await tx.people.getMany([anna.id, boris.id])).toEqual([boris]);
      expect(names(await tx.people.list({ offset: 0, limit: 9 }))).toEqual(['Boris']);
      expect(await tx.people.identity('slack', 'U1')).toMatchObject({ person: { id: boris.id } });
      expect(await tx.people.identitiesOf(boris.id)).toHaveLength(2);
      expect(names(await tx.projects.members(project.id))).toEqual(['Boris']);
      expect(await tx.tasks.get(open)).toMatchObject({ authorId: boris.id, assigneeId: boris.id });
      expect(await tx.tasks.get(closed)).toMatchObject({ authorId: boris.id, assigneeId: boris.id });
      expect(await tx.tasks.proposal(open)).toMatchObject({ proposedBy: boris.id });
      expect(await tx.history.ofTask(open, { offset: 0, limit: 9 })).toMatchObject([{ personId: boris.id }]);
      expect(await tx.changes.lastOf(boris.id)).toMatchObject({
        personId: boris.id,
        items: [{ before: { personId: boris.id } }, { before: { authorId: boris.id, assigneeId: boris.id } }],
      });
      expect(await tx.timeEntries.get(entry.id)).toMatchObject({ personId: boris.id });
      expect(await tx.reminders.ofTask(open)).toEqual([{ ...reminder, personId: boris.id }]);
      expect(await tx.deliveries.claim(claimAt(0, 9, ['slack']))).toMatchObject([{ personId: boris.id }]);
      expect(await tx.digests.get(digest)).toMatchObject({ personId: boris.id });
      expect(await tx.codes.find('h', NOW)).toMatchObject({ issuedBy: boris.id });
      expect(await tx.projects.get(project.id)).toMatchObject({ createdBy: boris.id });
    }));

  it('follows a chain of merges', () =>
    inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const clara = await tx.people.add(personNamed('Clara'));
      const task = await addTask(tx, anna.id, anna.id);
      await tx.history.add([
        { taskId: task, personId: anna.id, at: NOW, platform: 'slack', field: 'created', old: null, new: null },
      ]);
      await tx.people.merge(anna.id, boris.id);
      await tx.people.merge(boris.id, clara.id);
      expect(await tx.history.ofTask(task, { offset: 0, limit: 9 })).toMatchObject([{ personId: clara.id }]);
      expect(await tx.tasks.get(task)).toMatchObject({ authorId: clara.id });
    }));

  it('is refused when both have an account on one platform', async () => {
    const merging = inOne(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const account = {
        platform: 'slack',
        handle: null,
        directChat: null,
        createdAt: NOW,
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      } as const;
      await tx.people.addIdentity({ ...account, personId: anna.id, externalId: 'U1' });
      await tx.people.addIdentity({ ...account, personId: boris.id, externalId: 'U2' });
      await tx.people.merge(anna.id, boris.id);
    });
    await expect(merging).rejects.toThrow(/both have an account on slack/);
  });
});
