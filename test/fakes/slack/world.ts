import type { Clock } from '../../../src/ports/world.ts';
import type { SentFile } from '../sent-file.ts';
import type { JsonObject } from './json.ts';
import { type Names, type Pressable, plainTextOf, pressablesOf, seenMrkdwn } from './plain-text.ts';
import type { SlackUser } from './users.ts';
import { userObject } from './users.ts';
import { withIds } from './views.ts';
import { createViews } from './world-views.ts';

export interface SlackChannel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  is_archived: boolean;
  members: Set<string>;
  /** im with the bot: false until it was opened by the bot or written in by the person */
  isKnownToBot: boolean;
}

export interface SlackMessage {
  ts: string;
  channelId: string;
  /** a user's id */
  by: string;
  text: string;
  blocks: JsonObject[];
  thread_ts?: string;
  /** `text` is its title then */
  file?: SentFile;
  /** the one who alone sees it */
  ephemeralFor?: string;
  isEdited: boolean;
  isDeleted: boolean;
}

/** One thing that came before somebody's eyes because of the bot. */
export interface Shown {
  /** the one who alone sees it; undefined: everybody in the channel */
  to: string | undefined;
  channelId: string | undefined;
  kind: 'message' | 'edit' | 'ephemeral' | 'modal' | 'home' | 'notice';
  /** as it was then, without buttons */
  text: string;
  message?: SlackMessage;
  viewId?: string;
}

export type World = ReturnType<typeof createWorld>;

