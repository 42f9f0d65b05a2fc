import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { fillDatabase } from './filled-database.ts';
import { useEverything } from './use-everything.ts';

/** May be read from end to end: tables that stay small, and rows that a statement brings along. */
const SMALL =
  /^SCAN (people|projects|project_chats|memberships|removed_members|locked_months|asked|request|finished|found|listed|latest|stretches|earlier|parts|before|sums|\d+-ROW VALUES|\d+ CONSTANT ROWS?|CONSTANT ROW|\(subquery-\d+\))(?!\w)/;
/** Partial indexes that hold only what is running or owed: walking them is walking the work at hand. */
const AT_HAND =
  /USING (COVERING )?INDEX (time_entries_running|time_entries_running_by_task|time_entries_long|deliveries_by_lane|deliveries_owed|deliveries_leased)\b/;

/** SQLite lists the tables that name a new row's number; it looks into them only while a foreign key is broken. */
const PARENT = /^insert into "(people|projects)"/;

interface Seen {
  method: string;
  sql: string;
  parameters: readonly unknown[];
}

const folder = mkdtempSync(join(tmpdir(), 'friday-plans-'));
const file = join(folder, 'plans.db');
const seen: Seen[] = [];
const called = new Set<string>();
let methods: string[] = [];

beforeAll(async () => {
  const { store, database, close } = await openTestStore(file);
  fillDatabase(file);
  await store.transact(async (tx) => {
    methods = Object.entries(tx).flatMap(([name, collection]) =>
      Object.keys(collection).map((each) => `${name}.${each}`),
    );
    const watched = watch(tx, (method) => {
      called.add(method);
      database.onStatement = (sql, parameters) => seen.push({ method, sql, parameters });
    });
    await useEverything(watched);
  });
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function watch(tx: Tx, before: (method: string) => void): Tx {
  const collections = Object.entries(tx).map(([name, collection]) => [
    name,
    Object.fromEntries(
      Object.entries(collection as Record<string, (...args: unknown[]) => unknown>).map(([method, run]) => [
        method,
        (...args: unknown[]) => {
          before(`${name}.${method}`);
          return run(...args);
        },
      ]),
    ),
  ]);
  return Object.fromEntries(collections) as Tx;
}

function plansOf(): { method: string; sql: string; plan: string[] }[] {
  const raw = new BetterSqlite(file);
  const plans = seen.map(({ method, sql, parameters }) => {
    const rows = raw.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[];
    return { method, sql, plan: rows.map((row) => row.detail) };
  });
  raw.close();
  return plans;
}

describe('no statement reads a whole table of work', () => {
  it('of all the statements there are', () => {
    expect([...called].sort()).toEqual(methods.sort());
  });

  it.each(['before the database knows itself', 'after it was analysed'])('%s', (when) => {
    if (when.startsWith('after')) {
      const raw = new BetterSqlite(file);
      raw.exec('analyze');
      raw.close();
    }
    const reading = plansOf().flatMap(({ method, sql, plan }) =>
      plan
        .filter((step) => /^SCAN|AUTOMATIC/.test(step) && !SMALL.test(step) && !AT_HAND.test(step) && !PARENT.test(sql))
        .map((step) => `${method}: ${step} in ${sql}`),
    );
    expect([...new Set(reading)]).toEqual([]);
  });

  it('and a messenger finds what it owes without walking past what others owe', () => {
    const own = plansOf().filter(({ sql }) => /"due"\."lane" = \?/.test(sql));
    expect(own.length).toBeGreaterThan(0);
    for (const { plan } of own)
      expect(plan).toContainEqual(expect.stringMatching(/due USING INDEX deliveries_by_lane/));
  });

  it('and what a person was sent is found by the person', () => {
    const lines = plansOf().filter(({ method }) => method === 'deliveries.ofPerson');
    expect(lines).toHaveLength(2);
    for (const { plan } of lines) {
      expect(plan.join()).toMatch(/INDEX (deliveries_owed|deliveries_settled_by_person) \(person_id=\?/);
    }
  });

  it('and deadlines ahead are found by whose they are, without what is late or closed', () => {
    const late = plansOf().filter(({ method }) => method === 'tasks.remindedLate');
    expect(late).toHaveLength(1);
    expect(late[0]?.plan.join()).toMatch(/INDEX tasks_open_by_assignee \(assignee_id=\? AND late_from>\?\)/);
  });

  it('and a long history is not sorted to show its end', () => {
    const closed = plansOf().filter(({ method, sql }) => method === 'tasks.list' && !sql.includes('is null'));
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.filter(({ plan }) => plan.some((step) => step.includes('TEMP B-TREE')))).toEqual([]);
  });

  it('and a period is not looked for among all that started before it', () => {
    const entries = plansOf().filter(({ method }) => /^timeEntries\.(within|overlapping|sums)$/.test(method));
    expect(entries.length).toBeGreaterThan(0);
    const walks = entries.flatMap(({ plan }) => plan).filter((step) => /[( ]started_at<\?/.test(step));
    expect(walks.filter((step) => !step.includes('started_at>?'))).toEqual([]);
  });

  it('and sums of time read the entries by who and when, and those that are long or run by what they are', () => {
    const sums = plansOf().filter(({ method }) => method === 'timeEntries.sums');
    expect(sums).toHaveLength(32);
    const steps = sums.flatMap(({ plan }) => plan).filter((step) => /^(SEARCH|SCAN) entries/.test(step));
    for (const step of steps) {
      expect(step).toMatch(
        /INDEX time_entries_(by_(person|project|start) \(.*started_at>\? AND started_at<\?\)|long \(stopped_at>\?\)|running)/,
      );
    }
  });
});
