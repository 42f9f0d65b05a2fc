import type { Block, Field } from '../../../src/chat/reply.ts';
import { drawItems, type NextPosition } from './items.ts';
import { gridKeys, type Key, type KeyMaker, rowKeys } from './keys.ts';
import type { TelegramLook } from './look.ts';
import type { Piece } from './pieces.ts';
import { pieces, quotePieces, spanPieces } from './pieces.ts';
import { tableStretches } from './table.ts';

/** What stays together when a reply is too long for one message. */
export interface Part {
  pieces: Piece[];
  keys: Key[];
  /** what stands between it and the text before it */
  gap: '\n' | '\n\n';
  /** stays with the part that follows */
  leads: boolean;
}

export function blocksParts(blocks: readonly Block[], maker: KeyMaker): Part[] {
  let positions = 0;
  const next = () => {
    positions += 1;
    return positions;
  };
  const parts: Part[] = [];
  let before: Block | undefined;
  for (const [i, block] of blocks.entries()) {
    const made = blockParts(block, maker, next);
    const [first] = made;
    if (!first) continue;
    const last = parts.at(-1);
    if (block.kind === 'buttons') {
      // Without a text of their own they belong to the one above.
      if (last) last.leads = true;
      parts.push(...made);
      continue;
    }
    first.gap = gapBetween(before, block, blocks[i + 1]);
    if (last && before && leadsTo(before, block)) last.leads = true;
    parts.push(...made);
    before = block;
  }
  return parts;
}

function leadsTo(before: Block, block: Block): boolean {
  return before.kind === 'heading' || (before.kind === 'text' && block.kind !== 'heading' && block.kind !== 'text');
}

function gapBetween(before: Block | undefined, block: Block, following: Block | undefined): Part['gap'] {
  if (before === undefined) return '\n';
  if (block.kind === 'heading' || isTitle(block, following)) return '\n\n';
  return ['heading', 'text', 'quote'].includes(before.kind) ? '\n' : '\n\n';
}

/** A line over a list is its title; a line that is a command begins what is said of it. */
function isTitle(block: Block, following: Block | undefined): boolean {
  if (block.kind !== 'text') return false;
  return following?.kind === 'list' || (block.spans.length === 1 && block.spans[0]?.kind === 'command');
}

/** None for a block that says nothing and has no buttons. */
function blockParts(block: Block, maker: KeyMaker, next: NextPosition): Part[] {
  const { look } = maker;
  switch (block.kind) {
    case 'heading':
      return textParts(pieces(block.text, 'strong'));
    case 'text':
      return textParts(spanPieces(block.spans, look));
    case 'quote':
      return textParts(quotePieces(block.text));
    case 'fields':
      return textParts(fieldPieces(block.fields, look));
    case 'list': {
      const gap = block.items.some(({ detail = [] }) => detail.length > 0) ? '\n\n' : '\n';
      return drawItems(block.items, maker, next)
        .filter((item) => item.pieces.length + item.keys.length > 0)
        .map((item) => ({ pieces: item.pieces, keys: item.keys, gap, leads: false }));
    }
    case 'table':
      return tableStretches(block).map((stretch) => ({ pieces: stretch, keys: [], gap: '\n\n', leads: false }));
    case 'buttons': {
      const { buttons, columns } = block;
      const keys = columns === undefined ? rowKeys(buttons, maker) : gridKeys(buttons, maker, columns);
      return keys.length > 0 ? [{ pieces: [], keys, gap: '\n', leads: false }] : [];
    }
  }
}

export function textParts(list: Piece[]): Part[] {
  return list.length > 0 ? [{ pieces: list, keys: [], gap: '\n', leads: false }] : [];
}

/** One a line; in groups, where answers are short, on one line. */
function fieldPieces(fields: readonly Field[], look: TelegramLook): Piece[] {
  const isShort = look.place === 'group';
  return fields.flatMap(({ label, value }, i) => {
    const between = i === 0 ? '' : isShort ? ' · ' : '\n';
    // `#prostor` says by itself what it is.
    const name = isShort && value[0]?.text.startsWith('#') ? '' : `${label}: `;
    return [...pieces(between + name), ...spanPieces(value, look)];
  });
}
