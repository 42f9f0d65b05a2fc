import type { PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Identity, Platform } from '../domain/person.ts';
import type { Keepsake } from '../ports/arrivals.ts';
import type { FileMaker } from '../ports/files.ts';
import type { FieldProblem } from './form.ts';
import type { Incoming, Sender } from './incoming.ts';
import type { Reply } from './reply.ts';

/** One messenger: turns what arrives into `Incoming`, shows a `Reply`, and delivers what is owed to people. */
export interface ChatAdapter {
  readonly platform: Platform;
  /** Whoever is written to looks at it anyway: what others do need not wait for the end of quiet hours. */
  readonly isAttended?: true;
  /**
   * Begins to take messages; each goes through `handle` and its answer is shown to the sender.
   * @param office what the product knows and keeps for this platform, and is to be told of it
   * @throws ConfigError where the settings can never work; what may pass is tried again and shows in `health`
   */
  start(handle: Handle, office: Office): Promise<void>;
  /** Takes no more messages and resolves when those at work are answered. A start under way is called off. */
  stop(): Promise<void>;
  /**
   * Sends one message owed to a person.
   * @param signal when it is aborted, nobody waits any longer and the message will be sent anew: hand it to every
   *   request, send nothing after it, wait for no limit any more, and say at once what is known (`temporary` where
   *   nothing went out, `unknown` otherwise)
   * @returns the platform's reference of the message
   * @throws DeliveryError
   */
  deliver(message: Outgoing, signal?: AbortSignal): Promise<{ ref: string }>;
  /** Something of these people's work has changed: what shows it may be shown anew. */
  workChanged?(people: readonly PersonId[]): void;
  /** Absent: always well. */
  health?(): Health;
  /**
   * A link that opens a chat with Friday there and hands it this.
   * @param words `start CODE` or `link CODE`
   * @returns undefined where there is none (yet)
   */
  deepLink?(words: string): string | undefined;
}

export interface Health {
  isReady: boolean;
  /** for the operator, in a few words, such as `connected` or `no network since …`; holds no secret */
  detail: string;
}

export interface Office {
  accounts: Accounts;
  rooms: Rooms;
  keepsakes: KeptHere;
  /** for the `files` of a reply, see `bring-files` */
  files: FileMaker;
}

export interface Accounts {
  take: TakeAccounts;
  /** The account's person has shut the bot out of their chat, or let it in again. */
  reach(externalId: string, isReachable: boolean): Promise<void>;
  /** The language of whoever this account belongs to; undefined for accounts that are not let in. */
  languageOf(externalId: string): Promise<Language | undefined>;
  /** The accounts of those who may do what managers may. */
  managers(): Promise<{ externalId: string; language: Language }[]>;
  /** The chats in which accounts are written to alone, by the account's id. */
  directChats(): Promise<ReadonlyMap<string, string>>;
}

/** What becomes of the channels and groups that Friday is in. */
export interface Rooms {
  /** The platform gave the room another id. */
  moved(from: string, to: string): Promise<void>;
  /** Friday is no longer there: whoever bound the room is told. @param name as the platform calls it */
  left(chatId: string, name: string): Promise<void>;
}

/** See `Keepsake` in the ports: this platform's own. */
export interface KeptHere {
  put(kind: Keepsake['kind'], items: readonly { key: string; body: string }[]): Promise<void>;
  get(kind: Keepsake['kind'], key: string): Promise<string | undefined>;
  /** those of the kind `update`, in the order in which they were kept */
  updates(): Promise<{ key: string; body: string }[]>;
  remove(kind: Keepsake['kind'], keys: readonly string[]): Promise<void>;
}

/**
 * Takes over what the platform says of accounts, known or not: new names, languages and zones, and that somebody is
 * gone or may no longer be here. Unknown accounts are left out.
 */
export type TakeAccounts = (accounts: readonly Sender[]) => Promise<void>;

/**
 * Never throws: refusals and bugs come back worded as answers. What is handed over first is carried out first, whether
 * its answer was waited for or not.
 * @param onDraft may be given the answer while it is not on the disk yet, to make ready how it will be shown. It must not
 *   be shown before it is returned: another may come in its place.
 */
export type Handle = (incoming: Incoming, onDraft?: (answer: Answer) => void) => Promise<Answer>;

export interface Answer {
  reply: Reply;
  /** in which the reply is worded, and in which the adapter words its own small texts */
  language: Language;
  /** this very request was handled before; the reply is the one given then */
  repeated: boolean;
  /** who asked; undefined for somebody who is not let in, and where it could not be found out */
  personId?: PersonId;
  /** whoever asked is not let in, and may be anybody in the world */
  isToStranger?: true;
  /** whose work is not as it was */
  changedFor?: readonly PersonId[];
  /** what is wrong with the form that was filled in; absent where it was taken */
  problems?: readonly FieldProblem[];
}

export interface Outgoing {
  to: Identity;
  reply: Reply;
  language: Language;
}

/**
 * `unreachable`: this person cannot be written to there (blocked, deactivated); do not try again.
 * `rejected`: the platform will never take this message. `temporary`: it was not sent, as after a limit, an outage or
 * a connection that could not be made; later, see retryAfterSeconds. `unknown`: it may have been sent, the response
 * was lost; it is sent again few times and far apart, since each may be a copy.
 */
export type DeliveryProblem = 'unreachable' | 'rejected' | 'temporary' | 'unknown';

export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly kind: DeliveryProblem;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: DeliveryProblem, message: string, retryAfterSeconds?: number) {
    super(message);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
