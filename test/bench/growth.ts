import { median, millisecondsOf, noteFigure, printTable } from './support/figures.ts';
import { openProduct, type Product } from './support/product.ts';
import { openWorld, removeWorld, type WorldSize } from './support/world.ts';

const ROUNDS = 40;

/** What one person does one after the other; what it leaves behind is taken back, so that rounds are alike. */
const SCRIPT: [
  command: string,
  line: (words: { task: number; tag: string; other: number; round: number }) => string,
][] = [
  ['/tasks', () => '/tasks'],
  ['/tasks given overdue', () => '/tasks given overdue'],
  ['/tasks #project', ({ tag }) => `/tasks #${tag}`],
  ['/tasks words', () => '/tasks all banner landing'],
  ['/show', ({ task }) => `/show ${task}`],
  ['/task', ({ other, tag }) => `/task Banner for the landing @p${other} #${tag} !high tomorrow 18:00`],
  ['/undo (task)', () => '/undo'],
  ['/edit', ({ task }) => `/edit ${task} !urgent in 3 days`],
  ['/undo (edit)', () => '/undo'],
  ['/done', ({ task }) => `/done ${task} In the shared folder`],
  ['/undo (done)', () => '/undo'],
  ['/timer start', ({ task }) => `/timer start ${task} layout`],
  ['/timer', () => '/timer'],
  ['/timer stop', () => '/timer stop'],
  ['/undo (timer)', () => '/undo'],
  ['/log', ({ task }) => `/log 9:00-9:30 ${task} 20.11 layout`],
  ['/undo (log)', () => '/undo'],
  ['/time week', () => '/time week'],
  ['/time month by project', () => '/time month by project'],
  ['/digest', () => '/digest'],
  ['/settings', () => '/settings'],
];
const STATEMENTS_MAX: Record<string, number> = {
  '/task': 8,
  '/tasks': 4,
  '/tasks given overdue': 4,
  '/tasks #project': 4,
  '/tasks words': 4,
  '/time week': 5,
  '/time month by project': 5,
};

interface Seen {
  product: Product;
  size: WorldSize;
  times: Map<string, number[]>;
  statements: Map<string, number>;
}

/** Each command's time and statements in a small and in a big organisation. */
export async function measureGrowth(small: WorldSize, big: WorldSize): Promise<void> {
  const files = [await openWorld('small', small), await openWorld('big', big)];
  const worlds: Seen[] = [];
  for (const [i, size] of [small, big].entries()) {
    const product = await openProduct(files[i] ?? '');
    // Flushes take the same time in both and would hide what grows.
    product.database.pragma('synchronous = off');
    worlds.push({ product, size, times: new Map(), statements: new Map() });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Turn and turn about, so that both have the same weather.
    for (const seen of round % 2 === 0 ? worlds : worlds.toReversed()) await playRound(seen, round);
  }
  for (const { product } of worlds) {
    product.ensureAllDone();
    await product.close();
  }
  files.forEach(removeWorld);
  report(worlds[0], worlds[1]);
}

async function playRound({ product, size, times, statements }: Seen, round: number): Promise<void> {
  // People from all over the organisation, each with 100 tasks of their own.
  const person = 2 + Math.floor((round * (size.people - 2)) / ROUNDS);
  const words = {
    task: 10 * size.people + person - 1,
    tag: `tag${((person - 1) % Math.max(2, size.people / 2)) + 1}`,
    other: (person % size.people) + 1,
    round,
  };
  for (const [command, line] of SCRIPT) {
    const before = product.database.counters.statements;
    const ms = await millisecondsOf(() => product.says(person, line(words)));
    statements.set(command, Math.max(statements.get(command) ?? 0, product.database.counters.statements - before));
    times.set(command, [...(times.get(command) ?? []), ms]);
  }
}

function report(small: Seen | undefined, big: Seen | undefined): void {
  if (!small || !big) return;
  const rows = SCRIPT.map(([command]) => {
    // The first rounds warm up.
    const ms = (seen: Seen) => median((seen.times.get(command) ?? []).slice(ROUNDS / 4));
    const most = STATEMENTS_MAX[command];
    return {
      command,
      ratio: ms(big) / ms(small),
      'ms small': ms(small),
      'ms big': ms(big),
      statements: Math.max(small.statements.get(command) ?? 0, big.statements.get(command) ?? 0),
      'at most': most ?? '',
    };
  });
  printTable(`${big.size.tasks} tasks ÷ ${small.size.tasks} tasks, by command`, rows);
  for (const { command, ratio, statements } of rows) {
    noteFigure({ name: `growth of ${command}`, value: ratio, bar: 2.5, goal: 1.2 });
    const most = STATEMENTS_MAX[command];
    if (most) noteFigure({ name: `statements of ${command}`, value: statements, bar: most, goal: most });
  }
}
