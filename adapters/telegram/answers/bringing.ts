import { bringFiles } from '../../../src/chat/bring-files.ts';
import type { Answer } from '../../../src/chat/chat-adapter.ts';
import type { FileMaker, MadeFile } from '../../../src/ports/files.ts';
import { FileError } from '../../../src/ports/files.ts';
import type { Log } from '../../../src/ports/world.ts';
import { CAPTION_MAX, FILE_BYTES_MAX, PICTURE_BYTES_MAX } from '../limits.ts';
import { escapeText, literalLine } from '../render/literal.ts';
import { LocalFile } from '../sending/bot-api.ts';
import type { Answering, Asked } from './answering.ts';
import type { Insist } from './insist.ts';

interface Deps {
  files: FileMaker;
  insist: Insist;
  answering: Pick<Answering, 'show'>;
  /** when it is aborted, no file is made any more */
  stopping: AbortSignal;
  log: Log;
}

/** A large file over a slow line; one that never gets through must not be sent for an hour. */
const UPLOAD = { timeoutMs: 120_000, unknownMax: 3 };

/**
 * Brings the files of an answer to where the answer is, or to the person alone where that is. Those of one chat come one
 * after the other, so that no more than one of them lies on the disk.
 */
export function createBringing({ files, insist, answering, stopping, log }: Deps) {
  const last = new Map<string, Promise<unknown>>();

  /** @returns false where it was called off before all were there */
  return (asked: Asked, answer: Answer): Promise<boolean> => {
    const { id } = asked.chat;
    const brought = Promise.resolve(last.get(id)).then(() => bring(asked, answer));
    const done = brought
      .catch(() => {})
      .then(() => {
        if (last.get(id) === done) last.delete(id);
      });
    last.set(id, done);
    return brought;
  };

  async function bring(asked: Asked, answer: Answer): Promise<boolean> {
    if (stopping.aborted) return false;
    let isCalledOff = false;

    async function send(file: MadeFile): Promise<void> {
      if (file.bytes > FILE_BYTES_MAX) throw new FileError('too large');
      const isAlone = asked.chat.kind === 'direct' || answer.reply.place === 'private';
      const place = isAlone ? asked.userId : asked.chat.id;
      const outcome = await insist(place, ({ chatId }) => [methodFor(file), argsFor(file, chatId)], UPLOAD);
      isCalledOff = outcome.kind === 'called off';
      if (outcome.kind === 'unknown') throw new FileError('not confirmed');
      if (outcome.kind !== 'done') throw new FileError('not taken', outcome.kind);
    }

    await bringFiles(files, answer, {
      send,
      async say(reply) {
        if (isCalledOff) return;
        isCalledOff = !(await answering.show(asked, { reply, language: answer.language, repeated: false }));
      },
      log,
    });
    return !isCalledOff;
  }
}

export type Bring = ReturnType<typeof createBringing>;

function isPhoto({ isPicture, bytes }: MadeFile): boolean {
  return isPicture && bytes <= PICTURE_BYTES_MAX;
}

function methodFor(file: MadeFile): string {
  return isPhoto(file) ? 'sendPhoto' : 'sendDocument';
}

function argsFor(file: MadeFile, chatId: string): object {
  const content = new LocalFile(file);
  return {
    chat_id: chatId,
    ...(isPhoto(file) ? { photo: content } : { document: content, disable_content_type_detection: true }),
    caption: escapeText(literalLine(file.caption).slice(0, CAPTION_MAX)),
    parse_mode: 'HTML',
  };
}
