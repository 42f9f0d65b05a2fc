import type { RespondArguments, SlashCommand } from '@slack/bolt';
import type { Answer } from '../../../src/chat/chat-adapter.ts';
import { line } from '../../../src/chat/reply.ts';
import { within } from '../../../src/chat/within.ts';
import type { Asked } from '../answers/answering.ts';
import { wordsOf } from '../words.ts';
import { ask } from './asking.ts';
import type { Desk } from './desk.ts';
import { chatOf, readText, senderIn } from './reading.ts';

/** Well below Slack's three seconds; what takes longer is answered through the `response_url`. */
const ACK_WITHIN_MS = 1500;

type Ack = (response?: RespondArguments) => Promise<void>;

/** A slash command: answered by its acknowledgement when that is fast enough. */
export async function onCommand(desk: Desk, command: SlashCommand, ack: Ack): Promise<void> {
  const work = readCommand(desk, command).then(async ({ asked, incoming }) => ({
    asked,
    answer: noteSameLine(desk, command, await ask(desk, asked, incoming)),
  }));
  const inTime = await within(work, ACK_WITHIN_MS);
  if (!inTime) await ack();
  const { asked, answer } = await work;
  if (!inTime) {
    if (!answer) return;
    await desk.answering.show(asked, answer);
    return desk.bring(asked, answer);
  }
  const said = answer && ackOf(desk, asked, answer);
  await ack(said?.first);
  if (!answer || !said) return;
  await desk.answering.showMessages(asked, answer, said.rest);
  await desk.bring(asked, answer);
}

/** Only where it did something a second time: to look at a list twice is nothing to speak of. */
function noteSameLine({ lastLines }: Desk, command: SlashCommand, answer: Answer | undefined): Answer | undefined {
  if (!answer || answer.repeated || !answer.changedFor?.length) return answer;
  if (!lastLines.note(command.user_id, `${command.command} ${command.text}`)) return answer;
  const blocks = [...answer.reply.blocks, line(wordsOf(answer.language).sameLine)];
  return { ...answer, reply: { ...answer.reply, blocks } };
}

function ackOf(desk: Desk, asked: Asked, answer: Answer) {
  const [first, ...rest] = desk.answering.messagesOf(asked, answer);
  if (!first) return undefined;
  const stays = asked.chat.kind === 'direct' && !answer.reply.holdsSecret;
  return { first: { response_type: stays ? ('in_channel' as const) : ('ephemeral' as const), ...first }, rest };
}

async function readCommand(desk: Desk, command: SlashCommand) {
  const sender = await senderIn(desk.directory, command.user_id, command.channel_id);
  const read = await readText(command.text ?? '', desk, sender);
  const chat = chatOf(command.channel_id, sender);
  const asked: Asked = {
    userId: command.user_id,
    chat,
    place: {
      kind: 'conversation',
      responseUrl: command.response_url,
      channel: command.channel_id,
      isDirect: chat.kind === 'direct',
    },
    triggerId: command.trigger_id,
  };
  const incoming = {
    platform: 'slack' as const,
    requestId: `command:${command.trigger_id}`,
    sender,
    chat,
    text: `${command.command} ${read.text}`.trim(),
    origin: 'typed' as const,
    mentions: read.mentions,
  };
  return { asked, incoming };
}
