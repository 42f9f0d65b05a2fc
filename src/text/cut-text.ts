const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** longer than what people see as one character, but for mischief */
const LOOK_AHEAD = 64;

/**
 * A text in parts of at most `max` UTF-16 units, cut after a line break or a space where there is one in the second
 * half, else between two characters as people see them. The parts joined are the text.
 * @param room what the first part may take; it is empty when nothing can be cut off well there
 */
export function cutText(text: string, max: number, room = max): string[] {
  const parts: string[] = [];
  let from = 0;
  let space = room;
  while (text.length - from > space) {
    const end = space <= 0 ? 0 : cutAt(text.slice(from, from + space + LOOK_AHEAD), space, space < max);
    parts.push(text.slice(from, from + end));
    from += end;
    space = max;
  }
  parts.push(text.slice(from));
  return parts;
}

function cutAt(window: string, max: number, mayWait: boolean): number {
  for (const gap of ['\n', ' ']) {
    const end = window.lastIndexOf(gap, max - 1) + 1;
    if (end > max / 2) return end;
  }
  if (mayWait) return 0;
  const boundary = segmenter.segment(window).containing(max)?.index ?? max;
  if (boundary > 0) return boundary;
  return max > 1 && /[\ud800-\udbff]/.test(window[max - 1] ?? '') ? max - 1 : max;
}
