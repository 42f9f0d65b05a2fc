import type { Message } from 'telegraf/types';
import type { Incoming, Quoted } from '../../../src/chat/incoming.ts';
import { plain, typed } from '../../../src/chat/reply.ts';
import { languageOfTag } from '../../../src/domain/language.ts';
import { catalogueOf } from '../../../src/text/catalogue.ts';
import type { Asked } from '../answers/answering.ts';
import type { HandedOver } from '../transport/intake.ts';
import { wordsOf } from '../words.ts';
import { addressedText } from './addressed.ts';
import { ask } from './asking.ts';
import type { Desk } from './desk.ts';
import { linkTo } from './message-link.ts';
import { readText } from './read-text.ts';
import { senderOf } from './sender.ts';

/** Somebody wrote, to the bot alone or in a group. */
export async function onMessage(desk: Desk, message: Message): Promise<HandedOver | undefined> {
  if ('migrate_to_chat_id' in message) {
    await desk.office.rooms.moved(String(message.chat.id), String(message.migrate_to_chat_id));
    return undefined;
  }
  const said = saidIn(desk, message);
  if (!said) return undefined;
  const { asked, incoming } = said;
  if (incoming.text !== '') return ask(desk, asked, incoming);
  return asked.chat.kind === 'direct' ? withoutWords(desk, asked, incoming) : undefined;
}

/**
 * Somebody changed what they wrote. Only a message that could have made a task is followed; in a group nothing is said
 * of others, which people correct for each other.
 */
export function onEdit(desk: Desk, message: Message, updateId: number): HandedOver | undefined {
  const said = saidIn(desk, message);
  if (!said || said.incoming.text === '') return undefined;
  const { asked, incoming } = said;
  // Two edits within a second have the same date.
  const requestId = `edit:${message.chat.id}:${message.message_id}:${updateId}`;
  return ask(desk, asked, { ...incoming, requestId, edits: incoming.requestId });
}

function saidIn(desk: Desk, message: Message): { asked: Asked; incoming: Incoming } | undefined {
  const { from, chat } = message;
  // What is said in the name of a chat or by a bot is said by nobody.
  if (!from || from.is_bot || 'sender_chat' in message || chat.type === 'channel') return undefined;
  const isPrivate = chat.type === 'private';
  const words = wordsIn(message);
  // Not every message has words, and then nobody in a group is spoken to.
  if (words === undefined && !isPrivate) return undefined;
  const { text, mentions } = readText(words?.text ?? '', words?.entities);
  const answered = answeredBy(message);
  const isReply = answered?.from?.id === desk.bot.id;
  const forwarded = forwardedWords(message);
  // Somebody else's words do nothing in the name of whoever passes them on: they are what a task is made of.
  if (forwarded && !isPrivate) return undefined;
  const line = forwarded
    ? '/task'
    : addressedText({ text: text.trim(), isReply }, isPrivate, desk.bot.username, desk.commands);
  if (line === undefined) return undefined;
  const sender = senderOf(from, isPrivate ? String(chat.id) : undefined);
  const about = forwarded ?? (answered && !isReply ? quoted(message, answered) : undefined);
  const place: Asked = {
    userId: sender.externalId,
    chat: { id: String(chat.id), kind: isPrivate ? 'direct' : 'group' },
    language: languageOfTag(from.language_code) ?? 'en',
    messageId: message.message_id,
    ...(message.is_topic_message && message.message_thread_id !== undefined
      ? { thread: message.message_thread_id }
      : {}),
  };
  const incoming: Incoming = {
    platform: 'telegram',
    // Of the message rather than of the update: ids of updates begin anew after a quiet week.
    requestId: `message:${message.message_id}@${chat.id}`,
    sender,
    chat: place.chat,
    text: line === '' ? '' : withCodeCommand(line),
    origin: 'typed',
    mentions,
    ...(about ? { about } : {}),
  };
  return { asked: place, incoming };
}

/** In a topic, what answers nothing names the message that opened the topic. */
function answeredBy(message: Message): Message | undefined {
  const answered = 'reply_to_message' in message ? message.reply_to_message : undefined;
  return answered && 'forum_topic_created' in answered ? undefined : answered;
}

function wordsIn(message: Message) {
  if ('text' in message) return { text: message.text, entities: message.entities };
  if ('caption' in message && message.caption) return { text: message.caption, entities: message.caption_entities };
  return undefined;
}

/** What somebody else wrote and this person passes on, with who it is from. */
function forwardedWords(message: Message): Quoted | undefined {
  if (!('forward_origin' in message) || !message.forward_origin) return undefined;
  const text = wordsIn(message)?.text.trim() ?? '';
  const name = nameOfOrigin(message.forward_origin);
  return text === '' ? undefined : { text, source: name === '' ? '' : `— ${name}` };
}

type Origin = NonNullable<Extract<Message, { forward_origin?: unknown }>['forward_origin']>;

function nameOfOrigin(origin: Origin): string {
  switch (origin.type) {
    case 'user':
      return senderOf(origin.sender_user).name;
    case 'hidden_user':
      return origin.sender_user_name;
    case 'chat':
      return 'title' in origin.sender_chat ? origin.sender_chat.title : '';
    case 'channel':
      return 'title' in origin.chat ? origin.chat.title : '';
  }
}

/** The words of the message that is answered, or the part of it that was marked. */
function quoted(message: Message, answered: Message): Quoted | undefined {
  const marked = 'quote' in message ? message.quote?.text : undefined;
  const text = marked ?? wordsIn(answered)?.text.trim();
  if (!text) return undefined;
  const author = answered.from ? senderOf(answered.from).name : '';
  return { text, source: linkTo(answered) ?? (author === '' ? '' : `— ${author}`) };
}

/** A link that joins two accounts opens the chat with `/start link_CODE`. */
function withCodeCommand(line: string): string {
  return line.replace(/^\/start link_([\w-]+)$/, '/link $1');
}

/** Whoever is not let in is told of nothing but that, whatever they send. */
async function withoutWords(desk: Desk, asked: Asked, incoming: Incoming): Promise<HandedOver> {
  const language = await desk.office.accounts.languageOf(incoming.sender.externalId);
  if (language === undefined) return ask(desk, asked, incoming);
  const { example } = catalogueOf(language).welcome;
  const said = [plain(`${wordsOf(language).onlyText} `), typed(example)];
  return { outcome: () => desk.answering.say({ ...asked, language }, ...said) };
}
