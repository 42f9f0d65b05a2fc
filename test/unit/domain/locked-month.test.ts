import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId, TaskId, TimeEntryId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { instantOf, secondsBetween, toEpochMs } from '../../../src/domain/instant.ts';
import { changesWithin, partIn } from '../../../src/domain/locked-month.ts';
import type { Month } from '../../../src/domain/month.ts';
import { monthIn, stretchOfMonth } from '../../../src/domain/month.ts';
import type { TimeEntry } from '../../../src/domain/time-entry.ts';

const OCTOBER = '2026-10' as Month;
const KYIV = 'Europe/Kyiv';
const NOW = '2026-11-02T12:00:00.500Z' as Instant;

function entry(startedAt: string, stoppedAt: string | null, more: Partial<TimeEntry> = {}): TimeEntry {
  return {
    id: 1 as TimeEntryId,
    personId: 1 as PersonId,
    taskId: null,
    projectId: null,
    startedAt: startedAt as Instant,
    stoppedAt: stoppedAt as Instant | null,
    note: null,
    checkAt: null,
    createdAt: NOW,
    version: 1,
    ...more,
  };
}

describe('a month', () => {
  it('begins and ends by the clocks of a zone, which may change within it', () => {
    expect(stretchOfMonth(OCTOBER, KYIV)).toEqual({
      startedAt: '2026-09-30T21:00:00.000Z',
      stoppedAt: '2026-10-31T22:00:00.000Z',
    });
    expect(stretchOfMonth('2026-12' as Month, 'UTC').stoppedAt).toBe('2027-01-01T00:00:00.000Z');
    expect(stretchOfMonth('2027-02' as Month, 'UTC').stoppedAt).toBe('2027-03-01T00:00:00.000Z');
  });

  it('holds just the moments that are in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
        fc.constantFrom(KYIV, 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'),
        (epochMs, zone) => {
          const moment = instantOf(epochMs);
          const { startedAt, stoppedAt } = stretchOfMonth(monthIn(zone, moment), zone);
          expect(startedAt <= moment && moment < stoppedAt).toBe(true);
          expect(secondsBetween(startedAt, stoppedAt)).toBeGreaterThan(27 * 86_400);
          expect(monthIn(zone, instantOf(toEpochMs(stoppedAt)))).not.toBe(monthIn(zone, moment));
        },
      ),
    );
  });
});

describe('a change is seen in a month', () => {
  const month = stretchOfMonth(OCTOBER, 'UTC');
  const inside = entry('2026-10-05T09:00:00.000Z', '2026-10-05T10:00:00.000Z');
  const outside = entry('2026-11-01T00:00:00.000Z', '2026-11-01T01:00:00.000Z');
  const over = entry('2026-10-31T23:00:00.000Z', '2026-11-01T02:00:00.000Z');
  const runs = entry('2026-10-31T23:00:00.000Z', null);

  it.each<[string, TimeEntry | null, TimeEntry | null, boolean]>([
    ['time is added', null, inside, true],
    ['time beside it is added', null, outside, false],
    ['time is taken away', inside, null, true],
    ['time comes into it', outside, inside, true],
    ['time goes out of it', inside, outside, true],
    ['another task', inside, { ...inside, taskId: 3 as TaskId }, true],
    ['another note', inside, { ...inside, note: 'layout' }, true],
    ['nothing is new', inside, { ...inside, version: 2 }, false],
    ['only what lies beyond it changes', over, { ...over, stoppedAt: '2026-11-01T03:00:00.000Z' as Instant }, false],
    ['it loses what lay beyond its end', over, { ...over, stoppedAt: '2026-10-31T23:30:00.000Z' as Instant }, true],
    ['a timer stops now', runs, { ...runs, stoppedAt: '2026-11-02T12:00:00.000Z' as Instant, note: 'sent' }, false],
    ['a timer stops within it', runs, { ...runs, stoppedAt: '2026-10-31T23:30:00.000Z' as Instant }, true],
    ['a timer is thrown away', runs, null, true],
    ['an entry of no length is added', null, entry('2026-10-05T09:00:00.000Z', '2026-10-05T09:00:00.000Z'), true],
    ['one is added where it begins', null, entry('2026-10-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'), true],
    ['one is added where it ends', null, entry('2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'), false],
  ])('when %s', (_, before, after, isSeen) => {
    expect(changesWithin(month, before, after, NOW)).toBe(isSeen);
  });

  it('stops a timer in the very month that is locked', () => {
    const now = '2026-10-20T12:00:00.700Z' as Instant;
    const running = entry('2026-10-20T11:00:00.000Z', null);
    const stopped = { ...running, stoppedAt: '2026-10-20T12:00:00.000Z' as Instant };
    expect(changesWithin(month, running, stopped, now)).toBe(false);
    expect(partIn(month, running, now)).toEqual({ startedAt: running.startedAt, stoppedAt: stopped.stoppedAt });
  });
});
