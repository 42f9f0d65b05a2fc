import { request as httpRequest } from 'node:http';
import { parseJson, textIn } from './json.ts';
import type { Outcome, SlackRequest } from './requests.ts';
import { signatureHeaders } from './signature.ts';

export interface Post {
  url: string;
  body: string | Buffer;
  headers: Record<string, string>;
  withinMs: number;
}

/** The body and headers of a request as Slack sends them over HTTP. */
export function signedPost(
  request: SlackRequest,
  options: { url: string; signingSecret: string; atSeconds: number; withinMs: number },
): Post {
  const body = bodyOf(request);
  return {
    url: options.url,
    body,
    withinMs: options.withinMs,
    headers: {
      // Bare, without a charset: so Slack sends it, and Bolt compares it as a whole.
      'Content-Type': request.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signatureHeaders(options.signingSecret, body, options.atSeconds),
      ...(request.retry && {
        'X-Slack-Retry-Num': String(request.retry.attempt),
        'X-Slack-Retry-Reason': request.retry.reason,
      }),
    },
  };
}

function bodyOf({ kind, payload }: SlackRequest): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, textIn(value)]);
  return new URLSearchParams(fields).toString();
}

/** Posts anything, as whoever. Never rejects. */
export function post({ url, body, headers, withinMs }: Post): Promise<Outcome> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const end = (outcome: Omit<Outcome, 'tookMs'>) => {
      clearTimeout(timer);
      resolve({ ...outcome, tookMs: performance.now() - startedMs });
    };
    const request = httpRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => end({ acked: false, problem: 'connection_failed' }));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const text = Buffer.concat(chunks).toString();
        const isJson = textIn(response.headers['content-type']).startsWith('application/json');
        const read = text === '' ? undefined : isJson ? parseJson(text) : text;
        const noRetry = response.headers['x-slack-no-retry'] === '1';
        const answer = { status, body: read, ...(noRetry && { noRetry }) };
        end(status === 200 ? { acked: true, ...answer } : { acked: false, problem: 'http_error', ...answer });
      });
    });
    const timer = setTimeout(() => {
      end({ acked: false, problem: 'timeout' });
      request.destroy();
    }, withinMs);
    request.on('error', () => end({ acked: false, problem: 'connection_failed' }));
    request.end(body);
  });
}
