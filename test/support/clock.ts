import { addSeconds, type Instant, instantOf } from '../../src/domain/instant.ts';
import type { Clock } from '../../src/ports/world.ts';

export interface TestClock extends Clock {
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
  set(iso: string): void;
}

/** A clock that stands still until it is told otherwise. @param startIso any ISO-8601 moment with its offset */
export function createTestClock(startIso: string): TestClock {
  let now = instantFrom(startIso);
  return {
    now: () => now,
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      now = addSeconds(now, ((days * 24 + hours) * 60 + minutes) * 60 + seconds);
    },
    set(iso) {
      now = instantFrom(iso);
    },
  };
}

function instantFrom(iso: string): Instant {
  return instantOf(Date.parse(iso));
}
