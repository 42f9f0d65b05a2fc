import { fileURLToPath } from 'node:url';
import { type SlackSettings, slackEnv } from '../slack/programs.ts';
import type { ProductProgram, Program } from '../support/programs.ts';
import { MAIN, startFloor, startProduct } from '../support/programs.ts';
import { BOT_TOKEN, WEBHOOK_SECRET } from './names.ts';

const UNPACED = fileURLToPath(new URL('./unpaced.js', import.meta.url));
const ANSWER_ONLY = fileURLToPath(new URL('./answer-only.js', import.meta.url));

export type Transport = 'webhook' | 'polling';

export interface TelegramSettings {
  databaseFile: string;
  apiRoot: string;
  digestAt: string;
  transport: Transport;
}

/** The product in Telegram, as fast as it goes. */
export function startUnpaced(settings: TelegramSettings): Promise<ProductProgram> {
  return startProduct(UNPACED, telegramEnv(settings), ['in Telegram']);
}

/** The product as it is run, in Slack and in Telegram. */
export function startInBoth(settings: TelegramSettings & SlackSettings): Promise<ProductProgram> {
  return startProduct(MAIN, { ...slackEnv(settings), ...telegramEnv(settings) }, ['in Slack', 'in Telegram']);
}

function telegramEnv({ databaseFile, apiRoot, digestAt, transport }: TelegramSettings): Record<string, string> {
  return {
    DATABASE_FILE: databaseFile,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    DIGEST_AT: digestAt,
    ...(transport === 'webhook' && {
      TELEGRAM_WEBHOOK_URL: 'https://bench.example',
      TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }),
  };
}

export function startAnswerOnly(apiRoot: string, transport: Transport): Promise<Program> {
  return startFloor(ANSWER_ONLY, { API_ROOT: apiRoot, ...(transport === 'polling' && { POLLING: '1' }) });
}

/** Where updates go. */
export function webhookUrl({ port }: Program): string {
  return `http://127.0.0.1:${port}/telegram/webhook`;
}
