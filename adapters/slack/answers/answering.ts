import type { Answer } from '../../../src/chat/chat-adapter.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Chat } from '../../../src/chat/incoming.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Directory } from '../people/directory.ts';
import { renderForm } from '../render/form.ts';
import type { SlackLook } from '../render/look.ts';
import type { SlackMessage } from '../render/messages.ts';
import { renderMessages } from '../render/messages.ts';
import { renderModal } from '../render/views.ts';
import type { Pacing } from '../sending/pacing.ts';
import type { SlackApi } from '../sending/web-api.ts';
import { SlackApiError } from '../sending/web-api.ts';
import type { Place } from './place.ts';
import { writeMemory } from './place.ts';
import type { Respond } from './response-url.ts';
import { RESPONSES_MAX } from './response-url.ts';

/** Who asked, and where. */
export interface Asked {
  userId: string;
  chat: Chat;
  place: Place;
  /** opens one dialog, within three seconds */
  triggerId?: string;
}

export interface AnsweringDeps {
  api: SlackApi;
  directory: Pick<Directory, 'directChannel'>;
  pacing: Pacing;
  respond: Respond;
  ownCommands: ReadonlySet<string>;
  log: Log;
}

const DIALOG_TITLE = 'Friday';
/** Longer than this nobody waits for an answer before asking again. */
const PATIENCE_SECONDS = 15;
const POSTS_MAX = 3;

