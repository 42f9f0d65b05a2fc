import type { Answer, Handle } from '../../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { line } from '../../../src/chat/reply.ts';
import type { Answering, Asked } from '../answers/answering.ts';
import { wordsOf } from '../words.ts';

export interface AskingDeps {
  handle: Handle;
  answering: Answering;
  seen: Seen;
}

/** Requests that came to this process. */
export interface Seen {
  /** @returns whether it came for the first time */
  note(requestId: string): boolean;
}

/** Slack sends again within minutes, and takes replays for as long. */
const SEEN_MAX = 10_000;

export function createSeen(): Seen {
  const ids = new Set<string>();
  return {
    note(requestId) {
      if (ids.has(requestId)) return false;
      const [oldest] = ids;
      if (oldest !== undefined && ids.size >= SEEN_MAX) ids.delete(oldest);
      // A text that was cut out of a request would keep all of the request.
      ids.add(Buffer.from(requestId).toString());
      return true;
    },
  };
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

/** @returns undefined where it takes longer than that */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<{ value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
