import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('timers', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    await anna.says('/project new prostor Prostor shop');
    await anna.says('/task Banner #prostor');
    await anna.says('/task Menu');
  });
  afterEach(() => agency.close());

  it('starts on a task, says what is running and for how long, and stops', async () => {
    expect(await anna.says('/timer start 1 sketch')).toMatch(/^Timer started at 10:00: 1 Banner\n│ sketch/);
    agency.clock.advance({ minutes: 25, seconds: 20 });
    expect(await anna.says('/timer')).toMatch(/^Running for 25 min, since 10:00: 1 Banner\n│ sketch\n/);
    expect(await anna.says('/timer status')).toBe(await anna.says('timer'));
    const stopped = await anna.presses('Stop timer');
    expect(stopped).toContain('Timer stopped: 1 Banner');
    expect(stopped).toContain('25 min this time · 25 min on the task · 25 min today');
    expect(await anna.says('/timer')).toMatch(/^No timer is running\.\nToday so far: 25 min/);
  });

  it('stops the running one at the same second and reports both', async () => {
    await anna.says('/timer start 1 sketch');
    agency.clock.advance({ minutes: 30, seconds: 40 });
    const both = await anna.says('/timer start #prostor call with the client');
    expect(both).toMatch(/^Stopped first: 1 Banner/);
    expect(both).toContain('31 min this time · 31 min on the task · 31 min today');
    expect(both).toMatch(/Timer started at 10:30: #prostor\n│ call with the client/);

    const entries = await entriesOf(agency);
    expect(entries).toMatchObject([
      { startedAt: '2026-11-23T08:00:00.000Z', stoppedAt: '2026-11-23T08:30:40.000Z' },
      { startedAt: '2026-11-23T08:30:40.000Z', stoppedAt: null },
    ]);
  });

  it('runs on a task, on a project and on nothing at all', async () => {
    expect(await anna.says('timer start 2')).toContain('2 Menu');
    expect(await anna.says('timer start #prostor')).toMatch(/Timer started at 10:00: #prostor\n/);
    expect(await anna.says('timer start')).toMatch(/Timer started at 10:00: no task\n/);
    expect(await anna.says('timer start tidying up')).toMatch(/Timer started at 10:00: no task\n│ tidying up/);
    for (const written of ['#2', 'T2', 't2']) expect(await anna.says(`timer start ${written}`)).toContain('2 Menu');
  });

  it('takes the project of the room where it is started, and makes the speaker a member', async () => {
    const oleh = agency.person('oleh');
    await anna.saysIn('design', '/project bind prostor');
    expect(await oleh.saysIn('design', '/timer start stand-up')).toContain('#prostor');
    expect(await anna.says('/project prostor')).toContain('Anna, Oleh');
    expect(await oleh.says('/timer start')).toContain('Timer started at 10:00: no task');
  });

  it('keeps the note of the start and adds that of the stop', async () => {
    await anna.says('/timer start 1 sketch');
    agency.clock.advance({ hours: 1 });
    expect(await anna.says('/timer stop first draft sent')).toContain('│ sketch; first draft sent');
  });

  it('keeps notes as long as they may be, at the start and at the stop', async () => {
    const longest = 'я'.repeat(4000);
    expect(await anna.says(`/timer start ${longest}`)).toContain('Timer started');
    agency.clock.advance({ minutes: 5 });
    expect(await anna.says(`/timer stop ${longest}я`)).toContain('4000 fit');
    expect(await anna.says(`/timer stop ${longest}`)).toContain('Timer stopped');
  });

  it('throws a running timer away, and brings it back with undo as if it had never stopped', async () => {
    await anna.says('/timer start 1');
    agency.clock.advance({ minutes: 20 });
    expect(await anna.says('/timer cancel')).toContain('Timer thrown away, 20 min not counted: 1 Banner');
    expect(await anna.says('/timer')).toContain('Today so far: 0 min');
    agency.clock.advance({ minutes: 10 });
    expect(await anna.says('/undo')).toContain('1 Banner');
    expect(await anna.says('/timer')).toMatch(/^Running for 30 min, since 10:00/);
  });

  it('takes back a start together with the stop that came with it', async () => {
    await anna.says('/timer start 1');
    agency.clock.advance({ minutes: 20 });
    await anna.says('/timer start 2');
    agency.clock.advance({ minutes: 10 });
    await anna.says('/undo');
    expect(await anna.says('/timer')).toMatch(/^Running for 30 min, since 10:00: 1 Banner/);
  });

  it('stops the timer of whoever closes the task, and nobody else’s', async () => {
    const oleh = agency.person('oleh');
    await anna.says('/task Poster @oleh');
    await anna.says('/timer start 3');
    await oleh.says('/timer start 3');
    agency.clock.advance({ minutes: 40 });
    expect(await oleh.says('/done 3 printed')).toContain('40 min this time · 1 h 20 min on the task · 40 min today');
    expect(await oleh.says('/timer')).toContain('No timer is running.');
    expect(await anna.says('/timer')).toContain('Running for 40 min');
    expect(await oleh.says('/timer start 3')).toContain('/reopen 3');
  });

  it.each([
    ['timer stop', 'No timer is running. Start one:'],
    ['timer cancel', 'No timer is running. Start one:'],
    ['timer start 99', 'There is no task 99 that you can see.'],
    ['timer start #nope', '/project new nope'],
    ['timer begin 1', '/timer start 1'],
    ['timer strat 1 sketch', '/timer start 1 sketch'],
    ['timer 1', '/timer start 1'],
    ['timer stopp', '/timer stop'],
    ['/таймер старт 1', '/timer start 1'],
    ['/таймер стоп', '/timer stop'],
  ])('answers %j with what to do instead', async (line, answer) => {
    expect(await anna.says(line)).toContain(answer);
  });

  it.each(['стоп', 'зупинити', 'остановить'])('stops at “timer %s”', async (word) => {
    await anna.says('/timer start 1');
    agency.clock.advance({ minutes: 20 });
    expect(await anna.says(`/timer ${word} layout`)).toContain('Timer stopped: 1 Banner');
    expect(await anna.says('/timer')).toContain('No timer is running.');
  });

  it.each(['старт', 'Почати', 'начать'])('starts at “timer %s”', async (word) => {
    expect(await anna.says(`/timer ${word} 1 layout`)).toContain('1 Banner');
    expect(await anna.says('/timer')).toMatch(/^Running for 0 min.*1 Banner/);
  });

  it.each(['скасувати', 'отменить'])('throws away at “timer %s”, and undo brings it back', async (word) => {
    await anna.says('/timer start 1');
    agency.clock.advance({ minutes: 20 });
    expect(await anna.says(`/timer ${word}`)).toContain('Timer thrown away, 20 min not counted: 1 Banner');
    await anna.says('/undo');
    expect(await anna.says('/timer')).toContain('Running for 20 min');
  });

  it('refuses a task that one may not see, in the words for one that is not there', async () => {
    const oleh = agency.person('oleh');
    const hidden = await oleh.says('/timer start 2');
    expect(hidden.replace('2', '99')).toBe(await oleh.says('/timer start 99'));
    expect(await oleh.says('/timer')).toContain('No timer is running.');
  });

  it('counts nothing when the clock was set back, and never lets two entries overlap', async () => {
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 2 });
    await anna.says('/timer start 2');
    agency.clock.advance({ hours: -1 });
    expect(await anna.says('/timer')).toContain('Running for 0 min');
    expect(await anna.says('/timer stop')).toContain('0 min this time');
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 2 });
    expect(await anna.says('/timer stop')).toContain('1 h this time · 3 h on the task · 3 h today');
    await expectNoOverlap(agency);
  });

  it('counts to each day what lies in it when it runs over midnight', async () => {
    agency.clock.set('2026-11-23T21:00:00Z');
    await anna.says('/timer start 1');
    agency.clock.advance({ hours: 3 });
    expect(await anna.says('/timer stop')).toContain('3 h this time · 3 h on the task · 2 h today');
    expect(await anna.says('/time week by day')).toMatch(/Mon 23 Nov +1 h .*\nTue 24 Nov +2 h /);
  });

  it.each([
    ['spring forward in Kyiv', 'Europe/Kyiv', '2026-03-28T22:30:00Z', 5],
    ['fall back in Kyiv', 'Europe/Kyiv', '2026-10-24T21:30:00Z', 7],
    ['spring forward in New York', 'America/New_York', '2026-03-08T05:30:00Z', 5],
    ['fall back in New York', 'America/New_York', '2026-11-01T04:30:00Z', 7],
  ])('counts the hours that went by when clocks %s', async (_, zone, halfPastMidnight, hours) => {
    const there = await openAgency({ at: halfPastMidnight });
    const petro = there.person('petro', { zone });
    expect(await petro.says('/timer start')).toContain('Timer started at 00:30');
    there.clock.advance({ hours });
    expect(await petro.says('/timer')).toContain(`Running for ${hours} h, since 00:30`);
    expect(await petro.says('/timer stop')).toContain(`${hours} h this time · ${hours} h today`);
    const [entry] = await entriesOf(there);
    expect(entry?.startedAt).toBe(halfPastMidnight.replace('Z', '.000Z'));
    await there.close();
  });
});

it('keeps a timer running while the bot is down', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-timers-'));
  const file = join(folder, 'friday.db');
  try {
    const before = await openAgency({ file });
    await before.person('anna').says('/timer start sketch');
    await before.close();
    const after = await openAgency({ file, at: '2026-11-23T10:15:00Z' });
    const anna = after.person('anna');
    expect(await anna.says('/timer')).toContain('Running for 2 h 15 min, since 10:00');
    expect(await anna.says('/timer stop')).toContain('2 h 15 min this time');
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function entriesOf(agency: Agency) {
  return agency.store.transact((tx) =>
    tx.timeEntries.within({ from: '2020-01-01T00:00:00.000Z' as never, to: '2030-01-01T00:00:00.000Z' as never }),
  );
}

async function expectNoOverlap(agency: Agency): Promise<void> {
  const entries = await entriesOf(agency);
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    if (before) expect((before.stoppedAt ?? '9') <= entry.startedAt).toBe(true);
  }
}
