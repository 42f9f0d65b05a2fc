import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { TASK_RULES, VERDICT_RULES } from '../support/permission-matrix.ts';
import type { Jury } from '../support/permission-seen.ts';
import { createJury } from '../support/permission-seen.ts';
import type { SeenInTelegram, TelegramPlace, Where } from '../support/permission-telegram.ts';
import { openTelegramPlace } from '../support/permission-telegram.ts';
import { MISSING_DIGEST, MISSING_TASK } from '../support/permission-world.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { expectWell } from '../support/telegram-well.ts';

/**
 * The same matrix through Telegram, in private and in the group of a project: what is typed, answered and pressed, also
 * by whoever forges it, and all that comes before anybody's eyes. A sample; `FRIDAY_LONG=1` takes a larger one.
 */
const EACH = process.env.FRIDAY_LONG ? 6000 : 250;
const seed = seedOfRun();
let place: TelegramPlace;
let jury: Jury;

vi.setConfig({ testTimeout: 3_600_000 });

beforeAll(async () => {
  place = await openTelegramPlace(seed, process.env.FRIDAY_LONG ? 150 : 30);
  jury = createJury(place.world, place.present, seeded(seed + 2));
});
afterAll(async () => {
  await place.close();
  expectWell(place.telegram);
});

function expectNone(faults: string[]): void {
  expect(faults.slice(0, 20), `FRIDAY_SEED=${seed}: ${faults.length} faults`).toEqual([]);
}

const anywhere = (): Where => jury.pick(['private', 'private', 'group'] as const);

/** Not all who read in a group see what the one who asks sees: only tasks of its project are for it. */
function toldToAll(about: string, { inGroup }: SeenInTelegram): string[] {
  const { world, project } = place;
  const told = [...inGroup.matchAll(/zq(\d+)q/g)].map(([, id]) => Number(id));
  const others = world.tasks.filter(({ id, projectId }) => told.includes(id) && projectId !== project.id);
  return others.map(({ id }) => `${about}: tells the whole group of task ${id}`);
}

it('lets everybody type about each task what the rules say, and nothing else', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { line, expects } = TASK_RULES[i % TASK_RULES.length] ?? jury.pick(TASK_RULES);
    const where = anywhere();
    const seen = await place.types(person, line(task.id), task.id, where);
    const missing = () => place.types(person, line(MISSING_TASK), undefined, where);
    const about = `types ${line(task.id)} in ${where}`;
    faults.push(...(await jury.judged({ person, task, about, expects, seen, missing })), ...toldToAll(about, seen));
  }
  expectNone(faults);
});

/** `note 12` is asked for and `hello` is answered. */
const ANSWERABLE = TASK_RULES.filter(({ line }) => /^\D+ \d+ (?!page)\S/.test(line(1)));

it('takes answers from whoever may, whatever was asked', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { line, expects } = ANSWERABLE[i % ANSWERABLE.length] ?? jury.pick(ANSWERABLE);
    const where = anywhere();
    const halves = (id: number) => {
      const [, asked = '', answer = ''] = /^(\D+ (?:5m )?\d+) (.+)$/.exec(line(id)) ?? [];
      return { asked, answer };
    };
    const seen = await place.answers(person, halves(task.id), { task: task.id, where });
    const missing = () => place.answers(person, halves(MISSING_TASK), { where });
    const about = `answers ${line(task.id)} in ${where}`;
    faults.push(...(await jury.judged({ person, task, about, expects, seen, missing })), ...toldToAll(about, seen));
  }
  expectNone(faults);
});

/** Where a command is too long for its button, the button refers to it. What is typed is trimmed, and so is this. */
const TOO_LONG = ' '.repeat(64);

it('takes buttons that say anything as the same words typed', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const { line, expects } = TASK_RULES[i % TASK_RULES.length] ?? jury.pick(TASK_RULES);
    const where = anywhere();
    const end = jury.pick(['', TOO_LONG]);
    const seen = await place.presses(person, line(task.id) + end, { task: task.id, where });
    const missing = () => place.presses(person, line(MISSING_TASK) + end, { where });
    const about = `presses ${line(task.id)}${end} in ${where}`;
    faults.push(...(await jury.judged({ person, task, about, expects, seen, missing })), ...toldToAll(about, seen));
  }
  expectNone(faults);
});

