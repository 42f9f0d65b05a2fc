import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { offeredEnd } from '../domain/forgotten-timer.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import type { Reader } from './reader.ts';
import { timeOrMoment, workNameOf } from './timer-view.ts';

/** Did you forget this timer? The buttons carry its number: under an old message they must not touch a newer one. */
export async function forgottenTimerReply(to: Reader, entry: TimeEntry): Promise<Reply> {
  const { text, person, now } = to;
  const end = offeredEnd(entry.startedAt, now, person);
  const press = (label: string, answer: string) => ({ label, command: `timer answer ${entry.id} ${answer}` });
  const blocks: Block[] = [
    line(text.forgottenTimer.runs(timeOrMoment(to, entry.startedAt)), strong(await workNameOf(to, entry))),
  ];
  if (entry.note) blocks.push({ kind: 'quote', text: entry.note });
  blocks.push(
    line(text.forgottenTimer.question),
    buttons(
      press(text.forgottenTimer.keep, 'keep'),
      { ...press(text.forgottenTimer.stopAt(timeOrMoment(to, end)), `end ${end}`), style: 'primary' },
      press(text.forgottenTimer.stopNow, 'now'),
      { ...press(text.forgottenTimer.discard, 'discard'), style: 'danger' },
    ),
  );
  return { blocks };
}
