import type { PersonId, ProjectId, TaskId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Stretch } from './time-entry.ts';

/** What is asked of logged time, in instants: the days of a calendar are counted before it comes to this. */
export interface SumsQuestion {
  /** null: everybody */
  personId: PersonId | null;
  projectId: ProjectId | null;
  /** Each is summed by itself, and an entry counts in each with the part that lies in it. */
  stretches: readonly Stretch[];
  /** null: all that lies in a stretch is one sum */
  by: 'project' | 'person' | 'task' | null;
  /** so many sums, the largest first; the totals are of all */
  limit: number;
  /** summed as a whole, to compare with */
  before: Stretch | null;
  /** whose memberships count for the names of tasks */
  viewerId: PersonId;
  /** what runs counts up to here */
  now: Instant;
}

export interface TimeSums {
  sums: TimeSum[];
  /** how many sums there are, with those beyond the limit */
  count: number;
  seconds: number;
  /** a timer that still runs is counted in */
  isRunning: boolean;
  /** 0 where nothing was to be compared with */
  secondsBefore: number;
}

export interface TimeSum {
  /** of which stretch, by its place in the question */
  stretch: number;
  seconds: number;
  /** how many entries have a part in it */
  entries: number;
  isRunning: boolean;
  /** by project; by task that of the task, or of work without one */
  project: ProjectLabel | null;
  person: { id: PersonId; name: string } | null;
  task: TaskLabel | null;
}

export interface ProjectLabel {
  id: ProjectId;
  tag: string;
  name: string;
}

export interface TaskLabel {
  id: TaskId;
  title: string;
  authorId: PersonId;
  assigneeId: PersonId;
  /** whoever asks belongs to its project */
  isInOwnProject: boolean;
  /** how long it was thought to take; null: nobody said */
  estimateSeconds: number | null;
}
