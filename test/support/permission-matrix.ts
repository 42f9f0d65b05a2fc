import type { Person } from '../../src/domain/person.ts';
import type { Proposal, Task } from '../../src/domain/task.ts';
import type { World } from './permission-world.ts';

/**
 * Who may see, change and decide, written down a second time from the words people read (product rules on whose word
 * counts and who sees what) and not from the code that enforces them. Only data types come from the product.
 */

export type Expectation =
  /** answered exactly like a number that nothing has */
  | { kind: 'hidden' }
  /** a no, and nothing is kept */
  | { kind: 'refused' }
  | {
      kind: 'acts';
      /** fields of the task that are other afterwards; all others stay */
      task?: Partial<Task>;
      proposal?: Proposal['ask']['kind'] | 'none';
      /** tables beside the task's own that may be written */
      writes?: string[];
    };

/** Owners and managers lead: they see and may change everything. */
export function leads(person: Person): boolean {
  return person.role === 'owner' || person.role === 'manager';
}

export function belongs(world: World, person: Person, projectId: Task['projectId']): boolean {
  return projectId !== null && world.members.get(projectId)?.has(person.id) === true;
}

/** Members see tasks of projects they belong to and tasks they are in. */
export function sees(world: World, person: Person, task: Task): boolean {
  if (leads(person)) return true;
  return task.authorId === person.id || task.assigneeId === person.id || belongs(world, person, task.projectId);
}

/** Only author, assignee, managers and the owner. */
function mayChange(person: Person, task: Task): boolean {
  return leads(person) || task.authorId === person.id || task.assigneeId === person.id;
}

/** Whose *not relevant* and *move the deadline* apply at once; the assignee of somebody else's task only proposes. */
function wordCounts(person: Person, task: Task): boolean {
  if (task.authorId === person.id) return true;
  return task.assigneeId !== person.id && leads(person);
}

export interface Matter {
  world: World;
  person: Person;
  task: Task;
  proposal: Proposal | undefined;
}

interface TaskRule {
  /** the command in the product's table that this is about */
  command: string;
  line: (id: number) => string;
  expects: (matter: Matter) => Expectation;
}

const refused: Expectation = { kind: 'refused' };
const looks: Expectation = { kind: 'acts' };
const onlyIf = (may: boolean, expectation: Expectation): Expectation => (may ? expectation : refused);
const isOpen = ({ task }: Matter) => task.state === 'open';
const changes = ({ person, task }: Matter) => mayChange(person, task);
const changesOpen = (matter: Matter) => changes(matter) && isOpen(matter);
const hasLeft = (world: World, id: Person['id']) => world.people.some((each) => each.id === id && each.leftAt !== null);

/** 24 December, 15:00, on the clock of whoever says it; no clock changes in any of these zones by then. */
const EVE = '24.12.2026 15:00';
function eveOf(person: Person): Task['deadline'] {
  const offset = { 'Europe/Kyiv': 2, 'Asia/Tokyo': 9, 'America/New_York': -5 }[person.zone] ?? 0;
  return { kind: 'moment', at: new Date(Date.UTC(2026, 11, 24, 15 - offset)).toISOString() } as Task['deadline'];
}

function moves(matter: Matter, deadline: Task['deadline']): Expectation {
  if (wordCounts(matter.person, matter.task)) {
    const lateFrom = deadline?.kind === 'moment' ? deadline.at : null;
    return { kind: 'acts', task: { deadline, lateFrom }, proposal: 'none' };
  }
  return deadline === null ? refused : { kind: 'acts', proposal: 'deadline' };
}

function drops(matter: Matter, reason: string | null): Expectation {
  if (!wordCounts(matter.person, matter.task)) return { kind: 'acts', proposal: 'drop' };
  return closes('dropped', reason);
}

function closes(state: 'done' | 'dropped', result: string | null): Expectation {
  return { kind: 'acts', task: { state, result }, proposal: 'none', writes: ['time_entries'] };
}

function decides(matter: Matter): boolean {
  return isOpen(matter) && wordCounts(matter.person, matter.task) && matter.proposal !== undefined;
}

function agrees({ proposal }: Matter): Expectation {
  if (proposal?.ask.kind === 'drop') return closes('dropped', proposal.ask.reason);
  const deadline = proposal?.ask.deadline ?? null;
  const lateFrom = deadline?.kind === 'moment' ? deadline.at : null;
  return { kind: 'acts', task: { deadline, lateFrom }, proposal: 'none' };
}

function reassigns({ world, task }: Matter, to: string): Expectation {
  const assigneeId = world.people.find((person) => person.name === to)?.id ?? task.assigneeId;
  if (assigneeId === task.assigneeId) return refused;
  return { kind: 'acts', task: { assigneeId, tookAt: null }, proposal: 'none' };
}

function putsInto({ world, task }: Matter, tag: string): Expectation {
  const projectId = world.projects.find((project) => project.tag === tag)?.id ?? null;
  return onlyIf(projectId !== task.projectId, { kind: 'acts', task: { projectId }, writes: ['time_entries'] });
}

