import { monitorEventLoopDelay } from 'node:perf_hooks';
import BetterSqlite from 'better-sqlite3';
import { openDatabase } from '../../../data/database.ts';
import { createStore } from '../../../data/store.ts';
import { affordableGuard } from '../../../data/unit-guard.ts';
import { fridayDigest } from '../../../jobs/friday-digest.ts';
import type { Instant, TimeOfDay } from '../../../src/domain/instant.ts';
import { silentLog } from '../../../src/log.ts';
import { median, millisecondsOf, noteFigure, printTable } from '../support/figures.ts';
import { NOW, openWorld, removeWorld, type WorldSize } from '../support/world.ts';

const ROUNDS = 4;
const LOOK_AT_MEMORY_MS = 20;
const MIB = 1024 * 1024;

interface Round {
  read: number;
  written: number;
  made: number;
  longestMs: number;
  riseMiB: number;
}

/** All digests of one morning, by the job itself; the sending is another matter. */
export async function measureMaking(size: WorldSize): Promise<void> {
  const file = await openWorld('making', size);
  const raw = new BetterSqlite(file);
  const database = await openDatabase(file, { guard: affordableGuard() });
  const store = createStore(database);
  const settings = { digest: { weekday: 5, time: NOW.slice(11, 16) as TimeOfDay } };
  const job = fridayDigest({ store, settings, log: silentLog });
  // After a start everybody's next digest is looked at.
  await job.run(NOW as Instant);

  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = await begin(raw);
    const read = await millisecondsOf(() => readBare(raw));
    const written = await millisecondsOf(() => writeBare(raw, size.people, bodies));
    await begin(raw);
    const watched = await watch(async () => {
      const { owed } = await job.run(NOW as Instant);
      if (owed !== size.people) throw new Error(`Digests for ${owed} of ${size.people} people.`);
    });
    // The first round warms up.
    if (round > 0) rounds.push({ read, written, ...watched });
  }
  await store.close();
  raw.close();
  removeWorld(file);

  const of = (key: keyof Round) => median(rounds.map((each) => each[key]));
  const row = (what: string, ms: number) => ({ what, ms: Math.round(ms), '÷ reading': ms / of('read') });
  printTable(`digests of ${size.people} people, ${size.tasks} tasks`, [
    row('reading the overdue tasks in two statements', of('read')),
    row('the same, and writing as much as the digests hold', of('read') + of('written')),
    row('the job', of('made')),
  ]);
  console.log(
    `the event loop was held up for ${Math.round(of('longestMs'))} ms at most; ${of('riseMiB').toFixed(0)} MiB more`,
  );
  noteFigure({ name: 'all digests ÷ reading their tasks', value: of('made') / of('read'), bar: 4, goal: 1.3 });
  noteFigure({
    name: 'all digests ÷ reading and writing as much',
    value: of('made') / (of('read') + of('written')),
    bar: 4,
    goal: 1.3,
  });
  noteFigure({ name: 'ms for which digests hold up the event loop', value: of('longestMs'), bar: 20, goal: 20 });
  noteFigure({ name: 'MiB of memory that digests take', value: of('riseMiB'), bar: 100, goal: 50 });
}

/** Everybody's digest is due and none is made. @returns the bytes of a body, where there are some from the last round */
async function begin(raw: BetterSqlite.Database): Promise<number> {
  const row = raw.prepare(`select avg(length(body)) as bytes from deliveries where kind = 'digest'`).get();
  raw.exec(`delete from deliveries where kind = 'digest'; delete from digests;
    update people set digest_always_since = '${NOW}', next_digest_at = '${NOW}'`);
  raw.pragma('wal_checkpoint(truncate)');
  return (row as { bytes: number | null }).bytes ?? 0;
}

/** What a digest says of a task, of all that are overdue: once for who received it, once for who gave it. */
function readBare(raw: BetterSqlite.Database): void {
  for (const [mine, theirs] of [
    ['assignee_id', 'author_id'],
    ['author_id', 'assignee_id'],
  ]) {
    const rows = raw
      .prepare(
        `select tasks.*, people.name, projects.tag from tasks
          join people on people.id = tasks.${theirs} left join projects on projects.id = tasks.project_id
          where closed_at is null and late_from <= ? ${mine === 'author_id' ? 'and author_id <> assignee_id' : ''}
          order by tasks.${mine}`,
      )
      .iterate(NOW);
    let count = 0;
    for (const _ of rows) count += 1;
    if (count === 0) throw new Error('Nothing is overdue.');
  }
}

function writeBare(raw: BetterSqlite.Database, people: number, bytes: number): void {
  const body = JSON.stringify('x'.repeat(bytes));
  const digest = raw.prepare(
    `insert into digests (person_id, week, created_at, received, given) values (?, ?, ?, ?, '[]')`,
  );
  const delivery = raw.prepare(
    `insert into deliveries (person_id, unique_key, kind, body, state, created_at, due_at, attempts)
      values (?, ?, 'digest', ?, 'owed', ?, ?, 0)`,
  );
  const next = raw.prepare('update people set next_digest_at = ? where id = ?');
  // As many people share a flush as the job does.
  for (let first = 1; first <= people; first += 16) {
    raw.transaction(() => {
      for (let person = first; person < first + 16 && person <= people; person += 1) {
        digest.run(person, NOW.slice(0, 10), NOW, '[1,2,3,4,5,6,7,8]');
        delivery.run(person, `digest:${person}:bench`, body, NOW, NOW);
        next.run('2026-12-04T12:00:00.000Z', person);
      }
    })();
  }
}

async function watch(work: () => Promise<void>): Promise<Pick<Round, 'made' | 'longestMs' | 'riseMiB'>> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const memory = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_AT_MEMORY_MS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const made = await millisecondsOf(work);
  delay.disable();
  clearInterval(memory);
  return { made, longestMs: delay.max / 1e6, riseMiB: (peak - before) / MIB };
}
