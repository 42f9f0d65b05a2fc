import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retention } from '../../../jobs/retention.ts';
import type { CalendarDate, Instant } from '../../../src/domain/instant.ts';
import { openAgency } from '../../support/agency.ts';
import { openTestStore } from '../../support/store.ts';

const NOTHING = { requests: 0, buttons: 0, deliveries: 0, digests: 0, codes: 0 };

describe('what is long over', () => {
  let agency: Awaited<ReturnType<typeof openAgency>>;
  beforeEach(async () => {
    agency = await openAgency();
  });
  afterEach(() => agency.close());

  /** What the job forgets, looked at by itself: others have their say in a tick. */
  const forgotten = () => retention({ store: agency.store }).run(agency.clock.now());

  it('is forgotten a week after it was handled, if it is a request, and not before', async () => {
    const anna = agency.person('anna');
    await anna.saysAs('request-1', '/task Banner');
    agency.clock.advance({ days: 6 });
    expect(await forgotten()).toEqual(NOTHING);
    await anna.saysAs('request-1', '/task Banner');
    expect(await anna.says('/tasks')).not.toContain('2 Banner');

    agency.clock.advance({ days: 2 });
    expect(await forgotten()).toEqual({ ...NOTHING, requests: 1 });
    expect(await forgotten()).toEqual(NOTHING);
  });

  it('is looked for once an hour', async () => {
    await agency.person('anna').says('/task Banner');
    expect((await agency.tick()).retention).toEqual(NOTHING);
    expect((await agency.tick()).retention).toEqual({});
    agency.clock.advance({ hours: 1 });
    expect((await agency.tick()).retention).toEqual(NOTHING);
  });

  it('is forgotten with its key half a year after it was sent, and stays while it is owed', async () => {
    const anna = agency.person('anna');
    const oleh = agency.person('oleh');
    await oleh.says('/help');
    await anna.says('/task Banner @oleh');
    await oleh.hears();
    const now = agency.clock.now();
    await agency.store.transact((tx) =>
      tx.deliveries.owe({
        personId: 1 as never,
        kind: 'test',
        key: 'k',
        body: { blocks: [] },
        createdAt: now,
        dueAt: now,
      }),
    );
    agency.clock.advance({ days: 179 });
    expect(await forgotten()).toMatchObject({ deliveries: 0 });
    agency.clock.advance({ days: 2 });
    expect(await forgotten()).toMatchObject({ deliveries: 1 });
    expect(await agency.store.transact((tx) => tx.deliveries.has('k'))).toBe(true);
  });

  it('owes nobody a digest of a week that it has forgotten', async () => {
    const anna = agency.person('anna');
    await anna.says('/task Banner tuesday');
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    await anna.hears();
    const keys = async () => (await agency.rows()).deliveries?.map((row) => (row as { unique_key: string }).unique_key);
    expect(await keys()).toContain('digest:1:2026-W48');
    // Down for more than half a year: what was missed lies behind, and is settled no further back than the ledger goes.
    agency.clock.set('2027-07-02T06:00:00Z');
    await agency.tick();
    expect(await keys()).not.toContain('digest:1:2026-W48');
    expect((await keys())?.filter((key) => key?.startsWith('digest:')).sort()[0]).toBe('digest:1:2027-W22');
    expect((await agency.tick())['friday digest']).toMatchObject({ owed: 0, skipped: 0 });
  });

  it('is forgotten with its verdicts after 400 days, if it is a digest, and its buttons say so', async () => {
    const anna = agency.person('anna');
    await anna.says('/task Banner tuesday');
    const week = '2026-11-27' as CalendarDate;
    const digest = { personId: 1 as never, week, createdAt: agency.clock.now(), received: [1 as never], given: [] };
    await agency.store.transact(async (tx) => {
      const id = await tx.digests.add(digest);
      await tx.digests.saveVerdict(id, { taskId: 1 as never, verdict: 'moved', at: agency.clock.now() });
    });
    agency.clock.advance({ days: 399 });
    expect(await forgotten()).toMatchObject({ digests: 0 });
    agency.clock.advance({ days: 2 });
    expect(await forgotten()).toMatchObject({ digests: 1 });
    expect((await agency.rows()).digest_verdicts).toEqual([]);
    expect(await anna.forges('verdict 1 1 done')).toMatch(/digest/i);
  });

  it('is forgotten after 30 days, if it is a code, used, expired or wrong', async () => {
    const anna = agency.person('anna', { platform: 'slack' });
    await anna.says('/invite');
    const stranger = agency.person('4711', { platform: 'telegram', standing: 'stranger' });
    await stranger.says('/start nonsense');
    expect((await agency.rows()).wrong_codes).toHaveLength(1);
    agency.clock.advance({ days: 30 });
    expect(await forgotten()).toMatchObject({ codes: 0 });
    agency.clock.advance({ days: 2 });
    expect(await forgotten()).toMatchObject({ codes: 2 });
    const { codes, wrong_codes } = await agency.rows();
    expect([codes, wrong_codes]).toEqual([[], []]);
  });
});

it('lets others work between the lots in which it forgets', async () => {
  const { store, close } = await openTestStore();
  const handledAt = '2026-11-01T00:00:00.000Z' as Instant;
  await store.transact(async (tx) => {
    for (let i = 0; i < 2300; i += 1) {
      await tx.arrivals.markHandled({ platform: 'slack', requestId: `r${i}`, at: handledAt, reply: null });
    }
  });
  const read = (requestId: string) =>
    store.transact((tx) => tx.arrivals.read({ platform: 'slack', requestId, externalId: 'U', chatId: 'C' }));
  const run = retention({ store }).run('2026-11-27T09:00:00.000Z' as Instant);
  // Asked for when the first lot was already waiting.
  const found = await Promise.all([read('r0'), read('r2299')]);
  expect(found.map(({ handled }) => handled !== undefined)).toEqual([false, true]);
  expect(await run).toEqual({ ...NOTHING, requests: 2300 });
  expect((await read('r2299')).handled).toBeUndefined();
  await close();
});
