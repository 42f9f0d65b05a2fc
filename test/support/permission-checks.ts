import type { Reply } from '../../src/chat/reply.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import type { Expectation } from './permission-matrix.ts';
import { sees } from './permission-matrix.ts';
import type { World } from './permission-world.ts';
import type { Outcome } from './try-out.ts';

/** What is wrong with an outcome, in words; empty when nothing is. */
export type Faults = string[];

/** Tables that a change of a task writes along the way. */
const ALONG = ['tasks', 'task_history', 'proposals', 'changes', 'deliveries', 'reminders', 'digest_verdicts'];

export function compare(world: World, task: Task, expected: Expectation, outcome: Outcome): Faults {
  if (outcome.refused?.startsWith('bug')) return [outcome.refused];
  if (expected.kind !== 'acts') {
    if (outcome.refused === undefined) return [`should be ${expected.kind}, and acts`];
    return outcome.writes.map(({ table }) => `is refused, and writes ${table}`);
  }
  if (outcome.refused !== undefined) return [`should act, and is refused: ${outcome.refused}`];
  const faults: Faults = [];
  const isPlain = expected.task === undefined && expected.proposal === undefined;
  const allowed = [...(isPlain ? ALONG.filter((table) => table !== 'proposals') : ALONG), ...(expected.writes ?? [])];
  for (const write of outcome.writes) {
    if (!allowed.includes(write.table)) faults.push(`writes ${write.table}`);
    if (write.table === 'tasks' && write.row.id !== task.id) faults.push(`writes task ${String(write.row.id)}`);
    if (write.table === 'deliveries') faults.push(...wrongReader(world, task, outcome, write.row.person_id));
  }
  for (const table of expected.writes ?? []) {
    const isIncidental = table === 'time_entries' && expected.task !== undefined;
    if (!isIncidental && !outcome.writes.some((write) => write.table === table)) faults.push(`does not write ${table}`);
  }
  if (!isPlain || expected.writes !== undefined) faults.push(...wrongFields(world, task, expected, outcome));
  return faults;
}

/** They follow from the other fields, by rules that have tests of their own. */
const FOLLOWING: readonly (keyof Task)[] = ['version', 'closedAt', 'remindAt', 'escalateAt'];

function wrongFields(
  world: World,
  task: Task,
  expected: Extract<Expectation, { kind: 'acts' }>,
  { task: after, proposal }: Outcome,
): Faults {
  if (!after) return ['the task is gone'];
  const wanted = { ...task, ...expected.task };
  const faults: Faults = [];
  for (const key of Object.keys(wanted) as (keyof Task)[]) {
    if (FOLLOWING.includes(key)) continue;
    if (JSON.stringify(after[key]) !== JSON.stringify(wanted[key])) {
      faults.push(`${key} is ${JSON.stringify(after[key])}, not ${JSON.stringify(wanted[key])}`);
    }
  }
  faults.push(...wrongMoments(world, task, after));
  const before = world.proposals.get(task.id)?.ask.kind ?? 'none';
  const asked = proposal?.ask.kind ?? 'none';
  if (asked !== (expected.proposal ?? before)) faults.push(`the proposal is ${asked}`);
  return faults;
}

/**
 * Deadlines are moments here: an hour before, else at the deadline, set anew where the task is due otherwise. Half an
 * hour is counted from when somebody gets an urgent task of somebody else; how long that is by their working hours is
 * for other tests.
 */
function wrongMoments({ now }: World, before: Task, after: Task): Faults {
  const isDueAsBefore = (['state', 'assigneeId', 'lateFrom'] as const).every((key) => before[key] === after[key]);
  const { lateFrom } = after;
  const hourBefore = lateFrom && new Date(Date.parse(lateFrom) - 3_600_000).toISOString();
  const ahead = [hourBefore, lateFrom].find((at) => at && at > now) ?? null;
  const remindAt = isDueAsBefore ? before.remindAt : after.state === 'open' ? ahead : null;
  const waits = (task: Task) =>
    task.state === 'open' && task.priority === 'urgent' && !task.tookAt && task.authorId !== task.assigneeId;
  const waitsAsBefore = waits(before) && before.assigneeId === after.assigneeId;
  const isCounted = waits(after) && (!waitsAsBefore || before.escalateAt !== null);
  const faults: Faults = [];
  if (after.remindAt !== remindAt) faults.push(`remindAt is ${after.remindAt}, not ${remindAt}`);
  if ((after.escalateAt !== null) !== isCounted) faults.push(`escalateAt is ${after.escalateAt}`);
  return faults;
}

function wrongReader(world: World, task: Task, outcome: Outcome, personId: unknown): Faults {
  const reader = world.people.find((person) => person.id === personId);
  const isLetIn = reader && reader.leftAt === null;
  const mayRead = isLetIn && (sees(world, reader, task) || (outcome.task && sees(world, reader, outcome.task)));
  return mayRead ? [] : [`tells ${reader?.name ?? String(personId)}, who does not see the task`];
}

/** An answer, without the number that was asked for. */
function withoutNumber(reply: Reply, number: number): string {
  return JSON.stringify(reply).replaceAll(new RegExp(`\\b${number}\\b`, 'g'), 'N');
}

/** Hidden reads like missing: the same answer apart from the number, and nothing kept. */
export function isLikeMissing(hidden: Outcome, number: number, missing: Outcome, noNumber: number): Faults {
  const faults: Faults = [];
  if (withoutNumber(hidden.reply, number) !== withoutNumber(missing.reply, noNumber)) {
    faults.push(`answers ${JSON.stringify(hidden.reply)}, not like ${JSON.stringify(missing.reply)}`);
  }
  if (hidden.writes.length + missing.writes.length > 0) faults.push('something is written');
  return faults;
}

/**
 * Words of tasks that the reader may not see, and their numbers; the bare number of a task that one has worked on
 * oneself is no secret.
 */
export function leaks(world: World, reader: Person, outcome: Outcome, asked?: number): Faults {
  return leaksIn(world, reader, JSON.stringify(outcome.reply), asked);
}

/** The same for anything that was said. */
export function leaksIn(world: World, reader: Person, said: string, asked?: number): Faults {
  const faults = new Set(markersIn(world, reader, said));
  const hidden = hiddenFrom(world, reader);
  for (const [, word] of said.matchAll(/\b(7\d{3})\b/g)) {
    const id = Number(word);
    const isOwnWork = world.entries.some((entry) => entry.taskId === id && entry.personId === reader.id);
    if (hidden.has(id) && id !== asked && !isOwnWork) faults.add(nameOf(id, reader));
  }
  return [...faults];
}

/** Words of hidden tasks alone, for what is full of other numbers. */
export function markersIn(world: World, reader: Person, said: string): Faults {
  const hidden = hiddenFrom(world, reader);
  const named = [...said.matchAll(/zq(\d+)q/g)].map(([, id]) => Number(id)).filter((id) => hidden.has(id));
  return [...new Set(named)].map((id) => nameOf(id, reader));
}

function nameOf(id: number, reader: Person): string {
  return `names task ${id}, hidden from ${reader.name}`;
}

const known = new WeakMap<Person, Set<number>>();

function hiddenFrom(world: World, reader: Person): Set<number> {
  const found =
    known.get(reader) ?? new Set(world.tasks.filter((task) => !sees(world, reader, task)).map((task) => task.id));
  known.set(reader, found);
  return found;
}
