import type { types } from '@slack/bolt';
import type { Span } from '../../../src/chat/reply.ts';
import { cutText } from '../../../src/text/cut-text.ts';
import { LINK_MAX, RICH_TEXT_MAX, RICH_TEXT_PIECES_MAX } from '../limits.ts';
import type { SlackLook } from './look.ts';
import { asTyped } from './look.ts';
import { harmless } from './plain-text.ts';

/** A stretch of text in one style. Rich text is shown as it is: nothing in it is markup, so nothing is escaped. */
export type Piece = types.RichTextText | types.RichTextLink;

type Style = NonNullable<types.RichTextText['style']>;

const SPAN_STYLES: Record<Span['kind'], Style | undefined> = {
  plain: undefined,
  strong: { bold: true },
  faint: { italic: true },
  command: { code: true },
};

const LINE_BREAK: Piece = { type: 'text', text: '\n' };
const URL_LIKE = /https?:\/\/[^\s<>|"]+/giu;
/** At the end more likely the sentence's than the address's. */
const TRAILING = new Set(".,;:!?'’”»…]}");

/** None for an empty text, which Slack does not take. */
export function pieces(text: string, style?: Style): Piece[] {
  const shown = harmless(text);
  if (shown === '') return [];
  return [style ? { type: 'text', text: shown, style } : { type: 'text', text: shown }];
}

export function spanPieces(spans: readonly Span[], look: SlackLook): Piece[] {
  return spans.flatMap(({ kind, text }) => pieces(kind === 'command' ? asTyped(text, look) : text, SPAN_STYLES[kind]));
}

/** People's own words, in which addresses can be followed. What is shown is the address itself. */
export function linkedPieces(text: string): Piece[] {
  const shown = harmless(text);
  const found: Piece[] = [];
  let from = 0;
  for (const match of shown.matchAll(URL_LIKE)) {
    const url = withoutTrailing(match[0]);
    if (url.length > LINK_MAX || !URL.canParse(url)) continue;
    if (match.index > from) found.push({ type: 'text', text: shown.slice(from, match.index) });
    found.push({ type: 'link', url, text: url });
    from = match.index + url.length;
  }
  if (from < shown.length) found.push({ type: 'text', text: shown.slice(from) });
  return found;
}

function withoutTrailing(url: string): string {
  const isClosing = (character: string) => TRAILING.has(character) || (character === ')' && !url.includes('('));
  let end = url.length;
  while (end > 0 && isClosing(url[end - 1] ?? '')) end -= 1;
  return url.slice(0, end);
}

function lengthOf(line: readonly Piece[]): number {
  return line.reduce((sum, { text = '' }) => sum + text.length, 0);
}

/** Lines one under the other, in as few stretches as rich text blocks can hold; only a longer line is cut. */
export function fill(lines: readonly (readonly Piece[])[]): Piece[][] {
  const chunks: Piece[][] = [];
  for (const line of lines) {
    const last = chunks.at(-1);
    if (last && fitsIn(last, [LINE_BREAK, ...line])) last.push(LINE_BREAK, ...line);
    else chunks.push(...cutLine(line));
  }
  return chunks;
}

export function fitsIn(chunk: readonly Piece[], more: readonly Piece[]): boolean {
  return chunk.length + more.length <= RICH_TEXT_PIECES_MAX && lengthOf(chunk) + lengthOf(more) <= RICH_TEXT_MAX;
}

/** None for a line without a piece. */
export function cutLine(line: readonly Piece[]): Piece[][] {
  const chunks: Piece[][] = [];
  let chunk: Piece[] = [];
  let used = 0;
  const turn = () => {
    if (chunk.length > 0) chunks.push(chunk);
    chunk = [];
    used = 0;
  };
  const add = (piece: Piece, length: number) => {
    if (chunk.length === RICH_TEXT_PIECES_MAX) turn();
    chunk.push(piece);
    used += length;
  };
  for (const piece of line) {
    const { text = '' } = piece;
    if (piece.type === 'link') {
      if (used + text.length > RICH_TEXT_MAX) turn();
      add(piece, text.length);
      continue;
    }
    for (const [i, part] of cutText(text, RICH_TEXT_MAX, RICH_TEXT_MAX - used).entries()) {
      if (i > 0) turn();
      if (part !== '') add(part === text ? piece : { ...piece, text: part }, part.length);
    }
  }
  turn();
  return chunks;
}

export function section(elements: Piece[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

export function quote(elements: Piece[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] };
}

export function preformatted(elements: Piece[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] };
}

export function bullets(items: readonly Piece[][]): types.RichTextBlock {
  const elements = items.map((item) => ({ type: 'rich_text_section' as const, elements: item }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] };
}
