import type { Arrivals, Codes, Keepsakes } from './arrivals.ts';
import type { Changes } from './changes.ts';
import type { Deliveries, Digests, Reminders } from './messages.ts';
import type { People, Projects } from './people.ts';
import type { History, Tasks } from './tasks.ts';
import type { EntryHistory, LockedMonths, TimeEntries } from './time.ts';

/** The store could not keep the work (disk full, I/O error): nothing of it happened. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
}

/** The disk failed while it was to keep the work: it may be there after all. */
export class MaybeSavedError extends NotSavedError {
  override name = 'MaybeSavedError';
}

export interface Store {
  /**
   * Runs one unit of work: all of it is kept, or nothing. Units run one after the other, in the order in which they were
   * asked for; those that wait together share one flush to disk. Resolves once the work is on disk. Inside, only `tx`
   * may be used, and nothing may wait for the network. `work` may be run again from its beginning, when what a unit
   * beside it wrote had to be taken back: it must keep nothing of the first time.
   * @param meanwhile is given what `work` has returned while the disk is at work, where others wait too: for what can be
   *   made ready until then. Nobody may hear of it yet, since it may come to nothing.
   * @throws what `work` throws, after taking everything back; NotSavedError when the disk refuses, MaybeSavedError when
   *   nobody can tell
   */
  transact<T>(work: (tx: Tx) => Promise<T>, meanwhile?: (value: T) => void): Promise<T>;
  close(): Promise<void>;
}

/** The handle of one unit of work; refuses to be used after it. */
export interface Tx {
  arrivals: Arrivals;
  people: People;
  projects: Projects;
  tasks: Tasks;
  history: History;
  changes: Changes;
  timeEntries: TimeEntries;
  entryHistory: EntryHistory;
  lockedMonths: LockedMonths;
  reminders: Reminders;
  deliveries: Deliveries;
  digests: Digests;
  codes: Codes;
  keepsakes: Keepsakes;
  /** whether this unit of work has written anything so far, also where it changed nothing */
  hasWritten(): boolean;
  /** Does a part of the unit: when it throws, what the part wrote is taken back, and the unit goes on. */
  attempt<T>(part: () => Promise<T>): Promise<T>;
}

export interface Page {
  offset: number;
  limit: number;
}
