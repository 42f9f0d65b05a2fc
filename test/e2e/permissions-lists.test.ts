import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { textOf } from '../../src/chat/reply.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import { formatDuration } from '../../src/text/format-duration.ts';
import { buttonsOf } from '../support/agency.ts';
import { isLikeMissing, leaks } from '../support/permission-checks.ts';
import { belongs, leads, sees } from '../support/permission-matrix.ts';
import type { Place } from '../support/permission-place.ts';
import { openPlace } from '../support/permission-place.ts';
import { MISSING_DIGEST, MISSING_ENTRY, markerOf } from '../support/permission-world.ts';
import { seedOfRun } from '../support/seeded.ts';
import type { Outcome } from '../support/try-out.ts';

const TASKS = process.env.FRIDAY_LONG ? 400 : 60;
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

/** The numbers of the tasks that a reply lists. */
function listed(reply: Reply): number[] {
  const items = reply.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return items.map((item) => Number(textOf(item.spans).match(/^\d+/)?.[0]));
}

/** All pages of a list; undefined where it is refused. */
async function found(person: Person, line: string): Promise<number[] | undefined> {
  const ids: number[] = [];
  for (let next: string | undefined = line; next !== undefined; ) {
    const { reply, refused, writes } = await place.tryOut(person.name, next);
    if (refused !== undefined) return undefined;
    expect(writes).toEqual([]);
    ids.push(...listed(reply));
    next = buttonsOf(reply).find((button) => button.label === 'More')?.command;
  }
  return ids.sort((a, b) => a - b);
}

it('lists what each person may see and asked for, and nothing else', async () => {
  const { world, present } = place;
  const faults: string[] = [];
  const check = async (person: Person, line: string, wanted: (task: Task) => boolean) => {
    const expected = world.tasks.filter((task) => sees(world, person, task) && wanted(task));
    const ids = await found(person, line);
    if (JSON.stringify(ids) === JSON.stringify(expected.map((task) => task.id))) return;
    faults.push(`${person.name} (${person.role}) /${line}: ${ids?.join()}, not ${expected.map(({ id }) => id).join()}`);
  };
  const isOpen = (task: Task) => task.state === 'open';
  const isLate = (task: Task) => isOpen(task) && task.lateFrom !== null && task.lateFrom <= world.now;
  for (const person of present) {
    const received = (task: Task) => task.assigneeId === person.id;
    const given = (task: Task) => task.authorId === person.id && task.assigneeId !== person.id;
    await check(person, 'tasks', (task) => received(task) && isOpen(task));
    await check(person, 'tasks given', (task) => given(task) && isOpen(task));
    await check(person, 'tasks assigned overdue', (task) => given(task) && isLate(task));
    await check(person, 'tasks overdue', (task) => received(task) && isLate(task));
    await check(person, 'tasks all', received);
    await check(person, 'tasks all given', given);
    await check(person, 'tasks done', (task) => received(task) && task.state === 'done');
    for (const project of world.projects) {
      // Whoever does not belong to it sees there what is their own.
      const inIt = (task: Task) => task.projectId === project.id;
      await check(person, `tasks #${project.tag}`, (task) => inIt(task) && isOpen(task));
      await check(person, `tasks all #${project.tag}`, inIt);
    }
    for (const other of present) {
      const theirs = (task: Task) => task.assigneeId === other.id;
      await check(person, `tasks @${other.name}`, (task) => theirs(task) && isOpen(task));
      await check(person, `tasks all @${other.name} work`, theirs);
      if (other === person) continue;
      await check(person, `tasks given @${other.name}`, (task) => given(task) && theirs(task) && isOpen(task));
      await check(person, `tasks received @${other.name}`, (task) => {
        return received(task) && task.authorId === other.id && isOpen(task);
      });
    }
    for (const task of world.tasks.slice(0, 40)) {
      const assignee = world.people.find((each) => each.id === task.assigneeId);
      if (assignee?.leftAt) continue;
      await check(person, `tasks all @${assignee?.name} ${markerOf(task.id)}`, (each) => each.id === task.id);
    }
  }
  expectNone(faults);
});

it('shows the same overdue tasks in the digest as in the lists', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    const late = (task: Task) => task.state === 'open' && task.lateFrom !== null && task.lateFrom <= world.now;
    const received = world.tasks.filter((task) => late(task) && task.assigneeId === person.id);
    const given = world.tasks.filter(
      (task) => late(task) && task.authorId === person.id && task.assigneeId !== person.id,
    );
    const { reply } = await tryOut(person.name, 'digest');
    const shown = listed(reply).sort((a, b) => a - b);
    const expected = [...received, ...given].map((task) => Number(task.id)).sort((a, b) => a - b);
    if (received.length <= 10 && given.length <= 10 && shown.join() !== expected.join()) {
      faults.push(`${person.name}: ${shown.join()}, not ${expected.join()}`);
    }
    for (const digest of world.digests) {
      for (const page of ['received 1', 'given 2', 'received 99']) {
        const outcome = await tryOut(person.name, `digest ${digest.id} ${page}`, undefined, 'pressed');
        faults.push(...leaks(world, person, outcome));
        if (digest.personId === person.id) continue;
        const missing = await tryOut(person.name, `digest ${MISSING_DIGEST} ${page}`, undefined, 'pressed');
        faults.push(...isLikeMissing(outcome, digest.id, missing, MISSING_DIGEST));
      }
    }
  }
  expectNone(faults);
});

