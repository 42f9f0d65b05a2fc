import type { Answer, Handle } from '../../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { line } from '../../../src/chat/reply.ts';
import type { Seen } from '../../../src/chat/seen.ts';
import type { Answering, Asked } from '../answers/answering.ts';
import { wordsOf } from '../words.ts';

export interface AskingDeps {
  handle: Handle;
  answering: Answering;
  seen: Seen;
}

/**
 * Hands a request to the product.
 * @returns undefined where it came again and is answered already. After a restart it is answered once more: whether
 *   the answer was heard before is not known.
 */
export async function tell({ handle, seen }: AskingDeps, incoming: Incoming): Promise<Answer | undefined> {
  const isFirst = seen.note(incoming.requestId);
  const answer = await handle(incoming);
  return answer.repeated && !isFirst ? undefined : answer;
}

/**
 * The same where a form may be the answer. It is opened at once, while its trigger is fresh; where that is too late,
 * the same is asked in words.
 * @returns what is left to show: nothing where a form is open
 */
export async function ask(deps: AskingDeps, asked: Asked, incoming: Incoming): Promise<Answer | undefined> {
  const answer = await tell(deps, asked.triggerId ? { takesForm: true, ...incoming } : incoming);
  const form = answer?.reply.form;
  if (!answer || !form) return answer;
  // Its form was opened when it came for the first time.
  if (answer.repeated) return undefined;
  const opened = await deps.answering.openForm(asked, form, answer.language);
  if (opened === 'open') return undefined;
  // In words a button may do at once what it would have asked on a form that is open after all.
  if (opened === 'unknown') return { ...answer, reply: { blocks: [line(wordsOf(answer.language).noForm)] } };
  const inWords = await deps.handle({ ...incoming, requestId: `${incoming.requestId}:words` });
  if (!inWords.reply.form) return inWords;
  return { ...inWords, reply: { blocks: [line(wordsOf(inWords.language).noForm)] } };
}
