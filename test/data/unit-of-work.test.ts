import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, NOW, personNamed, twoPeople } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('units of work', () => {
  it('that wait together share one flush', async () => {
    const { store, database, close } = await openTestStore();
    const before = database.counters.commits;
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => store.transact((tx) => tx.people.add(personNamed(`Person ${i}`)))),
    );
    // One on a quiet machine; a batch also ends after 40 ms, so a busy one may need a few. Never one for each.
    expect(database.counters.commits - before).toBeLessThanOrEqual(8);
    await close();
  });

  it('run in the order in which they came, and see what those before them wrote', async () => {
    const { store, close } = await openTestStore();
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        store.transact(async (tx) => {
          await tx.people.add(personNamed(`Person ${i}`));
          await Promise.resolve();
          return (await tx.people.list({ offset: 0, limit: 500 })).length;
        }),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    await close();
  });

  it('commit after 128 at the latest', async () => {
    const { store, database, close } = await openTestStore();
    const before = database.counters.commits;
    await Promise.all(Array.from({ length: 260 }, () => store.transact((tx) => tx.people.any())));
    expect(database.counters.commits - before).toBeGreaterThanOrEqual(3);
    await close();
  });

  it('that throw take back their own work and nobody else’s', async () => {
    const { store, close } = await openTestStore();
    const results = await Promise.allSettled(
      ['Anna', 'Boris', 'Clara'].map((name) =>
        store.transact(async (tx) => {
          await tx.people.add(personNamed(name));
          if (name === 'Boris') throw new RangeError('not Boris');
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: new RangeError('not Boris') });
    const left = await store.transact((tx) => tx.people.list({ offset: 0, limit: 9 }));
    expect(left.map((person) => person.name)).toEqual(['Anna', 'Clara']);
    await close();
  });

  it('take back work that breaks a rule of the database, and tell which', async () => {
    const { store, close } = await openTestStore();
    const work = store.transact(async (tx) => {
      const { anna } = await twoPeople(tx);
      await tx.tasks.remove(await addTask(tx, anna.id, anna.id));
      await tx.history.add([
        { taskId: 99 as never, personId: anna.id, at: NOW, platform: 'slack', field: 'note', old: null, new: 'x' },
      ]);
    });
    await expect(work).rejects.toThrow(/FOREIGN KEY/);
    expect(await store.transact((tx) => tx.people.any())).toBe(false);
    await close();
  });

  it('write nothing to the disk when they only read', async () => {
    const file = join(folder, 'reading.db');
    const { store, close } = await openTestStore(file);
    await store.transact((tx) => tx.people.add(personNamed('Anna')));
    const before = statSync(`${file}-wal`);
    for (let i = 0; i < 5; i += 1) await store.transact((tx) => tx.people.list({ offset: 0, limit: 9 }));
    const after = statSync(`${file}-wal`);
    expect([after.size, after.mtimeMs]).toEqual([before.size, before.mtimeMs]);
    await close();
  });

  it('know whether they have written, whatever the others did', async () => {
    const { store, close } = await openTestStore();
    const { anna, boris } = await store.transact(twoPeople);
    const [reading, adding, removing] = await Promise.all([
      store.transact(async (tx) => [tx.hasWritten(), (await tx.people.any()) && tx.hasWritten()]),
      store.transact(async (tx) => [tx.hasWritten(), (await addTask(tx, anna.id, boris.id)) > 0 && tx.hasWritten()]),
      store.transact(async (tx) => {
        await tx.tasks.removeProposal(1 as never);
        return [tx.hasWritten()];
      }),
    ]);
    expect([reading, adding, removing]).toEqual([[false, false], [false, true], [true]]);
    const leaked = await store.transact(async (tx) => tx);
    expect(() => leaked.hasWritten()).toThrow(/outside a unit of work/);
    await close();
  });

  it('refuse another unit inside them', async () => {
    const { store, close } = await openTestStore();
    await expect(store.transact(() => store.transact((tx) => tx.people.any()))).rejects.toThrow(/wait for itself/);
    await expect(store.transact(() => store.close())).rejects.toThrow(/wait for itself/);
    await close();
  });

  it('refuse statements from outside them, and from a unit that has ended, also while another one runs', async () => {
    const { store, close } = await openTestStore();
    const leaked: { tx?: Tx; later?: Promise<unknown>; crossing?: Promise<unknown> } = {};
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let open = () => {};
    const secondRuns = new Promise<void>((resolve) => {
      open = resolve;
    });
    await store.transact(async (tx) => {
      leaked.tx = tx;
      leaked.later = gate.then(() => tx.people.any());
      leaked.crossing = secondRuns.then(() => tx.people.any());
      leaked.later.catch(() => {});
      leaked.crossing.catch(() => {});
    });
    finish();
    await expect(leaked.tx?.people.any()).rejects.toThrow(/outside a unit of work/);
    await expect(leaked.later).rejects.toThrow(/after its unit of work has ended/);
    await store.transact(async (tx) => {
      await tx.people.any();
      open();
      await leaked.crossing?.catch(() => {});
      await tx.people.any();
    });
    await expect(leaked.crossing).rejects.toThrow(/after its unit of work has ended/);
    await close();
  });

  it('take back a part that throws, and nothing that was written before it', async () => {
    const { store, close } = await openTestStore();
    const failing = (tx: Tx, name: string) =>
      tx
        .attempt(async () => {
          await tx.people.add(personNamed(name));
          throw new RangeError(`not ${name}`);
        })
        .catch(() => tx.hasWritten());
    const written = await store.transact(async (tx) => {
      const afterFirst = await failing(tx, 'Anna');
      await tx.attempt(async () => {
        await failing(tx, 'Boris');
        await tx.people.add(personNamed('Clara'));
        await failing(tx, 'Dora');
      });
      const afterLast = await failing(tx, 'Emil');
      return [afterFirst, afterLast];
    });
    expect(written).toEqual([false, true]);
    const left = await store.transact((tx) => tx.people.list({ offset: 0, limit: 9 }));
    expect(left.map((person) => person.name)).toEqual(['Clara']);
    await close();
  });

  it('that only read leave no savepoint behind for the one that writes and throws after them', async () => {
    const { store, close } = await openTestStore();
    const results = await Promise.allSettled([
      store.transact((tx) => tx.people.add(personNamed('Anna'))),
      store.transact((tx) => tx.people.any()),
      store.transact((tx) =>
        tx.attempt(() => tx.people.add(personNamed('Boris'))).then(() => Promise.reject(new Error())),
      ),
      store.transact((tx) => tx.people.add(personNamed('Clara'))),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const left = await store.transact((tx) => tx.people.list({ offset: 0, limit: 9 }));
    expect(left.map((person) => person.name)).toEqual(['Anna', 'Clara']);
    await close();
  });

  it('refuse statements when none runs, also where the guard is the simple one', async () => {
    const { store, close } = await openTestStore(':memory:', { guard: 'simple' });
    const leaked = await store.transact(async (tx) => {
      await tx.people.add(personNamed('Anna'));
      return tx;
    });
    await expect(leaked.people.any()).rejects.toThrow(/after its unit of work has ended/);
    expect(() => leaked.hasWritten()).toThrow(/unit of work/);
    await expect(leaked.attempt(async () => 1)).rejects.toThrow(/unit of work/);
    const units = Array.from({ length: 20 }, (_, i) =>
      store.transact((tx) => tx.people.add(personNamed(`Person ${i}`))),
    );
    await Promise.all(units);
    await expect(leaked.people.any()).rejects.toThrow(/after its unit of work has ended/);
    expect(await store.transact((tx) => tx.people.list({ offset: 0, limit: 99 }))).toHaveLength(21);
    await close();
    await expect(leaked.people.any()).rejects.toThrow(/unit of work/);
  });

  it('are finished before the store closes, and refused after', async () => {
    const file = join(folder, 'closing.db');
    const { store } = await openTestStore(file);
    const adding = store.transact((tx) => tx.people.add(personNamed('Anna')));
    await store.close();
    expect((await adding).name).toBe('Anna');
    await expect(store.transact((tx) => tx.people.any())).rejects.toThrow(/closed/);
    await store.close();
  });

  it('of two stores on one file run one after the other and lose nothing', async () => {
    const file = join(folder, 'shared.db');
    const stores = await Promise.all([openTestStore(file), openTestStore(file)]);
    await Promise.all(
      stores.flatMap(({ store }, which) =>
        Array.from({ length: 60 }, async (_, i) => {
          await new Promise((resolve) => setTimeout(resolve, i));
          return store.transact((tx) => tx.people.add(personNamed(`Person ${which} ${i}`)));
        }),
      ),
    );
    const people = await stores[0].store.transact((tx) => tx.people.list({ offset: 0, limit: 500 }));
    expect(new Set(people.map((person) => person.name)).size).toBe(120);
    for (const { close } of stores) await close();
  });
});
