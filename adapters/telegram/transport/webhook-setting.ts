import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookInfo } from 'telegraf/types';
import type { Health } from '../../../src/chat/chat-adapter.ts';
import type { TelegramConfig } from '../../../src/config.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { BotApi } from '../sending/bot-api.ts';
import { TelegramApiError } from '../sending/bot-api.ts';
import { ALLOWED_UPDATES } from './chat-of-update.ts';
import type { Intake } from './intake.ts';
import type { Webhook } from './webhook.ts';
import { WEBHOOK_PATH } from './webhook.ts';

interface Deps {
  api: BotApi;
  config: NonNullable<TelegramConfig['webhook']>;
  webhook: Webhook;
  intake: Intake;
  log: Log;
  lookEveryMs?: number;
}

const RETRY_MS = 5000;
/** Another process with the same token, or an operator, may have taken it away. */
const LOOK_EVERY_MS = 300_000;

/** Tells Telegram where to post updates, and looks now and then whether it still knows. */
export function createWebhookSetting({ api, config, webhook, intake, log, lookEveryMs = LOOK_EVERY_MS }: Deps) {
  const url = `${config.url}${WEBHOOK_PATH}`;
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let trouble: string | undefined = 'the webhook is not set yet';

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      trouble = await ensureSet();
      await sleep(trouble === undefined ? lookEveryMs : RETRY_MS, undefined, { signal: stopping.signal }).catch(
        () => {},
      );
    }
  }

  /** @returns what is in the way */
  async function ensureSet(): Promise<string | undefined> {
    const options = { signal: stopping.signal };
    try {
      const info = (await api.call('getWebhookInfo', {}, options)) as WebhookInfo;
      // The secret cannot be asked for, so the first time it is always set.
      if (info.url === url && trouble === undefined) return undefined;
      const args = { url, secret_token: config.secret, allowed_updates: ALLOWED_UPDATES };
      await api.call('setWebhook', args, options);
      log.info({ url }, 'Telegram posts updates to the webhook');
      return undefined;
    } catch (error) {
      const why = error instanceof TelegramApiError ? error.description : String(error);
      const found = `TELEGRAM_WEBHOOK_URL: Telegram cannot be told of it: ${why}`;
      if (!stopping.signal.aborted && found !== trouble) log.warn({ trouble: found }, 'the webhook could not be set');
      return found;
    }
  }

  return {
    start(): void {
      webhook.open(intake);
      loop = run();
    },
    async stop(): Promise<void> {
      webhook.open(undefined);
      stopping.abort();
      await loop;
    },
    health: (): Health =>
      trouble === undefined ? { isReady: true, detail: 'waiting for updates' } : { isReady: false, detail: trouble },
  };
}
