import type { Block, Item, Reply } from '../chat/reply.ts';
import { buttons, faint, heading, line, plain, strong } from '../chat/reply.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { dateIn, endOfDay, secondsBetween, startOfDay } from '../domain/instant.ts';
import { restOfDay } from '../domain/rest-of-day.ts';
import type { Task } from '../domain/task.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { secondsWithin } from '../domain/time-entry.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDay } from '../text/format-moment.ts';
import type { Reader } from './reader.ts';
import { taskNames, workName } from './timer-view.ts';
import { receivedFor, taskSection } from './today.ts';

const WORK_SHOWN = 10;

/**
 * What was logged and finished on a day, what is still open of it, and one press to log the rest of the working day.
 * @param said what to say first
 */
export async function eveningReply(reader: Reader, on: CalendarDate, said: Block[] = []): Promise<Reply> {
  const { tx, person, now, text } = reader;
  const [from, to] = [startOfDay(on, person.zone), endOfDay(on, person.zone)];
  const entries = await tx.timeEntries.overlapping(person.id, from, to);
  const day = formatDay(on, { language: text.language, today: dateIn(person.zone, now) });
  return {
    blocks: [
      ...said,
      heading(text.evening.heading(day)),
      ...(await loggedBlocks(reader, on, entries)),
      ...(await finishedBlocks(reader, await tx.tasks.doneBy(person.id, from, to))),
      ...(await openBlocks(reader, await receivedFor(reader, on))),
      ...(await restBlocks(reader, on, entries)),
    ],
    place: 'private',
  };
}

async function loggedBlocks(reader: Reader, on: CalendarDate, entries: readonly TimeEntry[]): Promise<Block[]> {
  const { tx, person, now, text } = reader;
  const [from, to] = [startOfDay(on, person.zone), endOfDay(on, person.zone)];
  const works = new Map<string, { entry: TimeEntry; seconds: number }>();
  for (const entry of entries) {
    const seconds = secondsWithin(entry, from, to, now);
    const key = `${entry.taskId} ${entry.taskId ? '' : entry.projectId}`;
    if (seconds > 0) works.set(key, { entry, seconds: seconds + (works.get(key)?.seconds ?? 0) });
  }
  if (works.size === 0) return [line(text.evening.nothingLogged)];
  const sorted = [...works.values()].sort((a, b) => b.seconds - a.seconds);
  const shown = sorted.slice(0, WORK_SHOWN);
  const names = await taskNames(
    reader,
    shown.map(({ entry }) => entry.taskId).filter((id) => id !== null),
  );
  const projects = await tx.projects.getMany(shown.map(({ entry }) => entry.projectId).filter((id) => id !== null));
  const items = shown.map(({ entry, seconds }): Item => {
    const project = projects.find(({ id }) => id === entry.projectId);
    const name = entry.taskId === null ? workName(text, undefined, project) : names.get(entry.taskId);
    return { spans: [plain(name ?? text.time.noTask), faint(` · ${formatDuration(seconds, text.language)}`)] };
  });
  const sum = sorted.reduce((total, { seconds }) => total + seconds, 0);
  const more = sorted.length - shown.length;
  return [
    line(strong(text.evening.logged(formatDuration(sum, text.language)))),
    { kind: 'list', items },
    ...(entries.some((entry) => entry.stoppedAt === null) ? [line(faint(text.time.countsRunning))] : []),
    ...(more > 0 ? [buttons({ label: text.digest.more(more), command: `time ${on}..${on} by task` })] : []),
  ];
}

async function finishedBlocks(reader: Reader, tasks: readonly Task[]): Promise<Block[]> {
  const { evening } = reader.text;
  if (tasks.length === 0) return [line(evening.nothingDone)];
  return taskSection(reader, evening.done(tasks.length), tasks, { rest: 'tasks done' });
}

async function openBlocks(reader: Reader, tasks: readonly Task[]): Promise<Block[]> {
  const { evening, button } = reader.text;
  if (tasks.length === 0) return [line(evening.nothingOpen)];
  return taskSection(reader, evening.open(tasks.length), tasks, {
    buttons: ({ id }) => [
      { label: button.done, command: `done ${id}` },
      { label: button.move, command: `move ${id}` },
    ],
    rest: 'tasks',
  });
}

async function restBlocks(reader: Reader, on: CalendarDate, entries: readonly TimeEntry[]): Promise<Block[]> {
  const { tx, person, now, text } = reader;
  const log = { label: text.form.titles.log, command: 'log' };
  const rest = restOfDay(on, now, entries, person);
  if (!rest) return [];
  const last = await tx.timeEntries.lastOnTask(person.id);
  const task = last?.taskId ? await tx.tasks.get(last.taskId) : undefined;
  // What was closed on another day is not what the rest of this one went to.
  if (task && task.closedAt !== null && task.closedAt < startOfDay(on, person.zone)) return [buttons(log)];
  const name = last?.taskId ? (await taskNames(reader, [last.taskId])).get(last.taskId) : undefined;
  if (!last?.taskId || name === undefined) return [buttons(log)];
  const length = formatDuration(secondsBetween(rest.startedAt, rest.stoppedAt), text.language);
  const command = `log rest ${on} ${last.taskId}`;
  return [
    line(text.evening.rest(length, name)),
    buttons({ label: text.evening.logRest(length, last.taskId), command, style: 'primary' }, log),
  ];
}
