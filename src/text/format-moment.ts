import type { Deadline } from '../domain/deadline.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import { dateIn, endOfDay, instantAt, offsetMinutesAt, timeIn, toEpochMs, weekdayOf } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  uk: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
};

/** Cyrillic months in full: their abbreviations differ from style guide to style guide, and лист. is a letter. */
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** `Fri 27 Nov`, `пт 27 листопада`; with the year when it is not the year of `today`. */
export function formatDay(date: CalendarDate, options: { language: Language; today: CalendarDate }): string {
  const weekday = WEEKDAYS[options.language][weekdayOf(date) - 1];
  const month = MONTHS[options.language][Number(date.slice(5, 7)) - 1];
  const day = `${weekday} ${Number(date.slice(8, 10))} ${month}`;
  return date.slice(0, 4) === options.today.slice(0, 4) ? day : `${day} ${date.slice(0, 4)}`;
}

/** `Mon 23 Nov`, `пн 23.11`: for where the long one does not fit; with another year `23 Nov 2025`, `пн 23.11.2025`. */
export function formatShortDay(date: CalendarDate, options: { language: Language; today: CalendarDate }): string {
  const [year, month, day] = date.split('-');
  const isThisYear = year === options.today.slice(0, 4);
  const long = formatDay(date, options);
  if (options.language === 'en') return isThisYear ? long : long.replace(/^\S+ /, '');
  const weekday = long.slice(0, long.indexOf(' '));
  return `${weekday} ${Number(day)}.${month}${isThisYear ? '' : `.${year}`}`;
}

/** `Mon 2 Nov – Sun 8 Nov`; one day is told once */
export function formatDays(
  { from, to }: { from: CalendarDate; to: CalendarDate },
  options: { language: Language; today: CalendarDate },
): string {
  return from === to ? formatDay(from, options) : `${formatDay(from, options)} – ${formatDay(to, options)}`;
}

/**
 * `Fri 27 Nov, 18:00` on the clocks of `zone`. The second occurrence of an hour that a clock change repeats carries
 * its offset, `Sun 1 Nov, 01:30 (UTC-5)`: without it the text would read back as the first one.
 */
export function formatMoment(at: Instant, options: { language: Language; zone: string; now: Instant }): string {
  const { language, zone, now } = options;
  const date = dateIn(zone, at);
  const text = `${formatDay(date, { language, today: dateIn(zone, now) })}, ${formatTime(at, zone)}`;
  return isSecondOccurrence(at, zone) ? `${text} (${offsetLabel(offsetMinutesAt(zone, toEpochMs(at)))})` : text;
}

/** A day deadline as a day, one with a time as a moment. */
export function formatDeadline(
  deadline: Deadline,
  options: { language: Language; zone: string; now: Instant },
): string {
  if (deadline.kind === 'moment') return formatMoment(deadline.at, options);
  return formatDay(deadline.on, { language: options.language, today: dateIn(options.zone, options.now) });
}

/** `Europe/Kyiv` is `Kyiv`, `America/New_York` is `New York`, `UTC` and its aliases are `UTC`. */
export function zoneLabel(zone: string): string {
  const name = zone.split('/').at(-1) ?? zone;
  if (/^(?:utc|gmt|uct|universal|zulu|greenwich|gmt[+-]?0)$/i.test(name)) return 'UTC';
  // The database counts these westwards: Etc/GMT+5 is five hours behind UTC.
  const fixed = /^GMT([+-])(\d{1,2})$/i.exec(name);
  if (fixed) return `UTC${fixed[1] === '+' ? '-' : '+'}${fixed[2]}`;
  return name === 'Kiev' ? 'Kyiv' : name.replaceAll('_', ' ');
}

/** `18:00` on the clocks of `zone` */
export function formatTime(at: Instant, zone: string): string {
  return timeIn(zone, at);
}

/** `09:00–10:30`; with its day where the end has another than the start: `22:00 – Mon 23 Nov, 01:30` */
export function formatTimes(
  { startedAt, stoppedAt }: { startedAt: Instant; stoppedAt: Instant | null },
  { language, zone, now }: { language: Language; zone: string; now: Instant },
): string {
  const from = formatTime(startedAt, zone);
  if (!stoppedAt) return `${from}–…`;
  const to = formatTime(stoppedAt, zone);
  const [first, last] = [dateIn(zone, startedAt), dateIn(zone, stoppedAt)];
  // Midnight is the end of the day that it closes: `22:00–00:00`.
  if (first === last || stoppedAt === endOfDay(first, zone)) return `${from}–${to}`;
  return `${from} – ${formatShortDay(last, { language, today: dateIn(zone, now) })}, ${to}`;
}

function isSecondOccurrence(at: Instant, zone: string): boolean {
  const epochMs = toEpochMs(at);
  // Only where clocks were set back within the day before is there a first one.
  if (offsetMinutesAt(zone, epochMs - DAY_MS) <= offsetMinutesAt(zone, epochMs)) return false;
  const first = toEpochMs(instantAt(dateIn(zone, at), timeIn(zone, at), zone));
  return epochMs - first >= MINUTE_MS;
}

/** `UTC-5`, `UTC+10:30` */
function offsetLabel(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}
