import type { CallbackQuery } from 'telegraf/types';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { languageOfTag } from '../../../src/domain/language.ts';
import type { Asked } from '../answers/answering.ts';
import type { HandedOver } from '../transport/intake.ts';
import { wordsOf } from '../words.ts';
import { ask } from './asking.ts';
import type { Desk } from './desk.ts';
import { senderOf } from './sender.ts';

/** A button was pressed: its clock stops turning at once, whatever becomes of it. */
export async function onPress(desk: Desk, query: CallbackQuery): Promise<HandedOver | undefined> {
  const { from, message } = query;
  const found = await commandOf(desk, query);
  const language = languageOfTag(from.language_code) ?? 'en';
  desk.answering.acknowledge(query.id, 'alert' in found ? wordsOf(language)[found.alert] : undefined);
  if ('alert' in found || !message) return undefined;
  const isPrivate = message.chat.type === 'private';
  const sender = senderOf(from, isPrivate ? String(message.chat.id) : undefined);
  const asked: Asked = {
    userId: sender.externalId,
    chat: { id: String(message.chat.id), kind: isPrivate ? 'direct' : 'group' },
    language,
    // A message that is too old to be seen cannot be changed either.
    ...(message.date === 0 ? {} : { pressed: message.message_id, ...threadOf(message) }),
  };
  const incoming: Incoming = {
    platform: 'telegram',
    requestId: `press:${query.id}`,
    sender,
    chat: asked.chat,
    text: found.command,
    origin: 'pressed',
  };
  return ask(desk, asked, incoming);
}

async function commandOf(
  { data, office }: Desk,
  query: CallbackQuery,
): Promise<{ command: string } | { alert: 'notYourButton' | 'oldButton' }> {
  const read = 'data' in query ? data.read(query.data, String(query.from.id)) : undefined;
  if (!read) return { alert: 'notYourButton' };
  if ('command' in read) return read;
  const command = await office.keepsakes.get('command', read.reference);
  return command === undefined ? { alert: 'oldButton' } : { command };
}

function threadOf(message: NonNullable<CallbackQuery['message']>): { thread?: number } {
  if (!('is_topic_message' in message) || !message.is_topic_message) return {};
  return message.message_thread_id === undefined ? {} : { thread: message.message_thread_id };
}
