import type { Command } from '../chat/command.ts';
import { line, plain, typed } from '../chat/reply.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import { welcomeReply } from '../replies/welcome.ts';

/**
 * The first message of people who are let in already; strangers with a code are met in `knock`. Messengers say it on
 * their own, so `/start 22` starts no timer, but it is told how to.
 */
export const start: Command = {
  name: 'start',
  hidden: true,
  async run(call) {
    const reply = welcomeReply(call);
    const [work = ''] = call.args.split(/\s/, 1);
    if (parseTaskNumber(work) === undefined && !work.startsWith('#')) return reply;
    const hint = line(plain(`${call.text.welcome.timer} `), typed(`timer start ${work}`));
    return { ...reply, blocks: [hint, ...reply.blocks] };
  },
};
