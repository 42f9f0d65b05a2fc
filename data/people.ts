import { sql } from 'kysely';
import type { PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Identity, Platform } from '../src/domain/person.ts';
import type { Page, People } from '../src/ports.ts';
import type { Database } from './database.ts';
import { mergePeople } from './people-merge.ts';
import { IDENTITY_COLUMNS, identityOf, identityRow, knownOf, personOf, personRow } from './person-row.ts';
import { prepare, prepareIdList } from './prepared.ts';
import type { Row } from './schema.ts';

export function createPeople(database: Database): People {
  const db = database.query;

  const getMany = prepareIdList(database, (db, ids: PersonId[]) =>
    db.selectFrom('people').selectAll().where('id', 'in', ids).where('merged_into', 'is', null),
  );

  const list = prepare(database, (db, page: Page) =>
    db
      .selectFrom('people')
      .selectAll()
      .where('left_at', 'is', null)
      .orderBy('name_folded')
      .orderBy('id')
      .limit(page.limit)
      .offset(page.offset),
  );

  const dueForDigest = prepare(database, (db, slots: { now: Instant; limit: number }) =>
    db
      .selectFrom('people')
      .selectAll()
      .where('left_at', 'is', null)
      .where('next_digest_at', '<=', slots.now)
      .orderBy('next_digest_at')
      .orderBy('id')
      .limit(slots.limit),
  );

  const lastDigest = prepare(database, (db, _slots: object) =>
    db
      .selectFrom('people')
      .select('next_digest_at')
      .where('left_at', 'is', null)
      .where('next_digest_at', 'is not', null)
      .orderBy('next_digest_at', 'desc')
      .limit(1),
  );

  const presentAfter = prepare(database, (db, slots: { id: number; limit: number }) =>
    db
      .selectFrom('people')
      .selectAll()
      .where('left_at', 'is', null)
      .where('id', '>', slots.id as PersonId)
      .orderBy('id')
      .limit(slots.limit),
  );

  const identity = prepare(database, (db, slots: { platform: Platform; externalId: string }) =>
    db
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person_id')
      .selectAll('people')
      .select(IDENTITY_COLUMNS)
      .where('identities.platform', '=', slots.platform)
      .where('identities.external_id', '=', slots.externalId),
  );

  const identitiesOf = prepare(database, (db, slots: { personId: PersonId }) =>
    db.selectFrom('identities').selectAll().where('person_id', '=', slots.personId).orderBy('platform'),
  );

  return {
    async get(id) {
      const [row] = await getMany([id]);
      return row && personOf(row);
    },
    async getMany(ids) {
      return (await getMany(ids)).map(personOf);
    },
    async any() {
      const row = await db
        .selectFrom('people')
        .select('id')
        .where('merged_into', 'is', null)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async add(person) {
      const { id } = await db.insertInto('people').values(personRow(person)).returning('id').executeTakeFirstOrThrow();
      return { ...person, id };
    },
    async save(person) {
      await db.updateTable('people').set(personRow(person)).where('id', '=', person.id).execute();
    },
    merge: (from, into) => mergePeople(db, from, into),
    named: (folded, accounts) => peopleNamed(database, folded, accounts),
    async list(page) {
      return (await list.all(page)).map(personOf);
    },
    async withRole(roles) {
      if (roles.length === 0) return [];
      const query = db
        .selectFrom('people')
        .selectAll()
        .where('left_at', 'is', null)
        .where('role', 'in', [...roles]);
      return (await query.orderBy('id').execute()).map(personOf);
    },
    async dueForDigest(now, limit) {
      return (await dueForDigest.all({ now, limit })).map(personOf);
    },
    async lastDigestAt() {
      return (await lastDigest.first({}))?.next_digest_at ?? undefined;
    },
    async presentAfter(id, limit) {
      return (await presentAfter.all({ id: id ?? 0, limit })).map(personOf);
    },
    async identity(platform, externalId) {
      return knownOf(await identity.first({ platform, externalId }));
    },
    async identitiesOf(personId) {
      return (await identitiesOf.all({ personId })).map(identityOf);
    },
    async addIdentity(identity: Omit<Identity, 'id'>) {
      const query = db.insertInto('identities').values(identityRow(identity)).returning('id');
      const { id } = await query.executeTakeFirstOrThrow();
      return { ...identity, id };
    },
    async saveIdentity(identity) {
      await db.updateTable('identities').set(identityRow(identity)).where('id', '=', identity.id).execute();
    },
  };
}

type Named = Awaited<ReturnType<People['named']>>[number];
type NamedRow = Row<'people'> & { asked: string; way: number };
/** The strongest first. */
const WAYS = ['account', 'handle', 'full name', 'first name'] as const satisfies readonly Named['by'][];

/**
 * One statement however many names: the names are a table of their own, and each way to go by a name is an index
 * look-up from it. First names are the range of folded names that begin with the name and a space.
 */
async function peopleNamed(
  { query }: Pick<Database, 'query'>,
  ...[folded, accounts]: Parameters<People['named']>
): Promise<Named[]> {
  const names = [...new Set(folded)];
  const ways = [
    ...(accounts && accounts.externalIds.length > 0 ? [byAccount(accounts)] : []),
    ...(names.length > 0 ? [byName(names)] : []),
  ];
  if (ways.length === 0) return [];
  const { rows } = await sql<NamedRow>`${sql.join(ways, sql` union all `)} order by way`.execute(query);
  const matches = new Map<string, Named>();
  for (const row of rows) {
    const by = WAYS[row.way] ?? 'first name';
    // Nobody is listed twice for one name.
    const key = `${by === 'account'} ${row.id} ${row.asked}`;
    if (!matches.has(key)) matches.set(key, { matched: row.asked, by, person: personOf(row) });
  }
  return [...matches.values()];
}

function byAccount({ platform, externalIds }: { platform: Platform; externalIds: readonly string[] }) {
  return sql`
    select identities.external_id as asked, 0 as way, people.* from identities
      join people on people.id = identities.person_id
      where identities.platform = ${platform} and identities.external_id in (${sql.join([...new Set(externalIds)])})`;
}

function byName(names: readonly string[]) {
  return sql`
    select * from (
      with asked (name) as (values ${sql.join(names.map((name) => sql`(${name})`))})
      select asked.name as asked, 1 as way, people.* from asked
        join identities on identities.handle_folded = asked.name
        join people on people.id = identities.person_id and people.left_at is null
      union all
      select asked.name, 2, people.* from asked
        join people on people.name_folded = asked.name and people.left_at is null
      union all
      select asked.name, 3, people.* from asked
        join people on people.name_folded >= asked.name || ' ' and people.name_folded < asked.name || '!'
          and people.left_at is null
    ) as found`;
}
