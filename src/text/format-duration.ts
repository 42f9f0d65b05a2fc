import type { Language } from '../domain/language.ts';

const WORDS: Record<Language, { hours: string; minutes: string; under: string }> = {
  en: { hours: 'h', minutes: 'min', under: 'under' },
  uk: { hours: 'год', minutes: 'хв', under: 'менше' },
  ru: { hours: 'ч', minutes: 'мин', under: 'меньше' },
};

/**
 * `1 h 30 min`, `45 min`, `2 h`, `0 min`, to the nearest minute; less than a minute but more than nothing is
 * `under 1 min`. Abbreviations, because they have one form for every count.
 */
export function formatDuration(seconds: number, language: Language): string {
  const { hours, minutes, under } = WORDS[language];
  if (!(seconds > 0)) return `0 ${minutes}`;
  if (seconds < 60) return `${under} 1 ${minutes}`;
  const total = Math.round(seconds / 60);
  const [wholeHours, restMinutes] = [Math.floor(total / 60), total % 60];
  if (wholeHours === 0) return `${restMinutes} ${minutes}`;
  return restMinutes === 0 ? `${wholeHours} ${hours}` : `${wholeHours} ${hours} ${restMinutes} ${minutes}`;
}
