import { DeliveryError, type Outgoing } from '../../../src/chat/chat-adapter.ts';
import type { Pacing } from '../../../src/chat/pacing.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createSentParts } from '../../../src/chat/sent-parts.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { BotApi } from './bot-api.ts';
import { TelegramApiError } from './bot-api.ts';
import { botTrouble, deliveryProblem } from './delivery-problem.ts';
import type { Part } from './send-args.ts';
import { sendArgs } from './send-args.ts';

export interface DeliverDeps {
  api: BotApi;
  pacing: Pacing;
  /**
   * One message or more, each within Telegram's limits, and the commands too long for their buttons. The same for the
   * same reply.
   */
  render(
    reply: Reply,
    userId: string,
    language: Language,
  ): { messages: readonly Part[]; keep: readonly { reference: string; command: string }[] };
  /** Keeps those commands by their references. */
  keep(items: readonly { key: string; body: string }[]): Promise<void>;
  /** Told which messages are one, to be changed as one. */
  notePages?: (chatId: string, messageIds: readonly number[]) => void;
  log: Log;
  /** Told when nobody can be written to, with what to do about it, and with undefined when it is over. */
  noteTrouble?: (trouble: string | undefined) => void;
  /** milliseconds of a clock that never goes back */
  now?: () => number;
}

const SEND = 'sendMessage';
/** Whoever would wait longer comes back later, so that those behind need not wait for a chat that is held. */
const PATIENCE_SECONDS = 5;

/**
 * Sends what is owed to people, to each in their chat with the bot. Nothing is repeated here: a message that may have
 * arrived is for the outbox to decide on. A message of several parts goes on where it stopped when it is tried again;
 * after a restart it is sent as a whole.
 */
export function createDeliver(deps: DeliverDeps) {
  const { api, pacing, log, notePages = () => {}, noteTrouble = () => {}, now } = deps;
  const sentParts = createSentParts(now);
  let trouble: string | undefined;

  /** @returns `chat:message` of the first part. @throws DeliveryError */
  async function deliver(message: Outgoing, signal?: AbortSignal): Promise<{ ref: string }> {
    const chatId = message.to.directChat ?? message.to.externalId;
    const parts = await render(message);
    const progress = sentParts.take(chatId, parts);
    const sentBefore = progress.sent;
    const messageIds = sentBefore === 0 ? [] : [Number(progress.ref.slice(chatId.length + 1))];
    try {
      for (const part of parts.slice(sentBefore)) {
        const messageId = await send(chatId, part, signal);
        progress.ref ||= `${chatId}:${messageId}`;
        progress.sent += 1;
        messageIds.push(messageId);
      }
      if (messageIds.length === parts.length) notePages(chatId, messageIds);
      noteHealth(undefined);
      return { ref: progress.ref };
    } catch (error) {
      if (!(error instanceof TelegramApiError)) throw error;
      noteHealth(error);
      const problem = deliveryProblem(error);
      if (problem.kind === 'temporary' || problem.kind === 'unknown') sentParts.keep(progress);
      const isHalfSent = signal?.aborted && problem.kind === 'temporary' && progress.sent > sentBefore;
      throw isHalfSent ? new DeliveryError('unknown', `${problem.message}, after ${progress.sent} parts`) : problem;
    }
  }

  async function render({ reply, to, language }: Outgoing): Promise<readonly Part[]> {
    const { messages, keep } = deps.render(reply, to.externalId, language);
    if (keep.length > 0) {
      const items = keep.map(({ reference, command }) => ({ key: reference, body: command }));
      await deps.keep(items).catch((error: unknown) => {
        log.warn({ err: error }, 'a message waits: what its buttons say could not be kept');
        throw new DeliveryError('temporary', 'what its buttons say could not be kept');
      });
    }
    return messages;
  }

  /** @returns the message's number in its chat */
  async function send(chatId: string, part: Part, signal?: AbortSignal): Promise<number> {
    await pacing.turn(chatId, { signal, patienceSeconds: PATIENCE_SECONDS });
    try {
      const sent = await api.call(SEND, sendArgs(chatId, part), signal ? { signal } : {});
      const id = (sent as { message_id?: unknown } | null)?.message_id;
      if (typeof id !== 'number') throw new TelegramApiError('unknown', 'answer not understood', { method: SEND });
      return id;
    } catch (error) {
      if (error instanceof TelegramApiError && error.kind === 'limited') {
        pacing.hold(chatId, error.retryAfterSeconds ?? 1);
      }
      throw error;
    }
  }

  /** One line when it begins and one when it ends, however many messages wait. @param error undefined: one was sent */
  function noteHealth(error: TelegramApiError | undefined): void {
    const found = error && botTrouble(error);
    if (found === trouble || (error && !found)) return;
    trouble = found;
    if (found) log.error({ trouble: found }, 'Telegram lets nobody be written to; messages wait');
    else log.info({}, 'Telegram lets people be written to again');
    noteTrouble(found);
  }

  return deliver;
}
