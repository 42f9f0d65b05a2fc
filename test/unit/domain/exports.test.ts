import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRounder, csvFormatOf, ROUNDING_MINUTES, roundSeconds } from '../../../src/domain/exports.ts';
import type { PersonId, ProjectId, TimeEntryId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/instant.ts';

const piece = (entryId: number, seconds: number, day = 1, projectId = 1, personId = 1) => ({
  entryId: entryId as TimeEntryId,
  personId: personId as PersonId,
  projectId: projectId as ProjectId,
  date: `2026-11-0${day}` as CalendarDate,
  seconds,
});
const aRounding = fc.record({
  direction: fc.constantFrom('up' as const, 'nearest' as const),
  minutes: fc.constantFrom(...ROUNDING_MINUTES),
  per: fc.constantFrom('entry' as const, 'day' as const),
});

describe('rounding for files', () => {
  it.each([
    ['up', 15, 1, 900],
    ['up', 15, 900, 900],
    ['up', 15, 901, 1800],
    ['up', 6, 0, 0],
    ['nearest', 15, 449, 0],
    ['nearest', 15, 450, 900],
    ['nearest', 5, 440, 300],
    ['nearest', 6, 3600, 3600],
  ] as const)('%s to %i minutes makes of %i seconds %i', (direction, minutes, seconds, rounded) => {
    expect(roundSeconds(seconds, { direction, minutes, per: 'entry' })).toBe(rounded);
  });

  it('changes nothing where none is wanted', () => {
    expect(createRounder(null)(piece(1, 1234))).toBe(1234);
  });

  it('rounds an entry over midnight once, not once a day', () => {
    const round = createRounder({ direction: 'up', minutes: 15, per: 'entry' });
    expect([round(piece(1, 60, 1)), round(piece(1, 60, 2)), round(piece(2, 60, 2))]).toEqual([900, 0, 900]);
  });

  it('rounds a day of a person on a project as a whole', () => {
    const round = createRounder({ direction: 'up', minutes: 15, per: 'day' });
    const rows = [piece(1, 600), piece(2, 600), piece(3, 600, 1, 2), piece(4, 600, 1, 1, 2), piece(5, 600, 2)];
    expect(rows.map(round)).toEqual([900, 900, 900, 900, 900]);
    expect([round(piece(6, 300, 2)), round(piece(7, 1, 2))]).toEqual([0, 900]);
  });

  it('adds up to the rounded sum of what belongs together, and is never negative', () => {
    const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(aRounding, pieces, (rounding, list) => {
        const round = createRounder(rounding);
        const sums = new Map<string, { exact: number; rounded: number }>();
        for (const [i, [seconds, projectId]] of list.entries()) {
          const entryId = Math.floor(i / 2);
          const key = rounding.per === 'entry' ? `${entryId}` : `${projectId}`;
          const rounded = round(piece(entryId, seconds, 1, projectId));
          expect(rounded).toBeGreaterThanOrEqual(0);
          const sum = sums.get(key) ?? { exact: 0, rounded: 0 };
          sums.set(key, { exact: sum.exact + seconds, rounded: sum.rounded + rounded });
        }
        for (const { exact, rounded } of sums.values()) expect(rounded).toBe(roundSeconds(exact, rounding));
      }),
    );
  });
});

describe('the format of CSV files', () => {
  it('is as usual in the language, unless it is set', () => {
    const exports = { csv: null, rounding: null };
    expect(csvFormatOf({ language: 'en', exports })).toEqual({ separator: ',', decimal: '.' });
    expect(csvFormatOf({ language: 'uk', exports })).toEqual({ separator: ';', decimal: ',' });
    const csv = { separator: ';', decimal: '.' } as const;
    expect(csvFormatOf({ language: 'ru', exports: { csv, rounding: null } })).toEqual(csv);
  });
});
