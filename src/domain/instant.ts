import { IANAZone } from 'luxon';

/**
 * Time in three shapes, all of them text, so that they can be stored, compared and read as they are.
 *
 * Two rules are pinned here for the whole product: a local time that a clock change repeats means its first
 * occurrence, and a local time that a clock change skips means the first minute that exists after it. No other
 * file turns local time into an instant.
 */

declare const instantBrand: unique symbol;
declare const dateBrand: unique symbol;
declare const timeBrand: unique symbol;

/** A moment of the world, UTC, always `2026-11-23T16:02:41.000Z` (24 characters): text order is time order. */
export type Instant = string & { readonly [instantBrand]: true };
/** A day in somebody's calendar, `2026-11-23`. */
export type CalendarDate = string & { readonly [dateBrand]: true };
/** A time on a wall clock, `09:00`, in 24 hours. */
export type TimeOfDay = string & { readonly [timeBrand]: true };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * @param epochMs milliseconds since 1970-01-01T00:00Z, within the years 0–9999
 * @throws RangeError where there is no such moment
 */
export function instantOf(epochMs: number): Instant {
  const ms = Math.trunc(epochMs);
  const day = Math.floor(ms / DAY_MS);
  const ofDay = ms - day * DAY_MS;
  const minutes = Math.floor(ofDay / MINUTE_MS);
  const [time, rest] = [clockText(minutes), ofDay - minutes * MINUTE_MS];
  const seconds = Math.floor(rest / 1000);
  return `${dateOfDay(day)}T${time}:${twoDigits(seconds)}.${threeDigits(rest - seconds * 1000)}Z` as Instant;
}

/** What comes from outside, in any other form, is not an instant: NaN where it is no moment. */
export function toEpochMs(instant: Instant): number {
  // Dozens of instants are counted with in each command, and the machine's own reading takes ten times as long.
  const year = digits(instant, 0, 4);
  // Years of one or two digits mean others to Date.UTC.
  if (instant.length !== 24 || !(year > 99)) return Date.parse(instant);
  const [month, day] = [digits(instant, 5, 2), digits(instant, 8, 2)];
  const time = (digits(instant, 11, 2) * 60 + digits(instant, 14, 2)) * 60 + digits(instant, 17, 2);
  return Date.UTC(year, month - 1, day) + time * 1000 + digits(instant, 20, 3);
}

const ZERO = 48;

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i += 1) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
}

export function addSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(toEpochMs(instant) + seconds * 1000);
}

/** Whole or fractional seconds from one instant to another; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (toEpochMs(to) - toEpochMs(from)) / 1000;
}

/** The same instant without its fraction of a second: the grain in which work is recorded. */
export function toWholeSecond(instant: Instant): Instant {
  return `${instant.slice(0, 19)}.000Z` as Instant;
}

/** The same instant at the beginning of its minute. */
export function toWholeMinute(instant: Instant): Instant {
  return `${instant.slice(0, 16)}:00.000Z` as Instant;
}

export function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** To ask the machine takes longer than a query, and every message names the zone of its sender. */
const knownZones = new Map<string, boolean>();
const KNOWN_ZONES_MAX = 2000;

/** Whether the name is an IANA time zone that this machine knows, such as `Europe/Kyiv`. */
export function isZone(name: string): boolean {
  if (name.length > 64) return false;
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  const isValid = IANAZone.isValidZone(name);
  // Names come from outside too, so that there may be any number.
  if (knownZones.size < KNOWN_ZONES_MAX) knownZones.set(name, isValid);
  return isValid;
}

/** No zone changes its clocks twice within so short a time. */
const SLOT_MS = 6 * 3_600_000;
const SLOTS_MAX = 20_000;
const slotsOf = new Map<string, Map<number, number>>();
let slotCount = 0;

/** Minutes east of UTC that clocks in `zone` show at that moment. */
export function offsetMinutesAt(zone: string, epochMs: number): number {
  // Asking Intl takes longer than a query, and one line asks dozens of times about the same few days.
  const slot = Math.floor(epochMs / SLOT_MS);
  const known = slotsOf.get(zone)?.get(slot);
  if (known !== undefined) return known;
  const offset = readOffset(zone, slot * SLOT_MS);
  if (readOffset(zone, (slot + 1) * SLOT_MS - 1) !== offset) return readOffset(zone, epochMs);
  if (slotCount >= SLOTS_MAX) forgetSlots();
  const slots = slotsOf.get(zone) ?? new Map<number, number>();
  slotsOf.set(zone, slots.set(slot, offset));
  slotCount += 1;
  return offset;
}

