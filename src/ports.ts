import type { FileOrder, Reply } from './chat/reply.ts';
import type { Daily } from './domain/daily.ts';
import type {
  ChangeId,
  DeliveryId,
  DigestId,
  HistoryId,
  PersonId,
  ProjectId,
  ReminderId,
  TaskId,
  TimeEntryId,
} from './domain/ids.ts';
import type { CalendarDate, Instant } from './domain/instant.ts';
import type { LockedMonth } from './domain/locked-month.ts';
import type { Month } from './domain/month.ts';
import type { Identity, Person, Platform, Role } from './domain/person.ts';
import type { Priority } from './domain/priority.ts';
import type { Project } from './domain/project.ts';
import type { Proposal, Task } from './domain/task.ts';
import type { TaskMoments } from './domain/task-moments.ts';
import type { Stretch, TimeEntry } from './domain/time-entry.ts';
import type { SumsQuestion, TimeSums } from './domain/time-sums.ts';

/** What the core asks of the world. Nothing here names a database, a platform or a library. */

export interface Clock {
  now(): Instant;
}

/** Structured log lines. No text that people typed at `info` and above. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What the operator watches: counts and times. Nothing of people or of what they wrote: what is told here is shown on
 * `/metrics`.
 */
export interface Meter {
  /** One request went through. `command`: empty where it named none */
  commandTaken(of: { platform: Platform; command: string; outcome: CommandOutcome; seconds: number }): void;
  /** One message was tried. `platform`: `none` where there was no way to its person */
  deliveryTried(of: { platform: Platform | 'none'; outcome: DeliveryOutcome }): void;
  jobRan(of: { job: string; outcome: 'done' | 'failed'; seconds: number }): void;
}

export type CommandOutcome = 'handled' | 'repeated' | 'refused' | 'not saved' | 'bug';
export type DeliveryOutcome = 'sent' | 'failed' | 'expired' | 'retried';

/** The store could not keep the work (disk full, I/O error): nothing of it happened. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
}

export interface Store {
  /**
   * Runs one unit of work: all of it is kept, or nothing. Units run one after the other; those that wait together
   * share one flush to disk. Resolves once the work is on disk. Inside, only `tx` may be used, and nothing may wait
   * for the network.
   * @throws what `work` throws, after taking everything back; NotSavedError when the disk refuses
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
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

/** The inbox of handled requests and the questions waiting for an answer. */
export interface Arrivals {
  /** All that dispatch needs to begin, in one statement. */
  read(request: {
    platform: Platform;
    requestId: string;
    externalId: string;
    chatId: string;
  }): Promise<{ identity?: Identity; person?: Person; question?: Question; handled?: { reply: Reply | null } }>;
  /** Remembers the request with its answer, so that a repeat acts once and is answered the same. */
  markHandled(request: {
    platform: Platform;
    requestId: string;
    at: Instant;
    reply: Reply | null;
    /** the task that was made of it, by which an edit of the message finds it */
    madeTaskId?: TaskId | undefined;
    /** of the words it was made of, so that an edit which changes none of them is told */
    wordsHash?: string | undefined;
  }): Promise<void>;
  /** The message of an earlier request was edited: its task, made then or now, and the words it has now. */
  noteTaskMade(request: {
    platform: Platform;
    requestId: string;
    at: Instant;
    taskId: TaskId;
    wordsHash: string;
  }): Promise<void>;
  /** The task that was made of a request, as long as requests are remembered. */
  taskMadeOf(platform: Platform, requestId: string): Promise<{ taskId: TaskId; wordsHash: string | null } | undefined>;
  ask(at: { platform: Platform; externalId: string; chatId: string }, question: Question): Promise<void>;
  clearQuestion(at: { platform: Platform; externalId: string; chatId: string }): Promise<void>;
  /**
   * Forgets requests handled before an instant, at most `limit` of them: a unit of work that forgets all at once would
   * hold up everybody. @returns how many
   */
  prune(before: Instant, limit: number): Promise<number>;
}

