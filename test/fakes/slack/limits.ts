import { type JsonObject, textIn } from './json.ts';

/** Calls a minute and workspace, by tier; Slack promises at least so many. */
const PER_MINUTE: Record<string, number> = {
  'apps.connections.open': 50,
  'bots.info': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'chat.update': 50,
  'conversations.info': 50,
  'conversations.open': 50,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'team.info': 50,
  'users.info': 100,
  'users.list': 20,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};
const CHANNEL_BURST = 3;

/** Slack's rate limits: a bucket for each method, and for each channel a post a second. */
export function createLimits(nowMs: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; atMs: number }>();

  function take(key: string, size: number, perSecond: number): number | undefined {
    const now = nowMs();
    const bucket = buckets.get(key) ?? { left: size, atMs: now };
    const left = Math.min(size, bucket.left + ((now - bucket.atMs) / 1000) * perSecond);
    const isFree = left >= 1;
    buckets.set(key, { left: isFree ? left - 1 : left, atMs: now });
    return isFree ? undefined : Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  return {
    /** @returns seconds to wait; undefined: the call may pass */
    take(method: string, args: JsonObject): number | undefined {
      if (method === 'chat.postMessage') return take(`channel ${textIn(args.channel)}`, CHANNEL_BURST, 1);
      const perMinute = PER_MINUTE[method];
      return perMinute === undefined ? undefined : take(method, perMinute, perMinute / 60);
    },
  };
}
