import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionCandidates } from '../../../src/language/mention.ts';

describe('mentionCandidates', () => {
  it.each([
    ['@Anna Kovalenko please', ['anna', 'anna kovalenko', 'anna kovalenko please']],
    ['@anna', ['anna']],
    ['Banner @anna.k #prostor', ['anna.k']],
    ['Banner @anna, please look', ['anna']],
    ['Banner for @anna.', ['anna']],
    ['@J. Smith', ['j', 'j. smith']],
    ['@Мар’яна Дем’яненко', ["мар'яна", "мар'яна дем'яненко"]],
    ['@Алёна', ['алена']],
    ['@anna_k-2 done', ['anna_k-2', 'anna_k-2 done']],
    ['@U0123ABC', ['u0123abc']],
    ['(for @anna)', ['anna']],
    ['will @anna?', ['anna']],
    ['@anna @bob', ['anna', 'bob']],
    ['@anna !high', ['anna']],
    ['@anna\nKovalenko', ['anna']],
    ['@anna @anna', ['anna']],
    ['@', []],
    ['@ anna', []],
    ['@@anna', []],
    ['@...', []],
    ['@-', []],
    ['mail@example.com', []],
    ['@anna@example.com', []],
    ['@anna/bob', []],
    ['', []],
  ])('finds in %j the names %j', (text, names) => {
    expect(mentionCandidates(text)).toEqual(names);
  });

  it('gives at most 20 candidates', () => {
    const text = Array.from({ length: 30 }, (_, i) => `@a${i} b c`).join(' ');
    expect(mentionCandidates(text)).toHaveLength(20);
  });

  it('takes no word of more than 64 letters for a name', () => {
    expect(mentionCandidates(`@${'a'.repeat(64)}`)).toHaveLength(1);
    expect(mentionCandidates(`@${'a'.repeat(65)}`)).toEqual([]);
  });

  it.each(['@', '@ ', '@a', '@a ', 'a', ' ', '@a\t\t', "@'", '@a.', '@.'])(
    'reads 40,000 characters of %j at once',
    (unit) => {
      const started = performance.now();
      mentionCandidates(unit.repeat(40_000 / unit.length));
      mentionCandidates(`@a${unit.repeat(40_000)}`);
      expect(performance.now() - started).toBeLessThan(1000);
    },
  );

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(mentionCandidates(`@${text}`).length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
