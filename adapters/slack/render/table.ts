import type { Block } from '../../../src/chat/reply.ts';
import { displayWidth } from '../../../src/text/display-width.ts';
import { COLUMN_WIDTH_MAX } from '../limits.ts';
import { harmlessLine } from './plain-text.ts';

const GAP = '  ';

/** Columns aligned by what they take in a font of one width. */
export function tableLines({ columns, rows, total }: Extract<Block, { kind: 'table' }>): string[] {
  const cellsOf = (row: readonly string[]) => columns.map((_, i) => harmlessLine(row[i] ?? ''));
  const body = [cellsOf(columns.map(({ title }) => title)), ...rows.map(cellsOf)];
  const foot = total ? [cellsOf(total)] : [];
  const widths = columns.map((_, i) => {
    const widest = [...body, ...foot].reduce((width, cells) => Math.max(width, displayWidth(cells[i] ?? '')), 0);
    return Math.min(widest, COLUMN_WIDTH_MAX);
  });
  const lineOf = (cells: readonly string[]) =>
    columns
      .map(({ align }, i) => padded(cells[i] ?? '', widths[i] ?? 0, align))
      .join(GAP)
      .trimEnd();
  const lines = body.map(lineOf);
  if (foot.length === 0) return lines;
  const width = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  return [...lines, '─'.repeat(Math.max(0, width)), ...foot.map(lineOf)];
}

function padded(cell: string, width: number, align: 'left' | 'right'): string {
  const padding = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return align === 'right' ? `${padding}${cell}` : `${cell}${padding}`;
}
