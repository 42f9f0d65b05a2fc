import type { Dialect, QueryResult } from 'kysely';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

export type Execute = <Row>(sql: string, parameters: readonly unknown[]) => QueryResult<Row>;

/** Kysely over our own connection: no pool and no lock of its own, since units of work run one after the other. */
export function createSqliteDialect(execute: Execute): Dialect {
  const connection = {
    executeQuery: async <Row>(query: { sql: string; parameters: readonly unknown[] }) =>
      execute<Row>(query.sql, query.parameters),
    streamQuery: (): never => refuse('Streaming is not supported: read pages.'),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: async () => refuse('Transactions are opened by store.transact alone.'),
      commitTransaction: async () => refuse('Transactions are closed by store.transact alone.'),
      rollbackTransaction: async () => refuse('Transactions are closed by store.transact alone.'),
      destroy: async () => {},
    }),
  };
}

function refuse(message: string): never {
  throw new Error(message);
}
