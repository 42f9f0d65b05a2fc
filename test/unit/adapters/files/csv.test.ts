import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CSV_COLUMNS, CSV_VERSION, writeCsv } from '../../../../adapters/files/csv.ts';
import type { CsvFormat } from '../../../../src/domain/exports.ts';
import type { ExportRow } from '../../../../src/reports/export-rows.ts';
import { openTimeFiles } from '../../../support/time-files.ts';

const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, 'golden', `time-v${CSV_VERSION}.csv`);
const documented = join(here, '..', '..', '..', '..', 'adapters', 'files', 'csv.md');

let files: Awaited<ReturnType<typeof openTimeFiles>>;
beforeEach(async () => {
  files = await openTimeFiles();
  await files.workAWhile();
});
afterEach(() => files.close());

async function csvOf(...asked: Parameters<typeof files.make> extends [unknown, ...infer Rest] ? Rest : never) {
  const made = await files.make('csv', ...asked);
  const text = await readFile(made.path, 'utf8');
  await made.remove();
  return { ...made, text };
}

/** Another reader of CSV than what wrote it: character by character, as RFC 4180 has it. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === separator || sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  return rows.slice(0, -1);
}

describe('a CSV file of time', () => {
  it('is what the golden file of its version says, in Ukrainian settings', async () => {
    const { text, name, mediaType, bytes } = await csvOf();
    expect(text).toBe(await readFile(golden, 'utf8'));
    expect(name).toBe('friday-time-v1-2026-11-02-to-2026-11-08.csv');
    expect([mediaType, bytes]).toEqual(['text/csv', Buffer.byteLength(text)]);
  });

  it('has the columns that are documented, in that order', async () => {
    const doc = await readFile(documented, 'utf8');
    expect(doc).toContain(`version ${CSV_VERSION}`);
    expect([...doc.matchAll(/^\| `(\w+)` \|/gm)].map(([, column]) => column)).toEqual([...CSV_COLUMNS]);
  });

  it.each<[CsvFormat, string]>([
    [{ separator: ';', decimal: ',' }, '1,5'],
    [{ separator: ';', decimal: '.' }, '1.5'],
    [{ separator: ',', decimal: '.' }, '1.5'],
    [{ separator: ',', decimal: ',' }, '1,5'],
  ])('has separator and decimal sign as set: %j', async (format, hours) => {
    await files.sets({ csv: format });
    const [, first] = readCsv((await csvOf()).text, format.separator);
    expect(first?.[CSV_COLUMNS.indexOf('hours')]).toBe(hours);
    expect(first?.[CSV_COLUMNS.indexOf('project_name')]).toBe('Prostor, крамниця');
  });

  it('splits an entry at midnight into rows with the same id, and loses no second', async () => {
    const [, ...rows] = readCsv((await csvOf()).text, ';');
    const night = rows.filter((row) => row.at(-1)?.includes('over midnight'));
    expect(night.map((row) => row.slice(0, 6))).toEqual([
      ['4', '2026-11-02', '2026-11-02 23:00:00', '2026-11-03 00:00:00', '1', '3600'],
      ['4', '2026-11-03', '2026-11-03 00:00:00', '2026-11-03 01:30:00', '1,5', '5400'],
    ]);
  });

  it('counts the part of an entry that began before the first day, and the running timer up to now', async () => {
    const [, first, ...rest] = readCsv((await csvOf({ from: '2026-11-03' as never })).text, ';');
    expect(first?.slice(0, 6)).toEqual([
      '4',
      '2026-11-03',
      '2026-11-03 00:00:00',
      '2026-11-03 01:30:00',
      '1,5',
      '5400',
    ]);
    expect(rest.at(-1)?.slice(2, 7)).toEqual(['2026-11-05 16:00:00', '2026-11-05 17:00:00', '1', '3600', 'yes']);
  });

  it('never holds a text that a spreadsheet runs as a formula, and brings every text whole', async () => {
    const danger = fc.constantFrom('=', '+', '-', '@', '\t=', '\r@', '\n-', ' =', '＝', '\u00A0+', '\uFEFF=', '');
    const words = fc.string({ unit: 'binary', maxLength: 30 });
    const format = fc.record({ separator: fc.constantFrom(';', ','), decimal: fc.constantFrom('.', ',') });
    await fc.assert(
      fc.asyncProperty(danger, words, format, async (prefix, rest, csv) => {
        const note = prefix + rest;
        const [, row] = readCsv(await writtenWith(note, csv as CsvFormat), csv.separator);
        const found = row?.at(-1) ?? '';
        expect(row).toHaveLength(CSV_COLUMNS.length);
        expect(found).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
        // The reader above takes a lone return for a line end of old.
        const plain = (text: string) => text.replaceAll('\r', '').replace(/^'/, '').replaceAll('\u0000', '\uFFFD');
        expect(plain(found)).toBe(plain(note));
      }),
    );
  });

  it('has text as a formula guard for names and titles too', async () => {
    const { text } = await csvOf();
    expect(text).toContain(`"'=Oleh; ""the"" boss"`);
    expect(text).toContain(`"'+Banner, ґанок"`);
  });

  it('holds what its person may see: their own time, and no title of a task that is out of sight', async () => {
    const { store, oleh, anna, banner } = files;
    await expect(files.make('csv', {}, oleh.id)).rejects.toMatchObject({ refusal: { kind: 'time of others' } });
    await store.transact(async (tx) => {
      const task = await tx.tasks.get(banner.id);
      if (task) await tx.tasks.save({ ...task, assigneeId: anna.id });
    });
    const [, ...rows] = readCsv((await csvOf({ personId: oleh.id }, oleh.id)).text, ',');
    expect(rows.map((row) => row.slice(11, 13))).toEqual([
      ['1', ''],
      ['1', ''],
      ['', ''],
    ]);
  });

  it('asks whether it may be seen when it is made, whatever was so before', async () => {
    const { store, anna } = files;
    await store.transact(async (tx) => {
      await tx.people.save({ ...((await tx.people.get(anna.id)) ?? anna), role: 'member' });
    });
    await expect(files.make('csv')).rejects.toMatchObject({ refusal: { kind: 'time of others' } });
  });

  it('is taken off the disk, and is not made where there is no time', async () => {
    const made = await files.make('csv');
    await made.remove();
    await made.remove();
    expect(existsSync(dirname(made.path))).toBe(false);
    const empty = { from: '2026-10-01' as never, to: '2026-10-31' as never };
    await expect(files.make('csv', empty)).rejects.toMatchObject({ name: 'FileError', problem: 'nothing' });
  });
});

async function writtenWith(note: string, format: CsvFormat): Promise<string> {
  const row = {
    entryId: 1,
    date: '2026-11-02',
    startedAt: '2026-11-02T07:00:00.000Z',
    stoppedAt: '2026-11-02T08:00:00.000Z',
    isRunning: false,
    seconds: 3600,
    roundedSeconds: 3600,
    person: 'Anna',
    projectTag: null,
    projectName: null,
    taskId: null,
    taskTitle: null,
    note,
  } as unknown as ExportRow;
  async function* pages() {
    yield [row];
  }
  let text = '';
  for await (const part of writeCsv(pages(), { format, rounding: null, zone: 'UTC' })) text += part;
  return text;
}
