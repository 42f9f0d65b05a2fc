import type { Compilable, Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/**
 * Queries that are built once and run often: building and compiling a query costs Kysely more than SQLite needs to
 * run it. A query is built with slots where its values belong, and the slots are filled at each run.
 */

const SLOT = Symbol('slot');

export interface Prepared<Values, Row> {
  all(values: Values): Promise<Row[]>;
  first(values: Values): Promise<Row | undefined>;
  /** @returns how many rows were written */
  run(values: Values): Promise<number>;
  /**
   * Asking the statement itself for the number, by `returning`, makes SQLite write it into a table of its own first.
   * @returns the number of the one row that was inserted
   * @throws where there is none
   */
  insert(values: Values): Promise<number>;
  /** @returns the same, or undefined where a conflict kept it out */
  insertIfNew(values: Values): Promise<number | undefined>;
}

type Build<Values, Row> = (db: Kysely<Schema>, slots: Values) => Compilable<Row>;

/** @param build gets slots in place of values: they may be handed to the query, and not looked into */
export function prepare<Values extends object, Row>(
  database: Pick<Database, 'execute' | 'query'>,
  build: Build<Values, Row>,
): Prepared<Values, Row> {
  let compiled: { sql: string; fill: (values: Values) => unknown[] } | undefined;

  function execute(values: Values) {
    compiled ??= compile(database, build);
    return database.execute<Row>(compiled.sql, compiled.fill(values));
  }

  function inserted(values: Values): number | undefined {
    const { numAffectedRows, insertId } = execute(values);
    return numAffectedRows === 1n ? Number(insertId) : undefined;
  }

  return {
    all: async (values) => execute(values).rows,
    first: async (values) => execute(values).rows[0],
    run: async (values) => Number(execute(values).numAffectedRows ?? 0n),
    async insert(values) {
      const id = inserted(values);
      if (id === undefined) throw new Error('The database gave no number to a new row.');
      return id;
    },
    insertIfNew: async (values) => inserted(values),
  };
}

/** Queries of one kind whose parts come and go: one is kept for each shape asked for, up to a bound. */
export function prepareShapes<Values extends object, Row>(database: Database, limit = 200) {
  const shapes = new Map<string, Prepared<Values, Row>>();
  return (shape: string, build: Build<Values, Row>): Prepared<Values, Row> => {
    const known = shapes.get(shape);
    if (known) return known;
    const query = prepare(database, build);
    if (shapes.size < limit) shapes.set(shape, query);
    return query;
  };
}

/** A query by a list of ids. Lists are filled up to a power of two, so that few statements serve all lengths. */
export function prepareIdList<Id extends number, Row>(
  database: Database,
  build: (db: Kysely<Schema>, ids: Id[]) => Compilable<Row>,
): (ids: readonly Id[]) => Promise<Row[]> {
  const sizes = prepareShapes<Record<string, Id>, Row>(database);
  return async (ids) => {
    const list = [...new Set(ids)];
    const last = list.at(-1);
    if (last === undefined) return [];
    const size = 2 ** Math.ceil(Math.log2(list.length));
    const names = Array.from({ length: size }, (_, i) => `id${i}`);
    const query = sizes(String(size), (db, slots) =>
      build(
        db,
        names.map((name) => slots[name] as Id),
      ),
    );
    return query.all(Object.fromEntries(names.map((name, i) => [name, list[i] ?? last])));
  };
}

/** Some of the slots by column, for `values(…)`. */
export function pick<Values extends object, const Keys extends readonly (keyof Values)[]>(
  slots: Values,
  keys: Keys,
): Pick<Values, Keys[number]> {
  return Object.fromEntries(keys.map((key) => [key, slots[key]])) as Pick<Values, Keys[number]>;
}

function compile<Values extends object, Row>(database: Pick<Database, 'query'>, build: Build<Values, Row>) {
  const slots = new Proxy({} as Values, { get: (_, name) => ({ [SLOT]: name }) });
  const query = build(database.query, slots).compile();
  // SQLite plans a statement anew each time a bare number is bound to its limit, which costs more than to run it.
  const sql = query.sql.replaceAll(/ (limit|offset) \?(?! \+)/g, ' $1 ? + 0');
  const { parameters } = query;
  const places = parameters.map((value) => ({ value, slot: slotOf(value) }));
  const fill = (values: Values) =>
    places.map(({ value, slot }) => (slot === undefined ? value : values[slot as keyof Values]));
  return { sql, fill };
}

function slotOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && SLOT in value ? value[SLOT] : undefined;
}
