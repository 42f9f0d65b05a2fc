import type { Month } from '../src/domain/month.ts';
import type { LockedMonths } from '../src/ports/time.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';

export function createLockedMonths(database: Database): LockedMonths {
  const db = database.query;

  const between = prepare(database, (db, slots: { first: Month; last: Month }) =>
    db
      .selectFrom('locked_months')
      .selectAll()
      .where('month', '>=', slots.first)
      .where('month', '<=', slots.last)
      .orderBy('month', 'desc'),
  );

  return {
    async between(first, last) {
      const rows = await between.all({ first, last });
      return rows.map((row) => ({ month: row.month, lockedBy: row.locked_by, lockedAt: row.locked_at }));
    },
    async lock({ month, lockedBy, lockedAt }) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('locked_months')
        .values({ month, locked_by: lockedBy, locked_at: lockedAt })
        .onConflict((oc) => oc.column('month').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n;
    },
    async unlock(month) {
      const { numDeletedRows } = await db.deleteFrom('locked_months').where('month', '=', month).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
