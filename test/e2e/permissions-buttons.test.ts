import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Person } from '../../src/domain/person.ts';
import { buttonsOf } from '../support/agency.ts';
import { isLikeMissing, leaks } from '../support/permission-checks.ts';
import { belongs, leads, sees, TASK_RULES } from '../support/permission-matrix.ts';
import type { Place } from '../support/permission-place.ts';
import { openPlace } from '../support/permission-place.ts';
import { MISSING_TASK } from '../support/permission-world.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

const seed = seedOfRun();
const PRESSED_BY_OTHERS = process.env.FRIDAY_LONG ? 25 : 2;
let place: Place;

// Only the long form takes more than seconds.
vi.setConfig({ testTimeout: 3_600_000 });

beforeAll(async () => {
  place = await openPlace(seed, 40);
});
afterAll(() => place.close());

function expectNone(faults: string[]): void {
  expect([...new Set(faults)].slice(0, 20), `FRIDAY_SEED=${seed}: ${faults.length} faults`).toEqual([]);
}

/** Who may give a command that is about no task, time entry or digest. */
const OTHER_RULES: { command: string; line: string; may: (person: Person) => boolean; writes?: string[] }[] = [
  ...['task Banner', 'task Banner @Name05 #pro1 !high tomorrow'].map((line) => {
    return { command: 'task', line, may: () => true, writes: ['tasks', 'task_history', 'changes', 'deliveries'] };
  }),
  ...['tasks', 'tasks given', 'tasks all week', 'tasks done'].map((line) => ({
    command: 'tasks',
    line,
    may: () => true,
  })),
  { command: 'tasks', line: 'tasks page 99', may: () => false },
  { command: 'people', line: 'people page 99', may: () => false },
  { command: 'project list', line: 'project list page 99', may: () => false },
  { command: 'calendar', line: 'calendar 2026-12 answer task.deadline', may: () => true },
  { command: 'welcome', line: 'welcome uk', may: () => true, writes: ['people'] },
  { command: 'project', line: 'project', may: () => true },
  { command: 'project list', line: 'project list', may: () => true },
  {
    command: 'project new',
    line: 'project new fresh Fresh',
    may: () => true,
    writes: ['projects', 'memberships', 'removed_members'],
  },
  { command: 'project bind', line: 'project bind pro1', may: () => false },
  { command: 'people', line: 'people', may: () => true },
  {
    command: 'people role',
    line: 'people role @Name05 manager',
    may: (person) => person.role === 'owner',
    writes: ['people', 'deliveries'],
  },
  { command: 'people role', line: 'people role @Name00 member', may: () => false },
  {
    command: 'people remove',
    line: 'people remove @Name05',
    may: leads,
    writes: ['people', 'time_entries', 'deliveries'],
  },
  { command: 'people remove', line: 'people remove @Name00', may: () => false },
  { command: 'people restore', line: 'people restore @Name05', may: () => false },
  { command: 'people restore', line: 'people restore @id28', may: leads, writes: ['people'] },
  {
    command: 'people restore',
    line: 'people restore @id30',
    may: (person) => person.role === 'owner',
    writes: ['people'],
  },
  { command: 'invite', line: 'invite', may: leads, writes: ['codes'] },
  { command: 'invite', line: 'invite manager', may: (person) => person.role === 'owner', writes: ['codes'] },
  { command: 'invite', line: 'invite owner', may: () => false },
  { command: 'link', line: 'link', may: () => true, writes: ['codes'] },
  { command: 'link', line: 'link nonsense', may: () => true, writes: ['wrong_codes'] },
  { command: 'settings', line: 'settings', may: () => true },
  { command: 'settings', line: 'settings name New', may: () => true, writes: ['people'] },
  ...['time lock 2026-10', 'time unlock 2026-10', 'time locks'].map((line) => ({
    command: line.replace(' 2026-10', ''),
    line,
    may: (person: Person) => person.role === 'owner',
    writes: ['locked_months'],
  })),
  { command: 'time lock', line: 'time lock 2027-10', may: () => false },
  { command: 'undo', line: 'undo', may: () => false },
  // What one was sent is one's own; what others were sent, whether they are still here or not, is for those who lead.
  ...['why', 'why week'].map((line) => ({ command: 'why', line, may: () => true })),
  { command: 'why', line: 'why @Name05', may: (person) => leads(person) || person.name === 'Name05' },
  { command: 'why', line: 'why @Name05 week', may: (person) => leads(person) || person.name === 'Name05' },
  { command: 'why', line: 'why @id30', may: leads },
  ...['why @Nobody', 'why nonsense'].map((line) => ({ command: 'why', line, may: () => false })),
  { command: 'home', line: 'home', may: () => true },
  // Takes what a platform fills in, and no words.
  { command: 'draft', line: 'draft', may: () => false },
  { command: 'why', line: 'why', may: () => true },
  { command: 'why', line: 'why @Name00', may: leads },
  { command: 'help', line: 'help', may: () => true },
  { command: 'help', line: 'help log', may: () => true },
  { command: 'start', line: 'start nonsense', may: () => true },
  { command: 'cancel', line: 'cancel', may: () => true },
];

/** Tested beside this in the lists: by their own numbers. */
const OF_ENTRIES = ['log edit', 'log show', 'log split', 'log move', 'log delete'];
const BY_OTHER_NUMBERS = ['verdict', 'digest', ...OF_ENTRIES, 'log list', 'time', 'timer', 'timer answer'];
const OF_PROJECTS = ['project add', 'project remove', 'project archive', 'project restore'];
const OF_OWN_TIMER = ['timer stop', 'timer cancel'];

