import type { types } from '@slack/bolt';
import { withoutControls } from '../../../src/text/harmless.ts';
import { escapeText } from '../text.ts';

const NOTHING = '…';

/** Line breaks are `\n` from here on. */
export function harmless(text: string): string {
  return withoutControls(text.replace(/\r\n|[\u2028\u2029]/g, '\n'));
}

export function harmlessLine(text: string): string {
  return harmless(text).replace(/[\n\t]/g, ' ');
}

/** A label on one line; what is too long ends with `…`. Slack decodes `&lt;` and its like here, and takes no empty text. */
export function plainText(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: escapedWithin(harmlessLine(text), max), emoji: false };
}

/** Escaped text of 1 to `max` characters. */
export function escapedWithin(text: string, max: number): string {
  if (text.trim() === '') return NOTHING;
  const escaped = escapeText(text);
  if (escaped.length <= max) return escaped;
  let kept = '';
  for (const character of text) {
    const next = escapeText(character);
    if (kept.length + next.length >= max) break;
    kept += next;
  }
  return `${kept}…`;
}
