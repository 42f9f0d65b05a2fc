import type { Phrase } from './moment-phrase.ts';
import type { Token } from './moment-tokens.ts';
import { MONTHS, PART_CASES, RELATIVE_DAYS, UNITS, WEEKDAYS, wordSet } from './moment-words.ts';

/** The words next to a phrase in a title, as `wordKey` makes them, the nearest first. */
interface Neighbours {
  edge: 'start' | 'end';
  near: readonly string[];
  isDateLike: (word: string) => boolean;
}

/** After these a date is part of the sentence: `report for friday`, `звіт за вчора`, `every monday`, `до и 5 мая`. */
const BINDING_BEFORE = wordSet(`
  for from since of after to than every each not between and or vs about last past all during per with without & + /
  by until till before on at due
  за з із зі с со від от из після после по про щодо та і й и або чи или между між не раніше раньше пізніше позже
  позднее кожен кожну кожного кожної каждый каждую каждого каждой каждое увесь всю весь всі все протягом
  до к ко на в во у о об без для через
`);

/** Before these a date is part of the sentence: `in 2 days of work`, `27 nov and 3 dec`, `через тиждень після`. */
const BINDING_AFTER = wordSet(`
  of and or after before from & + / та і й и або чи или після после перед від от
`);
const RANGE_TO = wordSet('to until till до по');

const FROM = wordSet('from between з із зі с со від от between між между');
const UP_TO = wordSet('until till before');
const ARTICLES = wordSet('the a an my our your that');
/** Between a title and its date they part the two: `Banner – friday`; between two dates they make a range. */
export const DASHES = wordSet('- — ~ |');

/** Black Friday, Великий четвер: what stands before makes the weekday a name. */
const NAMING =
  /^(?:black|good|cyber|happy|casual|holy|ash|palm|easter|super|giving|fat|bloody|(?:чорн|черн|добр|страсн|велик|чист|вербн|к[иі]бер|світл|светл|щаслив|счастлив|прощен)\p{L}*)$/u;

/** Next to these `1.12` is a version or an amount. */
export const VERSIONED = wordSet(`
  v ver vers version версія версію версії версия версию версии верс node nodejs python php java ios android macos ubuntu
  debian windows chrome firefox postgres postgresql mysql react vue angular laravel django typescript wordpress nginx 1с 1c
`);
const MEASURES = wordSet(
  'грн uah usd eur руб $ € ₴ % кг kg г гр км km м m мм mm см cm мб mb гб gb tb тб px мл л шт pcs',
);

/** Whether a phrase at the edge of a title is a deadline and not a part of the title. */
export function isClear(phrase: Phrase, tokens: readonly Token[], { edge, near, isDateLike }: Neighbours): boolean {
  if (!isClearAlone(phrase, edge, near.length === 0)) return false;
  const [nearest = ''] = near;
  const startsWithWeekday = !phrase.lead && phrase.day?.kind === 'weekday' && phrase.day.isBare;
  if (edge === 'start') {
    if (BINDING_AFTER.has(nearest)) return false;
    if ((DASHES.has(nearest) || RANGE_TO.has(nearest)) && isDateLike(near[1] ?? '')) return false;
    if (isNumeric(tokens.at(-1)) && (MEASURES.has(nearest) || UNITS.has(nearest))) return false;
  } else {
    if (BINDING_BEFORE.has(nearest) || isEndOfRange(near, isDateLike)) return false;
    if (startsWithWeekday && (NAMING.test(nearest) || ARTICLES.has(nearest))) return false;
    // `5 пт` counts points; `Windows 11 friday` counts nothing.
    if (startsWithWeekday && isShortWord(tokens) && /^\d+$/.test(nearest)) return false;
  }
  return !(isBareDotted(phrase) && near.some((word) => VERSIONED.has(word)));
}

function isClearAlone({ clarity, lead, day, time }: Phrase, edge: 'start' | 'end', isAll: boolean): boolean {
  const isAfterNa = lead?.preposition?.word === 'на';
  if (isAfterNa && day?.kind === 'period' && day.isGoal) return false;
  if (isAfterNa && !day && time?.counted) return false;
  switch (clarity) {
    case 'clear':
      return true;
    case 'at-end':
      return edge === 'end' || lead !== undefined;
    case 'with-lead':
      return lead !== undefined;
    case 'with-lead-at-end':
      return edge === 'end' && lead !== undefined;
    case 'past':
      // `what broke yesterday` is a title, `Report by yesterday` is a slip.
      return isAll || (edge === 'end' && isAnnounced(lead));
    case 'in-company':
    case 'never':
      return false;
  }
}

/** `everything until yesterday` and `logs before yesterday` speak of what has been. */
function isAnnounced(lead: Phrase['lead']): boolean {
  if (!lead) return false;
  return lead.nounWords > 0 || (lead.preposition?.kind === 'due' && !UP_TO.has(lead.preposition.word));
}

/** `с 9 до 18:00`, `27 nov – 3 dec` */
function isEndOfRange(near: readonly string[], isDateLike: (word: string) => boolean): boolean {
  if (DASHES.has(near[0] ?? '')) return isDateLike(near[1] ?? '');
  const other = near.findIndex((word) => !isDateLike(word));
  return other > 0 && FROM.has(near[other] ?? '');
}

function isBareDotted({ day, time }: Phrase): boolean {
  return day?.kind === 'date' && day.dotted && !time;
}

function isShortWord(tokens: readonly Token[]): boolean {
  const [token] = tokens;
  return tokens.length === 1 && token?.kind === 'word' && token.word.length <= 2;
}

function isNumeric(token: Token | undefined): boolean {
  return token?.kind === 'dotted' || token?.kind === 'clock' || token?.kind === 'number' || token?.kind === 'date';
}

const DATE_WORDS: readonly { has(word: string): boolean }[] = [
  MONTHS,
  WEEKDAYS,
  PART_CASES,
  new Set(RELATIVE_DAYS.map(([text]) => text)),
];

/** Whether a date could be made of it: then it may be the other end of a range. */
export function isDateLike(tokens: readonly Token[] | undefined): boolean {
  return (
    tokens !== undefined &&
    tokens.length > 0 &&
    tokens.every((token) =>
      token.kind === 'word' ? DATE_WORDS.some((table) => table.has(token.word)) : token.kind !== 'offset',
    )
  );
}
