import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { APPLICATION_ID, openDatabase } from '../../data/database.ts';
import { DatabaseError } from '../../data/database-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-database-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string) => join(folder, name);

async function refusal(file: string, options = {}): Promise<string> {
  const error = await openDatabase(file, options).then(
    (database) => database.close(),
    (error) => error,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return (error as Error).message;
}

describe('opening a database', () => {
  it('makes the file where there is none, and opens it again', async () => {
    (await openDatabase(place('new.db'))).close();
    const database = await openDatabase(place('new.db'));
    expect(database.pragma('journal_mode')).toBe('wal');
    // After each commit the log is flushed by ourselves.
    expect(database.pragma('synchronous')).toBe(1);
    expect(database.pragma('foreign_keys')).toBe(1);
    database.close();
  });

  it('says that the folder does not exist', async () => {
    expect(await refusal(place('nowhere/friday.db'))).toMatch(/folder .*nowhere .*does not exist: create it/);
  });

  it('says that a folder is not a file', async () => {
    mkdirSync(place('folder.db'));
    expect(await refusal(place('folder.db'))).toMatch(/is a folder/);
  });

  it('says that a file is not a database, and leaves it as it is', async () => {
    const text = 'Dear diary, this is not a database at all. '.repeat(50);
    writeFileSync(place('diary.txt'), text);
    expect(await refusal(place('diary.txt'))).toMatch(/diary\.txt is not a database/);
    expect(readFileSync(place('diary.txt'), 'utf8')).toBe(text);
  });

  it("leaves another program's database as it is", async () => {
    const other = new BetterSqlite(place('other.db'));
    other.exec('create table songs (title text)');
    other.close();
    const before = readFileSync(place('other.db'));
    expect(await refusal(place('other.db'))).toMatch(/database of another program/);
    expect(readFileSync(place('other.db')).equals(before)).toBe(true);
  });

  it('says that a damaged file is damaged', async () => {
    (await openDatabase(place('damaged.db'))).close();
    const bytes = readFileSync(place('damaged.db'));
    bytes.fill(7, 100, 12_000);
    writeFileSync(place('damaged.db'), bytes);
    expect(await refusal(place('damaged.db'))).toMatch(/is damaged: put the last backup/);
  });

  // Nothing is forbidden to root.
  it.skipIf(process.getuid?.() === 0)('says that a file, or its folder, cannot be written', async () => {
    mkdirSync(place('locked'));
    (await openDatabase(place('locked/friday.db'))).close();
    chmodSync(place('locked/friday.db'), 0o444);
    expect(await refusal(place('locked/friday.db'))).toMatch(/cannot be written: give the user that runs Friday/);
    chmodSync(place('locked/friday.db'), 0o644);
    chmodSync(place('locked'), 0o555);
    expect(await refusal(place('locked/friday.db'))).toMatch(/cannot be written/);
    expect(await refusal(place('locked/other.db'))).toMatch(/cannot be written/);
    chmodSync(place('locked'), 0o755);
  });

  it('says that another program holds the file', async () => {
    (await openDatabase(place('held.db'))).close();
    const holder = new BetterSqlite(place('held.db'));
    holder.exec('begin immediate');
    expect(await refusal(place('held.db'), { busyTimeoutMs: 50 })).toMatch(/in use by another program/);
    holder.close();
  });

  it('waits for another Friday that makes the same file at that moment', async () => {
    const other = new BetterSqlite(place('made-twice.db'));
    other.pragma(`application_id = ${APPLICATION_ID}`);
    // Not yet written ahead: SQLite refuses the change to that at once while another writes.
    other.exec('begin immediate');
    const opening = openDatabase(place('made-twice.db'));
    setTimeout(() => other.exec('commit'), 100);
    const database = await opening;
    expect(database.pragma('journal_mode')).toBe('wal');
    database.close();
    other.close();
  });
});

describe('a database that another process brings to a newer shape', () => {
  it('is still read by the names of its columns', async () => {
    const file = place('shared.db');
    const database = await openDatabase(file);
    const read = () =>
      database.runUnit(async () => database.execute('select projects.*, upper(tag) as loud from projects', []).rows);
    const newer = new BetterSqlite(file);
    newer.pragma('foreign_keys = off');
    newer.exec(
      `insert into projects (tag, tag_folded, name, created_at, created_by) values ('pro', 'pro', 'Pro', '', 1)`,
    );
    const [before] = await read();
    newer.exec('alter table projects add column colour text');
    newer.close();
    expect(before).toMatchObject({ tag: 'pro', loud: 'PRO' });
    expect(await read()).toEqual([{ ...(before as object), colour: null }]);
    database.close();
  });
});
