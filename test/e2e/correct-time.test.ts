import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 14:00 in Kyiv. */
const MONDAY = '2026-11-23T12:00:00Z';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: MONDAY });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  for (const line of ['Banner @oleh #prostor', 'Header @oleh', 'Secret']) await anna.says(`/task ${line}`);
  await oleh.says('/log 9:00-11:00 1 sketch');
});
afterEach(() => agency.close());

describe('a list of logged time', () => {
  it('lets each entry be changed, split, moved and deleted', async () => {
    await oleh.says('/log 12:00-12:30');
    expect(await oleh.says('/log list')).toMatch(/1 · 2 h · 1 Banner\n +Mon 23 Nov, 09:00–11:00 · sketch/);
    expect(await oleh.presses('Correct')).toContain('How long was it really?');
    await oleh.says('/log list');
    expect(await oleh.presses('Split')).toContain('Where shall it be split?');
    await oleh.says('/log list');
    expect(await oleh.presses('Other task')).toContain('What was this time spent on?');
    await oleh.says('/log list');
    expect(await oleh.presses('Delete')).toContain('Time deleted: 1 Banner');
    expect(await oleh.says('/undo')).toContain('Time as before:');
  });

  it('is of a period, also in words', async () => {
    await oleh.says('/log 1h yesterday 2');
    expect(await oleh.says('/log list yesterday')).toContain('2 Header');
    expect(await oleh.says('/log list yesterday')).not.toContain('1 Banner');
    expect(await oleh.says('/log list листопад')).toMatch(/1 Banner[\s\S]*2 Header/);
  });
});

describe('a correction', () => {
  it.each([
    ['#2', '2 Header', '2 h · Mon 23 Nov · 09:00–11:00', 'sketch'],
    ['T2', '2 Header', '2 h · Mon 23 Nov · 09:00–11:00', 'sketch'],
    ['#prostor', '#prostor', '2 h · Mon 23 Nov · 09:00–11:00', 'sketch'],
    ['no task', 'no task', '2 h · Mon 23 Nov · 09:00–11:00', 'sketch'],
    ['без задачі', 'no task', '2 h · Mon 23 Nov · 09:00–11:00', 'sketch'],
    ['yesterday', '1 Banner', '2 h · Sun 22 Nov · 09:00–11:00', 'sketch'],
    ['у п’ятницю', '1 Banner', '2 h · Fri 20 Nov · 09:00–11:00', 'sketch'],
    ['в среду 10:00-10:45', '1 Banner', '45 min · Wed 18 Nov · 10:00–10:45', 'sketch'],
    ['#2 вчера 1ч', '2 Header', '1 h · Sun 22 Nov · 09:00–10:00', 'sketch'],
    ['10:00-10:45 в среду', '1 Banner', '45 min · Wed 18 Nov · 10:00–10:45', 'sketch'],
    ['1h15m', '1 Banner', '1 h 15 min · Mon 23 Nov · 09:00–10:15', 'sketch'],
    ['note Call about the layout', '1 Banner', '2 h · Mon 23 Nov · 09:00–11:00', 'Call about the layout'],
    ['нотатка Дзвінок 12', '1 Banner', '2 h · Mon 23 Nov · 09:00–11:00', 'Дзвінок 12'],
    ['1h #2 yesterday call', '2 Header', '1 h · Sun 22 Nov · 09:00–10:00', 'call'],
    ['#2 layout', '2 Header', '2 h · Mon 23 Nov · 09:00–11:00', 'layout'],
    ['9:30-10:00 T2 note the second one', '2 Header', '30 min · Mon 23 Nov · 09:30–10:00', 'the second one'],
  ])('reads %j', async (words, work, stretch, note) => {
    const answer = await oleh.says(`/log edit 1 ${words}`);
    expect(answer).toContain(`Time changed: ${work} · entry 1`);
    expect(answer).toContain(stretch);
    expect(answer).toContain(`│ ${note}`);
    await oleh.says('/undo');
    expect(await oleh.says('/log list')).toMatch(/1 · 2 h · 1 Banner\n +Mon 23 Nov, 09:00–11:00 · sketch/);
  });

  it('takes a note away', async () => {
    expect(await oleh.says('/log edit 1 without note')).not.toContain('│ sketch');
    expect(await oleh.says('/log edit 1 1h no note')).toContain('1 h · Mon 23 Nov');
  });

  it.each([
    ['12', 'I cannot read how long “12” is'],
    ['soon', 'I cannot read how long “soon” is'],
    ['soon yesterday', 'I cannot read how long'],
    ['#2 no task', 'I cannot read how long'],
    ['#99', 'There is no task 99 that you can see.'],
    ['#3', 'There is no task 3 that you can see.'],
    ['#nope', 'There is no project #nope.'],
    ['tomorrow', 'That is still in the future.'],
    ['1h 9:00-11:30 #2', '/log edit 1 09:00-11:30 #2'],
    ['9:00-11:00', 'Entry 1 is like that already; nothing was changed.'],
    ['#1', 'Entry 1 is like that already; nothing was changed.'],
  ])('refuses %j', async (words, answer) => {
    expect(await oleh.says(`/log edit 1 ${words}`)).toContain(answer);
    expect(await oleh.says('/log list')).toMatch(/1 · 2 h · 1 Banner\n +Mon 23 Nov, 09:00–11:00 · sketch/);
  });

  it('keeps seconds where only the day is another', async () => {
    agency.clock.set('2026-11-23T12:00:17Z');
    await oleh.says('/timer start 2');
    agency.clock.set('2026-11-23T12:10:40Z');
    await oleh.says('/timer stop');
    await oleh.says('/log edit 2 yesterday');
    const [entry] = await agency.store.transact((tx) =>
      tx.timeEntries.within({ from: '2026-11-21T22:00:00.000Z' as never, to: '2026-11-22T22:00:00.000Z' as never }),
    );
    expect([entry?.startedAt, entry?.stoppedAt]).toEqual(['2026-11-22T12:00:17.000Z', '2026-11-22T12:10:40.000Z']);
  });

  it('offers what is free with all else that was asked', async () => {
    await oleh.says('/log 11:00-12:00 2');
    await oleh.says('/log edit 1 10:00-11:30 #2 note sketch again');
    const changed = await oleh.presses('Log 10:00-11:00');
    expect(changed).toContain('Time changed: 2 Header');
    expect(changed).toContain('│ sketch again');
  });
});

