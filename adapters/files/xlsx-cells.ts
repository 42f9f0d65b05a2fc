import type { CalendarDate, Instant } from '../../src/domain/instant.ts';
import { offsetMinutesAt, toEpochMs } from '../../src/domain/instant.ts';
import { STYLES } from './xlsx-parts.ts';
import { xmlText } from './xml.ts';

/** Cells of a row, each of one kind, so that a spreadsheet counts with numbers and dates and never runs a text. */

/** of the columns, of which there are never more here */
export const NAMES: readonly string[] = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** A spreadsheet takes no more into one cell. */
const CELL_MAX = 32_767;
const DAY_MS = 86_400_000;
/** 1970-01-01, in days since the last day of 1899 */
const EPOCH_DAY = 25_569;

export function textCell(text: string | null, style = STYLES.text): string {
  if (text === null || text === '') return `<c s="${STYLES.usual}"/>`;
  const fitting = text.length > CELL_MAX ? `${text.slice(0, CELL_MAX - 1)}…` : text;
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting)}</t></is></c>`;
}

export function numberCell(value: number | null, style = STYLES.whole): string {
  return value === null ? `<c s="${STYLES.usual}"/>` : `<c s="${style}"><v>${value}</v></c>`;
}

export function hoursCell(seconds: number, style = STYLES.hours): string {
  return numberCell(seconds / 3600, style);
}

export function dateCell(date: CalendarDate): string {
  return numberCell(Date.parse(`${date}T00:00:00.000Z`) / DAY_MS + EPOCH_DAY, STYLES.date);
}

/** What clocks in `zone` show: spreadsheets know no zones. */
export function momentCell(at: Instant, zone: string): string {
  const epochMs = toEpochMs(at);
  const wallMs = epochMs + offsetMinutesAt(zone, epochMs) * 60_000;
  return numberCell(wallMs / DAY_MS + EPOCH_DAY, STYLES.moment);
}

/** @param number of the row, from 1 */
export function row(number: number, cells: readonly string[]): string {
  const placed = cells.map((cell, i) => `<c r="${NAMES[i]}${number}"${cell.slice(2)}`);
  return `<row r="${number}">${placed.join('')}</row>`;
}