/** Shows answers where they were asked for. What is confirmed is saved already, so nothing here throws. */
export function createAnswering({ api, directory, pacing, respond, ownCommands, log }: AnsweringDeps) {
  function lookOf(userId: string, language: Language): SlackLook {
    return { userId, language, ownCommands };
  }

  function messagesOf(asked: Asked, answer: Answer): SlackMessage[] {
    return renderMessages(answer.reply, lookOf(asked.userId, answer.language));
  }

  /** `unknown`: Slack's answer was lost, so that it may be open. */
  async function openForm(asked: Asked, form: Form, language: Language): Promise<'open' | 'not open' | 'unknown'> {
    if (!asked.triggerId) return 'not open';
    const memory = writeMemory({ command: form.command, chat: asked.chat, place: asked.place });
    const view = renderForm(form, lookOf(asked.userId, language), memory);
    const { place, triggerId } = asked;
    // Slack stacks no more than three dialogs: a form takes the place of the dialog that was pressed.
    const [method, where] =
      place.kind === 'dialog'
        ? (['views.update', { view_id: place.viewId }] as const)
        : (['views.open', { trigger_id: triggerId }] as const);
    try {
      await api.call(method, { ...where, view });
      return 'open';
    } catch (error) {
      return problemOf(method, error).kind === 'unknown' ? 'unknown' : 'not open';
    }
  }

  function dialogOf(asked: Asked, answer: Answer) {
    const memory = writeMemory({ chat: asked.chat, place: asked.place });
    return renderModal(answer.reply, lookOf(asked.userId, answer.language), memory, DIALOG_TITLE);
  }

  async function show(asked: Asked, answer: Answer): Promise<void> {
    if (answer.reply.blocks.length === 0) return;
    // A question is answered in writing, for which a dialog has no place.
    if (answer.reply.asks === undefined && (await showInDialog(asked, answer))) return;
    await showMessages(asked, answer, messagesOf(asked, answer));
  }

  async function showMessages(asked: Asked, answer: Answer, messages: readonly SlackMessage[]): Promise<void> {
    await postAlone(asked.userId, await showInChat(asked, answer, messages));
  }

  async function showInDialog(asked: Asked, answer: Answer): Promise<boolean> {
    const { place, triggerId } = asked;
    if (place.kind === 'dialog') return done('views.update', { view_id: place.viewId, view: dialogOf(asked, answer) });
    if (place.kind !== 'home' || !triggerId) return false;
    return done('views.open', { trigger_id: triggerId, view: dialogOf(asked, answer) });
  }

  /** @returns what could not be shown there */
  async function showInChat(
    { place, userId }: Asked,
    answer: Answer,
    messages: readonly SlackMessage[],
  ): Promise<readonly SlackMessage[]> {
    switch (place.kind) {
      case 'conversation':
        return showInConversation(place, answer, messages);
      case 'direct':
        // A code opens a door to whoever reads it: it is not to stay in the chat.
        if (answer.reply.holdsSecret) {
          return inOrder(messages, (message) =>
            done('chat.postEphemeral', { channel: place.channel, user: userId, ...message }),
          );
        }
        return inOrder(messages, (message) => post(place.channel, message, threadArgs(place)));
      case 'mention': {
        // In a channel only what mentions the bot reaches it: a private question is answered in the private chat.
        if (answer.reply.place === 'private' && answer.reply.asks) return messages;
        const to = { channel: place.channel, user: userId, ...threadArgs(place) };
        return inOrder(messages, (message) => done('chat.postEphemeral', { ...to, ...message }));
      }
      case 'dialog':
      case 'home':
        return messages;
    }
  }

  async function showInConversation(
    place: Extract<Place, { kind: 'conversation' }>,
    { reply }: Answer,
    messages: readonly SlackMessage[],
  ): Promise<readonly SlackMessage[]> {
    const { responseUrl, channel, isDirect, pressed } = place;
    const [first] = messages;
    const isReplaced = pressed && reply.replacesPressed && first && (await replace(place, pressed, first));
    const more = isReplaced ? messages.slice(1) : messages;
    if (isDirect && !reply.holdsSecret) return inOrder(more, (message) => post(channel, message));
    const withinLimit = more.slice(0, RESPONSES_MAX);
    const left = await inOrder(withinLimit, (message) => respond(responseUrl, message, 'for the person'));
    return [...left, ...more.slice(RESPONSES_MAX)];
  }

  async function replace(
    { responseUrl, channel }: Extract<Place, { kind: 'conversation' }>,
    { ts, isEphemeral }: { ts: string; isEphemeral: boolean },
    message: SlackMessage,
  ): Promise<boolean> {
    // A message that only one person sees can be changed in no other way; of others few may be updated a minute.
    if (!isEphemeral && (await done('chat.update', { channel, ts, ...message }))) return true;
    return respond(responseUrl, message, 'in place');
  }

  /** A limit is waited for: there may be no other way to answer. */
  async function post(channel: string, message: SlackMessage, thread: { thread_ts?: string } = {}): Promise<boolean> {
    const args = { channel, ...thread, mrkdwn: false, unfurl_links: false, unfurl_media: false, ...message };
    for (let attempt = 1; ; attempt++) {
      try {
        await pacing.turn(channel, { patienceSeconds: PATIENCE_SECONDS, isAwaited: true });
        await api.call('chat.postMessage', args);
        return true;
      } catch (error) {
        const { kind, retryAfterSeconds = 1 } = problemOf('chat.postMessage', error);
        if (kind === 'limited') pacing.hold(channel, retryAfterSeconds);
        if ((kind !== 'limited' && kind !== 'not sent') || attempt === POSTS_MAX) return false;
      }
    }
  }

  /** The last resort: the chat that the person has with the bot. */
  async function postAlone(userId: string, messages: readonly SlackMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const channel = await directory.directChannel(userId);
      const left = await inOrder(messages, (message) => post(channel, message));
      if (left.length === 0) return;
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
    }
    log.error({ userId }, 'an answer could not be shown anywhere');
  }

  /** @returns whether Slack did it */
  async function done(method: string, args: Record<string, unknown>): Promise<boolean> {
    try {
      await api.call(method, args);
      return true;
    } catch (error) {
      problemOf(method, error);
      return false;
    }
  }

  /** @throws what is no word of Slack's */
  function problemOf(method: string, error: unknown): SlackApiError {
    if (!(error instanceof SlackApiError)) throw error;
    log.warn({ method, kind: error.kind, code: error.code }, 'Slack did not show an answer');
    return error;
  }

  return { openForm, show, showMessages, messagesOf, dialogOf };
}

export type Answering = ReturnType<typeof createAnswering>;

function threadArgs({ thread }: { thread?: string | undefined }): { thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: thread };
}

/** One after the other. @returns those from the first that was not taken */
async function inOrder(
  messages: readonly SlackMessage[],
  send: (message: SlackMessage) => Promise<boolean>,
): Promise<readonly SlackMessage[]> {
  for (const [i, message] of messages.entries()) if (!(await send(message))) return messages.slice(i);
  return [];
}
