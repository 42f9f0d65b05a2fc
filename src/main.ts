import { randomUUID } from 'node:crypto';
import { userOfMachine } from '../adapters/terminal/session.ts';
import { wantsColor } from '../adapters/terminal/styled-text.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { openDatabase } from '../data/database.ts';
import { DatabaseError } from '../data/database-error.ts';
import { createStore } from '../data/store.ts';
import type { Config } from './config.ts';
import { ConfigError, readConfig } from './config.ts';
import { instantOf } from './domain/instant.ts';
import { createFriday } from './friday.ts';
import { createLog } from './log.ts';
import type { Clock } from './ports.ts';

/** config → store → adapters → jobs → start; sees everything, decides nothing. */

const GRACE_MS = 10_000;

const systemClock: Clock = { now: () => instantOf(Date.now()) };

async function main(): Promise<void> {
  const config = readConfig(environment());
  // Cron drops ticks at clock changes of the process zone; nothing else may depend on it.
  process.env.TZ = 'UTC';
  // What people wrote is for nobody else on this machine to read.
  process.umask(0o077);
  refuseWhatIsNotBuilt(config);
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  // Log lines would land on the prompt, so at a keyboard only trouble is logged unless more is asked for.
  const log = createLog(interactive && !process.env.LOG_LEVEL ? 'warn' : config.logLevel);
  const store = createStore(await openDatabase(config.databaseFile));

  const terminal = createTerminal({
    input: process.stdin,
    output: process.stdout,
    interactive,
    color: wantsColor(process.env, process.stdout),
    defaultSpeaker: userOfMachine(),
    historyFile: '.terminal-history',
    // What could not be sent stays owed and is tried again: no trouble of the line that was just answered.
    async settle() {
      await friday.outbox.drain().catch((error) => log.error({ err: error }, 'the outbox could not be read'));
    },
    newRequestId: randomUUID,
  });
  const friday = createFriday({
    store,
    clock: systemClock,
    log,
    settings: {
      digest: config.digestAt,
      defaultZone: config.defaultZone,
      defaultLanguage: config.defaultLanguage,
      owners: config.owners,
      setupCode: config.setupCode,
    },
    adapters: [terminal],
  });

  const stopped = onceStopped(terminal.finished);
  await friday.start();
  await stopped;
  // Whatever hangs must not keep the process alive for ever; what was confirmed is on disk already.
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await friday.stop();
  await store.close();
}

/** The settings from a .env file, where there is one, and the environment, which wins. */
function environment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}

function refuseWhatIsNotBuilt(config: Config): void {
  const problems = [
    config.slack && 'SLACK_BOT_TOKEN: this version has no Slack yet; unset it to chat in the terminal',
    config.telegram && 'TELEGRAM_BOT_TOKEN: this version has no Telegram yet; unset it to chat in the terminal',
    config.http.isPortSet && 'PORT: this version has no HTTP server yet; unset it',
  ].filter((problem) => problem !== undefined && problem !== false);
  if (problems.length > 0) throw new ConfigError(problems);
}

function onceStopped(finished: Promise<void>): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  return Promise.race([finished, signalled]);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof ConfigError || error instanceof DatabaseError;
  process.stderr.write(`${isForPeople ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
