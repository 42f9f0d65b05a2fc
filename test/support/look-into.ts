import BetterSqlite from 'better-sqlite3';

/** Reads a database file past the product, as somebody with `sqlite3` would. */
export function lookInto<T>(file: string, look: (rows: <Row>(sql: string, ...values: unknown[]) => Row[]) => T): T {
  const raw = new BetterSqlite(file);
  try {
    return look(<Row>(sql: string, ...values: unknown[]) => raw.prepare(sql).all(...values) as Row[]);
  } finally {
    raw.close();
  }
}

/** What SQLite itself finds wrong with a file; empty when all is well. */
export function faultsOf(file: string): unknown[] {
  return lookInto(file, (rows) => [
    ...rows('pragma foreign_key_check'),
    ...rows<{ integrity_check: string }>('pragma integrity_check').filter((row) => row.integrity_check !== 'ok'),
  ]);
}
