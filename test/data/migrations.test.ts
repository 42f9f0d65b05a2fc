import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { migrations } from '../../data/migrations/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function look<Row>(file: string, sql: string): Row[] {
  const raw = new BetterSqlite(file, { readonly: true });
  const rows = raw.prepare(sql).all() as Row[];
  raw.close();
  return rows;
}

describe('migrations', () => {
  it('run once each and are recorded with their name and time', async () => {
    const file = join(folder, 'twice.db');
    (await openDatabase(file)).close();
    const first = look<{ number: number; name: string; ran_at: string }>(file, 'select * from migrations');
    expect(first).toMatchObject([
      { number: 1, name: 'initial' },
      { number: 2, name: 'profiles' },
      { number: 3, name: 'keepsakes' },
    ]);
    expect(first[0]?.ran_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    (await openDatabase(file)).close();
    expect(look(file, 'select * from migrations')).toEqual(first);
  });

  it('run only what is new in a database that has been used', async () => {
    const file = join(folder, 'next.db');
    (await openDatabase(file)).close();
    const fourth = () => ['create table invoices (id integer primary key) strict'];
    (await openDatabase(file, { migrations: { ...migrations, 4: fourth } })).close();
    expect(look(file, 'select number, name from migrations order by number')).toEqual([
      { number: 1, name: 'initial' },
      { number: 2, name: 'profiles' },
      { number: 3, name: 'keepsakes' },
      { number: 4, name: 'fourth' },
    ]);
  });

  it('leave nothing of a migration that fails, and keep those before it', async () => {
    const file = join(folder, 'failing.db');
    const fourth = () => ['create table half (id integer primary key) strict', 'insert into half values (1)'];
    const fifth = () => ['create table rest (id integer primary key) strict', 'this is not SQL'];
    await expect(openDatabase(file, { migrations: { ...migrations, 4: fourth, 5: fifth } })).rejects.toThrow(/syntax/);
    expect(look(file, 'select number from migrations order by number')).toEqual([
      { number: 1 },
      { number: 2 },
      { number: 3 },
      { number: 4 },
    ]);
    expect(look(file, "select name from sqlite_schema where name in ('half', 'rest')")).toEqual([{ name: 'half' }]);
  });

  it('refuse a database made by a newer version', async () => {
    const file = join(folder, 'newer.db');
    (await openDatabase(file)).close();
    const raw = new BetterSqlite(file);
    raw.exec("insert into migrations values (9, 'far', '2030-01-01T00:00:00.000Z')");
    raw.close();
    await expect(openDatabase(file)).rejects.toThrow(
      /newer\.db was made by a newer Friday \(migration 9, this one knows 3\): update Friday, or use the backup/,
    );
  });

  it('run once when two processes start together', async () => {
    const file = join(folder, 'together.db');
    const both = await Promise.all([openDatabase(file), openDatabase(file)]);
    for (const database of both) database.close();
    expect(look(file, 'select number from migrations')).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });
});
