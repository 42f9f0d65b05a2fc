import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { PersonId, ProjectId } from '../src/domain/ids.ts';
import { addSeconds, type Instant } from '../src/domain/instant.ts';
import { ENTRY_MAX_SECONDS, type TimeEntry } from '../src/domain/time-entry.ts';
import type { Database } from './database.ts';
import { prepareShapes } from './prepared.ts';
import type { Row, Schema } from './schema.ts';
import { timeEntryOf } from './time-entry-row.ts';

interface Filter {
  personId?: PersonId;
  projectId?: ProjectId;
  from: Instant;
  to: Instant;
}

type Values = { personId: PersonId; projectId: ProjectId; from: Instant; to: Instant; dayBefore: Instant };

/**
 * Entries that share time with a period, by look-ups in indexes alone, however long the history. Nearly all are no
 * longer than a day, so they start in the period or in the day before it; the few that are longer (a forgotten timer
 * that was stopped) and those that still run have small indexes of their own.
 */
export function createTimeEntriesWithin(database: Database): (filter: Filter) => Promise<TimeEntry[]> {
  const shapes = prepareShapes<Values, Row<'time_entries'>>(database);
  return async ({ personId, projectId, from, to }) => {
    if (from >= to) return [];
    const shape = `${personId !== undefined} ${projectId !== undefined}`;
    const query = shapes(shape, (db, slots) => build(db, slots, personId !== undefined, projectId !== undefined));
    const values = { from, to, dayBefore: addSeconds(from, -ENTRY_MAX_SECONDS) };
    return (await query.all({ ...values, personId, projectId } as Values)).map(timeEntryOf).sort(byStart);
  };
}

function byStart(a: TimeEntry, b: TimeEntry): number {
  if (a.startedAt === b.startedAt) return a.id - b.id;
  return a.startedAt < b.startedAt ? -1 : 1;
}

function build(db: Kysely<Schema>, slots: Values, byPerson: boolean, byProject: boolean) {
  const filtered = (isIndexed: boolean) => {
    let query = db.selectFrom('time_entries').selectAll();
    if (byPerson) query = query.where(isIndexed ? 'person_id' : asNumber('person_id'), '=', slots.personId);
    if (byProject) query = query.where(isIndexed ? 'project_id' : asNumber('project_id'), '=', slots.projectId);
    return query;
  };
  const usual = filtered(true)
    .where('started_at', '>=', slots.dayBefore)
    .where('started_at', '<', slots.to)
    .where((eb) => eb.or([eb('stopped_at', 'is', null), eb.and([sharesWork(eb), eb('stopped_at', '>', slots.from)])]));
  const long = filtered(false)
    .where('seconds', '>', (eb) => eb.lit(ENTRY_MAX_SECONDS))
    .where('stopped_at', '>', slots.from)
    .where(STARTED_AT, '<', slots.dayBefore);
  const running = filtered(byPerson).where('stopped_at', 'is', null).where(STARTED_AT, '<', slots.dayBefore);
  return usual.unionAll(long).unionAll(running);
}

// Of a condition on the start, or of an order by it, the planner would make a walk through all that started earlier.
// A column inside an expression leaves it the small indexes of the few that are long and of those that run.
const STARTED_AT = sql<Instant>`started_at || ''`;

function asNumber(column: 'person_id' | 'project_id') {
  return sql<number>`${sql.ref(column)} + 0`;
}

/** An entry of no length lies in a period and shares no second with it. */
function sharesWork(eb: ExpressionBuilder<Schema, 'time_entries'>) {
  return eb('seconds', '>', 0);
}

const FOR_EVER = '9999-12-31T23:59:59.000Z' as Instant;

/** Two stretches lie on one another exactly when one of them starts inside the other: a look-up for each entry. */
export async function overlapBetween(db: Kysely<Schema>, a: PersonId, b: PersonId): Promise<boolean> {
  const startsInside = (one: PersonId, other: PersonId) =>
    db
      .selectFrom('time_entries as outer')
      .select('outer.id')
      .where('outer.person_id', '=', one)
      .where((eb) => eb.or([eb('outer.seconds', 'is', null), eb('outer.seconds', '>', 0)]))
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('time_entries as inner')
            .select('inner.id')
            .where('inner.person_id', '=', other)
            .whereRef('inner.started_at', '>=', 'outer.started_at')
            .where('inner.started_at', '<', eb.fn.coalesce('outer.stopped_at', eb.val(FOR_EVER)))
            .where((eb) => eb.or([eb('inner.seconds', 'is', null), eb('inner.seconds', '>', 0)])),
        ),
      )
      .limit(1);
  for (const query of [startsInside(a, b), startsInside(b, a)]) {
    if (await query.executeTakeFirst()) return true;
  }
  return false;
}
