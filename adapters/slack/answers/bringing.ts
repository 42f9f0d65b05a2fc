import { bringFiles } from '../../../src/chat/bring-files.ts';
import type { Answer } from '../../../src/chat/chat-adapter.ts';
import type { FileMaker, MadeFile } from '../../../src/ports/files.ts';
import { FileError } from '../../../src/ports/files.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Directory } from '../people/directory.ts';
import type { createUpload, UploadPlace } from '../sending/upload.ts';
import { SlackApiError } from '../sending/web-api.ts';
import type { Answering, Asked } from './answering.ts';

interface Deps {
  files: FileMaker;
  upload: ReturnType<typeof createUpload>;
  directory: Pick<Directory, 'directChannel'>;
  answering: Pick<Answering, 'show'>;
  log: Log;
}

/** Brings the files of an answer into the person's own chat with the bot: what they hold is for them alone. */
export function createBringing({ files, upload, directory, answering, log }: Deps) {
  async function placeOf({ place, userId }: Asked): Promise<UploadPlace> {
    if (place.kind === 'direct') return { channel: place.channel, thread: place.thread };
    if (place.kind === 'conversation' && place.isDirect) return { channel: place.channel };
    return { channel: await directory.directChannel(userId) };
  }

  async function send(asked: Asked, file: MadeFile): Promise<void> {
    try {
      await upload(file, await placeOf(asked));
    } catch (error) {
      throw error instanceof SlackApiError ? new FileError('not taken', error.message) : error;
    }
  }

  /** Throws nothing. */
  return (asked: Asked, answer: Answer): Promise<void> =>
    bringFiles(files, answer, {
      send: (file) => send(asked, file),
      say: (reply) =>
        answering.show(asked, { reply, language: answer.language, repeated: false }).catch((error: unknown) => {
          log.error({ err: error }, 'what became of a file could not be told');
        }),
      log,
    });
}

export type Bring = ReturnType<typeof createBringing>;
