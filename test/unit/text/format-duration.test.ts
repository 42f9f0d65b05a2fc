import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../src/text/format-duration.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 min', '0 хв', '0 мин'],
    [0.4, 'under 1 min', 'менше 1 хв', 'меньше 1 мин'],
    [59, 'under 1 min', 'менше 1 хв', 'меньше 1 мин'],
    [60, '1 min', '1 хв', '1 мин'],
    [89, '1 min', '1 хв', '1 мин'],
    [90, '2 min', '2 хв', '2 мин'],
    [2700, '45 min', '45 хв', '45 мин'],
    [3569, '59 min', '59 хв', '59 мин'],
    [3570, '1 h', '1 год', '1 ч'],
    [3600, '1 h', '1 год', '1 ч'],
    [5400, '1 h 30 min', '1 год 30 хв', '1 ч 30 мин'],
    [7200, '2 h', '2 год', '2 ч'],
    [86_400, '24 h', '24 год', '24 ч'],
    [360_060, '100 h 1 min', '100 год 1 хв', '100 ч 1 мин'],
  ])('says %d seconds in three languages', (seconds, en, uk, ru) => {
    expect([formatDuration(seconds, 'en'), formatDuration(seconds, 'uk'), formatDuration(seconds, 'ru')]).toEqual([
      en,
      uk,
      ru,
    ]);
  });

  it.each([-1, -3600, Number.NaN])('says nothing has passed for %d', (seconds) => {
    expect(formatDuration(seconds, 'en')).toBe('0 min');
  });
});
