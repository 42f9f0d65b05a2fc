import { DateTime } from 'luxon';

/**
 * What Friday remembers, said a second time and as simply as possible: plain objects, no versions, no SQL. It knows
 * the rules about tasks, proposals, timers and undo, and nothing of how the product keeps them.
 */

export type ModelDeadline = { day: string } | { at: string } | null;
export type Ask = { drop: string | null } | { deadline: NonNullable<ModelDeadline> };

export interface ModelTask {
  id: number;
  title: string;
  author: number;
  assignee: number;
  priority: string;
  deadline: ModelDeadline;
  state: 'open' | 'done' | 'dropped';
  result: string | null;
  isTaken: boolean;
  /** other for each change, and as before when a change is taken back */
  stamp: number;
}

export interface ModelEntry {
  id: number;
  person: number;
  task: number | null;
  from: string;
  to: string | null;
  note: string | null;
  stamp: number;
}

export interface ModelReminder {
  task: number;
  person: number;
  at: string;
}

/** An hour before the deadline: the one reminder there is here. */
const BEFORE_SECONDS = 3600;

export interface ModelChange {
  tasks: { id: number; before: ModelTask | null; after: number }[];
  entries: { id: number; before: ModelEntry | null; after: number | null }[];
  proposals: { id: number; before: ModelProposal | null; after: ModelProposal | null }[];
  /** where reminders were that got a deadline to hang on */
  reminders: { reminder: ModelReminder; at: string }[];
  notes: { id: number; text: string }[];
}

export interface ModelProposal {
  by: number;
  at: string;
  ask: Ask;
}

export interface ModelPerson {
  name: string;
  zone: string;
  leads: boolean;
}

/** The first to speak is the owner. */
export const PEOPLE: ModelPerson[] = [
  { name: 'anna', zone: 'Europe/Kyiv', leads: true },
  { name: 'boris', zone: 'Asia/Tokyo', leads: false },
  { name: 'vera', zone: 'America/New_York', leads: false },
  { name: 'gleb', zone: 'Europe/Kyiv', leads: false },
];

/** The model says no: nothing is other than before. */
export class No extends Error {}

export function createModel(people: ModelPerson[], now: string) {
  const model = {
    now,
    people,
    tasks: new Map<number, ModelTask>(),
    entries: new Map<number, ModelEntry>(),
    proposals: new Map<number, ModelProposal>(),
    notes: new Map<number, string[]>(),
    /** everybody who ever left a line in a task's history */
    writers: new Map<number, Set<number>>(),
    reminders: [] as ModelReminder[],
    changes: people.map(() => [] as ModelChange[]),
    tasksMade: 0,
    entriesMade: 0,
    stamps: 0,
  };
  return model;
}

export type Model = ReturnType<typeof createModel>;

export function no(): never {
  throw new No();
}

export function emptyChange(): ModelChange {
  return { tasks: [], entries: [], proposals: [], reminders: [], notes: [] };
}

/** The instant from which a task is late: a whole day ends where its assignee is. */
export function lateFrom(model: Model, deadline: ModelDeadline, assignee: number): string | null {
  if (deadline === null) return null;
  if ('at' in deadline) return deadline.at;
  const zone = model.people[assignee]?.zone ?? 'UTC';
  const ends = DateTime.fromISO(deadline.day, { zone }).plus({ days: 1 }).startOf('day');
  return ends.toUTC().toISO();
}

export function seesTask(model: Model, person: number, task: ModelTask): boolean {
  return task.author === person || task.assignee === person || model.people[person]?.leads === true;
}

/** Without projects, who sees a task may change it. */
export function takeTask(model: Model, person: number, id: number): ModelTask {
  const task = model.tasks.get(id);
  return task && seesTask(model, person, task) ? task : no();
}

export function hasWord(model: Model, person: number, task: ModelTask): boolean {
  return task.author === person || (task.assignee !== person && model.people[person]?.leads === true);
}

