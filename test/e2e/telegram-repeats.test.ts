import { describe, expect, it, type TestContext } from 'vitest';
import { createCallbackData } from '../../adapters/telegram/callback-data.ts';
import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import type { Sending, Sent } from '../fakes/telegram/person.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { openTelegramPlace } from '../support/telegram-place.ts';

/** Telegram tells of things again, in another order, over another transport, and numbers its updates anew. */

const RUNS = process.env.FRIDAY_LONG ? 100 : 2;
const ACTS = 40;
const PEOPLE = ['anna', 'oleh', 'ira', 'yura'] as const;
const GROUP = 'Kava';

type Transport = 'polling' | 'webhook';

/** Something a person does, of which Telegram tells with one update. */
interface Act {
  id: number;
  by: (typeof PEOPLE)[number];
  how: 'written' | 'in group' | 'pressed' | 'edited';
  text: string;
}

/** What comes at the same time. */
interface Moment {
  act: Act;
  /** how many more copies come with it */
  copies: number;
  /** what was done before, and comes once more */
  again: Act[];
  /** from now on the numbers of updates go on from there */
  nextUpdateId?: number;
  /** Friday ends, and goes on with this transport */
  restart?: Transport;
}

describe('updates of Telegram that come more than once', () => {
  it('leave everything as if each had come once, whichever way they come', { timeout: 1_800_000 }, async (context) => {
    const seed = seedOfRun();
    process.stdout.write(`repeats in Telegram: seed ${seed}\n`);
    for (let run = 0; run < RUNS; run += 1) {
      const random = seeded(seed + run);
      const acts = actsOf(random);
      const single = acts.map((act): Moment => ({ act, copies: 0, again: [] }));
      const repeated = withRepeats(acts, random);
      const [once, often] = await Promise.all([play(context, single), play(context, repeated)]);
      expect(once.tasks?.length).toBeGreaterThan(0);
      expect(often, `seed ${seed + run}`).toEqual(once);
    }
  });

  it.for(['polling', 'webhook'] as const)(
    'are not mixed up with others that later have their numbers (%s)',
    async (transport, context) => {
      const { telegram, ...place } = await openTelegramPlace(context, {
        people: ['anna'],
        fake: { longPollMost: 0.02 },
      });
      const first = 4711;
      telegram.setNextUpdateId(first);
      await place.begin(transport);
      const anna = telegram.user('anna');
      for (const title of ['Banner', 'Poster']) await anna.says(`/task ${title}`);
      await place.settled();
      telegram.setNextUpdateId(first);
      for (const title of ['Menu', 'Leaflet']) {
        const { update } = await anna.says(`/task ${title}`);
        expect(update?.update_id).toBeLessThan(first + 2);
        await place.settled();
        await telegram.redeliver(Number(update?.update_id));
        await place.settled();
      }
      const { tasks = [] } = await place.kept();
      expect(tasks.map(({ title }) => title)).toEqual(['Banner', 'Poster', 'Menu', 'Leaflet']);
      for (const title of ['Banner', 'Poster', 'Menu', 'Leaflet']) {
        expect(place.heard('anna').filter((text) => text.includes(title))).toHaveLength(1);
      }
    },
  );

  it.for([3, 2 ** 31 - 5])('are all taken when their numbers begin anew at %i', async (next, context) => {
    const { telegram, ...place } = await openTelegramPlace(context, { people: ['anna'] });
    await place.begin('polling');
    const anna = telegram.user('anna');
    await anna.says('/task Banner');
    await place.settled();
    // At once, while the last number is still on its way to be confirmed.
    telegram.setNextUpdateId(next);
    await anna.says('/task Poster');
    await anna.says('/task Menu');
    await place.settled();
    const { tasks = [] } = await place.kept();
    expect(tasks.map(({ title }) => title)).toEqual(['Banner', 'Poster', 'Menu']);
  });
});

/** Things that change something; some are refused, since numbers are guessed. */
function actsOf(random: () => number): Act[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const task = () => 1 + Math.floor(random() * 12);
  const lines = [
    () => `/task Banner ${Math.floor(random() * 100)} @${pick(PEOPLE)} ${pick(['', 'tomorrow', '!high friday 18:00'])}`,
    () => `/task Menu #kava @${pick(PEOPLE)}`,
    () => `/done ${task()}${pick(['', ' sent'])}`,
    () => `/drop ${task()}`,
    () => `/reopen ${task()}`,
    () => `/edit ${task()} @${pick(PEOPLE)} ${pick(['', '!urgent'])}`,
    () => `/move ${task()} in ${1 + Math.floor(random() * 5)} days`,
    () => `/note ${task()} waiting`,
    () => `/timer start ${pick(['', String(task()), '#kava'])}`.trim(),
    () => '/timer stop',
    () => `/log 20m ${task()}`,
    () => '/undo',
    () => '/project new kava',
    () => `/remind ${task()} in 2 hours`,
    () => `/settings zone ${pick(['Kyiv', 'New York'])}`,
    () => 'Call the printer',
  ];
  const pressed = [
    () => `done ${task()}`,
    () => `took ${task()}`,
    () => `agree ${task()}`,
    () => `drop ${task()}`,
    () => `timer start ${task()}`,
    () => 'timer stop',
    () => 'undo',
  ];
  const acts: Act[] = [];
  const add = (act: Omit<Act, 'id'>) => acts.push({ id: acts.length, ...act });
  while (acts.length < ACTS) {
    const by = pick(PEOPLE);
    const kind = random();
    if (kind < 0.45) add({ by, how: 'written', text: pick(lines)() });
    else if (kind < 0.6) add({ by, how: 'in group', text: pick(lines)() });
    else if (kind < 0.85) add({ by, how: 'pressed', text: pick(pressed)() });
    else {
      add({ by, how: 'written', text: `/task Flyer ${acts.length} @${pick(PEOPLE)}` });
      add({ by, how: 'edited', text: `/task Leaflet ${acts.length} @${pick(PEOPLE)} !high` });
    }
  }
  return acts;
}

