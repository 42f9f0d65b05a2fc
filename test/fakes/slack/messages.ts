import { problemsOfMessageBlocks } from './blocks.ts';
import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';

/** chat.postMessage cuts silently beyond it. */
const TEXT_MAX = 40_000;
/** chat.update refuses beyond it. */
const UPDATE_TEXT_MAX = 4000;

export interface Content {
  text: string;
  blocks: JsonObject[];
}

/** What is wrong with the content of a message: an error as the Web API gives it, and reasons. */
export interface ContentProblem {
  error: string;
  reasons: string[];
}

/**
 * Takes a message's `text` and `blocks`.
 * @param kept text and blocks may both be absent, as in an ack or a deletion
 */
export function readContent(args: JsonObject, options: { isUpdate?: boolean } = {}): Content | ContentProblem {
  const { blocks } = args;
  const text = textIn(args.text);
  if (args.attachments !== undefined)
    return { error: 'invalid_attachments', reasons: ['attachments are not for this bot'] };
  if (args.markdown_text !== undefined && (text || blocks !== undefined)) {
    return { error: 'markdown_text_conflict', reasons: ['markdown_text together with text or blocks'] };
  }
  if (blocks !== undefined && !Array.isArray(blocks)) {
    return { error: 'invalid_blocks_format', reasons: ['blocks: must be a list'] };
  }
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  if (!text && !hasBlocks && !textIn(args.markdown_text))
    return { error: 'no_text', reasons: ['neither text nor blocks'] };
  if (text.length > (options.isUpdate ? UPDATE_TEXT_MAX : TEXT_MAX)) {
    return { error: 'msg_too_long', reasons: [`text: ${text.length} characters`] };
  }
  if (!hasBlocks) return { text: text || textIn(args.markdown_text), blocks: [] };
  const reasons = problemsOfMessageBlocks(blocks);
  if (!text) reasons.push('text: must be set beside blocks, for notifications and screen readers');
  if (reasons.length === 0) return { text, blocks: objectsIn(blocks) };
  const isTooLong = reasons.length === 1 && reasons[0]?.startsWith('msg_blocks_too_long');
  return { error: isTooLong ? 'msg_blocks_too_long' : 'invalid_blocks', reasons };
}

export function isContentProblem(value: Content | ContentProblem): value is ContentProblem {
  return isObject(value) && 'error' in value;
}
