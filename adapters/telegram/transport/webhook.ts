import { isUtf8 } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Update } from 'telegraf/types';
import type { Log } from '../../../src/ports/world.ts';
import { readJsonObject } from '../../../src/web/read-json.ts';
import { readRequestBody } from '../../../src/web/request-body.ts';
import { isUpdate } from './chat-of-update.ts';
import type { Intake } from './intake.ts';

export const WEBHOOK_PATH = '/telegram/webhook';

const BODY_MAX_BYTES = 1024 * 1024;
const BODY_WITHIN_MS = 10_000;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

export interface Webhook {
  onRequest(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Whoever calls before is asked to come again. @param intake undefined: no more */
  open(intake: Intake | undefined): void;
}

/**
 * Takes updates that Telegram posts. Whoever does not know the secret is sent away before anything is read, and an
 * update is answered for when it may be forgotten: anything else makes Telegram post it again.
 */
export function createWebhook({ secret, log }: { secret: string; log: Log }): Webhook {
  const wanted = digestOf(secret);
  let intake: Intake | undefined;

  async function onRequest(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method !== 'POST') return end(res.setHeader('allow', 'POST'), 405);
    const given = req.headers[SECRET_HEADER];
    if (typeof given !== 'string' || !timingSafeEqual(digestOf(given), wanted)) return end(res, 403);
    if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) return end(res, 415);
    const body = await readRequestBody(req, BODY_MAX_BYTES, BODY_WITHIN_MS);
    if (body === 'gone') return;
    if (body === 'too large') return end(res, 413);
    if (body === 'too slow') return end(res, 408);
    const update = readUpdate(body);
    if (!update) return end(res, 400);
    if (!intake) return end(res.setHeader('retry-after', '1'), 503);
    try {
      await intake.take(update);
      end(res, 200);
    } catch (error) {
      log.error({ err: error, updateId: update.update_id }, 'an update could not be kept; Telegram will send it again');
      end(res, 500);
    }
  }

  return {
    onRequest,
    open(opened) {
      intake = opened;
    },
  };
}

/** @returns undefined where it is no update, or one whose number could not be one of Telegram's */
function readUpdate(body: Buffer): Update | undefined {
  const read: unknown = isUtf8(body) ? readJsonObject(body.toString()) : undefined;
  return isUpdate(read) ? read : undefined;
}

/** Of one length, whatever is given. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function end(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'content-length': 0, 'cache-control': 'no-store' }).end();
}
