import type { TestContext } from 'vitest';
import { createHttpServer } from '../../adapters/http/http-server.ts';
import type { TelegramOptions } from '../../adapters/telegram/telegram.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { WEBHOOK_PATH } from '../../adapters/telegram/transport/webhook.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Log } from '../../src/ports/world.ts';
import { type FakeTelegramOptions, startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { createTestClock } from './clock.ts';
import { everythingKept } from './everything-kept.ts';
import { fastTelegramPacing } from './fast-pacing.ts';
import { TEST_SETTINGS } from './settings.ts';
import { openTestStore } from './store.ts';
import { WEBHOOK } from './telegram-process.ts';

export interface TelegramPlaceOptions {
  /** all who are let in, as owners */
  people: readonly string[];
  fake?: Omit<FakeTelegramOptions, 'clock'>;
  /** puts something between Friday and its store */
  around?: (store: Store) => Store;
  log?: Log;
}

type Begin = Partial<Pick<TelegramOptions, 'pacing' | 'polling' | 'answers'>> & {
  /** false: what is owed stays owed */
  sends?: boolean;
};

const SETTLES_WITHIN_MS = 30_000;

export type TelegramPlace = Awaited<ReturnType<typeof openTelegramPlace>>;

/** A fake Telegram and a store, which stay while Friday begins and ends over them; all of it ends with the test. */
export async function openTelegramPlace(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  { people, fake, around = (store) => store, log = silentLog }: TelegramPlaceOptions,
) {
  const clock = createTestClock('2026-11-23T08:00:00Z');
  const telegram = await startFakeTelegram({ clock, ...fake });
  const { store, database, close } = await openTestStore();
  const owners = people.map((name) => ({
    platform: 'telegram' as const,
    externalId: String(telegram.user(name).id),
  }));
  const begun: { end(): Promise<void> }[] = [];
  onTestFinished(async () => {
    for (const friday of begun) await friday.end();
    await telegram.stop();
    await close();
    telegram.expectNoViolations();
  });

  /** Friday as one process of it would be, without waiting where only a platform's patience is in question. */
  async function begin(transport: 'polling' | 'webhook', { sends = true, ...options }: Begin = {}) {
    const adapter = createTelegram({
      botToken: telegram.token,
      apiRoot: telegram.apiRoot,
      webhook: transport === 'webhook' ? WEBHOOK : undefined,
      commands: COMMANDS,
      log,
      pacing: fastTelegramPacing(),
      polling: { longPollSeconds: 1, graceMs: 500, pauseMs: 5, longestPauseMs: 50 },
      answers: { pauseMs: 5, longestPauseMs: 50 },
      ...options,
    });
    const settings = { ...TEST_SETTINGS, owners };
    const friday = createFriday({ store: around(store), clock, log, settings, adapters: [adapter] });
    const http = createHttpServer({
      host: '127.0.0.1',
      port: 0,
      routes: adapter.onRequest ? { [WEBHOOK_PATH]: adapter.onRequest } : {},
      health: () => ({ telegram: adapter.health() }),
      log,
    });
    const origin = `http://127.0.0.1:${(await http.start()).port}`;
    telegram.useWebhookOrigin(origin);
    if (sends) await friday.start();
    else await adapter.start(friday.handle, friday.officeOf('telegram'));
    let ended: Promise<void> | undefined;
    async function stop(): Promise<void> {
      await http.stop();
      await friday.stop();
    }
    const begunHere = {
      adapter,
      outbox: friday.outbox,
      origin,
      /** Resolves when `/readyz` says so. */
      async untilReadiness(status: number, says = /(?:)/): Promise<void> {
        const latest = performance.now() + SETTLES_WITHIN_MS;
        for (;;) {
          const response = await fetch(`${origin}/readyz`);
          const body = await response.text();
          if (response.status === status && says.test(body)) return;
          if (performance.now() > latest)
            throw new Error(`/readyz says ${response.status} ${body}, not ${status} ${says}`);
          await pause(5);
        }
      },
      /** As when it is told to. */
      end(): Promise<void> {
        ended ??= stop();
        return ended;
      },
    };
    begun.push(begunHere);
    return begunHere;
  }

  async function kept(): Promise<Record<string, Record<string, unknown>[]>> {
    return everythingKept(store, database);
  }

  /** the updates that wait in the store for their answers */
  async function keptUpdates(): Promise<unknown[]> {
    const { keepsakes = [] } = await kept();
    return keepsakes.filter(({ kind }) => kind === 'update');
  }

  return {
    telegram,
    clock,
    begin,
    /** all rows of all tables */
    kept,
    keptUpdates,
    /** Resolves when nothing waits and nothing moves any more. */
    async settled(): Promise<void> {
      const movements = () => telegram.calls.filter(({ method }) => method !== 'getUpdates').length;
      const latest = performance.now() + SETTLES_WITHIN_MS;
      for (let moved = -1; ; moved = movements()) {
        const waiting = [telegram.pendingUpdates(), telegram.inFlight(), (await keptUpdates()).length];
        if (moved === movements() && waiting.every((count) => count === 0)) return;
        if (performance.now() > latest) throw new Error(`still pending, in flight and kept: ${waiting}`);
        await pause(10);
      }
    },
    /** all that this person was shown since, and by default ever */
    heard: (name: string, from = 0): string[] =>
      telegram.world.shown
        .slice(from)
        .filter(({ to }) => to === telegram.user(name).id)
        .map(({ text }) => text.replaceAll('\u2060', '')),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
