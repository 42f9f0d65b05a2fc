import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { skippedOf } from '../support/heartbeat.ts';

/** Anna is the owner, Mia a manager, Oleh and Ira are members; Friday is 2026-11-27, all of them are in Kyiv. */
let agency: Agency;
let anna: AgencyPerson;
let mia: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  [anna, mia, oleh] = [agency.person('anna'), agency.person('mia'), agency.person('oleh')];
  await anna.says('/start');
  for (const person of [mia, oleh]) await person.says('/start');
  await anna.says('/people role @mia manager');
});
afterEach(() => agency.close());

const NINE = '2026-11-27T07:00:00Z';
/** 18:00 */
const EVENING = '2026-11-27T16:00:00Z';
const isSummary = (message: string) => /^(This week’s digest|Дайджест цього тижня|Сводка этой недели)/.test(message);

async function summariesAt(moment: string, person: AgencyPerson, on = agency): Promise<string[]> {
  on.clock.set(moment);
  await on.tick();
  return (await person.hears()).filter(isSummary);
}

/** Seven tasks of Oleh's, given by Anna, and one of his own: two digests. */
async function overdueTasks() {
  for (let i = 1; i <= 7; i += 1) await anna.says(`/task Task ${i} @oleh tuesday`);
  await oleh.says('/task Own tuesday');
}

