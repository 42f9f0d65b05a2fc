import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 08:00 in Kyiv; people work 09:00–18:00. */
let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: '2026-11-23T06:00:00Z' });
  anna = agency.person('anna');
  await anna.says('/task Banner');
  await anna.says('/task Menu');
  await anna.says('/settings evening 17:45');
});
afterEach(() => agency.close());

/** 17:45 in Kyiv */
const EVENING = '2026-11-23T15:45:00Z';

async function heardAt(moment: string): Promise<string[]> {
  await anna.hears();
  agency.clock.set(moment);
  await agency.tick();
  return (await anna.hears()).filter((message) => /^(Your day|Ваш день)/.test(message));
}

async function logAt(moment: string, line: string) {
  agency.clock.set(moment);
  await anna.says(line);
}

async function entries() {
  const all = await agency.store.transact((tx) =>
    tx.timeEntries.within({ from: '2026-01-01' as never, to: '2027-01-01' as never }),
  );
  return all.map(
    ({ startedAt, stoppedAt, taskId }) => `${taskId} ${startedAt.slice(11, 16)}-${stoppedAt?.slice(11, 16)}`,
  );
}

describe('the evening check', () => {
  it('is off until a person turns it on, and always comes when it is on', async () => {
    expect(await anna.says('/settings')).toMatch(/Evening check: +17:45 on working days\n/);
    const [check, ...more] = await heardAt(EVENING);
    expect(more).toEqual([]);
    expect(check).toMatch(
      /^Your day: Mon 23 Nov\s+Nothing logged yet\.\nNo task finished\.\nNothing that was due is left open\. Well done!/,
    );
    await anna.says('/settings evening off');
    expect(await heardAt('2026-11-24T15:45:00Z')).toEqual([]);
  });

  it('tells what was logged and finished today, and what is still open', async () => {
    await anna.says('/task Today today');
    await anna.says('/task Late monday 12:00');
    await anna.says('/task Tomorrow tomorrow');
    await anna.says('/project new prostor Prostor');
    await logAt('2026-11-23T12:00:00Z', '/log 9:00-10:30 1');
    await anna.says('/log 11:00-12:00 #prostor');
    await anna.says('/log 13:00-14:00 1');
    await anna.says('/done 2 Printed');
    const [check] = await heardAt(EVENING);
    expect(check).toMatch(/Logged: 3 h 30 min\n• 1 Banner · 2 h 30 min\n• #prostor · 1 h\n/);
    expect(check).toMatch(/Finished: 1\n• 2 Menu\n/);
    expect(check).toMatch(/Still open: 2\n• 4 Late\n(?:.*\n)*• 3 Today/);
    expect(check).not.toMatch(/• \d Tomorrow/);
  });

  it('counts a timer that runs up to now, and leaves it alone', async () => {
    await logAt('2026-11-23T13:45:00Z', '/timer start 1');
    const [check] = await heardAt(EVENING);
    expect(check).toMatch(/Logged: 2 h\n• 1 Banner · 2 h\n▸ A running timer counts up to now\./);
    expect(check).toContain('The longest stretch not logged yet: 6 h 45 min. You last worked on 1 Banner.');
    await anna.presses('Log 6 h 45 min to task 1');
    expect(await entries()).toEqual(['1 07:00-13:45', '1 13:45-undefined']);
  });

  it('logs the rest of the working day to the last task with one press, and takes it back', async () => {
    await logAt('2026-11-23T10:00:00Z', '/log 10:00-12:00 2');
    const [check] = await heardAt(EVENING);
    expect(check).toContain('The longest stretch not logged yet: 5 h 45 min. You last worked on 2 Menu.');
    const said = await anna.presses('Log 5 h 45 min to task 2');
    expect(said).toMatch(/^Logged: 2 Menu · entry 2\n5 h 45 min · Mon 23 Nov · 12:00–17:45\n/);
    expect(said).toMatch(/Logged: 7 h 45 min\n• 2 Menu · 7 h 45 min/);
    expect(await entries()).toEqual(['2 08:00-10:00', '2 10:00-15:45']);
    await anna.presses('Undo');
    expect(await entries()).toEqual(['2 08:00-10:00']);
  });

  it('takes the place of the check with what is left of it', async () => {
    await logAt('2026-11-23T10:00:00Z', '/log 10:00-12:00 2');
    agency.clock.set(EVENING);
    expect((await anna.pressing('log rest 2026-11-23 2')).replacesPressed).toBe(true);
    expect(await anna.presses('Log 1 h to task 2')).not.toContain('not logged yet');
    expect(await entries()).toEqual(['2 07:00-08:00', '2 08:00-10:00', '2 10:00-15:45']);
  });

  it('logs no longer than to the end of work, though it is pressed the next morning', async () => {
    await logAt('2026-11-23T08:00:00Z', '/log 9:00-10:00 1');
    await heardAt(EVENING);
    agency.clock.set('2026-11-24T07:00:00Z');
    expect(await anna.presses('Log 7 h 45 min to task 1')).toContain('8 h · Mon 23 Nov · 10:00–18:00');
  });

  it('refuses where nothing is free any more, or all is logged', async () => {
    await logAt('2026-11-23T08:00:00Z', '/log 9:00-10:00 1');
    await heardAt(EVENING);
    await anna.says('/log 10:00-17:45 2');
    expect(await anna.forges('log rest 2026-11-23 1')).toMatch(
      /^Nothing of that working day is left to log, or nothing/,
    );
    expect(await entries()).toHaveLength(2);
  });

  it.each(['', '2026-11-23', '2026-11-24 1', '2026-02-31 1', 'x 1', '2026-11-23 1 1'])(
    'refuses a press that was never offered: %j',
    async (args) => {
      agency.clock.set(EVENING);
      expect(await anna.forges(`log rest ${args}`)).toMatch(/has been answered, or is too old/);
    },
  );

  it('logs to no task that its person may not see', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/start');
    agency.clock.set(EVENING);
    expect(await oleh.forges('log rest 2026-11-23 1')).toContain('There is no task 1 that you can see.');
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['uk', /^Ваш день: пн 23 листопада/, 'Записати 5 год 45 хв на завдання 2', /^Час записано: 2 Menu/],
    ['ru', /^Ваш день: пн 23 ноября/, 'Записать 5 ч 45 мин на задачу 2', /^Записано: 2 Menu/],
  ])('speaks %s', async (language, heading, button, said) => {
    await anna.says(`/settings language ${language}`);
    await logAt('2026-11-23T10:00:00Z', '/log 10:00-12:00 2');
    expect(await heardAt(EVENING)).toEqual([expect.stringMatching(heading)]);
    expect(await anna.presses(button)).toMatch(said);
  });
});
