import BetterSqlite from 'better-sqlite3';
import { median, millisecondsOf, noteFigure, printTable } from './support/figures.ts';
import { openProduct, type Product } from './support/product.ts';
import { openBare, record } from './support/replay.ts';
import { openWorld, removeWorld } from './support/world.ts';

const WORLD = { people: 40, tasks: 4000 };
const ROUNDS = 6;
const LINES = 480;
const WAYS = ['product', 'same', 'each'] as const;
type Times = Record<(typeof WAYS)[number], number>;
type LineOf = (person: number, nth: number) => string;

/** Commands a second ÷ the same statements bare: with the product's commits, and with one for each command. */
export async function measureThroughput(): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const clients of [1, 16]) {
    const times = await timesWith(clients);
    for (const [command, { product, same, each }] of Object.entries(times)) {
      rows.push({ command, 'at once': clients, 'same commits': same / product, 'a commit each': each / product });
    }
    const { product, same, each } = sumOf(Object.values(times));
    rows.push({ command: 'all', 'at once': clients, 'same commits': same / product, 'a commit each': each / product });
    const limits = { bar: 0.3, goal: 0.3, atLeast: true };
    noteFigure({ name: `${clients} at once ÷ bare, same commits`, value: same / product, ...limits });
    noteFigure({ name: `${clients} at once ÷ bare, a commit each`, value: each / product, ...limits });
  }
  printTable('commands a second ÷ bare better-sqlite3 with the same statements', rows);
}

/** @returns milliseconds by command */
async function timesWith(clients: number): Promise<Record<string, Times>> {
  const files = { product: '', same: '', each: '' };
  for (const way of WAYS) files[way] = await openWorld(`${way}-${clients}`, WORLD);
  const product = await openProduct(files.product);
  const same = openBare(files.same);
  const each = openBare(files.each);
  const rounds: Record<string, Times[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [command, lineOf] of phases(files.product, round)) {
      const { recording, stop } = record(product.database);
      const times = { product: await millisecondsOf(() => talk(product, clients, lineOf)), same: 0, each: 0 };
      stop();
      times.same = await millisecondsOf(() => same.replay(recording, recording.commits));
      times.each = await millisecondsOf(() => each.replay(recording, recording.commands));
      rounds[command] ??= [];
      // The first round warms up.
      if (round > 0) rounds[command].push(times);
    }
  }
  product.ensureAllDone();
  await product.close();
  same.close();
  each.close();
  Object.values(files).forEach(removeWorld);
  return Object.fromEntries(Object.entries(rounds).map(([command, all]) => [command, medianOf(all)]));
}

async function talk(product: Product, clients: number, lineOf: LineOf): Promise<void> {
  const lines = LINES / clients;
  const client = async (person: number) => {
    for (let i = 0; i < lines; i += 1) await product.says(person, lineOf(person, i));
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => client(i + 2)));
}

/** Lines by command; each person can type theirs once a round. */
function phases(file: string, round: number): [string, LineOf][] {
  const own = (person: number) => 10 * WORLD.people + person - 1;
  const minute = (nth: number) => `${9 + Math.floor(nth / 60)}:${String(nth % 60).padStart(2, '0')}`;
  let created = new Map<number, number[]>();
  return [
    ['create task', (person, nth) => `/task Banner ${round}-${nth} @p${person + 1} !high tomorrow 18:00`],
    ['list', () => '/tasks'],
    ['timer', (person, nth) => (nth % 2 === 0 ? `/timer start ${own(person)} layout` : '/timer stop')],
    ['log', (person, nth) => `/log ${minute(nth)}-${minute(nth + 1)} ${own(person)} ${round + 1}.11 layout`],
    [
      'done',
      (person, nth) => {
        if (nth === 0 && created.size === 0) created = tasksOf(file, round);
        return `/done ${created.get(person)?.[nth]} In the shared folder`;
      },
    ],
  ];
}

/** The tasks that each author created in a round. */
function tasksOf(file: string, round: number): Map<number, number[]> {
  const raw = new BetterSqlite(file, { readonly: true });
  const rows = raw.prepare('select id, author_id from tasks where title like ?').raw().all(`Banner ${round}-%`);
  raw.close();
  const tasks = new Map<number, number[]>();
  for (const [id, author] of rows as [number, number][]) tasks.set(author, [...(tasks.get(author) ?? []), id]);
  return tasks;
}

function medianOf(all: readonly Times[]): Times {
  const times = { product: 0, same: 0, each: 0 };
  for (const way of WAYS) times[way] = median(all.map((one) => one[way]));
  return times;
}

function sumOf(all: readonly Times[]): Times {
  const times = { product: 0, same: 0, each: 0 };
  for (const way of WAYS) times[way] = all.reduce((sum, one) => sum + one[way], 0);
  return times;
}
