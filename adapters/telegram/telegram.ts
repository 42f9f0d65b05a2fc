import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserFromGetMe } from 'telegraf/types';
import type { ChatAdapter, Handle, Health, Office } from '../../src/chat/chat-adapter.ts';
import { DeliveryError } from '../../src/chat/chat-adapter.ts';
import type { Command } from '../../src/chat/command.ts';
import { createConnecting } from '../../src/chat/connecting.ts';
import type { Pacing } from '../../src/chat/pacing.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { createSeen } from '../../src/chat/seen.ts';
import { createWorkInProgress } from '../../src/chat/work-in-progress.ts';
import type { TelegramConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/config.ts';
import type { Log } from '../../src/ports/world.ts';
import { createAcknowledge } from './answers/acknowledge.ts';
import { createAnswering } from './answers/answering.ts';
import { createBringing } from './answers/bringing.ts';
import type { AnswerTimes } from './answers/insist.ts';
import { createInsist } from './answers/insist.ts';
import { createPages } from './answers/pages.ts';
import { createCallbackData } from './callback-data.ts';
import { createCommandMenu } from './command-menu.ts';
import { renderMessages } from './render/messages.ts';
import type { Desk } from './requests/desk.ts';
import { createStrangers } from './requests/strangers.ts';
import { createTelegrafBot } from './requests/telegraf-bot.ts';
import type { BotApi } from './sending/bot-api.ts';
import { createBotApi, TelegramApiError } from './sending/bot-api.ts';
import { createDeliver } from './sending/deliver.ts';
import { createTelegramPacing } from './sending/paces.ts';
import { createIntake } from './transport/intake.ts';
import type { PollingTimes } from './transport/polling.ts';
import { createPolling } from './transport/polling.ts';
import { createWebhook } from './transport/webhook.ts';
import { createWebhookSetting } from './transport/webhook-setting.ts';
import { wordsOf } from './words.ts';

export interface TelegramOptions extends TelegramConfig {
  commands: readonly Command[];
  log: Log;
  /** how fast it writes; default: as Telegram allows */
  pacing?: Pacing;
  /** how patiently it asks for updates */
  polling?: Partial<PollingTimes>;
  /** how patiently it shows answers */
  answers?: Partial<AnswerTimes>;
}

export type Telegram = ChatAdapter & {
  health(): Health;
  /** takes what Telegram posts to the webhook; when polling there is none */
  onRequest: ((req: IncomingMessage, res: ServerResponse) => Promise<void>) | undefined;
};

const FINISH_WITHIN_MS = 5000;

interface Running {
  bot: UserFromGetMe;
  deliver: ReturnType<typeof createDeliver>;
  health(): Health;
  stop(): Promise<void>;
}

/** Friday as one Telegram bot, asking for updates or being told of them at a webhook. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { botToken, apiRoot, webhook: webhookConfig, commands, log, pacing = createTelegramPacing() } = options;
  const api = createBotApi({ token: botToken, apiRoot, log });
  const data = createCallbackData(botToken);
  const webhook = webhookConfig && createWebhook({ secret: webhookConfig.secret, log });
  let running: Running | undefined;
  let office: { handle: Handle; office: Office } | undefined;
  let sendingTrouble: string | undefined;

  const connecting = createConnecting({
    name: 'Telegram',
    describe: (error) => (error instanceof TelegramApiError ? error.description : String(error)),
    log,
    async connect(signal) {
      const bot = await whoAmI(api, signal);
      if (!signal.aborted && office) running = await open(bot, office.handle, office.office);
    },
  });

  async function open(bot: UserFromGetMe, handle: Handle, office: Office): Promise<Running> {
    const stopping = new AbortController();
    // Each answer that is on its way listens, and there may be many.
    setMaxListeners(0, stopping.signal);
    const afterwards = createWorkInProgress();
    const { keepsakes, rooms } = office;
    const calling = { api, stopping: stopping.signal, log, times: options.answers };
    const insist = createInsist({ ...calling, pacing, onMoved: rooms.moved });
    const acknowledge = createAcknowledge({ ...calling, afterwards });
    const pages = createPages();
    const answering = createAnswering({ insist, acknowledge, pages, data, keepsakes, bot, log });
    const desk: Desk = {
      handle,
      office,
      answering,
      bring: createBringing({ files: office.files, insist, answering, stopping: stopping.signal, log }),
      seen: createSeen(),
      strangers: createStrangers(),
      data,
      commands: createCommandTable(commands),
      bot,
      log,
    };
    const act = createTelegrafBot(botToken, bot, apiRoot, desk);
    const intake = createIntake({ act, keepsakes, buttons: data, log });
    await intake.resume();
    const source =
      webhook && webhookConfig
        ? createWebhookSetting({ api, config: webhookConfig, webhook, intake, log })
        : createPolling({ api, intake, log }, options.polling);
    const menu = createCommandMenu({ api, accounts: office.accounts, log });
    const deliver = createDeliver({
      api,
      pacing,
      log,
      render: (reply, userId, language) => {
        const look = { userId, language, data, place: 'private' as const, botUsername: bot.username };
        return renderMessages(reply, { ...look, words: wordsOf(language) });
      },
      keep: (items) => keepsakes.put('command', items),
      notePages: pages.note,
      noteTrouble(found) {
        sendingTrouble = found;
      },
    });
    source.start();
    menu.start();
    log.info({ bot: bot.username }, 'in Telegram');
    return {
      bot,
      deliver,
      health: source.health,
      async stop() {
        // What can still be shown is; the rest is kept, and shown after the next start.
        const calledOff = setTimeout(() => stopping.abort(), FINISH_WITHIN_MS);
        await source.stop();
        await menu.stop();
        await Promise.all([intake.settle(), afterwards.finish(FINISH_WITHIN_MS)]);
        clearTimeout(calledOff);
        stopping.abort();
      },
    };
  }

  return {
    platform: 'telegram',
    async start(handle, opened) {
      office = { handle, office: opened };
      await connecting.start();
    },
    async stop() {
      await connecting.stop();
      await running?.stop();
      running = undefined;
    },
    async deliver(message, signal) {
      if (!running) throw new DeliveryError('temporary', connecting.trouble() ?? 'not started');
      return running.deliver(message, signal);
    },
    health() {
      const trouble = connecting.trouble();
      if (trouble !== undefined || !running) return { isReady: false, detail: trouble ?? 'not started' };
      const health = running.health();
      return !health.isReady || sendingTrouble === undefined ? health : { isReady: false, detail: sendingTrouble };
    },
    deepLink(words) {
      const [, command = '', code = ''] = /^(start|link) ([\w-]+)$/.exec(words) ?? [];
      if (!running || code === '') return undefined;
      return `https://t.me/${running.bot.username}?start=${command === 'link' ? 'link_' : ''}${code}`;
    },
    onRequest: webhook?.onRequest,
  };
}

/** @throws ConfigError where the token is none of Telegram's */
async function whoAmI(api: BotApi, signal: AbortSignal): Promise<UserFromGetMe> {
  try {
    return (await api.call('getMe', {}, { signal })) as UserFromGetMe;
  } catch (error) {
    // A token that is not even of the form of one is answered like an unknown page.
    if (error instanceof TelegramApiError && !error.isForeign && (error.code === 401 || error.code === 404)) {
      throw new ConfigError([
        'TELEGRAM_BOT_TOKEN: Telegram does not know it; copy it anew from @BotFather (/mybots, API Token)',
      ]);
    }
    throw error;
  }
}
