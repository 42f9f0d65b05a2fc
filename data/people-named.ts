import { sql } from 'kysely';
import type { People } from '../src/ports/people.ts';
import type { Database } from './database.ts';
import { personOf } from './person-row.ts';
import { prepareShapes } from './prepared.ts';
import type { Row } from './schema.ts';

type Named = Awaited<ReturnType<People['named']>>[number];
type NamedRow = Row<'people'> & { asked: string; way: number };
/** The strongest first. */
const WAYS = ['account', 'handle', 'full name', 'first name'] as const satisfies readonly Named['by'][];

/**
 * One statement however many names: the names are a table of their own, and each way to go by a name is an index
 * look-up from it. First names are the range of folded names that begin with the name and a space.
 */
export function prepareNamed(database: Database): People['named'] {
  const shapes = prepareShapes<Record<string, string>, NamedRow>(database);
  return async (folded, accounts) => {
    const ids = slotsOf('account', accounts?.externalIds ?? []);
    const names = slotsOf('name', folded);
    if (ids.length + names.length === 0) return [];
    const query = shapes(`${ids.length} ${names.length}`, (db, slots) => ({
      compile: () => namedQuery(slots, ids.map(nameOfSlot), names.map(nameOfSlot)).compile(db),
    }));
    const values = Object.fromEntries([['platform', accounts?.platform ?? ''], ...ids, ...names]);
    const matches = new Map<string, Named>();
    const rows = await query.all(values);
    for (const row of rows.sort((a, b) => a.way - b.way)) {
      const by = WAYS[row.way] ?? 'first name';
      // Nobody is listed twice for one name.
      const key = `${by === 'account'} ${row.id} ${row.asked}`;
      if (!matches.has(key)) matches.set(key, { matched: row.asked, by, person: personOf(row) });
    }
    return [...matches.values()];
  };
}

type SlotValue = readonly [slot: string, value: string];

function slotsOf(kind: string, values: readonly string[]): SlotValue[] {
  return [...new Set(values)].map((value, i) => [`${kind}${i}`, value]);
}

function nameOfSlot([name]: SlotValue): string {
  return name;
}

function namedQuery(slots: Record<string, string>, accounts: readonly string[], names: readonly string[]) {
  const ways = [
    ...(accounts.length > 0 ? [byAccount(slots, accounts)] : []),
    ...(names.length > 0 ? [byName(slots, names)] : []),
  ];
  return sql<NamedRow>`${sql.join(ways, sql` union all `)}`;
}

function byAccount(slots: Record<string, string>, accounts: readonly string[]) {
  return sql`
    select identities.external_id as asked, 0 as way, people.* from identities
      join people on people.id = identities.person_id
      where identities.platform = ${slots.platform}
        and identities.external_id in (${sql.join(accounts.map((slot) => sql`${slots[slot]}`))})`;
}

function byName(slots: Record<string, string>, names: readonly string[]) {
  return sql`
    select * from (
      with asked (name) as not materialized (values ${sql.join(names.map((slot) => sql`(${slots[slot]})`))})
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
