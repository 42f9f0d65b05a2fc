import { expect, it } from 'vitest';
import type { Agency } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import type { Model } from '../support/model.ts';
import { createModel, PEOPLE } from '../support/model.ts';
import type { Step } from '../support/model-steps.ts';
import { perform, STEPS } from '../support/model-steps.ts';
import type { Dice } from '../support/random-step.ts';
import { BEGINNINGS, diceOf, moveClock, randomStep } from '../support/random-step.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

/** The rows themselves before and after: undo leaves no trace in them, whatever came before. */
const HISTORIES = Number(process.env.FRIDAY_HISTORIES ?? (process.env.FRIDAY_LONG ? 3000 : 60));
const PRELUDE = 16;
const seed = seedOfRun();

interface Scene {
  agency: Agency;
  model: Model;
  dice: Dice;
  lines: string[];
  label: () => string;
  /** says it to the model and to the bot; @returns whether the model did it */
  says: (step: Step) => Promise<boolean>;
}

/** Some people with some history behind them. */
async function openScene(historySeed: number): Promise<Scene> {
  const dice = diceOf(seeded(historySeed));
  const agency = await openAgency({ at: dice.pick(BEGINNINGS) });
  const model = createModel(structuredClone(PEOPLE), agency.clock.now());
  const chat = PEOPLE.map(({ name, zone }) => agency.person(name, { zone }));
  for (const person of chat) await person.says('/tasks');
  const lines: string[] = [];
  const says = async (step: Step) => {
    const isDone = perform(model, step);
    lines.push(`${isDone ? '+' : '-'} ${PEOPLE[step.person]?.name} ${step.line}`);
    await chat[step.person]?.says(step.line);
    return isDone;
  };
  for (let n = 0; n < PRELUDE; n++) {
    if (dice.random() < 0.3) moveClock(agency.clock, model, dice);
    await says(randomStep(model, dice, n));
  }
  const label = () => `FRIDAY_SEED=${historySeed}\n${lines.join('\n')}`;
  return { agency, model, dice, lines, label, says };
}

const TABLES = ['tasks', 'proposals', 'time_entries', 'reminders'];

async function rowsOf({ store, database }: Agency): Promise<Record<string, unknown[]>> {
  return store.transact(async () => {
    const rows = TABLES.map((table) => [table, database.execute<object>(`select * from ${table} order by 1`, []).rows]);
    return Object.fromEntries(rows.map(([table, all]) => [table, (all as object[]).map(whereItCounts)]));
  });
}

/** From when a task is late follows from the zone of today; of one that is closed nobody asks. */
function whereItCounts(row: object): object {
  return 'closed_at' in row && row.closed_at !== null && 'late_from' in row ? { ...row, late_from: null } : row;
}

/** A step that this person can do now, and take back. */
function undoableStep({ model, dice }: Scene, person: number, n: number): Step {
  for (;;) {
    const step = randomStep(model, dice, n, person);
    if (/^\/(undo|remind|settings)/.test(step.line)) continue;
    const changes = model.changes[person]?.length ?? 0;
    const trial = structuredClone(model);
    if (perform(trial, step) && (trial.changes[person]?.length ?? 0) > changes) return step;
  }
}

it('puts back exactly the rows there were, one undo after another', async () => {
  let undone = 0;
  for (let i = 0; i < HISTORIES; i++) {
    const scene = await openScene(seed + i);
    const { agency, dice } = scene;
    const person = dice.below(PEOPLE.length);
    const before: Record<string, unknown[]>[] = [];
    for (let n = 0; n < 1 + dice.below(5); n++) {
      const step = undoableStep(scene, person, PRELUDE + n);
      before.push(await rowsOf(agency));
      await scene.says(step);
      agency.clock.advance({ seconds: dice.below(100) });
      scene.model.now = agency.clock.now();
    }
    for (const rows of before.reverse()) {
      const isDone = await scene.says(STEPS.undo(person));
      expect(isDone, scene.label()).toBe(true);
      expect(await rowsOf(agency), scene.label()).toEqual(rows);
      undone += 1;
    }
    await agency.close();
  }
  expect(undone).toBeGreaterThan(HISTORIES);
}, 3_600_000);

it('refuses to take back what somebody else has changed since, until they take theirs back', async () => {
  let refused = 0;
  for (let i = 0; i < HISTORIES; i++) {
    const scene = await openScene(seed + i);
    const { agency, model, dice } = scene;
    const [one, other] = dice.pick([
      [1, 2],
      [2, 3],
      [3, 1],
    ] as const);
    const id = model.tasksMade + 1;
    const wish = { deadline: { day: '2028-02-29' }, words: '29.02.2028' };
    await scene.says(STEPS.create(one, 'Job qqq', other, PEOPLE[other]?.name ?? '', 'normal', wish));
    const before = await rowsOf(agency);
    await scene.says(STEPS.field(one, id, '!low', { priority: 'low' }));
    const between = await rowsOf(agency);
    const theirs = [STEPS.field(other, id, 'Job qzq', { title: 'Job qzq' }), STEPS.took(other, id)];
    await scene.says(dice.pick([...theirs, STEPS.close(other, id, 'done', 'Fin')]));
    const after = await rowsOf(agency);
    if (await scene.says(STEPS.undo(one))) throw new Error(`The model took it back. ${scene.label()}`);
    expect(await rowsOf(agency), scene.label()).toEqual(after);
    refused += 1;
    await scene.says(STEPS.undo(other));
    expect(await rowsOf(agency), scene.label()).toEqual(between);
    await scene.says(STEPS.undo(one));
    expect(await rowsOf(agency), scene.label()).toEqual(before);
    await agency.close();
  }
  expect(refused).toBe(HISTORIES);
}, 3_600_000);
