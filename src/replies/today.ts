import type { Block, Button } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { addDays, endOfDay } from '../domain/instant.ts';
import type { Task } from '../domain/task.ts';
import { dueOn, isBurning } from '../domain/task.ts';
import type { Reader } from './reader.ts';
import { taskItem, viewOf } from './task-view.ts';

/** What is for a day: what burns and what is due on it, or was before. */

const SHOWS = 10;

/** Received, what burns first, then what is due today. */
export async function receivedFor({ tx, person, now }: Reader, on: CalendarDate): Promise<Task[]> {
  const { id, zone } = person;
  const pressing = await tx.tasks.pressing({ assigneeId: id }, endOfDay(on, zone));
  const burning = pressing.filter((task) => isBurning(task, now, zone));
  const due = pressing.filter((task) => !isBurning(task, now, zone) && (dueOn(task, zone) ?? on) <= on);
  return [...burning, ...due];
}

/** Given to others, and burning. */
export async function burningGiven({ tx, person, now }: Reader, on: CalendarDate): Promise<Task[]> {
  // A whole day ends later where the other person is in a zone further west.
  const pressing = await tx.tasks.pressing({ authorId: person.id }, endOfDay(addDays(on, 1), person.zone));
  return pressing.filter((task) => isBurning(task, now, person.zone));
}

/** A heading with its tasks, and a way to those that do not fit. */
export async function taskSection(
  reader: Reader,
  heading: string,
  tasks: readonly Task[],
  options: { buttons?: (task: Task) => Button[]; rest: string },
): Promise<Block[]> {
  const shown = tasks.slice(0, SHOWS);
  const view = await viewOf(reader, shown);
  const items = shown.map((task) => taskItem(task, view, options.buttons ? { buttons: options.buttons(task) } : {}));
  const more = tasks.length - shown.length;
  return [
    line(strong(heading)),
    { kind: 'list', items },
    ...(more > 0 ? [buttons({ label: reader.text.digest.more(more), command: options.rest })] : []),
  ];
}
