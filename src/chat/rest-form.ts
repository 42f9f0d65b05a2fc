import { FormError, UserError } from '../domain/refusal.ts';
import type { RestState } from './ask.ts';
import type { Call, Command } from './command.ts';
import type { FilledForm } from './form.ts';
import { titleOf } from './form.ts';
import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';
import { buttons, textOf } from './reply.ts';
import { isWriting } from './route.ts';

const FIELD = 'rest';
const REST_MAX = 3000;

/**
 * Where a form can be shown, a question for the rest of a command line becomes one: in a channel the next plain
 * message is not for the bot. A question with choices keeps them and gets a button for writing something else; an
 * offer becomes a button.
 */
export function inForm(call: Call, reply: Reply, incoming: Incoming): Reply {
  const { question, text } = call;
  if (!call.takesForm || !question || question.command !== 'answer' || !reply.asks) return reply;
  const { commandLine, isOffer } = question.state as RestState;
  const { asks, ...rest } = reply;
  if (isOffer) {
    // In private, whoever just writes a line is understood as well.
    if (call.chat.kind !== 'direct') call.question = undefined;
    return { ...rest, blocks: [...reply.blocks, buttons({ label: text.button.addResult, command: commandLine })] };
  }
  if (reply.blocks.some((block) => block.kind === 'buttons') && !isWriting(incoming.text)) {
    const write = { label: text.button.write, command: `write ${commandLine}` };
    return { ...reply, blocks: [...reply.blocks, buttons(write)] };
  }
  call.question = undefined;
  const [ask, ...more] = reply.blocks.filter((block) => block.kind === 'text').map(({ spans }) => textOf(spans));
  const note = more.join('\n');
  return {
    blocks: [],
    form: {
      command: commandLine,
      title: titleOf(text.form.titles, commandLine),
      submit: text.form.save,
      cancel: text.button.cancel,
      ...(note === '' ? {} : { note }),
      fields: [
        {
          name: FIELD,
          label: ask ?? asks.hint,
          hint: asks.hint,
          isOptional: false,
          kind: 'text',
          lines: LONG.test(commandLine) ? 'many' : 'one',
          max: REST_MAX,
        },
      ],
    },
  };
}

/** Whose answers may be long. */
const LONG = /^(note|result|edit)\b/;

export function restOf(filled: FilledForm): string {
  return filled[FIELD] ?? '';
}

/** The one field of a form for the rest of a command line: what is wrong with it is wrong with the field. */
export async function runRest(call: Call, command: Command, filled: FilledForm): Promise<Reply> {
  call.args = `${call.args} ${restOf(filled)}`.trim();
  try {
    return await command.run(call);
  } catch (error) {
    if (error instanceof UserError) throw new FormError([{ field: FIELD, refusal: error.refusal }]);
    throw error;
  }
}
