import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REQUIRED_SCOPES } from '../../../adapters/slack/scopes.ts';
import { directChatOf, TEAM, userOf } from './names.ts';
import { takeLateAnswersAt } from './requests.ts';

export interface WebApi {
  /** for SLACK_API_URL */
  url: string;
  /** calls so far, by method */
  calls: ReadonlyMap<string, number>;
  close(): void;
}

const PAGE = 200;

/** Slack's side of the Web API, which takes all and answers at once, so that what is measured is the product. */
export async function startWebApi(people: number, zone: string): Promise<WebApi> {
  const calls = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const method = request.url?.split('/').at(-1) ?? '';
    calls.set(method, (calls.get(method) ?? 0) + 1);
    const answer = answerTo(method, new URLSearchParams(body));
    response
      .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': REQUIRED_SCOPES.join(',') })
      .end(JSON.stringify({ ok: true, ...answer }));
  });

  function answerTo(method: string, args: URLSearchParams): object {
    const user = args.get('user') ?? args.get('users') ?? '';
    switch (method) {
      case 'auth.test':
        return { team_id: TEAM, user_id: 'UBOT', bot_id: 'B1', url: 'https://bench.slack.com/' };
      case 'users.info':
        return { user: account(user) };
      case 'users.list': {
        const from = Number(args.get('cursor') || 1);
        const members = Array.from({ length: Math.min(PAGE, people + 1 - from) }, (_, i) => account(userOf(from + i)));
        const next = from + PAGE <= people ? String(from + PAGE) : '';
        return { members, response_metadata: { next_cursor: next } };
      }
      case 'conversations.open':
        return { channel: { id: directChatOf(user) } };
      default:
        return { channel: args.get('channel'), ts: `${Date.now()}.000100` };
    }
  }

  function account(id: string): object {
    const profile = { real_name: id.replace('U', 'Person') };
    return { id, team_id: TEAM, name: id.replace('U', 'p'), tz: zone, locale: 'en-US', profile };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  takeLateAnswersAt(origin);
  return {
    url: `${origin}/api/`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
