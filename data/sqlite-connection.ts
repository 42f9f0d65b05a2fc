import type BetterSqlite from 'better-sqlite3';
import type { QueryResult } from 'kysely';
import { NotSavedError } from '../src/ports/store.ts';
import { whileBusy } from './busy.ts';
import { createDurability, type Durability } from './durability.ts';
import type { Flush } from './flush.ts';
import { codeOf } from './sqlite-error.ts';
import { createStatement, type Statement } from './sqlite-statement.ts';
import type { GuardKind, Unit } from './unit-guard.ts';
import { createUnitGuard } from './unit-guard.ts';

const STATEMENT_CACHE = 400;
const NO_PARAMETERS: readonly unknown[] = [];
/** What a full disk, a broken disk or another writer look like: none of it is the fault of the unit of work. */
const TROUBLE = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|CANTOPEN|NOTADB|NOMEM|BUSY|LOCKED|PROTOCOL|PERM)/;

/** One connection with one transaction at a time, in which units of work run one after the other. */
export interface Connection extends Omit<Durability, 'noteCommit'> {
  /** @throws outside the running unit of work; NotSavedError when the disk refuses, and then for the rest of the batch */
  execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row>;
  /**
   * Opens the transaction and takes the write lock, waiting while another process has it, without blocking this one.
   * @throws NotSavedError when the wait was too long, or the disk refuses
   */
  begin(options: TransactionOptions): Promise<void>;
  /** Runs `work` as one unit: kept when it returns, taken back when it throws, or else the transaction is spoilt. */
  runUnit<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` as a part of the running unit: what it wrote is taken back when it throws, and nothing else. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** What was committed outlives the process, and the machine once it is flushed. @throws NotSavedError; all is taken back */
  commit(): void;
  rollback(): void;
  /** why the open transaction cannot be kept any more */
  trouble(): NotSavedError | undefined;
  /** whether it holds what should be taken back and cannot be by itself: it is to be rolled back, and begun anew with savepoints */
  isSpoilt(): boolean;
  /** whether the caller is known to be inside a running unit of this connection */
  isInsideUnit(): boolean;
  /** whether the running unit has run a statement that writes */
  hasWritten(): boolean;
  close(): void;
  /** what ran since the start, for tests and benches: statements of units, and transactions kept */
  readonly counters: { statements: number; commits: number };
  /** sees each statement of a unit before it runs */
  onStatement: ((sql: string, parameters: readonly unknown[]) => void) | undefined;
}

export interface TransactionOptions {
  /**
   * Whether each unit can be taken back by itself. For that, SQLite copies every page that a unit changes before it does so,
   * which takes as long as the change.
   */
  savepoints: boolean;
}

export interface ConnectionOptions {
  /** how long to wait for another process that writes */
  busyTimeoutMs: number;
  guard: GuardKind;
  flush: Flush;
}

export function createConnection(
  raw: BetterSqlite.Database,
  { busyTimeoutMs, guard, flush }: ConnectionOptions,
): Connection {
  const statements = new Map<string, Statement>();
  const units = createUnitGuard(guard);
  const counters = { statements: 0, commits: 0 };
  const { noteCommit, ...durability } = createDurability(raw, flush);
  let trouble: NotSavedError | undefined;
  let hasSavepoints = true;
  let isSpoilt = false;
  /** changes with what other connections commit, and not with what this one does */
  let dataVersion: number | undefined;
  /** a statement of the open transaction may have written */
  let mayHaveWritten = false;
  const connection: Connection = {
    counters,
    onStatement: undefined,
    execute,
    begin,
    runUnit,
    attempt,
    commit,
    ...durability,
    rollback,
    trouble: () => trouble,
    isSpoilt: () => isSpoilt,
    isInsideUnit: units.isInside,
    hasWritten: () => runningUnit().hasWritten,
    close() {
      units.end();
      statements.clear();
      flush.close();
      raw.close();
    },
  };
  return connection;

  function execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const unit = runningUnit();
    // SQLite may have rolled the transaction back by itself: a further statement would be kept on its own.
    if (trouble) throw trouble;
    ensureUnspoilt();
    counters.statements += 1;
    connection.onStatement?.(sql, parameters);
    try {
      const statement = prepared(sql);
      if (statement.writes) noteWrite(unit);
      return statement.execute<Row>(parameters);
    } catch (error) {
      throw troubleOf(error) ?? error;
    }
  }

  /** @throws outside of it */
  function runningUnit(): Unit {
    const unit = units.unit();
    if (!unit) throw new Error('A statement outside a unit of work: the database is used inside store.transact only.');
    if (unit.ended) throw new Error('A statement after its unit of work has ended: something in it was not awaited.');
    return unit;
  }

  /** A savepoint is open from the first statement that writes: before it there is nothing to take back. */
  function noteWrite(unit: Unit): void {
    if (unit.hasWritten) return;
    mayHaveWritten = true;
    if (hasSavepoints) control('savepoint unit');
    unit.hasWritten = true;
  }

  /** Takes back all that the unit wrote so far, at once or with the whole transaction. */
  function undoUnit(unit: Unit): void {
    if (!unit.hasWritten) return;
    if (!hasSavepoints) {
      isSpoilt = true;
      return;
    }
    control('rollback to unit');
    control('release unit');
    unit.hasWritten = false;
  }

  function ensureUnspoilt(): void {
    if (isSpoilt) throw spoilt();
  }

  function prepared(sql: string): Statement {
    const known = statements.get(sql);
    if (known) {
      // What was used last is dropped last. While there is room for many more, the order does not matter.
      if (statements.size > STATEMENT_CACHE / 2) {
        statements.delete(sql);
        statements.set(sql, known);
      }
      return known;
    }
    const statement = createStatement(raw, sql);
    statements.set(sql, statement);
    if (statements.size > STATEMENT_CACHE) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    return statement;
  }

  /** Remembers that the transaction is lost, where the error says so. */
  function troubleOf(error: unknown): NotSavedError | undefined {
    if (!TROUBLE.test(codeOf(error)) && raw.inTransaction) return undefined;
    trouble ??= notSaved(error);
    return trouble;
  }

  function control(sql: string): void {
    try {
      prepared(sql).execute(NO_PARAMETERS);
    } catch (error) {
      throw troubleOf(error) ?? error;
    }
  }

  async function begin({ savepoints }: TransactionOptions): Promise<void> {
    trouble = undefined;
    isSpoilt = false;
    hasSavepoints = savepoints;
    const attempt = () => {
      // Only a rollback that failed for a broken disk can leave one open.
      rollback();
      durability.writeAnew();
      prepared('begin immediate').execute(NO_PARAMETERS);
      mayHaveWritten = false;
      noteOthers();
    };
    try {
      await whileBusy(attempt, busyTimeoutMs);
    } catch (error) {
      throw notSaved(error);
    }
  }

  /** What another process has committed can be read before it is on the disk, so that what is told of it waits as well. */
  function noteOthers(): void {
    const [found] = prepared('pragma data_version').execute<{ data_version: number }>(NO_PARAMETERS).rows;
    if (found?.data_version !== dataVersion) noteCommit();
    dataVersion = found?.data_version;
  }

  async function runUnit<T>(work: () => Promise<T>): Promise<T> {
    // Units run one at a time: one that has not ended is the one that runs.
    const unit: Unit = { ended: false, hasWritten: false };
    try {
      const result = await units.run(unit, work);
      unit.ended = true;
      // The unit may have caught the error of a statement; what it wrote is lost all the same.
      if (trouble) throw trouble;
      ensureUnspoilt();
      if (unit.hasWritten && hasSavepoints) control('release unit');
      return result;
    } catch (error) {
      unit.ended = true;
      if (!trouble) undoUnit(unit);
      throw error;
    }
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    const unit = runningUnit();
    if (!unit.hasWritten) return attemptAll(unit, work);
    control('savepoint part');
    try {
      const result = await work();
      control('release part');
      return result;
    } catch (error) {
      if (!trouble) {
        control('rollback to part');
        control('release part');
      }
      throw error;
    }
  }

  /** The part is all that the unit has written by then, so it needs no savepoint of its own. */
  async function attemptAll<T>(unit: Unit, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // Of a unit that did not wait for it nothing can be taken back any more.
      if (!trouble && !unit.ended) undoUnit(unit);
      throw error;
    }
  }

  function commit(): void {
    if (!trouble && !isSpoilt) {
      try {
        prepared('commit').execute(NO_PARAMETERS);
        counters.commits += 1;
        if (mayHaveWritten) noteCommit();
        return;
      } catch (error) {
        trouble = notSaved(error);
      }
    }
    try {
      rollback();
    } catch {
      // The trouble at hand says more; `begin` tries again.
    }
    throw trouble ?? spoilt();
  }

  function rollback(): void {
    if (raw.inTransaction) raw.exec('rollback');
  }
}

function spoilt(): Error {
  return new Error('The transaction holds what is to be taken back: all of it is run anew.');
}

function notSaved(cause: unknown): NotSavedError {
  return new NotSavedError(`Not saved: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
