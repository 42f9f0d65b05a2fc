import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 14:00 in Kyiv. */
const MONDAY = '2026-11-23T12:00:00Z';

describe('time by hand', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency({ at: MONDAY });
    anna = agency.person('anna');
    await anna.says('/project new prostor Prostor shop');
    await anna.says('/task Banner #prostor');
  });
  afterEach(() => agency.close());

  it.each([
    ['1h30m 1 layout', '1 Banner', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['1.5h 1', '1 Banner', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['1,5h 1', '1 Banner', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['90m #1', '1 Banner', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['1:30 T1', '1 Banner', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['1г 30хв #prostor дзвінок', '#prostor', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['1ч 30м #prostor', '#prostor', '1 h 30 min · Mon 23 Nov · 12:30–14:00'],
    ['півтори години вчора', 'no task', '1 h 30 min · Sun 22 Nov · 09:00–10:30'],
    ['полтора часа позавчера', 'no task', '1 h 30 min · Sat 21 Nov · 09:00–10:30'],
    ['an hour and a half friday 1', '1 Banner', '1 h 30 min · Fri 20 Nov · 09:00–10:30'],
    ['2h yesterday 1', '1 Banner', '2 h · Sun 22 Nov · 09:00–11:00'],
    ['2h у п’ятницю 1', '1 Banner', '2 h · Fri 20 Nov · 09:00–11:00'],
    ['2h в среду #prostor', '#prostor', '2 h · Wed 18 Nov · 09:00–11:00'],
    ['9:00-11:30 #prostor call', '#prostor', '2 h 30 min · Mon 23 Nov · 09:00–11:30'],
    ['з 9 до 11:30 вчора', 'no task', '2 h 30 min · Sun 22 Nov · 09:00–11:30'],
    ['с 9 до 11 позавчера 1', '1 Banner', '2 h · Sat 21 Nov · 09:00–11:00'],
    ['22:00-01:30 yesterday 1', '1 Banner', '3 h 30 min · Sun 22 Nov · 22:00 – Mon 23 Nov, 01:30'],
    ['22:00-00:00 yesterday 1', '1 Banner', '2 h · Sun 22 Nov · 22:00–00:00'],
    ['2h 20.11 1', '1 Banner', '2 h · Fri 20 Nov · 09:00–11:00'],
    ['2h 1 2026-11-19', '1 Banner', '2 h · Thu 19 Nov · 09:00–11:00'],
  ])('reads %j', async (line, work, stretch) => {
    const answer = await anna.says(`/log ${line}`);
    expect(answer).toContain(`Logged: ${work}`);
    expect(answer).toContain(stretch);
  });

  it('asks how long when the line is empty', async () => {
    expect(await anna.says('/log')).toContain('How long, and on what?');
    expect(await anna.says('45m 1 layout')).toContain('45 min · Mon 23 Nov · 13:15–14:00');
  });

  it('lays a bare duration before what is logged already, and before the running timer', async () => {
    expect(await anna.says('/log 1h 1')).toContain('13:00–14:00');
    expect(await anna.says('/log 30m 1')).toContain('12:30–13:00');
    await anna.says('/log 10:00-12:00 1');
    expect(await anna.says('/log 45m 1')).toContain('09:15–10:00');
    expect(await anna.says('/log 30m 1')).toContain('12:00–12:30');
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 1 });
    expect(await anna.says('/log 15m 1')).toContain('09:00–09:15');
  });

  it('begins another day with the working day and goes on after the last work of that day', async () => {
    await anna.says('/settings work 10:00-19:00');
    expect(await anna.says('/log 2h yesterday 1')).toContain('10:00–12:00');
    expect(await anna.says('/log 30m yesterday 1')).toContain('12:00–12:30');
    await anna.says('/log 13:00-23:30 yesterday #prostor');
    expect(await anna.says('/log 1h yesterday 1')).toContain('00:00–01:00');
  });

  it('names what time overlaps with and offers the longest free part as a button that works', async () => {
    await anna.says('/log 10:00-10:45 1 sketch');
    const refused = await anna.says('/log 9:30-13:00 #prostor Design review');
    expect(refused).toContain('There is time of yours already: 1 Banner, 10:00–10:45.');
    const logged = await anna.presses('Log 10:45-13:00');
    expect(logged).toContain('Logged: #prostor');
    expect(logged).toContain('2 h 15 min · Mon 23 Nov · 10:45–13:00');
    expect(logged).toContain('│ Design review');
  });

  it('offers whole minutes where a timer was stopped in the middle of one', async () => {
    agency.clock.set('2026-11-23T08:00:30Z');
    await anna.says('/timer start 1');
    agency.clock.set('2026-11-23T08:21:05Z');
    await anna.says('/timer stop');
    agency.clock.set(MONDAY);
    expect(await anna.says('/log 9:30-11:30 yesterday')).toContain('Logged');
    await anna.says('/log 9:30-11:30 after');
    expect(await anna.presses(/^Log/)).toContain('1 h 8 min · Mon 23 Nov · 10:22–11:30');
    await anna.says('/log 9:30-10:30 before');
    expect(await anna.presses(/^Log/)).toContain('30 min · Mon 23 Nov · 09:30–10:00');
    await anna.says('/log delete 4');
    expect(await anna.says('/log 10:00-10:01')).not.toContain('Log 10:00');
  });

  it('says so when nothing is free', async () => {
    await anna.says('/log 9:00-12:00 1');
    expect(await anna.says('/log 10:00-11:00')).toContain('Nothing between is free.');
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 1 });
    const running = await anna.says('/log 14:15-14:45');
    expect(running).toContain('1 Banner, 14:00–…');
    expect(running).toContain('Nothing between is free.');
  });

  it('lets the time of one person lie beside that of another', async () => {
    await anna.says('/log 9:00-12:00 1');
    expect(await agency.person('oleh').says('/log 9:00-12:00 call')).toContain('Logged');
  });

  it.each([
    ['13:00-15:00', 'That is still in the future.'],
    ['9:00-11:00 tomorrow', 'That is still in the future.'],
    ['2h завтра 1', 'That is still in the future.'],
    ['25h', 'That is more than 24 hours.'],
    ['25h yesterday', 'That is more than 24 hours.'],
    ['0m', 'I cannot read how long'],
    ['90', 'I cannot read how long'],
    ['9:00-9:00', 'I cannot read how long'],
    ['layout', 'I cannot read how long'],
    ['1h #nope', 'There is no project #nope.'],
    ['1h 99', 'There is no task 99 that you can see.'],
  ])('refuses %j', async (line, answer) => {
    expect(await anna.says(`/log ${line}`)).toContain(answer);
    expect(await anna.says('/time month')).toContain('No time logged here.');
  });

  it('logs time on a closed task too', async () => {
    await anna.says('/done 1 sent');
    expect(await anna.says('/log 1h 1')).toContain('Logged: 1 Banner');
  });

  it('corrects an entry by its length or its ends, and deletes it', async () => {
    await anna.says('/log 9:00-11:00 1');
    expect(await anna.presses('Correct')).toMatch(/2 h · Mon 23 Nov · 09:00–11:00/);
    expect(await anna.says('1h15m')).toContain('1 h 15 min · Mon 23 Nov · 09:00–10:15');
    expect(await anna.says('/log edit 1 9:30-10:00')).toContain('30 min · Mon 23 Nov · 09:30–10:00');
    await anna.says('/log 10:00-11:00 #prostor');
    // What is free is what it has already.
    expect(await anna.says('/log edit 1 2h')).not.toContain('09:30-10:00');
    expect(await anna.says('/log edit 1 3h')).toContain('#prostor, 10:00–11:00.');
    expect(await anna.presses(/11:00-12:30/)).toContain('1 h 30 min · Mon 23 Nov · 11:00–12:30');
    await anna.says('/undo');
    expect(await anna.says('/log edit 1 13:30-14:30')).toContain('still in the future');
    expect(await anna.says('/log edit 1 soon')).toContain('I cannot read how long');
    expect(await anna.says('/log delete 1')).toContain('Time deleted: 1 Banner');
    expect(await anna.says('/time by task')).not.toContain('1 Banner');
    await anna.says('/undo');
    expect(await anna.says('/time by task')).toMatch(/1 Banner +30 min/);
    await anna.says('/undo');
    await anna.says('/undo');
    expect(await anna.says('/time by task')).toMatch(/1 Banner +1 h 15 min/);
  });

  it.each([
    ['en', /Sun 22 Nov(?: ·|,) 15:00 – Mon 23 Nov, 12:30/],
    ['uk', /нд 22 листопада(?: ·|,) 15:00 – пн 23\.11, 12:30/],
    ['ru', /вс 22 ноября(?: ·|,) 15:00 – пн 23\.11, 12:30/],
  ])('tells on which day time over midnight ends, in %s', async (language, times) => {
    await anna.says(`/settings language ${language}`);
    expect(await anna.says('/log 21h30m 22.11 15:00 1')).toMatch(times);
    expect(await anna.says('/log list')).toMatch(times);
    expect(await anna.says('/log show 1')).toMatch(times);
    expect(await anna.says('/log 12:00-12:10 1')).toMatch(/15:00 – .*23.*, 12:30/);
  });

  it('does not correct a timer that runs', async () => {
    await anna.says('/timer start 1');
    expect(await anna.says('/log edit 1 1h')).toContain('/timer stop');
  });

  it('lets managers correct the time of others, and nobody else', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/log 9:00-11:00 call');
    expect(await anna.says('/log edit 1 1h')).toContain('09:00–10:00');
    await anna.says('/log 9:00-10:00');
    const hidden = await oleh.says('/log edit 2 30m');
    expect(hidden).toContain('There is no time entry 2');
    expect(hidden.replace('2', '99')).toBe(await oleh.says('/log edit 99 30m'));
    expect(await oleh.says('/log delete 2')).toContain('There is no time entry 2');
  });

  it('shows where the working time went on the task', async () => {
    await anna.says('/log 1h 1');
    expect(await anna.says('/log 30m 1')).toContain('On this task in all: 1 h 30 min');
    expect(await anna.says('/show 1')).toMatch(/Time spent: +1 h 30 min/);
  });

  it('is logged from when it says that it began', async () => {
    expect(await anna.says('/log 1h 22.11 9:15 sketch')).toMatch(/1 h · Sun 22 Nov · 09:15–10:15\n│ sketch\n/);
    expect(await anna.says('/log 30m 23:00')).toContain('That is still in the future.');
    expect(await anna.says('/log 2h 22.11 10:00 more')).toMatch(/There is time of yours already: .*09:15–10:15/);
    expect(await anna.says('/log edit 1 45m 8:00')).toMatch(/45 min · Sun 22 Nov · 08:00–08:45\n│ sketch\n/);
    expect(await anna.says('/log edit 1 yesterday 1:30')).toMatch(/1 h 30 min · Sun 22 Nov · 08:00–09:30/);
  });
});

