import { boolean, byType, type Check, enumeration, integer, list, object, pattern, string } from './shape.ts';
import { blockId, typed } from './text-objects.ts';

/** `rich_text` and what may be in it, as @slack/types' block-elements.d.ts tells. */

const LONGEST = 12_000;
const style = object({
  optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean },
});
const ENDLESS = 1000;

function element(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ required: { type: typed(type), ...required }, optional: { style, ...optional } });
}

const text = element('text', { text: string(1, LONGEST) });
const link = element('link', { url: string(1, 3000) }, { text: string(1, LONGEST), unsafe: boolean });

const inline = byType({
  text,
  link,
  user: element('user', { user_id: pattern(/^[UW][A-Z0-9]+$/, 'a user id') }),
  usergroup: element('usergroup', { usergroup_id: pattern(/^S[A-Z0-9]+$/, 'a user group id') }),
  team: element('team', { team_id: pattern(/^T[A-Z0-9]+$/, 'a team id') }),
  channel: element('channel', { channel_id: pattern(/^[CDG][A-Z0-9]+$/, 'a channel id') }),
  broadcast: element('broadcast', { range: enumeration('here', 'channel', 'everyone') }),
  emoji: element('emoji', { name: string(1, 255) }, { unicode: string(1, 255), url: string(1, 3000) }),
  color: element('color', { value: pattern(/^#[0-9a-f]{6}$/i, 'a colour such as #00ff00') }),
  date: element(
    'date',
    { timestamp: integer(0, 10_000_000_000), format: string(1, 1000) },
    { url: string(1, 3000), fallback: string(1, 1000) },
  ),
});

const border = enumeration(0, 1);
const section = object({
  required: { type: typed('rich_text_section'), elements: list(inline, 1, ENDLESS) },
});

export const richText: Check = object({
  required: {
    type: typed('rich_text'),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: object({
          required: {
            type: typed('rich_text_list'),
            style: enumeration('bullet', 'ordered'),
            elements: list(section, 1, ENDLESS),
          },
          optional: { indent: integer(0, 8), offset: integer(0, ENDLESS), border },
        }),
        rich_text_quote: object({
          required: { type: typed('rich_text_quote'), elements: list(inline, 1, ENDLESS) },
          optional: { border },
        }),
        rich_text_preformatted: object({
          required: {
            type: typed('rich_text_preformatted'),
            elements: list(byType({ text, link }), 1, ENDLESS),
          },
          optional: { border },
        }),
      }),
      1,
      ENDLESS,
    ),
  },
  optional: { block_id: blockId },
});
