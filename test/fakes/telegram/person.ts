import { type JsonObject, textIn } from '../slack/json.ts';
import type { Outcome } from '../slack/requests.ts';
import { callbackObject } from './callbacks.ts';
import { chatObject, type TelegramChat } from './chats.ts';
import { cleanText, isInvisible } from './clean-text.ts';
import { withFound } from './found-entities.ts';
import type { Entity, Formatted } from './html.ts';
import { memberObject } from './members.ts';
import type { TelegramMessage } from './messages.ts';
import { reachesBot } from './privacy.ts';
import { type TelegramUser, userObject } from './users.ts';
import type { World } from './world.ts';

/** What became of an update: over a webhook how the first call ended; undefined: it waits to be taken. */
export interface Sending {
  /** as it goes to the bot, with its id; undefined: the bot does not get it */
  update: JsonObject | undefined;
  outcome: Outcome | undefined;
}

export interface Sent extends Sending {
  message: TelegramMessage;
}

export interface Saying {
  /** a group by its title; default: the chat with the bot */
  chat?: string;
  replyTo?: TelegramMessage;
  /** a topic's id, as `topic` gives it */
  topic?: number;
  /** what cannot be typed, such as a `text_mention` with a `userId` */
  entities?: readonly Entity[];
}

export interface Button {
  label: string;
  data: string | undefined;
  url: string | undefined;
  message: TelegramMessage;
}

export type TelegramPerson = ReturnType<typeof createPerson>;

