import { createTelegram } from '../../adapters/telegram/telegram.ts';
import type { Organisation } from '../../src/chat/command.ts';
import type { Pacing } from '../../src/chat/pacing.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import type { Clock, Log } from '../../src/ports/world.ts';
import type { TelegramBehind } from '../contract/telegram-harness.ts';
import { createTelegramHarness } from '../contract/telegram-harness.ts';
import type { FakeTelegram, FakeTelegramOptions } from '../fakes/telegram/fake-telegram.ts';
import type { TestClock } from './clock.ts';
import { createTestClock } from './clock.ts';
import { TEST_SETTINGS } from './settings.ts';
import { openTestStore } from './store.ts';

export interface TelegramAgencyOptions {
  transport?: 'polling' | 'webhook';
  /** the instant at which it begins; default Monday 2026-11-23 10:00 in Kyiv */
  at?: string;
  log?: Log;
  /** default: as Telegram allows */
  pacing?: Pacing;
  settings?: Partial<Organisation>;
  fake?: Omit<FakeTelegramOptions, 'clock'>;
}

export const SETUP_CODE = 'fake-setup-code-0123';
const WEBHOOK = { url: 'https://friday.example.com', secret: 'fake-webhook-secret' };

interface Around {
  clock: Clock;
  log: Log;
  pacing: Pacing | undefined;
  settings: Partial<Organisation>;
  transport: 'polling' | 'webhook';
}

type Parts = Awaited<ReturnType<typeof openParts>>;

async function openParts(telegram: FakeTelegram, { transport, clock, log, pacing, settings }: Around) {
  const { store, database, close } = await openTestStore();
  const adapter = createTelegram({
    botToken: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook: transport === 'webhook' ? WEBHOOK : undefined,
    commands: COMMANDS,
    log,
    polling: { longPollSeconds: 1, pauseMs: 5, longestPauseMs: 50 },
    ...(pacing ? { pacing } : {}),
  });
  const organisation = { ...TEST_SETTINGS, setupCode: SETUP_CODE, ...settings };
  const friday = createFriday({ store, clock, log, settings: organisation, adapters: [adapter] });
  return { store, database, close, adapter, friday };
}

/** Friday in a fake Telegram, over a real store, and people who talk to it. */
export function createTelegramAgency(options: TelegramAgencyOptions = {}) {
  const { transport = 'polling', at = '2026-11-23T08:00:00Z', log = silentLog, pacing, settings = {} } = options;
  const clock: TestClock = createTestClock(at);
  let parts: Parts | undefined;

  const harness = createTelegramHarness(
    async (telegram): Promise<TelegramBehind> => {
      const opened = await openParts(telegram, { transport, clock, log, pacing, settings });
      parts = opened;
      const { friday, adapter, close } = opened;
      return {
        start: () => friday.start(),
        async stop() {
          await friday.stop();
          await close();
        },
        settle: async () => void (await friday.outbox.drain()),
        ...(adapter.onRequest ? { onRequest: adapter.onRequest } : {}),
      };
    },
    { setupCode: SETUP_CODE, fake: { ...options.fake, clock } },
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
