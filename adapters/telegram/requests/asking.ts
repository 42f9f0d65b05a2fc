import type { Incoming } from '../../../src/chat/incoming.ts';
import type { Asked, Draft } from '../answers/answering.ts';
import type { HandedOver, Show } from '../transport/intake.ts';
import type { Desk } from './desk.ts';

/**
 * Hands a request to the product, at once: what is handed over after it is carried out after it. Its outcome is undefined
 * for a stranger who asks too often, and where the request came again and is answered already. After a restart it is
 * answered once more: whether the answer was heard before is not known.
 */
export function ask({ handle, answering, bring, seen, strangers }: Desk, asked: Asked, incoming: Incoming): HandedOver {
  const isFirst = seen.note(incoming.requestId);
  let draft: Draft | undefined;
  const answered = handle({ takesCalendar: true, ...incoming }, (answer) => {
    // Those are mostly left unanswered.
    if (!answer.repeated && !answer.isToStranger) draft = answering.draft(asked, answer);
  });

  async function showing(): Promise<Show | undefined> {
    const answer = await answered;
    if (answer.repeated && !isFirst) return undefined;
    if (answer.isToStranger && !strangers.mayBeAnswered(asked.userId)) return undefined;
    return async () => {
      if (!(await answering.show(asked, answer, draft))) return false;
      return answer.reply.files ? { rest: bring(asked, answer) } : true;
    };
  }

  return { outcome: showing() };
}
