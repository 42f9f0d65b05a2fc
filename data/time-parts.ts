import { type RawBuilder, sql } from 'kysely';
import { ENTRY_MAX_SECONDS } from '../src/domain/time-entry.ts';
import type { SumsQuestion } from '../src/domain/time-sums.ts';
import { secondsOf } from './seconds-of.ts';

export type Key = 'task_id' | 'project_id' | 'person_id';
/** Where values go that come with each run. */
export type Slots = Record<string, unknown>;

/** What a statement must know of a stretch; `…_s` in seconds since 1970. */
export const BOUNDS = [
  'starts',
  'ends',
  'day_before',
  'last_day',
  'starts_s',
  'ends_s',
  'runs_until',
  'runs_until_s',
] as const;
export type Bounds = Record<(typeof BOUNDS)[number], unknown>;

const STARTED = secondsOf(sql.ref('entries.started_at'));
const STOPPED = secondsOf(sql.ref('entries.stopped_at'));

interface PartsOptions {
  slots: Slots;
  question: SumsQuestion;
  keys: readonly Key[];
  bounds: Bounds;
  isListed: boolean;
}

/** `stretch`, keys, `part` in seconds (what lies beyond an end is taken off), `entries`, `runs`. */
export function parts({ slots, question, keys, bounds, isListed }: PartsOptions): RawBuilder<unknown> {
  const from = isListed ? sql`from stretches cross join time_entries as entries` : sql`from time_entries as entries`;
  const columns = keys.map((key) =>
    key === 'project_id' && keys.includes('task_id')
      ? sql`case when entries.task_id is null then entries.project_id end as project_id`
      : sql.ref(`entries.${key}`),
  );
  const select = (found: Found, part: RawBuilder<unknown>, entries: RawBuilder<unknown>) =>
    sql`select ${sql.join([
      ...(isListed ? [sql`stretches.number as stretch`] : []),
      ...columns,
      sql`${part} as part`,
      sql`${entries} as entries`,
      sql`${sql.lit(found === 'running' ? 1 : 0)} as runs`,
    ])} ${from} where ${filter(slots, question, found)}`;
  const groups = [
    ...(isListed ? [sql.ref('stretches.number')] : []),
    ...keys.map((_, i) => sql.lit(i + (isListed ? 2 : 1))),
  ];
  const [one, none] = [sql.lit(1), sql.lit(0)];
  const { starts, ends, day_before, last_day, starts_s, ends_s, runs_until, runs_until_s } = bounds;
  const untilEnd = sql`case when entries.stopped_at > ${ends} then ${ends_s} else ${STOPPED} end`;
  const usual = sql`entries.seconds between 1 and ${sql.lit(ENTRY_MAX_SECONDS)}`;
  const long = sql`entries.seconds > ${sql.lit(ENTRY_MAX_SECONDS)}`;
  const fromStart = sql`case when entries.started_at < ${starts} then ${starts_s} else ${STARTED} end`;
  return sql`
    ${select('usual', sql`sum(entries.seconds)`, sql`count(*)`)} ${usual}
      and entries.started_at >= ${starts} and entries.started_at < ${ends} ${grouped(groups)}
    union all ${select('usual', sql`${untilEnd} - ${starts_s}`, one)} ${usual}
      and entries.started_at >= ${day_before} and entries.started_at < ${starts} and entries.stopped_at > ${starts}
    union all ${select('usual', sql`${ends_s} - ${STOPPED}`, none)} ${usual}
      and entries.started_at >= ${last_day} and entries.started_at < ${ends} and entries.stopped_at > ${ends}
    union all ${select('long', sql`${untilEnd} - ${fromStart}`, one)} ${long}
      and entries.stopped_at > ${starts} and entries.started_at || '' < ${ends}
    union all ${select('running', sql`${runs_until_s} - ${fromStart}`, one)} entries.stopped_at is null
      and ${starts} < ${runs_until} and entries.started_at || '' < ${runs_until}`;
}

/** How entries are found: the usual ones by who and when, those that are long or run by small indexes of their own. */
type Found = 'usual' | 'long' | 'running';

/** A column inside an expression leaves the planner the small index, which it would not take by itself. */
function filter(slots: Slots, { personId, projectId }: SumsQuestion, found: Found): RawBuilder<unknown> {
  const condition = (key: Key, value: unknown, isIndexed: boolean) =>
    sql`${sql.ref(`entries.${key}`)} ${isIndexed ? sql`` : sql`+ 0`} = ${value} and `;
  return sql.join(
    [
      ...(personId === null ? [] : [condition('person_id', slots.personId, found !== 'long')]),
      ...(projectId === null ? [] : [condition('project_id', slots.projectId, found === 'usual')]),
    ],
    sql``,
  );
}

export function grouped(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return columns.length === 0 ? sql`` : sql`group by ${sql.join(columns)}`;
}
