import { fold } from '../src/domain/fold.ts';
import type { IdentityId, PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Identity, Platform } from '../src/domain/person.ts';
import type { People } from '../src/ports/people.ts';
import type { Page } from '../src/ports/store.ts';
import type { Database } from './database.ts';
import { prepareRelane } from './lanes.ts';
import { mergePeople } from './people-merge.ts';
import { prepareNamed } from './people-named.ts';
import {
  IDENTITY_COLUMNS,
  identityOf,
  identityRow,
  knownOf,
  personOf,
  personRow,
  WRITTEN_PERSON_COLUMNS,
  type WrittenPersonColumn,
} from './person-row.ts';
import { pick, prepare, prepareIdList } from './prepared.ts';
import type { Row } from './schema.ts';

export function createPeople(database: Database): People {
  const db = database.query;

  const getMany = prepareIdList(database, (db, ids: PersonId[]) =>
    db.selectFrom('people').selectAll().where('id', 'in', ids).where('merged_into', 'is', null),
  );

  const save = prepare(database, (db, slots: Pick<Row<'people'>, 'id' | WrittenPersonColumn>) =>
    db.updateTable('people').set(pick(slots, WRITTEN_PERSON_COLUMNS)).where('id', '=', slots.id),
  );

  // A statement that named all columns would write every index anew, for everybody, each Friday.
  const setNextDigest = prepare(database, (db, slots: { id: PersonId; at: Instant | null }) =>
    db.updateTable('people').set({ next_digest_at: slots.at }).where('id', '=', slots.id),
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

  const daily = {
    morning: prepareDaily(database, 'next_morning_at'),
    evening: prepareDaily(database, 'next_evening_at'),
  };

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

  const named = prepareNamed(database);
  const relane = prepareRelane(database);

  const dropHandle = prepare(database, (db, slots: { platform: Platform; externalId: string; handle: string }) =>
    db
      .updateTable('identities')
      .set({ handle: null, handle_folded: null })
      .where('handle_folded', '=', slots.handle)
      .where('platform', '=', slots.platform)
      .where('external_id', '!=', slots.externalId),
  );

  /** A handle changes hands on its platform: whoever is seen with it last has it. */
  async function takeHandle({ platform, externalId, handle }: Omit<Identity, 'id'>): Promise<void> {
    if (handle === null) return;
    await dropHandle.run({ platform, externalId, handle: fold(handle) });
  }

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
      await save.run({ id: person.id, ...personRow(person) });
    },
    async setNextDigest(id, at) {
      await setNextDigest.run({ id, at });
    },
    merge: (from, into) => mergePeople(db, from, into),
    named,
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
    async dueForDaily(which, now, limit) {
      return (await daily[which].due.all({ now, limit })).map(personOf);
    },
    async lastDailyAt(which) {
      return (await daily[which].last.first({}))?.last ?? undefined;
    },
    async presentAfter(id, limit) {
      return (await presentAfter.all({ id: id ?? 0, limit })).map(personOf);
    },
    async identity(platform, externalId) {
      return knownOf(await identity.first({ platform, externalId }));
    },
    async identities(platform, externalIds) {
      if (externalIds.length === 0) return [];
      const query = db
        .selectFrom('identities')
        .innerJoin('people', 'people.id', 'identities.person_id')
        .selectAll('people')
        .select(IDENTITY_COLUMNS)
        .where('identities.platform', '=', platform)
        .where('identities.external_id', 'in', [...new Set(externalIds)]);
      return (await query.execute()).map(knownOf).filter((known) => known !== undefined);
    },
    directChats: (platform) => directChatsOf(db, platform),
    async identitiesOf(personId) {
      return (await identitiesOf.all({ personId })).map(identityOf);
    },
    async addIdentity(identity: Omit<Identity, 'id'>) {
      await takeHandle(identity);
      const query = db.insertInto('identities').values(identityRow(identity)).returning('id');
      const { id } = await query.executeTakeFirstOrThrow();
      await relane(identity.personId);
      return { ...identity, id };
    },
    async saveIdentity(identity) {
      await takeHandle(identity);
      await db.updateTable('identities').set(identityRow(identity)).where('id', '=', identity.id).execute();
      await relane(identity.personId);
    },
  };
}

function prepareDaily(database: Database, column: 'next_morning_at' | 'next_evening_at') {
  return {
    due: prepare(database, (db, slots: { now: Instant; limit: number }) =>
      db
        .selectFrom('people')
        .selectAll()
        .where('left_at', 'is', null)
        .where(column, '<=', slots.now)
        .orderBy(column)
        .orderBy('id')
        .limit(slots.limit),
    ),
    last: prepare(database, (db, _slots: object) =>
      db
        .selectFrom('people')
        .select(`${column} as last`)
        .where('left_at', 'is', null)
        .where(column, 'is not', null)
        .orderBy(column, 'desc')
        .limit(1),
    ),
  };
}

/** In pages by id, so that no statement holds up others for long. */
async function directChatsOf(db: Database['query'], platform: Platform) {
  const found: { externalId: string; directChat: string }[] = [];
  for (let after = 0 as IdentityId, isMore = true; isMore; ) {
    const query = db
      .selectFrom('identities')
      .select(['id', 'external_id', 'direct_chat'])
      .where('id', '>', after)
      .where('platform', '=', platform)
      .where('direct_chat', 'is not', null)
      .orderBy('id')
      .limit(DIRECT_CHATS_PAGE);
    const rows = await query.execute();
    for (const { external_id, direct_chat } of rows) {
      if (direct_chat !== null) found.push({ externalId: external_id, directChat: direct_chat });
    }
    after = rows.at(-1)?.id ?? after;
    isMore = rows.length === DIRECT_CHATS_PAGE;
  }
  return found;
}

const DIRECT_CHATS_PAGE = 1000;