/** A question the bot asked: the next plain message goes to `command` together with `state`. */
export interface Question {
  command: string;
  state: unknown;
  expiresAt: Instant;
}

export interface People {
  get(id: PersonId): Promise<Person | undefined>;
  /** in no particular order; unknown ids are left out */
  getMany(ids: readonly PersonId[]): Promise<Person[]>;
  any(): Promise<boolean>;
  add(person: Omit<Person, 'id'>): Promise<Person>;
  save(person: Person): Promise<void>;
  /** Sets when the digest is due next, which is no change of the person. */
  setNextDigest(id: PersonId, at: Instant | null): Promise<void>;
  /** Moves all that belongs to `from` to `into` and removes `from`. */
  merge(from: PersonId, into: PersonId): Promise<void>;
  /**
   * People who have not left and go by one of these folded names, and those whose accounts these are, who may have
   * left. `matched` is the name or the account's id.
   */
  named(
    folded: readonly string[],
    accounts?: { platform: Platform; externalIds: readonly string[] },
  ): Promise<{ matched: string; by: 'account' | 'handle' | 'full name' | 'first name'; person: Person }[]>;
  /** those who have not left, by name */
  list(page: Page): Promise<Person[]>;
  withRole(roles: readonly Role[]): Promise<Person[]>;
  dueForDigest(now: Instant, limit: number): Promise<Person[]>;
  /** the furthest digest that is owed to anybody */
  lastDigestAt(): Promise<Instant | undefined>;
  /** those whose morning list or evening check is due */
  dueForDaily(daily: Daily, now: Instant, limit: number): Promise<Person[]>;
  /** the furthest one that is owed to anybody */
  lastDailyAt(daily: Daily): Promise<Instant | undefined>;
  /** those who have not left and whose id is greater, by id; null: from the first */
  presentAfter(id: PersonId | null, limit: number): Promise<Person[]>;
  identity(platform: Platform, externalId: string): Promise<{ identity: Identity; person: Person } | undefined>;
  /** in no particular order; accounts of nobody are left out */
  identities(platform: Platform, externalIds: readonly string[]): Promise<{ identity: Identity; person: Person }[]>;
  identitiesOf(personId: PersonId): Promise<Identity[]>;
  /** where accounts are written to alone, of those where that is known */
  directChats(platform: Platform): Promise<{ externalId: string; directChat: string }[]>;
  addIdentity(identity: Omit<Identity, 'id'>): Promise<Identity>;
  saveIdentity(identity: Identity): Promise<void>;
}

export interface Page {
  offset: number;
  limit: number;
}

export interface Projects {
  get(id: ProjectId): Promise<Project | undefined>;
  getMany(ids: readonly ProjectId[]): Promise<Project[]>;
  byTag(tag: string): Promise<Project | undefined>;
  /** the same, and whether this person belongs to it, in one go */
  byTagFor(personId: PersonId, tag: string): Promise<{ project: Project; isMember: boolean } | undefined>;
  /** not archived, by tag; `memberId`: only those this person belongs to */
  list(filter: { memberId?: PersonId } & Page): Promise<Project[]>;
  add(project: Omit<Project, 'id'>): Promise<Project>;
  save(project: Project): Promise<void>;
  boundTo(platform: Platform, chatId: string): Promise<Project | undefined>;
  bind(binding: { platform: Platform; chatId: string; projectId: ProjectId; by: PersonId; at: Instant }): Promise<void>;
  /** A room has another id now: it stays bound to what it was, unless the new one is bound already. */
  moveRoom(platform: Platform, from: string, to: string): Promise<void>;
  /** @returns what the room was bound to, and by whom */
  unbind(platform: Platform, chatId: string): Promise<{ projectId: ProjectId; boundBy: PersonId } | undefined>;
  isMember(projectId: ProjectId, personId: PersonId): Promise<boolean>;
  /** the projects this person belongs to, archived ones too */
  idsOf(personId: PersonId): Promise<ProjectId[]>;
  addMember(projectId: ProjectId, personId: PersonId, at: Instant): Promise<void>;
  /** They are remembered as removed until they are added again. */
  removeMember(projectId: ProjectId, personId: PersonId): Promise<void>;
  wasRemoved(projectId: ProjectId, personId: PersonId): Promise<boolean>;
  /** those who have not left, by name */
  members(projectId: ProjectId): Promise<Person[]>;
}

