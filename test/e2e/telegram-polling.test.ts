import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTelegramPacing } from '../../adapters/telegram/sending/paces.ts';
import { NotSavedError, type Store } from '../../src/ports/store.ts';
import type { JsonObject } from '../fakes/slack/json.ts';
import type { Fault } from '../fakes/telegram/faults.ts';
import { openTelegramPlace } from '../support/telegram-place.ts';

/** However busy the machine is. */
const PATIENT = { timeout: 20_000 };

/** Friday asks Telegram for updates for as long as it runs, whatever happens to the asking and to what comes. */

const TROUBLES: Record<string, { fault: Fault; says: RegExp }> = {
  'too many requests': { fault: { kind: 'limited', retryAfterSeconds: 1 }, says: /too many requests, again in 1 s/ },
  'an error of the server': { fault: { kind: 'status', status: 500 }, says: /500/ },
  'a bad gateway': { fault: { kind: 'status', status: 502 }, says: /502/ },
  'a connection that breaks': { fault: { kind: 'reset' }, says: /connection lost ECONNRESET/ },
  'an answer that is lost': { fault: { kind: 'dropped' }, says: /connection lost/ },
  'an answer that is no JSON': { fault: { kind: 'malformed' }, says: /answer not understood/ },
  'an answer that never comes': { fault: { kind: 'hang', ms: 60_000 }, says: /no answer in time/ },
  'a refusal': {
    fault: { kind: 'refused', code: 400, description: 'Bad Request: something of next year' },
    says: /something of next year/,
  },
  'a token that was revoked': {
    fault: { kind: 'refused', code: 401, description: 'Unauthorized' },
    says: /TELEGRAM_BOT_TOKEN/,
  },
  'another process that asks': {
    fault: {
      kind: 'refused',
      code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    },
    says: /another process asks with the same token/,
  },
};

