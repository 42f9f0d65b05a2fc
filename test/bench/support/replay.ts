import BetterSqlite from 'better-sqlite3';
import type { Database } from '../../../data/database.ts';

type Statement = readonly [sql: string, parameters: readonly unknown[]];
/** Statements by command, and commands by commit. */
export interface Recording {
  statements: Statement[];
  /** where in `statements` each command begins */
  commands: number[];
  /** where in `statements` each commit of the product fell */
  commits: number[];
}

/** Records what the product asks of its database from now on. */
export function record(database: Database): { recording: Recording; stop(): void } {
  const recording: Recording = { statements: [], commands: [], commits: [] };
  let commits = database.counters.commits;
  database.onStatement = (sql, parameters) => {
    if (database.counters.commits !== commits) {
      commits = database.counters.commits;
      recording.commits.push(recording.statements.length);
    }
    // Each command begins by looking who speaks.
    if (sql.includes('as "request"')) recording.commands.push(recording.statements.length);
    recording.statements.push([sql, parameters]);
  };
  return {
    recording,
    stop() {
      database.onStatement = undefined;
      recording.commits.push(recording.statements.length);
    },
  };
}

/** The same statements with nothing around them: what better-sqlite3 itself needs. */
export function openBare(file: string) {
  const raw = new BetterSqlite(file);
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'temp_store = memory']) {
    raw.pragma(pragma);
  }
  raw.pragma('wal_autocheckpoint = 4000');
  const prepared = new Map<string, BetterSqlite.Statement>();
  const begin = raw.prepare('begin immediate');
  const commit = raw.prepare('commit');

  function run([sql, parameters]: Statement): void {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = raw.prepare(sql);
      prepared.set(sql, statement);
    }
    if (statement.reader) statement.all(parameters);
    else statement.run(parameters);
  }

  return {
    /** @param commitAt where to commit, as places in the recording's statements */
    replay({ statements }: Recording, commitAt: readonly number[]): void {
      const ends = new Set(commitAt);
      for (const [i, statement] of statements.entries()) {
        if (i === 0) begin.run();
        else if (ends.has(i)) {
          commit.run();
          begin.run();
        }
        run(statement);
      }
      commit.run();
    },
    close: () => raw.close(),
  };
}
