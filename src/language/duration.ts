import { fold } from '../domain/fold.ts';

const LONGEST_TEXT = 64;
const MOST_TOKENS = 12;

const UNIT_WORDS: Record<number, string> = {
  3600: `h hr hrs hour hours
    г год година години годину годин годинка годинки годинку
    ч час часа часов часик часика`,
  60: `m min mins minute minutes
    м хв хвилина хвилини хвилину хвилин хвилинка хвилинки хвилинку хвилинок
    мин минута минуты минуту минут минутка минутки минутку`,
  // The Cyrillic с alone is a preposition (`2ч 30 с Анной`), so it is no unit.
  1: `s sec secs second seconds
    сек секунда секунди секунду секунд секунды`,
};

const NUMERALS: Record<number, string> = {
  1: 'a an one одна одну один',
  2: 'two два дві две',
  3: 'three три',
  4: 'four чотири четыре',
  5: "five п'ять пять",
  6: 'six шість шесть',
  7: 'seven сім семь',
  8: 'eight вісім восемь',
  9: "nine дев'ять девять",
  10: 'ten десять',
  11: 'eleven одинадцять одиннадцать',
  12: 'twelve дванадцять двенадцать',
  15: "fifteen п'ятнадцять пятнадцать",
  20: 'twenty двадцять двадцать',
  25: 'twenty-five',
  30: 'thirty тридцять тридцать',
  35: 'thirty-five',
  40: 'forty сорок',
  45: 'forty-five',
  50: "fifty п'ятдесят пятьдесят",
  55: 'fifty-five',
};

const PARTS: Record<number, string> = {
  0.25: 'quarter чверть четверть',
  0.5: 'half пів пол',
  1.5: 'півтора півтори полтора полторы',
};

/** Written as one word; the hyphen of `пів-години` and `half-hour` is left out before they are looked up. */
const GLUED: ReadonlyMap<string, number> = new Map([
  ['halfhour', 1800],
  ['півгодини', 1800],
  ['півгодинки', 1800],
  ['полчаса', 1800],
  ['полчасика', 1800],
]);

const SECONDS_OF_UNIT = numbersByWord(UNIT_WORDS);
const VALUE_OF_NUMERAL = numbersByWord(NUMERALS);
const VALUE_OF_PART = numbersByWord(PARTS);
const AND = new Set([',', 'and', 'і', 'й', 'та', 'и']);
/** Full words that mean one of themselves: `годину`, `час с половиной`. */
const ONE_OF_ITSELF = new Set('hour minute годину година хвилину хвилина час минуту минута'.split(' '));
const AND_A_HALF = /^(?:and a half|(?:з|із|зі) половиною|с половиной)(?= |$)/u;
const OF_AN = /^(?:of )?an? /u;

const TOKEN = /\d{1,5}(?:[.,]\d{1,3})?(?![\d.,]*\d)|[\p{L}'-]+\.?|\S/gu;
const CLOCK = /^(\d{1,3}):([0-5]\d)(?: ?(\p{L}{1,7})\.?)?$/u;
const HOURS_THEN_MINUTES = /^(\d{1,3}) ?(?:h|г|год|ч)\.?([0-5]\d)$/u;

function numbersByWord(table: Record<number, string>): ReadonlyMap<string, number> {
  const entries = Object.entries(table).flatMap(([value, words]) =>
    words.split(/\s+/u).map((word) => [fold(word), Number(value)] as const),
  );
  return new Map(entries);
}

/**
 * Whole text → whole seconds, more than zero: `1h30m`, `1,5h`, `90 min`, `1:30` (h:mm), `1г 30хв`, `пів години`,
 * `полтора часа`, `an hour and a half`. A bare number and days are no duration.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const phrase = fold(text);
  const seconds = Math.round(clockSeconds(phrase) ?? phraseSeconds(phrase) ?? 0);
  return seconds > 0 ? seconds : undefined;
}

function clockSeconds(phrase: string): number | undefined {
  const clock = CLOCK.exec(phrase);
  if (clock) {
    const isHours = clock[3] === undefined || SECONDS_OF_UNIT.get(clock[3]) === 3600;
    return isHours ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 : undefined;
  }
  const joined = HOURS_THEN_MINUTES.exec(phrase);
  return joined ? Number(joined[1]) * 3600 + Number(joined[2]) * 60 : undefined;
}

function phraseSeconds(phrase: string): number | undefined {
  const tokens = phrase.match(TOKEN) ?? [];
  if (tokens.length > MOST_TOKENS) return undefined;
  let rest = tokens.map((token) => (/^\p{L}/u.test(token) ? token.replace(/\.$/u, '') : token));
  let total = 0;
  let smallestUnit = Number.POSITIVE_INFINITY;
  while (rest.length > 0) {
    if (total > 0 && AND.has(rest[0] ?? '')) rest = rest.slice(1);
    const part = readPart(rest, total === 0);
    // Units go down, each at most once: `1h 2h` and `30m 1h` are slips of the hand, not sums.
    if (!part || part.unit >= smallestUnit) return undefined;
    total += part.seconds;
    smallestUnit = part.unit;
    rest = part.rest;
  }
  return total;
}

interface Part {
  seconds: number;
  unit: number;
  rest: string[];
}

function readPart(tokens: string[], isFirst: boolean): Part | undefined {
  const [first = ''] = tokens;
  const glued = GLUED.get(first.replace('-', ''));
  if (glued !== undefined) return { seconds: glued, unit: 3600, rest: tokens.slice(1) };

  const amount = isFirst && ONE_OF_ITSELF.has(first) ? { value: 1, rest: tokens } : readAmount(tokens);
  if (!amount) return undefined;
  const [unitWord = '', ...rest] = amount.rest;
  const unit = SECONDS_OF_UNIT.get(unitWord);
  if (unit === undefined) return undefined;
  const half = takePhrase(rest, AND_A_HALF);
  return { seconds: (amount.value + (half ? 0.5 : 0)) * unit, unit, rest: half ?? rest };
}

function readAmount(tokens: string[]): { value: number; rest: string[] } | undefined {
  const [first = '', ...rest] = tokens;
  if (/^\d/u.test(first)) return withHalf(Number(first.replace(',', '.')), rest);

  const hasArticle = (first === 'a' || first === 'an') && VALUE_OF_PART.has(rest[0] ?? '');
  const part = VALUE_OF_PART.get(hasArticle ? (rest[0] ?? '') : first);
  if (part !== undefined) {
    const after = hasArticle ? rest.slice(1) : rest;
    return { value: part, rest: takePhrase(after, OF_AN) ?? after };
  }

  const numeral = VALUE_OF_NUMERAL.get(first);
  if (numeral === undefined) return undefined;
  const ones = VALUE_OF_NUMERAL.get(rest[0] ?? '') ?? 0;
  const isTensAndOnes = numeral >= 20 && numeral % 10 === 0 && ones > 0 && ones < 10;
  return isTensAndOnes ? { value: numeral + ones, rest: rest.slice(1) } : withHalf(numeral, rest);
}

function withHalf(value: number, rest: string[]): { value: number; rest: string[] } {
  const half = takePhrase(rest, AND_A_HALF);
  return half ? { value: value + 0.5, rest: half } : { value, rest };
}

/** What is left of the tokens behind a phrase of several words, or undefined where they do not start with it. */
function takePhrase(tokens: string[], phrase: RegExp): string[] | undefined {
  const match = phrase.exec(tokens.join(' '))?.[0].trim();
  return match === undefined ? undefined : tokens.slice(match.split(' ').length);
}