/** What somebody in Telegram can do. Each resolves when the update is queued, or over a webhook when it was posted. */
export function createPerson(
  parts: {
    world: World;
    canReadAllGroupMessages: boolean;
    send(update: JsonObject): Promise<Sending>;
  },
  account: TelegramUser,
) {
  const { world, send } = parts;

  function place(name: string | undefined): TelegramChat {
    const chat = name === undefined ? world.privateChat(account) : world.groupNamed(name);
    if (!chat) throw new Error(`There is no group ${name}`);
    if (!chat.members.has(account.id)) throw new Error(`${account.name} is not in ${name}`);
    return chat;
  }

  async function tell(type: 'message' | 'edited_message', message: TelegramMessage): Promise<Sent> {
    if (!reachesBot(world, message, parts.canReadAllGroupMessages)) {
      return { message, update: undefined, outcome: undefined };
    }
    return { message, ...(await send({ [type]: world.messageObject(message) })) };
  }

  async function write(chat: TelegramChat, text: string, saying: Omit<Saying, 'chat'>): Promise<Sent> {
    if (chat.user && account.hasBlocked) throw new Error(`${account.name} has blocked the bot, and cannot write to it`);
    if (chat.user) account.hasStarted = true;
    const { topic, replyTo } = saying;
    if (topic !== undefined && !chat.topics.has(topic)) throw new Error(`${chat.name} has no topic ${topic}`);
    if (replyTo && (replyTo.chatId !== chat.id || replyTo.isDeleted))
      throw new Error('This message cannot be answered');
    const threadId = topic ?? (chat.isForum && chat.topics.has(replyTo?.threadId ?? 0) ? replyTo?.threadId : undefined);
    const written = { by: account.id, threadId, replyTo: replyTo?.message_id };
    return await tell('message', world.post(chat, written, typed(text, saying.entities)));
  }

  function keyboardsOf(chat: TelegramChat): TelegramMessage[] {
    const seen = world.shown.filter((one) => one.chatId === chat.id && one.message).map(({ message }) => message);
    const latestFirst = [...new Set(seen.toReversed())].filter((one) => one !== undefined);
    return latestFirst.filter((one) => !one.isDeleted && one.markup.keyboard.length > 0);
  }

  function findButton(chat: TelegramChat, label: RegExp): Button & { data: string } {
    const messages = keyboardsOf(chat);
    for (const message of messages) {
      const found = buttonsOf(message).find((one) => label.test(one.label));
      if (found?.data !== undefined) return { ...found, data: found.data };
      if (found) throw new Error(`${found.label} opens ${found.url}, and tells the bot nothing`);
    }
    const labels = messages.flatMap(buttonsOf).map((one) => one.label);
    throw new Error(`${account.name} has no button ${label}: ${[...new Set(labels)].join(', ')}`);
  }

  async function block(isBlocked: boolean): Promise<Sending> {
    account.hasBlocked = isBlocked;
    const [before, after] = isBlocked ? (['member', 'kicked'] as const) : (['kicked', 'member'] as const);
    return await send({
      my_chat_member: {
        chat: chatObject(world.privateChat(account)),
        from: userObject(account),
        date: world.seconds(),
        old_chat_member: memberObject(world.bot, before),
        new_chat_member: memberObject(world.bot, after),
      },
    });
  }

  return {
    id: account.id,
    account,

    /** Writes to the bot, or in a group. What Telegram finds in the text, such as commands, it finds. */
    says: async (text: string, saying: Saying = {}): Promise<Sent> => await write(place(saying.chat), text, saying),
    /** Presses Start, or follows a link to the bot with a payload. A bot that was blocked is blocked no more. */
    async starts(payload?: string): Promise<Sent> {
      if (account.hasBlocked) await block(false);
      return await write(world.privateChat(account), payload === undefined ? '/start' : `/start ${payload}`, {});
    },
    /** Answers a message, where it stands. */
    async replies(message: TelegramMessage, text: string, saying: Pick<Saying, 'entities'> = {}): Promise<Sent> {
      const chat = world.chats.get(message.chatId);
      if (!chat?.members.has(account.id)) throw new Error(`${account.name} cannot see this message`);
      return await write(chat, text, { ...saying, replyTo: message });
    },
    async edits({ message }: { message: TelegramMessage }, text: string): Promise<Sent> {
      if (message.by !== account.id) throw new Error('Only one’s own messages can be edited');
      world.edit(message, typed(text), message.markup);
      return await tell('edited_message', message);
    },
    /** Takes a message away, one's own or the bot's in the chat with it; the bot is not told. */
    deletes({ message }: { message: TelegramMessage }): void {
      message.isDeleted = true;
    },

    /**
     * Presses a button of the latest message with such a one, in the chat with the bot or in a group; or sends any
     * data for any message, as a client of one's own making could.
     */
    async presses(
      what: RegExp | { data: string; message: TelegramMessage },
      { chat }: { chat?: string } = {},
    ): Promise<Sending & { callbackId: string }> {
      const { data, message } = what instanceof RegExp ? findButton(place(chat), what) : what;
      const press = { userId: account.id, chatId: message.chatId, messageId: message.message_id, data };
      const callback = world.presses.add(press);
      const query = callbackObject(callback, userObject(account), world.visibleObject(message));
      return { callbackId: callback.id, ...(await send({ callback_query: query })) };
    },
    /** What can be pressed on the latest message that has buttons. */
    buttons({ chat }: { chat?: string } = {}): Button[] {
      const [latest] = keyboardsOf(place(chat));
      return latest ? buttonsOf(latest) : [];
    },

    blocks: () => block(true),
    unblocks: () => block(false),
    /** What the bot's messages in the chat with it say now. */
    sees: () => world.readableIn(account.id),
  };
}

function buttonsOf(message: TelegramMessage): Button[] {
  return message.markup.keyboard.flat().map(({ text, callback_data, url }) => ({
    label: textIn(text),
    data: typeof callback_data === 'string' ? callback_data : undefined,
    url: typeof url === 'string' ? url : undefined,
    message,
  }));
}

/** @throws for what no client would send */
function typed(text: string, entities: readonly Entity[] = []): Formatted {
  const clean = cleanText({ text, entities: [...entities] });
  if (isInvisible(clean.text)) throw new Error('An empty message cannot be sent');
  if (clean.text.length > 4096) throw new Error('A client would send this as several messages');
  return { text: clean.text, entities: withFound(clean.text, clean.entities) };
}
