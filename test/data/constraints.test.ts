import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { PLATFORMS, ROLES } from '../../src/domain/person.ts';
import { PRIORITIES } from '../../src/domain/priority.ts';
import { PROJECT_NAME_MAX, TAG_MAX } from '../../src/domain/project.ts';
import { DESCRIPTION_MAX, RESULT_MAX, TASK_STATES, TITLE_MAX } from '../../src/domain/task.ts';
import { VERDICTS } from '../../src/ports/messages.ts';
import { HISTORY_FIELDS } from '../../src/ports/tasks.ts';
import { ENTRY_HISTORY_FIELDS } from '../../src/ports/time.ts';

type Values = Record<string, string | number | null>;

const T = '2026-11-23T16:00:00.000Z';
const LATER = '2026-11-23T17:00:00.000Z';

const ROWS: Record<string, Values> = {
  people: {
    name: 'Anna',
    name_folded: 'anna',
    role: 'member',
    language: 'en',
    zone: 'UTC',
    work_starts: '09:00',
    work_ends: '18:00',
    work_days: '12345',
    quiet_starts: '20:00',
    quiet_ends: '08:00',
    quiet_days: '67',
    created_at: T,
  },
  identities: { person_id: 1, platform: 'slack', external_id: 'U1', created_at: T },
  projects: { tag: 'prostor', tag_folded: 'prostor', name: 'Prostor', created_by: 1, created_at: T },
  tasks: {
    title: 'Banner',
    search_text: 'banner',
    author_id: 1,
    assignee_id: 1,
    priority: 1,
    state: 'open',
    created_at: T,
    version: 1,
  },
  proposals: { task_id: 1, proposed_by: 1, proposed_at: T, kind: 'drop' },
  task_history: { task_id: 1, person_id: 1, at: T, platform: 'slack', field: 'note' },
  entry_history: { entry_id: 1, person_id: 1, at: T, platform: 'slack', field: 'note' },
  locked_months: { month: '2026-10', locked_by: 1, locked_at: T },
  changes: { person_id: 1, at: T, platform: 'slack', command: 'task', items: '[]' },
  time_entries: { person_id: 1, started_at: T, stopped_at: LATER, seconds: 3600, created_at: T, version: 1 },
  deliveries: { person_id: 1, kind: 'x', body: '{}', state: 'owed', created_at: T, due_at: T, attempts: 0 },
  digests: { person_id: 1, created_at: T, received: '[]', given: '[]' },
  digest_verdicts: { digest_id: 1, task_id: 1, verdict: 'done', at: T },
  inbox: { platform: 'slack', request_id: 'r', handled_at: T },
  codes: { hash: 'h', kind: 'invite', issued_by: 1, created_at: T, expires_at: T },
};

let empty: Buffer;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-constraints-'));
  const file = join(folder, 'empty.db');
  (await openDatabase(file)).close();
  const raw = new BetterSqlite(file);
  // Only a file can be written ahead.
  raw.pragma('journal_mode = delete');
  raw.close();
  empty = readFileSync(file);
  rmSync(folder, { recursive: true });
});

/** A database with one person, one task and one digest in it; `insert` adds a row like the usual one. */
function database() {
  const raw = new BetterSqlite(Buffer.from(empty));
  raw.pragma('foreign_keys = on');
  const insert = (table: string, more: Values = {}) => {
    const row = { ...ROWS[table], ...more };
    const names = Object.keys(row);
    const sql = `insert into ${table} (${names.join()}) values (${names.map(() => '?').join()})`;
    return raw.prepare(sql).run(Object.values(row));
  };
  for (const table of ['people', 'tasks', 'digests']) insert(table);
  return { raw, insert };
}

