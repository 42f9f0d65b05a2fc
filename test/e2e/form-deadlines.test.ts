import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openWithBanner, taskIn, textOf } from '../support/forms.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  ({ agency, anna, oleh } = await openWithBanner());
});
afterEach(() => agency.close());

const taskOf = (id: number) => taskIn(agency, id);

it('reads a day and a time on the clock of whoever fills in the form', async () => {
  const deadlineOf = async (filled: Record<string, string>) => {
    await anna.fills('task', { title: 'Timed', ...filled });
    expect(anna.problems(), JSON.stringify(filled)).toEqual([]);
    const { tasks = [] } = await agency.rows();
    const newest = tasks.at(-1) as { id: number } | undefined;
    return (await taskOf(newest?.id ?? 0))?.deadline;
  };
  expect(await deadlineOf({ day: '2026-12-01' })).toEqual({ kind: 'day', on: '2026-12-01' });
  expect(await deadlineOf({ day: '2026-12-01', time: '18:00' })).toEqual({
    kind: 'moment',
    at: '2026-12-01T16:00:00.000Z',
  });
  // Without a day it is today.
  expect(await deadlineOf({ time: '18:00' })).toEqual({ kind: 'moment', at: '2026-11-23T16:00:00.000Z' });
  expect(await deadlineOf({})).toBeNull();
  // 03:30 that the clocks skip is the first minute there is; 03:30 that comes twice is the first of both.
  expect(await deadlineOf({ day: '2027-03-28', time: '03:30' })).toEqual({
    kind: 'moment',
    at: '2027-03-28T01:00:00.000Z',
  });
  expect(await deadlineOf({ day: '2027-10-31', time: '03:30' })).toEqual({
    kind: 'moment',
    at: '2027-10-31T00:30:00.000Z',
  });
  await anna.says('/settings zone America/New_York');
  expect(await deadlineOf({ day: '2027-03-14', time: '02:30' })).toEqual({
    kind: 'moment',
    at: '2027-03-14T07:00:00.000Z',
  });
  expect(await deadlineOf({ day: '2027-11-07', time: '01:30' })).toEqual({
    kind: 'moment',
    at: '2027-11-07T05:30:00.000Z',
  });
});

it('holds a whole day to the clock of who has the task', async () => {
  await oleh.says('/settings zone Pacific/Auckland');
  const account = { externalId: 'oleh', name: 'Oleh', standing: 'member' } as const;
  await anna.fills('task', { title: 'Header', assignee: 'oleh', day: '2026-11-24' }, account);
  expect(await taskOf(2)).toMatchObject({ lateFrom: '2026-11-24T11:00:00.000Z' });
  // Already Tuesday in Auckland: what ends there on Monday is over.
  agency.clock.set('2026-11-23T14:00:00Z');
  await anna.fills('task', { title: 'Footer', assignee: 'oleh', day: '2026-11-23' }, account);
  expect(anna.problems().map(({ field }) => field)).toEqual(['day']);
  await anna.fills('task', { title: 'Mine', day: '2026-11-23' });
  expect(anna.problems()).toEqual([]);
  // A moment is the same moment everywhere.
  await anna.fills('task', { title: 'Call', assignee: 'oleh', day: '2026-11-23', time: '18:00' }, account);
  expect(await taskOf(4)).toMatchObject({ lateFrom: '2026-11-23T16:00:00.000Z' });
});

it('refuses a day or time that is over, or that there is none, beside the day', async () => {
  const wrong = async (filled: Record<string, string>, command = 'move 1') => {
    await anna.fills(command, filled);
    return anna.problems();
  };
  expect(await wrong({ day: '2026-11-22' })).toEqual([
    { field: 'day', text: expect.stringContaining('Sun 22 Nov') as string },
  ]);
  for (const filled of [
    { time: '09:59' },
    { day: '2026-11-23', time: '09:59' },
    { day: '2036-12-31' },
    { day: '2027-02-30' },
    { day: 'tomorrow' },
    { day: '2026-12-01', time: '25:00' },
    { day: '2026-12-01', time: 'noon' },
    {},
  ]) {
    expect(
      (await wrong(filled)).map(({ field }) => field),
      JSON.stringify(filled),
    ).toEqual(['day']);
    if (Object.keys(filled).length === 0) continue;
    const problems = await wrong({ title: 'x', ...filled }, 'task');
    expect(
      problems.map(({ field }) => field),
      JSON.stringify(filled),
    ).toEqual(['day']);
  }
  expect(await taskOf(1)).toMatchObject({ deadline: { kind: 'day', on: '2026-11-24' } });
  expect(await taskOf(2)).toBeUndefined();
  await anna.fills('move 1', { day: '2026-11-23', time: '10:01' });
  expect(anna.problems()).toEqual([]);
});

it('proposes the deadline that the assignee fills in', async () => {
  expect(await textOf(oleh.fills('move 1', { day: '2026-12-01' }))).toContain(en.task.moveProposed('Anna'));
  expect(await taskOf(1)).toMatchObject({ deadline: { kind: 'day', on: '2026-11-24' } });
  expect(await anna.hears()).toHaveLength(1);
});
