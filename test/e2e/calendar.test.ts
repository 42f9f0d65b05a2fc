import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  await anna.says('/task Banner');
});
afterEach(() => agency.close());

const days = async (command: string) => buttonsOf(await anna.picking(command));

describe('the calendar', () => {
  it('is offered where a deadline is asked for and days can be shown, and nowhere else', async () => {
    expect(buttonsOf(await anna.picking('move 1')).map(({ command }) => command)).toContain('calendar 2026-11 move 1');
    expect(buttonsOf(await anna.pressing('move 1')).map(({ label }) => label)).not.toContain('Calendar…');
  });

  it('shows the month in weeks of seven days from Monday, and what has passed cannot be picked', async () => {
    const shown = await days('calendar 2026-11 move 1');
    const grid = shown.slice(0, 49).map(({ label }) => label);
    expect(grid.slice(0, 7)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    // 1 November 2026 is a Sunday; today is Monday the 23rd.
    expect(grid.slice(7, 14)).toEqual(['·', '·', '·', '·', '·', '·', '·']);
    expect(grid.slice(35, 42)).toEqual(['23', '24', '25', '26', '27', '28', '29']);
    expect(grid.slice(42, 49)).toEqual(['30', '·', '·', '·', '·', '·', '·']);
    expect(shown.at(-1)?.label).toBe('December 2026 ›');
    expect(shown.filter(({ label }) => label.startsWith('‹'))).toEqual([]);
  });

  it('leads from a day to a time, and from there to the deadline', async () => {
    const day = (await days('calendar 2026-11 move 1')).find(({ label }) => label === '27');
    const times = await days(day?.command ?? '');
    const six = times.find(({ label }) => label === '18:00');
    expect(await anna.forges(six?.command ?? '')).toContain('Fri 27 Nov, 18:00');
    const allDay = (await days('calendar 2026-12-01 move 1')).find(({ label }) => label === 'All day');
    expect(await anna.forges(allDay?.command ?? '')).toMatch(/Tue 1 Dec(?!,)/);
  });

  it('makes no buttons of what asks for no day', async () => {
    for (const words of ['1,2,3 page 0 agree always', 'move', 'done 1']) {
      expect(buttonsOf(await anna.asks(`/calendar 2026-11-27 ${words}`)), words).not.toContainEqual(
        expect.objectContaining({ label: '09:00' }),
      );
    }
  });

  it('turns over the year, and back', async () => {
    const december = await days('calendar 2026-12 move 1');
    expect(december.map(({ label }) => label)).toContain('January 2027 ›');
    const january = await days('calendar 2027-01 move 1');
    expect(january.find(({ label }) => label === '‹ December 2026')?.command).toBe('calendar 2026-12 move 1');
  });

  it('knows today where the person is', async () => {
    agency.clock.set('2026-11-30T23:30:00Z');
    const today = (await days('move 1')).find(({ label }) => label === 'Calendar…');
    // In Kyiv it is December already.
    expect(today?.command).toBe('calendar 2026-12 move 1');
  });

  it('answers the question of the step-by-step form', async () => {
    await anna.picking('task');
    await anna.says('Poster');
    await anna.says('me');
    const asked = await anna.pickingTyped('none');
    const open = buttonsOf(asked).find(({ label }) => label === 'Calendar…');
    const day = (await days(open?.command ?? '')).find(({ label }) => label === '28');
    const allDay = (await days(day?.command ?? '')).find(({ label }) => label === 'All day');
    await anna.forges(allDay?.command ?? '');
    expect(await anna.says('normal')).toContain('Sat 28 Nov');
  });

  it.each([
    ['uk', 'листопад 2026', 'пн'],
    ['ru', 'ноябрь 2026', 'пн'],
  ])('speaks %s', async (language, month, monday) => {
    await anna.says(`/settings language ${language}`);
    const shown = await anna.picking('calendar 2026-11 move 1');
    expect(JSON.stringify(shown)).toContain(month);
    expect(buttonsOf(shown)[0]?.label.toLowerCase()).toBe(monday);
  });

  it.each(['calendar', 'calendar 2026-13 move 1', 'calendar 2026-02-30 move 1', `calendar 2026-11 ${'x'.repeat(99)}`])(
    'refuses %j with a way on',
    async (forged) => {
      expect(await anna.forges(forged)).toContain('Please start again');
    },
  );
});
