import type { Pacing } from '../../adapters/slack/sending/pacing.ts';
import { createPacing } from '../../adapters/slack/sending/pacing.ts';

const TIMES_FASTER = 1e6;

/** The adapter's own pacing on a clock so fast that nobody waits, for tests of what is written and not of when. */
export function fastPacing(): Pacing {
  return createPacing({
    now: () => performance.now() * TIMES_FASTER,
    after(_, action) {
      const soon = setImmediate(action);
      return () => clearImmediate(soon);
    },
  });
}
