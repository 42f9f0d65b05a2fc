import { type JsonObject, textIn } from './json.ts';
import { isContentProblem, readContent } from './messages.ts';
import { type Methods, refusal, type WebApiParts } from './methods.ts';
import type { SlackChannel, SlackMessage } from './world.ts';

/** Messages in channels and direct chats. */
export function chatMethods({ world, records, isMessagesTabOn }: WebApiParts): Methods {
  /** The channel that may be written in, or the error. */
  function writable(args: JsonObject): SlackChannel | string {
    const id = textIn(args.channel);
    const channel = world.channels.get(id);
    if (!channel) {
      if (/^[UW]/.test(id)) records.violate('channel', ['a user id as the channel: open the direct chat first']);
      return 'channel_not_found';
    }
    const isForeign = channel.kind !== 'public' && !channel.members.has(world.bot.id);
    if (isForeign || !channel.isKnownToBot) return 'channel_not_found';
    if (channel.is_archived) return 'is_archived';
    if (channel.kind === 'im') {
      if (!isMessagesTabOn()) return 'messages_tab_disabled';
      const reader = [...channel.members].find((member) => member !== world.bot.id);
      if (world.users.get(reader ?? '')?.deleted) return 'user_disabled';
    }
    return channel.members.has(world.bot.id) ? channel : 'not_in_channel';
  }

  function content(args: JsonObject, method: string, isUpdate = false) {
    const read = readContent(args, { isUpdate });
    if (isContentProblem(read)) records.violate(method, read.reasons);
    else records.notePings({ ...args, ...read }, method);
    return read;
  }

  return {
    'chat.postMessage'(args) {
      const channel = writable(args);
      if (typeof channel === 'string') return refusal(channel);
      const read = content(args, 'chat.postMessage');
      if (isContentProblem(read)) return refusal(read.error, read.reasons);
      const threadTs = textIn(args.thread_ts);
      const message = world.post({
        channelId: channel.id,
        by: world.bot.id,
        ...read,
        ...(threadTs && { thread_ts: threadTs }),
      });
      return { channel: channel.id, ts: message.ts, message: messageObject(message) };
    },

    'chat.postEphemeral'(args) {
      const channel = writable(args);
      if (typeof channel === 'string') return refusal(channel);
      const userId = textIn(args.user);
      if (!channel.members.has(userId)) return refusal('user_not_in_channel');
      const read = content(args, 'chat.postEphemeral');
      if (isContentProblem(read)) return refusal(read.error, read.reasons);
      const message = world.post({ channelId: channel.id, by: world.bot.id, ...read, ephemeralFor: userId });
      return { message_ts: message.ts };
    },

    'chat.update'(args) {
      const channel = world.channels.get(textIn(args.channel));
      if (!channel?.isKnownToBot || !channel.members.has(world.bot.id)) return refusal('channel_not_found');
      const message = world.message(channel.id, textIn(args.ts));
      // An ephemeral message is in no history: only its response_url can change it.
      if (!message || message.ephemeralFor) return refusal('message_not_found');
      if (message.by !== world.bot.id) return refusal('cant_update_message');
      const read = content(args, 'chat.update', true);
      if (isContentProblem(read)) return refusal(read.error, read.reasons);
      // Blocks that are not given stay; an empty list takes them away.
      const blocks = args.blocks === undefined ? message.blocks : read.blocks;
      world.edit(message, { text: read.text, blocks });
      return { channel: channel.id, ts: message.ts, text: read.text, message: messageObject(message) };
    },

    'chat.delete'(args) {
      const message = world.message(textIn(args.channel), textIn(args.ts));
      if (!message || message.ephemeralFor) return refusal('message_not_found');
      if (message.by !== world.bot.id) return refusal('cant_delete_message');
      message.isDeleted = true;
      return { channel: message.channelId, ts: message.ts };
    },

    'chat.getPermalink'(args) {
      const channel = world.channels.get(textIn(args.channel));
      if (!channel || (channel.kind !== 'public' && !channel.members.has(world.bot.id))) {
        return refusal('channel_not_found');
      }
      const message = world.message(channel.id, textIn(args.message_ts));
      if (!message || message.ephemeralFor) return refusal('message_not_found');
      return { channel: channel.id, permalink: permalink(message) };
    },
  };

  function permalink(message: SlackMessage): string {
    return `https://${world.team.domain}.slack.com/archives/${message.channelId}/p${message.ts.replace('.', '')}`;
  }

  function messageObject(message: SlackMessage): JsonObject {
    return {
      type: 'message',
      user: message.by,
      bot_id: world.botId,
      app_id: world.appId,
      team: world.team.id,
      ts: message.ts,
      text: message.text,
      blocks: message.blocks,
      ...(message.thread_ts && { thread_ts: message.thread_ts }),
    };
  }
}
