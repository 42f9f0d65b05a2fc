import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 10:00 in Kyiv; people work 09:00–18:00. */
let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  await anna.says('/project new prostor Prostor');
  await anna.says('/task Banner #prostor');
  await anna.says('/task Menu');
});
afterEach(() => agency.close());

async function entries() {
  const all = await agency.store.transact((tx) =>
    tx.timeEntries.within({ from: '2026-01-01' as never, to: '2028-01-01' as never }),
  );
  return all.map(({ startedAt, stoppedAt, note }) => [startedAt.slice(5, 19), stoppedAt?.slice(5, 19) ?? null, note]);
}

describe('a timer that is stopped at a time', () => {
  it.each([
    ['stop at 18:00', null],
    ['stop 18:00', null],
    ['stop until 18:00', null],
    ['stop at 18:00 sketch', 'sketch'],
    ['stop sketch at 18:00', 'sketch'],
    ['stop yesterday at 18:00', null],
    ['стоп о 18:00', null],
    ['зупинити до 18:00', null],
    ['зупинити о 18:00 ескіз', 'ескіз'],
    ['stop вчора о 18:00', null],
    ['stop в 18:00', null],
    ['остановить в 18:00 эскиз', 'эскиз'],
    ['stop эскиз в 18.00', 'эскиз в 18.00'],
  ])('ended then, the day before: /timer %s', async (line, note) => {
    await anna.says('/timer start 1');
    agency.clock.set('2026-11-24T09:00:00Z');
    const said = await anna.says(`/timer ${line}`);
    if (line.endsWith('18.00')) {
      // What is dotted behind a note may be a day.
      expect(await entries()).toEqual([['11-23T08:00:00', '11-24T09:00:00', note]]);
      return;
    }
    expect(said).toContain('Timer stopped: 1 Banner');
    expect(said).toContain('8 h · Mon 23 Nov · 10:00–18:00');
    expect(said).not.toContain('over 12 hours');
    expect(await entries()).toEqual([['11-23T08:00:00', '11-23T16:00:00', note]]);
    expect(await anna.presses('Undo')).toContain('The timer is running again');
  });

  it('ended at the last such moment, today’s where that is past', async () => {
    await anna.says('/timer start 1 first');
    agency.clock.set('2026-11-24T17:00:00Z');
    await anna.says('/timer stop at 18:00 second');
    expect(await entries()).toEqual([['11-23T08:00:00', '11-24T16:00:00', 'first; second']]);
  });

  it.each([
    ['at 9:00', 'has been running since 10:00, so it cannot stop at 09:00'],
    ['at 10:00', 'so it cannot stop at 10:00'],
    ['18:00', 'so it cannot stop at 18:00'],
    ['yesterday 18:00 sketch', 'so it cannot stop at Sun 22 Nov, 18:00'],
  ])('runs on where it did not run then: /timer stop %s', async (line, answer) => {
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 2 });
    const said = await anna.says(`/timer stop ${line}`);
    expect(said).toContain(answer);
    expect(said).toContain('/timer stop');
    expect(await entries()).toEqual([['11-23T08:00:00', null, null]]);
    expect(await anna.says('/timer')).toContain('Running for 2 h');
  });

  it.each(['call at 10', 'call at 18:00', 'about 2 banners', '18:00 call'])(
    'stops now with a note that is more than a time: %s',
    async (note) => {
      await anna.says('/timer start 1');
      agency.clock.advance({ hours: 2 });
      expect(await anna.says(`/timer stop ${note}`)).toContain(`│ ${note}`);
      expect(await entries()).toEqual([['11-23T08:00:00', '11-23T10:00:00', note]]);
    },
  );

  it.each([
    ['uk', 'стоп о 9:00', 'Ваш таймер працює з 10:00'],
    ['ru', 'стоп в 9:00', 'Ваш таймер идёт с 10:00'],
  ])('says in %s that it did not run then', async (language, line, answer) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 1 });
    expect(await anna.says(`/timer ${line}`)).toContain(answer);
  });

  it('needs one that runs', async () => {
    expect(await anna.says('/timer stop at 18:00')).toContain('No timer is running.');
  });

  it.each([
    ['autumn', '2026-10-24T20:00:00Z', '2026-10-25T10:00:00Z', '3:30', '10-25T00:30:00'],
    ['spring', '2027-03-27T20:00:00Z', '2027-03-28T10:00:00Z', '3:30', '03-28T01:00:00'],
  ])('ended at that time on the clocks of a night in %s in which they change', async (_, start, stop, time, end) => {
    agency.clock.set(start);
    await anna.says('/timer start 1');
    agency.clock.set(stop);
    await anna.says(`/timer stop at ${time}`);
    expect((await entries())[0]?.[1]).toBe(end);
  });

  it('does not end within a month that was closed, and runs on', async () => {
    const oleh = agency.person('oleh');
    agency.clock.set('2026-11-30T20:00:00Z');
    await oleh.says('/timer start');
    agency.clock.set('2026-12-01T09:00:00Z');
    await anna.says('/time lock 2026-11');
    expect(await oleh.says('/timer stop at 23:00')).toContain('November 2026 is locked');
    expect(await oleh.says('/timer')).toContain('Running for 13 h');
  });
});

