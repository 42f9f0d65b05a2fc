import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileKind, FileOrder } from '../../src/chat/reply.ts';
import { csvFormatOf } from '../../src/domain/exports.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { dateIn } from '../../src/domain/instant.ts';
import type { Person } from '../../src/domain/person.ts';
import type { FileMaker, MadeFile } from '../../src/ports/files.ts';
import { FileError } from '../../src/ports/files.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Clock } from '../../src/ports/world.ts';
import { type ExportRow, readExportRows, readViewer } from '../../src/reports/export-rows.ts';
import type { ReportSpec } from '../../src/reports/report-spec.ts';
import { type Catalogue, catalogueOf } from '../../src/text/catalogue.ts';
import { reportTitle } from '../../src/text/report-title.ts';
import { makeChart } from './chart.ts';
import { CSV_VERSION, writeCsv } from './csv.ts';
import { FOLDER_PREFIX } from './leftovers.ts';
import { writeXlsx } from './xlsx.ts';

interface Deps {
  store: Store;
  clock: Clock;
  /** where temporary files go; default: the machine's own place for them */
  folder?: string;
}

export interface FileRequest {
  order: FileOrder;
  viewer: Person;
  text: Catalogue;
  title: string;
  store: Store;
  clock: Clock;
}

const MEDIA_TYPES: Record<FileKind, string> = {
  chart: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

/** Makes files one after the other, so that no more memory is needed for many than for one. */
export function createFileMaker({ store, clock, folder = tmpdir() }: Deps): FileMaker {
  let last: Promise<unknown> = Promise.resolve();

  async function make(order: FileOrder, personId: PersonId): Promise<MadeFile> {
    const request = await openRequest(order, personId);
    const ownFolder = await mkdtemp(join(folder, FOLDER_PREFIX)).catch(asFileError);
    const remove = () => rm(ownFolder, { recursive: true, force: true });
    const name = nameOf(order);
    const path = join(ownFolder, name);
    try {
      const { drawing } = await write(request, path);
      const { size } = await stat(path);
      const isPicture = order.kind === 'chart';
      const about = { path, name, mediaType: MEDIA_TYPES[order.kind], bytes: size, isPicture, caption: request.title };
      return { ...about, ...(drawing && { drawing }), remove };
    } catch (error) {
      await remove();
      return asFileError(error);
    }
  }

  async function openRequest(order: FileOrder, personId: PersonId): Promise<FileRequest> {
    const { spec } = order;
    return store.transact(async (tx) => {
      const viewer = await readViewer(tx, personId, spec);
      const person = spec.personId === null ? undefined : await tx.people.get(spec.personId);
      const project = spec.projectId === null ? undefined : await tx.projects.get(spec.projectId);
      const text = catalogueOf(viewer.language);
      const title = reportTitle({ ...spec, person, project }, text, dateIn(viewer.zone, clock.now()));
      return { order, viewer, text, title, store, clock };
    });
  }

  return {
    make(order, personId) {
      const made = last.then(() => make(order, personId));
      last = made.catch(() => {});
      return made;
    },
  };
}

function write(request: FileRequest, path: string): Promise<{ drawing?: readonly string[] }> {
  switch (request.order.kind) {
    case 'chart':
      return makeChart(request, path);
    case 'csv':
      return makeCsv(request, path);
    case 'xlsx':
      return makeXlsx(request, path);
  }
}

async function makeCsv(request: FileRequest, path: string): Promise<object> {
  const { zone, exports } = request.viewer;
  const look = { format: csvFormatOf(request.viewer), rounding: exports.rounding, zone };
  await pipeline(Readable.from(writeCsv(rowsOf(request), look)), createWriteStream(path));
  return {};
}

async function makeXlsx(request: FileRequest, path: string): Promise<object> {
  await writeXlsx(rowsOf(request), createWriteStream(path), request);
  return {};
}

/** @throws FileError where there are none */
async function* rowsOf({ order, viewer, store, clock }: FileRequest): AsyncGenerator<ExportRow[]> {
  let isEmpty = true;
  for await (const rows of readExportRows(store, { spec: order.spec, personId: viewer.id, now: clock.now() })) {
    isEmpty = false;
    yield rows;
  }
  if (isEmpty) throw new FileError('nothing');
}

function nameOf({ kind, spec }: FileOrder): string {
  const days = daysOf(spec);
  if (kind === 'csv') return `friday-time-v${CSV_VERSION}-${days}.csv`;
  return kind === 'chart' ? `friday-time-by-${spec.by}-${days}.png` : `friday-time-${days}.xlsx`;
}

function daysOf({ from, to }: ReportSpec): string {
  return from === to ? from : `${from}-to-${to}`;
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG']);

function asFileError(error: unknown): never {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  throw NO_ROOM.has(code) ? new FileError('not saved', code) : error;
}
