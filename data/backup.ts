import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { DatabaseError } from './database-error.ts';
import { type Contents, checkFile, ensureFile, explained, openToRead } from './foreign-file.ts';
import { codeOf } from './sqlite-connection.ts';

/** More pages than any database has: in one step the copy is of one moment, whatever is written meanwhile. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies the database while others work on it, looks whether the copy is whole, and only then gives it its name.
 * @throws DatabaseError; there is no new file then
 */
export async function backUp(file: string, target: string, { force }: { force: boolean }): Promise<Contents> {
  ensureFile(file);
  if (existsSync(target)) {
    if (realpathSync(target) === realpathSync(file)) throw new DatabaseError(`${target} is the database itself.`);
    if (!force) throw new DatabaseError(`${target} is there already: choose another name, or add --force.`);
  }
  return asCopy(file, `${target}.tmp`, (copy) => {
    renameSync(copy, target);
    keepOnDisk(dirname(target));
  });
}

export interface Restored {
  contents: Contents;
  /** where the database from before is now; undefined where there was none */
  aside: string | undefined;
}

/**
 * Puts a copy in the place of the database, which is kept beside it under another name.
 * @param stamp for that name
 * @throws DatabaseError, also where a process works on the database; all is as before then
 */
export async function restore(source: string, file: string, stamp: string): Promise<Restored> {
  if (file === ':memory:') throw new DatabaseError('DATABASE_FILE is :memory:, which is in no file.');
  ensureFile(source);
  const isThere = existsSync(file);
  if (isThere && realpathSync(source) === realpathSync(file))
    throw new DatabaseError(`${source} is the database itself.`);
  checkFile(source);
  const aside = isThere ? `${file}.before-restore-${stamp}` : undefined;
  const contents = await asCopy(source, `${file}.restoring`, (copy) => {
    const letGo = aside ? takeAlone(file, aside) : () => {};
    try {
      if (aside) giveName(file, aside);
      renameSync(copy, file);
      // What belongs to the database from before must not be read into this one.
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      keepOnDisk(dirname(file));
    } finally {
      letGo();
    }
  });
  return { contents, aside };
}

/** Copies into `copy`, checks it and hands it over; leaves no copy where anything goes wrong. */
async function asCopy(source: string, copy: string, place: (copy: string) => void): Promise<Contents> {
  const folder = dirname(resolve(copy));
  if (!existsSync(folder)) throw new DatabaseError(`The folder ${folder} does not exist.`);
  const leftovers = ['', '-wal', '-shm', '-journal'].map((end) => copy + end);
  for (const each of leftovers) rmSync(each, { force: true });
  try {
    await copyTo(source, copy);
    const contents = checkFile(copy);
    keepOnDisk(copy);
    place(copy);
    return contents;
  } catch (error) {
    for (const each of leftovers) rmSync(each, { force: true });
    throw explained(copy, error);
  }
}

async function copyTo(source: string, copy: string): Promise<void> {
  const raw = openToRead(source);
  try {
    await raw.backup(copy, { progress: () => ALL_PAGES });
  } finally {
    raw.close();
  }
  // One file that needs no others beside it.
  const made = new BetterSqlite(copy);
  try {
    made.pragma('journal_mode = delete');
  } finally {
    made.close();
  }
}

/**
 * Makes sure that nobody else has the database open, and that nobody can use it until it is let go of. Also brings
 * all that is in its log into the file itself. One that is damaged is taken as it is, with its log: nobody works on it.
 */
function takeAlone(file: string, aside: string): () => void {
  let raw: BetterSqlite.Database | undefined;
  // SQLite may remove a log that it finds beside a file that it cannot read.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${aside}-wal`);
  try {
    raw = new BetterSqlite(file, { timeout: 1000 });
    // Refused while another process has the file open, even if that one only waits.
    const mode = raw.pragma('journal_mode = delete', { simple: true });
    if (mode !== 'delete') throw new DatabaseError(`${file} is in use: stop Friday first, then restore.`);
    raw.exec('begin exclusive');
    rmSync(`${aside}-wal`, { force: true });
    const held = raw;
    return () => held.close();
  } catch (error) {
    raw?.close();
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) return () => {};
    rmSync(`${aside}-wal`, { force: true });
    if (/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))) {
      throw new DatabaseError(`${file} is in use: stop Friday first, then restore.`, { cause: error });
    }
    throw explained(file, error);
  }
}

/** A second name: the first is never without a file, so that nobody makes a new database meanwhile. */
function giveName(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    // Not every disk can give a file two names.
    copyFileSync(file, aside);
    keepOnDisk(aside);
  }
}

function keepOnDisk(place: string): void {
  const descriptor = openSync(place, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
