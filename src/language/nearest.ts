import { fold } from '../domain/fold.ts';

const LONGEST_WORD = 40;

/**
 * The candidates closest to a mistyped word, best first, as they were given. Near is a distance of at most 1 for words
 * of 3 or 4 letters, at most 2 from 5 letters on; what begins with the word is near as well.
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  if (word.length > LONGEST_WORD * 2) return [];
  const wanted = Array.from(fold(word));
  if (wanted.length === 0 || wanted.length > LONGEST_WORD) return [];
  const ranked: { candidate: string; score: number; lengthGap: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate.length > LONGEST_WORD * 2) continue;
    const letters = Array.from(fold(candidate));
    const score = scoreOf(wanted, letters);
    if (score !== undefined) ranked.push({ candidate, score, lengthGap: Math.abs(letters.length - wanted.length) });
  }
  ranked.sort((a, b) => a.score - b.score || a.lengthGap - b.lengthGap);
  return ranked.slice(0, most).map(({ candidate }) => candidate);
}

function allowedDistance(length: number): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : 2;
}

function scoreOf(wanted: string[], letters: string[]): number | undefined {
  const allowed = allowedDistance(wanted.length);
  if (Math.abs(letters.length - wanted.length) <= allowed) {
    const distance = distanceBetween(wanted, letters);
    if (distance <= allowed) return distance;
  }
  return letters.length > 0 && wanted.every((letter, i) => letters[i] === letter) ? 1 : undefined;
}

/** Damerau-Levenshtein (optimal string alignment): a swap of neighbours, a wrong, missing or extra letter cost 1. */
export function distanceBetween(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: number[], i: number): number {
  return row[i] ?? Number.POSITIVE_INFINITY;
}
