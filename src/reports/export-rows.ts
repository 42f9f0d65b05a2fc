import { createRounder } from '../domain/exports.ts';
import type { PersonId, ProjectId, TaskId, TimeEntryId } from '../domain/ids.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import { addSeconds, dateIn, endOfDay, laterOf, startOfDay } from '../domain/instant.ts';
import { maySeeTask } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { secondsWithin, type TimeEntry } from '../domain/time-entry.ts';
import type { Store, Tx } from '../ports/store.ts';
import { mayReport, type ReportSpec } from './report-spec.ts';

/** What an entry has on one day of whoever asks: an entry over midnight has a row for each day. */
export interface ExportRow {
  entryId: TimeEntryId;
  date: CalendarDate;
  startedAt: Instant;
  /** of a running timer: now */
  stoppedAt: Instant;
  isRunning: boolean;
  /** exactly */
  seconds: number;
  /** as the person has it in files */
  roundedSeconds: number;
  personId: PersonId;
  person: string;
  projectId: ProjectId | null;
  projectTag: string | null;
  projectName: string | null;
  taskId: TaskId | null;
  taskTitle: string | null;
  note: string | null;
}

export interface ExportRequest {
  spec: ReportSpec;
  personId: PersonId;
  now: Instant;
}

const PAGE = 1000;

/** @throws UserError where they may not see that time (any more) */
export async function readViewer(tx: Tx, personId: PersonId, spec: ReportSpec): Promise<Person> {
  const viewer = await tx.people.get(personId);
  if (!viewer || viewer.leftAt !== null) return refuse({ kind: 'left' });
  if (!mayReport(viewer, spec)) return refuse({ kind: 'time of others' });
  return viewer;
}

/**
 * All time of a report, row by row, in order of time. Read in pages, each a unit of work of its own, so that a long one
 * takes no more memory than a short one and nobody waits for it. Whether the viewer may see it is asked with each page.
 */
export async function* readExportRows(store: Store, request: ExportRequest): AsyncGenerator<ExportRow[]> {
  const { spec, personId, now } = request;
  const viewer = await store.transact((tx) => readViewer(tx, personId, spec));
  const rowsOf = createRows(viewer, spec, now);
  for (let after: TimeEntry | 'began before' | undefined = 'began before'; after !== undefined; ) {
    const page: { entries: NamedEntry[]; next: TimeEntry | undefined } = await store.transact(async (tx) => {
      await readViewer(tx, personId, spec);
      const isFirst = after === 'began before';
      const last = after === 'began before' ? undefined : after;
      const entries: TimeEntry[] = await readPage(tx, viewer, spec, last);
      const before = isFirst ? await readEarlier(tx, viewer, spec) : [];
      const named = await withNames(tx, viewer, [...before, ...entries]);
      return { entries: named, next: entries.length < PAGE ? undefined : entries.at(-1) };
    });
    const rows = rowsOf(page.entries);
    if (rows.length > 0) yield rows;
    after = page.next;
  }
}

function filterOf({ personId, projectId }: ReportSpec) {
  return { ...(personId === null ? {} : { personId }), ...(projectId === null ? {} : { projectId }) };
}

function readPage(tx: Tx, { zone }: Person, spec: ReportSpec, after: TimeEntry | undefined): Promise<TimeEntry[]> {
  const [from, to] = [startOfDay(spec.from, zone), endOfDay(spec.to, zone)];
  return tx.timeEntries.startingIn({ ...filterOf(spec), from, to, after, limit: PAGE });
}

/** What began before the first day and goes on into it: of each person one at most, since entries do not overlap. */
async function readEarlier(tx: Tx, { zone }: Person, spec: ReportSpec): Promise<TimeEntry[]> {
  const from = startOfDay(spec.from, zone);
  const found = await tx.timeEntries.within({ ...filterOf(spec), from, to: addSeconds(from, 1) });
  return found.filter(({ startedAt }) => startedAt < from);
}

interface NamedEntry {
  entry: TimeEntry;
  names: Pick<ExportRow, 'person' | 'projectTag' | 'projectName' | 'taskTitle'>;
}

/** One's own time may lie on a task that went out of sight since: then no more than its number is told. */
async function withNames(tx: Tx, viewer: Person, entries: readonly TimeEntry[]): Promise<NamedEntry[]> {
  const ids = <Id>(of: (entry: TimeEntry) => Id | null) => [
    ...new Set(entries.map(of).filter((id): id is NonNullable<typeof id> => id !== null)),
  ];
  const people = new Map((await tx.people.getMany(ids((one) => one.personId))).map((one) => [one.id, one]));
  const projects = new Map((await tx.projects.getMany(ids((one) => one.projectId))).map((one) => [one.id, one]));
  const tasks = new Map((await tx.tasks.getMany(ids((one) => one.taskId))).map((one) => [one.id, one]));
  const ownProjects = new Set(isManager(viewer) ? [] : await tx.projects.idsOf(viewer.id));
  const isSeen = (task: Task) => maySeeTask(viewer, task, task.projectId !== null && ownProjects.has(task.projectId));
  return entries.map((entry) => {
    const project = entry.projectId === null ? undefined : projects.get(entry.projectId);
    const task = entry.taskId === null ? undefined : tasks.get(entry.taskId);
    return {
      entry,
      names: {
        person: people.get(entry.personId)?.name ?? '',
        projectTag: project?.tag ?? null,
        projectName: project?.name ?? null,
        taskTitle: task && isSeen(task) ? task.title : null,
      },
    };
  });
}

/** Splits entries at the viewer's midnights and rounds what comes of it. */
function createRows({ zone, exports }: Pick<Person, 'zone' | 'exports'>, spec: ReportSpec, now: Instant) {
  const round = createRounder(exports.rounding);
  const [from, to] = [startOfDay(spec.from, zone), endOfDay(spec.to, zone)];
  let day = { date: spec.from, starts: from, ends: from };

  /** Rows come in order of time, so that it is mostly the same day as before. */
  function dayOf(at: Instant): typeof day {
    if (at >= day.starts && at < day.ends) return day;
    const date = dateIn(zone, at);
    day = { date, starts: startOfDay(date, zone), ends: endOfDay(date, zone) };
    return day;
  }

  function rowsOf({ entry, names }: NamedEntry): ExportRow[] {
    const rows: ExportRow[] = [];
    const ends = laterOf(entry.stoppedAt ?? now, entry.startedAt);
    let starts = laterOf(entry.startedAt, from);
    while (starts < ends && starts < to) {
      const { date, ends: midnight } = dayOf(starts);
      const stops = ends < midnight ? ends : midnight;
      const seconds = secondsWithin(entry, starts, stops, now);
      if (seconds > 0) rows.push({ ...rowOf(entry, names, date, seconds), startedAt: starts, stoppedAt: stops });
      starts = stops;
    }
    return rows;
  }

  function rowOf(entry: TimeEntry, names: NamedEntry['names'], date: CalendarDate, seconds: number) {
    const { id, personId, projectId, taskId, note } = entry;
    const roundedSeconds = round({ entryId: id, personId, projectId, date, seconds });
    const isRunning = entry.stoppedAt === null;
    return { entryId: id, date, isRunning, seconds, roundedSeconds, personId, projectId, taskId, note, ...names };
  }

  return (entries: readonly NamedEntry[]) => entries.flatMap(rowsOf);
}
