import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import BetterSqlite from 'better-sqlite3';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../../adapters/files/xlsx.ts';
import { textCell } from '../../../../adapters/files/xlsx-cells.ts';
import { en } from '../../../../src/text/en.ts';
import { readXlsx } from '../../../support/read-xlsx.ts';
import { openTimeFiles } from '../../../support/time-files.ts';

let files: Awaited<ReturnType<typeof openTimeFiles>>;
beforeEach(async () => {
  files = await openTimeFiles({ anna: { language: 'en' } });
  await files.workAWhile();
});
afterEach(() => files.close());

async function workbook(...asked: Parameters<typeof files.make> extends [unknown, ...infer Rest] ? Rest : never) {
  const made = await files.make('xlsx', ...asked);
  const sheets = await readXlsx(made.path);
  await made.remove();
  return sheets;
}

/** Days since the last day of 1899, as spreadsheets count. */
function serial(wall: string): number {
  return Date.parse(`${wall}Z`) / 86_400_000 + 25_569;
}

describe('an XLSX file of time', () => {
  it.each(['at once', 'under way'])('that fails %s says why and leaves nothing open', async (when) => {
    const to = new PassThrough().resume();
    const viewer = {} as never;
    async function* pages() {
      if (when === 'under way') {
        yield [];
        await sleep(20);
      }
      throw new RangeError('no more pages');
    }
    await expect(writeXlsx(pages(), to, { text: en, viewer })).rejects.toThrow('no more pages');
    expect(to.destroyed).toBe(true);
  });

  it('that cannot be written any more is read no further', async () => {
    const to = new PassThrough().resume();
    let isOver = false;
    async function* pages() {
      try {
        for (let page = 0; ; page += 1) {
          await sleep(1);
          if (page === 10) to.destroy(new Error('the disk is full'));
          yield [];
        }
      } finally {
        isOver = true;
      }
    }
    await expect(writeXlsx(pages(), to, { text: en, viewer: {} as never })).rejects.toThrow('the disk is full');
    await expect.poll(() => isOver).toBe(true);
  });

  it('has a row for each entry and day, with numbers and dates that another program reads and sums', async () => {
    const { Entries } = await workbook();
    expect(Entries?.head).toEqual(Object.values(en.files.columns));
    expect(Entries?.count).toBe(7);
    const [first] = Entries?.rows ?? [];
    expect(first).toEqual({
      A: 1,
      B: serial('2026-11-02T00:00'),
      C: serial('2026-11-02T09:00'),
      D: serial('2026-11-02T10:30'),
      E: 1.5,
      F: 5400,
      G: 'Анна Коваль',
      H: 'prostor',
      I: 'Prostor, крамниця',
      J: 1,
      K: '+Banner, ґанок',
      L: 'макет\nдва рядки',
    });
    expect(Entries?.sums.F).toBe(5400 + 1200 + 1230 + 9000 + 1 + 3600);
    expect(Entries?.sums.E).toBeCloseTo((5400 + 1200 + 1230 + 9000 + 1 + 3600) / 3600, 9);
    expect(Entries?.rows.at(-1)?.M).toBe('running');
  });

  it('shows hours, dates and moments as such, and keeps the head in sight with filters', async () => {
    const { Entries, Summary } = await workbook();
    expect(Entries?.kinds).toMatchObject({
      B: { format: 'yyyy\\-mm\\-dd' },
      C: { format: 'yyyy\\-mm\\-dd\\ hh:mm' },
      E: { format: '#,##0.00' },
    });
    expect(Entries?.frozen).toEqual(['frozen', '1', 'A2']);
    expect([Entries?.filter, Summary?.filter]).toEqual(['A1:M8', 'A1:E5']);
  });

  it('sums by project and person on a sheet of its own', async () => {
    const { Summary } = await workbook();
    expect(Summary?.rows.slice(0, 4)).toEqual([
      { A: 'prostor', B: 'Prostor, крамниця', C: '=Oleh; "the" boss', D: 2430 / 3600, E: 2430 },
      { A: 'prostor', B: 'Prostor, крамниця', C: 'Анна Коваль', D: 1.5, E: 5400 },
      { A: 'сайт', B: 'Новий сайт 🚀', C: 'Анна Коваль', D: 3.5, E: 12_600 },
      { A: 'no project', C: '=Oleh; "the" boss', D: 1 / 3600, E: 1 },
    ]);
    expect(Summary?.rows.find(({ A }) => A === 'Total')).toMatchObject({ E: 20_431 });
    expect(Summary?.rows.at(-1)).toEqual({ A: 'Hours are not rounded.' });
  });

  it('is read by a library for spreadsheets, which takes dates for dates', async () => {
    const made = await files.make('xlsx');
    const rows = await readSheet(made.path, 'Entries');
    await made.remove();
    const [, first] = rows;
    expect(first?.[1]).toEqual(new Date('2026-11-02T00:00:00Z'));
    expect(first?.[4]).toBe(1.5);
  });

  it('holds no formula, whatever is written, and keeps text as text when it is typed anew', async () => {
    const { Entries } = await workbook();
    expect(Entries?.formulas).toBe(0);
    expect([Entries?.kinds.L, Entries?.kinds.G]).toEqual([
      { format: '49', quoted: true },
      { format: '49', quoted: true },
    ]);
    expect(Entries?.rows.map(({ L }) => L)).toContain('=1+2');
  });

  it('writes any text so that XML can hold it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (text) => {
        const xml = textCell(`a${text}`);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u);
        expect(xml).toMatch(/^<c s="2" t="inlineStr"><is><t xml:space="preserve">[^<]*<\/t><\/is><\/c>$/);
      }),
    );
    expect(textCell('_x0041_')).toContain('_x005F_x0041_');
  });

  it('is in the language of whoever asks', async () => {
    const { store, anna } = files;
    await store.transact((tx) => tx.people.save({ ...anna, language: 'uk' }));
    expect(Object.keys(await workbook())).toEqual(['Записи', 'Підсумок']);
    await store.transact((tx) => tx.people.save({ ...anna, language: 'ru' }));
    const { Записи } = await workbook();
    expect(Записи?.head.slice(0, 3)).toEqual(['Запись', 'Дата', 'Начало']);
  });

  it('has hours rounded as its person has set it, exact seconds beside them, and says so', async () => {
    await files.sets({ rounding: { direction: 'up', minutes: 15, per: 'entry' } });
    const { Entries, Summary } = await workbook();
    // 1:30, two of 20 minutes and a little, 2:30 over midnight, a second, and an hour
    expect(Entries?.rows.map(({ E }) => E)).toEqual([1.5, 0.5, 0.5, 1, 1.5, 0.25, 1]);
    expect(Entries?.sums.F).toBe(20_431);
    expect(Summary?.rows.find(({ A }) => A === 'Total')).toMatchObject({ D: 6.25, E: 20_431 });
    expect(Summary?.rows.at(-1)).toEqual({ A: 'Hours are rounded up to 15 minutes for each entry.' });
    await files.sets({ rounding: { direction: 'nearest', minutes: 6, per: 'day' } });
    const days = await workbook();
    expect(days.Summary?.rows.slice(0, 2).map(({ D }) => D)).toEqual([0.7, 1.5]);
    expect(days.Summary?.rows.at(-1)?.A).toMatch(/nearest 6 minutes for each person, day and project/);
  });
});

