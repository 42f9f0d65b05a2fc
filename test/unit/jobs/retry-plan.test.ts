import { describe, expect, it } from 'vitest';
import { type Failure, retryPlan } from '../../../jobs/retry-plan.ts';
import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import { addSeconds, type Instant } from '../../../src/domain/instant.ts';
import type { Attempts } from '../../../src/ports/messages.ts';

const NOW = '2026-11-27T09:00:00.000Z' as Instant;
const DAY = 86_400;

function planFor(error: unknown, before: Partial<Attempts> = {}, more: Partial<Failure> = {}) {
  const attempts = { count: 0, unclear: 0, firstAt: null, ...before };
  return retryPlan({ error, isLate: false, attempts, now: NOW, chance: 0, ...more });
}

function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('socket'), { code }) });
}

const temporary = (retryAfterSeconds?: number) => new DeliveryError('temporary', 'limited', retryAfterSeconds);

describe('a message that was not delivered', () => {
  it.each([
    ['unreachable', 'try elsewhere'],
    ['rejected', 'give up'],
    ['temporary', 'retry'],
    ['unknown', 'retry'],
  ] as const)('because of a problem that is %s: %s', (kind, next) => {
    expect(planFor(new DeliveryError(kind, 'why'))).toMatchObject({ next, reason: `${kind}: why` });
  });

  it.each([
    [0, 2],
    [1, 4],
    [4, 32],
    [8, 512],
    [9, 900],
    [5000, 900],
  ])('after %i failures before waits %i seconds', (count, afterSeconds) => {
    expect(planFor(temporary(), { count })).toMatchObject({ next: 'retry', afterSeconds, isUnclear: false });
  });

  it.each([
    [30, 30],
    [0.5, 2],
    [-7, 2],
    [Number.NaN, 2],
    [Number.POSITIVE_INFINITY, 86_400],
  ])('waits as long as the platform asks: %d → %d', (asked, afterSeconds) => {
    expect(planFor(temporary(asked))).toMatchObject({ afterSeconds });
  });

  it('spreads retries by up to a quarter, never earlier than asked', () => {
    expect(planFor(temporary(40), {}, { chance: 1 })).toMatchObject({ afterSeconds: 50 });
  });

  it.each([
    ['a limit', temporary()],
    ['a lost response', new DeliveryError('unknown', 'lost')],
    ['a network that is down', networkError('ECONNREFUSED')],
    ['a network that breaks off', networkError('ECONNRESET')],
  ])('because of %s is tried for three days, however often, and expires then', (_, error) => {
    const before = { count: 400, unclear: 40 };
    expect(planFor(error, { ...before, firstAt: addSeconds(NOW, 1 - 3 * DAY) }).next).toBe('retry');
    expect(planFor(error, { ...before, firstAt: addSeconds(NOW, -3 * DAY) })).toMatchObject({
      next: 'expire',
      reason: expect.stringMatching(/^tried since 2026-11-24T09:00:00.000Z, last (temporary|unknown): /),
    });
  });

  it('is sent again at most six times in those days where it may have arrived', () => {
    let seconds = 0;
    let copies = 1;
    for (let unclear = 0; ; unclear += 1) {
      const firstAt = unclear === 0 ? null : addSeconds(NOW, -seconds);
      const plan = planFor(new DeliveryError('unknown', 'lost'), { count: unclear, unclear, firstAt });
      if (plan.next !== 'retry') break;
      expect(plan.isUnclear).toBe(true);
      seconds += plan.afterSeconds;
      copies += 1;
    }
    expect(copies).toBe(7);
  });

  it.each([
    ['an error that nobody foresaw', new TypeError('bug'), false],
    ['a messenger that never answered', new DeliveryError('unknown', 'no answer'), true],
  ])('because of %s is sent again at most twice', (_, error, isLate) => {
    expect(planFor(error, { count: 90, unclear: 1 }, { isLate }).next).toBe('retry');
    expect(planFor(error, { count: 90, unclear: 2 }, { isLate })).toMatchObject({
      next: 'give up',
      reason: expect.stringMatching(/^outcome unknown 3 times, last unknown: /),
    });
  });

  it('is not counted as sent where the adapter could still say that it was not', () => {
    expect(planFor(temporary(), { unclear: 9 }, { isLate: true })).toMatchObject({ next: 'retry', isUnclear: false });
  });
});
