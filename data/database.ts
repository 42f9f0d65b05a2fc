import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { whileBusy } from './busy.ts';
import { DatabaseError } from './database-error.ts';
import { createLogFlush, type Flush, noFlush } from './flush.ts';
import { migrate, migrations as ours } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import type { Connection } from './sqlite-connection.ts';
import { createConnection } from './sqlite-connection.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { codeOf } from './sqlite-error.ts';
import type { GuardKind } from './unit-guard.ts';

/** `FRDY`: says in the file's header whose database this is. */
export const APPLICATION_ID = 0x46524459;
const BUSY_TIMEOUT_MS = 5000;
/** Pages of 4 KiB: a checkpoint every 16 MiB, so that it is rare and what it copies has been written many times. */
const CHECKPOINT_PAGES = 4000;
/** SQLite's own 2 MiB do not even hold the inner pages of a large database's indexes, which are then read for each row. */
const CACHE_KIB = 16 * 1024;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;

const NOT_WRITABLE =
  'cannot be written: give the user that runs Friday the right to write it and its folder (SQLite adds files beside it).';

export interface Database extends Connection {
  file: string;
  /** builds queries, and runs those that are not hot enough for `prepare` */
  query: Kysely<Schema>;
  /** Reads or sets a pragma of this connection, for tests and inspection. */
  pragma(text: string): unknown;
}

/**
 * Opens the database file, makes it where it is missing, and brings it to the present shape.
 * @param file a path, or `:memory:`
 * @param options `guard`: strict where nothing is said; `flush`: of the file's log where nothing is said
 * @throws DatabaseError, worded for the person who starts Friday
 */
export async function openDatabase(
  file: string,
  options: { busyTimeoutMs?: number; migrations?: typeof ours; guard?: GuardKind; flush?: Flush } = {},
): Promise<Database> {
  ensurePlace(file);
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  const raw = explaining(file, () => new BetterSqlite(file, { timeout: busyTimeoutMs }));
  try {
    await prepareFile(raw, file, busyTimeoutMs);
    const flush = options.flush ?? (file === ':memory:' ? noFlush : createLogFlush(file));
    const connection = createConnection(raw, { busyTimeoutMs, guard: options.guard ?? 'strict', flush });
    const database: Database = Object.assign(connection, {
      file,
      query: new Kysely<Schema>({ dialect: createSqliteDialect(connection.execute) }),
      pragma: (text: string) => raw.pragma(text, { simple: true }),
    });
    // From here on the wait for another writer must not block the event loop: `begin` waits instead.
    raw.pragma('busy_timeout = 0');
    // Definitions are kept from being written, but for migrations.
    raw.unsafeMode(true);
    await migrate(database, options.migrations ?? ours);
    raw.unsafeMode(false);
    return database;
  } catch (error) {
    raw.close();
    throw explained(file, error);
  }
}

function ensurePlace(file: string): void {
  if (file === ':memory:') return;
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) {
    throw new DatabaseError(
      `The folder ${folder} for the database file does not exist: create it, or set DATABASE_FILE to another place.`,
    );
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DatabaseError(`${file} is a folder, not a database file: set DATABASE_FILE to a file in it.`);
  }
  // SQLite opens a file that it may not write without a word, and would tell the first person who adds a task.
  for (const place of existsSync(file) ? [file, folder] : [folder]) {
    if (!isWritable(place)) throw new DatabaseError(`The database file ${file} ${NOT_WRITABLE}`);
  }
}

function isWritable(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function prepareFile(raw: BetterSqlite.Database, file: string, busyTimeoutMs: number): Promise<void> {
  // In this order: another Friday that makes the same file writes whose it is before it makes a table.
  const tables = raw.prepare('select count(*) as n from sqlite_schema').get() as { n: number };
  const owner = raw.pragma('application_id', { simple: true });
  // Look before writing anything: a database of another program must stay as it is.
  if (owner !== APPLICATION_ID && (owner !== 0 || tables.n > 0)) {
    throw new DatabaseError(
      `The file ${file} is a database of another program: set DATABASE_FILE to Friday's own file, or to a new one.`,
    );
  }
  // Of two that do this to a new file SQLite refuses the second at once, whatever its busy timeout.
  const mode = await whileBusy(() => raw.pragma('journal_mode = wal', { simple: true }), busyTimeoutMs);
  if (mode !== 'wal' && mode !== 'memory') {
    throw new DatabaseError(
      `The database file ${file} cannot be written ahead here (journal mode ${mode}): move it to a local disk.`,
    );
  }
  // SQLite writes in order, and leaves it to `flush` to wait for the disk after each commit.
  raw.pragma('synchronous = normal');
  raw.pragma('foreign_keys = on');
  raw.pragma('temp_store = memory');
  raw.pragma(`cache_size = -${CACHE_KIB}`);
  raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  raw.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
  if (owner !== APPLICATION_ID) raw.pragma(`application_id = ${APPLICATION_ID}`);
}

function explaining<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explained(file, error);
  }
}

function explained(file: string, error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const advice = adviceFor(codeOf(cause));
  return advice ? new DatabaseError(`The database file ${file} ${advice}`, { cause }) : error;
}

function adviceFor(code: string): string | undefined {
  if (code.startsWith('SQLITE_NOTADB')) {
    return 'is not a database: set DATABASE_FILE to another file, or move this one away.';
  }
  if (code.startsWith('SQLITE_CORRUPT')) return 'is damaged: put the last backup in its place.';
  if (code.startsWith('SQLITE_READONLY')) return NOT_WRITABLE;
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return 'cannot be opened: check that the user that runs Friday may read and write it and its folder.';
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return 'is in use by another program that does not let go of it: stop that one first.';
  }
  if (code.startsWith('SQLITE_FULL')) return 'cannot grow: the disk is full.';
  if (code.startsWith('SQLITE_IOERR')) return 'cannot be read or written: the disk reports an error.';
  return undefined;
}
