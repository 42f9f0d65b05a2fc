import { existsSync, statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { APPLICATION_ID } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { migrations } from './migrations/index.ts';
import { codeOf } from './sqlite-error.ts';

/** Database files beside the one that Friday has open: copies, and the one itself while another process works on it. */

/** @throws DatabaseError where there is no such file, or it is not one of Friday's */
export function openToRead(file: string): BetterSqlite.Database {
  return open(file, { readonly: true });
}

function open(file: string, { readonly }: { readonly: boolean }): BetterSqlite.Database {
  ensureFile(file);
  try {
    const raw = new BetterSqlite(file, { readonly, fileMustExist: true, timeout: 5000 });
    try {
      ensureOurs(raw, file);
      return raw;
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    throw explained(file, error);
  }
}

/**
 * Looks whether a file is whole, and of this Friday or an older one.
 * @param file with `isCopy` one that nobody else has: SQLite looks for values that no row may have only where it could write
 * @returns what is in it
 * @throws DatabaseError
 */
export function checkFile(file: string, { isCopy = false } = {}): Contents {
  const raw = open(file, { readonly: !isCopy });
  try {
    const faults = (raw.pragma('integrity_check', { simple: true }) as string) === 'ok' ? [] : ['pages'];
    if ((raw.pragma('foreign_key_check') as unknown[]).length > 0) faults.push('references');
    if (faults.length > 0) throw new DatabaseError(`${file} is damaged (${faults.join(' and ')}): use another copy.`);
    const migration = (raw.prepare('select max(number) as n from migrations').get() as { n: number | null }).n;
    const newest = Math.max(...Object.keys(migrations).map(Number));
    if (migration === null) throw new DatabaseError(`${file} is empty: it holds no database of Friday yet.`);
    if (migration > newest) {
      throw new DatabaseError(
        `${file} was made by a newer Friday (migration ${migration}, this one knows ${newest}): update Friday first.`,
      );
    }
    const count = (table: string) => (raw.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;
    return { migration, people: count('people'), tasks: count('tasks'), bytes: statSync(file).size };
  } catch (error) {
    throw explained(file, error);
  } finally {
    raw.close();
  }
}

export interface Contents {
  /** the last one that has run */
  migration: number;
  people: number;
  tasks: number;
  bytes: number;
}

export function ensureFile(file: string): void {
  if (file === ':memory:') throw new DatabaseError('DATABASE_FILE is :memory:, which is in no file.');
  if (!existsSync(file)) throw new DatabaseError(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new DatabaseError(`${file} is a folder, not a database file.`);
}

function ensureOurs(raw: BetterSqlite.Database, file: string): void {
  if (raw.pragma('application_id', { simple: true }) === APPLICATION_ID) return;
  throw new DatabaseError(`${file} is no database of Friday.`);
}

export function explained(file: string, error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  const code = codeOf(error);
  const why = WHY.find(([pattern]) => pattern.test(code))?.[1];
  return why ? new DatabaseError(`${file} ${why}`, { cause: error }) : error;
}

const WHY: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_NOTADB/, 'is no database.'],
  [/^SQLITE_CORRUPT/, 'is damaged: use another copy.'],
  [/^SQLITE_(BUSY|LOCKED)/, 'is in use by another program.'],
  [
    /^SQLITE_(CANTOPEN|PERM|READONLY|AUTH)|^EACCES|^EPERM|^EROFS/,
    'cannot be opened or written: look at its rights and its folder’s.',
  ],
  [/^SQLITE_FULL|^ENOSPC/, 'does not fit: the disk is full.'],
  [/^SQLITE_IOERR|^EIO/, 'cannot be read or written: the disk reports an error.'],
  [/^ENOENT|^ENOTDIR/, 'is in a folder that does not exist.'],
];
