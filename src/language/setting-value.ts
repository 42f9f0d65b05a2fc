import { fold } from '../domain/fold.ts';
import type { TimeOfDay } from '../domain/instant.ts';
import { timeOfDay } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { Role } from '../domain/person.ts';
import type { SettingName } from '../domain/refusal.ts';
import { WEEKDAYS } from './moment-words.ts';

const LANGUAGE_WORDS: Record<string, Language> = {
  en: 'en',
  english: 'en',
  англійська: 'en',
  английский: 'en',
  uk: 'uk',
  ua: 'uk',
  ukrainian: 'uk',
  українська: 'uk',
  украинский: 'uk',
  укр: 'uk',
  ru: 'ru',
  russian: 'ru',
  російська: 'ru',
  русский: 'ru',
  рус: 'ru',
};

export function parseLanguage(words: string): Language | undefined {
  const folded = fold(words);
  return Object.hasOwn(LANGUAGE_WORDS, folded) ? LANGUAGE_WORDS[folded] : undefined;
}

/** `9:00`, `09:00`, `9`, `9am` → `09:00` */
export function parseTime(words: string): TimeOfDay | undefined {
  const read = words.trim().match(/^(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])m)?$/i);
  if (!read) return undefined;
  const hour = Number(read[1]);
  const half = read[3]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return undefined;
  return timeOfDay(half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour, Number(read[2] ?? 0));
}

const BETWEEN = new Set(['at', 'on', 'о', 'об', 'в', 'во', 'у', '']);

/** `Fri 09:00`, `п’ятниця о 10:00`, `пт`: a weekday (1 Monday – 7 Sunday), with or without a time. */
export function parseDayAndTime(words: string): { weekday: number; time: TimeOfDay | undefined } | undefined {
  const parts = fold(words)
    .split(/[\s,]+/u)
    .filter((part) => !BETWEEN.has(part));
  const at = parts.findIndex((part) => weekdayNamed(part) !== undefined);
  const weekday = weekdayNamed(parts[at] ?? '');
  if (weekday === undefined) return undefined;
  const rest = parts.toSpliced(at, 1).join(' ');
  const time = parseTime(rest);
  return rest === '' || time !== undefined ? { weekday, time } : undefined;
}

