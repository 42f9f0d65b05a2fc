import type { types } from '@slack/bolt';
import { expect } from 'vitest';
import { problemsOfMessageBlocks } from '../../../fakes/slack/blocks.ts';
import { problemsOfView } from '../../../fakes/slack/views.ts';

/** What Slack would refuse, and what we promise beyond that; on purpose without the adapter's own constants. */

type Thing = Record<string, unknown>;

export function expectGoodMessage(message: { text: string; blocks: readonly types.KnownBlock[] }): void {
  const { text, blocks } = message;
  const trouble = [...problemsOfMessageBlocks(blocks), ...troubleIn(blocks), ...escapedTrouble(text, 3000)];
  const shown = shownStrings(blocks).reduce((sum, each) => sum + each.length, 0);
  if (shown > 12_000) trouble.push(`${shown} characters in one message`);
  expect(trouble).toEqual([]);
}

export function expectGoodView(view: types.HomeView | types.ModalView): void {
  expect([...problemsOfView(view, view.type), ...troubleIn(view.blocks)]).toEqual([]);
}

function troubleIn(blocks: readonly types.AnyBlock[]): string[] {
  const trouble: string[] = [];
  const actionIds = new Set<unknown>();
  for (const thing of thingsIn(blocks)) {
    const { type, text, action_id: id } = thing;
    if (type === 'mrkdwn') trouble.push('markup');
    if (type === 'plain_text') {
      trouble.push(...escapedTrouble(text as string, 3000));
      if (thing.emoji !== false) trouble.push('a label with emoji');
    }
    if (type === 'link' && thing.url !== text) trouble.push(`a link that hides its address: ${text}`);
    if (type === 'text' && /\p{Surrogate}/u.test(text as string)) trouble.push('half a character');
    if (type === 'overflow' && (thing.options as unknown[]).length < 2) trouble.push('a menu of one');
    if (type === 'rich_text') {
      const length = shownStrings([thing]).reduce((sum, each) => sum + each.length, 0);
      if (length > 3000) trouble.push(`rich text of ${length}`);
    }
    if (type === 'button' || type === 'overflow') {
      if (!/^(command|menu):\d+$/.test(String(id))) trouble.push(`nobody listens to ${id}`);
      if (actionIds.has(id)) trouble.push(`${id} twice`);
      actionIds.add(id);
    }
  }
  return trouble;
}

function escapedTrouble(text: string, most: number): string[] {
  const trouble: string[] = [];
  if (text.trim() === '' || text.length > most) trouble.push(`text of ${text.length}`);
  if (/[<>]/.test(text) || /&(?!(amp|lt|gt);)/.test(text)) trouble.push(`not escaped: ${text}`);
  return trouble;
}

/** Every string people see in rich text and on buttons, in order, as they see it. */
export function shownStrings(blocks: unknown): string[] {
  return thingsIn(blocks).flatMap(({ type, text }) => {
    if (typeof text !== 'string') return [];
    return [type === 'plain_text' ? unescaped(text) : text];
  });
}

/** What is sent when a button or an entry of a menu is pressed. */
export function pressValues(blocks: unknown): string[] {
  return thingsIn(blocks).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** All objects, each before what is in it. */
function thingsIn(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Thing, ...Object.values(value).flatMap(thingsIn)];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
