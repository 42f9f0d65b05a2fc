import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { DatabaseError } from './database-error.ts';
import { type Contents, checkFile, ensureFile, explained, openToRead } from './foreign-file.ts';
import { codeOf } from './sqlite-error.ts';

/** More pages than any database has: in one step the copy is of one moment, whatever is written meanwhile. */
const ALL_PAGES = 0x7fffffff;
/** What SQLite reads into the file that it lies beside. */
const LOGS = ['-wal', '-journal'];
/** Not every disk can give a file two names, or not to everybody. */
const NO_SECOND_NAME = /^(EPERM|ENOTSUP|EXDEV|EMLINK|ENOSYS)$/;

/**
 * Copies the database while others work on it, looks whether the copy is whole, and only then gives it its name.
 * @throws DatabaseError; there is no new file then
 */
export async function backUp(file: string, target: string, { force }: { force: boolean }): Promise<Contents> {
  ensureFile(file);
  const place = realPlace(target);
  if (isSameFile(place, file)) throw new DatabaseError(`${target} is the database itself.`);
  const ensureFree = () => {
    if (statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
      throw new DatabaseError(`${target} is a folder: name a file in it.`);
    }
    if (force || !existsSync(place)) return;
    throw new DatabaseError(`${target} is there already: choose another name, or add --force.`);
  };
  ensureFree();
  return asCopy(file, place, 'tmp', (copy) => {
    // A large database is not copied in a moment.
    ensureFree();
    renameSync(copy, place);
    keepOnDisk(dirname(place));
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
 * @throws DatabaseError, also where a process works on the database; the database is as before then
 */
export async function restore(source: string, file: string, stamp: string): Promise<Restored> {
  if (file === ':memory:') throw new DatabaseError('DATABASE_FILE is :memory:, which is in no file.');
  ensureFile(source);
  const place = realPlace(file);
  if (isSameFile(source, place)) throw new DatabaseError(`${source} is the database itself.`);
  checkFile(source);
  let aside: string | undefined;
  const contents = await asCopy(source, place, 'restoring', (copy) => {
    const alone = existsSync(place) ? takeAlone(place, copy) : undefined;
    try {
      if (alone) {
        aside = setAside(place, `${place}.before-restore-${stamp}`, alone.logs);
        takeOverRights(place, copy);
      }
      // What belongs to the database from before must not be read into this one. Once that has its name, what lies
      // beside it may be of a Friday that has started.
      for (const end of [...LOGS, '-shm']) rmSync(place + end, { force: true });
      renameSync(copy, place);
      keepOnDisk(dirname(place));
    } finally {
      alone?.letGo();
    }
  });
  return { contents, aside };
}

/** Copies beside `target`, checks the copy and hands it over; leaves nothing else behind. */
async function asCopy(
  source: string,
  target: string,
  end: string,
  handOver: (copy: string) => void,
): Promise<Contents> {
  const folder = dirname(resolve(target));
  if (!existsSync(folder)) throw new DatabaseError(`The folder ${folder} does not exist.`);
  const copy = `${target}.${randomBytes(6).toString('hex')}.${end}`;
  try {
    // Made here and now, so that all by this name is ours to remove.
    closeSync(openSync(copy, 'wx', 0o600));
  } catch (error) {
    throw explained(copy, error);
  }
  try {
    await copyTo(source, copy);
    const contents = checkFile(copy, { isCopy: true });
    keepOnDisk(copy);
    handOver(copy);
    return contents;
  } catch (error) {
    throw explained(copy, error);
  } finally {
    for (const each of [copy, `${copy}-shm`, ...LOGS.flatMap((log) => [copy + log, keptLog(copy, log)])]) {
      rmSync(each, { force: true });
    }
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

interface Alone {
  /** copies of the logs that could not be brought into the file, by what their names end with */
  logs: ReadonlyMap<string, string>;
  letGo(): void;
}

/**
 * Makes sure that nobody else has the database open, and that nobody can use it until it is let go of. Also brings
 * all that is in its log into the file itself. One that is damaged is taken as it is, with its log: nobody works on it.
 */
function takeAlone(file: string, copy: string): Alone {
  const logs = new Map<string, string>();
  let raw: BetterSqlite.Database | undefined;
  try {
    // SQLite may remove a log that it finds beside a file that it cannot read.
    for (const end of LOGS.filter((each) => existsSync(file + each))) {
      copyFileSync(file + end, keptLog(copy, end), constants.COPYFILE_EXCL);
      logs.set(end, keptLog(copy, end));
    }
    raw = new BetterSqlite(file, { timeout: 1000 });
    // Refused while another process has the file open, even if that one only waits.
    raw.pragma('journal_mode = delete');
    raw.exec('begin exclusive');
    // Somebody may have opened it between the two.
    const mode = raw.pragma('journal_mode', { simple: true });
    if (mode !== 'delete') throw new DatabaseError(`${file} is in use: stop Friday first, then restore.`);
    const held = raw;
    return { logs: new Map(), letGo: () => held.close() };
  } catch (error) {
    raw?.close();
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) return { logs, letGo() {} };
    if (/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))) {
      throw new DatabaseError(`${file} is in use: stop Friday first, then restore.`, { cause: error });
    }
    throw explained(file, error);
  }
}

function keptLog(copy: string, end: string): string {
  return `${copy}.kept${end}`;
}

/**
 * Second names: the first is never without a file, so that nobody makes a new database meanwhile.
 * @returns the name, which nothing had before
 */
function setAside(file: string, wanted: string, logs: Alone['logs']): string {
  const name = giveFreeName(file, wanted);
  for (const [end, log] of logs) {
    giveName(log, name + end);
    keepOnDisk(name + end);
  }
  keepOnDisk(dirname(name));
  return name;
}

function giveFreeName(file: string, wanted: string): string {
  for (let nth = 1; ; nth += 1) {
    const name = nth === 1 ? wanted : `${wanted}-${nth}`;
    // A log that lies there would be read into it.
    if (LOGS.some((end) => existsSync(name + end))) continue;
    try {
      giveName(file, name);
      return name;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** @throws an error with the code EEXIST where something has the name */
function giveName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!NO_SECOND_NAME.test(codeOf(error))) throw error;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
    keepOnDisk(name);
  }
}

/** Whoever could open the database before can open it again. */
function takeOverRights(file: string, copy: string): void {
  const { mode, uid, gid } = statSync(file);
  try {
    chownSync(copy, uid, gid);
  } catch {
    // Only root gives files to others.
  }
  chmodSync(copy, mode & 0o777);
}

/** Where a file is, or will be: what leads there stays a link. */
function realPlace(file: string): string {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  if (statSync(file, { throwIfNoEntry: false })) return realpathSync(file);
  return realPlace(resolve(realpathSync(dirname(file)), readlinkSync(file)));
}

function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

function keepOnDisk(place: string): void {
  const descriptor = openSync(place, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
