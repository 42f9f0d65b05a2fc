import type { MessageShortcut, ViewOutput } from '@slack/bolt';
import type { Answer } from '../../../src/chat/chat-adapter.ts';
import type { Incoming, Mention } from '../../../src/chat/incoming.ts';
import { line } from '../../../src/chat/reply.ts';
import { within } from '../../../src/chat/within.ts';
import { languageOfTag } from '../../../src/domain/language.ts';
import type { Asked } from '../answers/answering.ts';
import { readMemory } from '../answers/place.ts';
import { formProblems, readForm } from '../render/form.ts';
import { wordsOf } from '../words.ts';
import { ask, tell } from './asking.ts';
import type { Desk } from './desk.ts';
import { withEmoji } from './emoji.ts';
import { linkTo } from './message-link.ts';
import { chatOf, readText, senderIn } from './reading.ts';

/** Slack waits three seconds; what takes longer cannot be shown beside the fields any more. */
const ACK_WITHIN_MS = 2500;

/** What a submission may be acknowledged with. */
export type SubmissionAck = (
  response?:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update'; view: object },
) => Promise<void>;

/** A form that was filled in. What is wrong is shown beside its fields; else it closes, and the answer is shown. */
export async function onSubmission(
  desk: Desk,
  body: { user: { id: string } },
  view: ViewOutput,
  ack: SubmissionAck,
): Promise<void> {
  const memory = readMemory(view.private_metadata);
  const fields = view.blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : []));
  if (memory?.command === undefined) return sendBackOld(desk, body.user.id, fields, ack);
  const asked: Asked = { userId: body.user.id, chat: memory.chat, place: memory.place };
  const work = handleForm(desk, view, memory.command, asked);
  const inTime = await within(work, ACK_WITHIN_MS);
  if (!inTime) await ack();
  const answer = await work;
  if (!answer) return inTime ? ack() : undefined;
  if (answer.problems) {
    if (inTime) return ack(formProblems([...answer.problems], fields));
    const words = answer.problems.map(({ text }) => line(text));
    return desk.answering.show(asked, { ...answer, reply: { blocks: words } });
  }
  const isInDialog = asked.place.kind === 'home' || asked.place.kind === 'dialog';
  if (inTime && isInDialog && answer.reply.blocks.length > 0 && !answer.reply.asks) {
    return ack({ response_action: 'update', view: desk.answering.dialogOf(asked, answer) });
  }
  if (inTime) await ack();
  await desk.answering.show(asked, answer);
  await desk.bring(asked, answer);
}

/** What was written is still there to be copied. */
async function sendBackOld({ directory }: Desk, userId: string, fields: string[], ack: SubmissionAck): Promise<void> {
  const { languageTag } = await directory.account(userId);
  const text = wordsOf(languageOfTag(languageTag) ?? 'en').oldForm;
  return ack(formProblems([{ field: '', text }], fields));
}

async function handleForm(desk: Desk, view: ViewOutput, command: string, asked: Asked): Promise<Answer | undefined> {
  const { directory } = desk;
  const filled = readForm(view.state.values);
  const sender = await directory.account(asked.userId);
  const picked = Object.values(view.state.values)
    .flatMap((actions) => Object.values(actions))
    .flatMap(({ selected_user: userId }) => (userId ? [userId] : []));
  const mentions = await Promise.all(
    [...new Set(picked)].map(
      async (userId): Promise<Mention> => ({ text: userId, account: await directory.account(userId) }),
    ),
  );
  return tell(desk, {
    platform: 'slack',
    // The view keeps its id and hash until it is taken: sent again by accident, it acts once.
    requestId: `form:${view.id}:${view.hash}`,
    sender,
    chat: asked.chat,
    text: command,
    origin: 'pressed',
    filled,
    mentions,
  });
}

/** *Create task from message*: a form with the message's text and a link to it. */
export async function onMessageShortcut(desk: Desk, body: MessageShortcut): Promise<void> {
  const channel = body.channel.id;
  const linking = linkTo(desk, channel, body.message_ts);
  const sender = await senderIn(desk.directory, body.user.id, channel);
  const said = await readText(withEmoji(body.message.text ?? '', body.message.blocks), desk, sender);
  const link = await linking;
  const chat = chatOf(channel, sender);
  const asked: Asked = {
    userId: body.user.id,
    chat,
    place: { kind: 'conversation', responseUrl: body.response_url ?? '', channel, isDirect: chat.kind === 'direct' },
    triggerId: body.trigger_id,
  };
  const incoming: Incoming = {
    platform: 'slack',
    requestId: `shortcut:${body.trigger_id}`,
    sender,
    chat,
    text: 'draft',
    origin: 'pressed',
    filled: { text: said.text.slice(0, SAID_MAX), link },
  };
  const answer = await ask(desk, asked, incoming);
  if (answer) await desk.answering.show(asked, answer);
}

/** Enough to see that it is longer than fits. */
const SAID_MAX = 8000;
