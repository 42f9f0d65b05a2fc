import type BetterSqlite from 'better-sqlite3';
import type { QueryResult } from 'kysely';

/** A prepared statement, with what never changes of it looked up once. */
export interface Statement {
  writes: boolean;
  execute<Row>(parameters: readonly unknown[]): QueryResult<Row>;
}

export function createStatement(raw: BetterSqlite.Database, sql: string): Statement {
  const statement = raw.prepare(sql);
  const writes = !statement.readonly;
  if (!statement.reader) {
    return {
      writes,
      execute(parameters) {
        const { changes, lastInsertRowid } = statement.run(...parameters);
        return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
      },
    };
  }
  statement.raw(true);
  let columns = statement.columns().map(({ name }) => name);
  let objectOf = objectMaker(columns);
  return {
    writes,
    execute<Row>(parameters: readonly unknown[]) {
      const rows = statement.all(...parameters) as unknown[][];
      // A newer process beside this one may have added columns: SQLite then prepares `select *` anew by itself.
      if (rows[0] && rows[0].length !== columns.length) {
        columns = statement.columns().map(({ name }) => name);
        objectOf = objectMaker(columns);
      }
      return { rows: rows.map(objectOf) as Row[] };
    },
  };
}

/**
 * The driver looks up the name of each column again for each row, which takes longer than reading the row. A function
 * written for these columns takes a third of the time, and makes objects that are all of one shape. Where a name comes
 * twice, the last one counts, as it does in the driver.
 */
function objectMaker(columns: readonly string[]): (values: readonly unknown[]) => unknown {
  const places = new Map(columns.map((name, i) => [name, i]));
  const fields = [...places].map(([name, i]) => `${JSON.stringify(name)}: values[${i}]`);
  return new Function('values', `return { ${fields.join(', ')} };`) as (values: readonly unknown[]) => unknown;
}