const lowers = ({ task }: Matter): Expectation =>
  onlyIf(task.priority !== 'low', { kind: 'acts', task: { priority: 'low' } });

/** Every command that takes a task's number. All of them are hidden where the task is. */
export const TASK_RULES: TaskRule[] = [
  { command: 'show', line: (id) => `show ${id}`, expects: () => looks },
  { command: 'show', line: (id) => `show ${id} page 7`, expects: () => looks },
  { command: 'done', line: (id) => `done ${id} Fin`, expects: (m) => onlyIf(changesOpen(m), closes('done', 'Fin')) },
  { command: 'drop', line: (id) => `drop ${id} why`, expects: (m) => onlyIf(changesOpen(m), drops(m, 'why')) },
  {
    command: 'result',
    line: (id) => `result ${id} Fin`,
    expects: (m) => onlyIf(changes(m) && !isOpen(m), { kind: 'acts', task: { result: 'Fin' } }),
  },
  {
    command: 'reopen',
    line: (id) => `reopen ${id}`,
    expects: (m) =>
      onlyIf(changes(m) && !isOpen(m) && !hasLeft(m.world, m.task.assigneeId), {
        kind: 'acts',
        task: { state: 'open', result: null },
      }),
  },
  { command: 'edit', line: (id) => `edit ${id}`, expects: (m) => onlyIf(changesOpen(m), looks) },
  { command: 'pass', line: (id) => `pass ${id}`, expects: (m) => onlyIf(changesOpen(m), looks) },
  {
    command: 'edit',
    line: (id) => `edit ${id} Fresh`,
    expects: (m) => onlyIf(changesOpen(m), { kind: 'acts', task: { title: 'Fresh' } }),
  },
  {
    command: 'revise',
    line: (id) => `revise ${id} Fresh`,
    expects: (m) => onlyIf(changesOpen(m), { kind: 'acts', task: { title: 'Fresh' } }),
  },
  {
    command: 'edit',
    line: (id) => `edit ${id} ~77h`,
    expects: (m) => onlyIf(changesOpen(m), { kind: 'acts', task: { estimateSeconds: 77 * 3600 } }),
  },
  { command: 'edit', line: (id) => `edit ${id} !low`, expects: (m) => onlyIf(changesOpen(m), lowers(m)) },
  { command: 'edit', line: (id) => `edit ${id} #pro1`, expects: (m) => onlyIf(changesOpen(m), putsInto(m, 'pro1')) },
  {
    command: 'edit',
    line: (id) => `edit ${id} @Name05`,
    expects: (m) => onlyIf(changesOpen(m), reassigns(m, 'Name05')),
  },
  {
    command: 'edit',
    line: (id) => `edit ${id} ${EVE}`,
    expects: (m) => onlyIf(changesOpen(m), moves(m, eveOf(m.person))),
  },
  {
    command: 'edit',
    line: (id) => `edit ${id} no deadline`,
    expects: (m) => onlyIf(changesOpen(m) && m.task.deadline !== null, moves(m, null)),
  },
  { command: 'move', line: (id) => `move ${id}`, expects: (m) => onlyIf(changesOpen(m), looks) },
  {
    command: 'move',
    line: (id) => `move ${id} ${EVE}`,
    expects: (m) => onlyIf(changesOpen(m), moves(m, eveOf(m.person))),
  },
  {
    command: 'move',
    line: (id) => `move ${id} no deadline`,
    expects: (m) => onlyIf(changesOpen(m) && m.task.deadline !== null, moves(m, null)),
  },
  { command: 'priority', line: (id) => `priority ${id}`, expects: (m) => onlyIf(changesOpen(m), looks) },
  { command: 'priority', line: (id) => `priority ${id} low`, expects: (m) => onlyIf(changesOpen(m), lowers(m)) },
  { command: 'note', line: (id) => `note ${id}`, expects: () => looks },
  { command: 'note', line: (id) => `note ${id} hello`, expects: () => looks },
  {
    command: 'took',
    line: (id) => `took ${id}`,
    expects: (m) =>
      onlyIf(isOpen(m) && m.task.assigneeId === m.person.id, { kind: 'acts', task: { tookAt: m.world.now } }),
  },
  {
    command: 'nudge',
    line: (id) => `nudge ${id}`,
    expects: (m) =>
      onlyIf(changesOpen(m) && m.task.assigneeId !== m.person.id && !hasLeft(m.world, m.task.assigneeId), looks),
  },
  { command: 'agree', line: (id) => `agree ${id}`, expects: (m) => onlyIf(decides(m), agrees(m)) },
  {
    command: 'keep',
    line: (id) => `keep ${id}`,
    expects: (m) => onlyIf(decides(m), { kind: 'acts', proposal: 'none' }),
  },
  { command: 'remind', line: (id) => `remind ${id}`, expects: (m) => onlyIf(isOpen(m), looks) },
  {
    command: 'remind',
    line: (id) => `remind ${id} ${EVE}`,
    expects: (m) => onlyIf(isOpen(m), { kind: 'acts', writes: ['reminders'] }),
  },
  // The buttons under a reminder: a reminder of one's own, also of a task that others were reminded of.
  ...['20m', 'monday'].map((pause) => ({
    command: 'snooze',
    line: (id: number) => `snooze ${id} ${pause}`,
    expects: (m: Matter) => onlyIf(isOpen(m), { kind: 'acts', writes: ['reminders'] }),
  })),
  { command: 'snooze', line: (id) => `snooze ${id} 13 days`, expects: () => refused },
  {
    command: 'snooze',
    line: (id) => `snooze ${id} 1h`,
    expects: (m) => onlyIf(isOpen(m), { kind: 'acts', writes: ['reminders'] }),
  },
  {
    command: 'timer start',
    line: (id) => `timer start ${id} hm`,
    expects: (m) => onlyIf(isOpen(m), { kind: 'acts', writes: ['time_entries'] }),
  },
  { command: 'log', line: (id) => `log 5m ${id} hm`, expects: () => ({ kind: 'acts', writes: ['time_entries'] }) },
  {
    // A working day on which nobody has logged anything.
    command: 'log rest',
    line: (id) => `log rest 2026-11-04 ${id}`,
    expects: () => ({ kind: 'acts', writes: ['time_entries'] }),
  },
];

