import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkInProgress } from '../../../src/chat/work-in-progress.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { BotApi } from '../sending/bot-api.ts';
import { TelegramApiError } from '../sending/bot-api.ts';
import type { AnswerTimes } from './insist.ts';

/** Lets a pressed button rest, with words (200 characters) where nothing comes of it. Nobody waits for it. */
export type Acknowledge = (queryId: string, alert?: string) => void;

interface Deps {
  api: BotApi;
  afterwards: WorkInProgress;
  /** when it is aborted, nothing is tried any more */
  stopping: AbortSignal;
  log: Log;
  times?: Partial<Pick<AnswerTimes, 'pauseMs'>> | undefined;
}

const PAUSE_MS = 500;
const TRIES = 4;
/** A button stops turning by itself about then, and nobody looks at it any more. */
const LOOKED_AT_MS = 15_000;

export function createAcknowledge({ api, afterwards, stopping, log, times }: Deps): Acknowledge {
  const pauseMs = times?.pauseMs ?? PAUSE_MS;

  async function acknowledge(args: object): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await api.call('answerCallbackQuery', args, { signal: stopping });
        return;
      } catch (error) {
        const ms = pauseAfter(error, tries);
        if (stopping.aborted || ms === undefined) {
          log.debug({ err: error }, 'a pressed button could not be put to rest');
          return;
        }
        await sleep(ms, undefined, { signal: stopping }).catch(() => {});
      }
    }
  }

  /** @returns undefined where it is of no use to try again */
  function pauseAfter(error: unknown, tries: number): number | undefined {
    if (!(error instanceof TelegramApiError) || error.kind === 'refused' || tries === TRIES) return undefined;
    const ms = Math.max(pauseMs * 2 ** (tries - 1), (error.retryAfterSeconds ?? 0) * 1000);
    return ms > LOOKED_AT_MS ? undefined : ms;
  }

  return (queryId, alert) => {
    const words = alert === undefined ? {} : { text: alert, show_alert: true };
    afterwards.add(acknowledge({ callback_query_id: queryId, ...words }));
  };
}
