import type { JsonObject } from '../slack/json.ts';
import type { TelegramChat } from './chats.ts';
import { refuse } from './refusal.ts';
import type { World } from './world.ts';

/** The chat that `chat_id` means. @throws TelegramRefusal */
export function chatOf(world: World, args: JsonObject): TelegramChat {
  const given = args.chat_id;
  if (typeof given === 'string' && given.startsWith('@')) {
    return world.chatByUsername(given.slice(1)) ?? refuse(400, 'chat not found');
  }
  const id = Number(given);
  const user = world.users.get(id);
  return (user ? world.privateChat(user) : world.chats.get(id)) ?? refuse(400, 'chat not found');
}

/** @throws TelegramRefusal where the bot cannot see the chat, or cannot see it any more */
export function ensureCanRead(chat: TelegramChat): void {
  if (chat.user) return;
  if (chat.migratedTo !== undefined) {
    refuse(400, 'group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.migratedTo });
  }
  const kind = chat.type === 'supergroup' ? 'supergroup chat' : 'group chat';
  if (chat.botStatus === 'kicked') refuse(403, `bot was kicked from the ${kind}`);
  if (chat.botStatus === 'left') refuse(403, `bot is not a member of the ${kind}`);
}

/** @throws TelegramRefusal */
export function ensureCanWrite(chat: TelegramChat): void {
  ensureCanRead(chat);
  if (!chat.user) return;
  if (chat.user.is_bot) refuse(403, "bot can't send messages to the bot");
  if (chat.user.isDeactivated) refuse(403, 'user is deactivated');
  if (chat.user.hasBlocked) refuse(403, 'bot was blocked by the user');
  if (!chat.user.hasStarted) refuse(403, "bot can't initiate conversation with a user");
}
