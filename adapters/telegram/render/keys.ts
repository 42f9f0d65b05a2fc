import type { InlineKeyboardButton } from 'telegraf/types';
import type { Button } from '../../../src/chat/reply.ts';
import { cutText } from '../../../src/text/cut-text.ts';
import { displayWidth } from '../../../src/text/display-width.ts';
import { BUTTON_LABEL_MAX, ROW_BUTTONS_MAX } from '../limits.ts';
import { harmlessLine, isVisible } from './literal.ts';
import type { TelegramLook } from './look.ts';

/** Buttons that stand side by side, or one that may stand beside its likes. */
export interface Key {
  buttons: InlineKeyboardButton[];
  isLoose: boolean;
}

/** What is needed to make buttons: whose they are, and where commands go that are too long for one. */
export interface KeyMaker {
  look: TelegramLook;
  /** command by reference */
  keep: Map<string, string>;
}

const NO_LABEL = '·';
/** Latin and Cyrillic, in which each character takes a column: most labels, and far dearer to measure otherwise. */
const NARROW = /^[ -~\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]*$/;

/** Rows for as many buttons as there are, by what their labels take on a phone. */
export function rowKeys(buttons: readonly Button[], maker: KeyMaker, most?: number): Key[] {
  return rowsOf(
    buttons.map((button) => callbackButton(button, maker)),
    most,
  ).map((row) => ({ buttons: row, isLoose: false }));
}

/** Rows of exactly so many, but for the last. */
export function gridKeys(buttons: readonly Button[], maker: KeyMaker, columns: number): Key[] {
  const count = Math.max(1, Math.min(Math.trunc(columns) || 1, ROW_BUTTONS_MAX));
  const keys: Key[] = [];
  for (let i = 0; i < buttons.length; i += count) {
    const row = buttons.slice(i, i + count).map((button) => callbackButton(button, maker));
    keys.push({ buttons: row, isLoose: false });
  }
  return keys;
}

export function looseKey(button: Button, maker: KeyMaker): Key {
  return { buttons: [callbackButton(button, maker)], isLoose: true };
}

export function urlKey({ label, url }: { label: string; url: string }): Key {
  return { buttons: [{ text: labelText(label), url }], isLoose: false };
}

/** The keyboard of a message. */
export function layOut(keys: readonly Key[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  let loose: InlineKeyboardButton[] = [];
  const settle = () => {
    if (loose.length > 0) rows.push(...rowsOf(loose));
    loose = [];
  };
  for (const { buttons, isLoose } of keys) {
    if (isLoose) loose.push(...buttons);
    else {
      settle();
      rows.push(buttons);
    }
  }
  settle();
  return rows;
}

function callbackButton({ label, command }: Button, { look, keep }: KeyMaker): InlineKeyboardButton {
  const reference = look.data.referenceOf(command);
  if (reference !== undefined) keep.set(reference, command);
  return { text: labelText(label), callback_data: look.data.of(look.userId, command) };
}

function labelText(label: string): string {
  const text = harmlessLine(label).trim();
  if (!isVisible(text)) return NO_LABEL;
  if (text.length <= BUTTON_LABEL_MAX) return text;
  return `${cutText(text, BUTTON_LABEL_MAX - 1)[0] ?? ''}…`;
}

function rowsOf(buttons: readonly InlineKeyboardButton[], most = 4): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  let widest = 0;
  for (const button of buttons) {
    const row = rows.at(-1);
    const width = NARROW.test(button.text) ? button.text.length : displayWidth(button.text);
    widest = Math.max(widest, width);
    if (row && row.length < Math.min(most, besideEachOther(widest))) row.push(button);
    else {
      rows.push([button]);
      widest = width;
    }
  }
  return rows;
}

/** Buttons of a row share its width equally. */
function besideEachOther(widest: number): number {
  if (widest <= 8) return 4;
  if (widest <= 11) return 3;
  return widest <= 14 ? 2 : 1;
}
