import type { Reply } from '../chat/reply.ts';
import type { PersonId, TaskId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Identity, Person, Platform, Role } from '../domain/person.ts';

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
    /** a mark of the words it was made of, so that an edit which changes none of them is told */
    wordsMark?: string | undefined;
  }): Promise<void>;
  /** The message of an earlier request was edited: its task, made then or now, and the mark of the words it has now. */
  noteTaskMade(request: {
    platform: Platform;
    requestId: string;
    at: Instant;
    taskId: TaskId;
    wordsMark: string;
  }): Promise<void>;
  /** The task that was made of a request, as long as requests are remembered. */
  taskMadeOf(platform: Platform, requestId: string): Promise<{ taskId: TaskId; wordsMark: string | null } | undefined>;
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