/** What is in memory and still needed. */
function livingBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a long XLSX file', () => {
  const ENTRIES = process.env.FRIDAY_LONG ? 100_000 : 20_000;

  it('has 10,000 entries a second, in constant memory', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'friday-long-'));
    const long = await openTimeFiles({ file: join(folder, 'long.db'), anna: { language: 'en' } });
    const { anna, oleh, prostor, site, banner } = long;
    const raw = new BetterSqlite(join(folder, 'long.db'));
    const insert = raw.prepare(
      'insert into time_entries (person_id, task_id, project_id, started_at, stopped_at, seconds, note, created_at, version) values (?, ?, ?, ?, ?, 60, ?, ?, 1)',
    );
    const at = (minutes: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000).toISOString();
    raw.transaction(() => {
      for (let i = 0; i < ENTRIES; i += 1) {
        const [taskId, projectId] = i % 3 === 0 ? [banner.id, prostor.id] : [null, site.id];
        const note = `note ${i} with some words to it`;
        insert.run(i % 2 ? anna.id : oleh.id, taskId, projectId, at(2 * i), at(2 * i + 1), note, at(2 * i));
      }
    })();
    raw.close();
    const spec = { from: '2026-01-01' as never, to: '2026-12-31' as never };
    const before = livingBytes();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, livingBytes());
    }, 400);
    const begun = performance.now();
    const made = await long.make('xlsx', spec);
    const seconds = (performance.now() - begun) / 1000;
    clearInterval(watch);
    const rise = (most - before) / 1e6;
    const { Entries, Summary } = await readXlsx(made.path, 5);
    process.stdout.write(
      `XLSX of ${ENTRIES} entries: ${seconds.toFixed(1)} s, ${Math.round(rise)} MB of memory at most, ${Math.round(statSync(made.path).size / 1e5) / 10} MB\n`,
    );
    await made.remove();
    await long.close();
    await rm(folder, { recursive: true });
    expect(Entries?.count).toBe(ENTRIES);
    expect(Entries?.sums.F).toBe(ENTRIES * 60);
    expect(Entries?.sums.E).toBeCloseTo(ENTRIES / 60, 6);
    expect(Summary?.rows.find(({ A }) => A === 'Total')?.E).toBe(ENTRIES * 60);
    expect(seconds).toBeLessThan(Math.max(4, ENTRIES / 10_000));
    // A page or two; all rows would be 60 MB.
    expect(rise).toBeLessThan(20);
  });
});
