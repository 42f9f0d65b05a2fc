import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { toEpochMs } from '../../../src/domain/instant.ts';
import type { Clock } from '../../../src/ports/world.ts';

const OLDEST_SECONDS = 5 * 60;
/** Clocks differ a little. Bolt would take any future, and with it a recorded request for as long as that lasts. */
const MOST_AHEAD_SECONDS = 60;

/** Whether a request comes from Slack, just now. Bytes, not text, are what Slack signed. */
export function createRequestVerifier(signingSecret: string, clock: Clock) {
  const key = createSecretKey(signingSecret, 'utf8');
  return (headers: IncomingHttpHeaders, body: Buffer): 'genuine' | 'forged' | 'wrong time' => {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'forged';
    if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'forged';
    const expected = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))) return 'forged';
    const ageSeconds = toEpochMs(clock.now()) / 1000 - Number(timestamp);
    return ageSeconds > OLDEST_SECONDS || ageSeconds < -MOST_AHEAD_SECONDS ? 'wrong time' : 'genuine';
  };
}
