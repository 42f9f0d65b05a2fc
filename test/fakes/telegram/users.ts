import type { JsonObject } from '../slack/json.ts';

export interface TelegramUser {
  id: number;
  /** in tests; nobody in Telegram knows it */
  name: string;
  is_bot: boolean;
  first_name: string;
  last_name: string | undefined;
  username: string | undefined;
  language_code: string | undefined;
  /** has written to the bot: it may write to them from then on */
  hasStarted: boolean;
  hasBlocked: boolean;
  /** the account is gone */
  isDeactivated: boolean;
}

/** `User` of the Bot API. */
export function userObject(user: TelegramUser): JsonObject {
  const { id, is_bot, first_name, last_name, username, language_code } = user;
  return {
    id,
    is_bot,
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
    ...(language_code !== undefined && !is_bot && { language_code }),
  };
}
