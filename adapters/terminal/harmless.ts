import { withoutControls } from '../../src/text/harmless.ts';

/**
 * People's words on their way to a terminal. A terminal obeys control characters, so none may pass: they could move
 * the cursor, clear the screen or forge what Friday seems to say. They are shown as symbols instead.
 */

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u061c]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** One line that a terminal can only show. Line breaks become symbols too. */
export function harmless(text: string): string {
  const shown = withoutControls(text.replaceAll('\t', '  ')).replace(/[\n\u2028\u2029]/g, '\u240a');
  return RIGHT_TO_LEFT.test(shown) ? `${FIRST_STRONG_ISOLATE}${shown}${POP_ISOLATE}` : shown;
}

/** The lines of a text whose line breaks are kept, each of them harmless. */
export function harmlessLines(text: string): string[] {
  return text.split(/\r?\n|[\u2028\u2029]/).map(harmless);
}
