import type { Language } from '../domain/language.ts';
import type { Identity, Platform } from '../domain/person.ts';
import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';

/** One messenger: turns what arrives into `Incoming`, shows a `Reply`, and delivers what is owed to people. */
export interface ChatAdapter {
  readonly platform: Platform;
  /** Begins to take messages; each goes through `handle` and its answer is shown to the sender. */
  start(handle: Handle): Promise<void>;
  /** Takes no more messages and resolves when those at work are answered. */
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
}

/** Never throws: refusals and bugs come back worded as answers. */
export type Handle = (incoming: Incoming) => Promise<Answer>;

export interface Answer {
  reply: Reply;
  /** in which the reply is worded, and in which the adapter words its own small texts */
  language: Language;
  /** this very request was handled before; the reply is the one given then */
  repeated: boolean;
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
