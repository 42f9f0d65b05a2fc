import type { Instant } from '../../../src/domain/instant.ts';
import { secondsBetween } from '../../../src/domain/instant.ts';
import type { Clock } from '../../../src/ports/world.ts';

/** The slash command that each person gave last. */
export interface LastLines {
  /** @returns whether the person gave the very same one a moment ago */
  note(userId: string, line: string): boolean;
}

const MOMENT_SECONDS = 120;
const PEOPLE_MAX = 2000;

/**
 * Slack does not send a slash command again when its answer is lost: the person does, and may not know that it was
 * done the first time.
 */
export function createLastLines(clock: Clock): LastLines {
  const lines = new Map<string, { line: string; at: Instant }>();
  return {
    note(userId, line) {
      const last = lines.get(userId);
      const now = clock.now();
      lines.delete(userId);
      lines.set(userId, { line, at: now });
      const [oldest] = lines.keys();
      if (oldest !== undefined && lines.size > PEOPLE_MAX) lines.delete(oldest);
      return last?.line === line && Math.abs(secondsBetween(last.at, now)) < MOMENT_SECONDS;
    },
  };
}
