import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacing } from '../../../src/chat/pacing.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { BotApi } from '../sending/bot-api.ts';
import { TelegramApiError } from '../sending/bot-api.ts';

/** Where a call goes now: a group may have another id by the time it is made. */
export interface To {
  chatId: string;
  /** there, and undefined: the topic is gone */
  thread?: undefined;
}

export type Insisted = { kind: 'done'; messageId: number } | { kind: 'refused' | 'unknown' | 'called off' };

/**
 * Makes a call until Telegram has taken or refused it: limits, outages and broken networks are waited out. Where the
 * response was lost the call is made again, so that there may be two of it rather than none.
 */
export type Insist = (chatId: string, callTo: (to: To) => Call, upload?: UploadLimits) => Promise<Insisted>;

type Call = [method: string, args: object];

/** What is dear to send, and to have twice. */
interface UploadLimits {
  /** how long the answer may take; default: as long as that of any call */
  timeoutMs: number;
  /** after so many tries of which it is not known what became of them, it is given up as `unknown` */
  unknownMax: number;
}

interface Deps {
  api: BotApi;
  pacing: Pacing;
  /** when it is aborted, nothing is tried any more */
  stopping: AbortSignal;
  /** told where a group lives now */
  onMoved: (from: string, to: string) => Promise<void>;
  log: Log;
  times?: Partial<AnswerTimes> | undefined;
}

export interface AnswerTimes {
  /** after a failure, doubled with each one that follows */
  pauseMs: number;
  longestPauseMs: number;
  /** after so long nobody waits for the answer */
  livesMs: number;
}

const TIMES: AnswerTimes = { pauseMs: 500, longestPauseMs: 30_000, livesMs: 3_600_000 };

/** A token that is not taken, or another process in the way: nothing that was said about this answer. */
const OF_THE_BOT = new Set([401, 404, 409]);

export function createInsist({ api, pacing, stopping, onMoved, log, times }: Deps): Insist {
  const { pauseMs, longestPauseMs, livesMs } = { ...TIMES, ...times };

  return async (chatId, callTo, upload) => {
    const until = performance.now() + livesMs;
    let to: To = { chatId };
    let unknown = 0;
    for (let failures = 0; ; failures += 1) {
      const [method, args] = callTo(to);
      try {
        await pacing.turn(to.chatId, { signal: stopping, isAwaited: true });
        const sent = (await api.call(method, args, {
          signal: stopping,
          ...(upload ? { timeoutMs: upload.timeoutMs } : {}),
        })) as { message_id?: number } | true;
        return { kind: 'done', messageId: typeof sent === 'object' ? (sent.message_id ?? 0) : 0 };
      } catch (error) {
        if (!(error instanceof TelegramApiError)) throw error;
        if (stopping.aborted) return { kind: 'called off' };
        if (/message is not modified/i.test(error.description)) return { kind: 'done', messageId: 0 };
        const elsewhere = otherPlace(to, error);
        log.warn({ method, kind: error.kind, description: error.description, failures }, 'an answer was not taken');
        if (elsewhere) {
          if (elsewhere.chatId !== to.chatId) await onMoved(to.chatId, elsewhere.chatId);
          to = elsewhere;
          continue;
        }
        if (isFinal(error, upload !== undefined) || performance.now() > until) return { kind: 'refused' };
        if (error.kind === 'unknown') unknown += 1;
        if (upload && unknown >= upload.unknownMax) return { kind: 'unknown' };
        if (error.kind === 'limited') pacing.hold(to.chatId, error.retryAfterSeconds ?? 1);
        else await rest(failures);
      }
    }
  };

  async function rest(failures: number): Promise<void> {
    const ms = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(failures, 10)) * (0.75 + Math.random() / 2);
    await sleep(ms, undefined, { signal: stopping }).catch(() => {});
  }
}

/** What a server in between refuses it refuses for now; of what is large, most likely for being that. */
function isFinal({ kind, code = 0, isForeign }: TelegramApiError, isUpload: boolean): boolean {
  if (kind !== 'refused') return false;
  return isForeign ? isUpload || code === 413 : !OF_THE_BOT.has(code);
}

/** Where the same can be said instead. */
function otherPlace(to: To, { migrateToChatId, description }: TelegramApiError): To | undefined {
  const movedTo = migrateToChatId === undefined ? to.chatId : String(migrateToChatId);
  if (movedTo !== to.chatId) return { ...to, chatId: movedTo };
  const isTopicGone = /message thread not found|TOPIC_(CLOSED|DELETED)/i.test(description);
  return isTopicGone && !('thread' in to) ? { ...to, thread: undefined } : undefined;
}
