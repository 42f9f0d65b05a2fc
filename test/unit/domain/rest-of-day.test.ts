import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId, TimeEntryId } from '../../../src/domain/ids.ts';
import type { CalendarDate, TimeOfDay } from '../../../src/domain/instant.ts';
import { instantAt, instantOf, secondsBetween, timeIn } from '../../../src/domain/instant.ts';
import { DEFAULT_WORKING_HOURS } from '../../../src/domain/person.ts';
import { restOfDay } from '../../../src/domain/rest-of-day.ts';
import type { TimeEntry } from '../../../src/domain/time-entry.ts';
import { entryOf } from '../../data/records.ts';

const ZONE = 'Europe/Kyiv';
const TODAY = '2026-11-23' as CalendarDate;
const WORKER = { zone: ZONE, workingHours: DEFAULT_WORKING_HOURS };

const clock = (time: string) => instantAt(TODAY, time as TimeOfDay, ZONE);

/** `9:00-10:00`, or `15:00-` for a timer that runs */
function entries(...ranges: string[]): TimeEntry[] {
  return ranges.map((range, i) => {
    const [from = '', to = ''] = range.split('-');
    return { ...entryOf(1 as PersonId, clock(from), to === '' ? null : clock(to)), id: (i + 1) as TimeEntryId };
  });
}

function restAt(now: string, ...ranges: string[]): string | undefined {
  const rest = restOfDay(TODAY, clock(now), entries(...ranges), WORKER);
  return rest && `${timeIn(ZONE, rest.startedAt)}-${timeIn(ZONE, rest.stoppedAt)}`;
}

describe('the rest of a working day', () => {
  it.each([
    ['is all of it up to now, where nothing is logged', '17:45', [], '09:00-17:45'],
    ['ends with the working day', '19:30', [], '09:00-18:00'],
    ['lies in the largest free part', '17:45', ['10:00-12:00'], '12:00-17:45'],
    ['is no longer than what is left to log', '17:00', ['06:00-09:00', '09:30-10:00'], '10:00-15:30'],
    ['leaves alone a timer that runs', '17:00', ['11:00-'], '09:00-11:00'],
    ['takes no account of a minute that is not over', '09:00', [], undefined],
    ['is nothing before work begins', '08:00', [], undefined],
    ['is nothing where all is logged', '18:00', ['09:00-18:00'], undefined],
    ['is nothing where as much is logged elsewhere in the day', '18:00', ['00:00-09:00'], undefined],
    ['is nothing where nothing is free', '12:00', ['09:00-12:00'], undefined],
  ])('%s', (_, now, logged, rest) => {
    expect(restAt(now, ...logged)).toBe(rest);
  });

  it('is nothing on a free day', () => {
    const saturday = '2026-11-28' as CalendarDate;
    expect(restOfDay(saturday, instantOf(Date.parse('2026-11-28T16:00:00Z')), [], WORKER)).toBeUndefined();
  });

  it('is an hour longer or shorter where the clocks change within it', () => {
    const night = { zone: ZONE, workingHours: { starts: '02:00', ends: '05:00', days: [7] } as never };
    const hours = (on: string) => {
      const rest = restOfDay(on as CalendarDate, instantOf(Date.parse(`${on}T12:00:00Z`)), [], night);
      return rest && secondsBetween(rest.startedAt, rest.stoppedAt) / 3600;
    };
    expect([hours('2026-10-25'), hours('2026-03-29')]).toEqual([4, 2]);
  });

  it('never lies on logged time, after now, outside of work, or makes the day longer than it is', () => {
    const minutes = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(minutes(300), minutes(200)), { maxLength: 6 }),
        minutes(1439),
        (gaps, nowMinute) => {
          const startMs = Date.parse(clock('00:00'));
          const logged: TimeEntry[] = [];
          let cursor = 0;
          for (const [gap, length] of gaps) {
            const from = cursor + gap;
            cursor = from + length;
            if (cursor > nowMinute) break;
            const [startedAt, stoppedAt] = [instantOf(startMs + from * 60_000), instantOf(startMs + cursor * 60_000)];
            logged.push({ ...entryOf(1 as PersonId, startedAt, stoppedAt), id: (logged.length + 1) as TimeEntryId });
          }
          const now = instantOf(startMs + nowMinute * 60_000);
          const rest = restOfDay(TODAY, now, logged, WORKER);
          if (!rest) return;
          const spent = logged.reduce((sum, entry) => sum + secondsBetween(entry.startedAt, entry.stoppedAt ?? now), 0);
          expect(rest.startedAt >= clock('09:00') && rest.stoppedAt <= clock('18:00') && rest.stoppedAt <= now).toBe(
            true,
          );
          expect(spent + secondsBetween(rest.startedAt, rest.stoppedAt)).toBeLessThanOrEqual(9 * 3600);
          for (const { startedAt, stoppedAt } of logged) {
            const isApart = (stoppedAt ?? now) <= rest.startedAt || startedAt >= rest.stoppedAt;
            expect(isApart || startedAt === stoppedAt).toBe(true);
          }
        },
      ),
    );
  });
});
