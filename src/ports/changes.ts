import type { ChangeId, HistoryId, PersonId, ReminderId, TaskId, TimeEntryId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Platform } from '../domain/person.ts';
import type { Proposal, Task } from '../domain/task.ts';
import type { TimeEntry } from '../domain/time-entry.ts';

/** What one command did to tasks and time entries: enough to take it back. */
export interface Change {
  id: ChangeId;
  personId: PersonId;
  at: Instant;
  platform: Platform;
  /** the command's name */
  command: string;
  items: ChangeItem[];
  undoneAt: Instant | null;
}

/** The state before (null: it did not exist) and the version after (null: it exists no more). */
export type ChangeItem =
  | { kind: 'task'; id: TaskId; before: Task | null; versionAfter: number | null }
  | { kind: 'time entry'; id: TimeEntryId; before: TimeEntry | null; versionAfter: number | null }
  | { kind: 'proposal'; id: TaskId; before: Proposal | null; after: Proposal | null }
  /** where a reminder was before the task got a deadline that it hangs on */
  | { kind: 'reminder'; id: ReminderId; before: Instant }
  | { kind: 'note'; id: HistoryId; taskId: TaskId };

export interface Changes {
  add(change: Omit<Change, 'id' | 'undoneAt'>): Promise<ChangeId>;
  /** the person's latest change that is not undone */
  lastOf(personId: PersonId): Promise<Change | undefined>;
  markUndone(id: ChangeId, at: Instant): Promise<void>;
}
