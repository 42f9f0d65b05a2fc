import { displayWidth, graphemes, graphemeWidth } from '../../src/text/display-width.ts';

export type Style = 'plain' | 'strong' | 'faint' | 'command' | 'danger';

/** A stretch of harmless text in one look. Colour is put on last, so that measuring and wrapping see text only. */
export interface Piece {
  text: string;
  style: Style;
}

const CODES: Record<Exclude<Style, 'plain'>, [on: string, off: string]> = {
  strong: ['\u001b[1m', '\u001b[22m'],
  faint: ['\u001b[2m', '\u001b[22m'],
  command: ['\u001b[36m', '\u001b[39m'],
  danger: ['\u001b[31m', '\u001b[39m'],
};

export function piece(text: string, style: Style = 'plain'): Piece {
  return { text, style };
}

/** Whether to colour: the output is a terminal that can, and nobody set NO_COLOR (https://no-color.org). */
export function wantsColor(env: Record<string, string | undefined>, output: { isTTY?: boolean }): boolean {
  return output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

export function paint(pieces: readonly Piece[], color: boolean): string {
  return pieces
    .map(({ text, style }) => {
      if (!color || style === 'plain' || text === '') return text;
      const [on, off] = CODES[style];
      return `${on}${text}${off}`;
    })
    .join('');
}

export function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/**
 * Breaks a line at spaces so that no line is wider than `width` columns; a longer word is broken where the line ends.
 * @param width undefined: the line stays whole
 */
export function wrap(pieces: readonly Piece[], width: number | undefined): Piece[][] {
  if (width === undefined || widthOf(pieces) <= width) return [[...pieces]];
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const breakLine = () => {
    if (line.at(-1)?.text.trim() === '') line.pop();
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of wordsOf(pieces)) {
    const wordWidth = widthOf(word);
    const isGap = word[0]?.text[0] === ' ';
    if (used + wordWidth <= width) {
      if (isGap && used === 0 && lines.length > 0) continue;
      line.push(...word);
      used += wordWidth;
      continue;
    }
    if (used > 0) breakLine();
    if (isGap) continue;
    for (const part of cutTo(word, width)) {
      if (used > 0) breakLine();
      line = part;
      used = widthOf(part);
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** Words and the gaps between them, each as the pieces it is made of: `(` and a strong `late` are one word. */
function wordsOf(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [];
  let endsOpen = false;
  for (const { text, style } of pieces) {
    for (const token of text.match(/ +|[^ ]+/g) ?? []) {
      const isGap = token[0] === ' ';
      const last = words.at(-1);
      if (last && endsOpen && !isGap) last.push({ text: token, style });
      else words.push([{ text: token, style }]);
      endsOpen = !isGap;
    }
  }
  return words;
}

function cutTo(word: readonly Piece[], width: number): Piece[][] {
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let used = 0;
  for (const { text, style } of word) {
    let run = '';
    for (const grapheme of graphemes(text)) {
      const columns = graphemeWidth(grapheme);
      if (used + columns > width && used > 0) {
        parts.push([...part, { text: run, style }]);
        part = [];
        run = '';
        used = 0;
      }
      run += grapheme;
      used += columns;
    }
    part.push({ text: run, style });
  }
  return [...parts, part];
}
