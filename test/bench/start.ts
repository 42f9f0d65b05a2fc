import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { median, noteFigure, printFigures, printTable } from './support/figures.ts';
import { MAIN, PRODUCT_OPTIONS } from './support/programs.ts';
import { openWorld, removeWorld } from './support/world.ts';

/**
 * How long a person waits for the process: from its start until it answers, over a million tasks, and after `kill -9`
 * in the middle of work. Held against a process that loads the same libraries and does nothing.
 */
const ROUNDS = 7;
/** What the product loads; `npm ls` has no more. */
const LIBRARIES = ['better-sqlite3', 'chrono-node', 'kysely', 'luxon', 'node-cron', 'pino', 'zod'];
const TASKS = Number(process.env.FRIDAY_TASKS ?? 1_000_000);

const folder = mkdtempSync(join(tmpdir(), 'friday-start-'));
const file = await openWorld('start', { people: TASKS / 100, tasks: TASKS });
const times = { libraries: [] as number[], ready: [] as number[], 'after kill -9': [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  times.libraries.push(await untilWritten(librariesAlone(), /loaded/));
  times.ready.push(await untilWritten(friday(), /You are P2 now/, 'as p2\n'));
  await killInTheMiddle();
  times['after kill -9'].push(await untilWritten(friday(), /Banner \d+ for the landing/, 'as p2\n/tasks\n'));
}
removeWorld(file);
rmSync(folder, { recursive: true });

const base = median(times.libraries);
printTable(
  `process start, ${TASKS} tasks, ÷ loading the same libraries`,
  Object.entries(times).map(([what, all]) => ({ what, ratio: median(all) / base, ms: Math.round(median(all)) })),
);
noteFigure({ name: 'start to ready ÷ libraries', value: median(times.ready) / base, bar: 3, goal: 1.4 });
// A first bar of 2 s and a goal of 0.5 s, where the libraries take about 0.25 s.
noteFigure({
  name: 'kill -9 to first answer ÷ libraries',
  value: median(times['after kill -9']) / base,
  bar: 8,
  goal: 2,
});
printFigures();

function librariesAlone() {
  const imports = LIBRARIES.map((name) => `import ${JSON.stringify(name)};`).join('');
  // From the folder of this script, so that the same packages are found.
  return start(['--input-type=module', '-e', `${imports}process.stdout.write('loaded')`], dirname(MAIN));
}

function friday() {
  return start([...PRODUCT_OPTIONS, MAIN], folder);
}

function start(args: string[], cwd: string) {
  const startedAt = performance.now();
  const env = { PATH: process.env.PATH, DATABASE_FILE: file, LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, closed, startedAt };
}

/** @returns milliseconds from the start of the process */
async function untilWritten({ child, closed, startedAt }: ReturnType<typeof start>, pattern: RegExp, typed = '') {
  const written = new Promise<number>((resolve, reject) => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      if (pattern.test(out)) resolve(performance.now() - startedAt);
    });
    const fail = (why: string) => reject(new Error(`${why} before it wrote ${pattern}: ${out}`));
    closed.then(() => fail('It ended'));
    setTimeout(() => fail('A minute went by'), 60_000).unref();
  });
  child.stdin.write(typed);
  const ms = await written;
  child.stdin.end();
  await closed;
  return ms;
}

/** Some hundred tasks, and a kill before the last is answered: there is a log file to go through at the next start. */
async function killInTheMiddle(): Promise<void> {
  const { child, closed } = friday();
  const lines = Array.from({ length: 1000 }, (_, i) => `/task Work ${i}\n`);
  child.stdin.on('error', () => {});
  child.stdin.write(`as p3\n${lines.join('')}`);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    if (out.includes('Work 300')) child.kill('SIGKILL');
  });
  await closed;
}
