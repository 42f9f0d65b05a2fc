import type { JsonObject } from '../slack/json.ts';
import type { BotStatus } from './chats.ts';
import { type TelegramUser, userObject } from './users.ts';

/** `ChatMember` of the Bot API. */
export function memberObject(user: TelegramUser, status: BotStatus): JsonObject {
  return { user: userObject(user), status, ...(status === 'kicked' && { until_date: 0 }) };
}