describe('a timer that ran for over 12 hours', () => {
  it.each([
    ['en', 'That is over 12 hours. If you forgot to stop it and really finished at Mon 23 Nov, 18:00, type:'],
    ['uk', 'Це понад 12 годин. Якщо забули зупинити, а насправді працювали до пн 23 листопада, 18:00, напишіть так:'],
    [
      'ru',
      'Это больше 12 часов. Если забыли остановить, а на самом деле работали до пн 23 ноября, 18:00, напишите так:',
    ],
  ])('is stopped with how to correct it: %s', async (language, line) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/timer start 1');
    agency.clock.set('2026-11-24T09:00:00Z');
    const said = await anna.says('/timer stop');
    expect(said).toContain(`${line}\n  /log edit 1 8h`);
    await anna.says('/log edit 1 8h');
    expect(await entries()).toEqual([['11-23T08:00:00', '11-23T16:00:00', null]]);
  });

  it('is told of also where another one is started, or its task is closed', async () => {
    agency.clock.set('2026-11-23T08:10:20Z');
    await anna.says('/timer start 1');
    agency.clock.set('2026-11-24T09:00:00Z');
    expect(await anna.says('/timer start 2')).toMatch(
      /over 12 hours.*\n {2}\/log edit 1 7h50m\n.*Timer started at 11:00/,
    );
    agency.clock.set('2026-11-25T09:00:00Z');
    expect(await anna.says('/done 2 sent')).toContain('/log edit 2 7h');
  });

  it('is nothing to be told of up to that', async () => {
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 12 });
    expect(await anna.says('/timer stop')).not.toContain('over 12 hours');
  });
});

describe('a timer that is started at a time', () => {
  beforeEach(() => agency.clock.set('2026-11-23T13:00:00Z'));

  it.each([
    ['start 1 9:00', null],
    ['start 1 at 9:00', null],
    ['start 1 from 9:00 sketch', 'sketch'],
    ['старт 1 о 9:00', null],
    ['почати 1 з 9:00 ескіз', 'ескіз'],
    ['start 1 в 9:00', null],
    ['начать 1 с 9:00 эскиз', 'эскиз'],
    ['start 9:00 1', null],
    ['start at 9:00 1 sketch', 'sketch'],
  ])('has run since then: /timer %s', async (line, note) => {
    expect(await anna.says(`/timer ${line}`)).toMatch(/^Timer started at 09:00: 1 Banner\n/);
    expect(await entries()).toEqual([['11-23T07:00:00', null, note]]);
    expect(await anna.says('/timer')).toContain('Running for 6 h, since 09:00');
  });

  it('may be on a project or on nothing', async () => {
    expect(await anna.says('/timer start #prostor 9:00')).toContain('Timer started at 09:00: #prostor');
    await anna.says('/timer cancel');
    expect(await anna.says('/timer start 9:00')).toContain('Timer started at 09:00: no task');
  });

  it.each(['call at 9:00', '9', '9:00 call', 'в офісі'])('starts now with a note: %s', async (note) => {
    expect(await anna.says(`/timer start 1 ${note}`)).toContain(`Timer started at 15:00: 1 Banner\n│ ${note}`);
  });

  it('is refused while that is ahead, and the line that is offered works', async () => {
    const said = await anna.says('/timer start 1 18:00');
    expect(said).toMatch(/^Nothing was started: 18:00 is still ahead\..*\n {2}\/timer start 1$/m);
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['en', 'You already have time after 09:00: 2 Menu, 09:30–10:30. Nothing was started. This would work:'],
    ['uk', 'Після 09:00 у вас уже є час: 2 Menu, 09:30–10:30. Нічого не запущено. Можна так:'],
    ['ru', 'После 09:00 у вас уже есть время: 2 Menu, 09:30–10:30. Ничего не запущено. Можно так:'],
  ])('is refused where there is other time since, and the line that is offered works: %s', async (language, says) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/log 9:30-10:30 2');
    const said = await anna.says('/timer start 1 9:00');
    expect(said).toContain(`${says}\n  /timer start 1 10:30`);
    expect(await entries()).toHaveLength(1);
    await anna.says('/timer start 1 10:30');
    expect((await entries())[1]).toEqual(['11-23T08:30:00', null, null]);
  });

  it('is refused while another one runs, which goes on', async () => {
    agency.clock.set('2026-11-23T12:00:00Z');
    await anna.says('/timer start 2');
    agency.clock.set('2026-11-23T13:00:00Z');
    const said = await anna.says('/timer start 1 9:00');
    expect(said).toContain('2 Menu, 14:00–…. Nothing was started. Stop that timer first:\n  /timer stop');
    expect(await anna.says('/timer')).toContain('2 Menu');
    await anna.says('/timer stop');
    expect(await anna.says('/timer start 1 9:00')).toMatch(/This would work:\n {2}\/timer start 1$/);
  });
});
