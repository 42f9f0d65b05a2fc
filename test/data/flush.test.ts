import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogFlush, type Flush } from '../../data/flush.ts';
import { MaybeSavedError } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { personNamed } from './records.ts';
import { until } from './until.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-flush-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A disk that takes as long as it is told to, and refuses while it is broken. */
function slowDisk() {
  const waiting: (() => void)[] = [];
  const disk = { isBroken: false, atOnce: 0, beside: 0 };
  const ensureWell = () => {
    if (disk.isBroken) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  };
  const flush: Flush = {
    now() {
      disk.atOnce += 1;
      ensureWell();
    },
    async beside() {
      disk.beside += 1;
      await new Promise<void>((resolve) => waiting.push(resolve));
      ensureWell();
    },
    close() {},
  };
  return { disk, flush, waiting };
}

describe('success is told once it is on the disk', () => {
  it('of those who waited together by one flush, and of those who came meanwhile by the next', async () => {
    const { disk, flush, waiting } = slowDisk();
    const { store, close } = await openTestStore(join(folder, 'order.db'), { flush });
    const told: string[] = [];
    const ran: string[] = [];
    const add = (name: string) =>
      store
        .transact(async (tx) => {
          ran.push(name);
          await tx.people.add(personNamed(name));
        })
        .then(() => told.push(name));
    const first = [add('Anna'), add('Boris')];
    await until(() => waiting.length === 1);
    const next = [add('Clara'), add('Dora')];
    await until(() => ran.length === 4);
    expect([told, disk.beside]).toEqual([[], 1]);

    waiting.shift()?.();
    await Promise.all(first);
    expect(told).toEqual(['Anna', 'Boris']);
    await until(() => waiting.length === 1);
    expect(disk.beside).toBe(2);
    waiting.shift()?.();
    await Promise.all(next);
    expect([told, disk]).toEqual([['Anna', 'Boris', 'Clara', 'Dora'], { isBroken: false, atOnce: 0, beside: 2 }]);
    await close();
  });

  it('also of what was only read, where that may be of what is not on the disk yet', async () => {
    const { flush, waiting } = slowDisk();
    const { store, close } = await openTestStore(join(folder, 'read.db'), { flush });
    const writing = ['Anna', 'Boris'].map((name) => store.transact((tx) => tx.people.add(personNamed(name))));
    await until(() => waiting.length === 1);
    let seen = -1;
    const reading = store
      .transact((tx) => tx.people.list({ offset: 0, limit: 9 }))
      .then(({ length }) => (seen = length));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toBe(-1);
    waiting.shift()?.();
    await Promise.all([...writing, reading]);
    expect(seen).toBe(2);
    await close();
  });

  it('also of what was only read, where another process has written it', async () => {
    const { disk, flush } = slowDisk();
    const file = join(folder, 'others.db');
    const { store, close } = await openTestStore(file, { flush });
    const others = await openTestStore(file, { flush: slowDisk().flush });
    const read = () => store.transact((tx) => tx.people.list({ offset: 0, limit: 9 }));
    await read();
    const before = disk.atOnce;
    await read();
    expect(disk.atOnce).toBe(before);
    await others.store.transact((tx) => tx.people.add(personNamed('Anna')));
    expect(await read()).toHaveLength(1);
    expect(disk.atOnce).toBe(before + 1);
    await read();
    expect(disk.atOnce).toBe(before + 1);
    await Promise.all([close(), others.close()]);
  });

  it('of somebody alone at once, and of nothing but reading without it', async () => {
    const { disk, flush } = slowDisk();
    const { store, close } = await openTestStore(join(folder, 'alone.db'), { flush });
    await store.transact((tx) => tx.people.add(personNamed('Anna')));
    expect(disk).toEqual({ isBroken: false, atOnce: 1, beside: 0 });
    await store.transact((tx) => tx.people.any());
    await Promise.all([1, 2, 3].map(() => store.transact((tx) => tx.people.any())));
    expect(disk).toEqual({ isBroken: false, atOnce: 1, beside: 0 });
    await close();
  });

  it('and what is to be told is made ready meanwhile, which may come to nothing', async () => {
    const { disk, flush, waiting } = slowDisk();
    const { store, close } = await openTestStore(join(folder, 'meanwhile.db'), { flush });
    const steps: string[] = [];
    const add = (name: string, trouble?: 'unit' | 'preparation') =>
      store.transact(
        async (tx) => {
          await tx.people.add(personNamed(name));
          if (trouble === 'unit') throw new RangeError(`not ${name}`);
          return name;
        },
        (value) => {
          steps.push(`${value} made ready`);
          if (trouble === 'preparation') throw new Error('a bug');
        },
      );
    const tell = (promise: Promise<string>) =>
      promise.then(
        (name) => steps.push(`${name} told`),
        (error) => steps.push(String(error)),
      );
    const telling = [add('Anna', 'preparation'), add('Boris', 'unit'), add('Clara')].map(tell);
    await until(() => waiting.length === 1);
    expect(steps).toEqual(['Anna made ready', 'Clara made ready']);
    waiting.shift()?.();
    await Promise.all(telling);
    expect(steps.slice(2)).toEqual(['Anna told', 'RangeError: not Boris', 'Clara told']);

    steps.length = 0;
    const reader = new BetterSqlite(join(folder, 'meanwhile.db'), { timeout: 0 });
    reader.exec('begin');
    reader.prepare('select * from people').all();
    const lost = [add('Dora'), add('Emma')].map(tell);
    await until(() => waiting.length === 1);
    disk.isBroken = true;
    waiting.shift()?.();
    await Promise.all(lost);
    expect(steps.slice(0, 2)).toEqual(['Dora made ready', 'Emma made ready']);
    expect(steps.slice(2).join()).toMatch(/^MaybeSavedError.*MaybeSavedError/);
    disk.isBroken = false;
    reader.close();
    await close();
  });

  it('and closing waits for it', async () => {
    const { flush, waiting } = slowDisk();
    const { store, close } = await openTestStore(join(folder, 'closing.db'), { flush });
    const writing = Promise.all(
      ['Anna', 'Boris'].map((name) => store.transact((tx) => tx.people.add(personNamed(name)))),
    );
    await until(() => waiting.length === 1);
    let isClosed = false;
    const closing = close().then(() => (isClosed = true));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    waiting.shift()?.();
    await Promise.all([writing, closing]);
  });
});

