import type { CsvFormat, Rounding } from '../../src/domain/exports.ts';
import { type Instant, offsetMinutesAt, toEpochMs } from '../../src/domain/instant.ts';
import type { ExportRow } from '../../src/reports/export-rows.ts';

/**
 * The columns of the CSV files, for programs that read them: see csv.md beside this. A column is added at the end; where one
 * changes its meaning or goes, the version goes up, which stands in the files' names.
 */
export const CSV_VERSION = 1;

export const CSV_COLUMNS = [
  'entry_id',
  'date',
  'start',
  'end',
  'hours',
  'seconds',
  'running',
  'rounding',
  'person',
  'project',
  'project_name',
  'task',
  'task_title',
  'note',
] as const;

/** Without it some spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

export interface CsvLook {
  format: CsvFormat;
  rounding: Rounding | null;
  /** the viewer's */
  zone: string;
}

/** The file, piece by piece. */
export async function* writeCsv(pages: AsyncIterable<readonly ExportRow[]>, look: CsvLook): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + CSV_COLUMNS.join(look.format.separator) + LINE_END;
  for await (const rows of pages) yield rows.map((row) => lineOf(row, look)).join('');
}

function lineOf(row: ExportRow, { format, rounding, zone }: CsvLook): string {
  const cells: Record<(typeof CSV_COLUMNS)[number], string> = {
    entry_id: String(row.entryId),
    date: row.date,
    start: wallClock(row.startedAt, zone),
    end: wallClock(row.stoppedAt, zone),
    hours: decimal(row.roundedSeconds / 3600, format),
    seconds: String(row.seconds),
    running: row.isRunning ? 'yes' : 'no',
    rounding: rounding ? `${rounding.direction} ${rounding.minutes} min per ${rounding.per}` : 'none',
    person: text(row.person),
    project: text(row.projectTag),
    project_name: text(row.projectName),
    task: row.taskId === null ? '' : String(row.taskId),
    task_title: text(row.taskTitle),
    note: text(row.note),
  };
  return CSV_COLUMNS.map((column) => quoted(cells[column], format.separator)).join(format.separator) + LINE_END;
}

/** `2026-10-24 09:30:00` on the clocks of `zone`: what spreadsheets take for a moment. */
function wallClock(at: Instant, zone: string): string {
  const epochMs = toEpochMs(at);
  const wall = new Date(epochMs + offsetMinutesAt(zone, epochMs) * 60_000).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 19)}`;
}

/** Four digits behind the sign are less than a second. */
function decimal(value: number, { decimal: sign }: CsvFormat): string {
  return String(Math.round(value * 10_000) / 10_000).replace('.', sign);
}

/**
 * A spreadsheet takes what begins like this for a formula and runs it, also after blanks that are not seen, and after
 * the wide forms of these signs. An apostrophe before it makes it text.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** People's words. */
function text(words: string | null): string {
  if (words === null) return '';
  // A NUL ends the text for some programs that read it; half a character cannot be written at all.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the one to be taken out
  const whole = words.replaceAll(/\u0000|\p{Surrogate}/gu, '\uFFFD');
  return FORMULA.test(whole) || /^[\t\r\n]/.test(whole) ? `'${whole}` : whole;
}

/** As RFC 4180 has it. Of texts all that could separate is quoted, for programs that guess what does. */
function quoted(cell: string, separator: string): string {
  const isNumber = /^[\d.,]+$/.test(cell);
  const isPlain = isNumber ? !cell.includes(separator) : !/[";,\r\n\t]/.test(cell) && cell === cell.trim();
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}
