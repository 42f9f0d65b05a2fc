import { createPacing } from '../../adapters/slack/sending/pacing.ts';
import { createTelegramPacing } from '../../adapters/telegram/sending/paces.ts';
import type { Pacing } from '../../src/chat/pacing.ts';

const TIMES_FASTER = 1e6;

/** An adapter's own pacing on a clock so fast that nobody waits, for tests of what is written and not of when. */
const FAST = {
  now: () => performance.now() * TIMES_FASTER,
  after(_: number, action: () => void) {
    const soon = setImmediate(action);
    return () => clearImmediate(soon);
  },
};

export const fastPacing = (): Pacing => createPacing(FAST);

export const fastTelegramPacing = (): Pacing => createTelegramPacing(FAST);
