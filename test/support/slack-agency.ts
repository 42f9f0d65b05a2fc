import type { Pacing } from '../../adapters/slack/sending/pacing.ts';
import { createSlack } from '../../adapters/slack/slack.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import type { Clock, Log } from '../../src/ports/world.ts';
import type { SlackBehind } from '../contract/slack-harness.ts';
import { createSlackHarness } from '../contract/slack-harness.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { TestClock } from './clock.ts';
import { createTestClock } from './clock.ts';
import { TEST_SETTINGS } from './settings.ts';
import { openTestStore } from './store.ts';

export interface SlackAgencyOptions {
  transport?: 'http' | 'socket';
  /** the instant at which it begins; default Monday 2026-11-23 10:00 in Kyiv */
  at?: string;
  log?: Log;
  /** default: as Slack allows */
  pacing?: Pacing;
}

export const OWN_COMMANDS = COMMANDS.filter((command) => command.ownSlackCommand).map(({ name }) => name);

interface Around {
  clock: Clock;
  log: Log;
  pacing: Pacing | undefined;
}

type Parts = Awaited<ReturnType<typeof openParts>>;

async function openParts(slack: FakeSlack, options: Required<Pick<SlackAgencyOptions, 'transport'>> & Around) {
  const { transport, clock, log, pacing } = options;
  const { store, database, close } = await openTestStore();
  const adapter = createSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    connection:
      transport === 'http'
        ? { kind: 'http', signingSecret: slack.signingSecret }
        : { kind: 'socket', appToken: slack.appToken },
    commands: COMMANDS,
    clock,
    log,
    ...(pacing ? { pacing } : {}),
  });
  const friday = createFriday({ store, clock, log, settings: TEST_SETTINGS, adapters: [adapter] });
  return { store, database, close, adapter, friday };
}

/** Friday in a fake Slack, over a real store, and people of a workspace who talk to it. */
export function createSlackAgency(options: SlackAgencyOptions = {}) {
  const { transport = 'http', at = '2026-11-23T08:00:00Z', log = silentLog, pacing } = options;
  const clock: TestClock = createTestClock(at);
  let parts: Parts | undefined;

  const harness = createSlackHarness(
    async (slack): Promise<SlackBehind> => {
      const opened = await openParts(slack, { transport, clock, log, pacing });
      parts = opened;
      const { friday, adapter, close } = opened;
      return {
        async start() {
          await friday.start();
        },
        async stop() {
          await friday.stop();
          await close();
        },
        settle: async () => void (await friday.outbox.drain()),
        ...(adapter.onRequest ? { onRequest: adapter.onRequest } : {}),
      };
    },
    { transport, ownCommands: OWN_COMMANDS, fake: { clock } },
  );

  return Object.assign(harness, {
    clock,
    /** there after `start` */
    parts(): Parts {
      if (!parts) throw new Error('The agency is not started');
      return parts;
    },
  });
}
