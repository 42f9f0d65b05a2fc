import { isObject, type JsonObject, textIn } from '../slack/json.ts';
import type { TelegramChat } from './chats.ts';
import { type Content, readContent } from './content.ts';
import { type Markup, readMarkup } from './keyboards.ts';
import type { TelegramMessage } from './messages.ts';
import type { MethodParts, Methods } from './methods.ts';
import { chatOf, ensureCanWrite } from './places.ts';
import { refuse, violate } from './refusal.ts';

/** Seconds in which a message can be taken back. */
const DELETABLE_SECONDS = 48 * 3600;
const ANSWER_MAX = 200;

/** sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage, answerCallbackQuery. */
export function messageMethods({ world, records }: MethodParts): Methods {
  function contentOf(args: JsonObject, where: string): Content {
    const content = readContent(args, (id) => world.users.has(id));
    records.violate(where, content.doubts);
    return content;
  }

  function threadOf(args: JsonObject, chat: TelegramChat): number | undefined {
    const id = args.message_thread_id;
    if (typeof id !== 'number') return undefined;
    if (chat.topics.has(id)) return id;
    // Only a forum loses its topics; elsewhere there were none.
    return chat.isForum ? refuse(400, 'message thread not found') : violate('message thread not found');
  }

  function repliedOf(args: JsonObject, chat: TelegramChat): number | undefined {
    const given = args.reply_parameters;
    if (!isObject(given)) return undefined;
    if (given.chat_id !== undefined && Number(given.chat_id) !== chat.id)
      violate('replies to other chats are not in this fake');
    const replied = world.message(chat.id, Number(given.message_id));
    if (replied) return replied.message_id;
    return given.allow_sending_without_reply === true ? undefined : refuse(400, 'message to be replied not found');
  }

  function editable(args: JsonObject): TelegramMessage {
    if (args.chat_id === undefined) violate('inline messages are not in this fake');
    if (args.message_id === undefined) violate('message identifier is not specified');
    const chat = chatOf(world, args);
    ensureCanWrite(chat);
    const message = world.message(chat.id, Number(args.message_id));
    if (!message) return refuse(400, 'message to edit not found');
    if (message.by !== world.bot.id || message.markup.other) violate("message can't be edited");
    return message;
  }

  function edit(message: TelegramMessage, to: Pick<TelegramMessage, 'text' | 'entities'>, markup: Markup): JsonObject {
    const now = [message.text, message.entities, message.markup.keyboard];
    if (JSON.stringify(now) === JSON.stringify([to.text, to.entities, markup.keyboard])) {
      refuse(400, NOT_MODIFIED);
    }
    world.edit(message, to, markup);
    return world.messageObject(message);
  }

  return {
    sendMessage(args) {
      const content = contentOf(args, 'sendMessage');
      const markup = readMarkup(args.reply_markup);
      const chat = chatOf(world, args);
      ensureCanWrite(chat);
      const threadId = threadOf(args, chat);
      const replyTo = repliedOf(args, chat);
      const message = world.post(chat, { by: world.bot.id, markup, threadId, replyTo }, content);
      records.noteEntities(content, chat.id, 'sendMessage');
      return world.messageObject(message);
    },
    editMessageText(args) {
      if (args.text === undefined) violate('message text is empty');
      const content = contentOf(args, 'editMessageText');
      const markup = readMarkup(args.reply_markup);
      const message = editable(args);
      const edited = edit(message, content, markup);
      records.noteEntities(content, message.chatId, 'editMessageText');
      return edited;
    },
    editMessageReplyMarkup(args) {
      const markup = readMarkup(args.reply_markup);
      const message = editable(args);
      return edit(message, message, markup);
    },
    deleteMessage(args) {
      const chat = chatOf(world, args);
      ensureCanWrite(chat);
      const message = world.message(chat.id, Number(args.message_id));
      if (!message) return refuse(400, 'message to delete not found');
      if (message.by !== world.bot.id && !chat.user) violate("message can't be deleted");
      if (world.seconds() - message.date > DELETABLE_SECONDS) refuse(400, "message can't be deleted for everyone");
      message.isDeleted = true;
      return true;
    },
    answerCallbackQuery(args) {
      const text = textIn(args.text);
      if (text.length > ANSWER_MAX) violate('MESSAGE_TOO_LONG');
      if (args.url !== undefined) violate('URL_INVALID');
      const isAlert = args.show_alert === true;
      const said = text === '' ? undefined : text;
      const { userId, chatId } = world.presses.answer(textIn(args.callback_query_id), { text: said, isAlert });
      if (said !== undefined) world.show({ to: userId, chatId, text: said, message: undefined, kind: 'alert' });
      return true;
    },
  };
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
