import type { Instant } from '../src/domain/instant.ts';
import { addSeconds } from '../src/domain/instant.ts';

/** Nothing daily or weekly is owed further ahead than a week and the hour that clocks are set back. */
const FURTHEST_SECONDS = 8 * 86_400;

/**
 * What another clock has put off is put right when it may be wrong: at the first look after a start, when the clock
 * went back, and where something is put off too far. A look that failed is made again.
 * @param lastOwedAt of what is daily or weekly, what is owed furthest ahead
 * @returns to be called before each look
 */
export function realigning(
  realign: (now: Instant) => Promise<unknown>,
  lastOwedAt?: () => Promise<Instant | undefined>,
): (now: Instant) => Promise<void> {
  let lookedAt: Instant | undefined;

  async function mayBeAstray(now: Instant): Promise<boolean> {
    if (lookedAt === undefined || now < lookedAt) return true;
    const last = await lastOwedAt?.();
    return last !== undefined && last > addSeconds(now, FURTHEST_SECONDS);
  }

  return async (now) => {
    if (await mayBeAstray(now)) await realign(now);
    lookedAt = now;
  };
}
