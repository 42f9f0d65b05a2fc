import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Expectation, Matter } from '../support/permission-matrix.ts';
import { FORM_RULES, TASK_RULES, VERDICT_FORM_RULES, VERDICT_RULES } from '../support/permission-matrix.ts';
import type { Jury } from '../support/permission-seen.ts';
import { createJury } from '../support/permission-seen.ts';
import type { SlackPlace } from '../support/permission-slack.ts';
import { openSlackPlace } from '../support/permission-slack.ts';
import { MISSING_DIGEST, MISSING_TASK } from '../support/permission-world.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

/**
 * The same matrix through Slack: what is typed, pressed and filled in, also by whoever forges it, and all that comes
 * before anybody's eyes. A sample; `FRIDAY_LONG=1` takes a larger one.
 */
const EACH = process.env.FRIDAY_LONG ? 6000 : 250;
const seed = seedOfRun();
let place: SlackPlace;
let jury: Jury;

vi.setConfig({ testTimeout: 3_600_000 });

beforeAll(async () => {
  place = await openSlackPlace(seed, process.env.FRIDAY_LONG ? 150 : 30);
  jury = createJury(place.world, place.present, seeded(seed + 2));
});
afterAll(async () => {
  await place.close();
  place.slack.expectNoViolations();
});

function expectNone(faults: string[]): void {
  expect(faults.slice(0, 20), `FRIDAY_SEED=${seed}: ${faults.length} faults`).toEqual([]);
}

it('lets everybody type about each task what the rules say, and nothing else', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { line, expects } = TASK_RULES[i % TASK_RULES.length] ?? jury.pick(TASK_RULES);
    const seen = await place.types(person, line(task.id), task.id);
    const missing = () => place.types(person, line(MISSING_TASK));
    faults.push(...(await jury.judged({ person, task, about: `types ${line(task.id)}`, expects, seen, missing })));
  }
  expectNone(faults);
});

/** Two rules type what a button opens a form for. */
const CLOSES_AT_ONCE = /^done \d+ /;

it('takes buttons that somebody made up for themselves as the same words typed', async () => {
  const faults: string[] = [];
  const rules = TASK_RULES.filter((rule) => CLOSES_AT_ONCE.test(rule.line(1)) || !/^done/.test(rule.line(1)));
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { line, expects } = rules[i % rules.length] ?? jury.pick(rules);
    const seen = await place.presses(person, line(task.id), task.id);
    const missing = () => place.presses(person, line(MISSING_TASK));
    faults.push(...(await jury.judged({ person, task, about: `presses ${line(task.id)}`, expects, seen, missing })));
  }
  expectNone(faults);
});

it('opens forms for what one may do to a task, and says nothing of one that is hidden', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { opens, shows: expects } = FORM_RULES[i % FORM_RULES.length] ?? jury.pick(FORM_RULES);
    const line = opens(task.id);
    const seen = await place.presses(person, line, task.id);
    const missing = () => place.presses(person, opens(MISSING_TASK));
    faults.push(...(await jury.judged({ person, task, about: `opens ${line}`, expects, seen, missing })));
    const isOpen = seen.shown.startsWith('modal\n');
    if (isOpen !== (seen.refused === undefined)) faults.push(`${person.name} opens ${line}: ${seen.shown}`);
  }
  expectNone(faults);
});

it('takes forms from whoever may, whichever was sent', async () => {
  const faults: string[] = [];
  const name05 = place.present.find(({ name }) => name === 'Name05') as Person;
  const filledIn = (filled: Readonly<Record<string, string>>) =>
    filled.assignee === undefined ? filled : { ...filled, assignee: place.accountOf(name05).id };
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const rule = FORM_RULES[i % FORM_RULES.length] ?? jury.pick(FORM_RULES);
    const { sends: line = rule.opens, expects } = rule;
    const filled = filledIn(rule.filled);
    const seen = await place.sends(person, line(task.id), filled, task.id);
    const missing = () => place.sends(person, line(MISSING_TASK), filled);
    const about = `sends ${line(task.id)} ${JSON.stringify(filled)}`;
    faults.push(...(await jury.judged({ person, task, about, expects, seen, missing })));
  }
  expectNone(faults);
});

it('takes verdicts and their forms from the owner of the digest alone', async () => {
  const faults: string[] = [];
  const rules: {
    words: string;
    filled?: Readonly<Record<string, string>>;
    expects: (matter: Matter) => Expectation;
  }[] = [...VERDICT_RULES.filter(({ words }) => words !== 'done'), ...VERDICT_FORM_RULES];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const digest = jury.digestFor(person);
    const { words, filled, expects } = rules[i % rules.length] ?? jury.pick(rules);
    const send = (command: string, looked?: number) =>
      filled ? place.sends(person, command, filled, looked) : place.presses(person, command, looked);
    const line = `verdict ${digest.id} ${task.id} ${words}`;
    const seen = await send(line, task.id);
    const missing = () => place.types(person, `done ${MISSING_TASK}`);
    const missingDigest = () => send(`verdict ${MISSING_DIGEST} ${task.id} ${words}`);
    const one = { person, task, digest, about: line, expects, seen, missing, missingDigest };
    faults.push(...(await jury.judgedVerdict(one)));
  }
  expectNone(faults);
});

it('asks nothing of the product for a button that is somebody else’s', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH / 5; i++) {
    const { person, task } = jury.pair();
    const other = jury.pick(place.present.filter(({ id }) => id !== person.id));
    const command = jury.pick(TASK_RULES).line(task.id);
    const seen = await place.presses(person, command, task.id, other);
    if (seen.asked !== 0) faults.push(`${person.name} presses ${command} of ${other.name}`);
    faults.push(...jury.leaked(person, seen));
  }
  expectNone(faults);
});

it('shows on Home, in lists and in forms only what one may see', async () => {
  const faults: string[] = [];
  const lines = ['tasks', 'tasks all', 'tasks given', 'digest', 'timer', 'log list', 'time week', 'people', 'task'];
  for (const person of place.present) {
    const screens = [await place.looksAtHome(person)];
    for (const line of lines) screens.push(await place.types(person, line));
    for (const seen of screens) faults.push(...jury.leaked(person, seen).map((fault) => `${person.name}: ${fault}`));
  }
  expectNone(faults);
});
