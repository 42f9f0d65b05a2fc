import { expect, it } from 'vitest';
import { forgetHandled } from '../../../jobs/forget-handled.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { openAgency } from '../../support/agency.ts';
import { openTestStore } from '../../support/store.ts';

it('forgets requests a week after they were handled, and not before', async () => {
  const agency = await openAgency();
  const anna = agency.person('anna');
  await anna.saysAs('request-1', '/task Banner');
  agency.clock.advance({ days: 6 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 0 });
  await anna.saysAs('request-1', '/task Banner');
  expect(await anna.says('/tasks')).not.toContain('2 Banner');

  agency.clock.advance({ days: 2 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 1 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 0 });
  await agency.close();
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
  const run = forgetHandled({ store }).run('2026-11-27T09:00:00.000Z' as Instant);
  // Asked for when the first lot was already waiting.
  const found = await Promise.all([read('r0'), read('r2299')]);
  expect(found.map(({ handled }) => handled !== undefined)).toEqual([false, true]);
  expect(await run).toEqual({ forgotten: 2300 });
  expect((await read('r2299')).handled).toBeUndefined();
  await close();
});
