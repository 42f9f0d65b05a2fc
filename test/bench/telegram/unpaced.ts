import { createHttpServer } from '../../../adapters/http/http-server.ts';
import { createTelegram } from '../../../adapters/telegram/telegram.ts';
import { WEBHOOK_PATH } from '../../../adapters/telegram/transport/webhook.ts';
import { openDatabase } from '../../../data/database.ts';
import { createStore } from '../../../data/store.ts';
import { affordableGuard } from '../../../data/unit-guard.ts';
import type { Pacing } from '../../../src/chat/pacing.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { readConfig } from '../../../src/config.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { createFriday } from '../../../src/friday.ts';
import { createLog } from '../../../src/log.ts';

/**
 * The product in Telegram as `src/main.ts` puts it together, but for one thing: messages go out as fast as they can,
 * not at the 28 a second which Telegram allows, and which would be all that could be measured.
 */
const UNPACED: Pacing = { turn: async () => {}, hold() {}, heldSeconds: () => 0, size: () => 0 };

const config = readConfig(process.env);
if (!config.telegram) throw new Error('It wants TELEGRAM_BOT_TOKEN.');
process.env.TZ = 'UTC';
const log = createLog(config.logLevel);
const store = createStore(await openDatabase(config.databaseFile, { guard: affordableGuard() }));
const telegram = createTelegram({ ...config.telegram, commands: COMMANDS, log, pacing: UNPACED });
const friday = createFriday({
  store,
  clock: { now: () => instantOf(Date.now()) },
  log,
  settings: {
    digest: config.digestAt,
    defaultZone: config.defaultZone,
    defaultLanguage: config.defaultLanguage,
    owners: config.owners,
    setupCode: config.setupCode,
  },
  adapters: [telegram],
});
const http = createHttpServer({
  ...config.http,
  routes: telegram.onRequest ? { [WEBHOOK_PATH]: telegram.onRequest } : {},
  health: () => ({ telegram: telegram.health() }),
  log,
});
const { port } = await http.start();
log.info({ port }, 'listening');
await friday.start();
process.once('SIGTERM', async () => {
  await http.stop();
  await friday.stop();
  await store.close();
  process.exit();
});
