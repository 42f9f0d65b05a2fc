import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { TaskQuery } from '../src/ports/tasks.ts';
import type { Schema } from './schema.ts';
import type { TaskRow } from './task-row.ts';
import { rankOf, TASK_COLUMNS } from './task-row.ts';

/** Longer than any search text can be asked for: SQLite refuses patterns above 50,000 bytes. */
const WORD_MAX = 12_000;
const RANK = { high: rankOf('high'), urgent: rankOf('urgent') };

/** The values of a query by the name of their slot. */
export type TaskQueryValues = Record<string, string | number>;

type Tasks = ExpressionBuilder<Schema, 'tasks'>;
type Listed = ExpressionBuilder<{ listed: TaskRow }, 'listed'>;

/** @returns undefined when nothing can match */
export function taskQueryValues(query: TaskQuery): TaskQueryValues | undefined {
  const { assigneeId, authorId, projectId, lateBy, lateAfter, priority, visibleTo, burningFirst } = query;
  if (assigneeId === undefined && authorId === undefined && projectId === undefined) {
    throw new Error('A list of tasks needs an assignee, an author or a project: it would read every task there is.');
  }
  const values: TaskQueryValues = { now: burningFirst.now, todayEnds: burningFirst.todayEnds };
  if (assigneeId !== undefined) values.assigneeId = assigneeId;
  if (authorId !== undefined) values.authorId = authorId;
  if (projectId !== undefined) values.projectId = projectId;
  if (lateBy !== undefined) values.lateBy = lateBy;
  if (lateAfter !== undefined) values.lateAfter = lateAfter;
  if (priority !== undefined) values.priority = rankOf(priority);
  if (visibleTo !== undefined) values.visibleTo = visibleTo;
  for (const [i, word] of wordsOf(query).entries()) {
    if (word.length > WORD_MAX) return undefined;
    values[`word${i}`] = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  }
  return values;
}

/** What decides how the statement looks, apart from its values. */
export function taskQueryShape(query: TaskQuery, values: TaskQueryValues): string {
  return `${query.state} ${query.onlyGiven === true} ${Object.keys(values).join()}`;
}

function wordsOf(query: TaskQuery): string[] {
  return [...new Set(query.words ?? [])];
}

function conditions(query: TaskQuery, slots: TaskQueryValues, part: 'open' | 'closed') {
  const has = (name: keyof TaskQuery) => query[name] !== undefined;
  const slot = (name: string) => slots[name] as never;
  return (eb: Tasks): Expression<SqlBool> => {
    const all: Expression<SqlBool>[] = [eb('closed_at', part === 'open' ? 'is' : 'is not', null)];
    if (has('assigneeId')) all.push(eb('assignee_id', '=', slot('assigneeId')));
    if (has('authorId')) all.push(eb('author_id', '=', slot('authorId')));
    if (has('projectId')) all.push(eb('project_id', '=', slot('projectId')));
    if (query.onlyGiven) all.push(eb('assignee_id', '<>', eb.ref('author_id')));
    if (query.state === 'done' || query.state === 'dropped') all.push(eb('state', '=', query.state));
    if (has('lateBy')) all.push(eb('late_from', '<=', slot('lateBy')));
    if (has('lateAfter')) all.push(eb('late_from', '>', slot('lateAfter')));
    if (has('priority')) all.push(eb('priority', '=', slot('priority')));
    if (has('visibleTo')) all.push(visibleTo(eb, slot('visibleTo')));
    const words = wordsOf(query).map((_, i) => sql<SqlBool>`search_text like ${slots[`word${i}`]} escape '\\'`);
    // In groups: SQLite bounds how deep a condition may be nested, and people paste whole pages.
    for (let i = 0; i < words.length; i += 100) all.push(eb.and(words.slice(i, i + 100)));
    return eb.and(all);
  };
}

function visibleTo(eb: Tasks, personId: never): Expression<SqlBool> {
  return eb.or([
    eb('assignee_id', '=', personId),
    eb('author_id', '=', personId),
    eb('project_id', 'in', eb.selectFrom('memberships').select('project_id').where('person_id', '=', personId)),
  ]);
}