describe('time by hand around clock changes', () => {
  async function person(zone: string, at: string) {
    const agency = await openAgency({ at });
    return { agency, petro: agency.person('petro', { zone }) };
  }

  it.each([
    ['Europe/Kyiv', '2026-03-29T12:00:00Z', '02:30-04:30', '1 h · Sun 29 Mar · 02:30–04:30'],
    ['Europe/Kyiv', '2026-03-29T12:00:00Z', '03:15-05:00', '1 h · Sun 29 Mar · 04:00–05:00'],
    ['Europe/Kyiv', '2026-10-25T12:00:00Z', '02:30-04:30', '3 h · Sun 25 Oct · 02:30–04:30'],
    ['Europe/Kyiv', '2026-10-25T12:00:00Z', '02:30-03:30', '1 h · Sun 25 Oct · 02:30–03:30'],
    ['America/New_York', '2026-03-08T20:00:00Z', '01:30-03:30', '1 h · Sun 8 Mar · 01:30–03:30'],
    ['America/New_York', '2026-11-01T20:00:00Z', '00:30-02:30', '3 h · Sun 1 Nov · 00:30–02:30'],
  ])('counts what went by: in %s at %s, %s', async (zone, at, range, stretch) => {
    const { agency, petro } = await person(zone, at);
    expect(await petro.says(`/log ${range}`)).toContain(stretch);
    await agency.close();
  });

  it.each([
    ['Europe/Kyiv', '2026-03-29T12:00:00Z', '03:10-03:50'],
    ['America/New_York', '2026-03-08T20:00:00Z', '02:10-02:50'],
  ])('refuses a range that does not exist: in %s at %s, %s', async (zone, at, range) => {
    const { agency, petro } = await person(zone, at);
    expect(await petro.says(`/log ${range}`)).toContain('I cannot read how long');
    await agency.close();
  });

  it('offers no free part that a command line cannot name', async () => {
    const { agency, petro } = await person('Europe/Kyiv', '2026-10-25T00:30:00Z');
    await petro.says('/timer start first run of the hour');
    agency.clock.advance({ minutes: 45 });
    await petro.says('/timer stop');
    agency.clock.set('2026-10-25T12:00:00Z');
    const refused = await petro.says('/log 03:30-04:00');
    expect(refused).toContain('03:30–03:15');
    expect(refused).not.toContain('[1] Log 03:15');
    await agency.close();
  });
});
