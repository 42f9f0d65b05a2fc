import type { Clock } from '../../../src/ports/world.ts';
import type { JsonObject } from '../slack/json.ts';
import { textOf } from './found-entities.ts';
import type { Formatted } from './html.ts';

export interface ApiCall {
  method: string;
  args: JsonObject;
  /** on the world's clock */
  at: string;
  /** of the machine, in milliseconds, for benches */
  atMs: number;
  /** `ok`, Telegram's description, or the kind of the fault that hit it */
  outcome: string;
}

/** Something that real Telegram would refuse, or swallow in a way nobody wants. */
export interface Violation {
  where: string;
  problem: string;
}

/** Somebody was really mentioned by the bot: Telegram would have notified them. */
export interface Ping {
  /** `@name`, or a user's id */
  target: string;
  chatId: number;
  /** `sendMessage` or `editMessageText` */
  where: string;
  text: string;
}

/** A word of the bot that became a command: a tap on it sends it. */
export interface Tappable {
  command: string;
  chatId: number;
  text: string;
}

export type Records = ReturnType<typeof createRecords>;

export function createRecords(clock: Clock) {
  const calls: ApiCall[] = [];
  const violations: Violation[] = [];
  const pings: Ping[] = [];
  const tappable: Tappable[] = [];
  return {
    calls,
    violations,
    pings,
    tappable,
    begin(method: string, args: JsonObject): ApiCall {
      const call = { method, args, at: clock.now(), atMs: performance.now(), outcome: 'no answer' };
      calls.push(call);
      return call;
    },
    violate(where: string, problems: readonly string[]): void {
      for (const problem of problems) violations.push({ where, problem });
    },
    /** What Telegram makes of the bot's words. */
    noteEntities({ text, entities }: Formatted, chatId: number, where: string): void {
      for (const entity of entities) {
        const words = textOf(text, entity);
        if (entity.type === 'mention') pings.push({ target: words, chatId, where, text });
        if (entity.type === 'text_mention') pings.push({ target: String(entity.userId), chatId, where, text });
        if (entity.type === 'bot_command') tappable.push({ command: words, chatId, text });
      }
    },
    /** @throws with the list where there is any */
    expectNoViolations(): void {
      if (violations.length === 0) return;
      const lines = violations.slice(0, 50).map(({ where, problem }) => `  ${where}: ${problem}`);
      throw new Error(`Telegram would not have taken this (${violations.length}):\n${lines.join('\n')}`);
    },
  };
}
