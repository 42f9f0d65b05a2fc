import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../src/text/cut-text.ts';
import { LONG_TEXTS } from '../../support/hostile.ts';
import { longText } from '../adapters/slack/random-reply.ts';

describe('a text too long for one block', () => {
  it('is cut after a line', () => {
    expect(cutText('one two\nthree four', 12)).toEqual(['one two\n', 'three four']);
  });

  it('is cut after a word', () => {
    expect(cutText('one two three', 10)).toEqual(['one two ', 'three']);
  });

  it('is cut between two characters as people see them', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(cutText(family.repeat(3), family.length + 4)).toEqual([family, family, family]);
  });

  it('is not cut within half a character, however long what people see as one is', () => {
    expect(cutText('👍\u200d'.repeat(10), 4).every((part) => !/\p{Surrogate}/u.test(part))).toBe(true);
  });

  it('waits for the next block when the room left would tear a word', () => {
    expect(cutText('word word', 6, 2)).toEqual(['', 'word ', 'word']);
  });

  it.each(LONG_TEXTS.map((text) => [text.slice(0, 10), text]))('loses nothing of %j…', (_, text) => {
    const parts = cutText(text, 3000);
    expect(parts.join('')).toBe(text);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(3000);
  });

  it('loses nothing and stays within its limit, whatever the text', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 2, max: 100 }), fc.nat({ max: 100 }), (text, max, room) => {
        const parts = cutText(text, max, Math.min(room, max));
        return parts.join('') === text && parts.every((part) => part.length <= max);
      }),
    );
  });
});
