import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import { instantOf, toEpochMs } from '../../../src/domain/instant.ts';

const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

describe('an instant', () => {
  it('is written and read as the machine does it, in all years there can be', () => {
    const moments = fc.oneof(
      fc.integer({ min: FIRST_MS, max: LAST_MS }),
      fc.constantFrom(FIRST_MS, LAST_MS, -1, 0, 1, 951_782_400_000 - 1),
    );
    fc.assert(
      fc.property(moments, (epochMs) => {
        const instant = new Date(epochMs).toISOString();
        expect(instantOf(epochMs)).toBe(instant);
        expect(toEpochMs(instant as Instant)).toBe(epochMs);
      }),
    );
  });

  it('is cut to the millisecond', () => {
    expect(instantOf(1.9)).toBe('1970-01-01T00:00:00.001Z');
    expect(instantOf(-1.9)).toBe('1969-12-31T23:59:59.999Z');
  });

  it('is not made of what is no moment', () => {
    for (const epochMs of [Number.NaN, Number.POSITIVE_INFINITY, 9e15])
      expect(() => instantOf(epochMs)).toThrow(RangeError);
    expect(toEpochMs('yesterday' as Instant)).toBeNaN();
  });
});
