import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createHttpServer } from '../adapters/http/http-server.ts';
import { createMetrics } from '../adapters/metrics/metrics.ts';
import { EVENTS_PATH } from '../adapters/slack/manifest.ts';
import { createSlack } from '../adapters/slack/slack.ts';
import { createTelegram } from '../adapters/telegram/telegram.ts';
import { WEBHOOK_PATH } from '../adapters/telegram/transport/webhook.ts';
import { userOfMachine } from '../adapters/terminal/session.ts';
import { wantsColor } from '../adapters/terminal/styled-text.ts';
import type { Terminal, TerminalOptions } from '../adapters/terminal/terminal.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { openDatabase } from '../data/database.ts';
import { DatabaseError } from '../data/database-error.ts';
import { createStore } from '../data/store.ts';
import { affordableGuard } from '../data/unit-guard.ts';
import type { ChatAdapter, Health } from './chat/chat-adapter.ts';
import { COMMANDS } from './commands/table.ts';
import { ConfigError, readConfig } from './config.ts';
import { instantOf } from './domain/instant.ts';
import { environment } from './environment.ts';
import { createFriday } from './friday.ts';
import { createLog } from './log.ts';
import type { Clock } from './ports/world.ts';

/** config → store → adapters → jobs → start; sees everything, decides nothing. */

const GRACE_MS = 20_000;

const systemClock: Clock = { now: () => instantOf(Date.now()) };

async function main(): Promise<void> {
  const config = readConfig(environment());
  // Cron drops ticks at clock changes of the process zone; nothing else may depend on it.
  process.env.TZ = 'UTC';
  // What people wrote is for nobody else on this machine to read.
  process.umask(0o077);
  const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  // Log lines would land on the prompt, so at a keyboard only trouble is logged unless more is asked for.
  const isPrompt = !config.slack && !config.telegram && isInteractive && !process.env.LOG_LEVEL;
  const log = createLog(isPrompt ? 'warn' : config.logLevel);
  const store = createStore(await openDatabase(config.databaseFile, { guard: affordableGuard() }));

  const slack = config.slack && createSlack({ ...config.slack, commands: COMMANDS, clock: systemClock, log });
  const telegram = config.telegram && createTelegram({ ...config.telegram, commands: COMMANDS, log });
  const terminal =
    slack || telegram
      ? undefined
      : openTerminal(isInteractive, settle, { filesFolder: filesFolderOf(config.databaseFile), log });
  const adapters: ChatAdapter[] = [slack, telegram, terminal].filter((adapter) => adapter !== undefined);
  const metrics = createMetrics({
    backlog: () => store.transact((tx) => tx.deliveries.backlog(systemClock.now())),
  });
  const friday = createFriday({
    store,
    clock: systemClock,
    log,
    meter: metrics.meter,
    settings: {
      digest: config.digestAt,
      defaultZone: config.defaultZone,
      defaultLanguage: config.defaultLanguage,
      owners: config.owners,
      setupCode: config.setupCode,
    },
    adapters,
  });
  const http =
    slack || telegram || config.http.isPortSet
      ? createHttpServer({
          ...config.http,
          routes: {
            ...(slack?.onRequest && { [EVENTS_PATH]: slack.onRequest }),
            ...(telegram?.onRequest && { [WEBHOOK_PATH]: telegram.onRequest }),
          },
          health: () => healthOf(adapters),
          metrics: metrics.read,
          log,
        })
      : undefined;

  // What could not be sent stays owed and is tried again: no trouble of the line that was just answered.
  async function settle(): Promise<void> {
    await friday.outbox.drain().catch((error) => log.error({ err: error }, 'the outbox could not be read'));
  }

  const stopped = onceStopped(terminal?.finished);
  try {
    const listening = await http?.start();
    if (listening) log.info({ host: config.http.host, port: listening.port }, 'listening');
    await Promise.race([friday.start(), stopped]);
    await stopped;
  } finally {
    // Whatever hangs must not keep the process alive for ever; what was confirmed is on disk already.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await http?.stop();
    await friday.stop();
    await store.close();
  }
}

/** Beside the database, where people look for what is theirs. */
function filesFolderOf(databaseFile: string): string {
  return join(databaseFile === ':memory:' ? '.' : dirname(databaseFile), 'friday-files');
}

function openTerminal(
  interactive: boolean,
  settle: () => Promise<void>,
  more: Pick<TerminalOptions, 'filesFolder' | 'log'>,
): Terminal {
  return createTerminal({
    input: process.stdin,
    output: process.stdout,
    interactive,
    color: wantsColor(process.env, process.stdout),
    defaultSpeaker: userOfMachine(),
    historyFile: '.terminal-history',
    settle,
    newRequestId: randomUUID,
    ...more,
  });
}

function healthOf(adapters: readonly ChatAdapter[]): Record<string, Health> {
  const well: Health = { isReady: true, detail: 'at work' };
  return Object.fromEntries(adapters.map((adapter) => [adapter.platform, adapter.health?.() ?? well]));
}

/** @param finished when the terminal chat ends, where there is one */
function onceStopped(finished: Promise<void> | undefined): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  return finished ? Promise.race([finished, signalled]) : signalled;
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof ConfigError || error instanceof DatabaseError;
  process.stderr.write(`${isForPeople ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