/** A press in the digest, by the person whose digest it is, on a task that is in it. */
export const VERDICT_RULES: { words: string; expects: (matter: Matter) => Expectation }[] = [
  { words: 'done', expects: (m) => onlyIf(changesOpen(m), closes('done', null)) },
  { words: 'drop', expects: (m) => onlyIf(changesOpen(m), drops(m, null)) },
  { words: 'lower', expects: (m) => onlyIf(changesOpen(m) && m.task.priority !== 'low', looks) },
  { words: `move ${EVE}`, expects: (m) => onlyIf(changesOpen(m), moves(m, eveOf(m.person))) },
  { words: 'move', expects: (m) => onlyIf(changesOpen(m), looks) },
  {
    words: 'nudge',
    expects: (m) =>
      onlyIf(changesOpen(m) && m.task.assigneeId !== m.person.id && !hasLeft(m.world, m.task.assigneeId), looks),
  },
];

/** A form about a task: opened with a button, and sent by somebody who has it open, whatever came of the task since. */
interface FormRule {
  /** the button that opens it, which is also the form's command unless `sends` tells another */
  opens: (id: number) => string;
  sends?: (id: number) => string;
  filled: Readonly<Record<string, string>>;
  /** of opening */
  shows: (matter: Matter) => Expectation;
  /** of sending */
  expects: (matter: Matter) => Expectation;
}

const showsIf = (may: (matter: Matter) => boolean) => (matter: Matter) => onlyIf(may(matter), looks);
const ALWAYS = () => looks;

/** The filled-in account of `Name05` is `NAME05`: ids are a platform's own. */
export const FORM_RULES: FormRule[] = [
  {
    opens: (id) => `done ${id}`,
    filled: { result: 'Fin' },
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), closes('done', 'Fin')),
  },
  {
    opens: (id) => `done ${id}`,
    filled: {},
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), closes('done', null)),
  },
  {
    opens: (id) => `move ${id}`,
    filled: { day: '2026-12-24', time: '15:00' },
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), moves(m, eveOf(m.person))),
  },
  { opens: (id) => `move ${id}`, filled: { day: '2026-01-01' }, shows: showsIf(changesOpen), expects: () => refused },
  {
    opens: (id) => `pass ${id}`,
    filled: { assignee: 'NAME05' },
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), reassigns(m, 'Name05')),
  },
  { opens: (id) => `note ${id}`, filled: { rest: 'hello' }, shows: ALWAYS, expects: ALWAYS },
  {
    opens: (id) => `edit ${id}`,
    filled: { rest: 'Fresh' },
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), { kind: 'acts', task: { title: 'Fresh' } }),
  },
  {
    opens: (id) => `write priority ${id}`,
    sends: (id) => `priority ${id}`,
    filled: { rest: 'low' },
    shows: showsIf(changesOpen),
    expects: (m) => onlyIf(changesOpen(m), lowers(m)),
  },
  {
    opens: (id) => `remind ${id}`,
    filled: { rest: EVE },
    shows: showsIf(isOpen),
    expects: (m) => onlyIf(isOpen(m), { kind: 'acts', writes: ['reminders'] }),
  },
  {
    // Asks for words alone and shows nothing of the task.
    opens: (id) => `result ${id}`,
    filled: { rest: 'Fin' },
    shows: ALWAYS,
    expects: (m) => onlyIf(changes(m) && !isOpen(m), { kind: 'acts', task: { result: 'Fin' } }),
  },
];

/** The same for the buttons of a digest, on a task that is in it. */
export const VERDICT_FORM_RULES: { words: string; filled: FormRule['filled']; expects: FormRule['expects'] }[] = [
  { words: 'done', filled: { result: 'Fin' }, expects: (m) => onlyIf(changesOpen(m), closes('done', 'Fin')) },
  {
    words: 'move',
    filled: { day: '2026-12-24', time: '15:00' },
    expects: (m) => onlyIf(changesOpen(m), moves(m, eveOf(m.person))),
  },
];
