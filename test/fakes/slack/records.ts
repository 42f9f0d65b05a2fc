import type { Clock } from '../../../src/ports/world.ts';
import type { JsonObject } from './json.ts';
import { type Ping, pingsIn } from './pings.ts';

export interface ApiCall {
  method: string;
  /** as the method sees them: structured arguments read */
  args: JsonObject;
  /** on the world's clock */
  at: string;
  /** of the machine, in milliseconds, for benches */
  atMs: number;
  /** `ok`, Slack's error, or the kind of the fault that hit it */
  outcome: string;
}

/** Something that real Slack would refuse, or swallow in a way nobody wants. */
export interface Violation {
  where: string;
  problem: string;
}

export type Records = ReturnType<typeof createRecords>;

export function createRecords(clock: Clock) {
  const calls: ApiCall[] = [];
  const violations: Violation[] = [];
  const pings: Ping[] = [];
  return {
    calls,
    violations,
    pings,
    begin(method: string, args: JsonObject): ApiCall {
      const call = { method, args, at: clock.now(), atMs: performance.now(), outcome: 'no answer' };
      calls.push(call);
      return call;
    },
    violate(where: string, problems: readonly string[]): void {
      for (const problem of problems) violations.push({ where, problem });
    },
    notePings(message: JsonObject, where: string): void {
      pings.push(...pingsIn(message, where));
    },
    /** @throws with the list where there is any */
    expectNoViolations(): void {
      if (violations.length === 0) return;
      const lines = violations.slice(0, 50).map(({ where, problem }) => `  ${where}: ${problem}`);
      throw new Error(`Slack would not have taken this (${violations.length}):\n${lines.join('\n')}`);
    },
  };
}
