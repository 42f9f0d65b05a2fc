import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/instant.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 10:00 in Kyiv; people work 09:00–18:00 from Monday to Friday. */
let agency: Agency;
let anna: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  await anna.says('/task Banner');
  await anna.says('/task Menu');
  await anna.says('/settings quiet off');
});
afterEach(() => agency.close());

const QUESTION = /^Your timer has been running since/;

/** The moments at which somebody was asked, the heartbeat every half hour. */
async function askedBy(person: AgencyPerson, until: string, on: Agency = agency): Promise<string[]> {
  const asked: string[] = [];
  while (on.clock.now() < new Date(until).toISOString()) {
    on.clock.advance({ minutes: 30 });
    await on.tick();
    for (const message of await person.hears()) if (QUESTION.test(message)) asked.push(on.clock.now().slice(5, 16));
  }
  return asked;
}

async function startAt(moment: string, line = '/timer start 1 sketch') {
  agency.clock.set(moment);
  await anna.says(line);
}

async function askAt(moment: string): Promise<string> {
  agency.clock.set(moment);
  await agency.tick();
  return (await anna.hears()).filter((message) => QUESTION.test(message)).join();
}

async function entries() {
  return agency.store.transact((tx) =>
    tx.timeEntries.within({ from: '2026-01-01' as never, to: '2027-01-01' as never }),
  );
}

describe('a forgotten timer', () => {
  it.each([
    ['eight hours after a start in the morning', '2026-11-23T08:00:00Z', ['11-23T16:00']],
    ['an hour after work', '2026-11-23T12:30:00Z', ['11-23T17:00']],
    ['eight hours after a start in the evening', '2026-11-23T17:30:00Z', ['11-24T01:30']],
    ['eight hours after a start on a free day', '2026-11-28T09:00:00Z', ['11-28T17:00']],
  ])('is asked about once: %s', async (_, start, moments) => {
    await startAt(start);
    expect(await askedBy(anna, instantOf(Date.parse(start) + 30 * 3_600_000))).toEqual(moments);
    expect(await anna.says('/timer')).toContain('1 Banner');
  });

  it('is not asked about where it was stopped, or another one was started', async () => {
    await startAt('2026-11-23T08:00:00Z');
    agency.clock.set('2026-11-23T15:00:00Z');
    await anna.says('/timer start 2');
    expect(await askedBy(anna, '2026-11-23T16:30:00Z')).toEqual([]);
    await anna.says('/timer stop');
    expect(await askedBy(anna, '2026-11-24T16:00:00Z')).toEqual([]);
  });

  it('changes nobody’s time without an answer', async () => {
    await startAt('2026-11-23T12:00:00Z');
    const before = await entries();
    expect(await askAt('2026-11-23T17:00:00Z')).toMatch(/since 14:00: 1 Banner\n│ sketch\n.*Nothing changes until/);
    agency.clock.advance({ days: 2 });
    await agency.tick();
    expect(await entries()).toEqual(before.map((entry) => ({ ...entry, checkAt: null })));
  });

  it('waits out quiet hours with its question, and does not ask once it has been stopped in them', async () => {
    await anna.says('/settings quiet 20:00-8:00');
    await startAt('2026-11-23T17:30:00Z');
    expect(await askedBy(anna, '2026-11-24T12:00:00Z')).toEqual(['11-24T06:00']);
    await anna.says('/timer stop');
    await startAt('2026-11-24T17:30:00Z');
    agency.clock.set('2026-11-25T02:00:00Z');
    await agency.tick();
    await anna.says('/timer stop');
    expect(await askedBy(anna, '2026-11-25T12:00:00Z')).toEqual([]);
  });

  it('is asked about after a week where it is quiet all week, and not before', async () => {
    await anna.says('/settings quiet 20:00-8:00 mon-sun');
    await startAt('2026-11-23T12:00:00Z');
    expect(await askedBy(anna, '2026-12-02T12:00:00Z')).toEqual(['11-30T17:00']);
  });

  it('is asked about after downtime, once, with the end of that working day', async () => {
    await startAt('2026-11-23T08:00:00Z');
    expect(await askAt('2026-11-25T08:00:00Z')).toContain('since Mon 23 Nov, 10:00: 1 Banner');
    expect(await anna.presses('Stop at Mon 23 Nov, 18:00')).toContain('8 h · Mon 23 Nov · 10:00–18:00');
    expect(await askedBy(anna, '2026-11-26T08:00:00Z')).toEqual([]);
  });

  it('is asked about once when the clock is set back an hour', async () => {
    await startAt('2026-11-23T08:00:00Z');
    expect(await askAt('2026-11-23T16:00:00Z')).toMatch(QUESTION);
    agency.clock.advance({ hours: -1 });
    expect(await askedBy(anna, '2026-11-24T16:00:00Z')).toEqual([]);
  });

  it('is asked about when its person’s own working day is over, wherever and whenever that is by then', async () => {
    await startAt('2026-11-23T12:00:00Z');
    await anna.says('/settings work 9:00-16:00');
    expect(await askedBy(anna, '2026-11-23T15:00:00Z')).toEqual(['11-23T15:00']);
    await anna.says('/timer stop');
    await anna.says('/timer start 2');
    // It is 10:00 in New York, where work ends at 16:00.
    await anna.says('/settings zone New York');
    expect(await askedBy(anna, '2026-11-24T15:00:00Z')).toEqual(['11-23T22:00']);
  });

  it('is asked about on the clock of the wall when clocks change', async () => {
    await anna.says('/settings work 9:00-18:00 mon-sun');
    await startAt('2027-03-28T10:00:00Z');
    expect(await askedBy(anna, '2027-03-29T10:00:00Z')).toEqual(['03-28T16:00']);
  });

  it('of somebody who left is over', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/timer start');
    await anna.says('/people remove @oleh');
    expect(await askedBy(oleh, '2026-11-24T12:00:00Z')).toEqual([]);
  });
});

