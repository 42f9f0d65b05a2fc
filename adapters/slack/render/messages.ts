import type { Reply } from '../../../src/chat/reply.ts';
import { MESSAGE_BLOCKS_MAX, MESSAGE_WEIGHT_MAX, TEXT_MAX } from '../limits.ts';
import type { SlackLook } from './look.ts';
import { pack } from './pack.ts';
import type { SlackBlock } from './parts.ts';
import { replyParts } from './parts.ts';
import { escapedWithin } from './plain-text.ts';
import { labelsOf, messageWeight, shownText } from './weigh.ts';

export interface SlackMessage {
  /** for notifications and screen readers; never empty */
  text: string;
  blocks: SlackBlock[];
}

/** A reply as one or more messages, each within what Slack takes; none for a reply that says nothing. */
export function renderMessages(reply: Reply, look: SlackLook): SlackMessage[] {
  const room = { blocks: MESSAGE_BLOCKS_MAX, weight: MESSAGE_WEIGHT_MAX, weigh: messageWeight };
  return pack(replyParts(reply, look), room).map((blocks) => ({ text: textOf(blocks), blocks }));
}

function textOf(blocks: readonly SlackBlock[]): string {
  const said = blocks
    .map(shownText)
    .filter((text) => text !== '')
    .join('\n');
  if (said.trim() !== '') return escapedWithin(said, TEXT_MAX);
  return blocks.flatMap((block) => (block.type === 'actions' ? labelsOf(block) : []))[0] ?? escapedWithin('', TEXT_MAX);
}
