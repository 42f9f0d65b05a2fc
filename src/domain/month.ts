import type { CalendarDate, Instant } from './instant.ts';
import { addDays, dateIn, startOfDay } from './instant.ts';
import type { Stretch } from './time-entry.ts';

declare const monthBrand: unique symbol;

/** A month of the calendar, `2026-10`. */
export type Month = string & { readonly [monthBrand]: true };

export function monthOf(date: CalendarDate): Month {
  return date.slice(0, 7) as Month;
}

/** The month that it is in `zone` at that moment. */
export function monthIn(zone: string, at: Instant): Month {
  return monthOf(dateIn(zone, at));
}

export function firstOf(month: Month): CalendarDate {
  return `${month}-01` as CalendarDate;
}

/** From the first instant of the month to the first one after it, on the clocks of `zone`. */
export function stretchOfMonth(month: Month, zone: string): Stretch {
  const first = firstOf(month);
  // No month is longer than 31 days, and none that follows is over by then.
  const next = firstOf(monthOf(addDays(first, 31)));
  return { startedAt: startOfDay(first, zone), stoppedAt: startOfDay(next, zone) };
}