export function changeTask(model: Model, by: number, task: ModelTask, patch: Partial<ModelTask>, change: ModelChange) {
  const isSame = Object.entries(patch).every(
    ([key, value]) => JSON.stringify(task[key as keyof ModelTask]) === JSON.stringify(value),
  );
  if (isSame) return;
  const before = { ...task };
  Object.assign(task, patch, { stamp: ++model.stamps });
  wrote(model, by, task.id);
  change.tasks.push({ id: task.id, before, after: task.stamp });
  hangReminders(model, task, before.deadline === null ? change : undefined);
}

export function setProposal(model: Model, by: number, id: number, next: ModelProposal | null, change: ModelChange) {
  const before = model.proposals.get(id) ?? null;
  if (!before && !next) return;
  if (next) model.proposals.set(id, next);
  else model.proposals.delete(id);
  wrote(model, by, id);
  change.proposals.push({ id, before, after: next });
}

export function wrote(model: Model, by: number, id: number): void {
  model.writers.set(id, (model.writers.get(id) ?? new Set()).add(by));
}

export function hangReminders(model: Model, task: ModelTask, change?: ModelChange): void {
  const late = lateFrom(model, task.deadline, task.assignee);
  if (late === null) return;
  for (const reminder of model.reminders.filter((each) => each.task === task.id)) {
    change?.reminders.push({ reminder, at: reminder.at });
    reminder.at = new Date(Date.parse(late) - BEFORE_SECONDS * 1000).toISOString();
  }
}

export function addReminder(model: Model, person: number, task: ModelTask): void {
  const late = lateFrom(model, task.deadline, task.assignee) ?? no();
  const at = new Date(Date.parse(late) - BEFORE_SECONDS * 1000).toISOString();
  if (at <= model.now) no();
  // The same moment again is no second message.
  const isThere = model.reminders.some((each) => each.task === task.id && each.person === person && each.at === at);
  if (!isThere) model.reminders.push({ task: task.id, person, at });
}

/** The person's other time that shares a second with `[from, to)`; without an end it goes on for ever. */
export function clashes(
  model: Model,
  entry: Pick<ModelEntry, 'person' | 'from' | 'to'>,
  except?: number,
): ModelEntry[] {
  const end = (to: string | null) => to ?? '9999';
  return [...model.entries.values()].filter(
    (other) =>
      other.person === entry.person &&
      other.id !== except &&
      other.from !== other.to &&
      entry.from !== entry.to &&
      other.from < end(entry.to) &&
      entry.from < end(other.to),
  );
}

export function runningOf(model: Model, person: number): ModelEntry | undefined {
  return [...model.entries.values()].find((entry) => entry.person === person && entry.to === null);
}

export function setEntry(model: Model, entry: ModelEntry, patch: Partial<ModelEntry>, change: ModelChange): void {
  const before = { ...entry };
  Object.assign(entry, patch, { stamp: ++model.stamps });
  change.entries.push({ id: entry.id, before, after: entry.stamp });
}

export function addEntry(model: Model, fields: Omit<ModelEntry, 'id' | 'stamp'>, change: ModelChange): void {
  const entry = { ...fields, id: ++model.entriesMade, stamp: ++model.stamps };
  model.entries.set(entry.id, entry);
  change.entries.push({ id: entry.id, before: null, after: entry.stamp });
}

export function removeEntry(model: Model, entry: ModelEntry, change: ModelChange): void {
  model.entries.delete(entry.id);
  change.entries.push({ id: entry.id, before: entry, after: null });
}

export function stopRunning(model: Model, person: number, note: string | null, change: ModelChange): boolean {
  const running = runningOf(model, person);
  if (!running) return false;
  const now = wholeSecond(model.now);
  const to = now > running.from ? now : running.from;
  const notes = [running.note, note].filter((each) => each !== null).join('; ');
  setEntry(model, running, { to, note: notes || null }, change);
  return true;
}

export function wholeSecond(instant: string): string {
  return `${instant.slice(0, 19)}.000Z`;
}
