import { createPacing, type Pace, type Pacing, type PacingTime } from '../../../src/chat/pacing.ts';
import { TelegramApiError } from './bot-api.ts';

/**
 * core.telegram.org/bots/faq: not more than about 30 messages a second. So at most 29 go within a second, and it takes
 * 1.04 seconds for more than 30: what the network brings closer together is still within the limit. Two at once, so that
 * a late turn is made up for by the next one.
 */
const OVERALL_PACE: Pace = { everyMs: 36, burst: 2 };
/** The same: one message a second to one chat, with short bursts above that. */
const PRIVATE_PACE: Pace = { everyMs: 1000, burst: 3 };
/** The same: 20 messages a minute to a group. Within a minute go 4 at once and 16 more, and the next 3.75 s later. */
const GROUP_PACE: Pace = { everyMs: 3750, burst: 4 };

/** The pace of one bot, by chat. Its errors are TelegramApiErrors. */
export function createTelegramPacing(time: PacingTime = {}): Pacing {
  return createPacing({
    ...time,
    overall: OVERALL_PACE,
    // Groups have limits of their own, such as slow mode.
    paceOf: (chatId) => (chatId.startsWith('-') ? { pace: GROUP_PACE, holdsAlone: true } : { pace: PRIVATE_PACE }),
    errors: { tooLong, calledOff },
  });
}

function calledOff(): TelegramApiError {
  return new TelegramApiError('not sent', 'called off while it waited for its turn');
}

function tooLong(retryAfterSeconds: number): TelegramApiError {
  const description = `held back for ${retryAfterSeconds} s: there are too many messages`;
  return new TelegramApiError('limited', description, { retryAfterSeconds });
}