describe('the database itself', () => {
  it.each<[string, string, Values]>([
    ['two timers of one person at once', 'time_entries', { stopped_at: null, seconds: null }],
    ['the same account twice', 'identities', {}],
    ['two projects with one tag', 'projects', {}],
    ['a request handled twice', 'inbox', {}],
    ['two proposals for one task', 'proposals', {}],
    ['two messages with one key', 'deliveries', { unique_key: 'digest 1' }],
    ['a code twice', 'codes', {}],
    ['a month locked twice', 'locked_months', {}],
  ])('refuses %s', (_, table, more) => {
    const { insert } = database();
    insert(table, more);
    expect(() => insert(table, more)).toThrow(/UNIQUE/);
  });

  it('refuses a second account of one person on one platform', () => {
    const { insert } = database();
    insert('identities');
    expect(() => insert('identities', { external_id: 'U2' })).toThrow(/UNIQUE/);
    insert('identities', { external_id: 'U2', platform: 'telegram' });
  });

  it.each<[string, string, Values]>([
    ['a closed task without the moment it was closed', 'tasks', { state: 'done' }],
    ['an open task that was closed', 'tasks', { closed_at: T }],
    ['a priority above urgent', 'tasks', { priority: PRIORITIES.length }],
    ['a day deadline that is never late', 'tasks', { deadline_on: '2026-11-23' }],
    ['a title that is too long', 'tasks', { title: 'x'.repeat(TITLE_MAX + 1) }],
    ['a description that is too long', 'tasks', { description: 'x'.repeat(DESCRIPTION_MAX + 1) }],
    ['a result that is too long', 'tasks', { result: 'x'.repeat(RESULT_MAX + 1) }],
    ['an estimate of nothing', 'tasks', { estimate_seconds: 0 }],
    ['a month that is none', 'locked_months', { month: '2026-1' }],
    ['a state nobody knows', 'tasks', { state: 'lost' }],
    ['a tag that is too long', 'projects', { tag: 'x'.repeat(TAG_MAX + 1) }],
    ['a project name that is too long', 'projects', { name: 'x'.repeat(PROJECT_NAME_MAX + 1) }],
    ['an entry that stops before it starts', 'time_entries', { started_at: LATER, stopped_at: T }],
    ['a finished entry without its seconds', 'time_entries', { seconds: null }],
    ['a running entry with seconds', 'time_entries', { stopped_at: null }],
    ['an entry of less than nothing', 'time_entries', { seconds: -1 }],
    ['a proposal to move to no deadline', 'proposals', { kind: 'deadline' }],
    ['a proposal to drop with a deadline', 'proposals', { deadline_at: T }],
    ['a sent message that is not settled', 'deliveries', { state: 'sent' }],
    ['an owed message that is settled', 'deliveries', { settled_at: T }],
    ['a person merged but present', 'people', { merged_into: 1 }],
    ['a used code that nobody used', 'codes', { used_at: T }],
    ['a platform nobody knows', 'inbox', { platform: 'pigeon' }],
  ])('refuses %s', (_, table, more) => {
    expect(() => database().insert(table, more)).toThrow(/CHECK/);
  });

  it.each<[string, string, Values]>([
    ['a task of nobody', 'tasks', { assignee_id: 99 }],
    ['a task of no project', 'tasks', { project_id: 99 }],
    ['an entry on no task', 'time_entries', { task_id: 99 }],
    ['a message to nobody', 'deliveries', { person_id: 99 }],
    ['a line of history of no task', 'task_history', { task_id: 99 }],
  ])('refuses %s', (_, table, more) => {
    expect(() => database().insert(table, more)).toThrow(/FOREIGN KEY/);
  });

  it('refuses a number where a text belongs, and the other way round', () => {
    expect(() => database().insert('tasks', { version: 'one' })).toThrow(/cannot store TEXT/);
  });

  it('keeps a task that time was spent on', () => {
    const { raw, insert } = database();
    insert('time_entries', { task_id: 1 });
    expect(() => raw.exec('delete from tasks')).toThrow(/FOREIGN KEY/);
  });

  it('never gives a number twice, even after the row is gone', () => {
    const { raw, insert } = database();
    const { lastInsertRowid } = insert('tasks');
    raw.exec(`delete from tasks where id = ${lastInsertRowid}`);
    expect(Number(insert('tasks').lastInsertRowid)).toBe(Number(lastInsertRowid) + 1);
  });

  it.each([
    ['tasks', { state: 'lost' }],
    ['task_history', { field: 'colour' }],
    ['entry_history', { platform: 'paper' }],
    ['deliveries', { state: 'somewhere' }],
    ['deliveries', { lane: 'paper' }],
    ['digest_verdicts', { verdict: 'eaten' }],
    ['people', { language: 'la' }],
    ['people', { csv_format: '..' }],
    ['people', { rounding: 'up 7 entry' }],
    ['inbox', { platform: 'paper' }],
    ['codes', { kind: 'secret' }],
  ])('refuses what the product does not know: %s %j', (table, more) => {
    expect(() => database().insert(table, more)).toThrow(/CHECK/);
  });

  it('makes no small table for its checks each time a row is written', () => {
    const { raw } = database();
    const tables = raw.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'");
    for (const name of tables.pluck().all() as string[]) {
      const columns = (raw.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
      const steps = raw.prepare(`explain insert into ${name} values (${columns.map(() => '1').join()})`).all();
      const made = (steps as { opcode: string }[]).filter(({ opcode }) => opcode === 'OpenEphemeral');
      expect(made, `${name}: write its checks with \`or\``).toEqual([]);
    }
  });

  // A word that the product has learnt since needs a migration before it can be stored.
  it('knows every word that the product knows', () => {
    const { raw, insert } = database();
    for (const role of ROLES) insert('people', { role });
    for (const role of ROLES) insert('codes', { role, hash: role });
    for (const language of LANGUAGES) insert('people', { language });
    for (const field of HISTORY_FIELDS) insert('task_history', { field });
    for (const field of ENTRY_HISTORY_FIELDS) insert('entry_history', { field });
    for (const [i, state] of TASK_STATES.entries()) insert('tasks', { state, priority: i, closed_at: i ? T : null });
    for (const priority of PRIORITIES.keys()) insert('tasks', { priority });
    for (const verdict of VERDICTS) {
      insert('digest_verdicts', { verdict });
      raw.exec('delete from digest_verdicts');
    }
    for (const platform of PLATFORMS) {
      insert('identities', { platform });
      insert('inbox', { platform });
      insert('changes', { platform });
      insert('task_history', { platform });
      insert('entry_history', { platform });
      insert('people', { last_platform: platform });
      insert('deliveries', { platform, state: 'sent', settled_at: T });
    }
  });
});
