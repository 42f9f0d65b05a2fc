import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { secondsOf } from '../../data/seconds-of.ts';
import type { PersonId, ProjectId, TaskId } from '../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../src/domain/instant.ts';
import { addDays, addSeconds, dateIn, endOfDay, instantOf, startOfDay, toEpochMs } from '../../src/domain/instant.ts';
import type { Person } from '../../src/domain/person.ts';
import { elapsedSeconds, secondsWithin, type TimeEntry } from '../../src/domain/time-entry.ts';
import type { Tx } from '../../src/ports/store.ts';
import { readReport } from '../../src/reports/read-report.ts';
import { comparisonOf, dayStretches, neighbour } from '../../src/reports/report-days.ts';
import { GROUPINGS, mayReport, type ReportSpec } from '../../src/reports/report-spec.ts';
import { openTestStore } from '../support/store.ts';
import { addTask, entryOf, personNamed } from './records.ts';

const HOUR = 3600;
/** Clocks that change by an hour, by half an hour, at midnight, and not at all; and one that skipped a day. */
const ZONES = ['Europe/Kyiv', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Apia'];
const LENGTHS = [1, 59, 60, HOUR, 5 * HOUR, 23 * HOUR, 24 * HOUR, 24 * HOUR + 1, 30 * HOUR, 90 * HOUR];

interface World {
  tx: Tx;
  viewer: Person;
  people: PersonId[];
  projects: ProjectId[];
  entries: TimeEntry[];
  now: Instant;
}

interface Work {
  gap: number;
  length: number;
  what: number;
}

const work: fc.Arbitrary<Work> = fc.record({
  gap: fc.integer({ min: 0, max: 40 * HOUR }),
  length: fc.oneof(fc.constantFrom(...LENGTHS), fc.integer({ min: 0, max: 26 * HOUR })),
  what: fc.nat(5),
});
/** Around both changes of the clocks of a year, and around the day that Apia skipped. */
const start = fc.constantFrom('2026-03-25', '2026-10-22', '2026-04-02', '2026-10-01', '2011-12-27', '2026-12-29');
const scene = fc.record({
  zone: fc.constantFrom(...ZONES),
  start,
  people: fc.array(fc.record({ work: fc.array(work, { maxLength: 12 }), runs: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  days: fc.integer({ min: 1, max: 12 }),
  skipped: fc.integer({ min: -3, max: 6 }),
});

type Scene = typeof scene extends fc.Arbitrary<infer Made> ? Made : never;

/** Everybody works from the start on, one stretch after the other, on tasks, on projects and on neither. */
async function settle(tx: Tx, { zone, start, people }: Scene): Promise<World> {
  const from = instantOf(Date.parse(`${start}T00:00:00Z`));
  const ids: PersonId[] = [];
  for (const [i] of people.entries()) {
    ids.push((await tx.people.add(personNamed(`P${i}`, { zone, role: i === 0 ? 'owner' : 'member' }))).id);
  }
  const [owner] = ids as [PersonId];
  const base = { createdBy: owner, createdAt: from, archivedAt: null };
  const a = (await tx.projects.add({ ...base, tag: 'a', name: 'A' })).id;
  const b = (await tx.projects.add({ ...base, tag: 'b', name: 'B' })).id;
  const [inA, inNone] = [await addTask(tx, owner, owner, { projectId: a }), await addTask(tx, owner, owner)];
  const kinds: { taskId: TaskId | null; projectId: ProjectId | null }[] = [
    { taskId: inA, projectId: a },
    { taskId: inNone, projectId: null },
    { taskId: null, projectId: a },
    { taskId: null, projectId: b },
    { taskId: null, projectId: null },
    { taskId: inA, projectId: a },
  ];
  const entries: TimeEntry[] = [];
  let last = from;
  for (const [i, { work, runs }] of people.entries()) {
    const personId = ids[i] as PersonId;
    let at = from;
    for (const { gap, length, what } of work) {
      const startedAt = addSeconds(at, gap);
      at = addSeconds(startedAt, length);
      entries.push(await tx.timeEntries.add(entryOf(personId, startedAt, at, kinds[what])));
    }
    if (runs) entries.push(await tx.timeEntries.add(entryOf(personId, addSeconds(at, 7), null, kinds[i])));
    if (at > last) last = at;
  }
  const viewer = await tx.people.get(owner);
  if (!viewer) throw new Error('There is nobody.');
  return { tx, viewer, people: ids, projects: [a, b], entries, now: addSeconds(last, 5 * HOUR + 11) };
}

function specsOf({ people, projects }: World, days: { from: CalendarDate; to: CalendarDate }): ReportSpec[] {
  return [null, ...people].flatMap((personId) =>
    [null, ...projects].flatMap((projectId) => GROUPINGS.map((by) => ({ ...days, by, personId, projectId }))),
  );
}

/** The slow way: each entry by itself. */
function expectedSeconds({ entries, viewer, now }: World, spec: ReportSpec): number {
  return entriesOf(entries, spec).reduce(
    (sum, entry) => sum + secondsWithin(entry, startOfDay(spec.from, viewer.zone), endOfDay(spec.to, viewer.zone), now),
    0,
  );
}

function entriesOf(entries: readonly TimeEntry[], { personId, projectId }: ReportSpec): TimeEntry[] {
  return entries.filter(
    (entry) =>
      (personId === null || entry.personId === personId) && (projectId === null || entry.projectId === projectId),
  );
}

async function inWorlds(check: (world: World, made: Scene) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scene, async (made) => {
      const { store, close } = await openTestStore();
      await store.transact(async (tx) => check(await settle(tx, made), made));
      await close();
    }),
    { numRuns: process.env.FRIDAY_LONG ? 1000 : 60 },
  );
}

describe('sums of time', () => {
  it('are those of the entries, by any grouping, of anybody, in any days', async () => {
    await inWorlds(async (world, { start, days, skipped }) => {
      const from = addDays(start as CalendarDate, skipped);
      const span = { from, to: addDays(from, days - 1) };
      for (const spec of specsOf(world, span)) {
        const report = await readReport(world.tx, world.viewer, spec, world.now);
        const expected = expectedSeconds(world, spec);
        expect(report.seconds, JSON.stringify(spec)).toBe(expected);
        expect(report.groups.reduce((sum, group) => sum + group.seconds, 0)).toBe(expected);
        expect(report.rest).toBeNull();
        expect(report.groups.every(({ seconds }) => seconds > 0)).toBe(true);
        const few = await readReport(world.tx, world.viewer, spec, world.now, { most: 1 });
        expect(few.groups).toHaveLength(Math.min(1, report.groups.length));
        expect((few.groups[0]?.seconds ?? 0) + (few.rest?.seconds ?? 0)).toBe(expected);
        expect(few.isRunning).toBe(report.groups.some(({ isRunning }) => isRunning));
      }
    });
  });

  it('give each day what lies in it, and lose no second at midnight or when clocks change', async () => {
    await inWorlds(async (world, { zone, start }) => {
      const { tx, viewer, now } = world;
      const span = { from: addDays(start as CalendarDate, -1), to: dateIn(zone, now) };
      for (const spec of specsOf(world, span).filter(({ by }) => by === 'day')) {
        const report = await readReport(tx, viewer, spec, now, { isStacked: true });
        const mine = entriesOf(world.entries, spec);
        // All work lies in the span, so that the days together are the whole of it.
        expect(report.seconds).toBe(mine.reduce((sum, entry) => sum + elapsedSeconds(entry, now), 0));
        for (const { about, seconds, entries, isRunning } of report.groups) {
          if (about.kind !== 'day') throw new Error(about.kind);
          const inIt = mine
            .map((entry) => ({
              entry,
              part: secondsWithin(entry, startOfDay(about.date, zone), endOfDay(about.date, zone), now),
            }))
            .filter(({ part }) => part > 0);
          expect(seconds).toBe(inIt.reduce((sum, { part }) => sum + part, 0));
          expect(entries).toBe(inIt.length);
          expect(isRunning).toBe(inIt.some(({ entry }) => entry.stoppedAt === null));
          const stacked = report.stacks.filter(({ date }) => date === about.date);
          expect(stacked.reduce((sum, each) => sum + each.seconds, 0)).toBe(seconds);
        }
      }
    });
  });

  it('before are those of the same people and projects', async () => {
    await inWorlds(async (world, { zone, start, days }) => {
      const { tx, viewer, now } = world;
      const span = { from: start as CalendarDate, to: addDays(start as CalendarDate, days - 1) };
      const comparison = comparisonOf(span, zone, now);
      // Nothing is before days that have not begun.
      if (!comparison) {
        expect(span.from > dateIn(zone, now)).toBe(true);
        return;
      }
      const { startedAt, stoppedAt } = comparison.stretch;
      for (const spec of specsOf(world, span)) {
        const report = await readReport(tx, viewer, spec, now, { before: comparison.stretch });
        const expected = entriesOf(world.entries, spec).reduce(
          (sum, entry) => sum + secondsWithin(entry, startedAt, stoppedAt, now),
          0,
        );
        expect(report.secondsBefore).toBe(expected);
        expect(report.seconds).toBe(expectedSeconds(world, spec));
      }
    });
  });

  it('are refused to whoever may not see that time', async () => {
    const { store, close } = await openTestStore();
    await store.transact(async (tx) => {
      const [owner, member] = [
        await tx.people.add(personNamed('Owner', { role: 'owner' })),
        await tx.people.add(personNamed('Member')),
      ];
      const spec = { from: '2026-11-01', to: '2026-11-30', by: 'day', projectId: null } as Omit<ReportSpec, 'personId'>;
      const now = '2026-11-23T12:00:00.000Z' as Instant;
      for (const personId of [null, owner.id]) {
        expect(mayReport(member, { personId })).toBe(false);
        await expect(readReport(tx, member, { ...spec, personId }, now)).rejects.toMatchObject({
          refusal: { kind: 'time of others' },
        });
      }
      for (const personId of [null, owner.id, member.id]) {
        expect((await readReport(tx, owner, { ...spec, personId }, now)).seconds).toBe(0);
      }
      expect((await readReport(tx, member, { ...spec, personId: member.id }, now)).groups).toEqual([]);
    });
    await close();
  });
});

describe('the days of a report', () => {
  it('lie side by side without a gap, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), start, fc.integer({ min: 0, max: 900 }), (zone, from, length) => {
        const days = { from: from as CalendarDate, to: addDays(from as CalendarDate, length) };
        const now = endOfDay(days.to, zone);
        const stretches = dayStretches(days, zone, now);
        expect(stretches.length).toBeLessThanOrEqual(367);
        expect(stretches[0]?.startedAt).toBe(startOfDay(days.from, zone));
        expect(stretches.at(-1)?.stoppedAt).toBe(endOfDay(days.to, zone));
        for (const [i, { startedAt }] of stretches.entries()) {
          if (i > 0) expect(startedAt).toBe(stretches[i - 1]?.stoppedAt);
        }
      }),
    );
  });

  it.each([
    ['2026-11-23', '2026-11-23', '2026-11-22', '2026-11-22'],
    ['2026-11-23', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['2026-11-01', '2026-11-30', '2026-10-01', '2026-10-31'],
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    ['2026-10-01', '2026-10-15', '2026-09-16', '2026-09-30'],
  ])('%s to %s come after %s to %s', (from, to, beforeFrom, beforeTo) => {
    const days = { from, to } as { from: CalendarDate; to: CalendarDate };
    const before = { from: beforeFrom, to: beforeTo } as typeof days;
    expect(neighbour(days, -1)).toEqual(before);
    const isHalfMonth = from === '2026-10-01' && to === '2026-10-15';
    if (!isHalfMonth) expect(neighbour(before, 1)).toEqual(days);
  });

  it('end where the years end', () => {
    const all = { from: '0001-01-01', to: '9999-12-31' } as { from: CalendarDate; to: CalendarDate };
    expect(neighbour(all, -1)).toBeUndefined();
    expect(neighbour(all, 1)).toBeUndefined();
  });
});

it('seconds of an instant are counted in SQL as they are everywhere else', async () => {
  const { store, database, close } = await openTestStore();
  await store.transact(async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), async (seconds) => {
        const instant = instantOf(seconds * 1000);
        const { rows } = await sql<{ counted: number }>`
          select ${secondsOf(sql`instant`)} as counted from (select ${instant} as instant)`.execute(database.query);
        expect(rows).toEqual([{ counted: toEpochMs(instant) / 1000 }]);
      }),
      { numRuns: 2000 },
    );
  });
  await close();
});
