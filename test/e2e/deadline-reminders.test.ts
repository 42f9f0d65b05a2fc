import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadlineReminders } from '../../jobs/deadline-reminders.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/log.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { heardUntil } from '../support/heard-until.ts';

describe('reminders of deadlines', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let oleh: AgencyPerson;

  /** From Monday the 23rd of November, 10:00 in Kyiv, or from another moment. */
  async function open(at?: string): Promise<void> {
    agency = await openAgency(at ? { at } : {});
    anna = agency.person('anna');
    oleh = agency.person('oleh');
    // What waits for the end of quiet hours has tests of its own.
    for (const person of [anna, oleh]) await person.says('/settings quiet off');
  }
  beforeEach(() => open());
  afterEach(() => agency.close());

  async function give(line: string): Promise<void> {
    await anna.says(`/task ${line}`);
    await oleh.hears();
  }

  /** `24T15:00 Due in 1 h:`, the day and hour of UTC with the first line, the heartbeat every half hour. */
  const remindersOf = (person: AgencyPerson, until: string, stepMinutes?: number) =>
    heardUntil(agency, person, until, /^(Due|This is overdue)/, stepMinutes);

  it('come an hour before one with a time, and when it has passed, once, to the assignee alone', async () => {
    await give('Banner @oleh tomorrow 18:00');
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual([
      '24T15:00 Due in 1 h:',
      '24T16:00 This is overdue now:',
    ]);
    expect(await anna.hears()).toEqual([]);
  });

  it('come at nine on the day of one without a time, and when that day is over', async () => {
    await give('Banner @oleh tomorrow');
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual([
      '24T07:00 Due today:',
      '24T22:00 This is overdue now:',
    ]);
  });

  it('show the task, and what can be done with it', async () => {
    await give('Banner @oleh !high tomorrow 18:00');
    agency.clock.set('2026-11-24T15:00:00Z');
    await agency.tick();
    const [reminder = ''] = await oleh.hears();
    expect(reminder).toMatch(/^Due in 1 h:\n1 Banner\n(?:.*\n)*Priority: +high/);
    for (const label of ['Done', 'Start timer', 'Open', 'In 20 min', 'In 1 hour', 'Tomorrow 9:00', 'Monday 9:00']) {
      expect(reminder).toContain(label);
    }
    expect(await oleh.presses('Done')).toContain('Done.');
  });

  it('leave out what lies behind: of a task given 40 minutes before, only that it is overdue', async () => {
    await give('Banner @oleh in 40 minutes');
    expect(await remindersOf(oleh, '2026-11-23T12:00:00Z', 10)).toEqual(['23T08:40 This is overdue now:']);
  });

  it('leave out the morning of a day that is under way', async () => {
    await give('Banner @oleh today');
    expect(await remindersOf(oleh, '2026-11-25T12:00:00Z')).toEqual(['23T22:00 This is overdue now:']);
  });

  it.each([
    ['moved', 'move 1 wednesday 12:00', ['25T09:00 Due in 1 h:', '25T10:00 This is overdue now:']],
    ['cleared', 'edit 1 no deadline', []],
    ['given to somebody else', 'edit 1 @ira', []],
    ['done', 'done 1', []],
    ['dropped', 'drop 1', []],
  ])('follow the task: %s', async (_, line, heard) => {
    await give('Banner @oleh tomorrow 18:00');
    await anna.says(`/${line}`);
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual(heard);
  });

  it('go to whoever has the task now', async () => {
    const ira = agency.person('ira');
    await ira.says('/settings quiet off');
    await give('Banner @oleh tomorrow 18:00');
    await anna.says('/edit 1 @ira');
    expect(await remindersOf(ira, '2026-11-26T12:00:00Z')).toEqual([
      '24T15:00 Due in 1 h:',
      '24T16:00 This is overdue now:',
    ]);
  });

  it('come again for a task that is opened again, and for one whose closing was taken back', async () => {
    await give('Banner @oleh tomorrow 18:00');
    await give('Menu @oleh tomorrow 18:00');
    await anna.says('/done 1');
    await anna.says('/reopen 1');
    await anna.says('/done 2');
    await anna.says('/undo');
    agency.clock.set('2026-11-24T15:00:00Z');
    await agency.tick();
    expect((await oleh.hears()).at(-1)).toMatch(
      /^2 messages for you\n.*Due in 1 h: 1 Banner\n.*\n.*Due in 1 h: 2 Menu/,
    );
  });

  it('follow a whole day into another zone, once for each kind', async () => {
    await give('Banner @oleh tomorrow');
    expect(await remindersOf(oleh, '2026-11-24T08:00:00Z')).toEqual(['24T07:00 Due today:']);
    await oleh.says('/settings zone New York');
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual(['25T05:00 This is overdue now:']);
  });

  it('say for when they were meant when Friday was down, and the later of two says it all', async () => {
    await give('Banner @oleh tomorrow 18:00');
    await give('Menu @oleh tomorrow 21:00');
    agency.clock.set('2026-11-24T18:30:00Z');
    await agency.tick();
    expect((await oleh.hears()).join()).toBe(
      [
        '2 messages for you',
        '• This is overdue now: 1 Banner',
        '  Meant for Tue 24 Nov, 18:00.',
        '  [1] Done  [2] Open',
        '• Due in 30 min: 2 Menu',
        '  Meant for Tue 24 Nov, 20:00.',
        '  [3] Done  [4] Open',
      ].join('\n'),
    );
  });

  it.each([
    ['an hour and a half', '2026-11-24T14:30:00Z'],
    ['a day', '2026-11-23T16:00:00Z'],
  ])('come once when the clock is set back %s', async (_, back) => {
    await give('Banner @oleh tomorrow 18:00');
    expect(await remindersOf(oleh, '2026-11-24T16:00:00Z')).toHaveLength(2);
    agency.clock.set(back);
    await anna.says('/edit 1 !high');
    await anna.says('/done 1');
    await anna.says('/undo');
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual([]);
  });

  it.each([
    ['three hours', '2026-11-24T17:30:00Z', ['24T15:00 Due in 1 h:', '24T16:00 This is overdue now:']],
    ['two hours', '2026-11-24T16:30:00Z', ['24T15:00 Due in 1 h:', '24T16:00 This is overdue now:']],
    ['half a year', '2027-05-24T16:30:00Z', ['24T15:00 Due in 1 h:', '24T16:00 This is overdue now:']],
    ['an hour', '2026-11-24T15:30:00Z', ['24T15:00 Due in 1 h:', '24T16:00 This is overdue now:']],
  ])('come at their moments where a clock that was ahead had told of them: %s', async (_, ahead, heard) => {
    await give('Banner @oleh tomorrow 18:00');
    agency.clock.set(ahead);
    await agency.tick();
    await oleh.hears();
    agency.clock.set('2026-11-24T14:30:00Z');
    await agency.tick();
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual(heard);
  });

  it('come on their day where a clock was ahead', async () => {
    await give('Banner @oleh tomorrow');
    agency.clock.set('2026-11-25T14:00:00Z');
    await agency.tick();
    await oleh.hears();
    agency.clock.set('2026-11-23T14:00:00Z');
    expect(await remindersOf(oleh, '2026-11-26T12:00:00Z')).toEqual([
      '24T07:00 Due today:',
      '24T22:00 This is overdue now:',
    ]);
  });

  it('come at their moments where Friday was started anew with the clock put right', async () => {
    await give('Banner @oleh tomorrow 18:00');
    agency.clock.set('2026-11-24T17:30:00Z');
    await agency.tick();
    agency.clock.set('2026-11-24T14:30:00Z');
    const { store, clock } = agency;
    await deadlineReminders({ store, log: silentLog }).run(clock.now());
    const task = await store.transact((tx) => tx.tasks.get(1 as TaskId));
    expect(task?.remindAt).toBe('2026-11-24T15:00:00.000Z');
  });

  it('do not come to somebody who left', async () => {
    await give('Banner @oleh tomorrow 18:00');
    await anna.says('/people remove @oleh');
    agency.clock.set('2026-11-24T15:00:00Z');
    expect((await agency.tick())['deadline reminders']).toEqual({ owed: 0, dropped: 1, failed: 0 });
  });

  it.each([
    ['2026-10-24T09:00:00Z', 'sunday', ['25T07:00 Due today:', '25T22:00 This is overdue now:']],
    ['2026-10-24T09:00:00Z', 'sunday 03:30', ['24T23:30 Due in 1 h:', '25T00:30 This is overdue now:']],
    ['2027-03-27T09:00:00Z', 'sunday', ['28T06:00 Due today:', '28T21:00 This is overdue now:']],
    ['2027-03-27T09:00:00Z', 'sunday 04:30', ['28T00:30 Due in 1 h:', '28T01:30 This is overdue now:']],
  ])('come once over a change of clocks in Kyiv: from %s, due %s', async (at, due, heard) => {
    await agency.close();
    await open(at);
    await give(`Banner @oleh ${due}`);
    const until = new Date(Date.parse(at) + 2.5 * 86_400_000).toISOString();
    expect(await remindersOf(oleh, until)).toEqual(heard);
  });

  it.each([
    ['2026-10-31T12:00:00Z', 'sunday', ['01T14:00 Due today:', '02T05:00 This is overdue now:']],
    ['2027-03-13T12:00:00Z', 'sunday', ['14T13:00 Due today:', '15T04:00 This is overdue now:']],
  ])('come once over a change of clocks in New York: from %s, due %s', async (at, due, heard) => {
    await agency.close();
    await open(at);
    await oleh.says('/settings zone New York');
    await give(`Banner @oleh ${due}`);
    const until = new Date(Date.parse(at) + 2.5 * 86_400_000).toISOString();
    expect(await remindersOf(oleh, until)).toEqual(heard);
  });
});
