import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Person } from '../../src/domain/person.ts';
import { FileError } from '../../src/ports/files.ts';
import type { ExportRow } from '../../src/reports/export-rows.ts';
import type { Catalogue } from '../../src/text/catalogue.ts';
import { dateCell, hoursCell, momentCell, NAMES, numberCell, row, textCell } from './xlsx-cells.ts';
import {
  contentTypesPart,
  relationsPart,
  STYLES,
  sheetEnd,
  sheetStart,
  stylesPart,
  workbookPart,
  workbookRelationsPart,
} from './xlsx-parts.ts';

/** With the row of titles a sheet takes 1,048,576. */
const ROWS_MAX = 1_048_575;

export interface XlsxLook {
  text: Catalogue;
  viewer: Pick<Person, 'zone' | 'exports'>;
}

/**
 * Writes a workbook row by row: what is in memory is the page at hand, and a sum for each person on a project.
 * @throws FileError where there are more rows than a sheet takes; what the reading of the rows throws
 */
export async function writeXlsx(
  pages: AsyncIterable<readonly ExportRow[]>,
  to: Writable,
  look: XlsxLook,
): Promise<void> {
  const zip = new ZipFile();
  const sums = createSums();
  const { sheets } = look.text.files;
  // Deflating harder takes thrice the time for a tenth of the size.
  const options = { compressionLevel: 1 };
  const add = (path: string, content: string) => zip.addBuffer(Buffer.from(content), path, options);
  const entries = Readable.from(entriesSheet(pages, sums, look));
  // The zip would wait for ever for what has failed, and keep its file open.
  const failed = new AbortController();
  entries.on('error', () => failed.abort());
  entries.on('end', () => {
    add('xl/worksheets/sheet2.xml', [...summarySheet(sums, look)].join(''));
    const filtered = [`$A$1:$${LAST_COLUMN}$${sums.rows() + 1}`, `$A$1:$E$${sums.list().length + 1}`] as const;
    const listed = [
      { name: sheets.entries, filter: filtered[0] },
      { name: sheets.summary, filter: filtered[1] },
    ];
    add('xl/workbook.xml', workbookPart(listed));
    zip.end();
  });
  add('[Content_Types].xml', contentTypesPart(2));
  add('_rels/.rels', relationsPart());
  add('xl/_rels/workbook.xml.rels', workbookRelationsPart(2));
  add('xl/styles.xml', stylesPart());
  zip.addReadStream(entries, 'xl/worksheets/sheet1.xml', options);
  try {
    await pipeline(zip.outputStream, to, { signal: failed.signal });
  } catch (error) {
    throw entries.errored ?? error;
  } finally {
    entries.destroy();
  }
}

const WIDTHS = [10, 12, 17, 17, 9, 9, 24, 14, 24, 9, 40, 40, 9];
const LAST_COLUMN = NAMES[WIDTHS.length - 1];

async function* entriesSheet(
  pages: AsyncIterable<readonly ExportRow[]>,
  sums: Sums,
  { text, viewer }: XlsxLook,
): AsyncGenerator<string> {
  const { columns } = text.files;
  yield sheetStart(WIDTHS);
  yield row(
    1,
    [
      columns.entry,
      columns.date,
      columns.start,
      columns.end,
      columns.hours,
      columns.seconds,
      columns.person,
      columns.project,
      columns.projectName,
      columns.task,
      columns.taskTitle,
      columns.note,
      columns.running,
    ].map((title) => textCell(title, STYLES.head)),
  );
  for await (const rows of pages) {
    const first = sums.rows() + 2;
    for (const each of rows) sums.add(each);
    if (sums.rows() > ROWS_MAX) throw new FileError('too long');
    yield rows.map((each, i) => row(first + i, entryCells(each, viewer.zone, text))).join('');
  }
  yield sheetEnd(`A1:${LAST_COLUMN}${sums.rows() + 1}`);
}

function entryCells(each: ExportRow, zone: string, text: Catalogue): string[] {
  return [
    numberCell(each.entryId),
    dateCell(each.date),
    momentCell(each.startedAt, zone),
    momentCell(each.stoppedAt, zone),
    hoursCell(each.roundedSeconds),
    numberCell(each.seconds),
    textCell(each.person),
    textCell(each.projectTag),
    textCell(each.projectName),
    numberCell(each.taskId),
    textCell(each.taskTitle),
    textCell(each.note),
    textCell(each.isRunning ? text.files.running : null),
  ];
}

/** Totals by project and person, their sum, and how hours were rounded. */
function* summarySheet(sums: Sums, { text, viewer }: XlsxLook): Generator<string> {
  const { columns, total, roundedAs } = text.files;
  yield sheetStart([14, 24, 24, 10, 12]);
  const titles = [columns.project, columns.projectName, columns.person, columns.hours, columns.seconds];
  const title = (words: string) => textCell(words, STYLES.head);
  yield row(1, titles.map(title));
  const list = sums.list();
  const all = { roundedSeconds: 0, seconds: 0 };
  for (const [i, { projectTag, projectName, person, roundedSeconds, seconds }] of list.entries()) {
    all.roundedSeconds += roundedSeconds;
    all.seconds += seconds;
    const names = [projectTag ?? text.time.noProject, projectName, person].map((name) => textCell(name));
    yield row(i + 2, [...names, hoursCell(roundedSeconds), numberCell(seconds)]);
  }
  // Apart from the rows, so that who sums or filters those does not count it with them.
  const last = list.length + 3;
  const sum = [hoursCell(all.roundedSeconds, STYLES.totalHours), numberCell(all.seconds)];
  yield row(last, [textCell(total, STYLES.totalText), textCell(null), textCell(null), ...sum]);
  yield row(last + 2, [textCell(roundedAs(viewer.exports.rounding), STYLES.usual)]);
  yield sheetEnd(`A1:E${list.length + 1}`);
}

type Sum = Pick<ExportRow, 'projectTag' | 'projectName' | 'person' | 'roundedSeconds' | 'seconds'>;
type Sums = ReturnType<typeof createSums>;

function createSums() {
  const sums = new Map<string, Sum>();
  let rows = 0;
  return {
    add(each: ExportRow): void {
      rows += 1;
      const key = `${each.projectId} ${each.personId}`;
      const { projectTag, projectName, person } = each;
      const sum = sums.get(key) ?? { projectTag, projectName, person, roundedSeconds: 0, seconds: 0 };
      sum.roundedSeconds += each.roundedSeconds;
      sum.seconds += each.seconds;
      sums.set(key, sum);
    },
    rows: () => rows,
    /** by project, then by person; work without a project last */
    list(): Sum[] {
      const order = new Intl.Collator();
      return [...sums.values()].sort((a, b) => {
        if (a.projectTag === b.projectTag) return order.compare(a.person, b.person);
        if (a.projectTag === null || b.projectTag === null) return a.projectTag === null ? 1 : -1;
        return order.compare(a.projectTag, b.projectTag);
      });
    },
  };
}
