import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { type Listening, untilListening } from './listening.ts';
import { type Running, runFriday } from './process.ts';

export interface TelegramProcessOptions {
  /** holds the database */
  cwd: string;
  telegram: Pick<FakeTelegram, 'token' | 'apiRoot'>;
  transport: 'polling' | 'webhook';
  env?: Record<string, string>;
}

export const WEBHOOK = { url: 'https://friday.example.com', secret: 'fake-webhook-secret' };

/** Begins `node dist/src/main.js` as the bot of a fake Telegram; it listens on a free port. */
export function beginInTelegram({ cwd, telegram, transport, env }: TelegramProcessOptions): Running {
  return runFriday({
    cwd,
    env: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ...(transport === 'webhook'
        ? { TELEGRAM_WEBHOOK_URL: WEBHOOK.url, TELEGRAM_WEBHOOK_SECRET: WEBHOOK.secret }
        : {}),
      PORT: '0',
      ...env,
    },
  });
}

/** The same; resolves when it listens, whether or not Telegram is there. */
export function listenInTelegram(options: TelegramProcessOptions): Promise<Listening> {
  return untilListening(beginInTelegram(options));
}

/** The same; resolves when updates come to it. */
export async function startInTelegram(
  options: TelegramProcessOptions & { telegram: FakeTelegram },
): Promise<Listening> {
  const friday = await listenInTelegram(options);
  options.telegram.useWebhookOrigin(friday.origin);
  await friday.untilReadiness(200);
  return friday;
}
