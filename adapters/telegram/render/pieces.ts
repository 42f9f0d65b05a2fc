import type { Span } from '../../../src/chat/reply.ts';
import { OPEN_QUOTE_LINES_MAX, OPEN_QUOTE_MAX } from '../limits.ts';
import { escapeText, harmlessLine, joined, literal } from './literal.ts';
import type { TelegramLook } from './look.ts';
import { asTyped, isTappable } from './look.ts';

type Style = 'plain' | 'strong' | 'faint' | 'code' | 'table' | 'quote' | 'long quote';

/** A stretch of text in one style, not escaped yet. Styles do not nest, so a cut anywhere leaves whole tags. */
export interface Piece {
  text: string;
  style: Style;
}

const TAGS: Record<Exclude<Style, 'plain'>, [open: string, close: string]> = {
  strong: ['<b>', '</b>'],
  faint: ['<i>', '</i>'],
  code: ['<code>', '</code>'],
  table: ['<pre>', '</pre>'],
  quote: ['<blockquote>', '</blockquote>'],
  'long quote': ['<blockquote expandable>', '</blockquote>'],
};

/** None for an empty text. */
export function pieces(text: string, style: Style = 'plain'): Piece[] {
  return text === '' ? [] : [{ text: literal(text), style }];
}

/** @param around how plain words look there */
export function spanPieces(spans: readonly Span[], look: TelegramLook, around: Style = 'plain'): Piece[] {
  const list: Piece[] = [];
  for (const { kind, text } of spans) {
    if (text === '') continue;
    if (kind !== 'command') list.push({ text: literal(text), style: kind === 'plain' ? around : kind });
    else if (isTappable(text)) list.push({ text: asTyped(text, look), style: around });
    // Tapped, it is copied: it must be nothing but what is typed.
    else list.push({ text: harmlessLine(asTyped(text, look)), style: 'code' });
  }
  return list;
}

export function quotePieces(text: string): Piece[] {
  const shown = literal(text);
  if (shown === '') return [];
  const isLong = shown.length > OPEN_QUOTE_MAX || linesIn(shown) > OPEN_QUOTE_LINES_MAX;
  return [{ text: shown, style: isLong ? 'long quote' : 'quote' }];
}

function linesIn(text: string): number {
  let lines = 1;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines += 1;
  return lines;
}

/** A part of a piece that was cut off its beginning. */
export function tailOf(piece: Piece, text: string): Piece {
  return { text: piece.style === 'code' || piece.style === 'table' ? text : joined(text), style: piece.style };
}

export function htmlOf(list: readonly Piece[]): string {
  let html = '';
  for (const { text, style } of list) {
    const shown = escapeText(text);
    html += style === 'plain' ? shown : TAGS[style][0] + shown + TAGS[style][1];
  }
  return html;
}
