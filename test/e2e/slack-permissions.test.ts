import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import { compare, leaksIn, markersIn } from '../support/permission-checks.ts';
import type { Expectation, Matter } from '../support/permission-matrix.ts';
import { FORM_RULES, sees, TASK_RULES, VERDICT_FORM_RULES, VERDICT_RULES } from '../support/permission-matrix.ts';
import type { Seen, SlackPlace } from '../support/permission-slack.ts';
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
let random: () => number;

vi.setConfig({ testTimeout: 3_600_000 });

beforeAll(async () => {
  place = await openSlackPlace(seed, process.env.FRIDAY_LONG ? 150 : 30);
  random = seeded(seed + 2);
});
afterAll(async () => {
  await place.close();
  place.slack.expectNoViolations();
});

function expectNone(faults: string[]): void {
  expect(faults.slice(0, 20), `FRIDAY_SEED=${seed}: ${faults.length} faults`).toEqual([]);
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Somebody, and a task that they see about as often as not. */
function pair(): { person: Person; task: Task } {
  const person = pick(place.present);
  const wantsSeen = random() < 0.5;
  const tasks = place.world.tasks.filter((task) => sees(place.world, person, task) === wantsSeen);
  return { person, task: tasks.length > 0 ? pick(tasks) : pick(place.world.tasks) };
}

const matterOf = (person: Person, task: Task): Matter => ({
  world: place.world,
  person,
  task,
  proposal: place.world.proposals.get(task.id),
});

/** Nothing of a hidden task reaches the reader, in words or in what lies behind buttons and forms. */
function leaked(person: Person, seen: Seen, asked?: number): string[] {
  const { world } = place;
  return [...leaksIn(world, person, seen.shown, asked), ...markersIn(world, person, seen.sent)];
}

function readsLike(hidden: Seen, number: number, missing: Seen, noNumber: number): string[] {
  const plain = (seen: Seen, of: number) => seen.shown.replaceAll(new RegExp(`\\b${of}\\b`, 'g'), 'N');
  const faults: string[] = [];
  if (plain(hidden, number) !== plain(missing, noNumber)) {
    faults.push(`shows ${hidden.shown}, and for none ${missing.shown}`);
  }
  if (hidden.writes.length + missing.writes.length > 0) faults.push('something is written');
  return faults;
}

interface Try {
  about: string;
  expected: Expectation;
  seen: Seen;
  /** the same about a number that nothing has */
  missing: () => Promise<Seen>;
}

async function judged({ about, expected, seen, missing }: Try, person: Person, task: Task): Promise<string[]> {
  const wrong = leaked(person, seen, task.id);
  if (seen.asked !== 1) wrong.push(`asks the product ${seen.asked} times`);
  if (sees(place.world, person, task)) wrong.push(...compare(place.world, task, expected, seen));
  else wrong.push(...readsLike(seen, task.id, await missing(), MISSING_TASK));
  return wrong.map((fault) => `${person.name} (${person.role}) ${about}: ${fault}`);
}

it('lets everybody type about each task what the rules say, and nothing else', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = pair();
    const rule = TASK_RULES[i % TASK_RULES.length] ?? pick(TASK_RULES);
    const seen = await place.types(person, rule.line(task.id), task.id);
    const missing = () => place.types(person, rule.line(MISSING_TASK));
    const about = `types ${rule.line(task.id)}`;
    faults.push(
      ...(await judged({ about, expected: rule.expects(matterOf(person, task)), seen, missing }, person, task)),
    );
  }
  expectNone(faults);
});

/** Two rules type what a button opens a form for. */
const CLOSES_AT_ONCE = /^done \d+ /;

it('takes buttons that somebody made up for themselves as the same words typed', async () => {
  const faults: string[] = [];
  const rules = TASK_RULES.filter((rule) => CLOSES_AT_ONCE.test(rule.line(1)) || !/^done/.test(rule.line(1)));
  for (let i = 0; i < EACH; i++) {
    const { person, task } = pair();
    const rule = rules[i % rules.length] ?? pick(rules);
    const seen = await place.presses(person, rule.line(task.id), task.id);
    const missing = () => place.presses(person, rule.line(MISSING_TASK));
    const about = `presses ${rule.line(task.id)}`;
    faults.push(
      ...(await judged({ about, expected: rule.expects(matterOf(person, task)), seen, missing }, person, task)),
    );
  }
  expectNone(faults);
});

