import { closedEntity, type OpenTag, readTagArgument, withoutInlineLanguage } from './html-tags.ts';

/** As the Bot API has them; offsets and lengths are UTF-16 code units. */
export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
  /** text_mention, until somebody is found behind it */
  userId?: number;
}

export interface Formatted {
  text: string;
  entities: Entity[];
}

/** What is wrong with the markup, in Telegram's words. */
export interface MarkupError {
  error: string;
}

/** Reads text in Telegram's HTML parse mode. Byte offsets in errors are of the UTF-8 input. */
export function parseHtml(html: string): Formatted | MarkupError {
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const reference = html[at] === '&' ? readReference(html, at) : undefined;
    if (reference) {
      text += reference.text;
      at = reference.end;
      continue;
    }
    if (html[at] !== '<') {
      text += html[at];
      at += 1;
      continue;
    }
    if (html[at + 1] === '/') {
      const end = readEndTag(html, at, open.at(-1));
      if ('error' in end) return end;
      const tag = open.pop();
      if (tag) closedEntity(tag, text, entities);
      at = end.end;
      continue;
    }
    const start = readStartTag(html, at);
    if ('error' in start) return start;
    open.push({ ...start.tag, offset: text.length });
    at = start.end;
  }
  const last = open.at(-1);
  if (last) return { error: `Can't find end tag corresponding to start tag "${last.name}"` };
  if (/\p{Surrogate}/u.test(text)) return { error: INVALID_UNICODE };
  return { text, entities: entities.map(withoutInlineLanguage).sort(inOrder) };
}

/** Outer before inner, and Telegram's order of kinds where they cover the same. */
function inOrder(one: Entity, other: Entity): number {
  return one.offset - other.offset || other.length - one.length || rank(one) - rank(other);
}

function rank({ type }: Entity): number {
  const place = KINDS.indexOf(type);
  return place === -1 ? KINDS.length : place;
}

type StartTag = { tag: Omit<OpenTag, 'offset'>; end: number } | MarkupError;

function readStartTag(html: string, start: number): StartTag {
  const where = `at byte offset ${byteOffset(html, start)}`;
  let at = skipUntil(html, start + 1, /[\s>]/);
  if (at === html.length) return { error: `Unclosed start tag ${where}` };
  const name = html.slice(start + 1, at).toLowerCase();
  if (!TAGS.has(name)) return { error: `Unsupported start tag "${name}" ${where}` };
  const attributes = new Map<string, string>();
  for (;;) {
    at = skipSpace(html, at);
    if (html[at] === '>') break;
    const nameStart = at;
    at = skipUntil(html, at, /[\s=>]/);
    const attribute = html.slice(nameStart, at).toLowerCase();
    at = skipSpace(html, at);
    if (at === html.length) return { error: `Unclosed start tag "${name}" ${where}` };
    if (!attribute) return { error: `Empty attribute name in the tag "${name}" ${where}` };
    if (html[at] !== '=') {
      attributes.set(attribute, '');
      continue;
    }
    at = skipSpace(html, at + 1);
    if (at === html.length) return { error: `Unclosed start tag "${name}" ${where}` };
    const value = readValue(html, at);
    if ('error' in value) return value;
    attributes.set(attribute, value.text);
    at = value.end;
    if (at === html.length) return { error: `Unclosed start tag ${where}` };
  }
  const argument = readTagArgument(name, attributes, where);
  return 'error' in argument ? argument : { tag: { name, ...argument }, end: at + 1 };
}

/** A name token, or anything in quotes. */
function readValue(html: string, start: number): { text: string; end: number } | MarkupError {
  const quote = html[start];
  if (quote !== '"' && quote !== "'") {
    const end = skipUntil(html, start, /[^a-zA-Z0-9.-]/);
    if (end === html.length || !/[\s>]/.test(html[end] ?? '')) {
      return { error: `Unexpected end of name token at byte offset ${byteOffset(html, start)}` };
    }
    return { text: html.slice(start, end).toLowerCase(), end };
  }
  let text = '';
  let at = start + 1;
  while (at < html.length && html[at] !== quote) {
    const reference = html[at] === '&' ? readReference(html, at) : undefined;
    text += reference?.text ?? html[at];
    at = reference?.end ?? at + 1;
  }
  return { text, end: Math.min(at + 1, html.length) };
}

function readEndTag(html: string, start: number, tag: OpenTag | undefined): { end: number } | MarkupError {
  const where = `at byte offset ${byteOffset(html, start)}`;
  if (!tag) return { error: `Unexpected end tag ${where}` };
  const nameEnd = skipUntil(html, start + 2, /[\s>]/);
  const name = html.slice(start + 2, nameEnd).toLowerCase();
  const at = skipSpace(html, nameEnd);
  if (html[at] !== '>') return { error: `Unclosed end tag ${where}` };
  if (name && name !== tag.name) {
    return { error: `Unmatched end tag ${where}, expected "</${tag.name}>", found "</${name}>"` };
  }
  return { end: at + 1 };
}

/** A character by number, or one of the four names; the semicolon may be left out. */
function readReference(html: string, start: number): { text: string; end: number } | undefined {
  const found = /^&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?/i.exec(html.slice(start, start + 40));
  if (!found) return undefined;
  const [whole, hex, decimal, name = ''] = found;
  const end = start + whole.length;
  const named = NAMED[name];
  if (named !== undefined) return { text: named, end };
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
  return code > 0 && code < 0x10ffff ? { text: String.fromCodePoint(code), end } : undefined;
}

function skipUntil(html: string, from: number, end: RegExp): number {
  let at = from;
  while (at < html.length && !end.test(html[at] ?? '')) at += 1;
  return at;
}

function skipSpace(html: string, from: number): number {
  return skipUntil(html, from, /\S/);
}

function byteOffset(html: string, at: number): number {
  return Buffer.byteLength(html.slice(0, at));
}

const INVALID_UNICODE =
  'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units';
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAGS = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote'.split(' '),
);
const KINDS = [
  'blockquote',
  'expandable_blockquote',
  'pre',
  'code',
  'text_link',
  'text_mention',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'date_time',
  'custom_emoji',
];