describe('a disk that does not keep what is written', () => {
  const namesIn = (file: string) => {
    const copy = new BetterSqlite(file, { readonly: true });
    const names = copy.prepare('select name from people order by id').pluck().all();
    copy.close();
    return names;
  };

  it('is given it once more, in the database itself, and then all hear that it is saved', async () => {
    const { disk, flush, waiting } = slowDisk();
    const file = join(folder, 'broken.db');
    const { store, database, close } = await openTestStore(file, { flush });
    const add = (name: string) => store.transact((tx) => tx.people.add(personNamed(name)));
    const first = [add('Anna'), add('Boris')];
    await until(() => waiting.length === 1);
    // What is committed after it is worth nothing without it, whatever the disk says the next time.
    const next = [add('Clara'), store.transact((tx) => tx.people.any())];
    disk.isBroken = true;
    waiting.shift()?.();
    await Promise.all([...first, ...next]);
    expect([disk.beside, waiting.length]).toEqual([1, 0]);
    expect(database.pragma('wal_checkpoint(passive)')).toBe(0);
    expect(namesIn(file)).toEqual(['Anna', 'Boris', 'Clara']);
    disk.isBroken = false;
    await add('Dora');
    await close();
  });

  it('lets nobody hear of success while that cannot be, nor begins anything', async () => {
    const { disk, flush, waiting } = slowDisk();
    const file = join(folder, 'doubt.db');
    const { store, close } = await openTestStore(file, { flush, busyTimeoutMs: 20 });
    const add = (name: string) => store.transact((tx) => tx.people.add(personNamed(name)));
    await add('Anna');
    const reader = new BetterSqlite(file, { timeout: 0 });
    reader.exec('begin');
    reader.prepare('select * from people').all();
    disk.isBroken = true;
    await expect(add('Boris')).rejects.toBeInstanceOf(MaybeSavedError);
    const together = Promise.allSettled([add('Clara'), add('Dora')]);
    const outcomes = await together;
    disk.isBroken = false;
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { name: 'NotSavedError' } });
    expect(waiting).toEqual([]);
    reader.exec('commit');
    reader.close();
    const names = await store.transact(async (tx) =>
      (await tx.people.list({ offset: 0, limit: 9 })).map((each) => each.name),
    );
    expect(names).toEqual(['Anna', 'Boris']);
    await close();
  });

  it('is the log beside the file that a link leads to', async () => {
    const { store, close } = await openTestStore(join(folder, 'real.db'));
    const link = join(folder, 'link.db');
    symlinkSync(join(folder, 'real.db'), link);
    await store.transact((tx) => tx.people.add(personNamed('Anna')));
    const flush = createLogFlush(link);
    flush.now();
    await flush.beside();
    flush.close();
    await close();
    // Whoever was the last to close it has taken the log away.
    await expect(async () => createLogFlush(link).beside()).rejects.toThrow(/ENOENT/);
    expect(() => createLogFlush(link).now()).toThrow(/ENOENT/);
  });
});