const ENTRY_LINES = [
  (id: number) => `log edit ${id} 10m`,
  (id: number) => `log edit ${id} note hm`,
  (id: number) => `log show ${id}`,
  (id: number) => `log split ${id} 1m`,
  (id: number) => `log move ${id}`,
  (id: number) => `log move ${id} none`,
  (id: number) => `log delete ${id}`,
];

it('lets people correct their own time, and managers everybody’s', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const entry of world.entries) {
      for (const line of ENTRY_LINES) {
        const outcome = await tryOut(person.name, line(entry.id));
        const may = leads(person) || entry.personId === person.id;
        const wrong = leaks(world, person, outcome);
        if (!may) {
          const missing = await tryOut(person.name, line(MISSING_ENTRY));
          wrong.push(...isLikeMissing(outcome, entry.id, missing, MISSING_ENTRY));
        } else if (/^log (edit|split|move)/.test(line(1)) && entry.stoppedAt === null) {
          if (outcome.refused !== 'entry runs') wrong.push(`edits a running entry: ${outcome.refused}`);
        } else if (outcome.refused !== undefined) wrong.push(outcome.refused);
        if (line(1).startsWith('log show') && outcome.writes.length > 0) wrong.push('looking writes');
        const others = outcome.writes.filter(
          ({ table, row }) => table === 'time_entries' && row.id && row.id !== entry.id,
        );
        if (others.length > 0) wrong.push('writes another entry');
        faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /${line(entry.id)}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('takes the answer about a forgotten timer from whose timer it is, and from nobody who leads', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  const answers = ['keep', 'now', 'discard', 'end 2026-11-23T15:30:00Z'];
  for (const person of present) {
    const missing = new Map<string, Outcome>();
    for (const answer of answers)
      missing.set(answer, await tryOut(person.name, `timer answer ${MISSING_ENTRY} ${answer}`));
    for (const [i, entry] of world.entries.entries()) {
      const isOwn = entry.personId === person.id;
      for (const [answer, none] of isOwn ? missing : [...missing].filter((_, n) => n === i % answers.length)) {
        const outcome = await tryOut(person.name, `timer answer ${entry.id} ${answer}`, undefined, 'pressed');
        const wrong = leaks(world, person, outcome);
        const refused = entry.stoppedAt === null ? undefined : 'timer over';
        if (!isOwn) wrong.push(...isLikeMissing(outcome, entry.id, none, MISSING_ENTRY));
        else if (outcome.refused !== refused) wrong.push(outcome.refused ?? 'is taken');
        else if (!refused && !outcome.writes.some(({ table }) => table === 'time_entries')) wrong.push('does nothing');
        faults.push(...wrong.map((fault) => `${person.name} /timer answer ${entry.id} ${answer}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('reports one’s own time, and that of others to managers alone', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  const total = (reply: Reply) => reply.blocks.find((block) => block.kind === 'table')?.total?.[1] ?? '-';
  for (const person of present) {
    const questions = [
      ...['', ...world.projects.map((project) => ` #${project.tag}`)].map((about) => ({ about, of: undefined })),
      ...present.map((of) => ({ about: ` @${of.name}`, of })),
    ];
    for (const { about, of } of questions) {
      const project = world.projects.find(({ tag }) => about === ` #${tag}`);
      for (const by of ['task', 'project', 'person', 'day']) {
        const outcome = await tryOut(person.name, `time month${about} by ${by}`);
        const wrong = leaks(world, person, outcome);
        const may = leads(person) || ((!of || of === person) && (!project || belongs(world, person, project.id)));
        const isEverybody = leads(person) && !of && (project !== undefined || by === 'person');
        const counted = world.entries.filter(
          (entry) =>
            (isEverybody || entry.personId === (of ?? person).id) && (!project || entry.projectId === project.id),
        );
        const seconds = counted.reduce(
          (sum, entry) => sum + (Date.parse(entry.stoppedAt ?? world.now) - Date.parse(entry.startedAt)) / 1000,
          0,
        );
        if (!may && outcome.refused === undefined) wrong.push('is told');
        const expected = seconds === 0 ? '-' : formatDuration(seconds, 'en');
        if (may && total(outcome.reply) !== expected) wrong.push(`sums to ${total(outcome.reply)}, not ${expected}`);
        faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /time month${about} by ${by}: ${fault}`));
      }
    }
  }
  expectNone(faults);
});

it('tells what somebody was sent to them and to those who lead, and nobody else', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    for (const other of present) {
      const outcome = await tryOut(person.name, `why @${other.name}`);
      const wrong = leaks(world, person, outcome);
      const may = leads(person) || other === person;
      if (may !== (outcome.refused === undefined)) wrong.push(may ? `is refused: ${outcome.refused}` : 'is told');
      if (outcome.writes.length > 0) wrong.push('writes');
      faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /why @${other.name}: ${fault}`));
    }
  }
  expectNone(faults);
});

it('names no hidden task where people meet their own old work', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  for (const person of present) {
    const running = world.entries.find((entry) => entry.personId === person.id && entry.stoppedAt === null);
    const task = world.tasks.find((each) => each.id === running?.taskId);
    for (const line of ['timer', 'timer stop', 'timer cancel', 'timer start', 'log list', 'log 13:00-22:00 x']) {
      const outcome = await tryOut(person.name, line);
      faults.push(...leaks(world, person, outcome).map((fault) => `${person.name} /${line}: ${fault}`));
      const tellsTotal = /on (this|the) task/i.test(JSON.stringify(outcome.reply));
      if (tellsTotal && task && !sees(world, person, task)) faults.push(`${person.name} /${line} tells its total`);
    }
  }
  expectNone(faults);
});
