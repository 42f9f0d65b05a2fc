import type { ForceReply } from 'telegraf/types';
import type { Block, Reply } from '../../../src/chat/reply.ts';
import { cutText } from '../../../src/text/cut-text.ts';
import { PLACEHOLDER_MAX } from '../limits.ts';
import { harmlessLine, isVisible } from './literal.ts';
import type { TelegramLook } from './look.ts';
import { asTyped } from './look.ts';
import type { Piece } from './pieces.ts';
import { pieces } from './pieces.ts';

/** How a question is put: what stands above, what is said under it, and an open field for the answer. */
interface Asking {
  blocks: readonly Block[];
  notes: Piece[][];
  forceReply?: ForceReply;
}

/**
 * A message has either buttons or an open field for its answer. Where the only thing to press would be *cancel*, the
 * field is worth more; with it a group, too, lets the bot read the answer.
 */
export function howToAsk({ blocks, asks }: Reply, look: TelegramLook): Asking {
  if (!asks) return { blocks, notes: [] };
  const { howToCancel, answerByReply, replyHere } = look.words;
  const hint = harmlessLine(asks.hint).trim();
  if (look.urlButton || hasChoices(blocks)) {
    const notes = [hintPieces(hint), look.place === 'group' ? ownWords(answerByReply, look) : []];
    return { blocks, notes };
  }
  const forceReply: ForceReply = { force_reply: true };
  if (isVisible(hint)) forceReply.input_field_placeholder = placeholder(hint);
  if (look.place === 'group') forceReply.selective = true;
  const notes = [
    hint.length > PLACEHOLDER_MAX ? hintPieces(hint) : [],
    // The field opens by itself only for whoever wrote, not for whoever pressed.
    look.place === 'group' ? ownWords(replyHere, look) : [],
    ownWords(howToCancel, look),
  ];
  return { blocks: blocks.filter((block) => block.kind !== 'buttons'), notes, forceReply };
}

function hasChoices(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'buttons') return block.buttons.some(({ command }) => command !== 'cancel');
    return block.kind === 'list' && block.items.some(({ buttons = [] }) => buttons.length > 0);
  });
}

function hintPieces(hint: string): Piece[] {
  return isVisible(hint) ? pieces(hint, 'faint') : [];
}

/** Ours: a command in them may be tapped. */
function ownWords(words: string, look: TelegramLook): Piece[] {
  const text = words.replace(/(?<!\S)\/(\w+)/g, (_, command: string) => asTyped(command, look));
  return text === '' ? [] : [{ text, style: 'faint' }];
}

function placeholder(hint: string): string {
  return hint.length <= PLACEHOLDER_MAX ? hint : `${cutText(hint, PLACEHOLDER_MAX - 1)[0] ?? ''}…`;
}
