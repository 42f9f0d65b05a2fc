import { describe, expect, it } from 'vitest';
import { createTelegramPacing } from '../../adapters/telegram/sending/paces.ts';
import type { Fault } from '../fakes/telegram/faults.ts';
import { openTelegramPlace } from '../support/telegram-place.ts';

/** However busy the machine is. */
const PATIENT = { timeout: 20_000 };

const SEND = 'sendMessage';
const HELD: Fault = { kind: 'limited', retryAfterSeconds: 60 };

describe.concurrent('Friday in Telegram after a restart', () => {
  it.for([
    ['polling', 'polling'],
    ['polling', 'webhook'],
    ['webhook', 'webhook'],
    ['webhook', 'polling'],
  ] as const)('answers what it could not answer before, in order, once (%s, then %s)', async (transports, context) => {
    const [before, after] = transports;
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna', 'oleh'] });
    const first = await place.begin(before, { pacing: createTelegramPacing() });
    await first.untilReadiness(200);
    const giveBack = telegram.faults.add({ method: SEND, fault: HELD });
    for (const title of ['Banner', 'Poster', 'Menu']) await telegram.user('anna').says(`/task ${title}`);
    await telegram.user('oleh').says('/task Leaflet');
    // Telegram knows nothing of them any more: they wait in the store.
    await context.expect.poll(telegram.pendingUpdates, PATIENT).toBe(0);
    await context.expect.poll(place.keptUpdates, PATIENT).toHaveLength(4);
    await first.end();
    expect(await place.keptUpdates()).toHaveLength(4);
    expect(place.heard('anna')).toEqual([]);

    giveBack();
    const second = await place.begin(after);
    await second.untilReadiness(200);
    await telegram.user('anna').says('/task Flyer');
    await place.settled();
    const titles = ['Banner', 'Poster', 'Menu', 'Flyer'];
    expect(place.heard('anna').map((text) => /Banner|Poster|Menu|Flyer/.exec(text)?.[0])).toEqual(titles);
    expect(place.heard('oleh')).toHaveLength(1);
    expect(await place.keptUpdates()).toEqual([]);
    const { tasks = [] } = await place.kept();
    expect(tasks.map(({ title }) => title).sort()).toEqual([...titles, 'Leaflet'].sort());
  });

  it.for(['polling', 'webhook'] as const)(
    'has nothing to say again where all was said (%s)',
    async (transport, context) => {
      const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna', 'oleh'] });
      const first = await place.begin(transport);
      await first.untilReadiness(200);
      for (const name of ['anna', 'oleh']) await telegram.user(name).says('/task Banner');
      await place.settled();
      await first.end();
      const from = telegram.world.shown.length;
      const second = await place.begin(transport);
      await second.untilReadiness(200);
      await place.settled();
      expect(telegram.world.shown.slice(from)).toEqual([]);
    },
  );

  it('does what a button of before says', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const first = await place.begin('polling');
    await telegram.user('anna').says('/task Banner');
    await place.settled();
    await first.end();
    await place.begin('webhook');
    await telegram.user('anna').presses(/Undo/);
    await place.settled();
    expect((await place.kept()).tasks).toEqual([]);
    expect(place.heard('anna')).toHaveLength(2);
  });

  it('takes what was written while it was away', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const first = await place.begin('webhook');
    await first.untilReadiness(200);
    await first.end();
    for (const title of ['Banner', 'Poster']) await telegram.user('anna').says(`/task ${title}`);
    await place.begin('webhook');
    await place.settled();
    const { tasks = [] } = await place.kept();
    expect(tasks.map(({ title }) => title)).toEqual(['Banner', 'Poster']);
    expect(place.heard('anna')).toHaveLength(2);
  });

  it('says again what may not have been heard, and does not do it again', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const first = await place.begin('polling');
    await first.untilReadiness(200);
    // It is said, and nobody hears that it was: as when a process is killed in between.
    const giveBack = telegram.faults.add({ method: SEND, fault: { kind: 'slow', ms: 60_000 } });
    await telegram.user('anna').says('/task Banner');
    await context.expect.poll(() => place.heard('anna'), PATIENT).toHaveLength(1);
    await context.expect.poll(place.keptUpdates, PATIENT).toHaveLength(1);
    const stopping = first.end();
    giveBack();
    await stopping;
    const second = await place.begin('polling');
    await second.untilReadiness(200);
    await place.settled();
    expect(place.heard('anna')).toHaveLength(2);
    expect(new Set(place.heard('anna')).size).toBe(1);
    expect((await place.kept()).tasks).toHaveLength(1);
  });
});
