import type { BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { plain } from '../../../src/chat/reply.ts';
import { languageOfTag } from '../../../src/domain/language.ts';
import type { Asked } from '../answers/answering.ts';
import type { Place } from '../answers/place.ts';
import { readMemory } from '../answers/place.ts';
import { readButtonValue } from '../button-value.ts';
import { wordsOf } from '../words.ts';
import { ask } from './asking.ts';
import type { Desk } from './desk.ts';
import { chatOf, senderIn } from './reading.ts';

/** A button, or a choice of the menu beside buttons: acknowledged already, for whatever it does may take time. */
export async function onPress(desk: Desk, body: BlockAction, action: ButtonAction | OverflowAction): Promise<void> {
  const value = readButtonValue(action.type === 'overflow' ? action.selected_option.value : (action.value ?? ''));
  const where = await whereOf(desk, body);
  if (!where) return;
  const { asked, sender } = where;
  if (!value || value.userId !== body.user.id) {
    const language = languageOfTag(sender.languageTag) ?? 'en';
    const reply = { blocks: [{ kind: 'text' as const, spans: [plain(wordsOf(language).notYourButton)] }] };
    return desk.answering.show(asked, { reply, language, repeated: false });
  }
  const incoming: Incoming = {
    platform: 'slack',
    requestId: `press:${body.trigger_id}:${action.action_ts}`,
    sender,
    chat: asked.chat,
    text: value.command,
    origin: 'pressed',
  };
  const answer = await ask(desk, asked, incoming);
  if (!answer) return;
  await desk.answering.show(asked, answer);
  await desk.bring(asked, answer);
}

async function whereOf({ directory }: Desk, body: BlockAction) {
  const userId = body.user.id;
  const { view } = body;
  if (!view) {
    const channel = body.container.channel_id ?? body.channel?.id;
    const ts = body.container.message_ts;
    if (typeof channel !== 'string' || typeof ts !== 'string') return undefined;
    const sender = await senderIn(directory, userId, channel);
    const chat = chatOf(channel, sender);
    const pressed = { ts, isEphemeral: body.container.is_ephemeral === true };
    const responseUrl = body.response_url ?? '';
    const place: Place = { kind: 'conversation', responseUrl, channel, isDirect: chat.kind === 'direct', pressed };
    return { sender, asked: { userId, chat, place, triggerId: body.trigger_id } satisfies Asked };
  }
  const memory = readMemory(view.private_metadata);
  const sender = await directory.account(userId);
  // What is done on the Home tab or above it is private, wherever the bot and the person write to each other.
  const chat = memory?.chat ?? { id: sender.directChat ?? userId, kind: 'direct' as const };
  const place: Place = view.type === 'home' ? { kind: 'home' } : { kind: 'dialog', viewId: view.id };
  return { sender, asked: { userId, chat, place, triggerId: body.trigger_id } satisfies Asked };
}