describe.concurrent('asking for updates survives, says so on /readyz, and recovers', () => {
  it.for(Object.keys(TROUBLES))('%s', async (name, context) => {
    const { fault, says } = TROUBLES[name] ?? {};
    if (!fault || !says) throw new Error('no such trouble');
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const friday = await place.begin('polling');
    await friday.untilReadiness(200);
    const giveBack = telegram.faults.add({ method: 'getUpdates', fault });
    await friday.untilReadiness(503, says);
    await telegram.user('anna').says('/task Banner');
    await telegram.user('anna').says('/task Poster');
    giveBack();
    await friday.untilReadiness(200);
    await place.settled();
    expect(place.heard('anna').map((text) => /Banner|Poster/.exec(text)?.[0])).toEqual(['Banner', 'Poster']);
    await expectTitles(place, ['Banner', 'Poster']);
  });

  it('a long poll that is swallowed', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const friday = await place.begin('polling', { polling: { longPollSeconds: 1, graceMs: 300, pauseMs: 5 } });
    await friday.untilReadiness(200);
    telegram.blackhole(true);
    await telegram.user('anna').says('/task Banner');
    await friday.untilReadiness(503, /no answer in time/);
    telegram.blackhole(false);
    await friday.untilReadiness(200);
    await place.settled();
    await expectTitles(place, ['Banner']);
  });

  it('connections that break and others that take over, again and again', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    await place.begin('polling');
    const titles: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      await context.expect.poll(telegram.isPolled, { ...PATIENT, interval: 2 }).toBe(true);
      if (i % 2 === 0) telegram.disconnectPolls();
      else telegram.conflict();
      titles.push(`Banner ${i}`);
      await telegram.user('anna').says(`/task Banner ${i}`);
      await place.settled();
    }
    await expectTitles(place, titles);
    expect(place.heard('anna')).toHaveLength(titles.length);
  });

  it('a webhook that somebody sets meanwhile: it is taken away', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const friday = await place.begin('polling');
    await friday.untilReadiness(200);
    const set = await fetch(`${telegram.apiRoot}/bot${telegram.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://other.example.com/hook' }),
    });
    expect(set.status).toBe(200);
    await telegram.user('anna').says('/task Banner');
    await place.settled();
    await expectTitles(place, ['Banner']);
    await friday.untilReadiness(200);
  });

  it.for<[string, Fault]>([
    ['no network', { kind: 'reset' }],
    ['an outage', { kind: 'status', status: 502 }],
    ['too many requests', { kind: 'limited', retryAfterSeconds: 1 }],
    ['an answer that is no JSON', { kind: 'malformed' }],
  ])('a start with %s', async ([, fault], context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    telegram.faults.add({ method: 'getMe', fault, times: 2 });
    await telegram.user('anna').says('/task Banner');
    const friday = await place.begin('polling');
    await friday.untilReadiness(503, /Telegram cannot be reached: /);
    await friday.untilReadiness(200);
    await place.settled();
    await expectTitles(place, ['Banner']);
  });
});

/** Nothing that Telegram sends, and whatever a broken server between might. */
const POISON: Record<string, JsonObject> = {
  'a message of nothing': { message: {} },
  'no message at all': { message: null },
  'a message without its chat': { message: { message_id: 1, from: { id: 1 }, text: '/task Poison' } },
  'a message from nobody known': {
    message: { message_id: 1, chat: { id: 1, type: 'private' }, from: null, text: 'x' },
  },
  'a text that is none': { message: { message_id: 1, chat: { id: 1, type: 'private' }, from: { id: 1 }, text: 5 } },
  'an edit of nothing': { edited_message: {} },
  'a button of nobody': { callback_query: {} },
  'a button without its message': { callback_query: { id: '1', from: { id: 1 }, chat_instance: '1', data: 'x' } },
  'a member of nothing': { my_chat_member: {} },
  'a kind that nobody knows': { message: undefined, edited_channel_post: {} } as unknown as JsonObject,
};

describe.concurrent('an update that cannot be understood', () => {
  it.for(['polling', 'webhook'] as const)(
    'is given up on, and what comes with it and after it is handled (%s)',
    async (transport, context) => {
      const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
      const friday = await place.begin(transport);
      await friday.untilReadiness(200);
      const titles: string[] = [];
      for (const poison of Object.values(POISON)) {
        titles.push(`Banner ${titles.length}`);
        await Promise.all([
          telegram.sendUpdate(structuredClone(poison)),
          telegram.user('anna').says(`/task ${titles.at(-1)}`),
        ]);
        await place.settled();
      }
      await expectTitles(place, titles);
      expect(telegram.pendingUpdates()).toBe(0);
      await friday.untilReadiness(200);
    },
  );
});

describe.concurrent('while nothing can be saved', () => {
  it.for(['polling', 'webhook'] as const)(
    'people hear so once, and what nobody can be told of is taken again later (%s)',
    async (transport, context) => {
      const disk = createFullDisk();
      const { telegram, ...place } = await openTelegramPlace(context, {
        people: ['anna', 'oleh'],
        around: disk.around,
        fake: { retryAfterMs: [20], longPollMost: 0.05 },
      });
      const friday = await place.begin(transport);
      await friday.untilReadiness(200);
      for (const name of ['anna', 'oleh']) await telegram.user(name).says('/help');
      await place.settled();
      const from = telegram.world.shown.length;
      disk.fill();
      await Promise.all([telegram.user('oleh').blocks(), telegram.user('anna').says('/task Banner')]);
      await context.expect.poll(() => place.heard('anna', from), PATIENT).toHaveLength(1);
      expect(place.heard('anna', from)[0]).toMatch(/could not be saved/);
      if (transport === 'polling') await friday.untilReadiness(503, /could not be kept/);
      // It comes again and again meanwhile, alone.
      await sleep(300);
      expect(place.heard('anna', from)).toHaveLength(1);
      expect(telegram.pendingUpdates()).toBeGreaterThan(0);

      disk.free();
      await place.settled();
      await friday.untilReadiness(200);
      const { identities = [] } = await place.kept();
      const oleh = identities.find(({ external_id: id }) => id === String(telegram.user('oleh').id));
      expect(oleh?.unreachable_at).not.toBeNull();
      await telegram.user('anna').says('/task Poster');
      await place.settled();
      await expectTitles(place, ['Poster']);
    },
  );

  it('an answer that takes long is waited for instead of being kept', async (context) => {
    const disk = createFullDisk();
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'], around: disk.around });
    const friday = await place.begin('polling');
    await telegram.user('anna').says('/help');
    await place.settled();
    const from = telegram.world.shown.length;
    const endStorm = telegram.faults.add({ method: 'sendMessage', fault: { kind: 'status', status: 502 } });
    disk.fill();
    await telegram.user('anna').says('/task Banner');
    await sleep(1200);
    expect(telegram.pendingUpdates()).toBe(1);
    expect(await place.keptUpdates()).toEqual([]);
    endStorm();
    await place.settled();
    expect(place.heard('anna', from)).toEqual([expect.stringMatching(/could not be saved/)]);
    await friday.untilReadiness(200);
  });
});

describe.concurrent('updates', () => {
  it('of one chat are handled and answered in order, and other chats do not wait for it', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna', 'oleh'] });
    await place.begin('polling', { pacing: createTelegramPacing() });
    const anna = telegram.user('anna');
    const isToAnna = ({ chat_id: id }: Record<string, unknown>) => Number(id) === anna.id;
    telegram.faults.add({
      method: 'sendMessage',
      fault: { kind: 'limited', retryAfterSeconds: 4 },
      when: isToAnna,
      times: 1,
    });
    const titles = Array.from({ length: 5 }, (_, i) => `Banner ${i}`);
    for (const title of titles) await anna.says(`/task ${title}`);
    await context.expect.poll(() => telegram.faults.happened.length, PATIENT).toBe(1);
    await telegram.user('oleh').says('/task Poster');
    await context.expect.poll(() => place.heard('oleh').length, { ...PATIENT, interval: 5 }).toBe(1);
    expect(place.heard('anna')).toEqual([]);
    // What is done does not wait for what is said.
    await expectTitles(place, [...titles, 'Poster']);
    await place.settled();
    expect(place.heard('anna').map((text) => /Banner \d/.exec(text)?.[0])).toEqual(titles);
  });

  it('are confirmed when what they ask for is on disk, and not before', async (context) => {
    const gate = createGate();
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'], around: gate.around });
    const friday = await place.begin('polling', { polling: { longPollSeconds: 1, pauseMs: 5 } });
    await friday.untilReadiness(200);
    gate.close();
    await telegram.user('anna').says('/task Banner');
    await telegram.user('anna').says('/task Poster');
    await context.expect.poll(gate.waiting, PATIENT).toBeGreaterThan(0);
    await sleep(700);
    expect(telegram.pendingUpdates()).toBe(2);
    gate.open();
    await place.settled();
    expect(telegram.pendingUpdates()).toBe(0);
    await expectTitles(place, ['Banner', 'Poster']);
    expect(place.heard('anna')).toHaveLength(2);
  });

  it('that belong together mean what they mean one after the other, also where they come at once', async (context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    const anna = telegram.user('anna');
    const lines = [
      '/task Banner @anna tomorrow',
      '/task Poster',
      '/undo',
      '/done 1',
      'In the folder',
      '/task',
      'Cover',
      'me',
    ];
    for (const line of lines) await anna.says(line);
    await place.begin('polling');
    await place.settled();
    const { tasks = [] } = await place.kept();
    expect(tasks.map(({ title, result }) => [title, result])).toEqual([['Banner', 'In the folder']]);
    const [created, , undone, asked, closed, ...form] = place.heard('anna');
    expect([created, undone, asked, closed]).toEqual([
      expect.stringMatching(/Banner/),
      expect.stringMatching(/Taken back\.\n2 Poster/),
      expect.stringMatching(/result/i),
      expect.stringMatching(/In the folder/),
    ]);
    expect(form.map((text) => text.split('\n')[0])).toEqual(['What needs doing?', 'Who is it for?', 'Which project?']);
  });

  it('that came by the hundreds while Friday was away are all taken, each chat in order', async (context) => {
    const people = ['anna', 'oleh', 'ira', 'yura'];
    const { telegram, ...place } = await openTelegramPlace(context, { people });
    for (let i = 0; i < 80; i += 1) {
      for (const name of people) await telegram.user(name).says(`/task ${name} ${i}`);
    }
    await place.begin('polling');
    await place.settled();
    const { tasks = [] } = await place.kept();
    expect(tasks).toHaveLength(320);
    for (const name of people) {
      const inOrder = Array.from({ length: 80 }, (_, i) => `${name} ${i}`);
      expect(tasks.map(({ title }) => title).filter((title) => String(title).startsWith(name))).toEqual(inOrder);
      expect(place.heard(name).map((text) => new RegExp(`${name} \\d+`).exec(text)?.[0])).toEqual(inOrder);
    }
  });
});

async function expectTitles(place: Pick<Awaited<ReturnType<typeof openTelegramPlace>>, 'kept'>, titles: string[]) {
  const { tasks = [] } = await place.kept();
  expect(tasks.map(({ title }) => title)).toEqual(titles);
}

/** A store that cannot write for a while. */
function createFullDisk() {
  let isFull = false;
  return {
    fill: () => {
      isFull = true;
    },
    free: () => {
      isFull = false;
    },
    around: (store: Store): Store => ({
      ...store,
      transact: (work) =>
        isFull ? Promise.reject(new NotSavedError('Not saved: the disk is full')) : store.transact(work),
    }),
  };
}

/** A store whose units of work wait before they begin. */
function createGate() {
  let open: () => void = () => {};
  let closed: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    close: () => {
      closed = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    waiting: () => waiting,
    around: (store: Store): Store => ({
      ...store,
      async transact(work) {
        waiting += 1;
        await closed;
        waiting -= 1;
        return store.transact(work);
      },
    }),
  };
}
