import { describe, expect, it } from 'vitest';
import { createSeen } from '../../../src/chat/seen.ts';

describe('a request that came before', () => {
  it('is known again', () => {
    const seen = createSeen();
    expect([seen.note('a'), seen.note('b'), seen.note('a'), seen.note('b')]).toEqual([true, true, false, false]);
  });

  it('is known while ten thousand others come, and forgotten when many more have', () => {
    const seen = createSeen();
    for (let n = 0; n <= 20_000; n++) seen.note(`request ${n}`);
    expect(seen.note('request 10001')).toBe(false);
    expect(seen.note('request 0')).toBe(true);
  });
});
