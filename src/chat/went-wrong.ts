import { randomBytes } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import type { FormError, Refusal } from '../domain/refusal.ts';
import { MaybeSavedError, NotSavedError } from '../ports/store.ts';
import type { Log } from '../ports/world.ts';
import { refusalReply, refusalText } from '../replies/refusal-reply.ts';
import type { Answer } from './chat-adapter.ts';
import type { Incoming } from './incoming.ts';

/** What is known of the request when something goes wrong half-way. */
export interface Progress {
  language: Language;
  command: string;
  refused: Refusal['kind'] | undefined;
}

/** The form stays open with what is wrong beside its fields. Nothing was done, so nothing is recorded. */
export function sendBack(error: FormError, progress: Progress): Answer {
  const { language } = progress;
  progress.refused = error.problems[0]?.refusal.kind;
  const problems = error.problems.map(({ field, refusal }) => ({ field, text: refusalText(refusal, language) }));
  return { reply: { blocks: [] }, language, repeated: false, problems };
}

/** What is said where nothing was kept: a full disk in words, a bug by a reference that the log has as well. */
export function explain(deps: { log: Log }, incoming: Incoming, progress: Progress, error: unknown): Answer {
  const { language } = progress;
  const reference = randomBytes(4).toString('hex');
  const about = { reference, platform: incoming.platform, command: progress.command, err: error };
  const answer = (refusal: Refusal): Answer => {
    const reply = refusalReply(refusal, language);
    if (!incoming.filled) return { reply, language, repeated: false };
    // The form stays open, and what was written stays in it.
    return { reply, language, repeated: false, problems: [{ field: '', text: refusalText(refusal, language) }] };
  };
  if (error instanceof NotSavedError) {
    const kind = error instanceof MaybeSavedError ? 'maybe saved' : 'not saved';
    deps.log.error(about, kind);
    return answer({ kind });
  }
  deps.log.error(about, 'bug in a command');
  return answer({ kind: 'bug', reference });
}
