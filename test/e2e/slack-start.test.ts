import { describe, expect, it, type TestContext } from 'vitest';
import { REQUIRED_SCOPES } from '../../adapters/slack/scopes.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import type { SlackPerson } from '../fakes/slack/person.ts';
import { DEAD_ADDRESS } from '../support/dead-address.ts';
import { emptyFolder, type Running } from '../support/process.ts';
import { beginInSlack, listenInSlack, type SlackProcessOptions, startInSlack } from '../support/slack-process.ts';
import { endOf, expectRefusal, freePort, takenPort } from '../support/start-checks.ts';

/** The product as it is started, with settings that are wrong, with a Slack that is not there, and with one that goes. */

const SECONDS = 1000;

type Options = Omit<SlackProcessOptions, 'cwd'>;

/** What one test has begun ends with it. They run side by side, since most of them wait for something. */
function placeOf({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const begun: Running[] = [];
  const slacks: FakeSlack[] = [];
  const folder = emptyFolder('slack-start');
  onTestFinished(async () => {
    for (const running of begun) {
      running.kill('SIGKILL');
      await running.exited;
    }
    for (const slack of slacks) await slack.stop();
    folder.remove();
  });

  return {
    async aSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
      const slack = await startFakeSlack({ scopes: REQUIRED_SCOPES, ...options });
      slacks.push(slack);
      return slack;
    },
    /** Friday from its start to its end by itself */
    async ends(options: Options) {
      const running = beginInSlack({ ...options, cwd: folder.path });
      begun.push(running);
      return endOf(running);
    },
    async starts(options: Options & { slack: FakeSlack }) {
      const friday = await startInSlack({ ...options, cwd: folder.path });
      begun.push(friday.running);
      return friday;
    },
    async listens(options: Options) {
      const friday = await listenInSlack({ ...options, cwd: folder.path });
      begun.push(friday.running);
      return friday;
    },
  };
}

