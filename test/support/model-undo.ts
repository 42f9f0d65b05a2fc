import type { Model, ModelChange } from './model.ts';
import { clashes, hangReminders, no, runningOf, seesTask, wrote } from './model.ts';

/** Takes back the person's last change, whole, or says no and leaves all as it is. */
export function undoLast(model: Model, person: number): void {
  const change = model.changes[person]?.at(-1) ?? no();
  for (const item of change.tasks) {
    const task = model.tasks.get(item.id) ?? no();
    if (task.stamp !== item.after) no();
    if (item.before === null) refuseIfOthersUseIt(model, person, item.id);
  }
  for (const item of change.proposals) {
    const task = model.tasks.get(item.id);
    if (!task || (change.tasks.length === 0 && !seesTask(model, person, task))) no();
    if (JSON.stringify(model.proposals.get(item.id) ?? null) !== JSON.stringify(item.after)) no();
  }
  for (const item of change.notes) {
    const task = model.tasks.get(item.id);
    if (!task || !seesTask(model, person, task)) no();
  }
  undoEntries(model, person, change);
  for (const item of [...change.proposals].reverse()) {
    if (item.before) model.proposals.set(item.id, item.before);
    else model.proposals.delete(item.id);
  }
  for (const item of [...change.tasks].reverse()) {
    if (item.before === null) {
      model.tasks.delete(item.id);
      model.reminders = model.reminders.filter((reminder) => reminder.task !== item.id);
      model.proposals.delete(item.id);
      continue;
    }
    model.tasks.set(item.id, { ...item.before });
    hangReminders(model, item.before);
  }
  for (const { reminder, at } of change.reminders) reminder.at = at;
  for (const { id, text } of change.notes) {
    const notes = model.notes.get(id) ?? [];
    notes.splice(notes.lastIndexOf(text), 1);
  }
  for (const { id } of [...change.tasks, ...change.proposals, ...change.notes]) wrote(model, person, id);
  model.changes[person]?.pop();
}

function refuseIfOthersUseIt(model: Model, person: number, id: number): void {
  const others = [...(model.writers.get(id) ?? [])].some((writer) => writer !== person);
  if (others || [...model.entries.values()].some((entry) => entry.task === id)) no();
}

function undoEntries(model: Model, person: number, change: ModelChange): void {
  for (const item of change.entries) {
    const stamp = model.entries.get(item.id)?.stamp ?? null;
    if (stamp !== item.after) no();
    const owner = model.entries.get(item.id)?.person ?? item.before?.person;
    if (owner !== person && !model.people[person]?.leads) no();
  }
  for (const item of [...change.entries].reverse()) {
    if (item.before === null) {
      model.entries.delete(item.id);
      continue;
    }
    const { before } = item;
    const other = before.to === null ? runningOf(model, before.person) : undefined;
    if (clashes(model, before, item.id).length > 0 || (other && other.id !== item.id)) no();
    if (before.task !== null && !model.tasks.has(before.task)) no();
    model.entries.set(item.id, { ...before });
  }
}
