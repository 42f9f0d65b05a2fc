import { type Database, openDatabase } from '../../data/database.ts';
import { createStore } from '../../data/store.ts';
import type { Store } from '../../src/ports/store.ts';

/** A real store: in memory, or in a file of its own. `database` counts statements and shows them to a hook. */
export async function openTestStore(
  file = ':memory:',
  options: Parameters<typeof openDatabase>[1] = {},
): Promise<{ store: Store; database: Database; close: () => Promise<void> }> {
  const database = await openDatabase(file, options);
  const store = createStore(database);
  return { store, database, close: () => store.close() };
}
