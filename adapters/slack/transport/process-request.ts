import type { App } from '@slack/bolt';
import type { Log } from '../../../src/ports/world.ts';
import type { JsonObject } from '../../../src/web/read-json.ts';

/**
 * One request of Slack through Bolt, and when Slack hears of it; the same over HTTP and over a socket.
 *
 * Commands, buttons, shortcuts and forms are answered by their listener's own `ack`. Events are answered when their
 * listeners have finished, though Bolt would answer before they begin: an event that a crash interrupts must be sent
 * again, and what comes twice is told apart by its `event_id`.
 */

/** Slack waits three seconds. */
export const ANSWER_WITHIN_MS = 2_900;

export interface SlackRequest {
  body: JsonObject;
  /** of the Events API: a person waits for nothing, and Slack sends it again until it is answered */
  isEvent: boolean;
  retryNum?: number;
  retryReason?: string;
}

/**
 * `done`: with what the listener answered. `late`: neither answered nor failed in time; an event's `done` may still
 * follow. `failed`: the listener threw before it answered.
 */
export type Outcome = { kind: 'done'; response?: string | object } | { kind: 'late' } | { kind: 'failed' };

interface Processing {
  app: App;
  log: Log;
  /** must not throw where the response cannot be sent any more */
  answer: (outcome: Outcome) => void;
  answerWithinMs: number;
}

/** Resolves when the listeners have finished and Slack is answered. Never rejects. */
export function processRequest(request: SlackRequest, { app, log, answer, answerWithinMs }: Processing): Promise<void> {
  const { isEvent, ...event } = request;
  return new Promise((resolve) => {
    let isProcessed = false;
    let isAnswered = false;

    function settle(outcome: Outcome): void {
      // Can throw: what a listener answers may not be possible to write as JSON.
      answer(outcome);
      isAnswered = true;
      clearTimeout(timer);
      if (isProcessed) resolve();
    }

    const timer = setTimeout(() => {
      if (isEvent) return answer({ kind: 'late' });
      log.warn({ request: nameOf(request.body) }, 'a request of Slack was not acknowledged in time');
      settle({ kind: 'late' });
    }, answerWithinMs);

    async function ack(response?: string | object): Promise<void> {
      if (isEvent) return;
      if (!isAnswered) return settle(response === undefined ? { kind: 'done' } : { kind: 'done', response });
      log.warn({ request: nameOf(request.body) }, 'an acknowledgement came too late or twice and was left out');
    }

    app.processEvent({ ack, ...event }).then(
      () => {
        isProcessed = true;
        if (isEvent) settle({ kind: 'done' });
        else if (isAnswered) resolve();
      },
      (error: unknown) => {
        isProcessed = true;
        log.error({ request: nameOf(request.body), err: error }, 'a request of Slack failed');
        if (isAnswered) resolve();
        else settle({ kind: 'failed' });
      },
    );
  });
}

/** What kind of request it is, without anything that people wrote. */
function nameOf({ type, command, event }: JsonObject): unknown {
  if (typeof event === 'object' && event !== null && 'type' in event) return event.type;
  return command ?? type;
}
