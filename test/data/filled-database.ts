import BetterSqlite from 'better-sqlite3';
import { NOW } from './records.ts';

/** Enough rows of each kind that the planner has a choice, most of them history. */
export function fillDatabase(file: string): void {
  const raw = new BetterSqlite(file);
  const many = (count: number, sql: string) =>
    raw.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count}) ${sql}`);
  raw.exec('begin');
  many(
    200,
    `insert into people (name, name_folded, role, language, zone, work_starts, work_ends, work_days, quiet_starts,
      quiet_ends, quiet_days, next_digest_at, created_at)
    select 'P ' || i, 'p ' || i, iif(i % 20, 'member', 'manager'), 'en', 'UTC', '', '', '', '', '', '',
      '2026-11-27T0' || (i % 9) || ':00:00.000Z', '${NOW}' from n`,
  );
  many(
    200,
    `insert into identities (person_id, platform, external_id, handle, handle_folded, created_at)
    select i, 'slack', 'U' || i, 'h' || i, 'h' || i, '${NOW}' from n`,
  );
  many(
    20,
    `insert into projects (tag, tag_folded, name, created_by, created_at) select 'p' || i, 'p' || i, 'P', 1, '${NOW}' from n`,
  );
  many(
    400,
    `insert into memberships select i % 20 + 1, i % 199 + 1, '${NOW}' from n where true on conflict do nothing`,
  );
  many(
    6000,
    `insert into tasks (title, search_text, project_id, author_id, assignee_id, priority, late_from, state, created_at,
      closed_at, version)
    select 'T ' || i, 't ' || i, i % 20 + 1, i % 200 + 1, (i * 7) % 200 + 1, i % 4,
      '2026-11-' || (10 + i % 20) || 'T12:00:00.000Z', iif(i % 5, 'done', 'open'), '${NOW}',
      iif(i % 5, '2026-10-' || (10 + i % 20) || 'T12:00:00.000Z', null), 1 from n`,
  );
  raw.exec('update tasks set remind_at = late_from where closed_at is null');
  raw.exec('update tasks set escalate_at = late_from where closed_at is null and id % 50 = 0');
  many(
    9000,
    `insert into task_history (task_id, person_id, at, platform, field) select i % 6000 + 1, 1, '${NOW}', 'slack', 'note' from n`,
  );
  many(
    6000,
    `insert into changes (person_id, at, platform, command, items) select i % 200 + 1, '${NOW}', 'slack', 'x', '[]' from n`,
  );
  many(
    6000,
    `insert into time_entries (person_id, task_id, project_id, started_at, stopped_at, seconds, created_at, version)
    select i % 200 + 1, i % 5000 + 1, i % 20 + 1, '2026-10-' || (10 + i % 20) || 'T12:00:00.000Z',
      '2026-10-' || (10 + i % 20) || 'T13:00:00.000Z', 3600, '${NOW}', 1 from n`,
  );
  many(
    50,
    `insert into time_entries (person_id, task_id, started_at, created_at, version)
    select i + 5, i, '2026-11-23T12:00:00.000Z', '${NOW}', 1 from n`,
  );
  many(
    2000,
    `insert into reminders (task_id, person_id, remind_at, created_at, sent_at) select i, i % 200 + 1, '${NOW}', '${NOW}', iif(i % 9, '${NOW}', null) from n`,
  );
  many(
    6000,
    `insert into deliveries (person_id, unique_key, kind, body, state, created_at, due_at, attempts, settled_at)
    select i % 200 + 1, 'k' || i, 'x', '{}', iif(i % 30, 'sent', 'owed'), '${NOW}', '${NOW}', 0, iif(i % 30, '${NOW}', null) from n`,
  );
  many(
    2000,
    `insert into digests (person_id, created_at, received, given) select i % 200 + 1, '${NOW}', '[]', '[]' from n`,
  );
  many(3000, `insert into digest_verdicts select i % 2000 + 1, i, 'done', '${NOW}' from n`);
  many(
    6000,
    `insert into inbox select 'slack', 'r' || i, '2026-11-' || (10 + i % 20) || 'T12:00:00.000Z', null, null, null from n`,
  );
  many(
    3000,
    `insert into keepsakes (platform, kind, key, body, kept_at) select 'telegram', iif(i % 100, 'command', 'update'), 'k' || i, 'x', '${NOW}' from n`,
  );
  many(2000, `insert into questions select 'slack', 'U' || i, 'C', 'x', 'null', '${NOW}' from n`);
  many(
    500,
    `insert into codes (hash, kind, issued_by, created_at, expires_at) select 'h' || i, 'link', i % 200 + 1, '${NOW}', '${NOW}' from n`,
  );
  many(2000, `insert into wrong_codes (platform, external_id, at) select 'slack', 'U' || i % 100, '${NOW}' from n`);
  many(
    1000,
    `insert into proposals (task_id, proposed_by, proposed_at, kind) select i, i % 200 + 1, '${NOW}', 'drop' from n`,
  );
  raw.exec('commit');
  raw.close();
}