describe('another task', () => {
  it('is picked from what is open, or written', async () => {
    expect(await oleh.says('/log move 1')).toContain('What was this time spent on? 1 Banner');
    expect(await oleh.presses('2 Header')).toContain('Time changed: 2 Header · entry 1');
    await oleh.says('/log move 1');
    expect(await oleh.says('#prostor')).toContain('Time changed: #prostor');
    await oleh.says('/log move 1');
    expect(await oleh.presses('no task')).toContain('Time changed: no task');
    expect(await oleh.says('/log move 1 1')).toContain('Time changed: 1 Banner');
    expect(await oleh.says('/log move 1 T1')).toContain('like that already');
    expect(await oleh.says('/log move 1 3')).toContain('There is no task 3 that you can see.');
    expect(await oleh.says('/time by task')).toMatch(/1 Banner +2 h/);
  });

  it.each(['no task', 'none', 'без завдання', 'нема', 'немає', 'без задачи', 'нет'])(
    'is none with %j',
    async (words) => {
      expect(await oleh.says(`/log move 1 ${words}`)).toContain('Time changed: no task');
    },
  );
});

it.each(['abc', '92-94', 'last', '1 abc'])('says that %j is no number of an entry to delete', async (words) => {
  expect(await oleh.says(`/log delete ${words}`)).toContain('is not the number of an entry');
  expect(await oleh.says('/log list')).toContain('1 Banner');
});

describe('a split', () => {
  it.each([
    ['10:15', '1 h 15 min', '45 min'],
    ['at 10am', '1 h', '1 h'],
    ['о 10:00', '1 h', '1 h'],
    ['30m', '30 min', '1 h 30 min'],
    ['1:30', '1 h 30 min', '30 min'],
    ['півтори години', '1 h 30 min', '30 min'],
  ])('by %j makes two entries that touch', async (words, first, second) => {
    const answer = await oleh.says(`/log split 1 ${words}`);
    expect(answer).toContain('Split in two: 1 Banner');
    expect(answer).toMatch(
      new RegExp(`entry 1\\n${first} · Mon 23 Nov · 09:00–[\\s\\S]*entry 2\\n${second} · Mon 23 Nov · `),
    );
    expect(await oleh.says('/time by task')).toMatch(/1 Banner +2 h/);
    expect(await oleh.says('/log list')).toMatch(/2 · .* · 1 Banner\n.*11:00 · sketch/);
    await oleh.says('/undo');
    expect(await oleh.says('/log list')).not.toContain('2 · ');
    expect(await oleh.says('/log list')).toMatch(/1 · 2 h · 1 Banner/);
  });

  it.each(['9:00', '11:00', '8:00', '2h', '3h'])('is refused at %j', async (words) => {
    const refused = await oleh.says(`/log split 1 ${words}`);
    expect(refused).toContain('Entry 1 can be split between 09:00 and 11:00 only.');
    expect(refused).toContain('/log split 1 10:00');
  });

  it('goes over midnight', async () => {
    await oleh.says('/log 22:00-02:00 yesterday 2');
    expect(await oleh.says('/log split 2 1:00')).toContain('1 h · Mon 23 Nov · 01:00–02:00');
  });

  it('is undone after the second part went elsewhere', async () => {
    await oleh.says('/log split 1 10:00');
    await oleh.says('/log move 2 2');
    expect(await oleh.says('/time by task')).toMatch(/1 Banner +1 h/);
    await oleh.says('/undo');
    await oleh.says('/undo');
    expect(await oleh.says('/time by task')).toMatch(/1 Banner +2 h/);
  });

  it('leaves the parts with whoever did the work', async () => {
    await anna.says('/log split 1 10:00');
    expect(await anna.says('/time by task')).toContain('No time logged');
    expect(await oleh.says('/log list')).toMatch(/2 · 1 h · 1 Banner[\s\S]*1 · 1 h · 1 Banner/);
  });

  it('is not for a timer that runs', async () => {
    await oleh.says('/timer start 2');
    for (const command of ['edit', 'split', 'move']) {
      expect(await oleh.says(`/log ${command} 2 1h`)).toContain('Entry 2 is your running timer.');
    }
  });
});

