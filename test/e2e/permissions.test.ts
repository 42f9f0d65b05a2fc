import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compare, isLikeMissing, leaks } from '../support/permission-checks.ts';
import { sees, TASK_RULES, VERDICT_RULES } from '../support/permission-matrix.ts';
import type { Place } from '../support/permission-place.ts';
import { openPlace } from '../support/permission-place.ts';
import { isQuiet } from '../support/permission-presence.ts';
import { MISSING_DIGEST, MISSING_TASK } from '../support/permission-world.ts';
import { seedOfRun } from '../support/seeded.ts';

/** Everybody, every task, every command, against a matrix written on its own; `FRIDAY_LONG=1` takes a larger world. */
const TASKS = process.env.FRIDAY_LONG ? 150 : 16;
const seed = seedOfRun();
let place: Place;

// Only the long form takes more than seconds.
vi.setConfig({ testTimeout: 3_600_000 });

beforeAll(async () => {
  place = await openPlace(seed, TASKS);
});
afterAll(() => place.close());

function expectNone(faults: string[]): void {
  expect(faults.slice(0, 20), `FRIDAY_SEED=${seed}: ${faults.length} faults`).toEqual([]);
}

it('lets everybody do to each task what the rules say, and nothing else', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const rule of TASK_RULES) {
      const missing = await tryOut(person.name, rule.line(MISSING_TASK));
      for (const task of world.tasks) {
        const matter = { world, person, task, proposal: world.proposals.get(task.id) };
        const outcome = await tryOut(person.name, rule.line(task.id), task.id);
        const wrong = sees(world, person, task)
          ? compare(world, task, rule.expects(matter), outcome)
          : isLikeMissing(outcome, task.id, missing, MISSING_TASK);
        wrong.push(...leaks(world, person, outcome, task.id));
        faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /${rule.line(task.id)}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('takes verdicts in a digest from its owner alone, and as the same words typed', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const digest of world.digests) {
      const isOwn = digest.personId === person.id;
      for (const task of world.tasks) {
        const isIn = isOwn && [...digest.received, ...digest.given].includes(task.id);
        for (const rule of isIn ? VERDICT_RULES : VERDICT_RULES.slice(0, 1)) {
          const line = `verdict ${digest.id} ${task.id} ${rule.words}`;
          const outcome = await tryOut(person.name, line, task.id, 'pressed');
          const wrong = leaks(world, person, outcome, task.id);
          if (isIn && sees(world, person, task)) {
            const expected = rule.expects({ world, person, task, proposal: world.proposals.get(task.id) });
            wrong.push(...compare(world, task, expected, outcome));
          } else if (isIn) {
            const missing = await tryOut(person.name, `done ${MISSING_TASK}`);
            wrong.push(...isLikeMissing(outcome, task.id, missing, MISSING_TASK));
          } else {
            const missing = await tryOut(person.name, `verdict ${MISSING_DIGEST} ${task.id} ${rule.words}`);
            wrong.push(...isLikeMissing(outcome, digest.id, missing, MISSING_DIGEST));
          }
          faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /${line}: ${fault}`));
        }
        // One task of somebody else's digest says what all would: it is not theirs.
        if (!isOwn) break;
      }
    }
  }
  expectNone(faults);
});

it('notes that somebody is there within their quiet hours alone, and not where nobody is let in', async () => {
  const { world, tryOut } = place;
  for (const person of world.people) {
    const isAwakeAtNight = person.leftAt === null && isQuiet(person, world.now);
    for (const line of ['tasks', 'help', 'settings name Other']) {
      const { isNoted, writes } = await tryOut(person.name, line);
      const isRenamed = person.leftAt === null && line.startsWith('settings');
      const about = `FRIDAY_SEED=${seed}: ${person.name} /${line}`;
      expect(isNoted, about).toBe(isAwakeAtNight && !isRenamed);
      const columns = isRenamed ? ['id', 'name', 'name_folded', ...(isAwakeAtNight ? ['active_at'] : [])] : [];
      expect(writes.flatMap(({ row }) => Object.keys(row)).sort(), about).toEqual(columns.sort());
    }
  }
  expect((await tryOut('Nobody', 'tasks')).writes).toEqual([]);
});

it('treats a hidden number among others like one that nothing has, and closes none of them', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    const own = world.tasks.find((task) => task.state === 'open' && task.assigneeId === person.id);
    for (const task of world.tasks.filter((each) => own && !sees(world, person, each))) {
      for (const line of [
        (id: number) => `done ${own?.id},${id} Fin`,
        (id: number) => `result #${id} #${own?.id} Fin`,
      ]) {
        const outcome = await tryOut(person.name, line(task.id));
        const missing = await tryOut(person.name, line(MISSING_TASK));
        const wrong = isLikeMissing(outcome, task.id, missing, MISSING_TASK);
        faults.push(...wrong.map((fault) => `${person.name} /${line(task.id)}: ${fault}`));
      }
    }
    const forged = await tryOut(person.name, 'answer me', undefined, 'pressed');
    if (forged.refused !== 'nothing asked') faults.push(`${person.name} answers a question that nobody asked`);
  }
  expectNone(faults);
});
