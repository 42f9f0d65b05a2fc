import type { Command } from '../chat/command.ts';
import { line } from '../chat/reply.ts';

/** Ends a question: the dispatcher has put it away by the time anything else is asked. */
export const cancel: Command = {
  name: 'cancel',
  hidden: true,
  async run(call) {
    const { text } = call;
    return { blocks: [line(call.pending ? text.cancelled : text.nothingToCancel)], replacesPressed: true };
  },
};