/** Always driven by an assignee, an author or a project, so that no list reads the whole table. */
export interface TaskQuery {
  assigneeId?: PersonId;
  authorId?: PersonId;
  projectId?: ProjectId;
  /** leaves out tasks that people set themselves */
  onlyGiven?: boolean;
  /** `closed`: done or dropped */
  state: 'open' | 'done' | 'closed' | 'all';
  /** late from this instant or before it */
  lateBy?: Instant;
  /** late after this instant */
  lateAfter?: Instant;
  priority?: Priority;
  /** folded; each must occur in title or description */
  words?: readonly string[];
  /** only what this person may see as a member: tasks they are in and tasks of their projects */
  visibleTo?: PersonId;
  /** what burns comes first: overdue by `now`, then urgent, then high and due before `todayEnds`, then by priority and deadline; closed ones after, latest first */
  burningFirst: { now: Instant; todayEnds: Instant };
}

/** A task with what a list says about it beside its own fields. */
export interface ListedTask {
  task: Task;
  authorName: string;
  assigneeName: string;
  projectTag: string | null;
  proposal: Proposal | undefined;
}

export interface Tasks {
  get(id: TaskId): Promise<Task | undefined>;
  getMany(ids: readonly TaskId[]): Promise<Task[]>;
  add(task: Omit<Task, 'id'>): Promise<Task>;
  /** Writes all fields. With a task of an id that does not exist any more, puts it back. */
  save(task: Task): Promise<void>;
  /** Removes the task with its history, reminders and proposal. */
  remove(id: TaskId): Promise<void>;
  /** in one statement, however many tasks */
  list(query: TaskQuery, page: Page): Promise<ListedTask[]>;
  count(query: TaskQuery): Promise<number>;
  /** Open and past their deadline, by priority (highest first), then by lateness. By author: those given to others. */
  overdue(who: { assigneeId: PersonId } | { authorId: PersonId }, now: Instant): Promise<Task[]>;
  /** Open, and urgent or late from `lateBy` or before, by priority (highest first), then by lateness. By author: given. */
  pressing(who: { assigneeId: PersonId } | { authorId: PersonId }, lateBy: Instant): Promise<Task[]>;
  /** received and closed as done, in `[from, to)`, in that order */
  doneBy(assigneeId: PersonId, from: Instant, to: Instant): Promise<Task[]>;
  /** open tasks whose deadline is a whole day in this person's zone */
  withDayDeadline(assigneeId: PersonId): Promise<Task[]>;
  /** open tasks of which the assignee is to be told by now, earliest first */
  dueForReminder(now: Instant, limit: number): Promise<Task[]>;
  /** Sets when Friday looks at the task by itself, which is no change of the task. */
  setMoments(id: TaskId, moments: TaskMoments): Promise<void>;
  /** open tasks of these assignees with a deadline ahead, and no reminder before it */
  remindedLate(assigneeIds: readonly PersonId[], now: Instant): Promise<Task[]>;
  /** open urgent tasks of whose waiting the author is to be told by now, earliest first */
  dueForEscalation(now: Instant, limit: number): Promise<Task[]>;
  /** open urgent tasks of this assignee of whose waiting the author may still have to be told */
  awaitingTaking(assigneeId: PersonId): Promise<Task[]>;
  proposal(taskId: TaskId): Promise<Proposal | undefined>;
  proposals(taskIds: readonly TaskId[]): Promise<Proposal[]>;
  /** one at a time for a task: a new one takes the place of the old */
  saveProposal(proposal: Proposal): Promise<void>;
  removeProposal(taskId: TaskId): Promise<void>;
}

