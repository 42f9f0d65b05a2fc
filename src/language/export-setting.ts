import { type CsvFormat, ROUNDING_MINUTES, type Rounding } from '../domain/exports.ts';
import { fold } from '../domain/fold.ts';
import { isOff } from './setting-value.ts';

const SIGNS: Record<string, ';' | ',' | '.'> = {
  ';': ';',
  semicolon: ';',
  'крапка-з-комою': ';',
  'точка-с-запятой': ';',
  ',': ',',
  comma: ',',
  кома: ',',
  запятая: ',',
  '.': '.',
  point: '.',
  dot: '.',
  крапка: '.',
  точка: '.',
};
const USUAL = new Set(['default', 'auto', 'типово', 'звичайно', 'обычно', 'по-умолчанию']);

/** `; ,`: what separates columns, and the decimal sign; `default`: null, as is usual in the person's language. */
export function parseCsvFormat(words: string): CsvFormat | null | undefined {
  const folded = fold(words).trim();
  if (USUAL.has(folded)) return null;
  const parts = /^[;,.]{2}$/.test(folded) ? [...folded] : folded.split(/\s+/);
  const [separator, decimal] = parts.map((part) => (Object.hasOwn(SIGNS, part) ? SIGNS[part] : undefined));
  if (parts.length !== 2 || !separator || !decimal || separator === '.' || decimal === ';') return undefined;
  return { separator, decimal };
}

const DIRECTIONS = {
  up: /^(up|вгору|вверх)$/,
  nearest: /^(nearest|найближч\p{L}*|ближайш\p{L}*)$/u,
};
const PER = {
  entry: /^(entry|entries|запис\p{L}*)$/u,
  day: /^(day|days|день|дня|дні|дни)$/u,
};
/** They only join the others: `up to 15 min per day`. */
const JOINING = /^(to|the|per|each|min|minutes?|до|на|за|хв|мин|кожен|кожний|каждый|каждая|кожну|каждую)$/;

/** `up 15`, `nearest 6 per day`; `off`: null. Without a word on it, each entry is rounded. */
export function parseRounding(words: string): Rounding | null | undefined {
  if (isOff(words)) return null;
  let direction: Rounding['direction'] | undefined;
  let minutes: Rounding['minutes'] | undefined;
  let per: Rounding['per'] = 'entry';
  for (const word of fold(words).split(/\s+/)) {
    const step = ROUNDING_MINUTES.find((each) => String(each) === word);
    const way = named(DIRECTIONS, word);
    const what = named(PER, word);
    if (step) minutes = step;
    else if (way) direction = way;
    else if (what) per = what;
    else if (!JOINING.test(word)) return undefined;
  }
  return direction && minutes && { direction, minutes, per };
}

function named<Name extends string>(patterns: Record<Name, RegExp>, word: string): Name | undefined {
  return (Object.keys(patterns) as Name[]).find((name) => patterns[name].test(word));
}

/** As it is typed: `; ,` */
export function csvWords(csv: CsvFormat): string {
  return `${csv.separator} ${csv.decimal}`;
}
