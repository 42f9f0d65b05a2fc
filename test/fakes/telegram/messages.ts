import type { SentFile } from '../sent-file.ts';
import type { JsonObject } from '../slack/json.ts';
import { chatObject, type TelegramChat } from './chats.ts';
import type { Entity } from './html.ts';
import type { Markup } from './keyboards.ts';
import { type TelegramUser, userObject } from './users.ts';

export interface TelegramMessage {
  message_id: number;
  chatId: number;
  /** a user's id */
  by: number;
  /** Unix time, seconds */
  date: number;
  editDate: number | undefined;
  text: string;
  entities: Entity[];
  markup: Markup;
  /** the topic, or the message with which a thread of replies began */
  threadId: number | undefined;
  /** the message that this one answers, in the same chat */
  replyTo: number | undefined;
  isDeleted: boolean;
  /** what a service message tells, such as `new_chat_members`; it has no text */
  service: JsonObject | undefined;
  /** `text` is its caption then */
  file: SentFile | undefined;
}

export interface MessagePlaces {
  user(id: number): TelegramUser;
  chat(id: number): TelegramChat;
  message(chatId: number, messageId: number): TelegramMessage | undefined;
}

/** `Message` of the Bot API, with the message it answers, one level deep. */
export function messageObject(message: TelegramMessage, places: MessagePlaces, isInner = false): JsonObject {
  const chat = places.chat(message.chatId);
  const topic = message.threadId !== undefined && chat.topics.has(message.threadId) ? message.threadId : undefined;
  // Whatever stands in a topic and answers nothing else, answers the message that opened the topic.
  const repliedId = message.replyTo ?? (topic === message.message_id ? undefined : topic);
  const replied = isInner || repliedId === undefined ? undefined : places.message(chat.id, repliedId);
  return {
    message_id: message.message_id,
    from: userObject(places.user(message.by)),
    chat: chatObject(chat),
    date: message.date,
    ...(message.editDate !== undefined && { edit_date: message.editDate }),
    ...(message.threadId !== undefined && { message_thread_id: message.threadId }),
    ...(topic !== undefined && { is_topic_message: true }),
    ...(replied && { reply_to_message: messageObject(replied, places, true) }),
    ...(message.service ?? (message.file ? fileObject(message.file, message) : { text: message.text })),
    ...(message.entities.length > 0 && {
      [message.file ? 'caption_entities' : 'entities']: message.entities.map((one) => entityObject(one, places)),
    }),
    ...(message.markup.keyboard.length > 0 && { reply_markup: { inline_keyboard: message.markup.keyboard } }),
  };
}

function fileObject(file: SentFile, { text, message_id: id }: TelegramMessage): JsonObject {
  const about = { file_id: `file-${id}`, file_unique_id: `unique-${id}`, file_size: file.bytes.length };
  const caption = text === '' ? {} : { caption: text };
  if (!file.isPicture) return { document: { ...about, file_name: file.name }, ...caption };
  return { photo: [{ ...about, width: file.bytes.readUInt32BE(16), height: file.bytes.readUInt32BE(20) }], ...caption };
}

/** What is left of a message that the bot cannot see any more: `InaccessibleMessage`. */
export function inaccessibleMessage(message: TelegramMessage, places: MessagePlaces): JsonObject {
  return { chat: chatObject(places.chat(message.chatId)), message_id: message.message_id, date: 0 };
}

function entityObject({ userId, ...entity }: Entity, places: MessagePlaces): JsonObject {
  return { ...entity, ...(userId !== undefined && { user: userObject(places.user(userId)) }) };
}
