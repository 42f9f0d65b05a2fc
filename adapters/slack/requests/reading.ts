import { callableName } from '../../../src/chat/callable-name.ts';
import type { Chat, Mention, Sender } from '../../../src/chat/incoming.ts';
import type { Directory } from '../people/directory.ts';
import { SlackApiError } from '../sending/web-api.ts';
import type { TextPart } from '../text.ts';
import { mentionedUsers, readSlackText, withMentions } from '../text.ts';
import type { Desk } from './desk.ts';

/** What somebody wrote, with people by name, and the accounts that are meant. */
export interface Read {
  text: string;
  mentions: Mention[];
}

/**
 * Reads Slack's encoded text. People are written as `@Name`, the way others will read it; a name that could be read as
 * anything else, or that two of them share, gives way to the handle or the id.
 */
export async function readText(
  raw: string,
  { directory, workspace }: Pick<Desk, 'directory' | 'workspace'>,
  by: Sender,
): Promise<Read> {
  const parts = withoutBot(readSlackText(raw), workspace.botUserId);
  // Each is a question to Slack, of which few may be asked a minute: nobody is to use them up.
  const asked = by.standing === 'outsider' ? [] : mentionedUsers(parts).slice(0, MENTIONS_MAX);
  const accounts = await Promise.all(asked.map((userId) => directory.account(userId)));
  const names = new Map<string, string>();
  const mentions = accounts.map((account): Mention => {
    const text = callableName(account, [...names.values()]);
    names.set(account.externalId, text);
    return { text, account };
  });
  return { text: withMentions(parts, names).trim(), mentions };
}

const MENTIONS_MAX = 20;

/** The mention by which the bot is addressed is no part of what was said. */
function withoutBot(parts: readonly TextPart[], botUserId: string): TextPart[] {
  const at = parts.findIndex((part) => typeof part === 'object' && part.userId === botUserId);
  return at < 0 ? [...parts] : [...parts.slice(0, at), ...parts.slice(at + 1)];
}

/** A channel that is not the person's own chat with the bot is a group, also where only two people talk. */
export function chatOf(channel: string, sender: Pick<Sender, 'directChat'>): Chat {
  return { id: channel, kind: channel === sender.directChat ? 'direct' : 'group' };
}

/** Who this is, with their chat with the bot where the channel may be that one. */
export async function senderIn(directory: Directory, userId: string, channel: string): Promise<Sender> {
  const sender = await directory.account(userId);
  if (sender.directChat !== undefined || !channel.startsWith('D')) return sender;
  const directChat = await directory.directChannel(userId).catch((error: unknown) => {
    if (error instanceof SlackApiError) return undefined;
    throw error;
  });
  return directChat === undefined ? sender : { ...sender, directChat };
}
