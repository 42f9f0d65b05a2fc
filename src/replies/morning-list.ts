import type { Block, Reply } from '../chat/reply.ts';
import { heading } from '../chat/reply.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import type { Task } from '../domain/task.ts';
import { isOverdue } from '../domain/task.ts';
import type { Reader } from './reader.ts';
import { burningGiven, receivedFor, taskSection } from './today.ts';

/**
 * What is due today and burning, and what of one's own burns with others.
 * @param digestAt the digest of this day, which names all that was overdue then: it is not said twice
 * @returns undefined where there is nothing; `told` where the digest says all of it
 */
export async function morningReply(
  reader: Reader,
  on: CalendarDate,
  digestAt: Instant | undefined,
): Promise<Reply | 'told' | undefined> {
  const { text, person } = reader;
  const isNew = (task: Task) => digestAt === undefined || !isOverdue(task, digestAt);
  const [allReceived, allGiven] = [await receivedFor(reader, on), await burningGiven(reader, on)];
  if (allReceived.length + allGiven.length === 0) return undefined;
  const [received, given] = [allReceived.filter(isNew), allGiven.filter(isNew)];
  if (received.length + given.length === 0) return 'told';
  const blocks: Block[] = [heading(text.morning.heading(person.name))];
  if (received.length > 0) {
    const section = taskSection(reader, text.morning.received(received.length), received, {
      buttons: ({ id }) => [
        { label: text.button.done, command: `done ${id}` },
        { label: text.button.startTimer, command: `timer start ${id}` },
        { label: text.button.open, command: `show ${id}` },
      ],
      rest: 'tasks',
    });
    blocks.push(...(await section));
  }
  if (given.length > 0) {
    const section = taskSection(reader, text.morning.given(given.length), given, {
      buttons: ({ id }) => [
        { label: text.button.nudge, command: `nudge ${id}` },
        { label: text.button.open, command: `show ${id}` },
      ],
      rest: 'tasks given',
    });
    blocks.push(...(await section));
  }
  return { blocks, place: 'private' };
}
