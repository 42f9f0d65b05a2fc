import type { Button, Item } from '../../../src/chat/reply.ts';
import type { Key, KeyMaker } from './keys.ts';
import { looseKey, rowKeys } from './keys.ts';
import type { Piece } from './pieces.ts';
import { spanPieces } from './pieces.ts';

/** Counts the entries of one reply that have no number of their own. */
export type NextPosition = () => number;

interface DrawnItem {
  pieces: Piece[];
  keys: Key[];
}

/** With a number before each label the narrowest are too wide for four. */
const MOST_IN_ROW = 3;

/**
 * Entries of a list. All buttons of a message stand below its text, so each says which entry it is for: by the number
 * that the entry begins with, or else by its position, which is then shown.
 */
export function drawItems(items: readonly Item[], maker: KeyMaker, next: NextPosition): DrawnItem[] {
  const hasUnnumbered = items.some((item) => (item.buttons ?? []).length > 0 && numberOf(item) === undefined);
  return items.map((item) => {
    const number = numberOf(item);
    const isPositioned = number === undefined && hasUnnumbered;
    const name = isPositioned ? String(next()) : number;
    return { pieces: itemPieces(item, maker, isPositioned ? `${name}. ` : '• '), keys: itemKeys(item, maker, name) };
  });
}

/** `12` of `12 Banner`, but nothing of `1 h 30 min`. */
function numberOf({ spans: [first] }: Item): string | undefined {
  return first && first.kind !== 'command' && /^\d{1,12}$/.test(first.text) ? first.text : undefined;
}

function itemPieces({ spans, detail = [] }: Item, { look }: KeyMaker, mark: string): Piece[] {
  const line = spanPieces(spans, look);
  const below = spanPieces(detail, look, 'faint');
  if (line.length + below.length === 0) return [];
  const gap: Piece[] = below.length > 0 && line.length > 0 ? [{ text: '\n', style: 'plain' }] : [];
  return [{ text: mark, style: 'plain' }, ...line, ...gap, ...below];
}

function itemKeys({ buttons = [] }: Item, maker: KeyMaker, name: string | undefined): Key[] {
  const named = buttons.map((button) => withName(button, name));
  const [only, ...others] = named;
  if (!only) return [];
  return others.length === 0 ? [looseKey(only, maker)] : rowKeys(named, maker, MOST_IN_ROW);
}

function withName(button: Button, name: string | undefined): Button {
  const { label, command } = button;
  if (name === undefined || label.endsWith(` ${name}`) || label.startsWith(`${name} `)) return button;
  return { label: `${name} ${label}`, command };
}
