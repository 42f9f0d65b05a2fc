import { DeliveryError } from '../src/chat/chat-adapter.ts';
import { type Instant, secondsBetween } from '../src/domain/instant.ts';
import type { Attempts } from '../src/ports/messages.ts';

export type RetryPlan =
  | { next: 'retry'; afterSeconds: number; isUnclear: boolean; reason: string }
  | { next: 'give up' | 'expire' | 'try elsewhere'; reason: string };

export interface Failure {
  error: unknown;
  /** the adapter was told to stop since it took too long */
  isLate: boolean;
  /** those before this one */
  attempts: Attempts;
  now: Instant;
  /** from 0 to 1, spreads those that failed together */
  chance: number;
}

/** From the first attempt: while Friday itself is down, nothing grows old. */
export const TRIED_AT_MOST_SECONDS = 3 * 86_400;
const LONGEST_SECONDS = 15 * 60;
const LONGEST_ASKED_SECONDS = 24 * 3600;
/** A message that may have arrived is in no hurry: 5 minutes, 40 minutes, 5 hours, then once a day. */
const UNCLEAR_SECONDS = 5 * 60;
const UNCLEAR_FACTOR = 8;
const UNCLEAR_LONGEST_SECONDS = 86_400;
/** Sends that nobody answered for or that broke, after which the message itself is taken to be the reason. */
const UNANSWERED_MAX = 3;

const NEVER_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const CUT_OFF = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|UND_ERR_\w+)$/;

/**
 * What to do with a message that was not delivered. A limit, an outage or a broken network only delays it, for three
 * days. Where it may have arrived it is sent again all the same, a bounded number of times: at most twice when the
 * adapter did not say what became of it.
 */
export function retryPlan({ error, isLate, attempts, now, chance }: Failure): RetryPlan {
  const known = problemOf(error);
  const problem = known ?? new DeliveryError('unknown', String(error));
  const reason = `${problem.kind}: ${problem.message}`.slice(0, 500);
  if (problem.kind === 'unreachable') return { next: 'try elsewhere', reason };
  if (problem.kind === 'rejected') return { next: 'give up', reason };

  const isUnclear = problem.kind === 'unknown';
  const unclear = attempts.unclear + 1;
  if (isUnclear && (isLate || !known) && unclear >= UNANSWERED_MAX) {
    return { next: 'give up', reason: `outcome unknown ${unclear} times, last ${reason}`.slice(0, 500) };
  }
  if (attempts.firstAt && secondsBetween(attempts.firstAt, now) >= TRIED_AT_MOST_SECONDS) {
    return { next: 'expire', reason: `tried since ${attempts.firstAt}, last ${reason}`.slice(0, 500) };
  }
  const backoff = isUnclear
    ? Math.min(UNCLEAR_LONGEST_SECONDS, UNCLEAR_SECONDS * UNCLEAR_FACTOR ** Math.min(unclear - 1, 20))
    : Math.min(LONGEST_SECONDS, 2 ** Math.min(attempts.count + 1, 20));
  const asked = Math.min(LONGEST_ASKED_SECONDS, problem.retryAfterSeconds || 0);
  return { next: 'retry', afterSeconds: Math.max(backoff, asked) * (1 + chance / 4), isUnclear, reason };
}

/** @returns undefined for an error that no adapter foresaw */
function problemOf(error: unknown): DeliveryError | undefined {
  if (error instanceof DeliveryError) return error;
  const code = networkCodeOf(error);
  if (NEVER_CONNECTED.test(code)) return new DeliveryError('temporary', code);
  return CUT_OFF.test(code) ? new DeliveryError('unknown', code) : undefined;
}

/** Fetch says no more than that it failed, and keeps the reason as its cause. */
function networkCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : networkCodeOf(error.cause);
}
