import type { Block, Item, Reply, Span } from '../chat/reply.ts';
import { faint, heading, plain } from '../chat/reply.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { cutText } from '../text/cut-text.ts';

/** Of longer words of people the beginning; the task's own page has all of them. */
const QUOTE_MAX = 200;

/**
 * Several messages as one: how many there are, and of each a few lines with what is most likely to be pressed. What
 * cannot be reached from a task stays whole.
 */
export function gatheredReply(text: Catalogue, replies: readonly Reply[]): Reply {
  const blocks: Block[] = [heading(text.gathered(replies.length))];
  let items: Item[] | undefined;
  for (const reply of replies) {
    const item = shortOf(reply);
    if (!item) blocks.push(...reply.blocks);
    else if (items) items.push(item);
    else blocks.push({ kind: 'list', items: [item] });
    const last = blocks.at(-1);
    items = item && last?.kind === 'list' ? last.items : undefined;
  }
  return { blocks };
}

/** @returns undefined for what is more than a few words about one task */
function shortOf({ blocks }: Reply): Item | undefined {
  const lines: Span[][] = [];
  let task: Span[] = [];
  for (const block of blocks) {
    // What is told comes first, and the task's heading begins with its number.
    if (block.kind === 'text' && lines.length > 0 && block.spans[0]?.kind === 'strong') task = block.spans;
    else if (block.kind === 'text') lines.push(block.spans);
    else if (block.kind === 'quote') lines.push([faint(beginningOf(block.text))]);
    else if (block.kind !== 'fields' && block.kind !== 'buttons') return undefined;
  }
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const open = all.find(({ command }) => command.startsWith('show '));
  const [first, ...rest] = lines;
  if (!open || !first) return undefined;
  const [useful = open] = all;
  return {
    spans: task.length > 0 ? [...first, plain(' '), ...task] : first,
    ...(rest.length > 0 ? { detail: rest.flatMap((spans, i) => (i === 0 ? spans : [plain(' · '), ...spans])) } : {}),
    buttons: useful === open ? [open] : [useful, open],
  };
}

function beginningOf(words: string): string {
  const [beginning = '', ...rest] = cutText(words.replaceAll(/\s+/g, ' ').trim(), QUOTE_MAX);
  return rest.length === 0 ? beginning : `${beginning.trimEnd()}…`;
}
