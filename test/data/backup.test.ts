import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../data/backup.ts';
import { DatabaseError } from '../../data/database-error.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { openTestStore } from '../support/store.ts';
import { personNamed } from './records.ts';

let folder: ReturnType<typeof emptyFolder>;
let file: string;
let copy: string;
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  folder = emptyFolder('backup');
  file = join(folder.path, 'friday.db');
  copy = join(folder.path, 'copy.db');
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  folder.remove();
});

async function filled(...names: string[]) {
  const opened = await openTestStore(file);
  for (const name of names) await opened.store.transact((tx) => tx.people.add(personNamed(name)));
  return opened;
}

async function closed(...names: string[]): Promise<void> {
  await (await filled(...names)).close();
}

const namesIn = (database: string) =>
  lookInto(database, (rows) => rows<{ name: string }>('select name from people order by id').map(({ name }) => name));
const files = () => readdirSync(folder.path).sort();
const STAMP = '2026-11-27T09-00-00';

/** Overwrites the middle of a file. */
function damage(path: string): void {
  const descriptor = openSync(path, 'r+');
  const { size } = statSync(path);
  for (let at = 8192; at < size; at += 4096) writeSync(descriptor, Buffer.alloc(2048, 0xa5), 0, 2048, at);
  closeSync(descriptor);
}

describe('a backup', () => {
  it('holds what was written last, in one file, while the database is open', async () => {
    const { close } = await filled('Anna', 'Boris');
    closers.push(close);
    expect(await backUp(file, copy, { force: false })).toMatchObject({ people: 2, tasks: 0 });
    expect(namesIn(copy)).toEqual(['Anna', 'Boris']);
    expect(faultsOf(copy)).toEqual([]);
    expect(files().filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  });

  it('takes the place of no file unless it is forced to', async () => {
    await closed('Anna');
    writeFileSync(copy, 'mine');
    await expect(backUp(file, copy, { force: false })).rejects.toThrow(/copy\.db is there already: .* --force/);
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    await backUp(file, copy, { force: true });
    expect(namesIn(copy)).toEqual(['Anna']);
  });

  it('never takes the place of the database itself', async () => {
    await closed('Anna');
    symlinkSync(file, copy);
    for (const target of [file, copy]) {
      await expect(backUp(file, target, { force: true })).rejects.toThrow(/is the database itself/);
    }
    expect(namesIn(file)).toEqual(['Anna']);
  });

  it('is not there where the database is damaged, and the one from before stays', async () => {
    await closed(...Array.from({ length: 300 }, (_, i) => `Person ${i}`));
    await backUp(file, copy, { force: false });
    damage(file);
    await expect(backUp(file, copy, { force: true })).rejects.toThrow(DatabaseError);
    expect(namesIn(copy)).toHaveLength(300);
    expect(files().filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  });

  it.each([
    ['there is no database', () => {}, /There is no file/],
    [
      'it is of another program',
      () => new BetterSqlite(file).exec('create table notes (x)').close(),
      /no database of Friday/,
    ],
    ['it is no database', () => writeFileSync(file, 'x'.repeat(4096)), /is no database/],
  ])('is refused in words where %s', async (_, make, words) => {
    make();
    await expect(backUp(file, copy, { force: false })).rejects.toThrow(words);
    expect(existsSync(copy)).toBe(false);
  });

  it('is refused in words where its folder is not there', async () => {
    await closed('Anna');
    const problem = await backUp(file, join(folder.path, 'gone', 'copy.db'), { force: false }).catch((error) => error);
    expect(problem).toBeInstanceOf(DatabaseError);
    expect(problem.message).toMatch(/folder/);
  });
});

describe('restoring', () => {
  it('puts the copy in place and keeps the database from before', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    await closed('Boris');
    const { contents, aside } = await restore(copy, file, STAMP);
    expect(contents).toMatchObject({ people: 1 });
    expect(aside).toBe(`${file}.before-restore-${STAMP}`);
    expect([namesIn(file), namesIn(aside ?? '')]).toEqual([['Anna'], ['Anna', 'Boris']]);
    // And it opens as a database that Friday works on.
    await closed('Vera');
    expect(namesIn(file)).toEqual(['Anna', 'Vera']);
    expect(namesIn(copy)).toEqual(['Anna']);
  });

  it('is refused while somebody has the database open, even if they only wait', async () => {
    const { store, close } = await filled('Anna');
    closers.push(close);
    await backUp(file, copy, { force: false });
    await store.transact((tx) => tx.people.add(personNamed('Boris')));
    await expect(restore(copy, file, STAMP)).rejects.toThrow(/friday\.db is in use: stop Friday first/);
    expect(files().filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['copy.db', 'friday.db']);
    await store.transact((tx) => tx.people.add(personNamed('Vera')));
    expect(namesIn(file)).toEqual(['Anna', 'Boris', 'Vera']);
  });

  it('leaves all as it was where the copy is damaged, of another program or newer', async () => {
    await closed(...Array.from({ length: 300 }, (_, i) => `Person ${i}`));
    await backUp(file, copy, { force: false });
    const newer = join(folder.path, 'newer.db');
    await backUp(file, newer, { force: false });
    lookInto(newer, (rows) => rows(`insert into migrations values (900, 'far', '2030-01-01') returning number`));
    damage(copy);
    await expect(restore(copy, file, STAMP)).rejects.toThrow(/damaged/);
    await expect(restore(newer, file, STAMP)).rejects.toThrow(/newer Friday \(migration 900/);
    await expect(restore(join(folder.path, 'none.db'), file, STAMP)).rejects.toThrow(/There is no file/);
    await expect(restore(file, file, STAMP)).rejects.toThrow(/is the database itself/);
    expect(namesIn(file)).toHaveLength(300);
    expect(files()).toEqual(['copy.db', 'friday.db', 'newer.db']);
  });

  it('takes the place of a database that is damaged, with what lies beside it', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    writeFileSync(file, 'x'.repeat(8192));
    writeFileSync(`${file}-wal`, 'y');
    await restore(copy, file, STAMP);
    expect(namesIn(file)).toEqual(['Anna']);
    expect(readFileSync(`${file}.before-restore-${STAMP}`, 'utf8')).toBe('x'.repeat(8192));
    expect(readFileSync(`${file}.before-restore-${STAMP}-wal`, 'utf8')).toBe('y');
  });

  it('makes a database where there is none', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    const other = join(folder.path, 'other.db');
    expect(await restore(copy, other, STAMP)).toMatchObject({ aside: undefined });
    expect(namesIn(other)).toEqual(['Anna']);
  });
});
