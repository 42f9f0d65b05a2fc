import type { Log } from '../../../src/ports/world.ts';
import type { SlackMessage } from '../render/messages.ts';

/** Slack takes five answers within half an hour. */
export const RESPONSES_MAX = 5;
const TIMEOUT_MS = 10_000;

export type ResponseKind = 'for the person' | 'in place';

export type Respond = (url: string, message: SlackMessage, kind: ResponseKind) => Promise<boolean>;

/** Answers through the `response_url` of a request. @returns whether it was taken; never throws */
export function createRespond({ log }: { log: Log }): Respond {
  return async (url, message, kind) => {
    const body = {
      ...message,
      response_type: 'ephemeral',
      replace_original: kind === 'in place',
    };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const said = await response.text();
      if (response.ok && !/"ok"\s*:\s*false/.test(said)) return true;
      log.warn({ status: response.status }, 'Slack did not take an answer');
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'an answer could not be sent to Slack');
    }
    return false;
  };
}
