import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegraf } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Listening } from '../support/programs.ts';
import { BOT, BOT_TOKEN, WEBHOOK_SECRET } from './names.ts';

/**
 * The least that a Telegram bot can do: telegraf as it comes, by webhook or polling, and one answer to each message.
 * A program of its own, so that what it uses can be measured.
 */
const bot = new Telegraf(BOT_TOKEN, {
  telegram: { apiRoot: process.env.API_ROOT ?? '', webhookReply: false },
});
bot.botInfo = BOT as UserFromGetMe;
bot.on('message', (ctx) => ctx.reply('Taken.'));

const listening: Listening = process.env.POLLING ? poll() : await listen();
process.send?.(listening);

function poll(): Listening {
  process.once('SIGTERM', () => bot.stop());
  void bot.launch().then(() => process.exit());
  return { port: 0 };
}

async function listen(): Promise<Listening> {
  const server = createServer(bot.webhookCallback('/telegram/webhook', { secretToken: WEBHOOK_SECRET }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.once('SIGTERM', () => process.exit());
  return { port: (server.address() as AddressInfo).port };
}