/** 0 overdue, 1 urgent, 2 high and due today, 3 the rest, 4 closed. */
function burningRank(eb: Listed, slots: TaskQueryValues) {
  const todayEnds = slots.todayEnds as never;
  return eb
    .case()
    .when('listed.closed_at', 'is not', null)
    .then(eb.lit(4))
    .when('listed.late_from', '<=', slots.now as never)
    .then(eb.lit(0))
    .when('listed.priority', '=', eb.lit(RANK.urgent))
    .then(eb.lit(1))
    .when(
      eb.and([
        eb('listed.priority', '=', eb.lit(RANK.high)),
        // A whole day is late from the very moment at which today ends; a moment then is tomorrow's.
        eb.or([
          eb('listed.late_from', '<', todayEnds),
          eb.and([eb('listed.late_from', '=', todayEnds), eb('listed.deadline_on', 'is not', null)]),
        ]),
      ]),
    )
    .then(eb.lit(2))
    .else(eb.lit(3))
    .end();
}

function part(db: Kysely<Schema>, query: TaskQuery, slots: TaskQueryValues, which: 'open' | 'closed') {
  return db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .where(conditions(query, slots, which));
}

/** Left joins by key, so that the tasks come first, by their own index, and none is lost. */
function withNames(db: Kysely<Schema>, tasks: ReturnType<typeof part>) {
  return db
    .selectFrom(tasks.as('listed'))
    .leftJoin('people as author', 'author.id', 'listed.author_id')
    .leftJoin('people as assignee', 'assignee.id', 'listed.assignee_id')
    .leftJoin('projects', 'projects.id', 'listed.project_id')
    .leftJoin('proposals', 'proposals.task_id', 'listed.id')
    .select(TASK_COLUMNS.map((column) => `listed.${column}` as const))
    .select([
      'author.name as author_name',
      'assignee.name as assignee_name',
      'projects.tag as project_tag',
      'proposals.proposed_by as proposed_by',
      'proposals.proposed_at as proposed_at',
      'proposals.kind as proposed_kind',
      'proposals.reason as proposed_reason',
      'proposals.deadline_on as proposed_deadline_on',
      'proposals.deadline_at as proposed_deadline_at',
    ]);
}

/** `slots` also has `limit`, `offset` and `reach`, their sum. */
export function buildTaskList(db: Kysely<Schema>, query: TaskQuery, slots: TaskQueryValues) {
  const limit = slots.limit as number;
  const offset = slots.offset as number;
  const open = part(db, query, slots, 'open');
  const closed = part(db, query, slots, 'closed');
  if (query.state === 'open') {
    return withNames(db, open)
      .orderBy((eb) => burningRank(eb, slots))
      .orderBy('listed.priority', 'desc')
      .orderBy('listed.late_from', (order) => order.asc().nullsLast())
      .orderBy('listed.id')
      .limit(limit)
      .offset(offset);
  }
  if (query.state !== 'all') {
    // In the order of the index, so that a long history is not sorted: it stops at the limit.
    return withNames(db, closed)
      .orderBy('listed.closed_at', 'desc')
      .orderBy('listed.id', 'desc')
      .limit(limit)
      .offset(offset);
  }
  const latest = closed
    .orderBy('closed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(slots.reach as number)
    .as('latest');
  const ofOpen = (eb: Listed, column: 'priority' | 'late_from' | 'id') =>
    eb
      .case()
      .when('listed.closed_at', 'is', null)
      .then(eb.ref(`listed.${column}`))
      .end();
  return withNames(db, open.unionAll(db.selectFrom(latest).select(TASK_COLUMNS)))
    .orderBy((eb) => burningRank(eb, slots))
    .orderBy((eb) => ofOpen(eb, 'priority'), 'desc')
    .orderBy(
      (eb) => ofOpen(eb, 'late_from'),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('listed.closed_at', 'desc')
    .orderBy((eb) => ofOpen(eb, 'id'))
    .orderBy('listed.id', 'desc')
    .limit(limit)
    .offset(offset);
}

export function buildTaskCount(db: Kysely<Schema>, query: TaskQuery, slots: TaskQueryValues) {
  const countOf = (part: 'open' | 'closed') =>
    db
      .selectFrom('tasks')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where(conditions(query, slots, part));
  if (query.state !== 'all') return countOf(query.state === 'open' ? 'open' : 'closed');
  // Two counts, since each has its own index.
  return db.selectNoFrom((eb) => eb(eb.parens(countOf('open')), '+', eb.parens(countOf('closed'))).as('n'));
}