/** One line of a task's history. `old` and `new` are values as JSON keeps them; null: there was none. */
export interface HistoryLine {
  id: HistoryId;
  taskId: TaskId;
  personId: PersonId;
  at: Instant;
  platform: Platform;
  field: HistoryField;
  old: unknown;
  new: unknown;
}

export const HISTORY_FIELDS = [
  'created',
  'title',
  'description',
  'project',
  'assignee',
  'priority',
  'deadline',
  'estimate',
  'state',
  'result',
  'took',
  'proposal',
  'note',
  'undo',
] as const;
export type HistoryField = (typeof HISTORY_FIELDS)[number];

export interface History {
  /** @returns the ids, in the same order */
  add(lines: readonly Omit<HistoryLine, 'id'>[]): Promise<HistoryId[]>;
  /** latest first */
  ofTask(taskId: TaskId, page: Page): Promise<HistoryLine[]>;
  remove(id: HistoryId): Promise<void>;
}

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

/** A personal extra reminder. `beforeSeconds`: it hangs on the deadline and moves with it. */
export interface Reminder {
  id: ReminderId;
  taskId: TaskId;
  personId: PersonId;
  remindAt: Instant;
  beforeSeconds: number | null;
  createdAt: Instant;
  sentAt: Instant | null;
}

export interface Reminders {
  add(reminder: Omit<Reminder, 'id' | 'sentAt'>): Promise<Reminder>;
  /** not sent yet, earliest first */
  ofTask(taskId: TaskId): Promise<Reminder[]>;
  move(id: ReminderId, remindAt: Instant): Promise<void>;
  due(now: Instant, limit: number): Promise<Reminder[]>;
  /** Marks one that is due at `at` and not sent yet. @returns it; undefined where it was sent, moved or removed */
  markSent(id: ReminderId, at: Instant): Promise<Reminder | undefined>;
  remove(id: ReminderId): Promise<void>;
}

/** One message owed to one person: the row is written in the transaction of what caused it. */
export interface Delivery {
  id: DeliveryId;
  personId: PersonId;
  kind: string;
  body: Reply;
  createdAt: Instant;
  /** Not to be sent before. Of a clock that was set back it waits until the clock is there again. */
  dueAt: Instant;
  /** Until then it may be put off for the person's quiet hours; null: it comes when it is due, whatever the hour. */
  mayWaitUntil: Instant | null;
  /** for when a reminder was meant */
  meantAt: Instant | null;
  taskId: TaskId | null;
  key: string | null;
  attempts: Attempts;
  /** It was tried, and not put off since: it stays as it is and goes before all others of its person. */
  isRetry: boolean;
}

/** A message as it is owed first. */
export type NewDelivery = Pick<Delivery, 'personId' | 'kind' | 'body' | 'createdAt' | 'dueAt'> &
  Partial<Pick<Delivery, 'mayWaitUntil' | 'meantAt' | 'taskId'>> & { key?: string };

/** The sends of a message that did not succeed; being taken and put back is none. */
export interface Attempts {
  count: number;
  /** those after which the message may have arrived all the same */
  unclear: number;
  firstAt: Instant | null;
}