describe.concurrent('Friday in Slack', () => {
  it('connects anew when its connections have gone silent', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack({ transport: 'socket' });
    const friday = await place.starts({ slack, transport: 'socket' });
    slack.sockets.silence();
    await friday.untilReadiness(503, /Slack is silent/);
    await friday.untilReadiness(200);
    const { outcome } = await slack.user('anna').slash('/task', 'Banner');
    expect(JSON.stringify(outcome.body)).toContain('Banner');
  });

  it.for(['http', 'socket'] as const)(
    'ends at once and says what to change, with a bot token that Slack does not know (%s)',
    async (transport, context) => {
      const place = placeOf(context);
      const slack = await place.aSlack();
      const botToken = 'xoxb-1234-of-somebody-else';
      const ended = await place.ends({ slack: { ...slack, botToken }, transport });
      expectRefusal(ended, /SLACK_BOT_TOKEN: .*invalid_auth/, botToken, slack.signingSecret, slack.appToken);
    },
  );

  it('ends at once and says what to change, without a scope that it needs', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack({ scopes: REQUIRED_SCOPES.filter((scope) => scope !== 'im:write') });
    const ended = await place.ends({ slack, transport: 'http' });
    expectRefusal(ended, /SLACK_BOT_TOKEN: .*\bim:write\b/, slack.botToken, slack.signingSecret);
  });

  it('ends at once and says what to change, with an app token that Slack does not know', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack();
    const appToken = 'xapp-1-of-somebody-else';
    const ended = await place.ends({ slack: { ...slack, appToken }, transport: 'socket' });
    expectRefusal(ended, /SLACK_APP_TOKEN: .*invalid_auth/, appToken, slack.botToken);
  });

  it('ends at once and says what to change, with a port that is in use', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack();
    const { port, release } = await takenPort();
    const ended = await place.ends({ slack, transport: 'http', env: { PORT: String(port) } });
    expectRefusal(ended, new RegExp(`PORT: ${port} is in use`), slack.botToken, slack.signingSecret);
    await release();
  });

  it.for(['http', 'socket'] as const)(
    'stays without a network, says so, and comes to Slack by itself (%s)',
    async (transport, context) => {
      const place = placeOf(context);
      const port = await freePort();
      const absent = {
        botToken: 'xoxb-fake-bot',
        appToken: 'xapp-1-fake-app',
        signingSecret: 'fake-signing-secret',
        apiUrl: `http://127.0.0.1:${port}/api/`,
      };
      const friday = await place.listens({ slack: absent, transport });
      await friday.untilReadiness(503, /Slack cannot be reached: .*ECONNREFUSED/);
      expect((await fetch(`${friday.origin}/healthz`)).status).toBe(200);
      expect((await friday.readiness()).body).not.toMatch(/xox|xapp|secret/);

      const slack = await place.aSlack({ port, transport });
      if (transport === 'http') slack.useHttp(friday.origin);
      await friday.untilReadiness(200);
      const { outcome } = await slack.user('anna').slash('/task', 'Banner');
      expect(JSON.stringify(outcome.body)).toContain('Banner');
    },
  );

  it('ends when it is told to while there is no network', async (context) => {
    const place = placeOf(context);
    const apiUrl = `${DEAD_ADDRESS}/api/`;
    const absent = { botToken: 'xoxb-fake', appToken: 'xapp-fake', signingSecret: 'fake', apiUrl };
    const friday = await place.listens({ slack: absent, transport: 'socket' });
    await friday.untilReadiness(503, /cannot be reached/);
    const startedMs = performance.now();
    friday.running.kill('SIGTERM');
    expect(await friday.running.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(5 * SECONDS);
  });

  it.for(['http', 'socket'] as const)('ends in order when it is told to (%s)', async (transport, context) => {
    const place = placeOf(context);
    const slack = await place.aSlack({ transport });
    const { running } = await place.starts({ slack, transport });
    await slack.user('anna').slash('/task', 'Banner');
    const startedMs = performance.now();
    running.kill('SIGTERM');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(8 * SECONDS);
    expect(running.err()).not.toMatch(/"level":"(warn|error)"/);
  });

  it.for(['auth.test', 'apps.connections.open'])(
    'ends when it is told to while Slack is silent (%s)',
    async (method, context) => {
      const place = placeOf(context);
      const slack = await place.aSlack({ transport: 'socket' });
      slack.faults.add({ method, fault: { kind: 'hang', ms: 60_000 } });
      const { running } = await place.listens({ slack, transport: 'socket' });
      await context.expect
        .poll(() => slack.calls.some((call) => call.method === method), { timeout: 10_000 })
        .toBe(true);
      const startedMs = performance.now();
      running.kill('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedMs).toBeLessThan(5 * SECONDS);
    },
  );

  it('says that its token was revoked, and still answers people', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack();
    const friday = await place.starts({ slack, transport: 'http' });
    const [anna, oleh, ira] = ['anna', 'oleh', 'ira'].map((name) => slack.user(name)) as [
      SlackPerson,
      SlackPerson,
      SlackPerson,
    ];
    for (const person of [anna, oleh, ira]) await person.slash('/friday', 'help');
    const giveBack = slack.faults.add({ method: '*', fault: { kind: 'refused', error: 'token_revoked' } });
    await anna.slash('/task', 'Banner @oleh');
    await friday.untilReadiness(503, /token_revoked.*install the app again/);
    const { outcome } = await anna.slash('/friday', 'tasks given');
    expect(JSON.stringify(outcome.body)).toContain('Banner');

    giveBack();
    await anna.slash('/task', 'Poster @ira');
    await friday.untilReadiness(200);
  });

  it('says that it was removed from the workspace', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack();
    const friday = await place.starts({ slack, transport: 'http' });
    await slack.sendEvent({ type: 'app_uninstalled' });
    await friday.untilReadiness(503, /removed.*install it again/);
    expect((await fetch(`${friday.origin}/healthz`)).status).toBe(200);
  });

  it('connects anew when its connections are cut', async (context) => {
    const place = placeOf(context);
    const slack = await place.aSlack({ transport: 'socket' });
    const friday = await place.starts({ slack, transport: 'socket' });
    for (let cut = 0; cut < 2; cut += 1) {
      slack.sockets.cut();
      await friday.untilReadiness(503, /no connection to Slack since/);
      await friday.untilReadiness(200);
    }
    const { outcome } = await slack.user('anna').slash('/task', 'Banner');
    expect(JSON.stringify(outcome.body)).toContain('Banner');
  });
});
