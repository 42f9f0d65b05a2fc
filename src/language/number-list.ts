const LARGEST = 2 ** 31 - 1;
const MOST_NUMBERS = 50;
/** So many in a row are a list, whatever follows: nobody's result begins with two more numbers. */
const MANY_NUMBERS = 3;

// № is where # is on Ukrainian and Russian keyboards, and т is the letter they have for T.
const NUMBER_WORD = /([#№tт])?(\d{1,16})(?:(?=,)|[.:;]?(?=\s|$))/iuy;
const SEPARATOR = /[^\S\n\r\u2028\u2029]*(,?)[^\S\n\r\u2028\u2029]*/uy;

/** A task number as people write it: `12`, `#12`, `T12`; undefined for anything else, zero, and above 2**31-1. */
export function parseTaskNumber(word: string): number | undefined {
  const digits = /^[#№tт]?(\d{1,16})$/iu.exec(word)?.[1];
  const value = Number(digits);
  return digits !== undefined && value >= 1 && value <= LARGEST ? value : undefined;
}

/**
 * The task numbers a text starts with, each once and at most 50, and the rest as typed, trimmed.
 *
 * A result may itself start with a number (`12 3 banners delivered`), so a bare number after the first counts only
 * where it touches a comma, where a number that counts follows it, where three or more stand in a row, or where the
 * whole first line is numbers.
 * A number with its `#` or `T` always counts.
 */
export function takeTaskNumbers(text: string): { numbers: number[]; rest: string } {
  const trimmed = text.trim();
  const found: { number: number; end: number }[] = [];
  let counted = 0;
  let position = 0;
  let isAfterComma = false;
  let hasAmount = false;
  while (found.length < MOST_NUMBERS) {
    NUMBER_WORD.lastIndex = position;
    const match = NUMBER_WORD.exec(trimmed);
    const number = match?.[2] === undefined ? undefined : parseTaskNumber(match[2]);
    if (!match || number === undefined) break;
    SEPARATOR.lastIndex = NUMBER_WORD.lastIndex;
    const isBlankBefore: boolean = found.length > 0 && !isAfterComma && match[1] === undefined;
    // In `12 1,5 hours` and `12 1,000 copies` the comma is inside a number of the text.
    const isInNumber: boolean =
      isBlankBefore && /^,\d/.test(trimmed.slice(NUMBER_WORD.lastIndex, NUMBER_WORD.lastIndex + 2));
    const isBeforeComma: boolean = SEPARATOR.exec(trimmed)?.[1] === ',' && !isInNumber;
    position = SEPARATOR.lastIndex;
    hasAmount ||= isInNumber;
    found.push({ number, end: position });
    if (found.length === 1 || match[1] !== undefined || isAfterComma || isBeforeComma) counted = found.length;
    isAfterComma = isBeforeComma;
  }
  if (position === trimmed.length || /[\n\r\u2028\u2029]/u.test(trimmed.charAt(position))) counted = found.length;
  if (!hasAmount && found.length >= MANY_NUMBERS) counted = found.length;
  const taken = found.slice(0, counted);
  return {
    numbers: [...new Set(taken.map(({ number }) => number))],
    rest: trimmed.slice(taken.at(-1)?.end ?? 0).trim(),
  };
}
