import { createHmac } from 'node:crypto';

/** The headers of a request that Slack has signed. @param atSeconds since 1970 */
export function signatureHeaders(signingSecret: string, body: string, atSeconds: number): Record<string, string> {
  const hash = createHmac('sha256', signingSecret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(atSeconds), 'X-Slack-Signature': `v0=${hash}` };
}
