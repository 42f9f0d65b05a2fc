import type { Incoming } from '../../../src/chat/incoming.ts';
import { within } from '../../../src/chat/within.ts';
import type { Asked } from '../answers/answering.ts';
import { ask } from './asking.ts';
import type { Desk } from './desk.ts';
import { withEmoji } from './emoji.ts';
import { chatOf, readText } from './reading.ts';

/** A message as an event tells of it; only what is used. */
export interface SaidEvent {
  type: string;
  subtype?: string | undefined;
  user?: string | undefined;
  bot_id?: string | undefined;
  channel: string;
  ts: string;
  thread_ts?: string | undefined;
  text?: string | undefined;
  blocks?: unknown;
}

const SHOWN_WITHIN_MS = 2000;

/** With these a person has said something; others tell of edits, deletions and comings and goings. */
const SAID = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** Somebody wrote to the bot alone. */
export async function onDirectMessage(desk: Desk, event: SaidEvent): Promise<void> {
  if (!event.user || event.bot_id || !SAID.has(event.subtype)) return;
  const { directory } = desk;
  directory.learnDirectChannel(event.user, event.channel);
  const account = await directory.account(event.user);
  const read = await readText(withEmoji(event.text ?? '', event.blocks), desk, account);
  const sender = { ...account, directChat: event.channel };
  const asked: Asked = {
    userId: event.user,
    chat: chatOf(event.channel, sender),
    place: { kind: 'direct', channel: event.channel, ...threadOf(event) },
  };
  await take(desk, asked, { ...read, sender }, event);
}

/** Somebody called the bot by its name in a channel. */
export async function onMention(desk: Desk, event: SaidEvent): Promise<void> {
  if (!event.user || event.bot_id || !SAID.has(event.subtype)) return;
  const sender = await desk.directory.account(event.user);
  const read = await readText(withEmoji(event.text ?? '', event.blocks), desk, sender);
  const chat = chatOf(event.channel, sender);
  const place =
    chat.kind === 'direct'
      ? { kind: 'direct' as const, channel: event.channel, ...threadOf(event) }
      : { kind: 'mention' as const, channel: event.channel, ...threadOf(event) };
  await take(desk, { userId: event.user, chat, place }, { ...read, sender }, event);
}

/** What is written in a thread is answered there. */
function threadOf({ thread_ts: thread }: SaidEvent): { thread?: string } {
  return thread ? { thread } : {};
}

async function take(
  desk: Desk,
  asked: Asked,
  said: Pick<Incoming, 'text' | 'mentions' | 'sender'>,
  event: SaidEvent,
): Promise<void> {
  const incoming: Incoming = {
    platform: 'slack',
    // Of the message rather than of the event: one message may be told of by two events.
    requestId: `message:${event.ts}@${event.channel}`,
    ...said,
    text: said.text === '' ? '/help' : said.text,
    chat: asked.chat,
    origin: 'typed',
  };
  const answer = await ask(desk, asked, incoming);
  if (!answer) return;
  const showing = desk.answering
    .show(asked, answer)
    .then(() => desk.bring(asked, answer))
    .catch((error: unknown) => {
      desk.log.error({ err: error }, 'an answer could not be shown');
    });
  desk.afterwards.add(showing);
  // Until the answer is out a crash is made good by Slack sending the event again; but Slack does not wait for long.
  await within(showing, SHOWN_WITHIN_MS);
}
