import { Telegraf } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { HandedOver } from '../transport/intake.ts';
import type { Desk } from './desk.ts';
import { onMembership } from './on-membership.ts';
import { onEdit, onMessage } from './on-message.ts';
import { onPress } from './on-press.ts';

/**
 * Telegraf with what Friday does about each kind of update. It is handed updates one by one: how they come, in which
 * order and what happens when something goes wrong is not left to it.
 * @returns does what an update asks for, see `Intake`
 */
export function createTelegrafBot(
  token: string,
  botInfo: UserFromGetMe,
  apiRoot: string,
  desk: Desk,
): (update: Update) => Promise<HandedOver | undefined> {
  // A handler that is given up on would go on in the background.
  const bot = new Telegraf(token, {
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: { apiRoot, webhookReply: false },
  });
  bot.botInfo = botInfo;
  const works = new WeakMap<Update, HandedOver>();
  const note = (update: Update, work: HandedOver | undefined) => {
    if (work) works.set(update, work);
  };
  // One for all kinds: with `on` for each of them an update is asked for its kind again and again.
  bot.use(async ({ update }) => note(update, await workOf(desk, update)));
  // By default it writes the whole update, with what people said, to the console.
  bot.catch((error) => {
    throw error;
  });
  return async (update) => {
    await bot.handleUpdate(update);
    return works.get(update);
  };
}

function workOf(desk: Desk, update: Update) {
  if ('message' in update) return onMessage(desk, update.message);
  if ('edited_message' in update) return onEdit(desk, update.edited_message, update.update_id);
  if ('callback_query' in update) return onPress(desk, update.callback_query);
  if ('my_chat_member' in update) return onMembership(desk, update.my_chat_member);
  return undefined;
}