it('knows of every command there is', () => {
  const covered = new Set([...TASK_RULES, ...OTHER_RULES].map((rule) => rule.command));
  for (const name of [...BY_OTHER_NUMBERS, ...OF_PROJECTS, ...OF_OWN_TIMER]) covered.add(name);
  expect([...covered].sort()).toEqual(COMMANDS.map((command) => command.name).sort());
});

it('lets each role give the commands about people, projects and codes that it may', async () => {
  const { world, present, tryOut } = place;
  const faults: string[] = [];
  const check = async (person: Person, line: string, may: boolean, writes: string[]) => {
    const outcome = await tryOut(person.name, line);
    const wrong = leaks(world, person, outcome);
    if (may !== (outcome.refused === undefined)) wrong.push(`${may ? 'may' : 'may not'}: ${outcome.refused}`);
    for (const { table } of outcome.writes) if (!writes.includes(table)) wrong.push(`writes ${table}`);
    faults.push(...wrong.map((fault) => `${person.name} (${person.role}) /${line}: ${fault}`));
  };
  for (const person of present) {
    for (const { line, may, writes = [] } of OTHER_RULES) await check(person, line, may(person), writes);
    for (const project of world.projects) {
      const isIn = leads(person) || belongs(world, person, project.id);
      const looksAfter = leads(person) || (isIn && project.createdBy === person.id);
      await check(person, `project ${project.tag}`, isIn, []);
      await check(person, `project add ${project.tag} @Name05`, isIn, ['memberships', 'deliveries', 'removed_members']);
      const isSelf = person.name === 'Name05';
      await check(person, `project remove ${project.tag} @Name05`, isIn && (isSelf || looksAfter), [
        'memberships',
        'removed_members',
      ]);
      const isArchived = project.archivedAt !== null;
      await check(person, `project archive ${project.tag}`, looksAfter && !isArchived, ['projects']);
      await check(person, `project restore ${project.tag}`, looksAfter, ['projects']);
    }
  }
  expectNone(faults);
});

it('answers strangers with the same words whatever they ask for, and who has left likewise', async () => {
  const { world, tryOut } = place;
  const lines = [...TASK_RULES.map((rule) => rule.line(7001)), ...OTHER_RULES.map((rule) => rule.line)];
  for (const name of ['Nobody', ...world.people.filter((person) => person.leftAt).map((person) => person.name)]) {
    const answers = new Set<string>();
    for (const line of lines.filter((each) => !/^(start|link) /.test(each))) {
      const outcome = await tryOut(name, line, undefined, 'pressed');
      expect(outcome.writes, `${name} /${line}`).toEqual([]);
      answers.add(JSON.stringify(outcome.reply));
    }
    expect([...answers], name).toHaveLength(1);
  }
});

/** Refusals that nobody should meet who presses what was offered to them. */
const NOT_ALLOWED = [
  'no such task',
  'not yours to change',
  'not for you to decide',
  'not your project',
  'managers only',
  'owners only',
  'restored by owners',
  'time of others',
  'unknown command',
  'task closed',
  'task open',
];

it('offers only buttons that work, and gives nothing away to who presses another’s', async () => {
  const { world, present, tryOut } = place;
  const random = seeded(seed + 1);
  const faults: string[] = [];
  let pressed = 0;
  for (const person of present) {
    const lines = [
      ...world.tasks.filter((task) => sees(world, person, task)).map((task) => `show ${task.id}`),
      ...world.projects.map((project) => `project ${project.tag}`),
      ...[
        'tasks',
        'tasks all',
        'tasks given',
        'digest',
        'timer',
        'timer stop',
        'log list',
        'time week',
        'help',
        'home',
      ],
    ];
    const offered = new Set<string>();
    for (const line of lines) {
      const { reply } = await tryOut(person.name, line);
      for (const button of buttonsOf(reply)) offered.add(button.command);
    }
    for (const command of offered) {
      const own = await tryOut(person.name, command, undefined, 'pressed');
      if (own.refused && (NOT_ALLOWED.includes(own.refused) || own.refused.startsWith('bug'))) {
        faults.push(`${person.name} (${person.role}) is offered ${command}: ${own.refused}`);
      }
      const task = world.tasks.find(({ id }) => new RegExp(`\\b${id}\\b`).test(command));
      for (let i = 0; i < PRESSED_BY_OTHERS; i++) {
        const other = present[Math.floor(random() * present.length)] as Person;
        const outcome = await tryOut(other.name, command, undefined, 'pressed');
        pressed += 1;
        const wrong = leaks(world, other, outcome, task?.id);
        if (outcome.refused?.startsWith('bug')) wrong.push(outcome.refused);
        if (task && !sees(world, other, task)) {
          const forged = command.replace(String(task.id), String(MISSING_TASK));
          const missing = await tryOut(other.name, forged, undefined, 'pressed');
          wrong.push(...isLikeMissing(outcome, task.id, missing, MISSING_TASK));
        }
        faults.push(...wrong.map((fault) => `${other.name} (${other.role}) presses ${command}: ${fault}`));
      }
    }
  }
  expect(pressed).toBeGreaterThan(1000);
  expectNone(faults);
});