function weekdayNamed(word: string): number | undefined {
  return WEEKDAYS.get(word.replaceAll(/'|\.$/g, ''))?.weekday;
}

const DIGEST_WORDS: Record<string, 'always' | 'overdue' | 'default'> = {
  always: 'always',
  завжди: 'always',
  всегда: 'always',
  overdue: 'overdue',
  прострочені: 'overdue',
  просроченные: 'overdue',
  default: 'default',
  типово: 'default',
  'по умолчанию': 'default',
};

/** Whether the digest comes always or only with something overdue, or at the organisation's time. */
export function parseDigestWord(words: string): 'always' | 'overdue' | 'default' | undefined {
  const folded = fold(words);
  return Object.hasOwn(DIGEST_WORDS, folded) ? DIGEST_WORDS[folded] : undefined;
}

const OFF_WORDS = new Set(['off', 'no', 'вимк', 'вимкнути', 'вимкнено', 'ні', 'выкл', 'выключить', 'выключено', 'нет']);

/** Whether something is not wanted any more. */
export function isOff(words: string): boolean {
  return OFF_WORDS.has(fold(words));
}

const SETTING_WORDS: Record<string, SettingName> = {
  name: 'name',
  "ім'я": 'name',
  имя: 'name',
  language: 'language',
  lang: 'language',
  мова: 'language',
  язык: 'language',
  zone: 'zone',
  timezone: 'zone',
  пояс: 'zone',
  зона: 'zone',
  digest: 'digest',
  дайджест: 'digest',
  сводка: 'digest',
  morning: 'morning',
  ранок: 'morning',
  утро: 'morning',
  evening: 'evening',
  вечір: 'evening',
  вечер: 'evening',
  work: 'work',
  working: 'work',
  hours: 'work',
  робота: 'work',
  робочі: 'work',
  работа: 'work',
  рабочие: 'work',
  quiet: 'quiet',
  тиша: 'quiet',
  тихі: 'quiet',
  тишина: 'quiet',
  тихие: 'quiet',
  csv: 'csv',
  rounding: 'rounding',
  round: 'rounding',
  округлення: 'rounding',
  округление: 'rounding',
};

export function parseSettingName(word: string): SettingName | undefined {
  const folded = fold(word);
  return Object.hasOwn(SETTING_WORDS, folded) ? SETTING_WORDS[folded] : undefined;
}

const ROLE_WORDS: Record<string, Exclude<Role, 'client'>> = {
  owner: 'owner',
  власник: 'owner',
  власниця: 'owner',
  владелец: 'owner',
  владелица: 'owner',
  manager: 'manager',
  менеджер: 'manager',
  менеджерка: 'manager',
  member: 'member',
  учасник: 'member',
  учасниця: 'member',
  участник: 'member',
  участница: 'member',
};

export function parseRole(words: string): Exclude<Role, 'client'> | undefined {
  const folded = fold(words);
  return Object.hasOwn(ROLE_WORDS, folded) ? ROLE_WORDS[folded] : undefined;
}

const CITY_ZONES: Record<string, string> = {
  київ: 'Europe/Kyiv',
  киев: 'Europe/Kyiv',
  kyiv: 'Europe/Kyiv',
  kiev: 'Europe/Kyiv',
  львів: 'Europe/Kyiv',
  одеса: 'Europe/Kyiv',
  харків: 'Europe/Kyiv',
  дніпро: 'Europe/Kyiv',
  варшава: 'Europe/Warsaw',
  берлін: 'Europe/Berlin',
  берлин: 'Europe/Berlin',
  лондон: 'Europe/London',
  тбілісі: 'Asia/Tbilisi',
  тбилиси: 'Asia/Tbilisi',
  алмати: 'Asia/Almaty',
  алматы: 'Asia/Almaty',
  харьков: 'Europe/Kyiv',
  львов: 'Europe/Kyiv',
  одесса: 'Europe/Kyiv',
  днепр: 'Europe/Kyiv',
  запоріжжя: 'Europe/Kyiv',
  краків: 'Europe/Warsaw',
  краков: 'Europe/Warsaw',
  вільнюс: 'Europe/Vilnius',
  вильнюс: 'Europe/Vilnius',
  рига: 'Europe/Riga',
  таллінн: 'Europe/Tallinn',
  таллин: 'Europe/Tallinn',
  відень: 'Europe/Vienna',
  вена: 'Europe/Vienna',
  париж: 'Europe/Paris',
  мадрид: 'Europe/Madrid',
  барселона: 'Europe/Madrid',
  кишинів: 'Europe/Chisinau',
  кишинев: 'Europe/Chisinau',
  мінськ: 'Europe/Minsk',
  минск: 'Europe/Minsk',
  єреван: 'Asia/Yerevan',
  ереван: 'Asia/Yerevan',
  баку: 'Asia/Baku',
  ташкент: 'Asia/Tashkent',
  стамбул: 'Europe/Istanbul',
  дубай: 'Asia/Dubai',
  'тель-авів': 'Asia/Jerusalem',
  'тель-авив': 'Asia/Jerusalem',
  торонто: 'America/Toronto',
  'нью-йорк': 'America/New_York',
  прага: 'Europe/Prague',
  лісабон: 'Europe/Lisbon',
  лиссабон: 'Europe/Lisbon',
};

/** An IANA name as it is, in any case, or the name of its city: `Europe/Kyiv`, `kyiv`, `new york`, `Київ`. */
export function parseZone(words: string): string | undefined {
  const wanted = fold(words).replaceAll(' ', '_');
  if (wanted === '' || wanted.length > 64) return undefined;
  if (wanted === 'utc' || wanted === 'gmt') return 'UTC';
  const known = fold(words);
  if (Object.hasOwn(CITY_ZONES, known)) return CITY_ZONES[known];
  const zones = Intl.supportedValuesOf('timeZone');
  const whole = zones.find((zone) => zone.toLowerCase() === wanted);
  if (whole) return whole;
  const city = zones.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  if (city.length === 1) return city[0];
  // Names that are links to others, such as Europe/Kiev, are no members of the list but zones all the same.
  return /^[a-z]+(?:[_-][a-z]+)*\/[a-z_/+-]+\d*$/.test(wanted) ? titled(words.trim()) : undefined;
}

function titled(name: string): string {
  return name.replaceAll(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase());
}