/** One workspace: who is in it, what was written, and what everybody sees. */
export function createWorld(clock: Clock) {
  const team = { id: 'T0FRIDAY', domain: 'prostor', name: 'Prostor' };
  const users = new Map<string, SlackUser>();
  const channels = new Map<string, SlackChannel>();
  const messages: SlackMessage[] = [];
  const shown: Shown[] = [];
  const listeners = new Set<() => void>();
  let lastNumber = 0;
  let lastMicro = 0;

  const nextNumber = () => {
    lastNumber += 1;
    return lastNumber;
  };
  const newId = (prefix: string) => `${prefix}${nextNumber().toString(36).toUpperCase().padStart(8, '0')}`;
  /** unique and increasing, also while the clock stands */
  const newTs = () => {
    lastMicro = Math.max(lastMicro + 1, Date.parse(clock.now()) * 1000);
    return `${Math.floor(lastMicro / 1e6)}.${String(lastMicro % 1e6).padStart(6, '0')}`;
  };

  function addUser(user: Partial<SlackUser> & { name: string }): SlackUser {
    const added: SlackUser = {
      id: newId('U'),
      real_name: user.name.charAt(0).toUpperCase() + user.name.slice(1),
      team_id: team.id,
      tz: 'Europe/Kyiv',
      tz_offset: 7200,
      locale: 'en-US',
      deleted: false,
      is_bot: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_stranger: false,
      is_admin: false,
      updated: Math.floor(Date.parse(clock.now()) / 1000),
      ...user,
    };
    users.set(added.id, added);
    return added;
  }

  const bot = addUser({ id: 'U0FRIDAYBOT', name: 'friday', real_name: 'Friday', is_bot: true });

  function addChannel(channel: Partial<SlackChannel> & { name: string }): SlackChannel {
    const kind = channel.kind ?? 'public';
    const added: SlackChannel = {
      id: newId(kind === 'im' ? 'D' : 'C'),
      kind,
      is_archived: false,
      members: new Set(),
      isKnownToBot: kind !== 'im',
      ...channel,
    };
    channels.set(added.id, added);
    return added;
  }

  /** The direct chat of two people, of whom one may be the bot; made where there is none. */
  function direct(one: string, other: string): SlackChannel {
    const found = [...channels.values()].find(
      ({ kind, members }) => kind === 'im' && members.has(one) && members.has(other),
    );
    return found ?? addChannel({ name: 'directmessage', kind: 'im', members: new Set([one, other]) });
  }

  const names: Names = {
    user: (id) => users.get(id)?.name ?? id,
    channel: (id) => channels.get(id)?.name ?? id,
  };

  function show(one: Shown): void {
    shown.push(one);
    for (const listener of listeners) listener();
  }

  function textOfMessage(message: Pick<SlackMessage, 'text' | 'blocks' | 'file'>): string {
    if (message.file) return `${message.text}\n${message.file.name}`;
    return message.blocks.length > 0 ? plainTextOf(message.blocks, names) : seenMrkdwn(message.text, names);
  }

  function showMessage(message: SlackMessage, kind: 'message' | 'edit' | 'ephemeral'): void {
    const channel = channels.get(message.channelId);
    const alone = channel?.kind === 'im' && channel.members.has(bot.id);
    const reader = [...(channel?.members ?? [])].find((id) => id !== bot.id);
    show({
      to: message.ephemeralFor ?? (alone ? reader : undefined),
      channelId: message.channelId,
      kind,
      text: textOfMessage(message),
      message,
    });
  }

  const views = createViews({ team, bot, names, newId, show });

  return {
    team,
    bot,
    appId: 'A0FRIDAY',
    botId: 'B0FRIDAY',
    users,
    channels,
    messages,
    shown,
    names,
    views,
    newId,
    newTs,
    addUser,
    addChannel,
    direct,
    show,
    textOfMessage,
    /** @returns the end of it */
    onShown(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    userNamed: (name: string) => [...users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase()),
    channelNamed: (name: string) =>
      [...channels.values()].find((channel) => channel.kind !== 'im' && channel.name === name),

    /** Something was written; by the bot, people see it as new. */
    post(message: Pick<SlackMessage, 'channelId' | 'by' | 'text'> & Partial<SlackMessage>): SlackMessage {
      const posted: SlackMessage = {
        ts: newTs(),
        isEdited: false,
        isDeleted: false,
        ...message,
        blocks: withIds(message.blocks ?? [], () => newId('b')),
      };
      messages.push(posted);
      if (posted.by === bot.id) showMessage(posted, posted.ephemeralFor ? 'ephemeral' : 'message');
      return posted;
    },
    edit(message: SlackMessage, to: { text: string; blocks: JsonObject[] }): void {
      const blocks = withIds(to.blocks, () => newId('b'));
      Object.assign(message, { text: to.text, blocks, isEdited: true });
      showMessage(message, 'edit');
    },
    message: (channelId: string, ts: string) =>
      messages.find((one) => one.channelId === channelId && one.ts === ts && !one.isDeleted),
    /** Slack itself tells a person something, such as that an app did not answer. */
    notice(userId: string, channelId: string | undefined, text: string): void {
      show({ to: userId, channelId, kind: 'notice', text });
    },

    /** Everything this person alone sees now, of the bot: direct messages, ephemerals, open modals, Home. */
    shownTo(userId: string): string[] {
      const alone = messages.filter((one) => {
        const channel = channels.get(one.channelId);
        const isDirect = channel?.kind === 'im' && channel.members.has(userId) && one.by === bot.id;
        return !one.isDeleted && (one.ephemeralFor ? one.ephemeralFor === userId : isDirect);
      });
      return [...alone.map(textOfMessage), ...views.textsFor(userId)];
    },
    /** Everything that all in the channel see now. */
    shownIn(channelId: string): string[] {
      return messages
        .filter((one) => one.channelId === channelId && !one.ephemeralFor && !one.isDeleted)
        .map(textOfMessage);
    },
    /** What can be pressed on something that was shown, as it is now. */
    pressables(one: Shown): Pressable[] {
      if (one.message) return one.message.isDeleted ? [] : pressablesOf(one.message.blocks);
      const view = one.viewId ? views.find(one.viewId) : undefined;
      return view ? pressablesOf(view.blocks) : [];
    },
    userObject,
  };
}
