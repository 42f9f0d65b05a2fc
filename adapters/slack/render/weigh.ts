import type { types } from '@slack/bolt';
import { CONTAINER_WEIGHT } from '../limits.ts';
import type { SlackBlock } from './parts.ts';
import type { Piece } from './rich-text.ts';

/** What a block takes of MESSAGE_WEIGHT_MAX. */
export function messageWeight(block: SlackBlock): number {
  if (block.type === 'actions') {
    const labels = labelsOf(block);
    return CONTAINER_WEIGHT + labels.reduce((sum, label) => sum + label.length, 0);
  }
  const pieces = block.elements.flatMap(piecesOf);
  return pieces.reduce(
    (sum, piece) => sum + CONTAINER_WEIGHT + (piece.text ?? '').length + (piece.type === 'link' ? piece.url.length : 0),
    CONTAINER_WEIGHT,
  );
}

/** Bytes of JSON in which every character beyond ASCII is written as `\uXXXX`, the longest way there is. */
export function jsonWeight(value: unknown): number {
  let bytes = 1;
  const json = JSON.stringify(value);
  for (let i = 0; i < json.length; i++) bytes += json.charCodeAt(i) < 0x80 ? 1 : 6;
  return bytes;
}

/** What a block says, without its buttons. */
export function shownText(block: SlackBlock): string {
  if (block.type === 'actions') return '';
  return block.elements
    .flatMap((element) =>
      element.type === 'rich_text_list'
        ? element.elements.map((item) => `• ${textOf(piecesOf(item))}`)
        : [textOf(piecesOf(element))],
    )
    .join('\n');
}

/** As Slack gets them: escaped. */
export function labelsOf(block: types.ActionsBlock): string[] {
  return block.elements.flatMap((element) => {
    if (element.type === 'button') return [element.text.text];
    return element.type === 'overflow' ? element.options.map(({ text }) => text.text) : [];
  });
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text = '' }) => text).join('');
}

function piecesOf(element: types.RichTextBlockElement): Piece[] {
  if (element.type === 'rich_text_list') return element.elements.flatMap(piecesOf);
  const elements: types.RichTextElement[] = element.elements;
  return elements.filter((piece): piece is Piece => piece.type === 'text' || piece.type === 'link');
}
