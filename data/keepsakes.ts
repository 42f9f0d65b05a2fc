import { sql } from 'kysely';
import type { Instant } from '../src/domain/instant.ts';
import type { Keepsake, Keepsakes } from '../src/ports/arrivals.ts';
import type { Database } from './database.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

export function createKeepsakes(database: Database): Keepsakes {
  const db = database.query;

  const put = prepare(database, (db, slots: Omit<Row<'keepsakes'>, 'id'>) =>
    db
      .insertInto('keepsakes')
      .values(pick(slots, ['platform', 'kind', 'key', 'body', 'kept_at']))
      .onConflict((oc) =>
        oc.columns(['platform', 'kind', 'key']).doUpdateSet((eb) => ({ kept_at: eb.ref('excluded.kept_at') })),
      ),
  );

  const get = prepare(database, (db, slots: Omit<Keepsake, 'body'>) =>
    db
      .selectFrom('keepsakes')
      .select('body')
      .where('platform', '=', slots.platform)
      .where('kind', '=', slots.kind)
      .where('key', '=', slots.key),
  );

  const remove = prepare(database, (db, slots: Omit<Keepsake, 'body'>) =>
    db
      .deleteFrom('keepsakes')
      .where('platform', '=', slots.platform)
      .where('kind', '=', slots.kind)
      .where('key', '=', slots.key),
  );

  const prune = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('keepsakes')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('keepsakes')
          .select('id')
          .where('kept_at', '<', slots.before)
          .orderBy('kept_at')
          .limit(slots.limit),
      ),
  );

  return {
    async put({ platform, kind, key, body, at }) {
      await put.run({ platform, kind, key, body, kept_at: at });
    },
    async get(of) {
      return (await get.first(of))?.body;
    },
    async updates(platform) {
      return (
        db
          .selectFrom('keepsakes')
          .select(['key', 'body'])
          .where('platform', '=', platform)
          // Written as in the partial index: there are few of these, beside many commands.
          .where('kind', '=', sql.lit('update'))
          .orderBy('id')
          .execute()
      );
    },
    async remove(of) {
      await remove.run(of);
    },
    async prune(before, limit) {
      return prune.run({ before, limit });
    },
  };
}
