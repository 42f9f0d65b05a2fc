import { type Kysely, sql } from 'kysely';
import type { PersonId, ProjectId, TimeEntryId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { TimeEntries } from '../src/ports/time.ts';
import type { Database } from './database.ts';
import { prepareShapes } from './prepared.ts';
import type { Row, Schema } from './schema.ts';
import { timeEntryOf } from './time-entry-row.ts';

interface Values {
  personId: PersonId;
  projectId: ProjectId;
  from: Instant;
  to: Instant;
  afterId: TimeEntryId;
  limit: number;
}

/** Entries by their start, a page at a time; each page is a walk along an index from where the last one ended. */
export function createTimeEntriesPage(database: Database): TimeEntries['startingIn'] {
  const shapes = prepareShapes<Values, Row<'time_entries'>>(database);
  return async ({ personId, projectId, from, to, after, limit }) => {
    if (from >= to) return [];
    const shape = `${personId !== undefined} ${projectId !== undefined}`;
    const query = shapes(shape, (db, slots) => build(db, slots, personId !== undefined, projectId !== undefined));
    const begin = after ? { from: after.startedAt, afterId: after.id } : { from, afterId: 0 };
    return (await query.all({ ...begin, to, limit, personId, projectId } as Values)).map(timeEntryOf);
  };
}

function build(db: Kysely<Schema>, slots: Values, byPerson: boolean, byProject: boolean) {
  let query = db.selectFrom('time_entries').selectAll();
  if (byPerson) query = query.where('person_id', '=', slots.personId);
  // Of two indexes the person's is the shorter walk; the other column is only looked at.
  if (byProject) {
    const column = byPerson ? sql<number>`${sql.ref('project_id')} + 0` : ('project_id' as const);
    query = query.where(column, '=', slots.projectId);
  }
  return query
    .where('started_at', '>=', slots.from)
    .where('started_at', '<', slots.to)
    .where((eb) => eb.or([eb('started_at', '>', slots.from), eb('id', '>', slots.afterId)]))
    .orderBy('started_at')
    .orderBy('id')
    .limit(slots.limit);
}
