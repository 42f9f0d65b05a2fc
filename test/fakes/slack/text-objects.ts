import { boolean, byType, type Check, enumeration, list, object, string } from './shape.ts';

/** Composition objects of Block Kit, with the limits of @slack/types' composition-objects.d.ts. */

const literal = (type: string) => enumeration(type);

export function plainText(max: number): Check {
  return object({ required: { type: literal('plain_text'), text: string(1, max) }, optional: { emoji: boolean } });
}

export function mrkdwn(max: number): Check {
  return object({ required: { type: literal('mrkdwn'), text: string(1, max) }, optional: { verbatim: boolean } });
}

export function anyText(max: number): Check {
  return byType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) });
}

export const actionId = string(1, 255);
export const blockId = string(1, 255);
export const typed = literal;

export const confirmation = object({
  required: { text: anyText(300) },
  optional: {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: enumeration('primary', 'danger'),
  },
});

/** In selects and overflow menus. Types say 75 for the value; some pages have said 150. */
export const plainOption = option(plainText(75));
/** In radio buttons and checkboxes. */
export const anyOption = option(anyText(75), anyText(75));
export const overflowOption = option(plainText(75), plainText(75), { url: string(1, 3000) });

function option(text: Check, description: Check = plainText(75), more: Record<string, Check> = {}): Check {
  return object({ required: { text, value: string(1, 75) }, optional: { description, ...more } });
}

export const optionGroup = object({ required: { label: plainText(75), options: list(plainOption, 1, 100) } });
