import { withoutControls } from '../../../src/text/harmless.ts';

/** Telegram finds mentions, commands and addresses in any text by itself. What it must not find is parted by this. */
const WORD_JOINER = '\u2060';

/** Anything that has to be looked at more closely: most texts have none of it. */
const SPECIAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a screen
  /[\u0000-\u0009\u000b-\u001f/@\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;

/** Web addresses, in which Telegram finds nothing else; with a word joiner inside they would lead nowhere. */
const DOMAIN = String.raw`(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+`;
const HOST = String.raw`(?:https?:\/\/${DOMAIN}[a-z]{2,24}(?::[1-9]\d{1,3})?|${DOMAIN}(?:com|org|net|ua|ru|io|me))`;
const ADDRESS = String.raw`(?<![^\s(])${HOST}\/[\w.~%@/+=&#?!$*,:;-]*`;
const MENTION = String.raw`(?<![\p{L}\p{N}_])@(?=[a-z\d_]{2}|[a-z\d_]?$)`;
const COMMAND = String.raw`(?<![\p{L}\p{N}_/<>])\/(?=[a-z\d_]|$)`;
const TAKEN_UP = new RegExp(`(${ADDRESS})|${MENTION}|${COMMAND}`, 'giu');

/** People's words, which Telegram shows as they are and makes nothing of. Line breaks are `\n` from here on. */
export function literal(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return joined(harmless(text));
}

export function literalLine(text: string): string {
  return oneLine(literal(text));
}

/** For where Telegram looks for nothing: in a font of one width, on a button. */
export function harmlessLine(text: string): string {
  return oneLine(SPECIAL.test(text) ? harmless(text) : text);
}

/** Also for a part of what is literal: at its beginning something may have become a mention or a command. */
export function joined(text: string): string {
  if (!text.includes('@') && !text.includes('/')) return text;
  return text.replace(TAKEN_UP, (found, address?: string) => address ?? found + WORD_JOINER);
}

export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether there is anything to see: Telegram does not take a message without it. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cf}\u2800\ufffc\u{e0000}-\u{e0fff}]/u.test(text);
}

function harmless(text: string): string {
  return withoutControls(text.replace(/\r\n|[\u2028\u2029]/g, '\n'));
}

function oneLine(text: string): string {
  return text.includes('\n') || text.includes('\t') ? text.replace(/[\n\t]/g, ' ') : text;
}
