import type { types } from '@slack/bolt';
import type { Reply, Span } from '../../../src/chat/reply.ts';
import { plain, typed } from '../../../src/chat/reply.ts';
import { VIEW_BLOCKS_MAX, VIEW_BYTES_MAX, VIEW_METADATA_MAX, VIEW_TITLE_MAX } from '../limits.ts';
import type { SlackLook } from './look.ts';
import { pack } from './pack.ts';
import type { SlackBlock } from './parts.ts';
import { replyParts } from './parts.ts';
import { plainText } from './plain-text.ts';
import { pieces, section, spanPieces } from './rich-text.ts';
import { jsonWeight } from './weigh.ts';
import { wordsOf } from './words.ts';

/** Of the bytes of a view: title, metadata, the line that says there is more. */
const AROUND_BLOCKS_BYTES = 6 * VIEW_METADATA_MAX + 4000;

/** The Home tab; when not everything fits, it ends with a line saying so. */
export function renderHome(reply: Reply, look: SlackLook): types.HomeView {
  const more = [plain(wordsOf(look.language).moreTasks), typed('tasks')];
  return { type: 'home', blocks: viewBlocks(reply, look, more) };
}

/** An answer as a dialog with nothing to fill in; when not everything fits, it ends with a line saying so. */
export function renderModal(reply: Reply, look: SlackLook, meta: string, title: string): types.ModalView {
  const words = wordsOf(look.language);
  return {
    type: 'modal',
    callback_id: 'answer',
    private_metadata: meta,
    title: plainText(title, VIEW_TITLE_MAX),
    close: plainText(words.close, VIEW_TITLE_MAX),
    blocks: viewBlocks(reply, look, [plain(words.more)]),
  };
}

function viewBlocks(reply: Reply, look: SlackLook, more: readonly Span[]): SlackBlock[] {
  const parts = replyParts(reply, look);
  const weight = VIEW_BYTES_MAX - AROUND_BLOCKS_BYTES;
  const whole = pack(parts, { blocks: VIEW_BLOCKS_MAX, weight, weigh: jsonWeight });
  // A view without blocks is not taken.
  if (whole.length <= 1) return whole[0] ?? [section(pieces('…'))];
  const [first = []] = pack(parts, { blocks: VIEW_BLOCKS_MAX - 1, weight, weigh: jsonWeight });
  return [...first, section(spanPieces(more, look))];
}
