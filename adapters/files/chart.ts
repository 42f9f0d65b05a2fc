import { writeFile } from 'node:fs/promises';
import { FileError } from '../../src/ports/files.ts';
import { readViewer } from '../../src/reports/export-rows.ts';
import { readReport } from '../../src/reports/read-report.ts';
import { chartDataOf } from './chart-data.ts';
import { drawingOf } from './chart-drawing.ts';
import type { FileRequest } from './file-maker.ts';

/** Longer lists are no picture any more. */
const GROUPS_MAX = 20;
const DAYS_MAX = 400;

/**
 * Draws the picture of a report and writes it to a file.
 * @returns the same in characters
 */
export async function makeChart(request: FileRequest, path: string): Promise<{ drawing: readonly string[] }> {
  const { order, viewer, text, title, store, clock } = request;
  const now = clock.now();
  const report = await store.transact(async (tx) => {
    const reader = await readViewer(tx, viewer.id, order.spec);
    const isByDay = order.spec.by === 'day';
    return readReport(tx, reader, order.spec, now, { most: isByDay ? DAYS_MAX : GROUPS_MAX, isStacked: isByDay });
  });
  if (report.seconds === 0) throw new FileError('nothing');
  const data = chartDataOf(report, { text, zone: viewer.zone, now, title });
  // The library and its fonts take time and memory that whoever wants no pictures need not spend.
  const { drawChart } = await import('./draw-chart.ts');
  await writeFile(path, await drawChart(data));
  return { drawing: drawingOf(data) };
}
