import type { Clock } from '../../../src/ports/world.ts';
import type { JsonObject } from '../slack/json.ts';
import { createCallbacks } from './callbacks.ts';
import type { TelegramChat } from './chats.ts';
import type { Formatted } from './html.ts';
import type { Markup } from './keyboards.ts';
import { inaccessibleMessage, messageObject, type TelegramMessage } from './messages.ts';
import type { TelegramUser } from './users.ts';

/** One thing that came before somebody's eyes because of the bot. */
export interface Shown {
  /** the one who alone sees it; undefined: everybody in the chat */
  to: number | undefined;
  chatId: number;
  /** as it was then, without buttons */
  text: string;
  message: TelegramMessage | undefined;
  /** `alert`: an answer to a press, above the chat or in a box */
  kind: 'message' | 'edit' | 'alert';
}

export type World = ReturnType<typeof createWorld>;

/** A bot's Telegram: who is there, what was written, and what everybody saw. @param callbackLivesMs of the machine */
export function createWorld(clock: Clock, { callbackLivesMs = 150_000 } = {}) {
  const users = new Map<number, TelegramUser>();
  const chats = new Map<number, TelegramChat>();
  const messages: TelegramMessage[] = [];
  const byPlace = new Map<string, TelegramMessage>();
  const shown: Shown[] = [];
  const listeners = new Set<() => void>();
  const lastIds = new Map<number, number>();
  let lastUserId = 5_000_000_000;
  let lastGroupId = 1_500_000_000;

  function addUser(user: Partial<TelegramUser> & { name: string }): TelegramUser {
    const { name } = user;
    lastUserId += 7;
    const added: TelegramUser = {
      id: lastUserId,
      is_bot: false,
      first_name: name.charAt(0).toUpperCase() + name.slice(1),
      last_name: undefined,
      username: name,
      language_code: 'en',
      hasStarted: false,
      hasBlocked: false,
      isDeactivated: false,
      ...user,
    };
    users.set(added.id, added);
    return added;
  }

  const bot = addUser({ id: 7_000_000_001, name: 'friday', username: 'friday_tasks_bot', is_bot: true });

  function addChat(chat: Partial<TelegramChat> & Pick<TelegramChat, 'name' | 'type'>): TelegramChat {
    lastGroupId += 11;
    const added: TelegramChat = {
      id: chat.type === 'supergroup' ? -1_000_000_000_000 - lastGroupId : -lastGroupId,
      user: undefined,
      username: undefined,
      isForum: false,
      members: new Set(),
      botStatus: 'member',
      topics: new Map(),
      migratedTo: undefined,
      ...chat,
    };
    chats.set(added.id, added);
    return added;
  }

  /** Of a person and the bot; its id is the person's. */
  function privateChat(user: TelegramUser): TelegramChat {
    const { id, name } = user;
    return chats.get(id) ?? addChat({ id, name, type: 'private', user, members: new Set([id]) });
  }

  const seconds = () => Math.floor(Date.parse(clock.now()) / 1000);

  /** Supergroups count their messages; all other chats share one count. */
  function nextMessageId(chat: TelegramChat): number {
    const counter = chat.type === 'supergroup' ? chat.id : 0;
    const id = (lastIds.get(counter) ?? 0) + 1;
    lastIds.set(counter, id);
    return id;
  }

  const message = (chatId: number, messageId: number) => {
    const found = byPlace.get(`${chatId} ${messageId}`);
    return found?.isDeleted ? undefined : found;
  };

  const known = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`There is no ${what}`);
    return found;
  };
  const places = {
    user: (id: number) => known(users.get(id), `user ${id}`),
    chat: (id: number) => known(chats.get(id), `chat ${id}`),
    message,
  };

  function show(one: Shown): void {
    shown.push(one);
    for (const listener of listeners) listener();
  }

  function showMessage(written: TelegramMessage, kind: 'message' | 'edit'): void {
    const to = places.chat(written.chatId).user?.id;
    const text = written.file ? `${written.text}\n${written.file.name}` : written.text;
    show({ to, chatId: written.chatId, text, message: written, kind });
  }

  const callbacks = createCallbacks(callbackLivesMs);

  return {
    bot,
    users,
    chats,
    messages,
    shown,
    /** every press of a button, and whether it was answered */
    callbacks: callbacks.all,
    presses: callbacks,
    /** what `setMyCommands` set: scope and language → commands */
    commandMenus: new Map<string, JsonObject[]>(),
    /** what `setMyDescription` and `setMyShortDescription` set: method and language → text */
    descriptions: new Map<string, string>(),
    addUser,
    addChat,
    privateChat,
    seconds,
    message,
    show,
    /** @returns the end of it */
    onShown(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    userNamed: (name: string) => [...users.values()].find((user) => user.name === name),
    /** A group by its title; one that became a supergroup is found as that. */
    groupNamed: (name: string) =>
      [...chats.values()].find((chat) => !chat.user && chat.name === name && chat.migratedTo === undefined),
    chatByUsername: (username: string) =>
      [...chats.values()].find((chat) => !chat.user && chat.username?.toLowerCase() === username.toLowerCase()),

    /** Something was written; by the bot, people see it as new. */
    post(
      chat: TelegramChat,
      written: Pick<TelegramMessage, 'by'> &
        Partial<Pick<TelegramMessage, 'replyTo' | 'threadId' | 'service' | 'markup' | 'file'>>,
      { text, entities }: Formatted = { text: '', entities: [] },
    ): TelegramMessage {
      const replied = written.replyTo === undefined ? undefined : message(chat.id, written.replyTo);
      const thread = chat.type === 'supergroup' ? (replied?.threadId ?? replied?.message_id) : undefined;
      const posted: TelegramMessage = {
        message_id: nextMessageId(chat),
        chatId: chat.id,
        by: written.by,
        date: seconds(),
        editDate: undefined,
        text,
        entities,
        markup: written.markup ?? { keyboard: [] },
        threadId: written.threadId ?? (chat.isForum && !chat.topics.has(thread ?? 0) ? undefined : thread),
        replyTo: replied?.message_id,
        isDeleted: false,
        service: written.service,
        file: written.file,
      };
      messages.push(posted);
      byPlace.set(`${chat.id} ${posted.message_id}`, posted);
      if (posted.by === bot.id && !posted.service) showMessage(posted, 'message');
      return posted;
    },
    edit(written: TelegramMessage, to: Formatted, markup: Markup): void {
      const { text, entities } = to;
      Object.assign(written, { text, entities, markup, editDate: seconds() });
      if (written.by === bot.id) showMessage(written, 'edit');
    },

    /** `Message` of the Bot API. */
    messageObject: (written: TelegramMessage) => messageObject(written, places),
    /** `MaybeInaccessibleMessage` of the Bot API. */
    visibleObject: (written: TelegramMessage) =>
      written.isDeleted ? inaccessibleMessage(written, places) : messageObject(written, places),

    /** All that this person alone read from the bot, in order; an edit is one more. */
    shownTo: (userId: number) => shown.filter(({ to }) => to === userId).map(({ text }) => text),
    /** All that people of this chat read from the bot, in order; an edit is one more. */
    shownIn: (chatId: number) =>
      shown.filter((one) => one.chatId === chatId && one.kind !== 'alert').map(({ text }) => text),
    /** What the bot's messages in a chat say now. */
    readableIn: (chatId: number) =>
      messages.filter((one) => one.chatId === chatId && one.by === bot.id && !one.isDeleted).map(({ text }) => text),
  };
}
