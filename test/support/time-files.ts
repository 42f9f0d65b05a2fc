import { createFileMaker } from '../../adapters/files/file-maker.ts';
import type { FileKind } from '../../src/chat/reply.ts';
import type { ExportSettings } from '../../src/domain/exports.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../src/domain/instant.ts';
import type { Person } from '../../src/domain/person.ts';
import type { TimeEntry } from '../../src/domain/time-entry.ts';
import type { Tx } from '../../src/ports/store.ts';
import type { ReportSpec } from '../../src/reports/report-spec.ts';
import { entryOf, personNamed, taskOf } from '../data/records.ts';
import { createTestClock } from './clock.ts';
import { openTestStore } from './store.ts';

/** A small agency with a few days of work behind it, and what makes files of it. */
export async function openTimeFiles(more: { anna?: Partial<Person>; file?: string; folder?: string } = {}) {
  const { store, close } = await openTestStore(more.file);
  const clock = createTestClock('2026-11-05T15:00:00Z');
  const maker = createFileMaker({ store, clock, ...(more.folder ? { folder: more.folder } : {}) });
  const world = await store.transact(async (tx) => {
    const anna = await tx.people.add(personNamed('Анна Коваль', { role: 'owner', language: 'uk', ...more.anna }));
    const oleh = await tx.people.add(personNamed('=Oleh; "the" boss', { role: 'member' }));
    const at = '2026-11-01T08:00:00.000Z' as Instant;
    const project = (tag: string, name: string) =>
      tx.projects.add({ tag, name, createdBy: anna.id, createdAt: at, archivedAt: null });
    const prostor = await project('prostor', 'Prostor, крамниця');
    const site = await project('сайт', 'Новий сайт 🚀');
    const banner = await tx.tasks.add(taskOf(anna.id, oleh.id, { title: '+Banner, ґанок', projectId: prostor.id }));
    return { anna, oleh, prostor, site, banner };
  });

  function add(person: PersonId, from: string, to: string | null, entry: Partial<TimeEntry> = {}): Promise<TimeEntry> {
    return store.transact((tx: Tx) =>
      tx.timeEntries.add(entryOf(person, from as Instant, to as Instant | null, entry)),
    );
  }

  /** In Kyiv it is two hours later. */
  async function workAWhile(): Promise<void> {
    const { anna, oleh, prostor, site, banner } = world;
    const onBanner = { taskId: banner.id, projectId: prostor.id };
    await add(anna.id, '2026-11-02T07:00:00.000Z', '2026-11-02T08:30:00.000Z', {
      ...onBanner,
      note: 'макет\nдва рядки',
    });
    await add(oleh.id, '2026-11-02T09:00:00.000Z', '2026-11-02T09:20:00.000Z', { ...onBanner, note: '=1+2' });
    await add(oleh.id, '2026-11-02T10:00:00.000Z', '2026-11-02T10:20:30.000Z', { ...onBanner, note: '\t@cmd' });
    await add(anna.id, '2026-11-02T21:00:00.000Z', '2026-11-02T23:30:00.000Z', {
      projectId: site.id,
      note: '- over midnight',
    });
    await add(oleh.id, '2026-11-04T06:00:00.000Z', '2026-11-04T06:00:01.000Z', { note: 'a second; "quoted"' });
    await add(anna.id, '2026-11-05T14:00:00.000Z', null, { projectId: site.id });
  }

  const spec: ReportSpec = {
    from: '2026-11-02' as CalendarDate,
    to: '2026-11-08' as CalendarDate,
    by: 'day',
    personId: null,
    projectId: null,
  };
  return {
    store,
    clock,
    maker,
    ...world,
    add,
    workAWhile,
    spec,
    make: (kind: FileKind, asked: Partial<ReportSpec> = {}, person: PersonId = world.anna.id) =>
      maker.make({ kind, spec: { ...spec, ...asked } }, person),
    /** Sets how somebody wants their files. */
    sets: (exports: Partial<ExportSettings>) =>
      store.transact(async (tx) => {
        const anna = (await tx.people.get(world.anna.id)) ?? world.anna;
        await tx.people.save({ ...anna, exports: { ...anna.exports, ...exports } });
      }),
    close,
  };
}
