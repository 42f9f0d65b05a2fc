import type { Block, Button, Field, Item, Reply, Span } from '../../src/chat/reply.ts';
import { displayWidth } from '../../src/text/display-width.ts';
import { harmless, harmlessLines } from './harmless.ts';
import { renderTable } from './render-table.ts';
import { type Piece, paint, piece, widthOf, wrap } from './styled-text.ts';

export interface Look {
  color: boolean;
  /** columns to wrap at; undefined: lines stay whole */
  width: number | undefined;
  /** gives a button its number; called in reading order, once for each button */
  numberOf: (button: Button) => number;
}

/** A reply as lines for a terminal, without line ends. */
export function render(reply: Reply, look: Look): string[] {
  const lines: Piece[][] = [];
  for (const block of reply.blocks) {
    if (block.kind === 'heading' && lines.length > 0) lines.push([]);
    lines.push(...blockLines(block, look));
  }
  if (reply.asks) lines.push(...flow('› ', [piece(harmless(reply.asks.hint), 'faint')], look.width));
  return lines.map((line) => paint(line, look.color));
}

function blockLines(block: Block, look: Look): Piece[][] {
  switch (block.kind) {
    case 'heading':
      return wrap([piece(harmless(block.text), 'strong')], look.width);
    case 'text':
      return wrap(block.spans.map(pieceOf), look.width);
    case 'quote':
      return harmlessLines(block.text).flatMap((line) => flow('│ ', [piece(line)], look.width, '│ '));
    case 'fields':
      return fieldLines(block.fields, look.width);
    case 'list':
      return block.items.flatMap((item) => itemLines(item, look));
    case 'table':
      return renderTable(block, look.width);
    case 'buttons':
      return buttonLines(block.buttons, look);
  }
}

function pieceOf(span: Span): Piece {
  const text = harmless(span.text);
  return span.kind === 'command' ? piece(`/${text}`, 'command') : piece(text, span.kind);
}

/** Wraps with `first` before the first line and `rest`, by default as wide in spaces, before the following ones. */
function flow(first: string, pieces: Piece[], width: number | undefined, rest?: string): Piece[][] {
  const indent = displayWidth(first);
  const inner = width === undefined ? undefined : Math.max(8, width - indent);
  return wrap(pieces, inner).map((line, i) => [piece(i === 0 ? first : (rest ?? ' '.repeat(indent))), ...line]);
}

function fieldLines(fields: readonly Field[], width: number | undefined): Piece[][] {
  const labels = fields.map(({ label }) => `${harmless(label)}:`);
  const widest = Math.max(0, ...labels.map(displayWidth));
  return fields.flatMap(({ value }, i) => {
    const label = labels[i] ?? '';
    return flow(`${label}${' '.repeat(widest - displayWidth(label))} `, value.map(pieceOf), width);
  });
}

function itemLines(item: Item, look: Look): Piece[][] {
  const lines = flow('• ', item.spans.map(pieceOf), look.width);
  if (item.detail) {
    const detail = item.detail.map(pieceOf).map(({ text, style }) => piece(text, style === 'plain' ? 'faint' : style));
    lines.push(...flow('  ', detail, look.width));
  }
  const inner = look.width === undefined ? undefined : look.width - 2;
  const buttons = buttonLines(item.buttons ?? [], { ...look, width: inner });
  return [...lines, ...buttons.map((line) => [piece('  '), ...line])];
}

const BUTTON_STYLES = { primary: 'strong', danger: 'danger' } as const;

/** `[1] Done  [2] Move …`; a line breaks between two buttons rather than within one. */
function buttonLines(buttons: readonly Button[], look: Look): Piece[][] {
  const lines: Piece[][] = [];
  for (const button of buttons) {
    const shown = [
      piece(`[${look.numberOf(button)}]`, 'command'),
      piece(' '),
      piece(harmless(button.label), button.style ? BUTTON_STYLES[button.style] : 'plain'),
    ];
    const line = lines.at(-1);
    const fits = line && (look.width === undefined || widthOf(line) + 2 + widthOf(shown) <= look.width);
    if (fits) line.push(piece('  '), ...shown);
    else lines.push(shown);
  }
  return lines;
}
