import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import type { Store, Tx } from '../../src/ports/store.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { openTestStore } from '../support/store.ts';
import { personNamed } from './records.ts';
import { until } from './until.ts';

const folder = mkdtempSync(join(tmpdir(), 'friday-anew-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function add(tx: Tx, name: string) {
  return tx.people.add(personNamed(name));
}

function namesIn(store: Store): Promise<string[]> {
  return store.transact(async (tx) => (await tx.people.list({ offset: 0, limit: 500 })).map(({ name }) => name));
}

/** What a unit does, one after the other. */
type Step =
  | { kind: 'add'; name: string }
  | { kind: 'count' }
  | { kind: 'fail' }
  | { kind: 'part'; steps: Step[]; goesOn: boolean };

class Failure extends Error {}

async function run(tx: Tx, steps: readonly Step[], seen: number[]): Promise<void> {
  for (const step of steps) {
    if (step.kind === 'add') await add(tx, step.name);
    else if (step.kind === 'count') seen.push((await tx.people.list({ offset: 0, limit: 500 })).length);
    else if (step.kind === 'fail') throw new Failure();
    else {
      const part = tx.attempt(() => run(tx, step.steps, seen));
      await (step.goesOn ? part.catch((error: unknown) => passOnUnless(error instanceof Failure, error)) : part);
    }
  }
}

function passOnUnless(isExpected: boolean, error: unknown): void {
  if (!isExpected) throw error;
}

/** The same with a list in place of a database. */
function runInModel(names: string[], steps: readonly Step[], seen: number[]): void {
  for (const step of steps) {
    if (step.kind === 'add') names.push(step.name);
    else if (step.kind === 'count') seen.push(names.length);
    else if (step.kind === 'fail') throw new Failure();
    else {
      const before = names.length;
      try {
        runInModel(names, step.steps, seen);
      } catch (error) {
        names.length = before;
        if (!step.goesOn) throw error;
      }
    }
  }
}

/** What a unit has seen, or that it failed and left nothing. */
type Outcome = number[] | 'failed';

async function outcomeIn(store: Store, steps: readonly Step[]): Promise<Outcome> {
  try {
    return await store.transact(async (tx) => {
      const seen: number[] = [];
      await run(tx, steps, seen);
      return seen;
    });
  } catch (error) {
    passOnUnless(error instanceof Failure, error);
    return 'failed';
  }
}

function outcomeInModel(names: string[], steps: readonly Step[]): Outcome {
  const [before, seen]: [number, number[]] = [names.length, []];
  try {
    runInModel(names, steps, seen);
    return seen;
  } catch {
    names.length = before;
    return 'failed';
  }
}

function someSteps(random: () => number, prefix: string, depth: number): Step[] {
  return Array.from({ length: Math.floor(random() * 4) }, (_, i): Step => {
    const [chance, name] = [random(), `${prefix}${String.fromCharCode(97 + i)}`];
    if (chance < 0.5) return { kind: 'add', name };
    if (chance < 0.7) return { kind: 'count' };
    if (chance < 0.8 || depth > 2) return { kind: 'fail' };
    return { kind: 'part', steps: someSteps(random, name, depth + 1), goesOn: random() < 0.7 };
  });
}

describe('units of work, one of which has to be taken back', () => {
  it('are run once more in their order, and each is told once', async () => {
    const { store, database, close } = await openTestStore(join(folder, 'anew.db'));
    const ran: string[] = [];
    const told: string[] = [];
    const unit = (name: string, fails: boolean) =>
      store
        .transact(async (tx) => {
          ran.push(name);
          await add(tx, name);
          if (fails) throw new RangeError(`not ${name}`);
        })
        .then(
          () => told.push(name),
          (error) => told.push(String(error)),
        );
    const before = database.counters.commits;
    await Promise.all([unit('Anna', false), unit('Boris', true), unit('Clara', false)]);
    expect(ran).toEqual(['Anna', 'Boris', 'Anna', 'Boris', 'Clara']);
    expect(told).toEqual(['Anna', 'RangeError: not Boris', 'Clara']);
    expect(await namesIn(store)).toEqual(['Anna', 'Clara']);
    expect(database.counters.commits - before).toBe(2);
    await close();
  });

  it('are few: for a while each that throws is taken back by itself', async () => {
    const { store, close } = await openTestStore(join(folder, 'careful.db'));
    let runs = 0;
    const failing = () =>
      store
        .transact(async (tx) => {
          runs += 1;
          await add(tx, 'Nobody');
          throw new Failure();
        })
        .catch((error: unknown) => passOnUnless(error instanceof Failure, error));
    for (let batch = 0; batch < 64; batch += 1) await Promise.all([failing(), failing(), failing()]);
    // Three in each batch, and one more each time there were no savepoints.
    expect(runs).toBe(64 * 3 + 2);
    expect(await namesIn(store)).toEqual([]);
    await close();
  });

  it('are not taken for one that did not wait for what it began, and nobody is locked out', async () => {
    const file = join(folder, 'stray.db');
    let release = () => {};
    const disk = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isFlushing = false;
    const beside = () => {
      isFlushing = true;
      return disk;
    };
    const { store, close } = await openTestStore(file, { flush: { now() {}, beside, close() {} } });
    const first = ['Anna', 'Boris'].map((name) => store.transact((tx) => add(tx, name)));
    await until(() => isFlushing);
    let isBegun = false;
    let fail = () => {};
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(new Failure());
    });
    const stray: Promise<unknown>[] = [];
    const hasty = store.transact(async (tx) => {
      const part = tx.attempt(async () => {
        await add(tx, 'Clara');
        isBegun = true;
        await failing;
      });
      stray.push(part.catch((error: unknown) => error));
      await until(() => isBegun);
      return 'told';
    });
    await until(() => isBegun);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fail();
    expect(await Promise.all(stray)).toEqual([new Failure()]);
    release();
    expect(await hasty).toBe('told');
    await Promise.all(first);
    const other = new BetterSqlite(file, { timeout: 0 });
    other.exec('begin immediate');
    other.close();
    expect(await namesIn(store)).toEqual(['Anna', 'Boris', 'Clara']);
    await close();
  });

  it('keep what they would have kept one by one, whatever they do and whoever throws', async () => {
    const seed = seedOfRun();
    const random = seeded(seed);
    for (let world = 0; world < 40; world += 1) {
      const { store, close } = await openTestStore();
      const model: string[] = [];
      // The first of them without savepoints.
      for (const round of [1, 2]) {
        const units = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i) =>
          someSteps(random, `${round}.${i}`, 0),
        );
        const expected = units.map((steps) => outcomeInModel(model, steps));
        const found = await Promise.all(units.map((steps) => outcomeIn(store, steps)));
        expect(found, `FRIDAY_SEED=${seed}, world ${world}, round ${round}`).toEqual(expected);
      }
      expect((await namesIn(store)).sort(), `FRIDAY_SEED=${seed}, world ${world}`).toEqual(model.sort());
      await close();
    }
  });
});