describe('the answer about a forgotten timer', () => {
  beforeEach(async () => {
    await startAt('2026-11-23T12:00:00Z');
    await askAt('2026-11-23T17:00:00Z');
    agency.clock.set('2026-11-23T18:30:00Z');
  });

  const questionButtons = async (answer: string) => anna.pressing(`timer answer 1 ${answer}`);

  it.each([
    [
      'Stop at 18:00',
      'end 2026-11-23T16:00:00.000Z',
      /^Timer stopped: 1 Banner.*\n4 h · Mon 23 Nov · 14:00–18:00\n4 h this time/,
      '2026-11-23T16:00:00.000Z',
    ],
    [
      'Stop now',
      'now',
      /^Timer stopped: 1 Banner.*\n6 h 30 min · Mon 23 Nov · 14:00–20:30\n/,
      '2026-11-23T18:30:00.000Z',
    ],
  ])('%s: stops it there, and can be taken back', async (button, answer, said, stoppedAt) => {
    expect(await anna.presses(button)).toMatch(said);
    expect(await entries()).toMatchObject([{ stoppedAt, note: 'sketch' }]);
    expect(await anna.presses('Undo')).toContain('The timer is running again:');
    expect(await anna.says('/timer')).toContain('Running for 6 h 30 min, since 14:00: 1 Banner');
    // The old button is about the same timer, which runs again.
    expect(await anna.forges(`timer answer 1 ${answer}`)).toMatch(said);
  });

  it('Discard: throws it away, and can be taken back', async () => {
    expect(await anna.presses('Discard')).toMatch(/^Timer thrown away, 6 h 30 min not counted: 1 Banner/);
    expect(await entries()).toEqual([]);
    await anna.presses('Undo');
    expect(await anna.says('/timer')).toContain('since 14:00: 1 Banner');
    expect(await askedBy(anna, '2026-11-24T18:00:00Z')).toEqual([]);
  });

  it('Keep it running: asks once more after eight hours, and then believes it', async () => {
    expect(await anna.presses('Keep it running')).toContain('I will ask once more in 8 hours.');
    expect(await askedBy(anna, '2026-11-24T03:00:00Z')).toEqual(['11-24T02:30']);
    expect(await anna.presses('Keep it running')).toContain('I will not ask again.');
    expect(await askedBy(anna, '2026-11-26T03:00:00Z')).toEqual([]);
    expect(await entries()).toMatchObject([{ stoppedAt: null, version: 1 }]);
  });

  it.each(['keep', 'now', 'discard', 'end 2026-11-23T16:00:00.000Z'])(
    'takes the place of the question: %s',
    async (answer) => {
      expect((await questionButtons(answer)).replacesPressed).toBe(true);
    },
  );

  it('is about that timer alone, though a newer one runs by now', async () => {
    await anna.says('/timer start 2');
    const before = await entries();
    for (const answer of ['keep', 'end 2026-11-23T16:00:00.000Z', 'now', 'discard']) {
      expect(await anna.forges(`timer answer 1 ${answer}`)).toMatch(
        /^Timer 1 is not running any more, and nothing was changed/,
      );
    }
    expect(await entries()).toEqual(before);
  });

  it('is for its person alone', async () => {
    const oleh = agency.person('oleh');
    await oleh.says('/timer start');
    for (const answer of ['keep', 'now', 'discard', 'end 2026-11-23T16:00:00Z']) {
      expect(await oleh.forges(`timer answer 1 ${answer}`)).toContain('There is no time entry 1 of yours.');
      // Not for a manager either: it was not they who were asked.
      expect(await anna.forges(`timer answer 2 ${answer}`)).toContain('There is no time entry 2 of yours.');
    }
    expect((await entries()).map(({ stoppedAt }) => stoppedAt)).toEqual([null, null]);
  });

  it('never lets it end before it started, or later than now, whatever is pressed', async () => {
    expect(await anna.forges('timer answer 1 end 2026-11-23T19:00:00Z')).toContain('still in the future');
    for (const words of ['', '1', '1 end', '1 end yesterday', '1 end 2026-13-45T00:00:00Z', 'x now', '1 later']) {
      expect(await anna.forges(`timer answer ${words}`)).toMatch(/has been answered, or is too old/);
    }
    await anna.forges('timer answer 1 end 2026-11-23T08:00:00Z');
    const [entry] = (await agency.rows()).time_entries ?? [];
    expect(entry).toMatchObject({ started_at: '2026-11-23T12:00:00.000Z', stopped_at: '2026-11-23T12:00:00.000Z' });
  });

  it('lets it end where other time of the person begins', async () => {
    // Such an entry cannot be made while the timer runs, but a clock that was set back may have left one.
    const later = {
      ...(await entries())[0],
      startedAt: '2026-11-23T14:30:00.000Z',
      stoppedAt: '2026-11-23T14:45:00.000Z',
      checkAt: null,
    };
    await agency.store.transact((tx) => tx.timeEntries.add(later as Parameters<typeof tx.timeEntries.add>[0]));
    expect(await anna.presses('Stop at 18:00')).toContain('14:00–16:30');
  });
});

