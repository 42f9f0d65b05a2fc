import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { type Listening, untilListening } from './listening.ts';
import { type Running, runFriday } from './process.ts';

export interface SlackProcessOptions {
  /** holds the database */
  cwd: string;
  slack: Pick<FakeSlack, 'botToken' | 'appToken' | 'signingSecret' | 'apiUrl'>;
  transport: 'http' | 'socket';
  env?: Record<string, string>;
}

/** Begins `node dist/src/main.js` with what a fake Slack knows it by; it listens on a free port. */
export function beginInSlack({ cwd, slack, transport, env }: SlackProcessOptions): Running {
  return runFriday({
    cwd,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      ...(transport === 'http' ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
      PORT: '0',
      ...env,
    },
  });
}

/** The same; resolves when it listens, whether or not Slack is there. */
export function listenInSlack(options: SlackProcessOptions): Promise<Listening> {
  return untilListening(beginInSlack(options));
}

/** The same; resolves when it is in Slack, and Slack knows where it is. */
export async function startInSlack(options: SlackProcessOptions & { slack: FakeSlack }): Promise<Listening> {
  const friday = await listenInSlack(options);
  await friday.untilReadiness(200);
  if (options.transport === 'http') options.slack.useHttp(friday.origin);
  else await options.slack.sockets.connected();
  return friday;
}
