import type { Reply } from '../chat/reply.ts';
import type { DeliveryId, DigestId, PersonId, ReminderId, TaskId } from '../domain/ids.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import type { Platform } from '../domain/person.ts';

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
  /** for when a reminder was meant, or what was skipped */
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
   * Takes due messages for sending, oldest first; nobody else takes them before the lease ends: those of people who
   * are written to next by `lane`, one of `platforms`, and of those whose next way is none of `platforms` the ones who can
   * be reached there. The first of `platforms` takes those of people who can be reached nowhere as well, and what has been
   * due since `staleAt` without the process coming that has its messenger. A message that was tried goes before all others of its
   * person. One whose body cannot be read is settled as failed.
   */
  claim(request: {
    now: Instant;
    /** a lease that ends later than twice as far from `now` is of a clock that was set back, and is over */
    leaseUntil: Instant;
    staleAt: Instant;
    platforms: readonly Platform[];
    lane: Platform;
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
  /** when there may be something to take in this lane of a process with these messengers */
  nextDueAt(platforms: readonly Platform[], lane: Platform): Promise<Instant | undefined>;
  /**
   * What a person was to get from `from` on and before `to`, and what became of it: the latest first, and at most `limit`.
   * What was made too late counts for when it was meant.
   */
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
  /** when it should have come, where it was made later than that */
  meantAt: Instant | null;
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
