import type { Incoming } from '../../../src/chat/incoming.ts';
import type { Asked } from '../answers/answering.ts';
import type { Show } from '../transport/intake.ts';
import type { Desk } from './desk.ts';

/**
 * Hands a request to the product.
 * @returns shows the answer; undefined for a stranger who asks too often, and where the request came again and is
 *   answered already. After a restart it is answered once more: whether the answer was heard before is not known.
 */
export async function ask(
  { handle, seen, answering, bring, strangers }: Desk,
  asked: Asked,
  incoming: Incoming,
): Promise<Show | undefined> {
  const isFirst = seen.note(incoming.requestId);
  const answer = await handle({ takesCalendar: true, ...incoming });
  if (answer.repeated && !isFirst) return undefined;
  if (answer.isToStranger && !strangers.mayBeAnswered(asked.userId)) return undefined;
  return async () => {
    if (!(await answering.show(asked, answer))) return false;
    return answer.reply.files ? { rest: bring(asked, answer) } : true;
  };
}
