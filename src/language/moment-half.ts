import { matchWords, wordAt } from './moment-cursor.ts';
import type { Token } from './moment-tokens.ts';

const HOURS_ON = 'першу другу третю четверту пяту шосту сьому восьму девяту десяту одинадцяту дванадцяту'.split(' ');
const HOURS_OF =
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'.split(
    ' ',
  );

/**
 * Half an hour before the hour that is named: `пів на десяту`, `половине десятого`, `полдесятого` are 9:30.
 * @returns the hour, 12 for the half before one, and the index behind the phrase
 */
export function readHalfHour(tokens: readonly Token[], at: number): { hour: number; next: number } | undefined {
  const on = matchWords(tokens, at, 'пів на');
  if (on !== undefined) return halfBefore(HOURS_ON.indexOf(wordAt(tokens, on) ?? ''), on + 1);
  const word = wordAt(tokens, at) ?? '';
  if (word === 'половине' || word === 'половина') {
    return halfBefore(HOURS_OF.indexOf(wordAt(tokens, at + 1) ?? ''), at + 2);
  }
  return word.startsWith('пол') ? halfBefore(HOURS_OF.indexOf(word.slice(3)), at + 1) : undefined;
}

/** @param index of the hour named, counted from one o'clock; negative where none is */
function halfBefore(index: number, next: number): { hour: number; next: number } | undefined {
  return index < 0 ? undefined : { hour: index === 0 ? 12 : index, next };
}
