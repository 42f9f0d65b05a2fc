import type { Call } from '../chat/command.ts';
import type { PersonId, ProjectId, TaskId } from '../domain/ids.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import {
  addDays,
  addSeconds,
  dateIn,
  endOfDay,
  instantAt,
  laterOf,
  startOfDay,
  timeIn,
  toWholeSecond,
} from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { elapsedSeconds, longestFreePart, secondsWithin } from '../domain/time-entry.ts';
import { workNameOf } from '../replies/timer-view.ts';
import { formatTimes } from '../text/format-moment.ts';
import { personWord } from './find-person.ts';
import { seenTask } from './find-task.ts';
import { addEntry, saveEntry } from './write-entry.ts';

export interface StoppedTimer {
  entry: TimeEntry;
  seconds: number;
  /** what it was on; undefined when it was on no task, or on one that went out of the person's sight */
  task: Task | undefined;
  /** on the task, everybody's; undefined where `task` is */
  taskSeconds: number | undefined;
  todaySeconds: number;
}

/** Stops the person's running timer, if there is one. A clock that was set back stops it where it started. */
export async function stopTimer(call: Call, note: string | null): Promise<StoppedTimer | undefined> {
  const running = await call.tx.timeEntries.running(call.person.id);
  return running && stopRunning(call, running, toWholeSecond(call.now), note);
}

/** The same at another moment, which nothing else of the person may lie before; never before the timer started. */
export async function stopRunning(
  call: Call,
  running: TimeEntry,
  at: Instant,
  note: string | null,
): Promise<StoppedTimer> {
  const stoppedAt = laterOf(at, running.startedAt);
  const entry = await saveEntry(call, running, { stoppedAt, checkAt: null, note: joinNotes(running.note, note) });
  const task = entry.taskId ? await seenTask(call, entry.taskId) : undefined;
  return {
    entry,
    seconds: elapsedSeconds(entry, call.now),
    task,
    taskSeconds: task && (await taskSeconds(call, task.id)),
    todaySeconds: await todaySeconds(call, call.person.id),
  };
}

/** Where a timer that is to end at `end` can: not on other time of the person. */
export async function freeEnd(call: Call, running: TimeEntry, end: Instant): Promise<Instant> {
  const found = await call.tx.timeEntries.overlapping(call.person.id, running.startedAt, end);
  return found.find(({ id }) => id !== running.id)?.startedAt ?? end;
}

export async function stopTimerOn(call: Call, taskId: TaskId): Promise<StoppedTimer | undefined> {
  const running = await call.tx.timeEntries.running(call.person.id);
  return running?.taskId === taskId ? stopTimer(call, null) : undefined;
}

export interface Target {
  taskId: TaskId | null;
  projectId: ProjectId | null;
}

/**
 * Starts a timer at this very second; the caller has stopped the one that ran, so that the two touch.
 * @param from an earlier moment, since when there is no time of the person
 */
export async function startTimer(call: Call, target: Target, note: string | null, from?: Instant): Promise<TimeEntry> {
  if (from) return addEntry(call, { ...target, startedAt: from, stoppedAt: null, note });
  let startedAt = toWholeSecond(call.now);
  // After a clock was set back, or time was logged up to a later second, start where the taken time ends.
  const taken = await timeSince(call, startedAt);
  for (const entry of taken) if (entry.stoppedAt) startedAt = laterOf(startedAt, entry.stoppedAt);
  return addEntry(call, { ...target, startedAt, stoppedAt: null, note });
}

const FAR_FUTURE = '9999-12-31T00:00:00.000Z' as Instant;

/** The person's time from then on, a running timer included, by start. */
export function timeSince(call: Call, at: Instant): Promise<TimeEntry[]> {
  return call.tx.timeEntries.overlapping(call.person.id, at, FAR_FUTURE);
}

/** A stretch in the words of a command line: whole minutes on the clocks of whoever types it. */
export interface WrittenStretch {
  on: CalendarDate;
  /** `09:00-10:30` */
  range: string;
}

/**
 * Refuses time that lies on other time of the same person, naming the conflict.
 * @param options.repeat the command line that logs the free part instead
 */
export async function ensureFree(
  call: Call,
  personId: PersonId,
  wish: Stretch,
  options: { except?: TimeEntry; repeat?: (free: WrittenStretch) => string | undefined } = {},
): Promise<void> {
  const found = await call.tx.timeEntries.overlapping(personId, wish.startedAt, wish.stoppedAt);
  const taken = found.filter((entry) => entry.id !== options.except?.id);
  const first = taken[0];
  if (!first) return;
  const part = longestFreePart(wish, taken, call.now);
  const free = part && written(part, call.person.zone);
  const times = timesOf(call, first);
  const repeat = free && options.repeat?.(free);
  const day = dateIn(call.person.zone, laterOf(first.startedAt, wish.startedAt));
  const list = `log list ${day}${personId === call.person.id ? '' : ` @${personWord({ id: personId })}`}`;
  refuse({ kind: 'entry overlaps', with: { work: await workNameOf(call, first), times }, repeat, list });
}

/** From when to when, for a refusal that names what is in the way. */
export function timesOf({ text, person: { zone }, now }: Call, entry: TimeEntry): string {
  return formatTimes(entry, { language: text.language, zone, now });
}

/** Cut to whole minutes; undefined where that leaves nothing, or the second run of a repeated hour would be meant. */
function written(part: Stretch, zone: string): WrittenStretch | undefined {
  const startsBy = addSeconds(part.startedAt, 59);
  const on = dateIn(zone, startsBy);
  const from = timeIn(zone, startsBy);
  const to = timeIn(zone, part.stoppedAt);
  const startedAt = instantAt(on, from, zone);
  const stoppedAt = instantAt(to > from ? on : addDays(on, 1), to, zone);
  const isWithin = startedAt >= part.startedAt && stoppedAt <= part.stoppedAt && startedAt < stoppedAt;
  return isWithin && from !== to ? { on, range: `${from}-${to}` } : undefined;
}

export async function taskSeconds(call: Pick<Call, 'tx' | 'now'>, taskId: TaskId): Promise<number> {
  const { seconds, running } = await call.tx.timeEntries.onTask(taskId);
  return running.reduce((sum, entry) => sum + elapsedSeconds(entry, call.now), seconds);
}

/** The person's work on the calendar day that it is for the asker now. */
export async function todaySeconds(call: Pick<Call, 'tx' | 'now' | 'person'>, personId: PersonId): Promise<number> {
  const today = dateIn(call.person.zone, call.now);
  return daysSeconds(call, personId, { first: today, last: today });
}

/** The person's work on calendar days of the asker's zone; a running timer counts up to now. */
export async function daysSeconds(
  call: Pick<Call, 'tx' | 'now' | 'person'>,
  personId: PersonId,
  days: { first: CalendarDate; last: CalendarDate },
): Promise<number> {
  const from = startOfDay(days.first, call.person.zone);
  const to = endOfDay(days.last, call.person.zone);
  const entries = await call.tx.timeEntries.overlapping(personId, from, to);
  return entries.reduce((sum, entry) => sum + secondsWithin(entry, from, to, call.now), 0);
}

function joinNotes(first: string | null, second: string | null): string | null {
  if (!second) return first;
  return first ? `${first}; ${second}` : second;
}