it('takes verdicts from the owner of the digest alone', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH; i++) {
    const { person, task } = jury.pair();
    const digest = jury.digestFor(person);
    const { words, expects } = VERDICT_RULES[i % VERDICT_RULES.length] ?? jury.pick(VERDICT_RULES);
    const where = anywhere();
    const line = `verdict ${digest.id} ${task.id} ${words}`;
    const seen = await place.presses(person, line, { task: task.id, where });
    const missing = () => place.types(person, `done ${MISSING_TASK}`, undefined, where);
    const missingDigest = () => place.presses(person, `verdict ${MISSING_DIGEST} ${task.id} ${words}`, { where });
    const about = `presses ${line} in ${where}`;
    const one = { person, task, digest, about, expects, seen, missing, missingDigest };
    faults.push(...(await jury.judgedVerdict(one)), ...toldToAll(about, seen));
  }
  expectNone(faults);
});

/** What nobody but the bot could have made, and what the bot made for somebody else. */
function forgeries(person: Person, other: Person, command: string): string[] {
  const [own, theirs] = [place.dataOf(person, command), place.dataOf(other, command)];
  const another = own.slice(0, 8) + place.dataOf(person, 'tasks').slice(8);
  const letter = own.startsWith('A') ? 'B' : 'A';
  return [theirs, another, letter + own.slice(1), own.slice(8), own.slice(1), own.slice(0, -1), `:${command}`, command];
}

it('asks nothing of the product for a button that is somebody else’s, or nobody’s', async () => {
  const faults: string[] = [];
  for (let i = 0; i < EACH / 5; i++) {
    const { person, task } = jury.pair();
    const other = jury.pick(place.present.filter(({ id }) => id !== person.id));
    const command = jury.pick(TASK_RULES).line(task.id) + jury.pick(['', TOO_LONG]);
    const where = anywhere();
    // The owner's press has left the long one behind, as the answer with the button would have.
    await place.presses(other, command, { where });
    for (const forged of forgeries(person, other, command)) {
      const seen = await place.sends(person, forged.slice(0, 64), task.id, where);
      if (seen.asked !== 0) faults.push(`${person.name} presses ${forged} of ${other.name}: it is asked`);
      if (!seen.shown.includes('nothing was done')) faults.push(`${person.name} presses ${forged}: ${seen.shown}`);
      faults.push(...jury.leaked(person, seen));
    }
  }
  expectNone(faults);
});

it('shows in lists only what one may see, and to a group only what is its own', async () => {
  const faults: string[] = [];
  const { tag } = place.project;
  const lines = ['tasks', 'tasks all', 'tasks given', `tasks #${tag}`, 'tasks #pro1', 'digest', 'people', 'task'];
  for (const person of place.present) {
    for (const line of [...lines, 'timer', 'log list', 'time week', 'time week by task']) {
      for (const where of ['private', 'group'] as const) {
        const seen = await place.types(person, line, undefined, where);
        const about = `${person.name} types ${line} in ${where}`;
        faults.push(...jury.leaked(person, seen).map((fault) => `${about}: ${fault}`), ...toldToAll(about, seen));
      }
    }
  }
  expectNone(faults);
});

it('tells a group of no work but its own, whatever one does about one’s time there', async () => {
  const faults: string[] = [];
  for (const person of place.present) {
    const [first] = place.world.entries.filter(({ personId }) => personId === person.id);
    // Two hours from the first entry on are not free.
    const about = [`log edit ${first?.id}`, `log edit ${first?.id} 20m`, `log edit ${first?.id} 2h`];
    const timer = ['timer start', 'timer stop', 'timer cancel'];
    for (const line of [...about, `log delete ${first?.id}`, ...timer]) {
      const seen = await place.types(person, line, undefined, 'group');
      const about = `${person.name} types ${line} in a group`;
      faults.push(...jury.leaked(person, seen).map((fault) => `${about}: ${fault}`), ...toldToAll(about, seen));
    }
  }
  expectNone(faults);
});
