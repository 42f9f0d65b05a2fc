import type { Database } from '../../data/database.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import type { Task } from '../../src/domain/task.ts';
import type { Store } from '../../src/ports/store.ts';

/** The task that was created last. */
export function latestTask({ store, database }: { store: Store; database: Database }): Promise<Task> {
  return store.transact(async (tx) => {
    const newest = database.query.selectFrom('tasks').select('id').orderBy('id', 'desc').limit(1);
    const { id } = await newest.executeTakeFirstOrThrow();
    return (await tx.tasks.get(id as TaskId)) as Task;
  });
}
