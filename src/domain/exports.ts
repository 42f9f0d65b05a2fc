import type { PersonId, ProjectId, TimeEntryId } from './ids.ts';
import type { CalendarDate } from './instant.ts';
import type { Language } from './language.ts';

/** How numbers and columns are told apart in a CSV file. */
export interface CsvFormat {
  separator: ';' | ',';
  decimal: ',' | '.';
}

export const ROUNDING_MINUTES = [5, 6, 15] as const;

/** How hours are rounded in files; what is kept and what reports show is never rounded. */
export interface Rounding {
  direction: 'up' | 'nearest';
  minutes: (typeof ROUNDING_MINUTES)[number];
  /** `day`: all that a person did on a project that day */
  per: 'entry' | 'day';
}

/** What somebody has set for the files they are given. */
export interface ExportSettings {
  /** null: as is usual in the person's language */
  csv: CsvFormat | null;
  /** null: not rounded */
  rounding: Rounding | null;
}

export const DEFAULT_EXPORTS: ExportSettings = { csv: null, rounding: null };

/** A spreadsheet that speaks Ukrainian or Russian takes `1,5` for a number and `;` between columns. */
export function csvFormatOf({ language, exports }: { language: Language; exports: ExportSettings }): CsvFormat {
  if (exports.csv) return exports.csv;
  return language === 'en' ? { separator: ',', decimal: '.' } : { separator: ';', decimal: ',' };
}

export function roundSeconds(seconds: number, { direction, minutes }: Rounding): number {
  const steps = seconds / (minutes * 60);
  return (direction === 'up' ? Math.ceil(steps) : Math.round(steps)) * minutes * 60;
}

/** What an entry has on one day. */
export interface Piece {
  entryId: TimeEntryId;
  personId: PersonId;
  projectId: ProjectId | null;
  date: CalendarDate;
  seconds: number;
}

/**
 * Rounds piece after piece so that what is rounded together (the pieces of an entry, or those of a person's day on a
 * project) adds up to its rounded sum. Whoever filters by a person or a project gets the same numbers as without.
 * @returns takes pieces in order of time, those of one entry next to one another
 */
export function createRounder(rounding: Rounding | null): (piece: Piece) => number {
  if (!rounding) return ({ seconds }) => seconds;
  const sums = new Map<string, { of: string; seconds: number }>();
  return ({ entryId, personId, projectId, date, seconds }) => {
    const [key, of] =
      rounding.per === 'day' ? [`${personId} ${projectId}`, date as string] : ['entry', String(entryId)];
    const known = sums.get(key);
    const before = known?.of === of ? known.seconds : 0;
    sums.set(key, { of, seconds: before + seconds });
    return roundSeconds(before + seconds, rounding) - roundSeconds(before, rounding);
  };
}
