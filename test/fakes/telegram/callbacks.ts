import type { JsonObject } from '../slack/json.ts';
import { refuse } from './refusal.ts';

/** A button was pressed, and waits with a spinner until the bot answers. */
export interface Callback {
  id: string;
  userId: number;
  chatId: number;
  messageId: number;
  data: string;
  /** of the machine, in milliseconds */
  askedAtMs: number;
  /** undefined: not answered */
  answeredAt: number | undefined;
  /** shown above the chat, or in a box; undefined: nothing */
  text: string | undefined;
  isAlert: boolean;
}

/** @param livesMs a press can be answered for so long, by the machine's clock */
export function createCallbacks(livesMs: number) {
  const all: Callback[] = [];
  const byId = new Map<string, Callback>();
  return {
    all,
    livesMs,
    add(press: Pick<Callback, 'userId' | 'chatId' | 'messageId' | 'data'>): Callback {
      const id = String(4_382_000_000_000_000_000n + BigInt(all.length + 1) * 1_000_003n);
      const callback: Callback = {
        id,
        ...press,
        askedAtMs: performance.now(),
        answeredAt: undefined,
        text: undefined,
        isAlert: false,
      };
      all.push(callback);
      byId.set(id, callback);
      return callback;
    },
    /** @throws TelegramRefusal for one that is unknown, too old or answered already */
    answer(id: string, { text, isAlert }: { text: string | undefined; isAlert: boolean }): Callback {
      const callback = byId.get(id);
      const now = performance.now();
      if (!callback || callback.answeredAt !== undefined || now - callback.askedAtMs > livesMs) {
        return refuse(400, 'query is too old and response timeout expired or query ID is invalid');
      }
      return Object.assign(callback, { answeredAt: now, text, isAlert });
    },
    /** Of all, those the bot left spinning. */
    unanswered: () => all.filter(({ answeredAt }) => answeredAt === undefined),
  };
}

/** `CallbackQuery` of the Bot API. */
export function callbackObject(callback: Callback, from: JsonObject, message: JsonObject): JsonObject {
  const { id, chatId, data } = callback;
  return { id, from, message, chat_instance: String(-1_000_003 * chatId), data };
}
