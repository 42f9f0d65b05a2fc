import { DeliveryError, type Outgoing } from '../../../src/chat/chat-adapter.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createSentParts } from '../../../src/chat/sent-parts.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Log } from '../../../src/ports/world.ts';
import { deliveryProblem, workspaceTrouble } from './delivery-problem.ts';
import type { Pacing } from './pacing.ts';
import { type SlackApi, SlackApiError } from './web-api.ts';

export interface DeliverDeps {
  api: SlackApi;
  directory: {
    /** @throws SlackApiError */
    directChannel(userId: string, signal?: AbortSignal): Promise<string>;
    learnDirectChannel(userId: string, channelId: string): void;
  };
  pacing: Pacing;
  /** one message or more, each within Slack's limits */
  render(reply: Reply, userId: string, language: Language): readonly Part[];
  log: Log;
  /** Told when nobody can be written to, with what to do about it, and with undefined when it is over. */
  noteTrouble?: (trouble: string | undefined) => void;
  /** milliseconds of a clock that never goes back */
  now?: () => number;
}

interface Part {
  text: string;
  blocks: readonly object[];
}

const OPEN = 'conversations.open';
const POST = 'chat.postMessage';
/** Whoever would wait longer comes back later, so that those behind need not wait for a channel that is held. */
const PATIENCE_SECONDS = 5;

/**
 * Posts what is owed to people, to each in their direct channel. Nothing is repeated here: a message that may have
 * arrived is for the outbox to decide on. A message of several parts goes on where it stopped when it is tried again;
 * after a restart it is sent as a whole.
 */
export function createDeliver(deps: DeliverDeps) {
  const { api, directory, pacing, render, log, noteTrouble = () => {}, now } = deps;
  const sentParts = createSentParts(now);
  let trouble: string | undefined;

  /** @returns `channel:ts` of the first part. @throws DeliveryError */
  async function deliver(message: Outgoing, signal?: AbortSignal): Promise<{ ref: string }> {
    const userId = message.to.externalId;
    const parts = render(message.reply, userId, message.language);
    const progress = sentParts.take(userId, parts);
    const sentBefore = progress.sent;
    try {
      let channel = message.to.directChat ?? (await directChannel(userId, signal));
      for (const part of parts.slice(sentBefore)) {
        const posted = await post(channel, part, signal).catch(async (error) => {
          if (!isGone(error)) throw error;
          channel = await reopen(userId, signal);
          return post(channel, part, signal);
        });
        progress.ref ||= `${posted.channel ?? channel}:${posted.ts ?? ''}`;
        progress.sent += 1;
      }
      noteHealth(undefined);
      return { ref: progress.ref };
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      noteHealth(error);
      const problem = deliveryProblem(error);
      if (problem.kind === 'temporary' || problem.kind === 'unknown') sentParts.keep(progress);
      const isHalfSent = signal?.aborted && problem.kind === 'temporary' && progress.sent > sentBefore;
      throw isHalfSent ? new DeliveryError('unknown', `${problem.message}, after ${progress.sent} parts`) : problem;
    }
  }

  async function post(channel: string, { text, blocks }: Part, signal?: AbortSignal) {
    await pacing.turn(channel, { signal, patienceSeconds: PATIENCE_SECONDS });
    const links = { unfurl_links: false, unfurl_media: false };
    const request = api.call(POST, { channel, text, blocks, mrkdwn: false, ...links }, options(signal));
    return request.catch((error) => holdIfLimited(error, channel));
  }

  async function directChannel(userId: string, signal?: AbortSignal): Promise<string> {
    return opening(() => directory.directChannel(userId, signal));
  }

  /** The channel known so far is of another time or workspace; Slack answers with the one there is. */
  async function reopen(userId: string, signal?: AbortSignal): Promise<string> {
    return opening(async () => {
      const { channel } = await api.call(OPEN, { users: userId }, options(signal));
      if (typeof channel?.id !== 'string') throw new SlackApiError('unknown', `${OPEN}: answer not understood`);
      directory.learnDirectChannel(userId, channel.id);
      return channel.id;
    });
  }

  async function opening(open: () => Promise<string>): Promise<string> {
    const retryAfterSeconds = Math.ceil(pacing.heldSeconds(OPEN));
    if (retryAfterSeconds > 0) throw new SlackApiError('limited', `${OPEN}: held back`, { retryAfterSeconds });
    try {
      return await open();
    } catch (error) {
      // Whether or not the channel was opened, nothing was posted to it.
      if (error instanceof SlackApiError && error.kind === 'unknown')
        throw new SlackApiError('not sent', error.message);
      return holdIfLimited(error, OPEN);
    }
  }

  function holdIfLimited(error: unknown, where: string): never {
    if (error instanceof SlackApiError && error.kind === 'limited') pacing.hold(where, error.retryAfterSeconds ?? 1);
    throw error;
  }

  /** One line when it begins and one when it ends, however many messages wait. @param error undefined: one was posted */
  function noteHealth(error: SlackApiError | undefined): void {
    const found = error && workspaceTrouble(error);
    if (found === trouble || (error && !found)) return;
    trouble = found;
    if (found) log.error({ trouble: found }, 'Slack lets nobody be written to; messages wait');
    else log.info({}, 'Slack lets people be written to again');
    noteTrouble(found);
  }

  return deliver;
}

/** A direct channel cannot be closed for good, so a missing one was never of this workspace. */
function isGone(error: unknown): boolean {
  return error instanceof SlackApiError && error.kind === 'refused' && error.code === 'channel_not_found';
}

function options(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
