import type { ChatMemberUpdated } from 'telegraf/types';
import { plain, typed } from '../../../src/chat/reply.ts';
import type { HandedOver } from '../transport/intake.ts';
import { wordsOf } from '../words.ts';
import type { Desk } from './desk.ts';

/** The bot was let into a chat or put out of it: by a person who blocks it, or in a group. */
export async function onMembership(desk: Desk, update: ChatMemberUpdated): Promise<HandedOver | undefined> {
  const { chat, from } = update;
  const isThere = isMember(update.new_chat_member);
  if (chat.type === 'private') {
    await desk.office.accounts.reach(String(chat.id), isThere);
    return undefined;
  }
  if (chat.type === 'channel' || isThere === isMember(update.old_chat_member)) return undefined;
  if (!isThere) {
    await desk.office.rooms.left(String(chat.id), chat.title);
    desk.log.info({ chatId: chat.id }, 'Friday was removed from a group');
    return undefined;
  }
  desk.log.info({ chatId: chat.id }, 'Friday was added to a group');
  // Anybody may add it anywhere; it speaks up where somebody of its own did.
  const language = await desk.office.accounts.languageOf(String(from.id));
  if (language === undefined) return undefined;
  const asked = { userId: String(from.id), chat: { id: String(chat.id), kind: 'group' as const }, language };
  const said = [plain(`${wordsOf(language).helloGroup} `), typed('project bind prostor')];
  return { outcome: () => desk.answering.say(asked, ...said) };
}

function isMember(member: ChatMemberUpdated['new_chat_member']): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}
