import { type RawBuilder, sql } from 'kysely';
import type { PersonId, ProjectId, TaskId } from '../src/domain/ids.ts';
import { addSeconds, type Instant, laterOf, toEpochMs } from '../src/domain/instant.ts';
import { ENTRY_MAX_SECONDS, type Stretch } from '../src/domain/time-entry.ts';
import type { SumsQuestion, TimeSum, TimeSums } from '../src/domain/time-sums.ts';
import type { Database } from './database.ts';
import { prepareShapes } from './prepared.ts';
import { BOUNDS, type Bounds, grouped, type Key, parts, type Slots } from './time-parts.ts';

interface SumRow {
  stretch: number;
  seconds: number;
  entries: number;
  runs: number;
  total: number;
  count: number;
  any_runs: number;
  task_id: TaskId | null;
  title: string | null;
  author_id: PersonId | null;
  assignee_id: PersonId | null;
  is_member: number | null;
  estimate_seconds: number | null;
  project_id: ProjectId | null;
  tag: string | null;
  project_name: string | null;
  person_id: PersonId | null;
  person_name: string | null;
}

/** Stands for what there was before, among the stretches. */
const BEFORE = -1;
/** A stretch in which nothing lies, to fill up a list. */
const NOWHERE = -2;

const KEYS: Record<NonNullable<SumsQuestion['by']>, readonly Key[]> = {
  project: ['project_id'],
  person: ['person_id'],
  // Work without a task is told apart by its project.
  task: ['task_id', 'project_id'],
};

/**
 * Sums of entries, split at the bounds of stretches, in one statement, however long the history: only the sums leave the
 * database. An entry counts whole where it starts; what it has beyond a bound is counted for the few that a bound cuts,
 * in integer arithmetic. They are found as in `time-entries-within`: they start in the day before the bound, or are among
 * the few that are longer than a day or still run.
 */
export function createTimeSums(database: Database): (question: SumsQuestion) => Promise<TimeSums> {
  const shapes = prepareShapes<Slots, SumRow>(database);
  return async (question) => {
    const count = question.stretches.length;
    // One stretch needs no list; lists are filled up to a power of two, so that few statements serve all lengths.
    const listed = count === 1 ? 0 : 2 ** Math.ceil(Math.log2(Math.max(2, count)));
    const has = [
      question.by,
      listed,
      question.personId !== null,
      question.projectId !== null,
      question.before !== null,
    ];
    const query = shapes(has.join(' '), (db, slots) => ({
      compile: () => statement(slots, question, listed).compile(db),
    }));
    const rows = await query.all(valuesOf(question, listed));
    const sums = rows.filter(({ stretch }) => stretch !== BEFORE);
    const before = rows.find(({ stretch }) => stretch === BEFORE);
    const [first] = sums;
    return {
      sums: sums.map(sumOf),
      count: first?.count ?? 0,
      seconds: first?.total ?? 0,
      isRunning: first?.any_runs === 1,
      secondsBefore: before?.seconds ?? 0,
    };
  };
}

/** Of the statement's shape the question says only what is asked for; the values come with each run. */
function statement(slots: Slots, question: SumsQuestion, listed: number): RawBuilder<SumRow> {
  const keys = question.by === null ? [] : KEYS[question.by];
  const only = (key: Key) => (keys.includes(key) ? sql.ref(key) : sql`null as ${sql.ref(key)}`);
  const number = listed === 0 ? sql`0 as stretch` : sql.ref('stretch');
  const groups = [...(listed === 0 ? [] : ['stretch']), ...keys].map((name) => sql.ref(name));
  const bounds = listed === 0 ? boundsIn(slots, 'only') : listedBounds();
  const sums = sql`
    select ${number}, ${only('task_id')}, ${only('project_id')}, ${only('person_id')}, sum(part) as seconds,
      sum(entries) as entries, max(runs) as runs, sum(sum(part)) over () as total, count(*) over () as count,
      max(max(runs)) over () as any_runs
    from (${parts({ slots, question, keys, bounds, isListed: listed > 0 })}) as parts
    ${grouped(groups)} having sum(part) > 0
    order by seconds desc, task_id, project_id, person_id limit ${slots.limit}`;
  const named = sql`
    select sums.stretch, sums.seconds, sums.entries, sums.runs, sums.total, sums.count, sums.any_runs,
      sums.task_id, tasks.title, tasks.author_id, tasks.assignee_id, memberships.person_id as is_member,
      tasks.estimate_seconds,
      projects.id as project_id, projects.tag, projects.name as project_name,
      people.id as person_id, people.name as person_name
    from (${sums}) as sums
      left join tasks on tasks.id = sums.task_id
      left join projects on projects.id = coalesce(tasks.project_id, sums.project_id)
      left join people on people.id = sums.person_id
      left join memberships on memberships.project_id = tasks.project_id and memberships.person_id = ${slots.viewerId}`;
  const list = listed === 0 ? sql`` : sql`with ${stretchList(slots, listed)}`;
  if (!question.before) return sql<SumRow>`${list} ${named}`;
  const earlier = parts({ slots, question, keys: [], bounds: boundsIn(slots, 'before'), isListed: false });
  return sql<SumRow>`${list} ${named}
    union all
    select ${sql.lit(BEFORE)}, coalesce(sum(part), 0), 0, 0, 0, 0, 0,
      null, null, null, null, null, null, null, null, null, null, null
    from (${earlier}) as before`;
}

