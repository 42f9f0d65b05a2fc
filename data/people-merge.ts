import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { DAILIES, dailyKeyPrefix } from '../src/domain/daily.ts';
import { DEADLINE_REMINDERS, deadlineKeyFor } from '../src/domain/deadline-reminder.ts';
import { digestSummaryKeyPrefix } from '../src/domain/digest-summary.ts';
import { digestKeyPrefix } from '../src/domain/digest-week.ts';
import type { DeliveryId, PersonId } from '../src/domain/ids.ts';
import type { Schema } from './schema.ts';

/**
 * Moves what belongs to one person to another. The row itself stays as a signpost (`merged_into`) that nothing shows:
 * history lines and the stored changes that undo reads still name the old number, and are read as the new one.
 */
export async function mergePeople(db: Kysely<Schema>, from: PersonId, into: PersonId): Promise<void> {
  if (from === into) throw new Error(`Person ${from} cannot be merged into itself.`);
  await ensureDistinctPlatforms(db, from, into);
  await db.updateTable('identities').set({ person_id: into }).where('person_id', '=', from).execute();
  await moveMemberships(db, from, into);
  for (const column of ['author_id', 'assignee_id'] as const) {
    // Twice, since only the partial indexes know whose tasks these are.
    const tasks = db.updateTable('tasks').set({ [column]: into });
    await tasks.where(column, '=', from).where('closed_at', 'is', null).execute();
    await tasks.where(column, '=', from).where('closed_at', 'is not', null).execute();
  }
  await db.updateTable('proposals').set({ proposed_by: into }).where('proposed_by', '=', from).execute();
  await db.updateTable('changes').set({ person_id: into }).where('person_id', '=', from).execute();
  await db.updateTable('time_entries').set({ person_id: into }).where('person_id', '=', from).execute();
  await db.updateTable('reminders').set({ person_id: into }).where('person_id', '=', from).execute();
  for (const prefixOf of KEY_PREFIXES) await moveKeys(db, prefixOf(from), prefixOf(into));
  await moveDeadlineKeys(db, from, into);
  const deliveries = db.updateTable('deliveries').set({ person_id: into }).where('person_id', '=', from);
  // Twice as well: each part has an index of its own.
  await deliveries.where('settled_at', 'is', null).execute();
  await deliveries.where('settled_at', 'is not', null).execute();
  await db.updateTable('digests').set({ person_id: into }).where('person_id', '=', from).execute();
  await db.updateTable('codes').set({ issued_by: into }).where('issued_by', '=', from).execute();
  await db.updateTable('locked_months').set({ locked_by: into }).where('locked_by', '=', from).execute();
  await db.updateTable('projects').set({ created_by: into }).where('created_by', '=', from).execute();
  await db.updateTable('project_chats').set({ bound_by: into }).where('bound_by', '=', from).execute();
  await db.updateTable('people').set({ merged_into: into }).where('merged_into', '=', from).execute();
  await db
    .updateTable('people')
    .set((eb) => ({
      merged_into: into,
      next_digest_at: null,
      next_morning_at: null,
      next_evening_at: null,
      left_at: eb.fn.coalesce('left_at', 'created_at'),
    }))
    .where('id', '=', from)
    .execute();
}

async function ensureDistinctPlatforms(db: Kysely<Schema>, from: PersonId, into: PersonId): Promise<void> {
  const shared = await db
    .selectFrom('identities as a')
    .innerJoin('identities as b', 'b.platform', 'a.platform')
    .select('a.platform')
    .where('a.person_id', '=', from)
    .where('b.person_id', '=', into)
    .executeTakeFirst();
  if (shared) throw new Error(`Persons ${from} and ${into} both have an account on ${shared.platform}.`);
}

async function moveMemberships(db: Kysely<Schema>, from: PersonId, into: PersonId): Promise<void> {
  await db
    .insertInto('memberships')
    .columns(['project_id', 'person_id', 'added_at'])
    .expression((eb) =>
      eb
        .selectFrom('memberships')
        .select((eb) => ['project_id', eb.val(into).as('person_id'), 'added_at'])
        .where('person_id', '=', from),
    )
    .onConflict((oc) => oc.columns(['project_id', 'person_id']).doNothing())
    .execute();
  await db.deleteFrom('memberships').where('person_id', '=', from).execute();
  await moveRemovals(db, from, into);
}

