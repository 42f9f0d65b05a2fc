import { fold } from '../domain/fold.ts';
import type { TimeOfDay } from '../domain/instant.ts';
import { minutesOf, timeOfDay } from '../domain/instant.ts';

export interface TimeRange {
  from: TimeOfDay;
  to: TimeOfDay;
  /** The end is on the day after the start: `22:00-01:00`. */
  endsNextDay: boolean;
}

type DayPart = 'am' | 'pm' | 'morning' | 'day' | 'evening' | 'night';

/** One end as typed: an hour of a 24-hour clock, or one that its day part (its own or the other end's) decides. */
interface Reading {
  hour: number;
  minute: number;
  dayPart: DayPart | undefined;
}

const LONGEST_TEXT = 64;
const DAY_MINUTES = 1440;
const FROM = /^(?:from|з|зі|із|с|со|від|от) /u;
const BETWEEN = /^(?:between|між|между) /u;
const TO = / ?[-‐‑‒–—―−] ?| (?:to|till|until|до|по) /u;
const AND = / (?:and|і|й|та|и) /u;
const SIDE =
  /^(?:о |at |в |у )?(\d{1,2})(?:[:.](\d{2}))?(?: ?(am|pm|a\.m\.?|p\.m\.?|ранку|утра|дня|вечора|вечера|ночі|ночи))?$/u;

const DAY_PARTS: Readonly<Record<string, DayPart>> = {
  ранку: 'morning',
  утра: 'morning',
  дня: 'day',
  вечора: 'evening',
  вечера: 'evening',
  ночі: 'night',
  ночи: 'night',
};

/** Whole text: `9:00-11:30`, `9-11`, `9.00 – 11.30`, `9am-11am`, `from 9 to 11:30`, `з 9 до 11:30`, `с 9 до 5 вечера`. */
export function parseTimeRange(text: string): TimeRange | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const folded = fold(text);
  const isBetween = BETWEEN.test(folded);
  const phrase = folded.replace(isBetween ? BETWEEN : FROM, '');
  const separator = (isBetween ? AND : TO).exec(phrase);
  if (!separator) return undefined;
  const first = readSide(phrase.slice(0, separator.index));
  const second = readSide(phrase.slice(separator.index + separator[0].length));
  if (!first || !second) return undefined;

  const ranges = minutesOfSide(first, second).flatMap((from) => {
    return minutesOfSide(second, first).map((to) => ({ from, to, length: (to - from + DAY_MINUTES) % DAY_MINUTES }));
  });
  // `9-5pm` and `9am-5` leave one end open: the shorter stretch is the one people mean.
  const [best] = ranges
    .filter(({ from, length }) => length > 0 && from < DAY_MINUTES)
    .sort((a, b) => a.length - b.length);
  return best && rangeOf(best.from, best.to % DAY_MINUTES);
}

function readSide(text: string): Reading | undefined {
  const match = SIDE.exec(text);
  if (!match) return undefined;
  const [, hour, minute = '0', word] = match;
  const dayPart = word === undefined ? undefined : (DAY_PARTS[word] ?? (word.startsWith('a') ? 'am' : 'pm'));
  const reading = { hour: Number(hour), minute: Number(minute), dayPart };
  const isMidnight = reading.hour === 24 && reading.minute === 0;
  if (reading.minute > 59 || (reading.hour > 23 && !isMidnight)) return undefined;
  if (dayPart !== undefined && (reading.hour > 12 || reading.hour === 0)) return undefined;
  return reading;
}

/** The minutes since midnight that one end may mean; 1440 for `24:00`. */
function minutesOfSide(side: Reading, other: Reading): number[] {
  if (side.dayPart) return [hourIn24(side.hour, side.dayPart) * 60 + side.minute];
  const isOpen = other.dayPart !== undefined && side.hour >= 1 && side.hour <= 12;
  const hours = isOpen ? [side.hour % 12, (side.hour % 12) + 12] : [side.hour];
  return hours.map((hour) => hour * 60 + side.minute);
}

function hourIn24(hour: number, dayPart: DayPart): number {
  const base = hour % 12;
  if (dayPart === 'am' || dayPart === 'morning') return base;
  if (dayPart === 'pm' || dayPart === 'evening') return base + 12;
  if (dayPart === 'night') return hour >= 8 && hour < 12 ? hour + 12 : base;
  return hour >= 8 && hour < 12 ? hour : base + 12;
}

function rangeOf(from: number, to: number): TimeRange | undefined {
  const start = timeOfDay(Math.floor(from / 60), from % 60);
  const end = timeOfDay(Math.floor(to / 60), to % 60);
  return start && end && { from: start, to: end, endsNextDay: minutesOf(end) <= minutesOf(start) };
}
