import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { MadeFile } from '../../../src/ports/files.ts';
import { FileError } from '../../../src/ports/files.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Pacing } from './pacing.ts';
import { type SlackApi, SlackApiError } from './web-api.ts';

interface Deps {
  api: SlackApi;
  pacing: Pacing;
  log: Log;
}

export interface UploadPlace {
  channel: string;
  thread?: string | undefined;
}

const OPEN = 'files.getUploadURLExternal';
const FINISH = 'files.completeUploadExternal';
/** of the bytes: a large file over a slow line */
const TIMEOUT_MS = 120_000;
const CONNECT_TIMEOUT_MS = 4_000;
const PATIENCE_SECONDS = 15;
const TRIES = 3;
const PAUSE_MS = 500;

/** What a workspace has been told not to take, which only its owner can change. */
const NOT_ALLOWED = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_type_not_allowed',
]);
const TOO_LARGE = new Set(['file_upload_size_restricted', 'storage_limit_reached']);

/**
 * Brings a file into a channel, in Slack's three steps: ask for an address, post the bytes there, and share what was
 * posted. Until the last step nobody sees anything, so a step that failed is made again; the last one only where it
 * surely was not done.
 * @returns throws FileError
 */
export function createUpload({ api, pacing, log }: Deps) {
  const dispatcher = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

  async function upload(file: MadeFile, place: UploadPlace): Promise<void> {
    const id = await insist(() => postBytes(file));
    const share = {
      files: [{ id, title: file.caption }],
      channel_id: place.channel,
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    };
    await insist(async () => {
      await pacing.turn(place.channel, { patienceSeconds: PATIENCE_SECONDS });
      await pacing.turn(FINISH, { patienceSeconds: PATIENCE_SECONDS });
      await api.call(FINISH, share);
    });
  }

  /** @returns the id of what was posted */
  async function postBytes({ path, name, bytes }: MadeFile): Promise<string> {
    await pacing.turn(OPEN, { patienceSeconds: PATIENCE_SECONDS });
    const { upload_url: url, file_id: id } = await anew(api.call(OPEN, { filename: name, length: bytes }));
    if (typeof url !== 'string' || typeof id !== 'string') throw new FileError('not taken', `${OPEN}: not understood`);
    // The address is a secret of its own: it is neither logged nor sent a token.
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes) };
    const body = createReadStream(path);
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const { statusCode, body: said } = await request(url, { method: 'POST', headers, body, dispatcher, signal });
      await said.dump();
      if (statusCode === 200) return id;
      const isLater = statusCode >= 500 || statusCode === 429 || statusCode === 408;
      if (statusCode === 413) throw new FileError('too large', 'HTTP 413');
      if (!isLater) throw new FileError('not taken', `HTTP ${statusCode}`);
      throw new SlackApiError('not sent', `the bytes of a file: HTTP ${statusCode}`);
    } catch (error) {
      if (error instanceof FileError || error instanceof SlackApiError) throw error;
      throw new SlackApiError('not sent', 'the bytes of a file: connection lost');
    } finally {
      body.destroy();
    }
  }

  async function insist<T>(step: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof SlackApiError)) throw error;
        const { kind, code, message, retryAfterSeconds = 1 } = error;
        if (NOT_ALLOWED.has(code)) throw new FileError('not allowed', message);
        if (TOO_LARGE.has(code)) throw new FileError('too large', message);
        const isOver = tries === TRIES || (kind !== 'limited' && kind !== 'not sent');
        if (isOver || retryAfterSeconds > PATIENCE_SECONDS) throw new FileError('not taken', message);
        log.debug({ kind, tries }, 'a file is sent once more');
        await sleep(kind === 'limited' ? retryAfterSeconds * 1000 : PAUSE_MS * tries);
      }
    }
  }

  return upload;
}

/** An address that nobody got is no loss: whatever became of the call, it may be made again. */
async function anew<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const isLost = error instanceof SlackApiError && error.kind === 'unknown';
    throw isLost ? new SlackApiError('not sent', error.message) : error;
  }
}
