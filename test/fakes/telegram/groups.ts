import type { JsonObject } from '../slack/json.ts';
import { type BotStatus, chatObject, type TelegramChat } from './chats.ts';
import { memberObject } from './members.ts';
import type { Sending } from './person.ts';
import { userObject } from './users.ts';
import type { World } from './world.ts';

export interface GroupOptions {
  kind?: 'group' | 'supergroup';
  isForum?: boolean;
  username?: string;
  /** default true */
  withBot?: boolean;
}

/** What happens to groups as such. @param userNamed makes somebody where there is nobody */
export function createGroups(
  world: World,
  userNamed: (name: string) => { id: number },
  send: (update: JsonObject) => Promise<Sending>,
) {
  function named(name: string): TelegramChat {
    const chat = world.groupNamed(name);
    if (!chat) throw new Error(`There is no group ${name}`);
    return chat;
  }

  /** Whoever does what somebody of the group must do. */
  const anybodyIn = ({ members, name }: TelegramChat): number => {
    const [first] = members;
    if (first === undefined) throw new Error(`Nobody is in ${name}`);
    return first;
  };

  async function tellService(chat: TelegramChat, service: JsonObject): Promise<Sending> {
    const message = world.post(chat, { by: anybodyIn(chat), service });
    return await send({ message: world.messageObject(message) });
  }

  async function changeBot(chat: TelegramChat, to: BotStatus): Promise<Sending> {
    const before = chat.botStatus;
    chat.botStatus = to;
    const from = world.users.get(anybodyIn(chat));
    return await send({
      my_chat_member: {
        chat: chatObject(chat),
        from: userObject(from ?? world.bot),
        date: world.seconds(),
        old_chat_member: memberObject(world.bot, before),
        new_chat_member: memberObject(world.bot, to),
      },
    });
  }

  return {
    /** A group by its title, made where there is none, with these people in it and the bot, unless told otherwise. */
    group(name: string, members: readonly string[] = [], options: GroupOptions = {}): TelegramChat {
      const { withBot = true, isForum = false, username } = options;
      const type = options.kind ?? (isForum || username ? 'supergroup' : 'group');
      if (type === 'group' && (isForum || username)) throw new Error('Only a supergroup has topics or a username');
      const botStatus = withBot ? 'member' : 'left';
      const chat = world.groupNamed(name) ?? world.addChat({ name, type, isForum, username, botStatus });
      for (const member of members) chat.members.add(userNamed(member).id);
      return chat;
    },
    /** A topic of a forum by its name, made where there is none. @returns the id of its thread */
    topic(groupName: string, name: string): number {
      const chat = named(groupName);
      if (!chat.isForum) throw new Error(`${groupName} is no forum`);
      for (const [id, known] of chat.topics) if (known === name) return id;
      const service = { forum_topic_created: { name, icon_color: 0x6fb9f0 } };
      const message = world.post(chat, { by: anybodyIn(chat), service });
      message.threadId = message.message_id;
      chat.topics.set(message.message_id, name);
      if (chat.botStatus === 'member') void send({ message: world.messageObject(message) });
      return message.message_id;
    },
    /** The topic is gone. */
    deleteTopic(groupName: string, id: number): void {
      named(groupName).topics.delete(id);
    },
    /** A group becomes a supergroup: another chat, with another id. */
    async migrate(name: string): Promise<TelegramChat> {
      const old = named(name);
      if (old.type !== 'group') throw new Error(`${name} is a supergroup already`);
      const { members, botStatus } = old;
      const chat = world.addChat({ name, type: 'supergroup', members: new Set(members), botStatus });
      await tellService(old, { migrate_to_chat_id: chat.id });
      old.migratedTo = chat.id;
      await tellService(chat, { migrate_from_chat_id: old.id });
      return chat;
    },
    removeBot: (name: string): Promise<Sending> => changeBot(named(name), 'kicked'),
    async addBot(name: string): Promise<Sending> {
      const chat = named(name);
      await changeBot(chat, 'member');
      return await tellService(chat, { new_chat_members: [userObject(world.bot)] });
    },
  };
}
