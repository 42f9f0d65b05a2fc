import { expect, it } from 'vitest';
import { createStrangers } from '../../../../adapters/telegram/requests/strangers.ts';

it('answers a stranger ten times a minute, and again in the next', () => {
  let now = 0;
  const strangers = createStrangers(() => now);
  const times = (count: number, who: string) =>
    Array.from({ length: count }, () => strangers.mayBeAnswered(who)).filter(Boolean).length;
  expect(times(50, '1')).toBe(10);
  expect(times(1, '2')).toBe(1);
  now = 59_999;
  expect(times(1, '1')).toBe(0);
  now = 60_000;
  expect(times(50, '1')).toBe(10);
});

it('leaves room for everybody else when there are thousands of them', () => {
  const strangers = createStrangers(() => 0);
  const answered = Array.from({ length: 5000 }, (_, i) => strangers.mayBeAnswered(String(i))).filter(Boolean);
  expect(answered).toHaveLength(300);
});
