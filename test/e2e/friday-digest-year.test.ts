import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fridayDigest } from '../../jobs/friday-digest.ts';
import { isoWeek, nextDigestAt } from '../../src/domain/digest-week.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../../src/domain/instant.ts';
import { instantOf } from '../../src/domain/instant.ts';
import { silentLog } from '../../src/log.ts';
import { addTask, deadlineAt, personNamed } from '../data/records.ts';
import { openTestStore } from '../support/store.ts';

const PEOPLE = process.env.FRIDAY_LONG ? 120 : 40;
const DIGEST = { weekday: 5, time: '09:00' as TimeOfDay };
/** A Monday; the year holds both clock changes of both halves of the world. */
const STARTS = Date.parse('2026-11-23T00:00:00Z');
const WEEKS = 52;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Where clocks go by the quarter of an hour, and by half an hour in summer, are among them. */
const ALWAYS = ['Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Kiritimati'];

let store: Awaited<ReturnType<typeof openTestStore>>;
const zones = sampleOfZones();
const walls = zones.map(
  (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
);

beforeAll(async () => {
  store = await openTestStore();
  const now = instantOf(STARTS);
  await store.store.transact(async (tx) => {
    for (const [i, zone] of zones.entries()) {
      const person = personNamed(`Person ${i}`, { zone, nextDigestAt: nextDigestAt(now, zone, DIGEST) });
      const { id } = await tx.people.add(person);
      await addTask(tx, id, id, deadlineAt(instantOf(STARTS - DAY_MS)));
    }
  });
});
afterAll(() => store.close());

/** As many zones as people, from all around the world. */
function sampleOfZones(): string[] {
  const all = Intl.supportedValuesOf('timeZone').filter((zone) => !ALWAYS.includes(zone));
  const every = all.length / (PEOPLE - ALWAYS.length);
  return [...ALWAYS, ...Array.from({ length: PEOPLE - ALWAYS.length }, (_, i) => all[Math.floor(i * every)] ?? 'UTC')];
}

/**
 * The moments of one week at which the heartbeat looks: the minute at which it is nine on Friday somewhere and those
 * beside it, as the machine's own calendar tells them; each minute around clock changes; else once in twelve hours.
 */
function momentsOf(week: number): Instant[] {
  const monday = STARTS + week * 7 * DAY_MS;
  const beside = process.env.FRIDAY_LONG ? [-3, -2, -1, 0, 1, 2, 3] : [-1, 0];
  const moments = new Set<number>();
  for (let ms = monday; ms < monday + 7 * DAY_MS; ms += 12 * HOUR_MS) moments.add(ms);
  for (const wall of walls) for (const minute of beside) moments.add(nineOnFriday(wall, monday) + minute * MINUTE_MS);
  for (const change of CHANGES.filter((ms) => ms > monday && ms < monday + 7 * DAY_MS)) {
    for (let minute = -30; minute <= 30; minute += 1) moments.add(change + minute * MINUTE_MS);
  }
  return [...moments].sort((a, b) => a - b).map(instantOf);
}

/** No clock of the sample changes on a Friday between nine and what shows the offset here. */
function nineOnFriday(wall: Intl.DateTimeFormat, monday: number): number {
  const noon = monday + 4.5 * DAY_MS;
  const shown = Date.parse(`${wall.format(noon).replace(' ', 'T')}:00Z`);
  return monday + 4 * DAY_MS + 9 * HOUR_MS - (shown - noon);
}

const CHANGES = ['2027-03-14T07:00:00Z', '2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z', '2027-11-07T06:00:00Z'].map(
  (iso) => Date.parse(iso),
);

function owedSince() {
  return store.store.transact(() =>
    store.database.query
      .selectFrom('deliveries')
      .select(['person_id', 'unique_key', 'created_at', 'state'])
      .orderBy('id')
      .execute(),
  );
}

describe('over a year, all around the world', () => {
  it('each person gets exactly one digest in each week, at nine on Friday where they are', {
    timeout: 300_000,
  }, async () => {
    const job = fridayDigest({ store: store.store, settings: { digest: DIGEST }, log: silentLog });
    for (let week = 0; week < WEEKS; week += 1) for (const moment of momentsOf(week)) await job.run(moment);

    const rows = await owedSince();
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['owed']));
    const weeksOf = new Map<number, string[]>();
    for (const { person_id, created_at } of rows) {
      const [date = '', time] = walls[person_id - 1]?.format(Date.parse(created_at)).split(' ') ?? [];
      expect(`${zones[person_id - 1]} ${new Date(`${date}T00:00:00Z`).getUTCDay()} ${time}`).toBe(
        `${zones[person_id - 1]} 5 09:00`,
      );
      weeksOf.set(person_id, [...(weeksOf.get(person_id) ?? []), isoWeek(date as CalendarDate)]);
    }
    const all = Array.from({ length: WEEKS }, (_, week) =>
      isoWeek(instantOf(STARTS + week * 7 * DAY_MS).slice(0, 10) as CalendarDate),
    );
    expect(weeksOf.size).toBe(PEOPLE);
    for (const [i, zone] of zones.entries()) expect(weeksOf.get(i + 1), zone).toEqual(all);
  });
});
