import type { StoppedTimer } from '../changes/track-time.ts';
import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line, strong, typed } from '../chat/reply.ts';
import { offeredEnd, TOO_LONG_RUN_SECONDS } from '../domain/forgotten-timer.ts';
import type { TaskId } from '../domain/ids.ts';
import { dateIn, type Instant, secondsBetween } from '../domain/instant.ts';
import { maySeeTask } from '../domain/permission.ts';
import type { Project } from '../domain/project.ts';
import type { Task } from '../domain/task.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDay, formatMoment, formatTime, formatTimes } from '../text/format-moment.ts';

type Looker = Pick<Call, 'tx' | 'text' | 'person' | 'seen'>;

/** `12 Banner`, `#prostor`, or `no task`: what an entry is for. */
export function workName(
  text: Call['text'],
  task: Pick<Task, 'id' | 'title'> | undefined,
  project: Project | undefined,
): string {
  if (task) return `${task.id} ${task.title}`;
  return project ? `#${project.tag}` : text.time.noTask;
}

/** It takes note of where the entry belongs: what says more than how long is not for a room of something else. */
export async function workNameOf(
  call: Looker,
  entry: Pick<TimeEntry, 'taskId' | 'projectId' | 'note'>,
): Promise<string> {
  // The room in which a note was written is not known.
  if (entry.taskId || entry.projectId || entry.note) call.seen.push(entry.projectId);
  if (entry.taskId) return (await taskNames(call, [entry.taskId])).get(entry.taskId) ?? String(entry.taskId);
  const project = entry.projectId ? await call.tx.projects.get(entry.projectId) : undefined;
  return workName(call.text, undefined, project);
}

/**
 * `12 Banner` for each of these tasks. One's own time may lie on a task that went out of sight since: of that only
 * the number is named, which is all that this person may know of it.
 */
export async function taskNames(call: Looker, ids: readonly TaskId[]): Promise<Map<TaskId, string>> {
  const { tx, person } = call;
  const tasks = ids.length > 0 ? await tx.tasks.getMany([...new Set(ids)]) : [];
  const needsProjects = tasks.some((task) => task.projectId !== null && !maySeeTask(person, task, false));
  const projects = new Set(needsProjects ? await tx.projects.idsOf(person.id) : []);
  const isSeen = (task: Task) => maySeeTask(person, task, task.projectId !== null && projects.has(task.projectId));
  const names = new Map<TaskId, string>();
  for (const task of tasks) {
    if (isSeen(task)) call.seen.push(task.projectId);
    names.set(task.id, isSeen(task) ? workName(call.text, task, undefined) : String(task.id));
  }
  return names;
}

/** `1 h 30 min · Mon 23 Nov · 09:00–10:30`, `3 h · Sun 22 Nov · 22:00 – Mon 23 Nov, 01:00` */
export function stretchFields(call: Pick<Call, 'text' | 'person' | 'now'>, stretch: Stretch): Block {
  const { text, person, now } = call;
  const today = dateIn(person.zone, now);
  const day = formatDay(dateIn(person.zone, stretch.startedAt), { language: text.language, today });
  const times = formatTimes(stretch, { language: text.language, zone: person.zone, now });
  const length = formatDuration(secondsBetween(stretch.startedAt, stretch.stoppedAt), text.language);
  return line(strong(length), ` · ${day} · ${times}`);
}

/** The time alone today, with the day on another. */
export function timeOrMoment({ text, person, now }: Pick<Call, 'text' | 'person' | 'now'>, at: Instant): string {
  const { zone } = person;
  if (dateIn(zone, at) === dateIn(zone, now)) return formatTime(at, zone);
  return formatMoment(at, { language: text.language, zone, now });
}

/** `2 h of 3 h` where it was said how long the task would take, otherwise `2 h`. */
export async function spentText(
  { tx, now, text }: Pick<Call, 'tx' | 'now' | 'text'>,
  task: Pick<Task, 'id' | 'estimateSeconds'>,
): Promise<string> {
  const spent = (await tx.timeEntries.spentOn([task.id], now)).get(task.id) ?? 0;
  return spentOf(text, spent, task);
}

export function spentOf(text: Call['text'], spent: number, { estimateSeconds }: Pick<Task, 'estimateSeconds'>): string {
  const said = formatDuration(spent, text.language);
  return estimateSeconds ? text.time.ofEstimate(said, formatDuration(estimateSeconds, text.language)) : said;
}

/** The stretch, the task's total and today's total. */
export function stoppedTimerText(call: Pick<Call, 'text'>, stopped: StoppedTimer): string {
  const { text } = call;
  const spell = (seconds: number) => formatDuration(seconds, text.language);
  return text.time.stopped({
    stretch: spell(stopped.seconds),
    task:
      stopped.task && stopped.taskSeconds !== undefined ? spentOf(text, stopped.taskSeconds, stopped.task) : undefined,
    today: spell(stopped.todaySeconds),
  });
}

/** The timer that ran on a task that was closed. */
export function stoppedLines(call: Pick<Call, 'text' | 'person' | 'now'>, stopped: StoppedTimer): Block[] {
  const said = line(call.text.time.timerStopped, stoppedTimerText(call, stopped));
  return [said, ...longRunLines(call, stopped.entry)];
}

/** Under a timer that was stopped after so long that it must have been forgotten: the line that corrects it. */
export function longRunLines(call: Pick<Call, 'text' | 'person' | 'now'>, entry: TimeEntry): Block[] {
  const { id, startedAt, stoppedAt } = entry;
  if (!stoppedAt || secondsBetween(startedAt, stoppedAt) <= TOO_LONG_RUN_SECONDS) return [];
  const end = offeredEnd(startedAt, stoppedAt, call.person);
  // Rather than from when to when: the start has seconds, and may lie right behind other time.
  const minutes = Math.max(1, Math.round(secondsBetween(startedAt, end) / 60));
  const spent = [Math.floor(minutes / 60), minutes % 60];
  const written = `${spent[0] ? `${spent[0]}h` : ''}${spent[1] ? `${spent[1]}m` : ''}`;
  return [
    line(call.text.forgottenTimer.ranLong(timeOrMoment(call, end))),
    line('  ', typed(`log edit ${id} ${written}`)),
  ];
}
