/** English: one or more. */
export function pluralEn(count: number, one: string, other: string): string {
  return Math.abs(count) === 1 ? one : other;
}

/**
 * Ukrainian and Russian: 1, 21, 31 … take the first form, 2–4, 22–24 … the second, all others the third; 11–14
 * always the third.
 */
export function pluralSlavic(count: number, one: string, few: string, many: string): string {
  const tens = Math.abs(count) % 100;
  const ones = tens % 10;
  if (tens >= 11 && tens <= 14) return many;
  if (ones === 1) return one;
  return ones >= 2 && ones <= 4 ? few : many;
}