export interface Deliveries {
  /** @returns undefined when this key is owed or settled already */
  owe(delivery: NewDelivery): Promise<DeliveryId | undefined>;
  /** whether a message with this key is owed or settled already */
  has(key: string): Promise<boolean>;
  /**
   * Takes due messages for sending, oldest first; nobody else takes them before the lease ends. Takes those of people
   * who can be reached on `platforms` and of people who can be reached nowhere; others are left to the process that
   * has their messenger, and taken here only when they have been due since `staleAt`. A message that was tried goes
   * before all others of its person. One whose body cannot be read is settled as failed.
   *
   * `lane`, one of `platforms`: takes only those of people who are written to there next; and of those whose next way
   * is none of `platforms`, the ones who can be reached there. What nobody else takes is for the first of `platforms`.
   */
  claim(request: {
    now: Instant;
    /** a lease that ends later than twice as far from `now` is of a clock that was set back, and is over */
    leaseUntil: Instant;
    staleAt: Instant;
    platforms: readonly Platform[];
    lane?: Platform;
    limit: number;
  }): Promise<Delivery[]>;
  settle(
    id: DeliveryId,
    outcome:
      | { state: 'sent'; at: Instant; platform: Platform; ref: string }
      | { state: 'failed' | 'expired' | 'skipped'; at: Instant; reason: string },
  ): Promise<void>;
  /** Puts back a message that was taken, to be taken again at `dueAt`: it is quiet where its person is. */
  putOff(id: DeliveryId, dueAt: Instant): Promise<void>;
  /** What was put off for a person comes up now, to be looked at anew: their quiet hours or their zone have changed. */
  reconsider(personId: PersonId, now: Instant): Promise<void>;
  /** The person's messages that may be put off, are due and were not tried, taken or not, in the order they were owed. */
  gatherable(personId: PersonId, now: Instant, limit: number): Promise<Delivery[]>;
  /**
   * Makes one message of several, and takes it for sending. What becomes of it becomes of them all; but where it fails,
   * each of them comes up by itself.
   */
  gather(ids: readonly DeliveryId[], as: NewDelivery & { leaseUntil: Instant }): Promise<Delivery>;
  /** Puts back a message that was tried at `at`. `isUnclear`: it may have arrived. */
  retry(id: DeliveryId, failure: { at: Instant; dueAt: Instant; reason: string; isUnclear: boolean }): Promise<void>;
  /** Puts back a message that was taken and not tried. */
  release(id: DeliveryId): Promise<void>;
  /** Records a message that was owed and is not sent, with the reason. @returns undefined when the key is there already */
  skip(delivery: NewDelivery & { key: string; reason: string }): Promise<DeliveryId | undefined>;
  /** Lets a message that was skipped be owed after all. @returns whether one was recorded under this key */
  forgetSkipped(key: string): Promise<boolean>;
  /** Lets a message that was owed after `latest`, by a clock that was ahead, be owed again under its key; it stays itself. */
  releaseKey(key: string, latest: Instant): Promise<void>;
  /** The person used another messenger: what is owed to them goes there as well. */
  follow(personId: PersonId): Promise<void>;
  /** when there may be something to take for a process with these messengers */
  nextDueAt(platforms: readonly Platform[], lane?: Platform): Promise<Instant | undefined>;
  /** what was owed to a person from `from` on and before `to`, and what became of it: the latest first, and at most `limit` */
  ofPerson(personId: PersonId, owed: { from: Instant; to: Instant }, limit: number): Promise<LedgerLine[]>;
  backlog(now: Instant): Promise<Backlog>;
  /** Forgets those settled before an instant, with their keys, at most `limit` of them. @returns how many */
  prune(before: Instant, limit: number): Promise<number>;
}

/** One message of the ledger, without what it says. */
export interface LedgerLine {
  id: DeliveryId;
  kind: string;
  state: 'owed' | 'sent' | 'failed' | 'skipped' | 'expired';
  createdAt: Instant;
  dueAt: Instant;
  attempts: number;
  settledAt: Instant | null;
  /** where it was sent, and what it is called there */
  platform: Platform | null;
  ref: string | null;
  /** why it was not sent, or not yet */
  reason: string | null;
  /** the tasks it is about, as far as it offers to do something with them */
  taskIds: TaskId[];
}

export interface Backlog {
  /** all that is not settled, also what is for later */
  owed: number;
  /** for how long the oldest that is due has been waiting; 0 where none is */
  oldestDueSeconds: number;
}

/** A digest that was shown: what was in it, and what the person decided about each task. */
export interface Digest {
  id: DigestId;
  personId: PersonId;
  /** the local date of the Friday it was owed for; null: asked for with `/digest` */
  week: CalendarDate | null;
  createdAt: Instant;
  received: TaskId[];
  given: TaskId[];
  verdicts: Verdict[];
}

