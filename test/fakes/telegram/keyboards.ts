import { isObject, type JsonObject, objectsIn, textIn } from '../slack/json.ts';
import { checkedLink, userOfLink } from './links.ts';
import { violate } from './refusal.ts';

/** What stands under a message, or is opened by it. */
export interface Markup {
  /** rows of buttons of the message itself; none: no keyboard */
  keyboard: JsonObject[][];
  /** of any other kind: such a message cannot be edited */
  other?: JsonObject;
}

/**
 * Takes a `reply_markup` that fits the specs.
 * @throws TelegramRefusal
 */
export function readMarkup(markup: unknown): Markup {
  if (!isObject(markup)) return { keyboard: [] };
  if (markup.force_reply !== undefined) checkForceReply(markup);
  if (!Array.isArray(markup.inline_keyboard)) return { keyboard: [], other: markup };
  const rows = markup.inline_keyboard.map(objectsIn).filter((row) => row.length > 0);
  if (rows.flat().length > BUTTONS_MAX) violate('reply markup is too long');
  for (const row of rows) {
    if (row.length > ROW_MAX) violate(`REPLY_MARKUP_INVALID: ${row.length} buttons in a row`);
    for (const button of row) checkButton(button);
  }
  return { keyboard: rows };
}

function checkButton(button: JsonObject): void {
  if (/\p{Surrogate}/u.test(textIn(button.text))) violate('strings must be encoded in UTF-8');
  if (textIn(button.text).trim() === '') violate('BUTTON_TEXT_INVALID: text must be non-empty');
  const actions = Object.keys(button).filter((name) => !LOOKS.has(name) && button[name] !== undefined);
  if (actions.length === 0)
    violate("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (actions.length > 1) violate(`BUTTON_TYPE_INVALID: ${actions.join(' and ')} in one button`);
  if (typeof button.callback_data === 'string') {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > DATA_BYTES_MAX) violate('BUTTON_DATA_INVALID');
  }
  if (typeof button.url === 'string' && !checkedLink(button.url) && userOfLink(button.url) === undefined) {
    violate(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  if (isObject(button.copy_text)) {
    const { length } = textIn(button.copy_text.text);
    if (length < 1 || length > COPY_MAX) violate('BUTTON_COPY_TEXT_INVALID');
  }
}

function checkForceReply(markup: JsonObject): void {
  if (markup.force_reply !== true) violate("can't parse reply keyboard markup: force_reply must be true");
  const placeholder = markup.input_field_placeholder;
  if (typeof placeholder !== 'string') return;
  if (placeholder.length < 1 || placeholder.length > PLACEHOLDER_MAX) violate('INPUT_FIELD_PLACEHOLDER_INVALID');
}

const BUTTONS_MAX = 100;
const ROW_MAX = 8;
const DATA_BYTES_MAX = 64;
const COPY_MAX = 256;
const PLACEHOLDER_MAX = 64;
const LOOKS = new Set(['text', 'style', 'icon_custom_emoji_id']);
