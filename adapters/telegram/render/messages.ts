import type { ForceReply, InlineKeyboardMarkup } from 'telegraf/types';
import type { Reply } from '../../../src/chat/reply.ts';
import { howToAsk } from './asking.ts';
import { layOut, urlKey } from './keys.ts';
import { isVisible } from './literal.ts';
import type { TelegramLook } from './look.ts';
import type { Page } from './pack.ts';
import { pack } from './pack.ts';
import { blocksParts, textParts } from './parts.ts';
import { htmlOf } from './pieces.ts';

export interface TelegramMessage {
  /** HTML, as Telegram reads it */
  text: string;
  reply_markup?: InlineKeyboardMarkup | ForceReply;
}

export interface Rendered {
  messages: TelegramMessage[];
  /** commands too long for their buttons, which carry the references */
  keep: { reference: string; command: string }[];
}

/** Buttons cannot be sent without a text. */
const NOTHING = '…';

/** A reply as one or more messages, each within what Telegram takes; none for a reply that says nothing. */
export function renderMessages(reply: Reply, look: TelegramLook): Rendered {
  if (reply.blocks.length === 0) return { messages: [], keep: [] };
  const keep = new Map<string, string>();
  const { blocks, notes, forceReply } = howToAsk(reply, look);
  const parts = blocksParts(blocks, { look, keep });
  const extras = notes.flatMap(textParts);
  if (look.urlButton) extras.push({ pieces: [], keys: [urlKey(look.urlButton)], gap: '\n', leads: false });
  for (const extra of extras) {
    const last = parts.at(-1);
    if (last) last.leads = true;
    parts.push(extra);
  }
  const pages = pack(parts);
  const worthShowing = pages.filter((page) => page.keys.length > 0 || hasWords(page));
  const messages = (worthShowing.length > 0 ? worthShowing : pages.slice(0, 1)).map(messageOf);
  const last = messages.at(-1);
  if (forceReply && last) last.reply_markup = forceReply;
  return { messages, keep: Array.from(keep, ([reference, command]) => ({ reference, command })) };
}

function messageOf(page: Page): TelegramMessage {
  const { pieces, keys } = page;
  const text = hasWords(page) ? htmlOf(pieces) : NOTHING;
  return keys.length > 0 ? { text, reply_markup: { inline_keyboard: layOut(keys) } } : { text };
}

function hasWords({ pieces }: Page): boolean {
  return pieces.some(({ text }) => isVisible(text));
}
