import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('reminders that people ask for', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let oleh: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    oleh = agency.person('oleh');
    await anna.says('/task Banner @oleh thursday 18:00');
    await anna.says('/task Menu @oleh thursday');
    await anna.says('/task Poster @oleh');
    // What waits for their end has tests of its own.
    await oleh.says('/settings quiet off');
    await oleh.hears();
  });
  afterEach(() => agency.close());

  /** The reminders that have come by then, the heartbeat every ten minutes. */
  async function heardBy(person: AgencyPerson, until: string): Promise<string[]> {
    const heard: string[] = [];
    while (agency.clock.now() < new Date(until).toISOString()) {
      agency.clock.advance({ minutes: 10 });
      await agency.tick();
      for (const message of await person.hears()) {
        if (message.includes('remind')) heard.push(`${agency.clock.now().slice(5, 16)} ${message}`);
      }
    }
    return heard;
  }

  it.each([
    ['1 in 2 hours', 'Mon 23 Nov, 12:00', '11-23T10:00'],
    ['T1 через 2 години', 'Mon 23 Nov, 12:00', '11-23T10:00'],
    ['#1 tomorrow 10:00', 'Tue 24 Nov, 10:00', '11-24T08:00'],
    ['1 завтра о 10:00', 'Tue 24 Nov, 10:00', '11-24T08:00'],
    ['1 10:00', 'Tue 24 Nov, 10:00', '11-24T08:00'],
    ['1 tomorrow', 'Tue 24 Nov, 09:00', '11-24T07:00'],
    ['1 1h before', 'Thu 26 Nov, 17:00', '11-26T15:00'],
    ['1 за годину до', 'Thu 26 Nov, 17:00', '11-26T15:00'],
    ['2 1h before', 'Thu 26 Nov, 23:00', '11-26T21:00'],
    ['2 1 day before', 'Wed 25 Nov, 09:00', '11-25T07:00'],
    ['2 за день', 'Wed 25 Nov, 09:00', '11-25T07:00'],
    ['2 за 1 день', 'Wed 25 Nov, 09:00', '11-25T07:00'],
    ['2 за 2 дня до срока', 'Tue 24 Nov, 09:00', '11-24T07:00'],
    ['1 1 day before', 'Wed 25 Nov, 18:00', '11-25T16:00'],
  ])('come when they were asked for, once: /remind %s', async (line, said, moment) => {
    expect(await oleh.says(`/remind ${line}`)).toContain(`I will remind you on ${said} (Kyiv).`);
    const heard = await heardBy(oleh, '2026-11-27T06:00:00Z');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(new RegExp(`^${moment} You asked to be reminded:\n[12] `));
    expect(await heardBy(anna, '2026-11-27T12:00:00Z')).toEqual([]);
  });

  it('asks when, and offers what can be done with the task when it comes', async () => {
    expect(await oleh.says('/remind 1')).toContain('When shall I remind you?');
    expect(await oleh.says('in 30 minutes')).toContain('Mon 23 Nov, 10:30');
    agency.clock.advance({ minutes: 30 });
    await agency.tick();
    expect((await oleh.hears()).join()).toMatch(/1 Banner\n(?:.*\n)*Deadline: +Thu 26 Nov, 18:00/);
    expect(await oleh.presses('Start timer')).toContain('Timer started at 10:30: 1 Banner');
  });

  it.each([
    ['1 yesterday', 'is in the past'],
    ['1 4 days before', 'is in the past'],
    ['1 soonish', 'I cannot read “soonish”'],
    ['3 1h before', 'has no deadline to remind you before'],
    ['99 tomorrow', 'There is no task 99 that you can see.'],
    ['tomorrow', '/remind 12'],
  ])('are refused where they make no sense: /remind %s', async (line, answer) => {
    expect(await oleh.says(`/remind ${line}`)).toContain(answer);
    expect(await heardBy(oleh, '2026-11-24T12:00:00Z')).toEqual([]);
  });

  it('say for when they were meant when they come late', async () => {
    await oleh.says('/remind 1 in 2 hours');
    agency.clock.advance({ hours: 5 });
    await agency.tick();
    expect((await oleh.hears()).join()).toMatch(/^You asked to be reminded for Mon 23 Nov, 12:00:/);
  });

  it('move with the deadline they hang on, and others stay', async () => {
    await oleh.says('/remind 1 1h before');
    await oleh.says('/remind 1 thursday 12:00');
    await anna.says('/move 1 friday 12:00');
    const heard = await heardBy(oleh, '2026-11-27T12:00:00Z');
    expect(heard.map((each) => each.slice(0, 11))).toEqual(['11-26T10:00', '11-27T09:00']);
  });

  it('move with a day’s deadline when its person moves to another zone', async () => {
    await oleh.says('/remind 2 1h before');
    await oleh.says('/settings zone New York');
    const heard = await heardBy(oleh, '2026-11-27T12:00:00Z');
    expect(heard.map((each) => each.slice(0, 11))).toEqual(['11-27T04:00']);
  });

  it('are counted in days from the morning of a day, wherever it moves to, and to a moment as before', async () => {
    await oleh.says('/remind 2 1 day before');
    await anna.says('/move 2 1.12');
    expect(await oleh.says('/show 2')).toContain('Your reminders: Mon 30 Nov, 09:00');
    await anna.says('/move 2 wednesday 0:00');
    expect(await oleh.says('/show 2')).toContain('Your reminders: Tue 24 Nov, 00:00');
    await anna.says('/undo');
    expect(await oleh.says('/show 2')).toContain('Your reminders: Mon 30 Nov, 09:00');
    await oleh.says('/settings zone New York');
    expect(await heardBy(oleh, '2026-12-02T12:00:00Z')).toEqual([expect.stringContaining('11-30T14:00')]);
  });

  it('are counted from the day of the deadline even where only what it is called is another', async () => {
    await oleh.says('/remind 2 1 day before');
    await anna.says('/move 2 friday 0:00');
    expect(await oleh.says('/show 2')).toContain('Your reminders: Thu 26 Nov, 00:00');
    await anna.says('/undo');
    expect(await oleh.says('/show 2')).toContain('Your reminders: Wed 25 Nov, 09:00');
  });

  it.each([
    ['spring', '2027-03-20T12:00:00Z', '29.03.2027', 'Sun 28 Mar 2027, 09:00', 'Mon 22 Mar 2027, 09:00'],
    ['autumn', '2026-10-16T12:00:00Z', '26.10', 'Sun 25 Oct, 09:00', 'Mon 19 Oct, 09:00'],
  ])('come at nine on both sides of a clock change in %s', async (_, at, deadline, dayBefore, weekBefore) => {
    const there = await openAgency({ at });
    const ira = there.person('ira');
    await ira.says('/settings quiet off');
    await ira.says(`/task Shift ${deadline}`);
    expect((await ira.says('/remind 1 1 day before')).replaceAll(' 2027', '')).toContain(
      dayBefore.replace(' 2027', ''),
    );
    expect((await ira.says('/remind 1 a week before')).replaceAll(' 2027', '')).toContain(
      weekBefore.replace(' 2027', ''),
    );
    await there.close();
  });

  it('do not come for a task that is closed, or out of sight', async () => {
    const ira = agency.person('ira');
    await anna.says('/project new prostor Prostor');
    await anna.says('/project add prostor @ira');
    await anna.says('/task Secret #prostor');
    await oleh.says('/remind 1 in 1 hour');
    await ira.says('/remind 4 in 1 hour');
    await oleh.says('/done 1 sent');
    await anna.says('/project remove prostor @ira');
    expect(await heardBy(oleh, '2026-11-23T12:00:00Z')).toEqual([]);
    expect(await heardBy(ira, '2026-11-23T14:00:00Z')).toEqual([]);
  });

  it('do not come to a person who left', async () => {
    await oleh.says('/remind 1 in 1 hour');
    await anna.says('/people remove @oleh');
    expect(await heardBy(oleh, '2026-11-23T12:00:00Z')).toEqual([]);
  });

  it('come in the repeated hour once, at its first run', async () => {
    const autumn = await openAgency({ at: '2026-10-24T12:00:00Z' });
    const ira = autumn.person('ira');
    await ira.says('/task Night shift');
    expect(await ira.says('/remind 1 tomorrow 03:30')).toContain('Sun 25 Oct, 03:30 (Kyiv)');
    const moments: string[] = [];
    for (let i = 0; i < 48; i++) {
      autumn.clock.advance({ minutes: 30 });
      await autumn.tick();
      if ((await ira.hears()).length > 0) moments.push(autumn.clock.now().slice(0, 16));
    }
    expect(moments).toEqual(['2026-10-25T00:30']);
    await autumn.close();
  });

  it('come once for the same moment, however often it is asked for', async () => {
    await oleh.says('/remind 1 in 2 hours');
    expect(await oleh.says('/remind 1 today 12:00')).toMatch(/^You will be reminded then already: Mon 23 Nov, 12:00/);
    await anna.says('/remind 1 today 12:00');
    expect(await heardBy(oleh, '2026-11-23T11:00:00Z')).toHaveLength(1);
    expect(await oleh.says('/remind 1 in 2 hours')).toContain('I will remind you on');
  });

  it('are seen with the task, by whoever asked for them', async () => {
    await oleh.says('/remind 1 tomorrow 10:00');
    await oleh.says('/remind 1 in 2 hours');
    expect(await oleh.says('/show 1')).toMatch(
      /\nYour reminders: Mon 23 Nov, 12:00 · Tue 24 Nov, 10:00 · \/remind 1 off\n/,
    );
    expect(await anna.says('/show 1')).not.toContain('reminders');
    await heardBy(oleh, '2026-11-24T12:00:00Z');
    expect(await oleh.says('/show 1')).not.toContain('reminders');
  });

  it('are cancelled by a word that the refusal of another one names, where there are any', async () => {
    expect(await oleh.says('/remind 1 whenever')).not.toContain('cancels');
    await oleh.says('/remind 1 in 2 hours');
    expect(await oleh.says('/remind 1 whenever')).toContain('“off” in its place cancels your reminders of this task.');
    expect(await anna.says('/remind 1 whenever')).not.toContain('cancels');
  });

  it('are not offered for a closed task, which would be refused', async () => {
    await oleh.says('/done 1 Fin');
    const said = await oleh.says('/remind 1 off');
    expect(said).toContain('No reminder of yours is waiting for task 1; it is closed');
    expect(said).toContain('/show 1');
    expect(said).not.toContain('/remind');
  });

  it.each(['off', 'вимкнути', 'выключить', 'cancel', 'delete', 'None', 'скасувати', 'отменить'])(
    'are cancelled: %s',
    async (word) => {
      await anna.says('/remind 1 in 2 hours');
      await oleh.says('/remind 1 in 2 hours');
      await oleh.says('/remind 1 in 3 hours');
      expect(await oleh.says(`/remind 1 ${word}`)).toBe(
        'Cancelled, I will not remind you: Mon 23 Nov, 12:00 and Mon 23 Nov, 13:00.\n1 Banner',
      );
      expect(await oleh.says('/remind 1 off')).toContain('No reminder of yours is waiting for task 1.');
      expect(await anna.says('/show 1')).toContain('Your reminders: Mon 23 Nov, 12:00');
      expect(await heardBy(oleh, '2026-11-23T12:00:00Z')).toEqual([]);
    },
  );

  it('are cancelled in a room without telling it when they were to come', async () => {
    await oleh.says('/remind 1 in 3 hours');
    expect(await oleh.asksIn('kitchen', '/remind 1 off')).toHaveProperty('place', 'private');
  });

  it('are cancelled one by one with the button under the answer, and nobody else’s', async () => {
    await oleh.says('/remind 1 in 3 hours');
    await oleh.says('/remind 1 in 2 hours');
    expect(await oleh.presses('Cancel this reminder')).toContain('not remind you: Mon 23 Nov, 12:00.');
    expect(await oleh.forges('remind 1 off 2')).toContain('No reminder of yours');
    expect(await anna.forges('remind 1 off 1')).toContain('No reminder of yours');
    expect(await oleh.says('/show 1')).toContain('Your reminders: Mon 23 Nov, 13:00');
  });
});
