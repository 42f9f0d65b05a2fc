import { setTimeout as sleep } from 'node:timers/promises';
import type { FridayWorld } from './friday-world.ts';
import { latencies, spread } from './load.ts';
import type { ProductProgram } from './programs.ts';
import { removeWorld } from './world.ts';

/** After a start everybody's next digest is looked at; memory is measured once that is over. */
const SETTLE_MS = 20_000;
const WARM_UP_MS = 5_000;
const IDLE_MS = 20_000;
/** Digests are made first and then sent for long, as slowly as the platform wants it. */
const SENDING_MS = 15_000;
/** to open the world and for whatever takes longer than it should */
const SPARE_MS = 20_000;
const MINUTE_MS = 60_000;

/** Requests that go on all the time, by name: so many a second, each sent and answered. */
export type Talks = Readonly<Record<string, { perSecond: number; send: () => Promise<void> }>>;

export interface OpenFriday {
  product: ProductProgram;
  world: FridayWorld;
  /** what comes before the talk, such as what is looked up only once */
  greet?: () => Promise<void>;
  talks: Talks;
  close(): Promise<void>;
}

export type Spreads = Record<string, ReturnType<typeof spread>>;

export interface BusyFriday {
  /** milliseconds to the answer by talk, while there is little else to do */
  idle: Spreads;
  /** and while everybody's digest is made and sent */
  during: Spreads;
  idleMiB: number;
  peakMiB: number;
}

/**
 * How soon people are answered while there is little else to do, and while everybody's Friday digest is made and sent.
 * @param prepare builds the world at the first time, so that the digest need not wait for that
 */
export async function liveThroughFriday(
  people: number,
  prepare: () => Promise<FridayWorld>,
  open: (digest: Date) => Promise<OpenFriday>,
): Promise<BusyFriday> {
  removeWorld((await prepare()).databaseFile);
  const busyForMs = SETTLE_MS + WARM_UP_MS + IDLE_MS + SPARE_MS;
  const digest = new Date(Math.ceil((Date.now() + busyForMs) / MINUTE_MS) * MINUTE_MS);
  const { product, world, greet, talks, close } = await open(digest);
  await sleep(SETTLE_MS);
  const { rssMiB: idleMiB } = await product.used();

  await greet?.();
  await talkUntil(talks, sleep(WARM_UP_MS));
  const idle = await talkUntil(talks, sleep(IDLE_MS));
  const untilMs = digest.getTime() - Date.now();
  if (untilMs < 0) throw new Error('It took so long that the digest is due already.');
  await sleep(untilMs);
  const made = product.logged('job done', 'friday digest');
  const during = await talkUntil(
    talks,
    made.then(() => sleep(SENDING_MS)),
  );
  const { owed, tookMs } = await made;
  console.log(`\n${owed} digests made in ${tookMs} ms`);
  if (owed !== people) throw new Error(`Digests for ${owed} of ${people} people.`);

  const { peakMiB } = await product.used();
  await product.stop();
  await close();
  removeWorld(world.databaseFile);
  product.ensureNoErrors();
  return { idle, during, idleMiB, peakMiB };
}

/** All of them at the same time, so that all have the same weather. */
async function talkUntil(talks: Talks, over: Promise<unknown>): Promise<Spreads> {
  const spreads = Object.entries(talks).map(
    async ([name, { perSecond, send }]) => [name, spread(await latencies(perSecond, send, over))] as const,
  );
  return Object.fromEntries(await Promise.all(spreads));
}
