import BetterSqlite from 'better-sqlite3';
import { median, millisecondsOf, noteFigure, printTable } from '../support/figures.ts';
import { openProduct } from '../support/product.ts';
import { NOW, openWorld, removeWorld, type WorldSize } from '../support/world.ts';

const WARM_UP_ROUNDS = 3;
const ROUNDS = 15;
/** Of one person there is so little to sum that one question cannot be measured. */
const PEOPLE_ASKED = 200;
/** The world is in UTC, and its month is November 2026 up to the 27th at noon. */
const MONTH = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
const MONTH_BEFORE = { from: '2026-10-01T00:00:00.000Z', to: '2026-10-27T12:00:00.000Z' };

interface Report {
  what: string;
  line: string;
  /** the same rows: those of the month by their key, and those that it is compared with */
  bare: { grouped: string; before: string };
  isOfOne: boolean;
  bar: number | null;
}

const JOINED = `join projects on projects.id = project_id`;
const WHEN = `started_at >= ? and started_at < ?`;
const grouped = (by: string, names: string, where = '') =>
  `select sums.*, ${names} from (select ${by}, sum(seconds) as seconds, count(*) from time_entries
    where ${where}${WHEN} group by ${by} order by 2 desc limit 20) as sums`;
const beforeOf = (where = '') => `select sum(seconds) from time_entries where ${where}${WHEN}`;

const OF_ONE = 'person_id = ? and ';
const REPORTS: Report[] = [
  {
    what: 'one person, month by project',
    line: '/time month by project',
    bare: { grouped: `${grouped('project_id', 'tag, name', OF_ONE)} ${JOINED}`, before: beforeOf(OF_ONE) },
    isOfOne: true,
    bar: 2,
  },
  {
    what: 'everybody, month by project',
    line: '/time month everybody by project',
    bare: { grouped: `${grouped('project_id', 'tag, name')} ${JOINED}`, before: beforeOf() },
    isOfOne: false,
    bar: 2,
  },
  {
    what: 'everybody, month by task',
    line: '/time month everybody by task',
    bare: { grouped: `${grouped('task_id', 'title')} join tasks on tasks.id = task_id`, before: beforeOf() },
    isOfOne: false,
    bar: null,
  },
  {
    what: 'everybody, month by day',
    line: '/time month everybody by day',
    // The world is in UTC, where a day is the first ten characters.
    bare: { grouped: grouped('substr(started_at, 1, 10)', '1'), before: beforeOf() },
    isOfOne: false,
    bar: null,
  },
];

/**
 * A report through dispatch, beside the sums over a connection of their own with the one write that any answer takes; and
 * the sums alone, for the eye.
 */
export async function measureReports(size: WorldSize): Promise<void> {
  // A file for each: what one writes would empty the other's cache of pages, as if somebody else wrote all the time.
  const files = { bare: await openWorld('time-bare', size), product: await openWorld('time', size) };
  const raw = new BetterSqlite(files.bare);
  for (const pragma of ['synchronous = full', 'temp_store = memory', 'cache_size = -16384']) raw.pragma(pragma);
  const product = await openProduct(files.product);
  const rows = [];
  for (const report of REPORTS) {
    const people = report.isOfOne ? someOf(size.people) : [1];
    const times: Record<'bare' | 'alone' | 'product', number>[] = [];
    const statementsBefore = product.database.counters.statements;
    const bare = readerOf(raw, report);
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      const took = { bare: 0, alone: 0, product: 0 };
      // Question by question and turn and turn about, so that both have the same weather and as much in their caches.
      for (const person of people) {
        const sides = {
          bare: () => bare(person, true),
          product: () => product.says(person, report.line),
        };
        const order = round % 2 === 0 ? (['bare', 'product'] as const) : (['product', 'bare'] as const);
        for (const side of order) took[side] += await millisecondsOf(sides[side]);
      }
      took.alone = await millisecondsOf(() => {
        for (const person of people) bare(person, false);
      });
      if (round >= WARM_UP_ROUNDS) times.push(took);
    }
    const asked = (WARM_UP_ROUNDS + ROUNDS) * people.length;
    const statements = (product.database.counters.statements - statementsBefore) / asked;
    const [ms, bareMs] = [median(times.map((each) => each.product)), median(times.map((each) => each.bare))];
    const ratio = median(times.map((each) => each.product / each.bare));
    const aloneMs = median(times.map((each) => each.alone));
    rows.push({
      report: report.what,
      ratio,
      'ms each': ms / people.length,
      'ms bare': bareMs / people.length,
      'ms of sums alone': aloneMs / people.length,
      statements,
    });
    if (report.bar !== null)
      noteFigure({ name: `${report.what} ÷ bare SQL and a commit`, value: ratio, bar: report.bar, goal: 1.3 });
    noteFigure({ name: `statements of ${report.what}`, value: statements, bar: 5, goal: 5 });
  }
  product.ensureAllDone();
  await product.close();
  raw.close();
  Object.values(files).forEach(removeWorld);
  printTable(`reports of ${size.people} people, ${size.tasks} entries`, rows);
}

function someOf(people: number): number[] {
  const count = Math.min(PEOPLE_ASKED, people - 1);
  return Array.from({ length: count }, (_, i) => 2 + Math.floor((i * (people - 2)) / count));
}

/** @returns reads it for somebody; `isKept`: with the note that the line was handled, which each answer waits for */
function readerOf(raw: BetterSqlite.Database, { bare, isOfOne }: Report) {
  const byKey = raw.prepare(bare.grouped);
  const before = raw.prepare(bare.before);
  const begin = raw.prepare('begin immediate');
  const note = raw.prepare(
    `insert into inbox (platform, request_id, handled_at, reply) values ('terminal', hex(randomblob(16)), ?, ?)`,
  );
  const commit = raw.prepare('commit');
  return (person: number, isKept: boolean): void => {
    if (isKept) begin.run();
    const who = isOfOne ? [person] : [];
    const found = byKey.all(...who, MONTH.from, MONTH.to);
    before.get(...who, MONTH_BEFORE.from, MONTH_BEFORE.to);
    if (found.length === 0) throw new Error('Nothing was logged.');
    if (!isKept) return;
    note.run(NOW, JSON.stringify(found));
    commit.run();
  };
}