describe('in other languages', () => {
  it.each([
    ['uk', /^Ваш таймер працює з 14:00: 1 Banner/, 'Записати до 18:00', /^Таймер зупинено: 1 Banner/],
    ['ru', /^Ваш таймер идёт с 14:00: 1 Banner/, 'Записать до 18:00', /^Таймер остановлен: 1 Banner/],
  ])('the question and its answers are in %s', async (language, question, button, answer) => {
    await anna.says(`/settings language ${language}`);
    await startAt('2026-11-23T12:00:00Z', '/timer start 1');
    agency.clock.set('2026-11-23T17:00:00Z');
    await agency.tick();
    expect(await anna.hears()).toEqual([expect.stringMatching(question)]);
    expect(await anna.presses(button)).toMatch(answer);
  });
});

it('two processes ask once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-forgotten-'));
  const file = join(folder, 'two.db');
  const one = await openAgency({ file });
  await one.person('ira').says('/timer start');
  const two = await openAgency({ file });
  for (const each of [one, two]) each.clock.set('2026-11-23T16:00:00Z');
  await Promise.all([one.tick(), two.tick()]);
  const heard = [...(await one.person('ira').hears()), ...(await two.person('ira').hears())];
  expect(heard).toEqual([expect.stringMatching(QUESTION)]);
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true, force: true });
});
