import * as chat from '../../../src/chat/pacing.ts';
import { SlackApiError } from './web-api.ts';

export const EVERYTHING = chat.EVERYTHING;
export type Pacing = chat.Pacing;

/**
 * docs.slack.dev/apis/web-api/rate-limits: one message a second to a channel, short bursts above that. The burst is
 * small, so that messages which the network brings closer together are still within it.
 */
const CHANNEL_PACE: chat.Pace = { everyMs: 1000, burst: 2 };
/**
 * docs.slack.dev/reference/methods/chat.postMessage: several hundred messages a minute in a workspace, with generous
 * bursts. Taken as 300 a minute.
 */
const WORKSPACE_PACE: chat.Pace = { everyMs: 200, burst: 20 };
/** Methods with a limit of their own, docs.slack.dev/apis/web-api/rate-limits: tier 3 is 50 a minute, tier 4 is 100. */
const METHOD_PACES: Readonly<Record<string, chat.Pace>> = {
  'conversations.open': { everyMs: 1200, burst: 10 },
  'chat.update': { everyMs: 1200, burst: 10 },
  'files.completeUploadExternal': { everyMs: 600, burst: 20 },
  'files.getUploadURLExternal': { everyMs: 600, burst: 20 },
  'views.publish': { everyMs: 600, burst: 20 },
};

/** The pace of a workspace: by channel, or by the name of a method with a pace of its own. Its errors are SlackApiErrors. */
export function createPacing(time: chat.PacingTime = {}): Pacing {
  return chat.createPacing({
    ...time,
    overall: WORKSPACE_PACE,
    paceOf(key) {
      const ofMethod = METHOD_PACES[key];
      return ofMethod ? { pace: ofMethod, isApart: true } : { pace: CHANNEL_PACE };
    },
    errors: { tooLong, calledOff },
  });
}

function calledOff(): SlackApiError {
  return new SlackApiError('not sent', 'called off while it waited for its turn');
}

function tooLong(retryAfterSeconds: number): SlackApiError {
  const message = `held back for ${retryAfterSeconds} s: there are too many messages`;
  return new SlackApiError('limited', message, { retryAfterSeconds });
}
