import type { types } from '@slack/bolt';
import type { Block, Item, Reply } from '../../../src/chat/reply.ts';
import { RICH_TEXT_PIECES_MAX } from '../limits.ts';
import type { NextNumber } from './actions.ts';
import { actionBlocks } from './actions.ts';
import type { SlackLook } from './look.ts';
import type { Piece } from './rich-text.ts';
import {
  bullets,
  cutLine,
  fill,
  fitsIn,
  linkedPieces,
  pieces,
  preformatted,
  quote,
  section,
  spanPieces,
} from './rich-text.ts';
import { tableLines } from './table.ts';

export type SlackBlock = types.RichTextBlock | types.ActionsBlock;

/** What stays together when a reply is too long for one message. */
export interface Part {
  blocks: SlackBlock[];
  /** stays with the part that follows */
  leads: boolean;
}

export function replyParts(reply: Reply, look: SlackLook): Part[] {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const parts = reply.blocks.flatMap((block, i) => {
    const made = blockParts(block, look, next);
    const end = made.at(-1);
    if (end) end.leads = leadsTo(block, reply.blocks[i + 1]);
    return made;
  });
  return reply.asks ? [...parts, ...alone(fill([pieces(reply.asks.hint, { italic: true })]).map(section))] : parts;
}

function leadsTo(block: Block, following: Block | undefined): boolean {
  if (block.kind === 'heading') return true;
  return block.kind === 'text' && following !== undefined && !['heading', 'text'].includes(following.kind);
}

function blockParts(block: Block, look: SlackLook, next: NextNumber): Part[] {
  switch (block.kind) {
    case 'heading':
      return alone(fill([pieces(block.text, { bold: true })]).map(section));
    case 'text':
      return alone(fill([spanPieces(block.spans, look)]).map(section));
    case 'quote':
      return alone(fill([linkedPieces(block.text)]).map(quote));
    case 'fields':
      return alone(
        fill(
          block.fields.map(({ label, value }) => [
            ...pieces(`${label}:`, { bold: true }),
            ...pieces(' '),
            ...spanPieces(value, look),
          ]),
        ).map(section),
      );
    case 'list':
      return listParts(block.items, look, next);
    case 'table':
      return alone(
        fill(tableLines(block).map((line) => pieces(line)))
          .map(flat)
          .map(preformatted),
      );
    case 'buttons':
      return alone(actionBlocks(block.buttons, look, next));
  }
}

function alone(blocks: readonly SlackBlock[]): Part[] {
  return blocks.map((block) => ({ blocks: [block], leads: false }));
}

/** One stretch of text: a table has no styles. */
function flat(line: readonly Piece[]): Piece[] {
  return [{ type: 'text', text: line.map(({ text = '' }) => text).join('') }];
}

/** An item stays with its buttons; items without any stand in one list for as long as it can hold them. */
function listParts(items: readonly Item[], look: SlackLook, next: NextNumber): Part[] {
  const parts: Part[] = [];
  let plainItems: Piece[][] = [];
  const endList = () => {
    if (plainItems.length > 0) parts.push(...alone([bullets(plainItems)]));
    plainItems = [];
  };
  for (const item of items) {
    const chunks = itemChunks(item, look);
    if (item.buttons && item.buttons.length > 0) {
      endList();
      parts.push({ blocks: [...chunks.map(section), ...actionBlocks(item.buttons, look, next)], leads: false });
      continue;
    }
    const [only, ...rest] = chunks;
    if (!only) continue;
    if (rest.length > 0) {
      endList();
      parts.push({ blocks: [bullets([only]), ...rest.map(section)], leads: false });
      continue;
    }
    if (plainItems.length === RICH_TEXT_PIECES_MAX || !fitsIn(plainItems.flat(), only)) endList();
    plainItems.push(only);
  }
  endList();
  return parts;
}

function itemChunks(item: Item, look: SlackLook): Piece[][] {
  const detail = spanPieces(item.detail ?? [], look);
  const lines = [spanPieces(item.spans, look), detail].filter((line) => line.length > 0);
  return lines.length === 1 ? cutLine(lines[0] ?? []) : fill(lines);
}
