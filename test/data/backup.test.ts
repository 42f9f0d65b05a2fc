import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUp, restore } from '../../data/backup.ts';
import { DatabaseError } from '../../data/database-error.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { openTestStore } from '../support/store.ts';
import { personNamed } from './records.ts';

/** What the disk does otherwise: refuses second names with this code, or shows the moment after a file got its name. */
const disk = vi.hoisted(() => ({ refusal: '', renamed: (_to: string) => {} }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    linkSync(from: string, to: string) {
      if (disk.refusal) throw Object.assign(new Error(disk.refusal), { code: disk.refusal });
      fs.linkSync(from, to);
    },
    renameSync(from: string, to: string) {
      fs.renameSync(from, to);
      disk.renamed(to);
    },
  };
});

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
  Object.assign(disk, { refusal: '', renamed: () => {} });
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
const filesOfTheirOwn = () => files().filter((name) => !/-(wal|shm)$/.test(name));
const STAMP = '2026-11-27T09-00-00';

/** Overwrites the middle of a file. */
function damage(path: string): void {
  const descriptor = openSync(path, 'r+');
  const { size } = statSync(path);
  for (let at = 8192; at < size; at += 4096) writeSync(descriptor, Buffer.alloc(2048, 0xa5), 0, 2048, at);
  closeSync(descriptor);
}

describe('a backup', () => {
  it('is no folder, also where it may take the place of a file', async () => {
    const store = await filled('Anna');
    for (const force of [false, true]) {
      await expect(backUp(file, folder.path, { force })).rejects.toThrow('is a folder: name a file in it');
    }
    expect(store).toBeDefined();
  });

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

  it('goes where a link leads, and the link stays', async () => {
    await closed('Anna');
    const elsewhere = join(folder.path, 'elsewhere.db');
    symlinkSync('elsewhere.db', copy);
    await backUp(file, copy, { force: false });
    await closed('Boris');
    await backUp(file, copy, { force: true });
    expect(lstatSync(copy).isSymbolicLink()).toBe(true);
    expect(namesIn(elsewhere)).toEqual(['Anna', 'Boris']);
    expect(filesOfTheirOwn()).toEqual(['copy.db', 'elsewhere.db', 'friday.db']);
  });

  it('touches no other file, whatever its name, and needs no turn for one target', async () => {
    await closed('Anna');
    writeFileSync(`${copy}.tmp`, 'mine');
    const both = [1, 2].map(() => backUp(file, copy, { force: true }));
    expect(await Promise.all(both)).toMatchObject([{ people: 1 }, { people: 1 }]);
    expect(readFileSync(`${copy}.tmp`, 'utf8')).toBe('mine');
    expect(faultsOf(copy)).toEqual([]);
    expect(filesOfTheirOwn()).toEqual(['copy.db', 'copy.db.tmp', 'friday.db']);
  });

  it('does not take the place of a file that came while it was made', async () => {
    await closed('Anna');
    const making = backUp(file, copy, { force: false });
    writeFileSync(copy, 'mine');
    await expect(making).rejects.toThrow(/is there already/);
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    expect(filesOfTheirOwn()).toEqual(['copy.db', 'friday.db']);
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
    expect(filesOfTheirOwn()).toEqual(['copy.db', 'friday.db']);
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

  it('is refused where one word of the copy is not what it may be', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    const bytes = readFileSync(copy);
    // What she is stands right behind her name.
    bytes.write('annamembre', bytes.indexOf('annamember'));
    writeFileSync(copy, bytes);
    await expect(restore(copy, file, STAMP)).rejects.toThrow(/damaged/);
    expect(namesIn(file)).toEqual(['Anna']);
    expect(files()).toEqual(['copy.db', 'friday.db']);
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

  it.each(['', 'EPERM', 'EXDEV'])('keeps all databases from before within one second (link: %j)', async (refusal) => {
    disk.refusal = refusal;
    await closed('Anna');
    await backUp(file, copy, { force: false });
    await closed('Boris');
    const asides: string[] = [];
    for (let nth = 0; nth < 3; nth += 1) asides.push((await restore(copy, file, STAMP)).aside ?? '');
    const first = `${file}.before-restore-${STAMP}`;
    expect(asides).toEqual([first, `${first}-2`, `${first}-3`]);
    expect(asides.map(namesIn)).toEqual([['Anna', 'Boris'], ['Anna'], ['Anna']]);
  });

  it('stops where the disk fails to give the second name, and the database is as it was', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    await closed('Boris');
    disk.refusal = 'EIO';
    await expect(restore(copy, file, STAMP)).rejects.toThrow(/the disk reports an error/);
    expect(namesIn(file)).toEqual(['Anna', 'Boris']);
    expect(files()).toEqual(['copy.db', 'friday.db']);
  });

  it('keeps the log of an earlier damaged database', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    for (const words of ['x', 'z']) {
      writeFileSync(file, words.repeat(8192));
      writeFileSync(`${file}-wal`, words);
      await restore(copy, file, STAMP);
    }
    const logs = ['', '-2'].map((nth) => readFileSync(`${file}.before-restore-${STAMP}${nth}-wal`, 'utf8'));
    expect(logs).toEqual(['x', 'z']);
  });

  it.each([
    ['there is one', ['Boris']],
    ['there is none yet', undefined],
  ])('goes where a link leads, and the link stays, where %s', async (_, before) => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    const link = join(folder.path, 'link.db');
    const elsewhere = join(folder.path, 'elsewhere.db');
    symlinkSync('elsewhere.db', link);
    if (before) await backUp(file, elsewhere, { force: false });
    const { aside } = await restore(copy, link, STAMP);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(namesIn(elsewhere)).toEqual(['Anna']);
    expect(aside).toBe(before && `${realpathSync(elsewhere)}.before-restore-${STAMP}`);
  });

  it('leaves the rights of the database as they were', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(file, 12345, 12346);
    chmodSync(file, 0o640);
    const before = statSync(file);
    await restore(copy, file, STAMP);
    const { mode, uid, gid } = statSync(file);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
  });

  it('takes what an earlier restore left behind when it was cut off, and leaves it there', async () => {
    await closed('Anna');
    const left = `${file}.restoring`;
    await backUp(file, left, { force: false });
    await closed('Boris');
    await restore(left, file, STAMP);
    expect([namesIn(file), namesIn(left)]).toEqual([['Anna'], ['Anna']]);
  });

  it('refuses the database itself, by whatever name', async () => {
    await closed('Anna');
    const link = join(folder.path, 'link.db');
    symlinkSync(file, link);
    for (const [source, target] of [
      [file, link],
      [link, file],
      [link, link],
    ] as const) {
      await expect(restore(source, target, STAMP)).rejects.toThrow(/is the database itself/);
    }
    expect(files()).toEqual(['friday.db', 'link.db']);
  });

  it('loses nothing of a Friday that starts as soon as the file is there', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    disk.renamed = (to) => {
      if (to !== file) return;
      const raw = new BetterSqlite(file);
      closers.push(async () => void raw.close());
      raw.pragma('journal_mode = wal');
      raw.exec(`update people set name = 'Vera'`);
    };
    await restore(copy, file, STAMP);
    expect(namesIn(file)).toEqual(['Vera']);
  });

  it('makes a database where there is none', async () => {
    await closed('Anna');
    await backUp(file, copy, { force: false });
    const other = join(folder.path, 'other.db');
    expect(await restore(copy, other, STAMP)).toMatchObject({ aside: undefined });
    expect(namesIn(other)).toEqual(['Anna']);
  });
});
