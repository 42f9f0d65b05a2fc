import { fold } from '../domain/fold.ts';
import type { DailyHours } from '../domain/person.ts';
import { parseTimeRange } from './time-range.ts';

const DAY_WORDS: Record<string, number> = {
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
  пн: 1,
  вт: 2,
  ср: 3,
  чт: 4,
  пт: 5,
  сб: 6,
  нд: 7,
  вс: 7,
};

/**
 * `9:00-18:00`, `9:00-18:00 mon-fri`, `22-8 sat sun`, `mon-thu`: hours, days, or both; what is not named stays.
 * `nodays` clears the days.
 */
export function parseDailyHours(words: string, current: DailyHours): DailyHours | undefined {
  const parts = fold(words)
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[,.](?=\s|$)/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 10) return undefined;
  let hours: DailyHours = current;
  const days = new Set<number>();
  let namesDays = false;
  for (const part of parts) {
    const range = parseTimeRange(part);
    if (range) {
      hours = { ...hours, starts: range.from, ends: range.to };
      continue;
    }
    namesDays = true;
    if (part === 'nodays') continue;
    const [first, last] = part.split('-');
    const from = dayOf(first);
    const to = last === undefined ? from : dayOf(last);
    if (!from || !to) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return namesDays ? { ...hours, days: [...days].sort((a, b) => a - b) } : hours;
}

function dayOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (Object.hasOwn(DAY_WORDS, word)) return DAY_WORDS[word];
  const short = word.slice(0, 3);
  return word.length > 3 && /^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(word) ? DAY_WORDS[short] : undefined;
}