describe('the summary of the digests', () => {
  it('tells owners and managers in the evening how many got it, and how what was in it was sorted', async () => {
    await overdueTasks();
    expect(await summariesAt(NINE, anna)).toEqual([]);
    await anna.forges('verdict 1 1 done');
    await anna.forges('verdict 1 2 move in 7 days');
    await anna.forges('verdict 1 3 drop');
    await anna.forges('verdict 1 4 nudge');
    await oleh.forges('verdict 2 5 lower low');
    await oleh.forges('verdict 2 6 move in 7 days');
    await oleh.forges('verdict 2 7 drop');
    await oleh.says('/done 8 by a command');
    expect(await summariesAt('2026-11-27T15:59:00Z', anna)).toEqual([]);
    const [summary, ...more] = await summariesAt(EVENING, anna);
    expect(more).toEqual([]);
    expect(summary).toMatch(/^This week’s digest\s+Recipients: +2\nOverdue tasks: +8\n/);
    expect(summary).toMatch(
      /Sorted by now: +8 \(done 2 · moved 1 · not relevant 1 · proposed 2 · lower priority 1 · nudged 1\)\n/,
    );
    expect(summary).toMatch(/Left: +0\n/);
    expect((await mia.hears()).filter(isSummary)).toEqual([summary]);
    expect((await oleh.hears()).filter(isSummary)).toEqual([]);
    for (const later of ['2026-11-27T17:00:00Z', '2026-11-28T08:00:00Z', '2026-12-02T08:00:00Z']) {
      expect(await summariesAt(later, anna)).toEqual([]);
    }
    expect(await skippedOf(agency, 'digest-summary:')).toEqual([]);
  });

  it('counts as moved what its author agreed to move', async () => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    await oleh.forges('verdict 2 2 move in 7 days');
    await anna.says('/agree 2');
    await oleh.forges('verdict 2 3 drop');
    const [summary] = await summariesAt(EVENING, anna);
    expect(summary).toMatch(/Sorted by now: +2 \(moved 1 · proposed 1\)\nLeft: +6/);
  });

  it('counts as left what was taken back, or is not agreed to', async () => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    await anna.forges('verdict 1 1 done');
    await anna.says('/undo');
    await oleh.forges('verdict 2 2 drop');
    await anna.says('/keep 2');
    const [summary] = await summariesAt(EVENING, anna);
    expect(summary).toMatch(/Sorted by now: +0\nLeft: +8/);
  });

  it('does not come in a week in which no digest was sent', async () => {
    await summariesAt(NINE, anna);
    expect(await summariesAt(EVENING, anna)).toEqual([]);
    await oleh.says('/task Own today 20:00');
    agency.clock.set('2026-11-28T07:00:00Z');
    await oleh.says('/digest');
    expect(await summariesAt('2026-11-28T16:00:00Z', anna)).toEqual([]);
    expect(await skippedOf(agency, 'digest-summary:')).toEqual([]);
  });

  it('does not count a digest that reached nobody', async () => {
    await overdueTasks();
    oleh.blocksTheBot();
    await summariesAt(NINE, anna);
    const [summary] = await summariesAt(EVENING, anna);
    expect(summary).toMatch(/Recipients: +1\nOverdue tasks: +7\n/);
  });

  it('comes to each of them at six where they are, once wherever they travel', async () => {
    await overdueTasks();
    await mia.says('/settings zone London');
    await summariesAt(NINE, anna);
    expect(await summariesAt(EVENING, mia)).toEqual([]);
    expect(await summariesAt('2026-11-27T18:00:00Z', mia)).toHaveLength(1);
    await mia.says('/settings zone New York');
    expect(await summariesAt('2026-11-27T23:00:00Z', mia)).toEqual([]);
  });

  it('is sent late on the same day after downtime, and later recorded as skipped', async () => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    await mia.says('/settings zone New York');
    expect(await summariesAt('2026-11-27T22:30:00Z', anna)).toEqual([]);
    expect(await summariesAt('2026-11-28T04:30:00Z', mia)).toHaveLength(1);
    const skipped = await skippedOf(agency, 'digest-summary:');
    expect(skipped).toEqual([
      {
        unique_key: 'digest-summary:1:2026-W48',
        reason: 'not sent by the end of 2026-11-27, noticed 2026-11-27T22:30:00.000Z',
      },
    ]);
    expect(await summariesAt('2026-11-29T08:00:00Z', anna)).toEqual([]);
  });

  it('comes once when the clock is set back an hour, and after a clock that was a day ahead', async () => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    await summariesAt('2026-11-28T10:00:00Z', anna);
    expect(await summariesAt(EVENING, anna)).toHaveLength(1);
    expect(await summariesAt('2026-11-27T15:00:00Z', anna)).toEqual([]);
    expect(await summariesAt(EVENING, anna)).toEqual([]);
  });

  it('comes each week', async () => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    expect(await summariesAt(EVENING, anna)).toHaveLength(1);
    await summariesAt('2026-12-04T07:00:00Z', anna);
    expect(await summariesAt('2026-12-04T16:00:00Z', anna)).toHaveLength(1);
  });

  it('waits until a digest of the afternoon can have been sorted', async () => {
    const late = await openAgency({ settings: { digest: { weekday: 5, time: '17:00' as never } } });
    const ira = late.person('ira');
    await ira.says('/task Own tuesday');
    expect(await summariesAt('2026-11-27T15:00:00Z', ira, late)).toEqual([]);
    expect(await summariesAt('2026-11-27T16:59:00Z', ira, late)).toEqual([]);
    expect(await summariesAt('2026-11-27T17:00:00Z', ira, late)).toHaveLength(1);
    await late.close();
  });

  it.each([
    ['uk', /^Дайджест цього тижня\s+Отримувачі: +2\n(?:.|\n)*Уже розібрано: +1 \(виконано 1\)\nЛишилося: +7/],
    ['ru', /^Сводка этой недели\s+Получатели: +2\n(?:.|\n)*Уже разобрано: +1 \(выполнено 1\)\nОсталось: +7/],
  ])('speaks %s', async (language, said) => {
    await overdueTasks();
    await summariesAt(NINE, anna);
    await anna.says('/done 1');
    await anna.says('/cancel');
    await anna.says(`/settings language ${language}`);
    expect((await summariesAt(EVENING, anna)).join()).toMatch(said);
  });
});

it('two processes send one summary', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-summary-'));
  const file = join(folder, 'two.db');
  const one = await openAgency({ file });
  await one.person('ira').says('/task Own tuesday');
  const two = await openAgency({ file });
  for (const moment of [NINE, EVENING]) {
    for (const each of [one, two]) each.clock.set(moment);
    await Promise.all([one.tick(), two.tick()]);
  }
  const heard = [...(await one.person('ira').hears()), ...(await two.person('ira').hears())];
  expect(heard.filter(isSummary)).toHaveLength(1);
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true, force: true });
});
