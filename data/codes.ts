import type { Instant } from '../src/domain/instant.ts';
import type { Codes } from '../src/ports/arrivals.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';

export function createCodes(database: Database): Codes {
  const db = database.query;

  // A code is used before it expires, if it is.
  const pruneCodes = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('codes')
      .where('hash', 'in', (eb) =>
        eb
          .selectFrom('codes')
          .select('hash')
          .where('expires_at', '<', slots.before)
          .orderBy('expires_at')
          .limit(slots.limit),
      ),
  );

  const pruneWrong = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('wrong_codes')
      .where('id', 'in', (eb) =>
        eb.selectFrom('wrong_codes').select('id').where('at', '<', slots.before).orderBy('at').limit(slots.limit),
      ),
  );

  return {
    async add(code) {
      await db
        .insertInto('codes')
        .values({
          hash: code.hash,
          kind: code.kind,
          role: code.role,
          issued_by: code.issuedBy,
          created_at: code.createdAt,
          expires_at: code.expiresAt,
        })
        .execute();
    },
    async find(hash, now) {
      const row = await db
        .selectFrom('codes')
        .selectAll()
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        hash: row.hash,
        kind: row.kind,
        role: row.role,
        issuedBy: row.issued_by,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      };
    },
    async markUsed(hash, by, at) {
      await db
        .updateTable('codes')
        .set({ used_by: by, used_at: at })
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .execute();
    },
    async countWrong(platform, externalId, since) {
      const row = await db
        .selectFrom('wrong_codes')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('platform', '=', platform)
        .where('external_id', '=', externalId)
        .where('at', '>=', since)
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
    async addWrong(platform, externalId, at) {
      await db.insertInto('wrong_codes').values({ platform, external_id: externalId, at }).execute();
    },
    async prune(before, limit) {
      return (await pruneCodes.run({ before, limit })) + (await pruneWrong.run({ before, limit }));
    },
  };
}
