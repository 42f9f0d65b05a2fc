import type { Block } from '../../../src/chat/reply.ts';
import { displayWidth } from '../../../src/text/display-width.ts';
import { TABLE_WIDTH_MAX } from '../limits.ts';
import { harmlessLine, literalLine } from './literal.ts';
import type { Piece } from './pieces.ts';

type Table = Extract<Block, { kind: 'table' }>;

const GAP = '  ';
/** Before the total where rows stand one under the other. */
const RULE = '──────';
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u061c]/u;

/**
 * What stays together of a table: all of it with its columns aligned, if a phone shows that without breaking its lines,
 * else each row by itself.
 */
export function tableStretches(table: Table): Piece[][] {
  const { columns, rows, total } = table;
  if (columns.length === 0) return [];
  const cellsOf = (row: readonly string[]) => columns.map((_, i) => harmlessLine(row[i] ?? ''));
  const head = cellsOf(columns.map(({ title }) => title));
  const body = rows.map(cellsOf);
  const foot = total ? [cellsOf(total)] : [];
  const widths = columns.map((_, i) =>
    [head, ...body, ...foot].reduce((widest, cells) => Math.max(widest, displayWidth(cells[i] ?? '')), 0),
  );
  const width = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  if (width > TABLE_WIDTH_MAX) return stacked(table);

  const lineOf = (cells: readonly string[]) =>
    columns
      .map(({ align }, i) => padded(cells[i] ?? '', widths[i] ?? 0, align))
      .join(GAP)
      .trimEnd();
  const lines = [head, ...body].map(lineOf);
  if (foot.length > 0) lines.push('─'.repeat(width), ...foot.map(lineOf));
  const text = lines.join('\n');
  return text === '' ? [] : [[{ text, style: 'table' }]];
}

function padded(cell: string, width: number, align: 'left' | 'right'): string {
  const padding = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  // Isolated, it does not reorder the columns beside it.
  const shown = RIGHT_TO_LEFT.test(cell) ? `\u2068${cell}\u2069` : cell;
  return align === 'right' ? padding + shown : shown + padding;
}

function stacked({ columns, rows, total }: Table): Piece[][] {
  const rowOf = (row: readonly string[]): Piece[] => {
    const [name = '', ...values] = row.slice(0, columns.length).map(literalLine);
    const lines = values.flatMap((value, i) => {
      const title = literalLine(columns[i + 1]?.title ?? '');
      return value === '' ? [] : [title === '' ? value : `${title}: ${value}`];
    });
    const rest: Piece[] = lines.map((line, i) => ({
      text: name === '' && i === 0 ? line : `\n${line}`,
      style: 'plain',
    }));
    return name === '' ? rest : [{ text: name, style: 'strong' }, ...rest];
  };
  // What the first column is of is said once.
  const title = literalLine(columns[0]?.title ?? '');
  const head: Piece[] = title === '' ? [] : [{ text: title, style: 'faint' }];
  const foot: Piece[] = total ? [{ text: `${RULE}\n`, style: 'plain' }, ...rowOf(total)] : [];
  return [head, ...rows.map(rowOf), foot].filter((stretch) => stretch.length > 0);
}
