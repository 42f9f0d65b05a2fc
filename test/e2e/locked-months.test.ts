import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-02, 14:00 in Kyiv. */
const START = '2026-11-02T12:00:00Z';
const LOCKED = /October 2026 is locked \(Anna, Mon 2 Nov, 14:00\), and only owners can change time in it\./;

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let maria: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: '2026-10-30T12:00:00Z' });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  maria = agency.person('maria');
  for (const person of [anna, oleh, maria]) await person.says('/help');
  await anna.says('/people role @maria manager');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project new site Site');
  await anna.says('/task Banner @oleh #prostor');
  await anna.says('/task Header @oleh');
  await oleh.says('/log 9:00-11:00 1 sketch');
  agency.clock.set(START);
});
afterEach(() => agency.close());

it('is for owners, who see which months are locked, by whom and since when', async () => {
  for (const person of [oleh, maria]) {
    for (const line of ['/time lock 2026-10', '/time unlock 2026-10', '/time locks', '/time lock nonsense']) {
      expect(await person.says(line)).toContain('That is for owners.');
    }
  }
  expect(await anna.says('/time locks')).toContain('No month is locked.');
  expect(await anna.presses('Lock October 2026')).toContain('October 2026 is locked now');
  expect(await anna.says('/time locks')).toMatch(/October 2026\n +Anna · Mon 2 Nov, 14:00/);
  agency.clock.advance({ hours: 1 });
  expect(await anna.says('/time lock жовтень')).toContain('October 2026 is locked already: Anna, Mon 2 Nov, 14:00.');
  expect(await anna.presses('Unlock October 2026')).toContain('October 2026 is open again');
  expect(await anna.says('/time unlock last month')).toContain('October 2026 is not locked.');
});

it.each([
  ['2026-12', 'December 2026 has not begun yet.'],
  ['yesterday', 'I cannot read “yesterday” as a month.'],
  ['2026', 'I cannot read “2026” as a month.'],
  ['1.10-30.10', 'as a month'],
  ['', 'Something is missing.'],
])('does not lock %j', async (words, answer) => {
  expect(await anna.says(`/time lock ${words}`)).toContain(answer);
  expect(await anna.says('/time locks')).toContain('No month is locked.');
});

it('asks before it locks the month that is not over', async () => {
  expect(await anna.says('/time lock 2026-11')).toMatch(
    /^November 2026 is not over yet: .*\n\[1\] Lock November 2026$/,
  );
  expect(await anna.says('/time locks')).toContain('No month is locked.');
  expect(await oleh.says('/log 9:00-9:30')).toContain('Logged');
  expect(await oleh.forges('time lock 2026-11 yes')).toContain('That is for owners.');
  await anna.says('/time lock this month');
  expect(await anna.presses('Lock November 2026')).toContain('November 2026 is locked now');
  expect(await oleh.says('/log 10:00-10:30')).toContain('November 2026 is locked');
  expect(await anna.says('/time lock 2026-11')).toContain('November 2026 is locked already');
  agency.clock.set('2026-12-01T08:00:00Z');
  await anna.says('/time unlock 2026-11');
  expect(await anna.says('/time lock 2026-11')).toContain('November 2026 is locked now');
});

it('asks as well while the month goes on where the organisation is, whatever the clock of the owner says', async () => {
  await anna.says('/settings zone Pacific/Auckland');
  agency.clock.set('2026-11-30T18:00:00Z');
  expect(await anna.says('/time lock november')).toContain('November 2026 is not over yet');
  agency.clock.set('2026-11-30T22:00:00Z');
  expect(await anna.says('/time lock november')).toContain('November 2026 is locked now');
});

