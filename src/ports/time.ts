import type { PersonId, ProjectId, TaskId, TimeEntryId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { LockedMonth } from '../domain/locked-month.ts';
import type { Month } from '../domain/month.ts';
import type { Platform } from '../domain/person.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { SumsQuestion, TimeSums } from '../domain/time-sums.ts';
import type { Page } from './store.ts';

export interface TimeEntries {
  get(id: TimeEntryId): Promise<TimeEntry | undefined>;
  running(personId: PersonId): Promise<TimeEntry | undefined>;
  add(entry: Omit<TimeEntry, 'id'>): Promise<TimeEntry>;
  /** Writes all fields. With an entry of an id that does not exist any more, puts it back. */
  save(entry: TimeEntry): Promise<void>;
  remove(id: TimeEntryId): Promise<void>;
  /** the person's entries that share a second or more with `[from, to)`, by start */
  overlapping(personId: PersonId, from: Instant, to: Instant): Promise<TimeEntry[]>;
  /** entries that share a second or more with `[from, to)`, by start; with neither filter those of everybody */
  within(filter: { personId?: PersonId; projectId?: ProjectId; from: Instant; to: Instant }): Promise<TimeEntry[]>;
  /**
   * Entries that start in `[from, to)`, by start, at most `limit` of them; also those of no length.
   * @param after the last one of the page before
   */
  startingIn(request: {
    personId?: PersonId;
    projectId?: ProjectId;
    from: Instant;
    to: Instant;
    after?: Pick<TimeEntry, 'startedAt' | 'id'> | undefined;
    limit: number;
  }): Promise<TimeEntry[]>;
  /** sums of what lies in stretches of time, made where the entries are */
  sums(question: SumsQuestion): Promise<TimeSums>;
  /** the entry on a task that the person began last */
  lastOnTask(personId: PersonId): Promise<TimeEntry | undefined>;
  /** running timers of which it is to be asked by now whether they were forgotten */
  toCheck(now: Instant, limit: number): Promise<TimeEntry[]>;
  /** Sets when that is to be asked next, which is no change of the entry. */
  setCheck(id: TimeEntryId, checkAt: Instant | null): Promise<void>;
  /** whether work of two people lies on the same time, or both have a timer running: they cannot be one person */
  overlapBetween(a: PersonId, b: PersonId): Promise<boolean>;
  /** everybody's finished entries on a task, their sum and number, and those that run */
  onTask(taskId: TaskId): Promise<{ seconds: number; entries: number; running: TimeEntry[] }>;
  /** the same of several tasks at once, in seconds, a timer that runs up to `now`; tasks without any are left out */
  spentOn(taskIds: readonly TaskId[], now: Instant): Promise<Map<TaskId, number>>;
  /** entries of everybody on a task that share a second or more with `[from, to)`, or start in it */
  onTaskWithin(taskId: TaskId, from: Instant, to: Instant): Promise<TimeEntry[]>;
  /** Time follows its task into another project. */
  moveTask(taskId: TaskId, projectId: ProjectId | null): Promise<void>;
}

/** One line of what became of a time entry after it was logged. `old` and `new` are values as JSON keeps them. */
export type EntryHistoryLine = {
  entryId: TimeEntryId;
  personId: PersonId;
  at: Instant;
  platform: Platform;
} & (
  | { field: 'stretch'; old: Stretch; new: Stretch }
  | { field: 'target'; old: EntryTarget; new: EntryTarget }
  | { field: 'note'; old: string | null; new: string | null }
  /** `old`: as it was whole; null of the part that was split off. `new`: the other part */
  | { field: 'split'; old: Stretch | null; new: TimeEntryId }
  | { field: 'deleted'; old: TimeEntry; new: null }
  | { field: 'undo'; old: null; new: null }
);

export type EntryTarget = Pick<TimeEntry, 'taskId' | 'projectId'>;
export type EntryHistoryField = EntryHistoryLine['field'];
export const ENTRY_HISTORY_FIELDS = [
  'stretch',
  'target',
  'note',
  'split',
  'deleted',
  'undo',
] as const satisfies readonly EntryHistoryField[];

/** It outlives the entry. */
export interface EntryHistory {
  add(lines: readonly EntryHistoryLine[]): Promise<void>;
  /** latest first */
  ofEntry(entryId: TimeEntryId, page: Page): Promise<EntryHistoryLine[]>;
}

export interface LockedMonths {
  /** those of these months, both included, that are locked, the latest first */
  between(first: Month, last: Month): Promise<LockedMonth[]>;
  /** One that is locked already stays as it is. @returns whether it was not */
  lock(month: LockedMonth): Promise<boolean>;
  /** @returns whether it was locked */
  unlock(month: Month): Promise<boolean>;
}
