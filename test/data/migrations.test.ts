import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { sqliteSchema } from '../../data/migrations/dialect.ts';
import { migrations } from '../../data/migrations/index.ts';
import { reminderMoments } from '../../data/migrations/reminder-moments.ts';

/** All there are, as they are recorded. */
const RECORDED = Object.entries(migrations).map(([number, { name }]) => ({ number: Number(number), name }));
const NEXT = RECORDED.length + 1;

const folder = mkdtempSync(join(tmpdir(), 'friday-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function look<Row>(file: string, sql: string): Row[] {
  const raw = new BetterSqlite(file, { readonly: true });
  const rows = raw.prepare(sql).all() as Row[];
  raw.close();
  return rows;
}

describe('migrations', () => {
  it('run once each and are recorded with their name and time', async () => {
    const file = join(folder, 'twice.db');
    (await openDatabase(file)).close();
    const first = look<{ number: number; name: string; ran_at: string }>(file, 'select * from migrations');
    expect(first).toMatchObject(RECORDED);
    expect(RECORDED.slice(0, 7).map(({ name }) => name)).toEqual([
      'initial',
      'profiles',
      'keepsakes',
      'reminderMoments',
      'dailies',
      'ledger',
      'exports',
    ]);
    expect(first[0]?.ran_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    (await openDatabase(file)).close();
    expect(look(file, 'select * from migrations')).toEqual(first);
  });

  it('run only what is new in a database that has been used', async () => {
    const file = join(folder, 'next.db');
    (await openDatabase(file)).close();
    const invoices = () => ['create table invoices (id integer primary key) strict'];
    (await openDatabase(file, { migrations: { ...migrations, [NEXT]: invoices } })).close();
    expect(look(file, 'select number, name from migrations order by number')).toEqual([
      ...RECORDED,
      { number: NEXT, name: 'invoices' },
    ]);
  });

  it('leave nothing of a migration that fails, and keep those before it', async () => {
    const file = join(folder, 'failing.db');
    const half = () => ['create table half (id integer primary key) strict', 'insert into half values (1)'];
    const failing = () => ['create table rest (id integer primary key) strict', 'this is not SQL'];
    await expect(
      openDatabase(file, { migrations: { ...migrations, [NEXT]: half, [NEXT + 1]: failing } }),
    ).rejects.toThrow(/syntax/);
    expect(look(file, 'select max(number) as last from migrations')).toEqual([{ last: NEXT }]);
    expect(look(file, "select name from sqlite_schema where name in ('half', 'rest')")).toEqual([{ name: 'half' }]);
  });

  it('refuse a database made by a newer version', async () => {
    const file = join(folder, 'newer.db');
    (await openDatabase(file)).close();
    const raw = new BetterSqlite(file);
    raw.exec("insert into migrations values (99, 'far', '2030-01-01T00:00:00.000Z')");
    raw.close();
    await expect(openDatabase(file)).rejects.toThrow(
      new RegExp(
        `newer\\.db was made by a newer Friday \\(migration 99, this one knows ${NEXT - 1}\\): update Friday, or use the backup`,
      ),
    );
  });

  it('keep what messages were handled, by the ids that they have from then on', async () => {
    const file = join(folder, 'handled.db');
    const before = Object.fromEntries(Object.entries(migrations).filter(([number]) => Number(number) < 10));
    (await openDatabase(file, { migrations: before })).close();
    const raw = new BetterSqlite(file);
    const handled = raw.prepare("insert into inbox (platform, request_id, handled_at) values (?, ?, '')");
    for (const id of ['message:5000000021:7', 'message:-1001:8', 'edit:5000000021:7:99', 'press:1:2']) {
      handled.run('telegram', id);
    }
    handled.run('slack', 'message:D024BE7LR:1355517523.000005');
    raw.close();
    (await openDatabase(file)).close();
    expect(look(file, 'select platform, request_id from inbox order by rowid')).toEqual([
      { platform: 'telegram', request_id: 'message:7@5000000021' },
      { platform: 'telegram', request_id: 'message:8@-1001' },
      { platform: 'telegram', request_id: 'edit:5000000021:7:99' },
      { platform: 'telegram', request_id: 'press:1:2' },
      { platform: 'slack', request_id: 'message:1355517523.000005@D024BE7LR' },
    ]);
  });

  it('write out the lists in checks, which concerns no row and keeps what they say', async () => {
    const file = join(folder, 'checks.db');
    const before = Object.fromEntries(Object.entries(migrations).filter(([number]) => Number(number) < 9));
    (await openDatabase(file, { migrations: before })).close();
    const raw = new BetterSqlite(file);
    raw.exec(`insert into people (name, name_folded, role, language, zone, work_starts, work_ends, work_days, quiet_starts,
      quiet_ends, quiet_days, created_at) values ('A', 'a', 'owner', 'uk', 'UTC', '', '', '', '', '', '', '')`);
    const others = "create table notes (pre text, kind text check (pre || kind in ('xa', 'xb', 'xc')))";
    raw.exec(others);
    raw.close();
    const people = look(file, 'select * from people');
    const definition = "select sql from sqlite_schema where name = 'people'";
    expect(look<{ sql: string }>(file, definition)[0]?.sql).toContain("check (language in ('en', 'uk', 'ru'))");

    const database = await openDatabase(file);
    await database.begin({ savepoints: true });
    const change = (language: string) =>
      database.runUnit(async () => database.execute('update people set language = ?', [language]));
    await expect(change('la')).rejects.toThrow(/CHECK/);
    await change('ru');
    database.commit();
    // From now on the definitions are closed again.
    expect(() => database.pragma('writable_schema = on')).not.toThrow();
    await database.begin({ savepoints: true });
    await expect(
      database.runUnit(async () => database.execute("update sqlite_schema set sql = '' where name = 'people'", [])),
    ).rejects.toThrow(/may not be modified/);
    database.rollback();
    database.close();

    expect(look<{ sql: string }>(file, definition)[0]?.sql).toContain(
      "check (language = 'en' or language = 'uk' or language = 'ru')",
    );
    expect(look(file, 'select * from people')).toEqual(people.map((row) => ({ ...(row as object), language: 'ru' })));
    expect(look(file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(
      look<{ sql: string }>(file, "select sql from sqlite_schema where name = 'notes'")[0]?.sql.toLowerCase(),
    ).toBe(others);
  });

  it('run once when two processes start together', async () => {
    const file = join(folder, 'together.db');
    const both = await Promise.all([openDatabase(file), openDatabase(file)]);
    for (const database of both) database.close();
    expect(look(file, 'select number from migrations')).toEqual(RECORDED.map(({ number }) => ({ number })));
  });

  it('give open tasks their next reminder, and none of those that lie behind', async () => {
    const file = join(folder, 'reminders.db');
    const { 1: initial, 2: profiles, 3: keepsakes } = migrations;
    if (!initial || !profiles || !keepsakes) throw new Error('the first migrations are gone');
    const before = { 1: initial, 2: profiles, 3: keepsakes };
    (await openDatabase(file, { migrations: before })).close();
    const raw = new BetterSqlite(file);
    raw.exec(`insert into people (id, name, name_folded, role, language, zone, work_starts, work_ends, work_days,
      quiet_starts, quiet_ends, quiet_days, created_at) values (1, 'A', 'a', 'owner', 'en', 'UTC', '', '', '', '', '', '', '')`);
    const add = raw.prepare(`insert into tasks (title, search_text, author_id, assignee_id, priority, deadline_on,
      late_from, state, created_at, closed_at, version) values (?, '', 1, 1, 3, ?, ?, ?, '', ?, 1)`);
    const closedAt = '2026-11-20T00:00:00.000Z';
    add.run('a moment ahead', null, '2026-11-24T16:00:00.000Z', 'open', null);
    add.run('a moment in half an hour', null, '2026-11-23T16:30:00.000Z', 'open', null);
    add.run('a moment behind', null, '2026-11-23T15:59:00.000Z', 'open', null);
    add.run('a day ahead', '2026-11-24', '2026-11-24T22:00:00.000Z', 'open', null);
    add.run('the day that is', '2026-11-23', '2026-11-23T22:00:00.000Z', 'open', null);
    add.run('a day behind', '2026-11-22', '2026-11-22T22:00:00.000Z', 'open', null);
    add.run('the day on which clocks go back', '2027-10-31', '2027-10-31T22:00:00.000Z', 'open', null);
    add.run('no deadline', null, null, 'open', null);
    add.run('done', null, '2026-11-24T16:00:00.000Z', 'done', closedAt);
    raw.close();

    const fourth = () => reminderMoments(sqliteSchema, '2026-11-23T16:00:00.000Z');
    (await openDatabase(file, { migrations: { ...before, 4: fourth } })).close();
    const found = look<{ title: string; remind_at: string | null }>(file, 'select title, remind_at from tasks');
    expect(Object.fromEntries(found.map(({ title, remind_at }) => [title, remind_at]))).toEqual({
      'a moment ahead': '2026-11-24T15:00:00.000Z',
      'a moment in half an hour': '2026-11-23T16:30:00.000Z',
      'a moment behind': null,
      'a day ahead': '2026-11-24T07:00:00.000Z',
      'the day that is': '2026-11-23T22:00:00.000Z',
      'a day behind': null,
      'the day on which clocks go back': '2027-10-31T07:00:00.000Z',
      'no deadline': null,
      done: null,
    });
    expect(look(file, 'select id from tasks where escalate_at is not null')).toEqual([]);
  });
});