function stretchList(slots: Slots, listed: number): RawBuilder<unknown> {
  const columns = sql.join(['number', ...BOUNDS].map((name) => sql.ref(name)));
  const rows = Array.from({ length: listed }, (_, i) => {
    const values = [`number${i}`, ...BOUNDS.map((name) => `${name}${i}`)].map((name) => sql`${slots[name]}`);
    return sql`(${sql.join(values)})`;
  });
  return sql`stretches (${columns}) as (values ${sql.join(rows)})`;
}

function listedBounds(): Bounds {
  return boundsOf((name) => sql.ref(`stretches.${name}`));
}

function boundsIn(slots: Slots, which: string): Bounds {
  return boundsOf((name) => sql`${slots[`${name}${which}`]}`);
}

function boundsOf(make: (name: keyof Bounds) => unknown): Bounds {
  return Object.fromEntries(BOUNDS.map((name) => [name, make(name)])) as Bounds;
}

function valuesOf(question: SumsQuestion, listed: number): Slots {
  const { personId, projectId, viewerId, limit, stretches, before, now } = question;
  const values: Slots = { personId, projectId, viewerId, limit };
  const put = (stretch: Stretch, which: string | number) => {
    for (const [name, value] of Object.entries(boundValues(stretch, now))) values[`${name}${which}`] = value;
  };
  if (before) put(before, 'before');
  const [only] = stretches;
  if (listed === 0 && only) put(only, 'only');
  for (let i = 0; i < listed; i += 1) {
    const stretch = stretches[i];
    values[`number${i}`] = stretch ? i : NOWHERE;
    put(stretch ?? EMPTY, i);
  }
  return values;
}

const LONG_AGO = '0001-01-02T00:00:00.000Z' as Instant;
const EMPTY: Stretch = { startedAt: LONG_AGO, stoppedAt: LONG_AGO };

function boundValues({ startedAt, stoppedAt }: Stretch, now: Instant): Record<keyof Bounds, string | number> {
  const runsUntil = stoppedAt < now ? stoppedAt : now;
  return {
    starts: startedAt,
    ends: stoppedAt,
    day_before: addSeconds(startedAt, -ENTRY_MAX_SECONDS),
    last_day: laterOf(startedAt, addSeconds(stoppedAt, -ENTRY_MAX_SECONDS)),
    starts_s: epochOf(startedAt),
    ends_s: epochOf(stoppedAt),
    runs_until: runsUntil,
    runs_until_s: epochOf(runsUntil),
  };
}

function epochOf(instant: Instant): number {
  return Math.floor(toEpochMs(instant) / 1000);
}

function sumOf(row: SumRow): TimeSum {
  const { project_id, tag, project_name, person_id, person_name, task_id, title, author_id, assignee_id } = row;
  return {
    stretch: row.stretch,
    seconds: row.seconds,
    entries: row.entries,
    isRunning: row.runs === 1,
    project: project_id === null ? null : { id: project_id, tag: tag ?? '', name: project_name ?? '' },
    person: person_id === null ? null : { id: person_id, name: person_name ?? '' },
    task:
      task_id === null || author_id === null || assignee_id === null
        ? null
        : {
            id: task_id,
            title: title ?? '',
            authorId: author_id,
            assigneeId: assignee_id,
            isInOwnProject: row.is_member !== null,
            estimateSeconds: row.estimate_seconds,
          },
  };
}
