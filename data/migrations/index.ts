import { type Kysely, sql } from 'kysely';
import { instantOf } from '../../src/domain/instant.ts';
import type { Database } from '../database.ts';
import { DatabaseError } from '../database-error.ts';
import { corrections } from './corrections.ts';
import { dailies } from './dailies.ts';
import type { Run, SchemaDialect, Step } from './dialect.ts';
import { sqliteSchema } from './dialect.ts';
import { exports } from './exports.ts';
import { initial } from './initial.ts';
import { keepsakes } from './keepsakes.ts';
import { ledger } from './ledger.ts';
import { plainChecks } from './plain-checks.ts';
import { profiles } from './profiles.ts';
import { reminderMoments } from './reminder-moments.ts';
import { sideBySide } from './side-by-side.ts';

/** @returns steps, run in order */
export type Migration = (dialect: SchemaDialect) => readonly Step[];

/** Append only: a migration that has landed is never edited. */
export const migrations: Readonly<Record<number, Migration>> = {
  1: initial,
  2: profiles,
  3: keepsakes,
  4: reminderMoments,
  5: dailies,
  6: ledger,
  7: exports,
  8: corrections,
  9: plainChecks,
  10: sideBySide,
};

interface MigrationsTable {
  migrations: { number: number; name: string; ran_at: string };
}

/**
 * Runs what has not run yet, each migration in a transaction of its own; two processes that start together run each
 * once.
 * @throws DatabaseError where the database was made by a newer version
 */
export async function migrate(
  database: Pick<Database, 'file' | 'query' | 'begin' | 'runUnit' | 'commit' | 'rollback'>,
  known: Readonly<Record<number, Migration>> = migrations,
): Promise<void> {
  const newest = Math.max(...Object.keys(known).map(Number));
  for (let ran = 0; ran < newest; ) {
    await database.begin({ savepoints: false });
    try {
      ran = await database.runUnit(() => runNext(database, known, newest));
      database.commit();
    } catch (error) {
      database.rollback();
      throw error;
    }
  }
}

/** @returns the number of the last migration that has run */
async function runNext(
  database: Pick<Database, 'file' | 'query'>,
  known: Readonly<Record<number, Migration>>,
  newest: number,
): Promise<number> {
  // biome-ignore lint/suspicious/noExplicitAny: the tables of the schema are what migrations make
  const db = database.query as Kysely<any> as Kysely<MigrationsTable>;
  await sql
    .raw(
      `create table if not exists migrations (
        number integer primary key, name text not null, ran_at text not null
      ) ${sqliteSchema.tableEnd}`,
    )
    .execute(db);
  const row = await db
    .selectFrom('migrations')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirst();
  const last = row?.last ?? 0;
  if (last > newest) {
    throw new DatabaseError(
      `The database file ${database.file} was made by a newer Friday (migration ${last}, this one knows ${newest}): ` +
        'update Friday, or use the backup from before.',
    );
  }
  const next = Object.keys(known)
    .map(Number)
    .sort((a, b) => a - b)
    .find((number) => number > last);
  const migration = next === undefined ? undefined : known[next];
  if (next === undefined || !migration) return last;
  const run: Run = async <Row>(statement: string) => (await sql.raw<Row>(statement).execute(db)).rows;
  for (const step of migration(sqliteSchema)) await (typeof step === 'string' ? run(step) : step(run));
  await db
    .insertInto('migrations')
    .values({ number: next, name: migration.name, ran_at: instantOf(Date.now()) })
    .execute();
  return next;
}
