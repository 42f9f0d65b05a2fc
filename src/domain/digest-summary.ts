import type { DigestMoment } from './digest-week.ts';
import { isoWeek } from './digest-week.ts';
import type { PersonId, TaskId } from './ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from './instant.ts';
import { addDays, dateExists, dateIn, instantAt, minutesOf, timeOfDay, weekdayOf } from './instant.ts';
import type { Proposal, Task } from './task.ts';
import { isOverdue } from './task.ts';

/** What owners and managers hear in the evening of the digest's day: what became of it. */

const EVENING = '18:00' as TimeOfDay;
/** A digest that comes later in the day is given so long. */
const SORTING_MINUTES = 120;
const LAST_MINUTE = 23 * 60 + 30;

/**
 * The day of the digest that it is now in that zone, where its evening has come.
 * @returns undefined before it, and on all other days
 */
export function summaryDay(now: Instant, zone: string, digest: DigestMoment): CalendarDate | undefined {
  const today = dateIn(zone, now);
  if (weekdayOf(today) !== digest.weekday || !dateExists(today, zone)) return undefined;
  return summaryMoment(today, zone, digest) <= now ? today : undefined;
}

/** The evening of that day. */
export function summaryMoment(on: CalendarDate, zone: string, digest: DigestMoment): Instant {
  return instantAt(on, eveningOf(digest), zone);
}

/** The day whose summary was not sent by its end; undefined while it is still that day. */
export function missedSummaryDay(now: Instant, zone: string, digest: DigestMoment): CalendarDate | undefined {
  const today = dateIn(zone, now);
  const ago = (weekdayOf(today) - digest.weekday + 7) % 7;
  const day = addDays(today, -ago);
  return ago === 0 || !dateExists(day, zone) ? undefined : day;
}

/** A manager hears of a week once, wherever they travel. */
export function digestSummaryKey(personId: PersonId, on: CalendarDate): string {
  return `${digestSummaryKeyPrefix(personId)}${isoWeek(on)}`;
}

export function digestSummaryKeyPrefix(personId: PersonId): string {
  return `digest-summary:${personId}:`;
}

function eveningOf({ time }: DigestMoment): TimeOfDay {
  const minutes = Math.min(LAST_MINUTE, Math.max(minutesOf(EVENING), minutesOf(time) + SORTING_MINUTES));
  return timeOfDay(Math.floor(minutes / 60), minutes % 60) ?? EVENING;
}

export const WAYS_SORTED = ['done', 'moved', 'dropped', 'proposed', 'lowered', 'nudged'] as const;
export type WaySorted = (typeof WAYS_SORTED)[number];

export interface DigestSummary {
  people: number;
  /** different tasks, though most are in two digests */
  tasks: number;
  sorted: Record<WaySorted, number>;
  left: number;
}

interface Sorted {
  verdict: WaySorted;
  at: Instant;
}

/**
 * How a task of a digest was sorted, told by how it is now, however that came; where it is still overdue, by what waits
 * for its author, or the last verdict on it: a lower priority, a nudge.
 * @param task undefined where it was taken back altogether
 */
export function waySorted(
  task: Task | undefined,
  proposal: Proposal | undefined,
  verdict: Sorted | undefined,
  now: Instant,
): WaySorted | undefined {
  if (!task || task.state === 'dropped') return 'dropped';
  if (task.state === 'done') return 'done';
  if (!isOverdue(task, now)) return 'moved';
  if (proposal) return 'proposed';
  return verdict?.verdict === 'lowered' || verdict?.verdict === 'nudged' ? verdict.verdict : undefined;
}

/** The later of the verdicts on each task. */
export function lastVerdicts<V extends Sorted & { taskId: TaskId }>(verdicts: readonly V[]): Map<TaskId, V> {
  const last = new Map<TaskId, V>();
  for (const verdict of verdicts) {
    const before = last.get(verdict.taskId);
    if (!before || before.at <= verdict.at) last.set(verdict.taskId, verdict);
  }
  return last;
}
