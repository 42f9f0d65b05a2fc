import { type JsonObject, textIn } from '../slack/json.ts';
import { chatObject } from './chats.ts';
import { memberObject } from './members.ts';
import type { MethodParts, Methods } from './methods.ts';
import { chatOf, ensureCanRead, ensureCanWrite } from './places.ts';
import { refuse, violate } from './refusal.ts';
import { userObject } from './users.ts';

const ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
);

/** getMe, sendChatAction, getChat, getChatMember. */
export function chatMethods({ world, canReadAllGroupMessages }: MethodParts): Methods {
  return {
    getMe: () => ({
      ...userObject(world.bot),
      can_join_groups: true,
      can_read_all_group_messages: canReadAllGroupMessages,
      supports_inline_queries: false,
    }),
    sendChatAction(args) {
      if (!ACTIONS.has(textIn(args.action))) violate('wrong parameter action in request');
      const chat = chatOf(world, args);
      ensureCanWrite(chat);
      return true;
    },
    getChat(args) {
      const chat = chatOf(world, args);
      ensureCanRead(chat);
      // Of people the bot never met it knows nothing.
      if (chat.user && !chat.user.hasStarted && !isMet(chat.id)) refuse(400, 'chat not found');
      return { ...chatObject(chat), ...FULL };
    },
    getChatMember(args) {
      const chat = chatOf(world, args);
      ensureCanRead(chat);
      const user = world.users.get(Number(args.user_id));
      if (!user) return refuse(400, 'PARTICIPANT_ID_INVALID');
      if (user === world.bot) return memberObject(user, chat.botStatus);
      return memberObject(user, chat.members.has(user.id) ? 'member' : 'left');
    },
  };

  /** Somebody who is in a group with the bot. */
  function isMet(userId: number): boolean {
    return [...world.chats.values()].some(
      (chat) => !chat.user && chat.botStatus === 'member' && chat.members.has(userId),
    );
  }
}

/** What `ChatFullInfo` always has. */
const FULL: JsonObject = {
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
    gifts_from_channels: true,
  },
};
