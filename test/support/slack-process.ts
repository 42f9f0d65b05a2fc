import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { type Running, runFriday } from './process.ts';

export interface SlackProcess {
  running: Running;
  /** `http://127.0.0.1:4000` */
  origin: string;
  /** what `/readyz` says now */
  readiness(): Promise<{ status: number; body: string }>;
  /** @throws when it does not say so within the time */
  untilReadiness(status: number, says?: RegExp, withinMs?: number): Promise<void>;
}

export interface SlackProcessOptions {
  /** holds the database */
  cwd: string;
  slack: Pick<FakeSlack, 'botToken' | 'appToken' | 'signingSecret' | 'apiUrl'>;
  transport: 'http' | 'socket';
  env?: Record<string, string>;
}

const LONGEST_WAIT_MS = 20_000;

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
export async function listenInSlack(options: SlackProcessOptions): Promise<SlackProcess> {
  const running = beginInSlack(options);
  let port = '';
  await until(running, LONGEST_WAIT_MS, 'listen', () => {
    port = /"port":(\d+),"msg":"listening"/.exec(running.err())?.[1] ?? '';
    return port !== '';
  });
  const origin = `http://127.0.0.1:${port}`;

  async function readiness() {
    const response = await fetch(`${origin}/readyz`);
    return { status: response.status, body: await response.text() };
  }
  return {
    running,
    origin,
    readiness,
    async untilReadiness(status, says = /(?:)/, withinMs = LONGEST_WAIT_MS) {
      let said = { status: 0, body: '' };
      await until(running, withinMs, `say ${status} ${says} on /readyz`, async () => {
        said = await readiness();
        return said.status === status && says.test(said.body);
      }).catch((error) => {
        throw new Error(`${error.message}\n/readyz says ${said.status} ${said.body}`);
      });
    },
  };
}

/** The same; resolves when it is in Slack, and Slack knows where it is. */
export async function startInSlack(options: SlackProcessOptions & { slack: FakeSlack }): Promise<SlackProcess> {
  const friday = await listenInSlack(options);
  await friday.untilReadiness(200);
  if (options.transport === 'http') options.slack.useHttp(friday.origin);
  else await options.slack.sockets.connected();
  return friday;
}

async function until(
  running: Running,
  withinMs: number,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  let hasEnded = false;
  running.exited.then(() => {
    hasEnded = true;
  });
  const latest = performance.now() + withinMs;
  while (!(await isSo())) {
    const why = hasEnded ? 'The process ended' : performance.now() > latest ? `${withinMs} ms went by` : undefined;
    if (why) throw new Error(`${why} and it did not ${what}\n${running.err().slice(-3000)}`);
    await sleep(10);
  }
}