describe('the history of an entry', () => {
  it('tells what was changed, by whom, when and where, the latest first', async () => {
    expect(await oleh.says('/log show 1')).toContain('Never changed.');
    await oleh.says('/log edit 1 9:00-10:30 #2 note layout');
    agency.clock.advance({ minutes: 5 });
    await anna.says('/log edit 1 yesterday');
    await anna.says('/log split 1 10:00');
    await anna.says('/undo');
    const shown = await oleh.says('/log show 1');
    const lines = shown.split('\n').filter((line) => line.startsWith('• '));
    expect(lines).toEqual([
      '• Last change taken back',
      '• Split in two, 09:00–10:30 before; the second part is entry 2',
      '• Mon 23 Nov, 09:00–10:30 → Sun 22 Nov, 09:00–10:30',
      '• Note: sketch → layout',
      '• 1 Banner → 2 Header',
      '• 09:00–11:00 → 09:00–10:30',
    ]);
    expect(shown).toContain('Anna · Mon 23 Nov, 14:05 · terminal');
    expect(shown).toContain('Oleh · Mon 23 Nov, 14:00 · terminal');
    expect(await oleh.presses('Split')).toContain('Where shall it be split?');
  });

  it('outlives the entry, for those who might see it', async () => {
    await oleh.says('/log delete 1');
    const shown = await oleh.says('/log show 1');
    expect(shown).toContain('This entry was deleted.');
    expect(shown).toContain('│ sketch');
    expect(shown).toContain('• Deleted');
    expect(await anna.says('/log show 1')).toContain('Oleh');
    expect(await agency.person('vira').says('/log show 1')).toContain('There is no time entry 1 of yours.');
    await oleh.says('/undo');
    expect(await oleh.says('/log show 1')).toMatch(/• Last change taken back[\s\S]*• Deleted/);
  });

  it('does not name a task that went out of sight', async () => {
    await oleh.says('/log edit 1 #2');
    await anna.says('/edit 1 @anna Launch plan');
    const shown = await oleh.says('/log show 1');
    expect(shown).not.toContain('Launch plan');
    expect(shown).toContain('• 1 → 2 Header');
  });

  it('is nobody else’s to see', async () => {
    expect(await agency.person('vira').says('/log show 1')).toContain('There is no time entry 1 of yours.');
    expect(await anna.says('/log show 99')).toContain('There is no time entry 99 of yours.');
  });
});

describe('several entries', () => {
  beforeEach(() => oleh.says('/log 12:00-12:30'));

  it.each(['1 2', '1, 2', '#1 #2'])('are deleted at once by %j, and come back together', async (numbers) => {
    const deleted = await oleh.says(`/log delete ${numbers}`);
    expect(deleted).toMatch(/^Time deleted: 1 Banner\n2 h · .*\nTime deleted: no task\n30 min · .*\n\[1\] Undo$/);
    expect(await oleh.says('/log list')).not.toContain('1 Banner');
    await oleh.says('/undo');
    expect(await oleh.says('/log list')).toMatch(/2 · 30 min · [\s\S]*1 · 2 h · 1 Banner/);
  });

  it.each(['1 99', '1 and 2', '1 sketch', ''])('stay as they are after %j', async (words) => {
    expect(await oleh.says(`/log delete ${words}`)).not.toContain('Time deleted');
    expect(await oleh.says('/log list')).toMatch(/2 · 30 min · [\s\S]*1 · 2 h · 1 Banner/);
  });
});