it('opens forms for what one may do to a task, and says nothing of one that is hidden', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = pair();
    const rule = FORM_RULES[i % FORM_RULES.length] ?? pick(FORM_RULES);
    const line = rule.opens(task.id);
    const seen = await place.presses(person, line, task.id);
    const missing = () => place.presses(person, rule.opens(MISSING_TASK));
    const expected = rule.shows(matterOf(person, task));
    faults.push(...(await judged({ about: `opens ${line}`, expected, seen, missing }, person, task)));
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
    const { person, task } = pair();
    const rule = FORM_RULES[i % FORM_RULES.length] ?? pick(FORM_RULES);
    const line = rule.sends ?? rule.opens;
    const filled = filledIn(rule.filled);
    const seen = await place.sends(person, line(task.id), filled, task.id);
    const missing = () => place.sends(person, line(MISSING_TASK), filled);
    const about = `sends ${line(task.id)} ${JSON.stringify(filled)}`;
    faults.push(
      ...(await judged({ about, expected: rule.expects(matterOf(person, task)), seen, missing }, person, task)),
    );
  }
  expectNone(faults);
});

it('takes verdicts and their forms from the owner of the digest alone', async () => {
  const { world } = place;
  const faults: string[] = [];
  const rules: {
    words: string;
    filled?: Readonly<Record<string, string>>;
    expects: (matter: Matter) => Expectation;
  }[] = [...VERDICT_RULES.filter(({ words }) => words !== 'done'), ...VERDICT_FORM_RULES];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = pair();
    const own = world.digests.filter(({ personId }) => personId === person.id);
    const digest = random() < 0.7 ? pick(own) : pick(world.digests);
    const isIn = digest.personId === person.id && [...digest.received, ...digest.given].includes(task.id);
    const rule = rules[i % rules.length] ?? pick(rules);
    const { filled } = rule;
    const send = (command: string, looked?: number) =>
      filled ? place.sends(person, command, filled, looked) : place.presses(person, command, looked);
    const line = `verdict ${digest.id} ${task.id} ${rule.words}`;
    const seen = await send(line, task.id);
    const wrong = leaked(person, seen, task.id);
    if (isIn && sees(world, person, task)) {
      wrong.push(...compare(world, task, rule.expects(matterOf(person, task)), seen));
    } else if (isIn) {
      wrong.push(...readsLike(seen, task.id, await place.types(person, `done ${MISSING_TASK}`), MISSING_TASK));
    } else {
      const missing = await send(`verdict ${MISSING_DIGEST} ${task.id} ${rule.words}`);
      wrong.push(...readsLike(seen, digest.id, missing, MISSING_DIGEST));
    }
    faults.push(...wrong.map((fault) => `${person.name} (${person.role}) ${line}: ${fault}`));
  }
  expectNone(faults);
});

it('asks nothing of the product for a button that is somebody else’s', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH / 5; i++) {
    const { person, task } = pair();
    const other = pick(place.present.filter(({ id }) => id !== person.id));
    const command = pick(TASK_RULES).line(task.id);
    const seen = await place.presses(person, command, task.id, other);
    if (seen.asked !== 0) faults.push(`${person.name} presses ${command} of ${other.name}`);
    faults.push(...leaked(person, seen));
  }
  expectNone(faults);
});

it('shows on Home, in lists and in forms only what one may see', async () => {
  const faults: string[] = [];
  const lines = ['tasks', 'tasks all', 'tasks given', 'digest', 'timer', 'log list', 'time week', 'people', 'task'];
  for (const person of place.present) {
    const screens = [await place.looksAtHome(person)];
    for (const line of lines) screens.push(await place.types(person, line));
    for (const seen of screens) faults.push(...leaked(person, seen).map((fault) => `${person.name}: ${fault}`));
  }
  expectNone(faults);
});
