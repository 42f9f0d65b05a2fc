import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Agency } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { createModel, PEOPLE } from '../support/model.ts';
import { compareChat, modelState, storeState } from '../support/model-compare.ts';
import { perform } from '../support/model-steps.ts';
import { BEGINNINGS, diceOf, moveClock, randomStep } from '../support/random-step.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

/** Four people, whatever comes to their minds, and a model that remembers the same. `FRIDAY_LONG=1`: 10,000 × 50. */
const HISTORIES = Number(process.env.FRIDAY_HISTORIES ?? (process.env.FRIDAY_LONG ? 10_000 : 100));
const STEPS = process.env.FRIDAY_LONG ? 50 : 40;
const seed = seedOfRun();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'friday-histories-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function play(historySeed: number): Promise<void> {
  const dice = diceOf(seeded(historySeed));
  const bugs: unknown[] = [];
  const log = { ...silentLog, error: (fields: object) => void bugs.push(fields) };
  // Restarts need a file; the rest is as well served by memory.
  const file = dice.random() < 0.15 ? join(folder, `${historySeed}.db`) : ':memory:';
  let agency: Agency = await openAgency({ at: dice.pick(BEGINNINGS), file, log });
  const model = createModel(structuredClone(PEOPLE), agency.clock.now());
  const people = () => PEOPLE.map(({ name, zone }) => agency.person(name, { zone }));
  let chat = people();
  for (const person of chat) await person.says('/tasks');
  // The model knows nothing of nights, before which some reminders come.
  for (const person of chat) await person.says('/settings quiet off');

  const lines: string[] = [];
  const label = () => `FRIDAY_SEED=${historySeed}\n${lines.join('\n')}`;
  for (let n = 0; n < STEPS; n++) {
    if (dice.random() < 0.4) {
      moveClock(agency.clock, model, dice);
      lines.push(`  it is ${model.now}`);
    }
    if (file !== ':memory:' && dice.random() < 0.1) {
      await agency.close();
      agency = await openAgency({ at: model.now, file, log });
      chat = people();
      lines.push('  restart');
    }
    const step = randomStep(model, dice, n);
    const isDone = perform(model, step);
    lines.push(`${isDone ? '+' : '-'} ${PEOPLE[step.person]?.name} ${step.line}`);
    const answer = await chat[step.person]?.says(step.line);
    expect(bugs, `${label()}\n${answer}`).toEqual([]);
    expect(await storeState(agency.store, model), `${label()}\n${answer}`).toEqual(modelState(model));
    if (n % 20 === 19) {
      const who = dice.below(PEOPLE.length);
      const reader = chat[who];
      if (reader) await compareChat(model, who, reader, label());
    }
  }
  await agency.close();
}

it('remembers the same as a small model, whatever people do, restarts and clock changes included', async () => {
  for (let i = 0; i < HISTORIES; i++) await play(seed + i);
}, 7_200_000);
