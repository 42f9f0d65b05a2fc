import type { JsonObject } from '../slack/json.ts';

/** What counts: messages, and what changes them. */
const COUNTED = new Set(['sendMessage', 'sendDocument', 'sendPhoto', 'editMessageText', 'editMessageReplyMarkup']);
const ALL = { size: 30, perSecond: 30 };
const PRIVATE = { size: 3, perSecond: 1 };
const GROUP = { size: 20, perSecond: 20 / 60 };

/** Telegram's rate limits: of all messages, and of each chat. In a private chat only new messages count. */
export function createLimits(nowMs: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; atMs: number }>();

  function waitFor(key: string, { size, perSecond }: { size: number; perSecond: number }): number {
    const now = nowMs();
    const bucket = buckets.get(key) ?? { left: size, atMs: now };
    const left = Math.min(size, bucket.left + ((now - bucket.atMs) / 1000) * perSecond);
    buckets.set(key, { left, atMs: now });
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  return {
    /** @returns seconds to wait; undefined: the call may pass */
    take(method: string, args: JsonObject): number | undefined {
      if (!COUNTED.has(method)) return undefined;
      const isGroup = String(args.chat_id).startsWith('-') || String(args.chat_id).startsWith('@');
      const keys: [string, typeof ALL][] = [['all', ALL]];
      if (isGroup) keys.push([`chat ${args.chat_id}`, GROUP]);
      else if (method.startsWith('send')) keys.push([`chat ${args.chat_id}`, PRIVATE]);
      const wait = Math.max(...keys.map(([key, rate]) => waitFor(key, rate)));
      if (wait > 0) return wait;
      for (const [key] of keys) {
        const bucket = buckets.get(key);
        if (bucket) bucket.left -= 1;
      }
      return undefined;
    },
  };
}