describe('in a locked month', () => {
  beforeEach(async () => {
    await anna.says('/time lock 2026-10');
  });

  it.each([
    ['new time', '/log 12:00-13:00 30.10'],
    ['new time over midnight of its last day', '/log 23:00-01:00 31.10 1'],
    ['the rest of a day', '/log rest 2026-10-30 1'],
    ['another length', '/log edit 1 1h'],
    ['another task', '/log edit 1 #2'],
    ['another note', '/log edit 1 note drawing'],
    ['another day within it', '/log edit 1 29.10'],
    ['another day beyond it', '/log edit 1 today'],
    ['a move', '/log move 1 2'],
    ['a split', '/log split 1 10:00'],
    ['a deletion', '/log delete 1'],
    ['taking back what was logged', '/undo yes'],
    ['another project of a task with time in it', '/edit 1 #site'],
  ])('refuses %s to all but owners, and says who locked it', async (_, line) => {
    const before = await agency.rows();
    const refused = await oleh.says(line);
    expect(refused).toMatch(LOCKED);
    expect(refused).toContain('/people');
    expect(await agency.rows()).toEqual(before);
    if (/^\/(log (?!rest|1|2)|edit)/.test(line)) {
      expect(await maria.says(line)).toMatch(LOCKED);
      expect(await anna.says(line)).not.toMatch(/locked/);
    }
  });

  it('refuses to bring time into it', async () => {
    await oleh.says('/log 9:00-10:00 today 2');
    expect(await oleh.says('/log edit 2 29.10')).toMatch(LOCKED);
    expect(await oleh.says('/log edit 2 #1')).toContain('Time changed');
    await oleh.says('/log delete 2');
    expect(await oleh.says('/undo')).toContain('Time as before');
  });

  it('says so in the list, and offers nothing that would be refused', async () => {
    const listed = await oleh.says('/log list october');
    expect(listed).toContain('its month is locked');
    expect(listed).not.toContain('Correct');
    const shown = await oleh.says('/log show 1');
    expect(shown).toContain('its month is locked');
    expect(shown).not.toContain('Split');
    expect(await anna.says('/log list october @oleh')).toContain('Correct');
  });

  it('moves a task whose time lies outside of it, and an owner moves any', async () => {
    await oleh.says('/log 9:00-10:00 today 2');
    expect(await oleh.says('/edit 2 #site')).toContain('Task changed');
    expect(await anna.says('/edit 1 #site')).toContain('Task changed');
    expect(await anna.says('/time last month @oleh by project')).toContain('#site');
  });

  it('opens for everybody again when it is unlocked', async () => {
    await anna.says('/time unlock 2026-10');
    expect(await oleh.says('/log edit 1 1h')).toContain('Time changed');
  });

  it('goes by the clocks of whoever did the work, too', async () => {
    const zoe = agency.person('zoe');
    await zoe.says('/settings zone America/New_York');
    agency.clock.set('2026-11-03T12:00:00Z');
    // 1 November, 01:00 to 02:00 in Kyiv.
    expect(await zoe.says('/log 19:00-20:00 31.10')).toMatch(/October 2026 is locked/);
    expect(await oleh.says('/log 1:00-2:00 1.11')).toContain('Logged');
    await anna.says('/people role @oleh manager');
    await zoe.says('/log 19:00-20:00 1.11');
    expect(await oleh.says('/log edit 3 18:00-18:30 1.11')).toContain('Time changed');
  });
});

