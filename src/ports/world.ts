import type { Instant } from '../domain/instant.ts';
import type { Platform } from '../domain/person.ts';

/**
 * What the core asks of the world, here and in the files beside this: nothing in them names a database, a platform or
 * a library.
 */

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