function forgetSlots(): void {
  slotsOf.clear();
  slotCount = 0;
}

function readOffset(zone: string, epochMs: number): number {
  const offset = IANAZone.create(zone).offset(epochMs);
  if (Number.isNaN(offset)) throw new RangeError(`Not a time zone: ${zone}`);
  return offset;
}

function wallClockMs(instant: Instant, zone: string): number {
  const epochMs = toEpochMs(instant);
  return epochMs + offsetMinutesAt(zone, epochMs) * MINUTE_MS;
}

export function dateIn(zone: string, instant: Instant): CalendarDate {
  return dateOfDay(Math.floor(wallClockMs(instant, zone) / DAY_MS));
}

/** The wall clock's time, cut to the minute. */
export function timeIn(zone: string, instant: Instant): TimeOfDay {
  const minutes = Math.floor(wallClockMs(instant, zone) / MINUTE_MS);
  return clockText(minutes - Math.floor(minutes / 1440) * 1440);
}

/** @param minutes since midnight */
function clockText(minutes: number): TimeOfDay {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}` as TimeOfDay;
}

/** The instant at which clocks in `zone` show that date and time; see the rules at the head of this file. */
export function instantAt(date: CalendarDate, time: TimeOfDay, zone: string): Instant {
  const wallMs = dayOf(date) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const before = showing(wallMs, offsetMinutesAt(zone, wallMs - DAY_MS), zone);
  const after = showing(wallMs, offsetMinutesAt(zone, wallMs + DAY_MS), zone);
  if (before === undefined && after === undefined) return instantOf(clockChangeAround(wallMs, zone));
  return instantOf(Math.min(before ?? Number.POSITIVE_INFINITY, after ?? Number.POSITIVE_INFINITY));
}

/** The moment at which clocks that are so many minutes ahead show this, where clocks in `zone` are then. */
function showing(wallMs: number, offset: number, zone: string): number | undefined {
  const epochMs = wallMs - offset * MINUTE_MS;
  return offsetMinutesAt(zone, epochMs) === offset ? epochMs : undefined;
}

/** The millisecond at which the offset of `zone` changes within a day and a half of `nearMs`. */
function clockChangeAround(nearMs: number, zone: string): number {
  let before = nearMs - 1.5 * DAY_MS;
  let after = nearMs + 1.5 * DAY_MS;
  const offsetBefore = offsetMinutesAt(zone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMinutesAt(zone, middle) === offsetBefore) before = middle;
    else after = middle;
  }
  return after;
}

/** The first instant of a day: midnight, or the first minute that exists where midnight is skipped. */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  return instantAt(date, '00:00' as TimeOfDay, zone);
}

/** The instant at which a day is over: the start of the next one. */
export function endOfDay(date: CalendarDate, zone: string): Instant {
  return startOfDay(addDays(date, 1), zone);
}

/** False for the rare day that a zone skipped whole, such as 2011-12-30 in Pacific/Apia. */
export function dateExists(date: CalendarDate, zone: string): boolean {
  return startOfDay(date, zone) < endOfDay(date, zone);
}

/** The same few dates are counted with in every command. */
const DATES_MAX = 5000;
const datesOfDays = new Map<number, CalendarDate>();
const daysOfDates = new Map<CalendarDate, number>();

/** @param day days since 1970-01-01 */
function dateOfDay(day: number): CalendarDate {
  const known = datesOfDays.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
  return kept(datesOfDays, day, date);
}

/** Days since 1970-01-01. */
function dayOf(date: CalendarDate): number {
  return daysOfDates.get(date) ?? kept(daysOfDates, date, Date.parse(`${date}T00:00:00.000Z`) / DAY_MS);
}

function kept<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (map.size >= DATES_MAX) map.clear();
  map.set(key, value);
  return value;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function threeDigits(value: number): string {
  return value < 100 ? `0${twoDigits(value)}` : String(value);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayOf(date) + days);
}

export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayOf(to) - dayOf(from);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: CalendarDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayOf(date) + 3) % 7) + 7) % 7) + 1;
}

/** @returns undefined where there is no such day, such as 30 February or 2027-02-29 */
export function calendarDate(year: number, month: number, day: number): CalendarDate | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function timeOfDay(hour: number, minute: number): TimeOfDay | undefined {
  if (!Number.isInteger(hour) || !Number.isInteger(minute)) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  return `${twoDigits(hour)}:${twoDigits(minute)}` as TimeOfDay;
}

/** Minutes since midnight on the wall clock, for comparing times of day. */
export function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
