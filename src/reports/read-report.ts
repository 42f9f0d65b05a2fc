import type { PersonId, TaskId } from '../domain/ids.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import { maySeeTask } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { ProjectLabel, SumsQuestion, TimeSum, TimeSums } from '../domain/time-sums.ts';
import type { Tx } from '../ports/store.ts';
import { dayStretches, stretchOf } from './report-days.ts';
import type { ReportSpec } from './report-spec.ts';
import { mayReport } from './report-spec.ts';

export type GroupAbout =
  /** null: work outside of projects */
  | { kind: 'project'; project: ProjectLabel | null }
  | { kind: 'person'; person: { id: PersonId; name: string } }
  /** `task` null: work on the project alone, or on none */
  | { kind: 'task'; task: ReportedTask | null; project: ProjectLabel | null }
  | { kind: 'day'; date: CalendarDate };

/** `title` and `estimateSeconds` are null where this person may know no more than the number. */
export interface ReportedTask {
  id: TaskId;
  title: string | null;
  estimateSeconds: number | null;
}

export interface ReportGroup {
  about: GroupAbout;
  seconds: number;
  /** of all that the report counts, 0 to 1 */
  share: number;
  /** how many entries have a part in it */
  entries: number;
  /** a timer that still runs is counted in, up to now */
  isRunning: boolean;
}

export interface Report {
  spec: ReportSpec;
  /** days by date, everything else by time spent, most first */
  groups: ReportGroup[];
  /** what has no group of its own here: the smaller ones, or the days before those listed; null: nothing */
  rest: { count: number; seconds: number; share: number } | null;
  seconds: number;
  isRunning: boolean;
  /** by day with `isStacked`: what each day was spent on */
  stacks: { date: CalendarDate; project: ProjectLabel | null; seconds: number }[];
  /** in the stretch to compare with; 0 without one */
  secondsBefore: number;
}

export interface ReportOptions {
  /** so many groups; of days the last ones */
  most?: number;
  isStacked?: boolean;
  before?: SumsQuestion['before'];
}

const GROUPS_MAX = 1000;

/**
 * What the spec asks for, in the days of the viewer: an entry over midnight is split between its days, and a running
 * timer counts up to now.
 * @throws UserError where the viewer may not see that time
 */
export async function readReport(
  tx: Pick<Tx, 'timeEntries'>,
  viewer: Pick<Person, 'id' | 'role' | 'zone'>,
  spec: ReportSpec,
  now: Instant,
  { most = GROUPS_MAX, isStacked = false, before = null }: ReportOptions = {},
): Promise<Report> {
  if (!mayReport(viewer, spec)) refuse({ kind: 'time of others' });
  const { personId, projectId } = spec;
  const question = { personId, projectId, before, viewerId: viewer.id, now };
  if (spec.by !== 'day') {
    const stretches = [stretchOf(spec, viewer.zone, now)];
    const found = await tx.timeEntries.sums({ ...question, stretches, by: spec.by, limit: most });
    return { ...byName(viewer, spec, found), stacks: [] };
  }
  const stretches = dayStretches(spec, viewer.zone, now);
  const by = isStacked ? 'project' : null;
  const found = await tx.timeEntries.sums({ ...question, stretches, by, limit: Number.MAX_SAFE_INTEGER });
  const dates = stretches.map(({ date }) => date);
  return { ...byDay(spec, found, dates, most), stacks: isStacked ? stacksOf(found, dates) : [] };
}

function byName(viewer: Pick<Person, 'id' | 'role'>, spec: ReportSpec, found: TimeSums): Omit<Report, 'stacks'> {
  const groups = found.sums.map((sum) => groupOf(aboutOf(viewer, spec, sum), sum, found.seconds));
  const seconds = found.seconds - groups.reduce((all, group) => all + group.seconds, 0);
  return { ...totalsOf(spec, found), groups, rest: restOf(found.count - groups.length, seconds, found.seconds) };
}

function aboutOf(viewer: Pick<Person, 'id' | 'role'>, spec: ReportSpec, sum: TimeSum): GroupAbout {
  const { project, person, task } = sum;
  if (spec.by === 'project') return { kind: 'project', project };
  if (spec.by === 'person' && person) return { kind: 'person', person };
  // One's own time may lie on a task that went out of sight since.
  const isSeen = task !== null && maySeeTask(viewer, task, task.isInOwnProject);
  if (task && !isSeen)
    return { kind: 'task', task: { id: task.id, title: null, estimateSeconds: null }, project: null };
  if (!task) return { kind: 'task', task, project };
  const { id, title, estimateSeconds } = task;
  return { kind: 'task', task: { id, title, estimateSeconds }, project };
}

function byDay(
  spec: ReportSpec,
  found: TimeSums,
  dates: readonly (CalendarDate | null)[],
  most: number,
): Omit<Report, 'stacks'> {
  const days = new Map<CalendarDate, Omit<TimeSum, 'stretch' | 'project' | 'person' | 'task'>>();
  let earlier = 0;
  for (const sum of found.sums) {
    const date = dates[sum.stretch];
    if (!date) {
      earlier += sum.seconds;
      continue;
    }
    const day = days.get(date);
    days.set(date, {
      seconds: sum.seconds + (day?.seconds ?? 0),
      entries: sum.entries + (day?.entries ?? 0),
      isRunning: sum.isRunning || (day?.isRunning ?? false),
    });
  }
  const all = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = all.slice(-most);
  for (const [, day] of all.slice(0, -most)) earlier += day.seconds;
  return {
    ...totalsOf(spec, found),
    groups: listed.map(([date, day]) => groupOf({ kind: 'day', date }, day, found.seconds)),
    rest: restOf(all.length - listed.length, earlier, found.seconds),
  };
}

function stacksOf(found: TimeSums, dates: readonly (CalendarDate | null)[]): Report['stacks'] {
  return found.sums
    .flatMap(({ stretch, project, seconds }) => {
      const date = dates[stretch];
      return date ? [{ date, project, seconds }] : [];
    })
    .sort((a, b) => (a.date === b.date ? b.seconds - a.seconds : a.date < b.date ? -1 : 1));
}

function groupOf(
  about: GroupAbout,
  { seconds, entries, isRunning }: Pick<TimeSum, 'seconds' | 'entries' | 'isRunning'>,
  total: number,
): ReportGroup {
  return { about, seconds, share: shareOf(seconds, total), entries, isRunning };
}

function restOf(count: number, seconds: number, total: number): Report['rest'] {
  return seconds > 0 ? { count, seconds, share: shareOf(seconds, total) } : null;
}

function shareOf(seconds: number, total: number): number {
  return total > 0 ? seconds / total : 0;
}

function totalsOf(spec: ReportSpec, { seconds, isRunning, secondsBefore }: TimeSums) {
  return { spec, seconds, isRunning, secondsBefore };
}
