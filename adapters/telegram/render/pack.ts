import { cutText } from '../../../src/text/cut-text.ts';
import { KEYBOARD_BYTES_MAX, MESSAGE_BUTTONS_MAX, MESSAGE_STYLES_MAX, MESSAGE_TEXT_MAX } from '../limits.ts';
import type { Key } from './keys.ts';
import type { Part } from './parts.ts';
import type { Piece } from './pieces.ts';
import { tailOf } from './pieces.ts';

/** What one message holds. */
export interface Page {
  pieces: Piece[];
  keys: Key[];
}

interface Weight {
  text: number;
  styles: number;
  buttons: number;
  bytes: number;
}

/** With less room than this a text that has to be cut begins on the next page. */
const WORTH_BEGINNING = 200;
/** A cut text can become longer by a word joiner at its beginning. */
const CUT_MAX = MESSAGE_TEXT_MAX - 1;
const LOOK_AHEAD = 100;
/** of a row, in JSON */
const BRACKETS = 3;

/** Parts in order on as few pages as hold them. A part is torn only where it is too much for a page of its own. */
export function pack(parts: readonly Part[]): Page[] {
  const pages: Page[] = [];
  let page: Page = { pieces: [], keys: [] };
  let used: Weight = nothing();

  const fits = (weight: Weight) =>
    used.text + weight.text <= MESSAGE_TEXT_MAX &&
    used.styles + weight.styles <= MESSAGE_STYLES_MAX &&
    used.buttons + weight.buttons <= MESSAGE_BUTTONS_MAX &&
    used.bytes + weight.bytes <= KEYBOARD_BYTES_MAX;
  const turn = () => {
    if (page.pieces.length + page.keys.length > 0) pages.push(page);
    page = { pieces: [], keys: [] };
    used = nothing();
  };
  const add = (pieces: readonly Piece[], keys: readonly Key[], weight: Weight) => {
    page.pieces.push(...pieces);
    page.keys.push(...keys);
    used = sum(used, weight);
  };
  /** @returns whether all of these are on this page now, with their gaps */
  const added = (group: readonly Part[]): boolean => {
    const pieces: Piece[] = [];
    for (const part of group) {
      if (part.pieces.length === 0) continue;
      if (page.pieces.length + pieces.length > 0) pieces.push({ text: part.gap, style: 'plain' });
      pieces.push(...part.pieces);
    }
    const keys = group.flatMap((part) => part.keys);
    const weight = sum(weightOf(pieces), keysWeight(keys));
    if (!fits(weight)) return false;
    add(pieces, keys, weight);
    return true;
  };
  const pour = (pieces: readonly Piece[]) => {
    for (let piece of pieces) {
      while (!fits(weightOf([piece]))) {
        const room = CUT_MAX - used.text;
        const head = room < WORTH_BEGINNING || used.styles === MESSAGE_STYLES_MAX ? '' : headOf(piece.text, room);
        if (head !== '') {
          add([{ text: head, style: piece.style }], [], nothing());
          piece = tailOf(piece, piece.text.slice(head.length));
        }
        turn();
      }
      add([piece], [], weightOf([piece]));
    }
  };
  const tear = (part: Part) => {
    if (page.pieces.length > 0 && part.pieces.length > 0) pour([{ text: part.gap, style: 'plain' }]);
    pour(part.pieces);
    for (const key of part.keys) {
      const weight = keysWeight([key]);
      if (!fits(weight)) turn();
      add([], [key], weight);
    }
  };

  for (const group of groupsOf(parts)) {
    if (added(group)) continue;
    turn();
    if (added(group)) continue;
    for (const part of group) if (!added([part])) tear(part);
  }
  turn();
  return pages;
}

/** Each part with those that lead to it. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  let leadsOn = false;
  for (const part of parts) {
    if (leadsOn) groups.at(-1)?.push(part);
    else groups.push([part]);
    leadsOn = part.leads;
  }
  return groups;
}

function headOf(text: string, room: number): string {
  return cutText(text.slice(0, room + LOOK_AHEAD), room)[0] ?? '';
}

function weightOf(pieces: readonly Piece[]): Weight {
  const weight = nothing();
  for (const { text, style } of pieces) {
    weight.text += text.length;
    if (style !== 'plain') weight.styles += 1;
  }
  return weight;
}

function keysWeight(keys: readonly Key[]): Weight {
  const weight = nothing();
  for (const { buttons } of keys) {
    weight.buttons += buttons.length;
    weight.bytes += Buffer.byteLength(JSON.stringify(buttons)) + BRACKETS;
  }
  return weight;
}

function nothing(): Weight {
  return { text: 0, styles: 0, buttons: 0, bytes: 0 };
}

function sum(a: Weight, b: Weight): Weight {
  return {
    text: a.text + b.text,
    styles: a.styles + b.styles,
    buttons: a.buttons + b.buttons,
    bytes: a.bytes + b.bytes,
  };
}
