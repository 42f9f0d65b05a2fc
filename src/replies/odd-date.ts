import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line, plain, typed } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import { timeIn } from '../domain/instant.ts';
import type { Task } from '../domain/task.ts';
import { parseDeadline } from '../language/moment.ts';
import type { OddDate } from '../language/odd-date.ts';
import type { Catalogue } from '../text/catalogue.ts';

const SOME_TIME = '18:00';

/** Says what was left in the title though it looks like a deadline, and how to set one, where that would be another. */
export function oddDateLines({ text, person, now }: Call, task: Task, odd: OddDate | undefined): Block[] {
  if (!odd) return [];
  const { zone, language } = person;
  const when = whenMeant(text, zone, odd, task.deadline);
  const meant = parseDeadline(when, { now, zone, language });
  if (JSON.stringify(meant) === JSON.stringify(task.deadline)) return [];
  return [line(plain(`${text.task.oddDate(odd.words)} `), typed(`move ${task.id} ${when}`))];
}

/** When that may have been: the day that was mistyped, or some day, at the time that was read. */
export function whenMeant(text: Catalogue, zone: string, odd: OddDate, read: Deadline | null | undefined): string {
  const time = read?.kind === 'moment' ? timeIn(zone, read.at) : odd.meant === undefined ? SOME_TIME : '';
  return `${odd.meant ?? text.task.tomorrow} ${time}`.trim();
}
