import { describe, expect, it } from 'vitest';
import { createSeen } from '../../../src/chat/seen.ts';

describe('a request that came before', () => {
  it('is known again', () => {
    const seen = createSeen();
    expect([seen.note('a'), seen.note('b'), seen.note('a'), seen.note('b')]).toEqual([true, true, false, false]);
  });

  it('is forgotten when thousands have come since, first come first', () => {
    const seen = createSeen();
    for (let n = 0; n <= 10_000; n++) seen.note(`request ${n}`);
    expect(seen.note('request 1')).toBe(false);
    expect(seen.note('request 0')).toBe(true);
  });
});
