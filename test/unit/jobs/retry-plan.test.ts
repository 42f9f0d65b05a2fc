import { describe, expect, it } from 'vitest';
import { retryPlan } from '../../../jobs/retry-plan.ts';
import { DeliveryError } from '../../../src/chat/chat-adapter.ts';

describe('a message that was not delivered', () => {
  it.each([
    ['unreachable', 'try elsewhere'],
    ['rejected', 'give up'],
    ['temporary', 'retry'],
    ['unknown', 'retry'],
  ] as const)('because of a problem that is %s: %s', (kind, next) => {
    expect(retryPlan(new DeliveryError(kind, 'why'), 1, 0)).toMatchObject({ next, reason: `${kind}: why` });
  });

  it.each([
    [1, 2],
    [2, 4],
    [5, 32],
    [9, 512],
    [10, 900],
    [5000, 900],
  ])('after %i attempts waits %i seconds', (attempts, afterSeconds) => {
    expect(retryPlan(new DeliveryError('temporary', ''), attempts, 0)).toMatchObject({ next: 'retry', afterSeconds });
  });

  it.each([
    [30, 30],
    [0.5, 2],
    [-7, 2],
    [Number.NaN, 2],
    [Number.POSITIVE_INFINITY, 86_400],
  ])('waits as long as the platform asks: %d → %d', (asked, afterSeconds) => {
    expect(retryPlan(new DeliveryError('temporary', '', asked), 1, 0)).toMatchObject({ afterSeconds });
  });

  it('spreads retries by up to a quarter, never earlier than asked', () => {
    expect(retryPlan(new DeliveryError('temporary', '', 40), 1, 1)).toMatchObject({ afterSeconds: 50 });
  });

  it('is given up when an unforeseen error does not pass, and never because of a limit', () => {
    expect(retryPlan(new TypeError('bug'), 14, 0).next).toBe('retry');
    expect(retryPlan(new TypeError('bug'), 15, 0).next).toBe('give up');
    expect(retryPlan(new DeliveryError('temporary', ''), 999, 0).next).toBe('retry');
  });
});
