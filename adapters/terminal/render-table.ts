import type { Block, Column } from '../../src/chat/reply.ts';
import { harmless } from './harmless.ts';
import { type Piece, piece, type Style, widthOf, wrap } from './styled-text.ts';

const GAP = '  ';
const NARROWEST = 8;

/** Columns aligned by what they take on the screen. Too wide for it: the widest column wraps within itself. */
export function renderTable(table: Extract<Block, { kind: 'table' }>, width: number | undefined): Piece[][] {
  const { columns, rows, total } = table;
  const cellsOf = (row: readonly string[], style: Style) => columns.map((_, i) => piece(harmless(row[i] ?? ''), style));
  const head = cellsOf(
    columns.map(({ title }) => title),
    'strong',
  );
  const body = rows.map((row) => cellsOf(row, 'plain'));
  const foot = total ? [cellsOf(total, 'strong')] : [];

  const widths = columns.map((_, i) =>
    [head, ...body, ...foot].reduce((widest, cells) => Math.max(widest, cells[i] ? widthOf([cells[i]]) : 0), 0),
  );
  shrinkTo(width, widths);

  const lines = [head, ...body].flatMap((cells) => rowLines(cells, columns, widths));
  if (foot.length === 0) return lines;
  const rule = [piece('─'.repeat(totalWidth(widths)), 'faint')];
  return [...lines, rule, ...foot.flatMap((cells) => rowLines(cells, columns, widths))];
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, widths.length - 1);
}

function shrinkTo(width: number | undefined, widths: number[]): void {
  const excess = width === undefined ? 0 : totalWidth(widths) - width;
  if (excess <= 0) return;
  const widest = widths.indexOf(Math.max(...widths));
  widths[widest] = Math.max(NARROWEST, (widths[widest] ?? 0) - excess);
}

function rowLines(cells: readonly Piece[], columns: readonly Column[], widths: readonly number[]): Piece[][] {
  const wrapped = cells.map((cell, i) => wrap([cell], widths[i]));
  const height = Math.max(0, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const line = columns.flatMap(({ align }, i) => {
      const content = wrapped[i]?.[row] ?? [];
      const padding = piece(' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(content))));
      const before = i === 0 ? [] : [piece(GAP)];
      if (align === 'right') return [...before, padding, ...content];
      return i === columns.length - 1 ? [...before, ...content] : [...before, ...content, padding];
    });
    while (line.length > 0 && line.at(-1)?.text.trim() === '') line.pop();
    return line;
  });
}
