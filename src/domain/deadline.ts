import type { CalendarDate, Instant } from './instant.ts';
import { endOfDay } from './instant.ts';

/** A deadline as people give it: a whole day, or a moment. */
export type Deadline = { kind: 'day'; on: CalendarDate } | { kind: 'moment'; at: Instant };

/** The instant from which the task is late: a day is over when it ends in the assignee's zone. */
export function lateFrom(deadline: Deadline, assigneeZone: string): Instant {
  return deadline.kind === 'moment' ? deadline.at : endOfDay(deadline.on, assigneeZone);
}
