import type { Command } from '../chat/command.ts';
import { welcomeReply } from '../replies/welcome.ts';

/** The first message of people who are let in already; strangers with a code are met in `knock`. */
export const start: Command = {
  name: 'start',
  hidden: true,
  async run(call) {
    return welcomeReply(call);
  },
};
