import type { Answer } from '../../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import type { Asked } from '../answers/answering.ts';
import type { HandedOver, Show } from '../transport/intake.ts';
import type { Desk } from './desk.ts';

/** Hands a request to the product, at once: what is handed over after it is carried out after it. */
export function ask(desk: Desk, asked: Asked, incoming: Incoming): HandedOver {
  const isFirst = desk.seen.note(incoming.requestId);
  const answer = desk.handle({ takesCalendar: true, ...incoming });
  return { outcome: showing(desk, asked, isFirst, answer) };
}

/**
 * @returns shows the answer; undefined for a stranger who asks too often, and where the request came again and is
 *   answered already. After a restart it is answered once more: whether the answer was heard before is not known.
 */
async function showing(
  { answering, bring, strangers }: Desk,
  asked: Asked,
  isFirst: boolean,
  answered: Promise<Answer>,
): Promise<Show | undefined> {
  const answer = await answered;
  if (answer.repeated && !isFirst) return undefined;
  if (answer.isToStranger && !strangers.mayBeAnswered(asked.userId)) return undefined;
  return async () => {
    if (!(await answering.show(asked, answer))) return false;
    return answer.reply.files ? { rest: bring(asked, answer) } : true;
  };
}
