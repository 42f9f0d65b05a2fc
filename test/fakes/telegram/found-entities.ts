import type { Entity } from './html.ts';

/**
 * What Telegram finds in text by itself. A mention is one from two characters on, though no name that short exists:
 * better one too many.
 */
export function findEntities(text: string): Entity[] {
  const found: Entity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const { 0: whole, index } of text.matchAll(pattern)) {
      const entity = { type, offset: index, length: whole.length };
      if (!found.some((one) => overlaps(one, entity))) found.push(entity);
    }
  }
  return found.sort((one, other) => one.offset - other.offset);
}

/** What was found where nothing was said about the text that would forbid it, as in code and links. */
export function withFound(text: string, given: readonly Entity[]): Entity[] {
  const closed = given.filter(({ type }) => CLOSED.has(type));
  const found = findEntities(text).filter((one) => !closed.some((other) => overlaps(one, other)));
  return [...given, ...found].sort((one, other) => one.offset - other.offset || other.length - one.length);
}

export function textOf(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length);
}

function overlaps(one: Entity, other: Entity): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}

/** The first that fits a place takes it. */
const PATTERNS: [type: string, pattern: RegExp][] = [
  ['url', /\b(?:https?|tg):\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)'\]]/giu],
  ['email', /(?<![\p{L}\p{N}_.+-])[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\p{L}\p{N}_])/giu],
  [
    'url',
    /(?<![\p{L}\p{N}_@.-])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|io|me|dev|ua|app|eu)(?![\p{L}\p{N}_])(?:\/[^\s<>"]*)?/giu,
  ],
  ['mention', /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{2,32}(?![\p{L}\p{N}_])/gu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu],
];
const CLOSED = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji']);
