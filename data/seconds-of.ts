import { type RawBuilder, sql } from 'kysely';

/** The day number of 1970-01-01 in the count that starts at noon of the first Julian day. */
const EPOCH_DAY = 2_440_588;

/**
 * Whole seconds since 1970-01-01T00:00Z of an instant's text, in integer arithmetic alone: no function of a database
 * that knows of calendars takes part. The years are those of the Gregorian calendar, 0 to 9999.
 */
export function secondsOf(instant: RawBuilder<unknown>): RawBuilder<number> {
  const digits = (from: number, count: number) =>
    sql`cast(substr(${instant}, ${sql.lit(from)}, ${sql.lit(count)}) as integer)`;
  const month = digits(6, 2);
  // Years are counted from March, so that a leap day is the last day of its year.
  const isBeforeMarch = sql`((14 - ${month}) / 12)`;
  const year = sql`(${digits(1, 4)} + 4800 - ${isBeforeMarch})`;
  const day = sql`(${digits(9, 2)} + (153 * (${month} + 12 * ${isBeforeMarch} - 3) + 2) / 5
    + 365 * ${year} + ${year} / 4 - ${year} / 100 + ${year} / 400 - 32045 - ${sql.lit(EPOCH_DAY)})`;
  return sql<number>`(86400 * ${day} + 3600 * ${digits(12, 2)} + 60 * ${digits(15, 2)} + ${digits(18, 2)})`;
}
