import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deadline } from '../../../src/domain/deadline.ts';
import { lateFrom } from '../../../src/domain/deadline.ts';
import type { PersonId, TaskId } from '../../../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../../../src/domain/instant.ts';
import { addSeconds, dateIn, instantOf, timeIn } from '../../../src/domain/instant.ts';
import { DEFAULT_WORKING_HOURS } from '../../../src/domain/person.ts';
import type { Task } from '../../../src/domain/task.ts';
import { momentsAfterChange, nextReminderAt } from '../../../src/domain/task-moments.ts';
import { taskOf } from '../../data/records.ts';

const KYIV = 'Europe/Kyiv';
const oleh = { zone: KYIV, workingHours: DEFAULT_WORKING_HOURS };

function at(iso: string): Instant {
  return instantOf(Date.parse(iso));
}

function dueBy(deadline: Deadline, zone = KYIV) {
  return { state: 'open' as const, deadline, lateFrom: lateFrom(deadline, zone) };
}
const moment = (iso: string) => dueBy({ kind: 'moment', at: at(iso) });
const day = (on: string, zone = KYIV) => dueBy({ kind: 'day', on: on as CalendarDate }, zone);

describe('the next reminder of a deadline', () => {
  it.each([
    ['an hour before', moment('2026-11-24T18:00+02:00'), '2026-11-24T10:00+02:00', '2026-11-24T17:00+02:00'],
    ['then when it has passed', moment('2026-11-24T18:00+02:00'), '2026-11-24T17:00+02:00', '2026-11-24T18:00+02:00'],
    [
      'only that for one in 40 minutes',
      moment('2026-11-24T18:00+02:00'),
      '2026-11-24T17:20+02:00',
      '2026-11-24T18:00+02:00',
    ],
    ['at nine on a day', day('2026-11-24'), '2026-11-23T10:00+02:00', '2026-11-24T09:00+02:00'],
    ['then when the day is over', day('2026-11-24'), '2026-11-24T09:00+02:00', '2026-11-25T00:00+02:00'],
    ['none once it has passed', day('2026-11-24'), '2026-11-25T00:00+02:00', null],
    ['nine on the day clocks go back', day('2026-10-25'), '2026-10-24T10:00+03:00', '2026-10-25T09:00+02:00'],
    ['the end of the day clocks go back', day('2026-10-25'), '2026-10-25T12:00+02:00', '2026-10-26T00:00+02:00'],
    ['nine on the day clocks go forward', day('2027-03-28'), '2027-03-27T10:00+02:00', '2027-03-28T09:00+03:00'],
    [
      'an hour of time before a deadline behind the gap',
      moment('2027-03-28T04:30+03:00'),
      '2027-03-27T10:00+02:00',
      '2027-03-28T02:30+02:00',
    ],
  ])('%s', (_, task, after, next) => {
    expect(nextReminderAt(task, KYIV, at(after))).toBe(next && at(next));
  });

  it('is at nine where the assignee is', () => {
    const newYork = day('2026-11-24', 'America/New_York');
    expect(nextReminderAt(newYork, 'America/New_York', at('2026-11-23T12:00Z'))).toBe(at('2026-11-24T09:00-05:00'));
  });

  it('is none for a task that is closed or has no deadline', () => {
    expect(nextReminderAt({ ...day('2026-11-24'), state: 'done' }, KYIV, at('2026-11-23T12:00Z'))).toBeNull();
    expect(nextReminderAt({ state: 'open', deadline: null, lateFrom: null }, KYIV, at('2026-11-23T12:00Z'))).toBeNull();
  });

  it('comes at most twice, wherever and whenever, the second time when it is late', () => {
    const anyMoment = fc.integer({ min: Date.parse('2026-09-01'), max: Date.parse('2027-11-30') }).map(instantOf);
    const zones = fc.constantFrom(KYIV, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    fc.assert(
      fc.property(anyMoment, zones, fc.boolean(), (due, zone, isDay) => {
        const task = dueBy(isDay ? { kind: 'day', on: dateIn(zone, due) } : { kind: 'moment', at: due }, zone);
        const first = nextReminderAt(task, zone, addSeconds(due, -3 * 86_400));
        const second = first && nextReminderAt(task, zone, first);
        expect(second).toBe(task.lateFrom);
        expect(second && nextReminderAt(task, zone, second)).toBeNull();
        if (isDay && first) expect([dateIn(zone, first), timeIn(zone, first)]).toEqual([dateIn(zone, due), '09:00']);
      }),
    );
  });
});

describe('what a change does to the moments of a task', () => {
  const anna = 1 as PersonId;
  const now = at('2026-11-23T10:00+02:00');
  const task = (more: Partial<Task> = {}): Task => ({
    id: 1 as TaskId,
    ...taskOf(anna, 2 as PersonId),
    ...moment('2026-11-24T18:00+02:00'),
    remindAt: at('2026-11-24T17:00+02:00'),
    ...more,
  });
  const urgent = task({ priority: 'urgent', escalateAt: at('2026-11-23T10:10+02:00') });

  it('keeps a reminder that is due where the deadline is the same', () => {
    const due = task({ remindAt: addSeconds(now, -3) });
    expect(momentsAfterChange(due, { ...due, title: 'Other' }, oleh, now).remindAt).toBe(due.remindAt);
  });

  it('cancels them with a task that is closed, and sets them anew when it is opened again', () => {
    const done = task({ state: 'done', remindAt: null });
    expect(momentsAfterChange(urgent, { ...urgent, state: 'done' }, oleh, now)).toEqual({
      remindAt: null,
      escalateAt: null,
    });
    expect(momentsAfterChange(done, { ...done, state: 'open' }, oleh, now).remindAt).toBe(at('2026-11-24T17:00+02:00'));
  });

  it('counts the half hour on while the same person has not taken an urgent task', () => {
    expect(momentsAfterChange(urgent, { ...urgent, title: 'Other' }, oleh, now).escalateAt).toBe(urgent.escalateAt);
    expect(
      momentsAfterChange({ ...urgent, escalateAt: null }, { ...urgent, title: 'Other' }, oleh, now).escalateAt,
    ).toBeNull();
  });

  it.each([
    ['for somebody else', { assigneeId: 3 as PersonId }, '2026-11-23T10:30+02:00'],
    ['when it was taken', { tookAt: now }, null],
    ['when it is not urgent any more', { priority: 'high' as const }, null],
    ['when it comes back to its author', { assigneeId: anna }, null],
  ])('counts it anew, or not at all: %s', (_, patch, expected) => {
    expect(momentsAfterChange(urgent, { ...urgent, ...patch }, oleh, now).escalateAt).toBe(expected && at(expected));
  });

  it('begins to count when a task becomes urgent', () => {
    expect(momentsAfterChange(task(), { ...task(), priority: 'urgent' }, oleh, now).escalateAt).toBe(
      at('2026-11-23T10:30+02:00'),
    );
  });
});
