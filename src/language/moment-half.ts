import { matchWords, readOneOf, wordAt } from './moment-cursor.ts';
import type { Token } from './moment-tokens.ts';

const HOURS_ON = 'першу другу третю четверту пяту шосту сьому восьму девяту десяту одинадцяту дванадцяту'.split(' ');
const HOURS_OF =
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'.split(
    ' ',
  );

const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const PAST_OR_TO: readonly (readonly [string, number])[] = [
  ['half past', 30],
  ['quarter past', 15],
  ['a quarter past', 15],
  ['quarter to', -15],
  ['a quarter to', -15],
];

interface Half {
  hour: number;
  minute: number;
  next: number;
}

/**
 * Half an hour before the hour that is named: `пів на десяту`, `половине десятого`, `полдесятого` are 9:30, and so is
 * `half past nine`; `quarter to ten` is 9:45.
 * @returns the hour, 12 for the half before one, and the index behind the phrase
 */
export function readHalfHour(tokens: readonly Token[], at: number): Half | undefined {
  const english = readOneOf(PAST_OR_TO, tokens, at);
  if (english) return pastOrTo(tokens[english.next], english.value, english.next + 1);
  const on = matchWords(tokens, at, 'пів на');
  if (on !== undefined) return halfBefore(HOURS_ON.indexOf(wordAt(tokens, on) ?? ''), on + 1);
  const word = wordAt(tokens, at) ?? '';
  if (word === 'половине' || word === 'половина') {
    return halfBefore(HOURS_OF.indexOf(wordAt(tokens, at + 1) ?? ''), at + 2);
  }
  return word.startsWith('пол') ? halfBefore(HOURS_OF.indexOf(word.slice(3)), at + 1) : undefined;
}

/** @param index of the hour named, counted from one o'clock; negative where none is */
function halfBefore(index: number, next: number): Half | undefined {
  return index < 0 ? undefined : { hour: index === 0 ? 12 : index, minute: 30, next };
}

/** @param minutes after that hour; negative before it */
function pastOrTo(token: Token | undefined, minutes: number, next: number): Half | undefined {
  const said = token?.kind === 'number' ? token.value : token?.kind === 'word' ? HOURS.indexOf(token.word) + 1 : 0;
  if (said < 1 || said > 12) return undefined;
  if (minutes > 0) return { hour: said, minute: minutes, next };
  return { hour: said === 1 ? 12 : said - 1, minute: 60 + minutes, next };
}
