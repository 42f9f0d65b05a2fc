import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtProduct } from '../support/built-product.ts';
import { type FridayProcess, startFriday } from '../support/friday-client.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder, run } from '../support/process.ts';

let folder: ReturnType<typeof emptyFolder>;
let file: string;
beforeEach(() => {
  folder = emptyFolder('copies');
  file = join(folder.path, 'friday.db');
});
afterEach(() => folder.remove());

/** `node dist/src/backup.js …` */
async function program(name: 'backup' | 'restore', ...args: string[]) {
  const running = run(process.execPath, [join(builtProduct(), 'src', `${name}.js`), ...args], {
    cwd: folder.path,
  });
  const { code } = await running.exited;
  return { code, out: running.out(), err: running.err() };
}

const titlesIn = (database: string) =>
  lookInto(database, (rows) =>
    rows<{ title: string }>('select title from tasks order by id').map(({ title }) => title),
  );

let asked = 0;
async function add(friday: FridayProcess, title: string): Promise<void> {
  asked += 1;
  const answer = await friday.ask({ id: `r${asked}`, platform: 'slack', from: 'ann', text: `/task ${title}` });
  expect(answer?.said).toContain(title);
}

it('copies the database while people work, whole and of one moment, and brings it back', {
  timeout: 120_000,
}, async () => {
  const friday = await startFriday(file);
  for (let i = 0; i < 20; i += 1) await add(friday, `First ${i}`);
  let isOver = false;
  let written = 0;
  const working = (async () => {
    while (!isOver) {
      await add(friday, `Meanwhile ${written}`);
      written += 1;
    }
  })();
  for (let nth = 0; nth < 3; nth += 1) {
    const before = written;
    const { code, out, err } = await program('backup', `copy-${nth}.db`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^copy-\d\.db: people 1, tasks \d+, [\d.]+ MiB; checked, and nothing is missing\.\n$/);
    const copy = join(folder.path, `copy-${nth}.db`);
    const titles = titlesIn(copy);
    // All that was answered before, and nothing with a hole before it.
    expect(titles.length).toBeGreaterThanOrEqual(20 + before);
    expect(titles.slice(20)).toEqual(Array.from({ length: titles.length - 20 }, (_, i) => `Meanwhile ${i}`));
    expect(faultsOf(copy)).toEqual([]);
    expect(statSync(copy).mode & 0o077).toBe(0);
    await sleep(20);
  }
  isOver = true;
  await working;

  expect(await program('restore', 'copy-0.db')).toEqual({
    code: 1,
    out: '',
    err: 'friday.db is in use: stop Friday first, then restore.\n',
  });
  await add(friday, 'Last');
  friday.running.end();
  await friday.running.exited;
  const all = titlesIn(file);
  expect(all.at(-1)).toBe('Last');

  const restored = await program('restore', 'copy-0.db');
  expect({ code: restored.code, err: restored.err }).toEqual({ code: 0, err: '' });
  const aside = /The database from before is (\S+)\.\n$/.exec(restored.out)?.[1] ?? '';
  expect(aside).toMatch(/^friday\.db\.before-restore-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
  expect(titlesIn(join(folder.path, aside))).toEqual(all);
  expect(titlesIn(file)).toEqual(titlesIn(join(folder.path, 'copy-0.db')));
  expect(existsSync(`${file}-wal`)).toBe(false);
  const again = await startFriday(file);
  await add(again, 'After');
  again.running.end();
  await again.running.exited;
  expect(titlesIn(file).at(-1)).toBe('After');
});

it('gives its name to no half of a copy when it is cut off', { timeout: 60_000 }, async () => {
  const friday = await startFriday(file);
  for (let i = 0; i < 5; i += 1) await add(friday, `First ${i}`);
  for (const afterMs of [30, 60, 90, 150, 250]) {
    const running = run(process.execPath, [join(builtProduct(), 'src', 'backup.js'), 'copy.db', '--force'], {
      cwd: folder.path,
    });
    await sleep(afterMs);
    running.kill('SIGKILL');
    await running.exited;
    if (existsSync(join(folder.path, 'copy.db'))) expect(titlesIn(join(folder.path, 'copy.db'))).toHaveLength(5);
  }
  const left = readdirSync(folder.path).filter((name) => name.startsWith('copy'));
  expect((await program('backup', 'copy.db', '--force')).code).toBe(0);
  expect(titlesIn(join(folder.path, 'copy.db'))).toHaveLength(5);
  // What was cut off keeps a name that tells it apart; the next one neither minds nor removes it, and leaves none.
  const now = readdirSync(folder.path).filter((name) => name.startsWith('copy'));
  expect(new Set(now)).toEqual(new Set(['copy.db', ...left]));
  expect(now.filter((name) => !/^copy\.db(\.[0-9a-f]{12}\.tmp(-\w+)?)?$/.test(name))).toEqual([]);
  friday.running.end();
  await friday.running.exited;
});

it.each([
  ['backup', [], 'Where to? Name one file.'],
  ['backup', ['a.db', 'b.db'], 'Where to? Name one file.'],
  ['backup', ['--over'], "'--over'"],
  ['restore', [], 'From what? Name one file.'],
] as const)('says what is wrong with %s %j', async (name, args, message) => {
  const { code, out, err } = await program(name, ...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
  expect(err).toContain(`npm run -s ${name} -- FILE`);
  expect(err).not.toMatch(/^\s+at /m);
});

it.each(['backup', 'restore'] as const)('says in words that there is nothing to %s', async (name) => {
  expect(await program(name, 'none.db')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no file/) });
});
