import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { openDatabase } from '../../../data/database.ts';

/** Raise it when what is built changes: a big world is kept between runs. */
const VERSION = 1;
export const NOW = '2026-11-27T12:00:00.000Z';

export interface WorldSize {
  people: number;
  tasks: number;
}

/**
 * An organisation that has worked for long, whatever its size: each person has 100 tasks, 9 of 10 closed, most of the
 * open ones late, with history and time on each. Only the number of people grows with the number of tasks, so a
 * command has the same to do in a small world and in a big one.
 * @returns a file of its own, which may be written
 */
export async function openWorld(name: string, { people, tasks }: WorldSize): Promise<string> {
  const kept = join(tmpdir(), `friday-world-${VERSION}-${await schemaWord()}-${people}-${tasks}.db`);
  if (!existsSync(kept)) {
    console.log(`building a world of ${tasks} tasks …`);
    await build(`${kept}.making`, people, tasks);
    renameSync(`${kept}.making`, kept);
  }
  const file = join(tmpdir(), `friday-bench-${process.pid}-${name}.db`);
  copyFileSync(kept, file);
  return file;
}

/** Changes with every table and index, so that a kept world is never of an older schema. */
async function schemaWord(): Promise<string> {
  const file = join(tmpdir(), `friday-schema-${process.pid}.db`);
  (await openDatabase(file)).close();
  const raw = new BetterSqlite(file);
  const schema = raw.prepare('select name, sql from sqlite_schema order by name').all();
  raw.close();
  removeWorld(file);
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 8);
}

export function removeWorld(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

async function build(file: string, people: number, tasks: number): Promise<void> {
  removeWorld(file);
  (await openDatabase(file)).close();
  const raw = new BetterSqlite(file);
  raw.pragma('journal_mode = off');
  raw.pragma('synchronous = off');
  raw.pragma('cache_size = -400000');
  const indexes = raw.prepare(`select name, sql from sqlite_schema where type = 'index' and sql is not null`).all();
  for (const { name } of indexes as { name: string }[]) raw.exec(`drop index ${name}`);
  fill(raw, people, tasks);
  for (const { sql } of indexes as { sql: string }[]) raw.exec(sql);
  raw.pragma('journal_mode = wal');
  raw.close();
}

function fill(raw: BetterSqlite.Database, people: number, tasks: number): void {
  const projects = Math.max(2, people / 2);
  const many = (count: number, sql: string) =>
    raw.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count}) ${sql}`);
  const at = (days: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', '${NOW}', ${days})`;
  raw.exec('begin');
  many(
    people,
    `insert into people (name, name_folded, role, language, zone, work_starts, work_ends, work_days, quiet_starts,
      quiet_ends, quiet_days, next_digest_at, last_platform, created_at)
    select 'Person' || i, 'person' || i, iif(i = 1, 'owner', 'member'), 'en', 'UTC', '09:00', '18:00', '12345',
      '20:00', '08:00', '67', '2026-12-04T09:00:00.000Z', 'terminal', '${NOW}' from n`,
  );
  many(
    people,
    `insert into identities (person_id, platform, external_id, handle, handle_folded, profile_name, created_at)
    select i, 'terminal', 'p' || i, 'p' || i, 'p' || i, 'Person' || i, '${NOW}' from n`,
  );
  many(
    projects,
    `insert into projects (tag, tag_folded, name, created_by, created_at)
    select 'tag' || i, 'tag' || i, 'Project ' || i, 1, '${NOW}' from n`,
  );
  many(
    people * 2,
    `insert into memberships select (i + i / ${people}) % ${projects} + 1, i % ${people} + 1, '${NOW}' from n`,
  );
  // Task i is the (i / people)th of its assignee; every tenth of these is open, and 8 of 10 open ones are late.
  const nth = `(i / ${people})`;
  const open = `${nth} % 10 = 0`;
  many(
    tasks,
    `insert into tasks (title, description, search_text, project_id, author_id, assignee_id, priority, late_from,
      state, result, took_at, created_at, closed_at, version)
    select 'Banner ' || i || ' for the landing', 'Sizes as last time, colours of the brand book.',
      'banner ' || i || ' for the landing sizes as last time, colours of the brand book.',
      i % ${people} % ${projects} + 1, iif(${nth} % 3, (i * 7 + 3) % ${people} + 1, i % ${people} + 1),
      i % ${people} + 1, ${nth} % 4, ${at(`((${nth} % 50) - 40) || ' days'`)},
      iif(${open}, 'open', 'done'), iif(${open}, null, 'In the shared folder'), null,
      ${at(`(-${nth} - 45) || ' days'`)}, iif(${open}, null, ${at(`(-${nth}) || ' days'`)}), 2 from n`,
  );
  many(
    tasks * 2,
    `insert into task_history (task_id, person_id, at, platform, field, old_value, new_value)
    select (i - 1) % ${tasks} + 1, i % ${people} + 1, ${at(`(-${nth} % 100) || ' days'`)}, 'terminal',
      iif(i <= ${tasks}, 'created', 'priority'), iif(i <= ${tasks}, null, '"normal"'), '"high"' from n`,
  );
  many(
    tasks,
    `insert into time_entries (person_id, task_id, project_id, started_at, stopped_at, seconds, note, created_at, version)
    select i % ${people} + 1, i, i % ${people} % ${projects} + 1, ${at(`(-${nth} - 1) || ' days', '-4 hours'`)},
      ${at(`(-${nth} - 1) || ' days', '-3 hours'`)}, 3600, 'layout', '${NOW}', 1 from n`,
  );
  many(
    tasks / 2,
    `insert into changes (person_id, at, platform, command, items)
    select i % ${people} + 1, '${NOW}', 'terminal', 'task', '[]' from n`,
  );
  many(
    tasks / 2,
    `insert into deliveries (person_id, kind, body, state, created_at, due_at, attempts, settled_at, platform, ref)
    select i % ${people} + 1, 'task-assigned', '{"blocks":[]}', 'sent', '${NOW}', '${NOW}', 1, '${NOW}', 'terminal', '1' from n`,
  );
  many(
    tasks / 10,
    `insert into inbox (platform, request_id, handled_at, reply) select 'terminal', 'old-' || i, '2026-11-26T12:00:00.000Z', '{"blocks":[]}' from n`,
  );
  raw.exec('commit');
}
