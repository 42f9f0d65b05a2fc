import type { CalendarDate } from './instant.ts';
import { dateExists, instantAt, weekdayOf } from './instant.ts';
import type { Person } from './person.ts';
import type { Stretch } from './time-entry.ts';

export type Worker = Pick<Person, 'zone' | 'workingHours'>;

/** When a person works on that day; undefined on a free day, and where a clock change left nothing of it. */
export function workingDay(on: CalendarDate, { zone, workingHours }: Worker): Stretch | undefined {
  const { starts, ends, days } = workingHours;
  if (!days.includes(weekdayOf(on)) || !dateExists(on, zone)) return undefined;
  const [startedAt, stoppedAt] = [instantAt(on, starts, zone), instantAt(on, ends, zone)];
  return startedAt < stoppedAt ? { startedAt, stoppedAt } : undefined;
}
