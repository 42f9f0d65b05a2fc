import { elementsOf } from './blocks.ts';
import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';

/** Names as a reader sees them in place of ids. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
}

const IDS: Names = { user: (id) => id, channel: (id) => id };

/** Something to press, with what it sends. */
export interface Pressable {
  label: string;
  value: string;
  kind: 'button' | 'overflow';
  blockId: string;
  actionId: string;
  /** the element; for an overflow menu also the option */
  element: JsonObject;
  option?: JsonObject;
}

/** What a reader sees of blocks, a line for each part, without buttons. */
export function plainTextOf(blocks: unknown, names: Names = IDS): string {
  return objectsIn(blocks)
    .map((one) => textOfBlock(one, names))
    .filter(Boolean)
    .join('\n');
}

function textOfBlock(one: JsonObject, names: Names): string {
  switch (one.type) {
    case 'section':
      return lines(one.text, ...objectsIn(one.fields));
    case 'header':
    case 'alert':
      return lines(one.text);
    case 'context':
      return objectsIn(one.elements).map(seen).filter(Boolean).join(' ');
    case 'image':
      return [seen(one.title), textIn(one.alt_text)].filter(Boolean).join('\n');
    case 'input':
      return [seen(one.label), seenValue(one.element, names), seen(one.hint)].filter(Boolean).join('\n');
    case 'card':
      return lines(one.title, one.subtitle, one.body);
    case 'markdown':
      return textIn(one.text);
    case 'rich_text':
      return objectsIn(one.elements).map(richPart).join('\n');
    case 'table':
      return rows(one.rows);
    default:
      return '';
  }

  function lines(...texts: unknown[]): string {
    return texts.map(seen).filter(Boolean).join('\n');
  }
  function seen(text: unknown): string {
    return seenText(text, names);
  }
  function rows(value: unknown): string {
    return (Array.isArray(value) ? value : [])
      .map((row) =>
        objectsIn(row).map((cell) => (cell.type === 'rich_text' ? textOfBlock(cell, names) : textIn(cell.text))),
      )
      .map((cells) => cells.join('  '))
      .join('\n');
  }
  function richPart(part: JsonObject): string {
    if (part.type === 'rich_text_list') {
      return objectsIn(part.elements)
        .map((item, i) => `${part.style === 'ordered' ? `${i + 1}.` : '•'} ${richInline(item)}`)
        .join('\n');
    }
    return richInline(part);
  }
  function richInline(part: JsonObject): string {
    return objectsIn(part.elements)
      .map((piece) => {
        switch (piece.type) {
          case 'text':
            return textIn(piece.text);
          case 'link':
            return textIn(piece.text) || textIn(piece.url);
          case 'user':
            return `@${names.user(textIn(piece.user_id))}`;
          case 'channel':
            return `#${names.channel(textIn(piece.channel_id))}`;
          case 'broadcast':
            return `@${textIn(piece.range)}`;
          case 'emoji':
            return `:${textIn(piece.name)}:`;
          case 'date':
            return textIn(piece.fallback) || textIn(piece.format);
          default:
            return '';
        }
      })
      .join('');
  }
}

/** A text object as it is seen. */
function seenText(text: unknown, names: Names): string {
  if (!isObject(text)) return '';
  if (text.type === 'mrkdwn') return seenMrkdwn(textIn(text.text), names);
  if (text.type === 'image') return textIn(text.alt_text);
  const decoded = decodeEntities(textIn(text.text));
  return text.emoji === false ? decoded : withEmoji(decoded);
}

/** What stands in a field of a form, or may be chosen there. */
function seenValue(element: unknown, names: Names): string {
  if (!isObject(element)) return '';
  const { initial_option: option, options, initial_value: value, initial_user: user } = element;
  if (isObject(option)) return seenText(option.text, names);
  if (typeof user === 'string') return `@${names.user(user)}`;
  if (typeof value === 'string') return value;
  const day = textIn(element.initial_date) || textIn(element.initial_time);
  return (
    day ||
    (element.type === 'radio_buttons'
      ? objectsIn(options)
          .map((o) => seenText(o.text, names))
          .join('\n')
      : '')
  );
}

/** Buttons and options of overflow menus, in reading order. */
export function pressablesOf(blocks: unknown): Pressable[] {
  return objectsIn(blocks).flatMap((one) =>
    elementsOf(one).flatMap((element): Pressable[] => {
      const at = { blockId: textIn(one.block_id), actionId: textIn(element.action_id), element };
      if (element.type === 'button') {
        return [{ ...at, kind: 'button', label: seenText(element.text, IDS), value: textIn(element.value) }];
      }
      if (element.type !== 'overflow') return [];
      return objectsIn(element.options).map((option) => ({
        ...at,
        kind: 'overflow',
        label: seenText(option.text, IDS),
        value: textIn(option.value),
        option,
      }));
    }),
  );
}

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

/** The best-known emoji names: Slack draws a picture in their place, so their letters are not seen. */
const EMOJI =
  /:(\+1|-1|tada|smile|fire|wave|heart|eyes|warning|rocket|bell|clock\d+|x|white_check_mark|zap|calendar):/g;

function withEmoji(text: string): string {
  return text.replace(EMOJI, '[picture of $1]');
}

/** Markup as it is drawn: markers gone, links by their words, entities decoded once. */
export function seenMrkdwn(source: string, names: Names = IDS): string {
  return source
    .split(/(```[\s\S]+?```|`[^`\n]+`)/)
    .map((part, i) => {
      if (i % 2 === 1) return decodeEntities(withReferences(part.replace(/^`+|`+$/g, ''), names));
      return decodeEntities(withEmoji(withoutMarkers(withReferences(part, names))));
    })
    .join('');
}

/** `*bold*`, `_italic_`, `~gone~`: marks that touch a word inside and none outside. */
const PAIRS = ['\\*', '_', '~'].map((mark) => {
  const outside = `\\p{L}\\p{N}${mark}`;
  const inside = `[^\\s${mark}](?:[^\\n${mark}]*[^\\s${mark}])?`;
  return new RegExp(`(^|[^${outside}])${mark}(${inside})${mark}(?![${outside}])`, 'gu');
});

function withoutMarkers(text: string): string {
  const drawn = PAIRS.reduce((before, pair) => before.replace(pair, '$1$2'), text);
  return drawn.replace(/^(&gt;|>) ?/gm, '');
}

/** `<@U1>`, `<#C1|name>`, `<!date^…|words>`, `<https://…|words>` as they read. */
function withReferences(text: string, names: Names): string {
  return text.replace(/<([^<>\n]+)>/g, (_, inside: string) => {
    const [target = '', label] = inside.split('|');
    if (target.startsWith('@')) return `@${names.user(target.slice(1))}`;
    if (target.startsWith('#')) return `#${label || names.channel(target.slice(1))}`;
    if (target.startsWith('!date')) return label ?? target;
    if (target.startsWith('!')) return `@${label ?? target.slice(1)}`;
    return label ?? target.replace(/^mailto:/, '');
  });
}
