import { sql } from 'kysely';
import type { PersonId } from '../src/domain/ids.ts';
import type { Database } from './database.ts';
import { prepare } from './prepared.ts';
import type { Lane } from './schema.ts';

/**
 * The lane of an owed message: the messenger by which its person is written to next, or `none`. It is kept beside the
 * message, so that each messenger's outbox finds its own without walking past what another one cannot send. A lane
 * says only who looks after the message; by which way it goes is found out when it is sent.
 */
export function laneOf(personId: PersonId) {
  return sql<Lane>`coalesce(
    (select identities.platform from people
      join identities on identities.person_id = people.id and identities.platform = people.last_platform
      where people.id = ${personId} and identities.unreachable_at is null),
    (select identities.platform from identities
      where identities.person_id = ${personId} and identities.unreachable_at is null
      order by identities.platform limit 1),
    'none')`;
}

/** To be run whenever it may be another one. */
export function prepareRelane(database: Database) {
  const relane = prepare(database, (db, slots: { personId: PersonId }) =>
    db
      .updateTable('deliveries')
      .set({ lane: laneOf(slots.personId) })
      .where('person_id', '=', slots.personId)
      .where('settled_at', 'is', null),
  );
  return async (personId: PersonId): Promise<void> => {
    await relane.run({ personId });
  };
}
