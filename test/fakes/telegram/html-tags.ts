import type { Entity, MarkupError } from './html.ts';
import { checkedLink, userOfLink } from './links.ts';

export interface OpenTag {
  name: string;
  /** where its text begins */
  offset: number;
  /** the attribute that matters for this tag; '' where there is none */
  argument: string;
  format?: string;
  isExpandable?: boolean;
}

/** @param where for errors, such as `at byte offset 3` */
export function readTagArgument(
  name: string,
  attributes: ReadonlyMap<string, string>,
  where: string,
): Omit<OpenTag, 'name' | 'offset'> | MarkupError {
  const value = (attribute: string) => attributes.get(attribute) ?? '';
  switch (name) {
    case 'a':
      return { argument: value('href') };
    case 'code':
      return { argument: /^language-(.+)$/s.exec(value('class'))?.[1] ?? '' };
    case 'span':
      if (value('class') === 'tg-spoiler') return { argument: '' };
      return { error: `Tag "span" must have class "tg-spoiler" ${where}` };
    case 'tg-emoji':
      return { argument: value('emoji-id') };
    case 'tg-time':
      if (!/^(r|[tTdDwW]*)$/.test(value('format'))) return { error: 'Invalid date format used' };
      return { argument: value('unix'), format: value('format') };
    case 'blockquote':
      return { argument: '', isExpandable: attributes.has('expandable') };
    default:
      return { argument: '' };
  }
}

/** Adds what a tag makes of the text since it was opened; an empty one makes nothing. */
export function closedEntity(tag: OpenTag, text: string, entities: Entity[]): void {
  const length = text.length - tag.offset;
  if (length === 0) return;
  const at = { offset: tag.offset, length };
  const { argument } = tag;
  const plain = PLAIN[tag.name];
  if (plain) entities.push({ type: plain, ...at });
  if (tag.name === 'blockquote')
    entities.push({ type: tag.isExpandable ? 'expandable_blockquote' : 'blockquote', ...at });
  if (tag.name === 'tg-emoji') entities.push({ type: 'custom_emoji', ...at, custom_emoji_id: argument });
  if (tag.name === 'tg-time') {
    const format = tag.format ? { date_time_format: tag.format } : {};
    entities.push({ type: 'date_time', ...at, unix_time: Number(argument), ...format });
  }
  if (tag.name === 'a') pushLink(argument || text.slice(tag.offset), at, entities);
  if (tag.name === 'pre' || tag.name === 'code') pushCode(tag, at, entities);
}

function pushLink(link: string, at: { offset: number; length: number }, entities: Entity[]): void {
  const userId = userOfLink(link);
  const url = userId === undefined ? checkedLink(link) : undefined;
  if (userId !== undefined) entities.push({ type: 'text_mention', ...at, userId });
  else if (url !== undefined) entities.push({ type: 'text_link', ...at, url });
}

/** `code` with a language right inside `pre`, or around it, is one block of code in that language. */
function pushCode(tag: OpenTag, at: { offset: number; length: number }, entities: Entity[]): void {
  const inner = entities.at(-1);
  const language = tag.name === 'code' ? tag.argument : inner?.language;
  const isPair = inner?.type === (tag.name === 'pre' ? 'code' : 'pre');
  const isSame = inner?.offset === at.offset && inner.length === at.length;
  if (isPair && isSame && language) {
    entities[entities.length - 1] = { type: 'pre', ...at, language };
    return;
  }
  entities.push({ type: tag.name, ...at, ...(tag.name === 'code' && tag.argument && { language: tag.argument }) });
}

/** The language of code is lost where no block is around it. */
export function withoutInlineLanguage(entity: Entity): Entity {
  if (entity.type !== 'code') return entity;
  const { language: _, ...plain } = entity;
  return plain;
}

const PLAIN: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
};
