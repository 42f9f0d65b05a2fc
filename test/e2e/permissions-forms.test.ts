import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Mention } from '../../src/chat/incoming.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import { compare, isLikeMissing, leaks } from '../support/permission-checks.ts';
import { FORM_RULES, sees, VERDICT_FORM_RULES } from '../support/permission-matrix.ts';
import type { Place } from '../support/permission-place.ts';
import { openPlace } from '../support/permission-place.ts';
import { MISSING_DIGEST, MISSING_TASK } from '../support/permission-world.ts';
import { seedOfRun } from '../support/seeded.ts';

/** Forms, opened and sent by everybody for every task, against the same matrix. */
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

const picked: Mention = { text: 'NAME05', account: { externalId: 'Name05', name: 'Name05', standing: 'member' } };
const opens = (person: Person, line: string) =>
  place.tryOut(person.name, line, undefined, 'pressed', { takesForm: true });
const sends = (person: Person, line: string, filled: Readonly<Record<string, string>>, task?: Task) =>
  place.tryOut(person.name, line, task?.id, 'pressed', { filled, mentions: [picked] });

it('opens forms for what one may do to a task, and says nothing of one that is hidden', async () => {
  const { world, present } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const rule of FORM_RULES) {
      const missing = await opens(person, rule.opens(MISSING_TASK));
      for (const task of world.tasks) {
        const outcome = await opens(person, rule.opens(task.id));
        const expected = rule.shows({ world, person, task, proposal: world.proposals.get(task.id) });
        const wrong = sees(world, person, task)
          ? compare(world, task, expected, outcome)
          : isLikeMissing(outcome, task.id, missing, MISSING_TASK);
        if (outcome.refused === undefined && !outcome.reply.form) wrong.push('opens no form');
        if (outcome.refused !== undefined && outcome.reply.form) wrong.push('is refused, and opens a form');
        wrong.push(...leaks(world, person, outcome, task.id));
        faults.push(...wrong.map((fault) => `${person.name} (${person.role}) opens ${rule.opens(task.id)}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('takes forms as the same words typed, also when they are sent by whoever should not have them', async () => {
  const { world, present } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const rule of FORM_RULES) {
      const { filled } = rule;
      const line = rule.sends ?? rule.opens;
      const missing = await sends(person, line(MISSING_TASK), filled);
      for (const task of world.tasks) {
        const outcome = await sends(person, line(task.id), filled, task);
        const expected = rule.expects({ world, person, task, proposal: world.proposals.get(task.id) });
        const wrong = sees(world, person, task)
          ? compare(world, task, expected, outcome)
          : isLikeMissing(outcome, task.id, missing, MISSING_TASK);
        wrong.push(...leaks(world, person, outcome, task.id));
        const about = `${person.name} (${person.role}) sends ${line(task.id)} ${JSON.stringify(filled)}`;
        faults.push(...wrong.map((fault) => `${about}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('takes the forms of a digest from its owner alone', async () => {
  const { world, present } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const digest of world.digests) {
      const isOwn = digest.personId === person.id;
      for (const task of world.tasks) {
        const isIn = isOwn && [...digest.received, ...digest.given].includes(task.id);
        for (const { words, filled, expects } of VERDICT_FORM_RULES) {
          const line = `verdict ${digest.id} ${task.id} ${words}`;
          const none = `verdict ${MISSING_DIGEST} ${task.id} ${words}`;
          const opened = await opens(person, line);
          const sent = await sends(person, line, filled, task);
          const wrong = [...leaks(world, person, opened, task.id), ...leaks(world, person, sent, task.id)];
          if (isIn && sees(world, person, task)) {
            const expected = expects({ world, person, task, proposal: world.proposals.get(task.id) });
            wrong.push(...compare(world, task, expected, sent));
            if ((opened.reply.form !== undefined) !== (expected.kind === 'acts')) wrong.push('the form is wrong');
          } else if (isIn) {
            wrong.push(...isLikeMissing(opened, task.id, await opens(person, `done ${MISSING_TASK}`), MISSING_TASK));
            wrong.push(...isLikeMissing(sent, task.id, await sends(person, `done ${MISSING_TASK}`, {}), MISSING_TASK));
          } else {
            wrong.push(...isLikeMissing(opened, digest.id, await opens(person, none), MISSING_DIGEST));
            wrong.push(...isLikeMissing(sent, digest.id, await sends(person, none, filled), MISSING_DIGEST));
          }
          faults.push(...wrong.map((fault) => `${person.name} (${person.role}) ${line}: ${fault}`));
        }
        // One task of somebody else's digest says what all would: it is not theirs.
        if (!isOwn) break;
      }
    }
  }
  expectNone(faults);
});
