import { randomBytes } from 'node:crypto';
import { UserError } from '../domain/refusal.ts';
import type { FileMaker, MadeFile } from '../ports/files.ts';
import { FileError } from '../ports/files.ts';
import { NotSavedError } from '../ports/store.ts';
import type { Log } from '../ports/world.ts';
import { refusalReply } from '../replies/refusal-reply.ts';
import { catalogueOf } from '../text/catalogue.ts';
import type { Answer } from './chat-adapter.ts';
import type { FileOrder, Reply } from './reply.ts';
import { line, plain, typed } from './reply.ts';

export interface Ways {
  /** @throws FileError where the messenger does not take it */
  send(file: MadeFile): Promise<void>;
  /** Shows what went wrong where the answer was shown; throws nothing. */
  say(reply: Reply): Promise<void>;
  log: Log;
}

/**
 * Makes the files that an answer promises and hands them over, once the answer is shown. Whoever asked is told in their
 * language of what goes wrong, with what to do. Throws nothing.
 */
export async function bringFiles(files: FileMaker, answer: Answer, ways: Ways): Promise<void> {
  const { reply, personId } = answer;
  if (personId === undefined) return;
  for (const order of reply.files ?? []) {
    let file: MadeFile | undefined;
    try {
      file = await files.make(order, personId);
      await ways.send(file);
    } catch (error) {
      await ways.say(problemReply(error, order, answer, ways.log));
    } finally {
      await file?.remove().catch((error) => ways.log.warn({ err: error }, 'a temporary file could not be removed'));
    }
  }
}

function problemReply(error: unknown, order: FileOrder, { language }: Answer, log: Log): Reply {
  if (error instanceof UserError) return refusalReply(error.refusal, language);
  if (error instanceof NotSavedError) return refusalReply({ kind: 'not saved' }, language);
  if (error instanceof FileError) {
    const { problem, message } = error;
    log.warn({ problem, reason: message, kind: order.kind }, 'a file did not reach its person');
    const says = catalogueOf(language).files.problems[problem];
    return { blocks: [line(says), line(plain('  '), typed(nextStep(order, problem)))], place: 'private' };
  }
  const reference = randomBytes(4).toString('hex');
  log.error({ reference, kind: order.kind, err: error }, 'bug in a file');
  return refusalReply({ kind: 'bug', reference }, language);
}

/** The command that helps; without a person or project, for whose names there may be no word. */
function nextStep({ kind, spec }: FileOrder, problem: FileError['problem']): string {
  const [from, to] = [spec.from, spec.to];
  const word = kind === 'chart' ? 'picture' : kind;
  switch (problem) {
    case 'nothing':
      return `time last month ${word}`;
    case 'too long':
      return kind === 'xlsx' ? `time ${from}..${to} csv` : `time week ${word}`;
    case 'too large':
      return `time week ${word}`;
    case 'not allowed':
      return `time ${from}..${to} by ${spec.by}`;
    case 'not taken':
    case 'not confirmed':
    case 'not saved':
      return `time ${from}..${to} by ${spec.by} ${word}`;
  }
}
