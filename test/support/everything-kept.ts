import { sql } from 'kysely';
import type { Database } from '../../data/database.ts';
import type { Store } from '../../src/ports/store.ts';

/** All rows of all tables, by table, in the order they were written. */
export function everythingKept(store: Store, { query }: Database): Promise<Record<string, Record<string, unknown>[]>> {
  return store.transact(async () => {
    const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(query);
    const kept: Record<string, Record<string, unknown>[]> = {};
    for (const { name } of tables.rows) {
      if (name.startsWith('sqlite_')) continue;
      kept[name] = (await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(query)).rows;
    }
    return kept;
  });
}
