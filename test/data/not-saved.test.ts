import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { NotSavedError } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, personNamed, twoPeople } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-not-saved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = 'x'.repeat(4000);

describe('a disk that refuses', () => {
  it('makes every unit of the batch hear that nothing was saved, and works again when there is room', async () => {
    const file = join(folder, 'full.db');
    const { store, database, close } = await openTestStore(file);
    const { anna } = await store.transact(twoPeople);
    database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 3}`);
    const settled = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        store.transact((tx) => addTask(tx, anna.id, anna.id, i === 0 ? {} : { description: LONG })),
      ),
    );
    const reasons = settled.map((result) => (result.status === 'rejected' ? result.reason : undefined));
    // The first fitted, and was taken back together with the one that did not.
    expect(reasons[0]).toBeInstanceOf(NotSavedError);
    expect(reasons[0]).toMatchObject({ cause: { code: 'SQLITE_FULL' } });
    expect(reasons.every((reason) => reason === undefined || reason instanceof NotSavedError)).toBe(true);
    const saved = settled.filter((result) => result.status === 'fulfilled').length;
    expect(await countOf(file)).toBe(saved);

    database.pragma('max_page_count = 1000000');
    await store.transact((tx) => addTask(tx, anna.id, anna.id, { description: LONG }));
    expect(await countOf(file)).toBe(saved + 1);
    await close();
  });

  it('is not forgotten when the unit swallows the error', async () => {
    const file = join(folder, 'swallowed.db');
    const { store, database, close } = await openTestStore(file);
    const { anna } = await store.transact(twoPeople);
    database.pragma(`max_page_count = ${database.pragma('page_count')}`);
    const work = store.transact(async (tx) => {
      for (let i = 0; i < 20; i += 1) {
        await addTask(tx, anna.id, anna.id, { description: LONG }).catch(() => {});
      }
      return 'done';
    });
    await expect(work).rejects.toBeInstanceOf(NotSavedError);
    expect(await countOf(file)).toBe(0);
    await close();
  });

  it('leaves reading possible', async () => {
    const { store, database, close } = await openTestStore(join(folder, 'reading.db'));
    const { anna } = await store.transact(twoPeople);
    database.pragma(`max_page_count = ${database.pragma('page_count')}`);
    await Promise.allSettled(
      Array.from({ length: 40 }, () => store.transact((tx) => addTask(tx, anna.id, anna.id, { description: LONG }))),
    );
    expect(await store.transact((tx) => tx.people.get(anna.id))).toEqual(anna);
    await close();
  });
});

describe('another process that writes', () => {
  it('is waited for without blocking this one', async () => {
    const file = join(folder, 'busy.db');
    const { store, close } = await openTestStore(file);
    const other = new BetterSqlite(file);
    other.exec('begin immediate');
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
      if (turns === 10) other.exec('commit');
    }, 10);
    await store.transact((tx) => tx.people.add(personNamed('Anna')));
    clearInterval(ticking);
    expect(turns).toBeGreaterThanOrEqual(10);
    other.close();
    await close();
  });

  it('and does not stop makes the unit hear that nothing was saved', async () => {
    const file = join(folder, 'held.db');
    const { store, close } = await openTestStore(file, { busyTimeoutMs: 60 });
    const other = new BetterSqlite(file);
    other.exec('begin immediate');
    const work = store.transact((tx) => tx.people.add(personNamed('Anna')));
    await expect(work).rejects.toBeInstanceOf(NotSavedError);
    other.exec('rollback');
    other.close();
    await store.transact((tx) => tx.people.add(personNamed('Anna')));
    await close();
  });
});

async function countOf(file: string): Promise<number> {
  const raw = new BetterSqlite(file, { readonly: true });
  const { n } = raw.prepare('select count(*) as n from tasks').get() as { n: number };
  raw.close();
  return n;
}