describe('whoever changes their zone', () => {
  // As Kyiv sees it, where the organisation is: the last hours of October, and the first ones.
  it.each([
    ['to the east', 'Pacific/Kiritimati', '18:00-20:00 31.10'],
    ['to the west', 'Pacific/Pago_Pago', '2:00-4:00 1.10'],
  ])('changes nothing of a locked month by that: %s', async (_, zone, when) => {
    await oleh.says(`/log ${when} 2 late work`);
    await oleh.says('/edit 2 #prostor');
    await anna.says('/time lock 2026-10');
    await oleh.says(`/settings zone ${zone}`);
    const before = await agency.rows();
    for (const line of ['/log edit 2 1h', '/log edit 2 note x', '/log move 2 1', '/log delete 2', '/log split 2 1h']) {
      expect(await oleh.says(line)).toMatch(/October 2026 is locked/);
    }
    expect(await oleh.says('/edit 2 #site')).toMatch(/October 2026 is locked/);
    expect(await oleh.says('/undo yes')).toMatch(/October 2026 is locked/);
    expect(await agency.rows()).toEqual(before);
    const shown = await oleh.says('/log show 2');
    expect(shown).toContain('its month is locked');
    expect(shown).not.toContain('Correct');
  });

  it('brings no time into it that the organisation would count for it', async () => {
    await anna.says('/time lock 2026-10');
    await oleh.says('/settings zone Pacific/Kiritimati');
    // 31 October, 21:00 to 22:00 in Kyiv.
    expect(await oleh.says('/log 9:00-10:00 1.11')).toMatch(/October 2026 is locked/);
    // 1 November, 01:00 to 02:00 in Kyiv.
    expect(await oleh.says('/log 13:00-14:00 1.11')).toContain('Logged');
  });
});

describe('a timer that runs over the end of a month', () => {
  beforeEach(async () => {
    agency.clock.set('2026-10-31T18:00:00Z');
    await oleh.says('/timer start 2 layout');
    agency.clock.set('2026-11-01T06:00:00Z');
    await anna.says('/time lock 2026-10');
  });

  it('stops now, which leaves the locked month as it was', async () => {
    const before = await anna.says('/time 2026-10 @oleh by task');
    expect(before).toMatch(/2 Header +▸ 4 h/);
    expect(await oleh.says('/timer stop sent')).toContain('12 h this time');
    expect(await anna.says('/time 2026-10 @oleh by task')).toMatch(/2 Header +4 h/);
    expect(await oleh.says('/undo')).toContain('The timer is running again');
  });

  it('stops with its task, too', async () => {
    expect(await oleh.says('/done 2')).toContain('Done.');
  });

  it('neither stops within the locked month nor is thrown away, but by an owner', async () => {
    expect(await oleh.forges('timer answer 2 end 2026-10-31T20:00:00Z')).toMatch(/October 2026 is locked/);
    expect(await oleh.forges('timer answer 2 discard')).toMatch(/October 2026 is locked/);
    expect(await oleh.says('/timer cancel')).toMatch(/October 2026 is locked/);
    expect(await oleh.forges('timer answer 2 end 2026-10-31T23:00:00Z')).toContain('5 h this time');
    expect(await anna.says('/log edit 2 20:00-21:00')).toContain('Time changed');
  });
});

it('takes no new timer while it lasts, and keeps the one that runs', async () => {
  await oleh.says('/timer start 1');
  agency.clock.advance({ minutes: 30 });
  await anna.says('/time lock 2026-11');
  await anna.presses('Lock November 2026');
  expect(await oleh.says('/timer start 2')).toMatch(/November 2026 is locked/);
  expect(await oleh.says('/timer')).toContain('1 Banner');
  expect(await oleh.says('/timer stop')).toContain('30 min this time');
  expect(await oleh.says('/log 5m 1')).toMatch(/November 2026 is locked/);
});

it.each([
  ['uk', 'Жовтень 2026 закрито (Anna, пн 2 листопада, 14:00), час у ньому можуть змінювати лише власники.'],
  ['ru', 'Октябрь 2026 закрыт (Anna, пн 2 ноября, 14:00), время в нём могут менять только владельцы.'],
])('says why in %s', async (language, answer) => {
  await anna.says('/time lock 2026-10');
  await oleh.says(`/settings language ${language}`);
  expect(await oleh.says('/log delete 1')).toContain(answer);
});

it('is kept when whoever locked it becomes one person with another account of theirs', async () => {
  await anna.says('/time lock 2026-10');
  const code = /\/link (\S+)/.exec(await anna.says('/link'))?.[1] ?? '';
  const other = agency.person('anna in slack', { platform: 'slack', name: 'Anna S' });
  await other.says(`/link ${code}`);
  await other.presses('Join');
  expect(await other.says('/time locks')).toMatch(/October 2026\n +Anna/);
});
