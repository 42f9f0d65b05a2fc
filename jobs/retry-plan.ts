import { DeliveryError } from '../src/chat/chat-adapter.ts';

export type RetryPlan =
  | { next: 'retry'; afterSeconds: number; reason: string }
  | { next: 'give up' | 'try elsewhere'; reason: string };

const LONGEST_SECONDS = 15 * 60;
const LONGEST_ASKED_SECONDS = 24 * 3600;
/** About two hours: an error that nobody foresaw may be in the message itself and never pass. */
const UNKNOWN_ATTEMPTS_MAX = 15;

/**
 * What to do with a message that was not delivered. A limit or an outage of the platform only delays it.
 * @param attempts how often it was tried, this time included
 * @param chance from 0 to 1, spreads those that failed together
 */
export function retryPlan(error: unknown, attempts: number, chance: number): RetryPlan {
  const problem = error instanceof DeliveryError ? error : new DeliveryError('unknown', String(error));
  const reason = `${problem.kind}: ${problem.message}`.slice(0, 500);
  if (problem.kind === 'unreachable') return { next: 'try elsewhere', reason };
  if (problem.kind === 'rejected') return { next: 'give up', reason };
  if (problem.kind === 'unknown' && attempts >= UNKNOWN_ATTEMPTS_MAX) return { next: 'give up', reason };
  const backoff = Math.min(LONGEST_SECONDS, 2 ** Math.min(attempts, 20));
  const asked = Math.min(LONGEST_ASKED_SECONDS, problem.retryAfterSeconds || 0);
  return { next: 'retry', afterSeconds: Math.max(backoff, asked) * (1 + chance / 4), reason };
}