/** Whoever was taken out as one of the two is taken out, unless the other belongs to the project. */
async function moveRemovals(db: Kysely<Schema>, from: PersonId, into: PersonId): Promise<void> {
  await db
    .insertInto('removed_members')
    .columns(['project_id', 'person_id'])
    .expression((eb) =>
      eb
        .selectFrom('removed_members')
        .select((eb) => ['project_id', eb.val(into).as('person_id')])
        .where('person_id', '=', from),
    )
    .onConflict((oc) => oc.columns(['project_id', 'person_id']).doNothing())
    .execute();
  await db.deleteFrom('removed_members').where('person_id', '=', from).execute();
  await db
    .deleteFrom('removed_members')
    .where('person_id', '=', into)
    .where('project_id', 'in', (eb) => eb.selectFrom('memberships').select('project_id').where('person_id', '=', into))
    .execute();
}

/** What a person gets once in a week, or on a day. */
const KEY_PREFIXES: readonly ((id: PersonId) => string)[] = [
  digestKeyPrefix,
  digestSummaryKeyPrefix,
  ...DAILIES.map((daily) => (id: PersonId) => dailyKeyPrefix(daily, id)),
];

/**
 * A week in which either had a digest is a week in which the one person had it. Where both have one, the first's stays
 * under its old key, and is not sent if it still waits.
 */
async function moveKeys(db: Kysely<Schema>, old: string, now: string): Promise<void> {
  const moved = sql<string>`${now} || substr(unique_key, ${old.length + 1})`;
  const ofFrom = db
    .selectFrom('deliveries')
    .select(['id', moved.as('moved_key')])
    // The range of all keys that begin so, by the index of keys.
    .where('unique_key', '>=', old)
    .where('unique_key', '<', `${old.slice(0, -1)};`);
  for (const { id, moved_key } of await ofFrom.execute()) await moveKey(db, id, moved_key);
}

/** What a person was told of deadlines, before it is counted as the other's. */
async function moveDeadlineKeys(db: Kysely<Schema>, from: PersonId, into: PersonId): Promise<void> {
  const told = db
    .selectFrom('deliveries')
    .select(['id', 'unique_key'])
    .where('person_id', '=', from)
    .where('kind', 'in', DEADLINE_REMINDERS);
  // Twice, since each part has an index of its own.
  const rows = [
    ...(await told.where('settled_at', 'is', null).execute()),
    ...(await told.where('settled_at', 'is not', null).execute()),
  ];
  for (const { id, unique_key } of rows) {
    const moved = unique_key && deadlineKeyFor(unique_key, into);
    if (moved) await moveKey(db, id, moved);
  }
}

async function moveKey(db: Kysely<Schema>, id: DeliveryId, moved: string): Promise<void> {
  const twin = await db
    .selectFrom('deliveries')
    .select(['id', 'state'])
    .where('unique_key', '=', moved)
    .executeTakeFirst();
  if (twin?.state === 'skipped') await db.deleteFrom('deliveries').where('id', '=', twin.id).execute();
  const delivery = db.updateTable('deliveries').where('id', '=', id);
  if (!twin || twin.state === 'skipped') await delivery.set({ unique_key: moved }).execute();
  else {
    const skipped = { state: 'skipped', lease_until: null, reason: `one person with ${moved}` } as const;
    await delivery
      .set((eb) => ({ ...skipped, settled_at: eb.ref('due_at') }))
      .where('settled_at', 'is', null)
      .execute();
  }
}

/** The people that merged people have become, for numbers kept in stored JSON. */
export async function mergedInto(db: Kysely<Schema>, ids: readonly PersonId[]): Promise<Map<PersonId, PersonId>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['id', 'merged_into'])
    .where('id', 'in', [...new Set(ids)])
    .where('merged_into', 'is not', null)
    .execute();
  return new Map(rows.flatMap((row) => (row.merged_into === null ? [] : [[row.id, row.merged_into] as const])));
}
