import type { InlineKeyboardButton } from 'telegraf/types';
import { expect } from 'vitest';
import type { TelegramMessage } from '../../../../adapters/telegram/render/messages.ts';
import type { Formatted } from '../../../fakes/telegram/html.ts';
import { parseHtml } from '../../../fakes/telegram/html.ts';

/** What Telegram would refuse, and what we promise beyond that; on purpose without the adapter's own constants. */

export function expectGoodMessage(message: TelegramMessage, commands: readonly string[] = []): void {
  expect(troubleIn(message, commands)).toEqual([]);
}

function troubleIn(message: TelegramMessage, commands: readonly string[]): string[] {
  const read = parseHtml(message.text);
  if ('error' in read) return [read.error];
  const trouble: string[] = [];
  const { text, entities } = read;
  if (text.length > 4096) trouble.push(`${text.length} characters`);
  if (text.replace(/[\s\p{Cf}\u2800\ufffc]/gu, '') === '') trouble.push('nothing to see');
  if (entities.length > 100) trouble.push(`${entities.length} entities`);
  if (Buffer.byteLength(message.text) > 35_000) trouble.push('too much markup');
  for (const [i, { type, offset, length }] of entities.entries()) {
    if (!KINDS.has(type)) trouble.push(`a ${type}`);
    if (offset + length > (entities[i + 1]?.offset ?? Number.POSITIVE_INFINITY)) trouble.push('one style in another');
  }
  for (const found of takenUp(read)) if (!commands.includes(found)) trouble.push(`made something of ${found}`);
  trouble.push(...keyboardTrouble(message));
  return trouble;
}

const KINDS = new Set(['bold', 'italic', 'code', 'pre', 'blockquote', 'expandable_blockquote']);

/** Mentions and commands that Telegram finds by itself; it looks neither into code nor into addresses. */
function takenUp({ text, entities }: Formatted): string[] {
  let open = text;
  for (const { type, offset, length } of entities) {
    if (type !== 'code' && type !== 'pre') continue;
    open = open.slice(0, offset) + '.'.repeat(length) + open.slice(offset + length);
  }
  const withoutAddresses = open.replace(/(?<![^\s(])(?:https?:\/\/[\w.-]+\.\w+|[\w.-]+\.com)\/[\w@/.-]+/g, (url) =>
    'x'.repeat(url.length),
  );
  const found = withoutAddresses.matchAll(
    /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
  );
  return Array.from(found, ([each]) => each);
}

function keyboardTrouble(message: TelegramMessage): string[] {
  const trouble: string[] = [];
  const rows = keyboardOf(message);
  const buttons = rows.flat();
  if (buttons.length > 100) trouble.push(`${buttons.length} buttons`);
  if (Buffer.byteLength(JSON.stringify(rows)) > 9_100) trouble.push('too large a keyboard');
  for (const row of rows) if (row.length < 1 || row.length > 8) trouble.push(`${row.length} in a row`);
  for (const { text } of buttons) {
    if (text.trim() === '' || text.length > 64) trouble.push(`a label of ${text.length} characters`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    if (/[\u0000-\u001f\u007f-\u009f]/.test(text) || /\p{Surrogate}/u.test(text)) trouble.push('a label with controls');
  }
  for (const data of dataOf(rows)) {
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) trouble.push(`${bytes} bytes in a button`);
  }
  return trouble;
}

export function keyboardOf({ reply_markup: markup }: TelegramMessage): InlineKeyboardButton[][] {
  return markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
}

export function dataOf(rows: readonly (readonly InlineKeyboardButton[])[]): string[] {
  return rows.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
}

export function labelsOf(message: TelegramMessage): string[][] {
  return keyboardOf(message).map((row) => row.map(({ text }) => text));
}

/** The text as people see it. @throws Error for markup that Telegram refuses */
export function shownText({ text }: TelegramMessage): string {
  const read = parseHtml(text);
  if ('error' in read) throw new Error(read.error);
  return read.text;
}
