import type { Message } from 'telegraf/types';

type Place = Pick<Message, 'chat' | 'message_id'>;

/** A link to a message that members of its chat can open; Telegram has none to private chats and small groups. */
export function linkTo({ chat, message_id: id }: Place): string | undefined {
  if ('username' in chat && chat.username && chat.type === 'supergroup') return `https://t.me/${chat.username}/${id}`;
  const inner = /^-100(\d+)$/.exec(String(chat.id))?.[1];
  return inner === undefined ? undefined : `https://t.me/c/${inner}/${id}`;
}
