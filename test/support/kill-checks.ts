import { expect } from 'vitest';
import type { createGifts } from './kill-ledger.ts';
import { countsOf } from './kill-ledger.ts';
import type { Step } from './kill-work.ts';
import { GIVE, WORK } from './kill-work.ts';

/**
 * What was confirmed is there, and nothing is there twice.
 * @param confirmed the keys of what must be there by each step
 * @returns how many commands that were
 */
export function expectEachDoneOnce(file: string, about: string, confirmed: (step: Step) => readonly string[]): number {
  let commands = 0;
  for (const step of [GIVE, ...WORK]) {
    const counts = countsOf(file, step.traces);
    const keys = confirmed(step);
    commands += keys.length;
    expect(
      keys.filter((key) => !counts.has(key)),
      `${about}, missing: ${step.traces}`,
    ).toEqual([]);
    expect(
      [...counts].filter(([, n]) => n > 1),
      `${about}, twice: ${step.traces}`,
    ).toEqual([]);
  }
  return commands;
}

/**
 * Whoever was given something was told of it, once more at most for each time it was being sent at a kill, and never
 * again when that was recorded.
 * @returns how many were told, and how many copies came beside
 */
export function expectAllTold(file: string, about: string, gifts: ReturnType<typeof createGifts>) {
  const posted = gifts.posted();
  const given = [...countsOf(file, GIVE.traces).keys()].sort();
  const owed = gifts.ledger().map(({ key }) => key);
  expect(owed.sort(), about).toEqual(given);
  expect([...posted.keys()].sort(), `${about}, told`).toEqual(given);
  for (const [key, count] of posted) {
    expect(count, `${about}, copies of ${key}`).toBeLessThanOrEqual(gifts.most.get(key) ?? 1);
    expect(count, `${about}, ${key} was recorded`).toBe(gifts.recorded.get(key) ?? count);
  }
  return { told: given.length, copies: [...posted.values()].reduce((sum, count) => sum + count - 1, 0) };
}