/** Each one to four times: the first in its turn, the others at the same moment or later. */
function withRepeats(acts: readonly Act[], random: () => number): Moment[] {
  const moments = acts.map((act): Moment => ({ act, copies: 0, again: [] }));
  for (const [i, act] of acts.entries()) {
    for (let repeats = Math.floor(random() * 4); repeats > 0; repeats -= 1) {
      const later = moments[i + Math.floor(random() * (moments.length - i))];
      if (random() < 0.5 || later?.act === act) (moments[i] as Moment).copies += 1;
      else later?.again.push(act);
    }
  }
  const at = (part: number) => moments[Math.floor(moments.length * part)] as Moment;
  at(0.2).nextUpdateId = 1 + Math.floor(random() * 1e8);
  at(0.7).nextUpdateId = 1e9 + Math.floor(random() * 1e9);
  at(0.35).restart = 'webhook';
  at(0.55).restart = 'polling';
  at(0.8).restart = 'webhook';
  return moments;
}

/** Plays what comes, that of one moment side by side. @returns all that is kept in the end */
async function play(context: Pick<TestContext, 'onTestFinished'>, moments: readonly Moment[]) {
  let copies = 0;
  const { telegram, clock, ...place } = await openTelegramPlace(context, {
    people: PEOPLE,
    fake: { longPollMost: 0.02, repeats: () => Array.from({ length: copies }, () => 0) },
  });
  telegram.group(GROUP, [...PEOPLE]);
  let friday = await place.begin('polling', { sends: false });
  let transport: Transport = 'polling';
  for (const name of PEOPLE) await telegram.user(name).says('/help');
  await place.settled();
  const sent = new Map<Act, Sending>();
  const latest = new Map<string, Sent>();

  async function perform(act: Act): Promise<void> {
    const sending = await doneBy(telegram, act, latest.get(act.by));
    if ('message' in sending && act.how === 'written') latest.set(act.by, sending as Sent);
    sent.set(act, sending);
  }
  const updateOf = (act: Act) => Number(sent.get(act)?.update?.update_id);

  for (const moment of moments) {
    clock.advance({ minutes: 17 });
    if (moment.restart) {
      await friday.end();
      transport = moment.restart;
      friday = await place.begin(transport, { sends: false });
      await friday.untilReadiness(200);
    }
    if (moment.nextUpdateId !== undefined) telegram.setNextUpdateId(moment.nextUpdateId);
    copies = transport === 'webhook' ? moment.copies : 0;
    const first = perform(moment.act);
    const again = moment.again.map((act) => telegram.redeliver(updateOf(act)));
    await first;
    if (transport === 'polling') {
      for (let i = 0; i < moment.copies; i += 1) await telegram.redeliver(updateOf(moment.act));
    }
    await Promise.all(again);
    copies = 0;
    await telegram.repeated();
    await place.settled();
  }
  // But for what is known by numbers of messages, of which a restart may need more: some answers come once more then.
  const { inbox: _inbox, keepsakes: _keepsakes, migrations: _migrations, ...tables } = await place.kept();
  // Others follow, and none of them is to wait for this one.
  await friday.end();
  return tables as Record<string, unknown[]>;
}

function doneBy(telegram: FakeTelegram, { by, how, text }: Act, written: Sent | undefined): Promise<Sending> {
  const person = telegram.user(by);
  switch (how) {
    case 'written':
      return person.says(text);
    case 'in group':
      return person.says(text.startsWith('/') ? text : `@${telegram.bot.username} ${text}`, { chat: GROUP });
    case 'edited':
      if (!written) throw new Error(`${by} has written nothing`);
      return person.edits(written, text);
    case 'pressed': {
      const { messages, bot } = telegram.world;
      const message = messages.findLast((one) => one.by === bot.id && one.chatId === person.id);
      if (!message) throw new Error(`${by} has nothing to press`);
      return person.presses({ data: createCallbackData(telegram.token).of(String(person.id), text), message });
    }
  }
}
