import { textOf } from './found-entities.ts';
import type { TelegramMessage } from './messages.ts';
import type { World } from './world.ts';

/** Whether the bot gets a message at all. In groups, in privacy mode, only what is meant for it. */
export function reachesBot(world: World, message: TelegramMessage, canReadAll: boolean): boolean {
  const chat = world.chats.get(message.chatId);
  if (chat?.botStatus !== 'member') return false;
  if (chat.user || canReadAll || message.service) return true;
  const replied = message.replyTo === undefined ? undefined : world.message(chat.id, message.replyTo);
  return replied?.by === world.bot.id || isAddressed(message, world.bot.username ?? '');
}

function isAddressed({ text, entities }: TelegramMessage, username: string): boolean {
  const ours = `@${username}`.toLowerCase();
  return entities.some((entity) => {
    const words = textOf(text, entity).toLowerCase();
    if (entity.type === 'mention') return words === ours;
    return entity.type === 'bot_command' && entity.offset === 0 && (!words.includes('@') || words.endsWith(ours));
  });
}
