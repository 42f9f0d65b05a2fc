import type { JsonObject } from '../slack/json.ts';
import type { TelegramUser } from './users.ts';

export type BotStatus = 'member' | 'left' | 'kicked';

export interface TelegramChat {
  id: number;
  /** a group's title; of a private chat, the name of who is in it */
  name: string;
  type: 'private' | 'group' | 'supergroup';
  /** of a private chat: who is in it with the bot */
  user: TelegramUser | undefined;
  username: string | undefined;
  isForum: boolean;
  /** people's ids */
  members: Set<number>;
  botStatus: BotStatus;
  /** topics of a forum: id of their thread → name */
  topics: Map<number, string>;
  /** a group that is a supergroup now */
  migratedTo: number | undefined;
}

/** `Chat` of the Bot API. */
export function chatObject({ id, type, name, user, username, isForum }: TelegramChat): JsonObject {
  if (user) {
    const { first_name, last_name } = user;
    return {
      id,
      type,
      first_name,
      ...(last_name !== undefined && { last_name }),
      ...(user.username !== undefined && { username: user.username }),
    };
  }
  return { id, type, title: name, ...(username !== undefined && { username }), ...(isForum && { is_forum: true }) };
}
