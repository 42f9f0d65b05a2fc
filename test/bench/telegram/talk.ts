import type { Sending } from '../support/load.ts';
import { turnOf } from '../support/talk.ts';
import { createTask, posted, typed } from './updates.ts';

/** So many that nobody writes more often than once a second, which is as often as one chat is answered for long. */
const SPEAKERS = 40;

/** People of the second half of the world talk. @returns the next thing that is said, and its answer */
export function talkIn(people: number): (sending: Sending) => Promise<void> {
  const half = people / 2;
  let nth = -1;
  return async (sending) => {
    nth += 1;
    const { person, command, text } = turnOf(nth, { speakers: SPEAKERS, first: half + 1, people });
    // For somebody of the first half, whom others tell nothing.
    const given = half - (nth % SPEAKERS);
    const update = command === 'task' ? createTask(nth, person, given) : typed(person, `/${command} ${text}`.trim());
    return sending.send(posted(update));
  };
}