export const VERDICTS = ['done', 'moved', 'dropped', 'lowered', 'nudged'] as const;
export type VerdictKind = (typeof VERDICTS)[number];
export interface Verdict {
  taskId: TaskId;
  verdict: VerdictKind;
  at: Instant;
}

export interface Digests {
  add(digest: Omit<Digest, 'id' | 'verdicts'>): Promise<DigestId>;
  get(id: DigestId): Promise<Digest | undefined>;
  /** those of the week of `on` that reached their person and whose id is greater, by id; null: from the first */
  sentInWeek(on: CalendarDate, after: DigestId | null, limit: number): Promise<Digest[]>;
  /** the last verdict on a task stands */
  saveVerdict(id: DigestId, verdict: Verdict): Promise<void>;
  /** Forgets those made before an instant, with their verdicts, at most `limit` of them. @returns how many */
  prune(before: Instant, limit: number): Promise<number>;
}

/** One-time codes; only their hash is kept. */
export interface Code {
  hash: string;
  kind: 'invite' | 'link';
  /** the role an invite gives */
  role: Role | null;
  issuedBy: PersonId;
  createdAt: Instant;
  expiresAt: Instant;
}

export interface Codes {
  add(code: Code): Promise<void>;
  /** neither used nor expired */
  find(hash: string, now: Instant): Promise<Code | undefined>;
  markUsed(hash: string, by: PersonId, at: Instant): Promise<void>;
  countWrong(platform: Platform, externalId: string, since: Instant): Promise<number>;
  addWrong(platform: Platform, externalId: string, at: Instant): Promise<void>;
  /** Forgets codes that expired, and wrong ones given, before an instant, at most `limit` of each. @returns how many */
  prune(before: Instant, limit: number): Promise<number>;
}

/** What an adapter must find again after a restart. */
export interface Keepsake {
  platform: Platform;
  /** `update`: taken from the platform and not answered yet; `command`: too long for a button, which refers to it */
  kind: 'update' | 'command';
  key: string;
  body: string;
}

export interface Keepsakes {
  /** What is kept under this key already stays, and is as if it had been kept now. */
  put(keepsake: Keepsake & { at: Instant }): Promise<void>;
  get(of: Omit<Keepsake, 'body'>): Promise<string | undefined>;
  /** those of the kind `update`, in the order in which they were kept */
  updates(platform: Platform): Promise<{ key: string; body: string }[]>;
  remove(of: Omit<Keepsake, 'body'>): Promise<void>;
  /** Forgets those kept before an instant, at most `limit` of them. @returns how many */
  prune(before: Instant, limit: number): Promise<number>;
}

/**
 * Why there is no file: `nothing`: no time to put into it; `too long`: more rows than a sheet takes; `too large`: more
 * than the messenger takes; `not allowed`: the messenger lets Friday send no files, which its owner can change; `not
 * taken`: the messenger did not take it, or its answer was lost; `not saved`: the disk has no room.
 */
export const FILE_PROBLEMS = ['nothing', 'too long', 'too large', 'not allowed', 'not taken', 'not saved'] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export class FileError extends Error {
  override name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, message: string = problem) {
    super(message);
    this.problem = problem;
  }
}

/** Makes files of time: pictures and spreadsheets. */
export interface FileMaker {
  /**
   * What may be seen is decided now, whatever it was when the file was ordered.
   * @throws UserError where this person may not have it; FileError
   */
  make(order: FileOrder, personId: PersonId): Promise<MadeFile>;
}

/** A file of its own in a temporary folder. Whoever had it made removes it. */
export interface MadeFile {
  path: string;
  /** as people see it, fit for any file system: `friday-2026-10-01-2026-10-31.xlsx` */
  name: string;
  mediaType: string;
  /** its size */
  bytes: number;
  isPicture: boolean;
  /** one line, in the language of whoever asked */
  caption: string;
  /** what the picture shows, in characters, a line each; for where pictures are not seen */
  drawing?: readonly string[];
  /** Takes it off the disk; does nothing the second time. */
  remove(): Promise<void>;
}
