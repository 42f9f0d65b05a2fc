import type { Update } from 'telegraf/types';

/** The kinds of updates that Friday asks for; others are not sent. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Whether it is an update at all, with a number that could be one of Telegram's. */
export function isUpdate(read: unknown): read is Update {
  const id = typeof read === 'object' && read !== null && 'update_id' in read ? read.update_id : undefined;
  return Number.isSafeInteger(id) && (id as number) >= 0;
}

/** The chat in whose order an update belongs. A button on a message that nobody can see belongs to its presser. */
export function chatOfUpdate(update: Update): number {
  if ('message' in update) return update.message?.chat?.id ?? 0;
  if ('edited_message' in update) return update.edited_message?.chat?.id ?? 0;
  if ('callback_query' in update)
    return update.callback_query?.message?.chat?.id ?? update.callback_query?.from?.id ?? 0;
  if ('my_chat_member' in update) return update.my_chat_member?.chat?.id ?? 0;
  return 0;
}
