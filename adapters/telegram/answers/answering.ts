import type { Answer, KeptHere } from '../../../src/chat/chat-adapter.ts';
import type { Chat } from '../../../src/chat/incoming.ts';
import type { Reply, Span } from '../../../src/chat/reply.ts';
import { line } from '../../../src/chat/reply.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { CallbackData } from '../callback-data.ts';
import type { TelegramLook } from '../render/look.ts';
import type { Rendered, TelegramMessage } from '../render/messages.ts';
import { renderMessages } from '../render/messages.ts';
import { sendArgs } from '../sending/send-args.ts';
import { wordsOf } from '../words.ts';
import type { Acknowledge } from './acknowledge.ts';
import type { Insist } from './insist.ts';
import type { Pages } from './pages.ts';

/** Who asked, and where. */
export interface Asked {
  userId: string;
  chat: Chat;
  /** of the account, for what is said outside of an answer */
  language: Language;
  /** the message that asked */
  messageId?: number;
  /** the message whose button was pressed */
  pressed?: number;
  /** the forum topic */
  thread?: number;
}

interface Deps {
  insist: Insist;
  acknowledge: Acknowledge;
  pages: Pages;
  data: CallbackData;
  keepsakes: Pick<KeptHere, 'put'>;
  bot: { username: string };
  log: Log;
}

type UrlButton = NonNullable<TelegramLook['urlButton']>;
type Place = { chatId: string; replyTo?: number; thread?: number };

/** An answer as it will look. */
export interface Draft {
  of: Answer;
  rendered: Rendered;
}

/** Shows answers where they were asked for, and what is for one person alone in their chat with the bot. */
export function createAnswering(deps: Deps) {
  const { insist, acknowledge, pages, data, keepsakes, bot, log } = deps;

  /** Makes an answer ready to be shown. */
  function draft(asked: Asked, answer: Answer): Draft {
    const { reply, language } = answer;
    const isForAll = asked.chat.kind === 'group' && reply.place !== 'private';
    return { of: answer, rendered: render(asked.userId, reply, language, isForAll ? 'group' : 'private') };
  }

  /**
   * @param ready a draft, where there is one; of another answer it does not count
   * @returns false where it was called off before all of it was shown
   */
  async function show(asked: Asked, answer: Answer, ready?: Draft): Promise<boolean> {
    const { reply, language } = answer;
    if (reply.blocks.length === 0) return true;
    const { rendered } = ready?.of === answer ? ready : draft(asked, answer);
    const messages = await keeping(rendered);
    if (asked.chat.kind === 'group' && reply.place === 'private') return showAlone(asked, messages, language);
    const place = placeOf(asked);
    // What is to be answered in writing cannot take the place of another message.
    const canReplace = messages.every(({ reply_markup: markup }) => !markup || 'inline_keyboard' in markup);
    if (asked.pressed !== undefined && reply.replacesPressed && canReplace) {
      return replace(place, asked.pressed, messages);
    }
    return (await send(place, messages)) !== 'called off';
  }

  /** What the adapter itself has to say. */
  async function say(asked: Asked, ...spans: Span[]): Promise<boolean> {
    return saidWith(asked, asked.language, line(...spans));
  }

  async function saidWith(
    asked: Asked,
    language: Language,
    block: Reply['blocks'][number],
    urlButton?: UrlButton,
  ): Promise<boolean> {
    const where = asked.chat.kind === 'group' ? 'group' : 'private';
    const messages = await keeping(render(asked.userId, { blocks: [block] }, language, where, urlButton));
    return (await send(placeOf(asked), messages)) !== 'called off';
  }

  /** In a group nobody else reads it; whoever asked is told where it is, or how to get it. */
  async function showAlone(asked: Asked, messages: readonly TelegramMessage[], language: Language): Promise<boolean> {
    const outcome = await send({ chatId: asked.userId }, messages);
    if (outcome === 'called off') return false;
    if (outcome === 'shown' && asked.pressed !== undefined) return true;
    const words = wordsOf(language);
    const urlButton = { label: words.openChat, url: `https://t.me/${bot.username}` };
    return saidWith(
      asked,
      language,
      line(outcome === 'shown' ? words.answeredPrivately : words.askPrivately),
      urlButton,
    );
  }

  function render(
    userId: string,
    reply: Reply,
    language: Language,
    place: 'private' | 'group',
    urlButton?: UrlButton,
  ): Rendered {
    const words = wordsOf(language);
    const look = {
      userId,
      language,
      data,
      place,
      botUsername: bot.username,
      words,
      ...(urlButton ? { urlButton } : {}),
    };
    return renderMessages(reply, look);
  }

  /** What its buttons say is kept before a message goes out. */
  async function keeping({ messages, keep }: Rendered): Promise<readonly TelegramMessage[]> {
    if (keep.length > 0) {
      const items = keep.map(({ reference, command }) => ({ key: reference, body: command }));
      await keepsakes.put('command', items).catch((error: unknown) => {
        // What was done is told all the same; whoever presses such a button hears that it is of no use.
        log.error({ err: error }, 'what the buttons of an answer say could not be kept');
      });
    }
    return messages;
  }

  async function send(place: Place, messages: readonly TelegramMessage[]): Promise<'shown' | 'refused' | 'called off'> {
    const ids: number[] = [];
    for (const [i, message] of messages.entries()) {
      const outcome = await insist(place.chatId, (to) => {
        const at = i === 0 ? { ...place, ...to } : { ...place, ...to, replyTo: undefined };
        return ['sendMessage', sendArgs(at.chatId, message, at)];
      });
      if (outcome.kind !== 'done') return outcome.kind === 'called off' ? 'called off' : 'refused';
      ids.push(outcome.messageId);
    }
    pages.note(place.chatId, ids);
    return 'shown';
  }

  /** The pages of the message take the place of those that it had. */
  async function replace(place: Place, pressed: number, messages: readonly TelegramMessage[]): Promise<boolean> {
    const before = pages.of(place.chatId, pressed);
    const ids: number[] = [];
    for (const [i, message] of messages.entries()) {
      const id = before[i];
      if (id === undefined) return (await send(place, messages.slice(i))) !== 'called off';
      const outcome = await insist(place.chatId, ({ chatId }) => [
        'editMessageText',
        { message_id: id, ...sendArgs(chatId, message), reply_markup: keyboardOf(message) },
      ]);
      if (outcome.kind === 'called off') return false;
      // It is gone, or too old to be changed.
      if (outcome.kind === 'refused') return (await send(place, messages.slice(i))) !== 'called off';
      ids.push(id);
    }
    for (const id of before.slice(messages.length)) {
      await insist(place.chatId, ({ chatId }) => ['deleteMessage', { chat_id: chatId, message_id: id }]);
    }
    pages.note(place.chatId, ids);
    return true;
  }

  return {
    draft,
    show,
    say,
    acknowledge,
  };
}

export type Answering = ReturnType<typeof createAnswering>;

/** In a group an answer hangs on what it answers. */
function placeOf({ chat, messageId, thread }: Asked): Place {
  return {
    chatId: chat.id,
    ...(chat.kind === 'group' && messageId !== undefined ? { replyTo: messageId } : {}),
    ...(thread === undefined ? {} : { thread }),
  };
}

/** A message can be changed to one with buttons or without, and to nothing else. */
function keyboardOf({ reply_markup: markup }: TelegramMessage): object {
  return markup && 'inline_keyboard' in markup ? markup : { inline_keyboard: [] };
}
