import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { heardUntil } from '../support/heard-until.ts';

/** Monday the 23rd of November in Kyiv; by default it is quiet from 20:00 to 08:00 and on weekends. */
describe('in quiet hours', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let oleh: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    oleh = agency.person('oleh');
    for (const person of [anna, oleh]) await person.says('/help');
    agency.clock.set('2026-11-23T19:00:00Z');
  });
  afterEach(() => agency.close());

  async function heardAt(iso: string, person = oleh): Promise<string[]> {
    agency.clock.set(iso);
    await agency.tick();
    return person.hears();
  }

  it('what others do waits until they are over, and comes as one message', async () => {
    await anna.says('/task Banner @oleh');
    await anna.says('/task Menu @oleh !high');
    await anna.says('/note 1 Sizes as last time');
    expect(await heardAt('2026-11-24T05:59:59Z')).toEqual([]);
    expect(await heardAt('2026-11-24T06:00:00Z')).toEqual([
      [
        '3 messages for you',
        '• Anna gave you a task: 1 Banner',
        '  [1] Took it  [2] Open',
        '• Anna gave you a task: 2 Menu',
        '  [3] Took it  [4] Open',
        '• Anna wrote a note: 1 Banner',
        '  Sizes as last time',
        '  [5] Open',
      ].join('\n'),
    ]);
    expect(await oleh.presses('Took it')).toContain('You took it.');
    expect(await heardAt('2026-11-24T07:00:00Z')).toEqual([]);
  });

  it('a single message waits too, and comes whole', async () => {
    await anna.says('/task Banner @oleh');
    const [only = '', ...others] = await heardAt('2026-11-24T06:00:00Z');
    expect(others).toEqual([]);
    expect(only).toMatch(/^Anna gave you a task:\n1 Banner\n(?:.*\n)*.*Took it/);
  });

  it('the weekend counts as well', async () => {
    agency.clock.set('2026-11-28T10:00:00Z');
    await anna.says('/task Banner @oleh');
    expect(await heardAt('2026-11-30T05:59:00Z')).toEqual([]);
    expect(await heardAt('2026-11-30T06:00:00Z')).toHaveLength(1);
  });

  it('a person answers to what they say at once, and hears at once of others while they are obviously there', async () => {
    expect(await oleh.says('/tasks')).toContain('Nothing open');
    agency.clock.advance({ minutes: 9 });
    await anna.says('/task Banner @oleh');
    expect(await oleh.hears()).toHaveLength(1);
    agency.clock.advance({ minutes: 1 });
    await anna.says('/task Menu @oleh');
    expect(await oleh.hears()).toEqual([]);
    expect(await heardAt('2026-11-24T06:00:00Z')).toHaveLength(1);
  });

  it('reminders wait, say for when they were meant, and come with what else waits', async () => {
    await oleh.says('/settings quiet 20:00-9:30 sat sun');
    await anna.says('/task Banner @oleh tomorrow 9:15');
    await anna.says('/task Menu @oleh tomorrow');
    await oleh.says('/took 1');
    agency.clock.set('2026-11-23T21:00:00Z');
    await anna.says('/note 1 Sizes as last time');
    await oleh.hears();
    const heard = await heardUntil(agency, oleh, '2026-11-24T07:20:00Z', /./, 20);
    expect(heard).toEqual([]);
    expect(await heardAt('2026-11-24T07:30:00Z')).toEqual([
      [
        '3 messages for you',
        '• Anna wrote a note: 1 Banner',
        '  Sizes as last time',
        '  [1] Open',
        // That it is due soon is not true any more.
        '• Due today: 2 Menu',
        '  Meant for Tue 24 Nov, 09:00.',
        '  [2] Done  [3] Open',
        '• This is overdue now: 1 Banner',
        '  Meant for Tue 24 Nov, 09:15.',
        '  [4] Done  [5] Open',
      ].join('\n'),
    ]);
  });

  it.each([
    ['done', 'done 1'],
    ['dropped', 'drop 1'],
    ['moved', 'move 1 friday 12:00'],
    ['passed on', 'edit 1 @ira'],
  ])('a reminder that waits is dropped with its cause: a task that was %s', async (_, line) => {
    await anna.says('/task Banner @oleh today 22:00');
    await oleh.hears();
    agency.clock.set('2026-11-23T20:00:00Z');
    await agency.tick();
    await anna.says(`/${line}`);
    const heard = (await heardAt('2026-11-24T06:00:00Z')).join('\n');
    expect(heard).toContain('Anna');
    expect(heard).not.toMatch(/overdue|Due/);
  });

  it.each([
    ['taken back', ['undo'], /gave you/],
    ['passed on', ['edit 1 @ira'], /gave you|wrote a note/],
    ['closed', ['done 1'], /gave you/],
  ])('nobody reads in the morning of a task that was given, and %s before', async (_, lines, not) => {
    const ira = agency.person('ira');
    await ira.says('/help');
    await anna.says('/task Banner @oleh');
    if (lines[0] !== 'undo') await anna.says('/note 1 Sizes as last time');
    for (const line of lines) await anna.says(`/${line}`);
    await anna.says('/task Menu @oleh');
    const heard = (await heardAt('2026-11-24T06:00:00Z')).join('\n');
    expect(heard).toContain('Menu');
    expect(heard.replaceAll(/^.*Menu.*$/gm, '')).not.toMatch(not);
  });

  it('a reminder that was dropped comes after all where its task is opened again before morning', async () => {
    await anna.says('/task Banner @oleh today 22:00');
    agency.clock.set('2026-11-23T20:00:00Z');
    await agency.tick();
    await anna.says('/done 1');
    await anna.says('/undo');
    expect((await heardAt('2026-11-24T06:00:00Z')).join('\n')).toContain('This is overdue now: 1 Banner');
  });

  it('the end is decided anew when it comes: quiet hours that were made longer, or turned off', async () => {
    await anna.says('/task Banner @oleh');
    await anna.says('/task Menu @anna');
    await oleh.says('/settings quiet 20:00-10:00');
    expect(await heardAt('2026-11-24T06:00:00Z')).toEqual([]);
    expect(await heardAt('2026-11-24T07:59:00Z')).toEqual([]);
    await oleh.says('/settings quiet off');
    expect(await oleh.hears()).toHaveLength(1);
  });

  it('the end is where the person is now', async () => {
    await anna.says('/task Banner @oleh');
    agency.clock.advance({ minutes: 20 });
    await oleh.says('/settings zone Tokyo');
    // In Tokyo it is 04:20 in the morning, and eight o’clock is an hour before midnight in London.
    expect(await heardAt('2026-11-23T22:59:00Z')).toEqual([]);
    expect(await heardAt('2026-11-23T23:00:00Z')).toHaveLength(1);
  });

  it('what is owed before and finds a night when Friday comes back waits as well', async () => {
    agency.clock.set('2026-11-23T15:00:00Z');
    await anna.says('/task Banner @oleh');
    expect(await heardAt('2026-11-23T20:00:00Z')).toEqual([]);
    expect(await heardAt('2026-11-24T06:00:00Z')).toHaveLength(1);
  });

  it('quiet all week puts off for seven days, and not for ever', async () => {
    await oleh.says('/settings quiet 20:00-8:00 mon-sun');
    agency.clock.advance({ hours: 1 });
    await anna.says('/task Banner @oleh');
    expect(await heardUntil(agency, oleh, '2026-11-30T13:00:00Z', /^Anna/, 360)).toEqual([]);
    expect(await heardAt('2026-11-30T20:00:00Z')).toHaveLength(1);
  });

  it('the digest comes at its time, by itself', async () => {
    await anna.says('/task Banner @oleh today 22:00');
    await oleh.says('/settings quiet 20:00-12:00');
    agency.clock.set('2026-11-27T06:30:00Z');
    await anna.says('/note 1 Sizes as last time');
    const heard = await heardAt('2026-11-27T07:00:00Z');
    expect(heard.map((each) => each.split('\n')[0])).toEqual(['Oleh, check and close your overdue tasks']);
  });

  it('a reminder of one’s own that was missed in the day does not come in the night after', async () => {
    agency.clock.set('2026-11-24T08:00:00Z');
    await oleh.says('/task Banner');
    await oleh.says('/remind 1 18:00');
    expect(await heardAt('2026-11-25T01:00:00Z')).toEqual([]);
    expect((await heardAt('2026-11-25T06:00:00Z')).join()).toContain('You asked to be reminded for Tue 24 Nov, 18:00:');
  });

  it('a reminder for the very night does not come in the next one, where Friday was down', async () => {
    await oleh.says('/task Banner');
    await oleh.says('/remind 1 in 20 minutes');
    expect(await heardAt('2026-11-24T20:00:00Z')).toEqual([]);
    expect((await heardAt('2026-11-25T06:00:00Z')).join()).toContain('You asked to be reminded for');
  });

  it('a reminder of one’s own waits, unless it was asked for in them for before their end', async () => {
    await anna.says('/task Banner @oleh');
    expect(await oleh.says('/remind 1 in 20 minutes')).not.toContain('quiet');
    agency.clock.advance({ minutes: 20 });
    await agency.tick();
    expect((await oleh.hears()).join()).toContain('You asked to be reminded:');
    expect(await oleh.says('/remind 1 tomorrow 22:00')).toContain(
      'That falls in your quiet hours, so it comes when they are over: Wed 25 Nov, 08:00.',
    );
    expect(await heardUntil(agency, oleh, '2026-11-25T05:30:00Z', /remind/)).toEqual([]);
    expect((await heardAt('2026-11-25T06:00:00Z')).join()).toContain('You asked to be reminded for Tue 24 Nov, 22:00:');
  });

  it.each([
    ['en', '/remind 1 2h before', 'I will remind you on Wed 25 Nov, 19:30 (Kyiv).', 'You asked for Wed 25 Nov, 22:00'],
    ['uk', '/remind 1 за 2 години', 'Нагадаю: ср 25 листопада, 19:30', 'ср 25 листопада, 22:00 – це ваші тихі години'],
    ['ru', '/remind 1 за 2 часа', 'Напомню: ср 25 ноября, 19:30', 'ср 25 ноября, 22:00 — это ваши тихие часы'],
  ])(
    'a reminder that would come when its day is over comes before they begin: %s',
    async (language, line, set, why) => {
      await anna.says('/task Banner @oleh wednesday');
      await oleh.says(`/settings language ${language}`);
      agency.clock.set('2026-11-24T08:00:00Z');
      await agency.tick();
      await oleh.hears();
      const said = await oleh.says(line);
      expect(said).toContain(set);
      expect(said).toContain(why);
      expect(await heardUntil(agency, oleh, '2026-11-25T17:00:00Z', /remind|нагад|напомн/i)).toEqual([]);
      expect((await heardAt('2026-11-25T17:30:00Z')).join()).toContain('Banner');
    },
  );

  it('such a reminder stays before them where its deadline moves, also over a weekend', async () => {
    agency.clock.set('2026-11-24T08:00:00Z');
    await oleh.says('/task Banner wednesday');
    await oleh.says('/remind 1 2h before');
    await oleh.says('/move 1 29.11');
    expect(await oleh.says('/show 1')).toContain('Your reminders: Fri 27 Nov, 19:30');
    expect(await oleh.says('/remind 1 1 day before')).toMatch(/Fri 27 Nov, 19:30 .*\nYou asked for Sat 28 Nov, 09:00/);
  });

  it('such a reminder is for its very moment where it is asked for in them, and refused right before them', async () => {
    await oleh.says('/task Banner today');
    expect(await oleh.says('/remind 1 1h before')).toContain('I will remind you on Mon 23 Nov, 23:00');
    agency.clock.set('2026-11-23T17:45:00Z');
    const said = await oleh.says('/remind 1 30m before');
    expect(said).toContain('when they are over (Tue 24 Nov, 08:00) the deadline has passed');
    expect(await oleh.says('/remind 1 in 10 minutes')).toMatch(/Mon 23 Nov, 19:55 \(Kyiv\)\.\n1 Banner/);
  });

  it('people in other zones have their own', async () => {
    const ira = agency.person('ira', { zone: 'America/New_York' });
    await ira.says('/help');
    agency.clock.advance({ minutes: 30 });
    await anna.says('/task Banner @ira');
    expect(await ira.hears()).toHaveLength(1);
    expect(await heardAt('2026-11-24T14:00:00Z', ira)).toEqual([]);
  });

  it.each([
    ['2026-10-24T19:00:00Z', '2026-10-26T05:59:00Z', '2026-10-26T06:00:00Z'],
    ['2027-03-27T19:00:00Z', '2027-03-29T04:59:00Z', '2027-03-29T05:00:00Z'],
  ])('a weekend in which clocks change ends at eight on Monday: %s', async (begins, before, ends) => {
    agency.clock.set(begins);
    await anna.says('/task Banner @oleh');
    expect(await heardAt(before)).toEqual([]);
    expect(await heardAt(ends)).toHaveLength(1);
  });

  it('more than fit into one message come in as few as it takes, in their order', async () => {
    for (let n = 1; n <= 65; n += 1) await anna.says(`/task Banner ${n} @oleh`);
    const heard = await heardAt('2026-11-24T06:00:00Z');
    expect(heard.map((each) => each.split('\n')[0])).toEqual([
      '30 messages for you',
      '30 messages for you',
      '5 messages for you',
    ]);
    const numbers = [...heard.join('\n').matchAll(/Banner (\d+)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 65 }, (_, i) => i + 1));
  });
});

it('settings show quiet hours, and that they are off', async () => {
  const agency = await openAgency();
  const anna = agency.person('anna');
  expect(await anna.says('/settings')).toMatch(/Quiet hours: +20:00–08:00 · and all day Sat Sun/);
  expect(await anna.says('/settings quiet off')).toMatch(/Quiet hours: +off/);
  expect(await anna.says('/settings quiet sat sun')).toMatch(/Quiet hours: +all day Sat Sun/);
  expect(await anna.says('/settings quiet вимкнути')).toMatch(/Quiet hours: +off/);
  expect(await anna.says('/settings quiet 22-7')).toMatch(/Quiet hours: +22:00–07:00 · and all day Sat Sun$/m);
  await anna.says('/settings quiet off');
  expect(await anna.says('/settings quiet 22-7 nodays')).toMatch(/Quiet hours: +22:00–07:00$/m);
  await agency.close();
});
