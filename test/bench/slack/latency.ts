import { setTimeout as sleep } from 'node:timers/promises';
import { noteFigure, printTable } from '../support/figures.ts';
import { removeWorld } from '../support/world.ts';
import { latencies, openSending, type Sending } from './load.ts';
import { type Program, startAckOnly, startProduct } from './programs.ts';
import { createTask, slashCommand } from './requests.ts';
import { openSlackWorld } from './slack-world.ts';
import { startWebApi } from './web-api.ts';

const PER_SECOND = 100;
const CONNECTIONS = 64;
const SPEAKERS = 10;
/** After a start everybody's next digest is looked at; memory is measured once that is over. */
const SETTLE_MS = 20_000;
const WARM_UP_MS = 5_000;
const IDLE_MS = 20_000;
/** Digests are made first and then sent for long, as slowly as Slack wants it. */
const SENDING_MS = 15_000;
/** to open the world and for whatever takes longer than it should */
const SPARE_MS = 20_000;
const MINUTE_MS = 60_000;

/**
 * How soon Slack is answered at a steady 100 requests a second, while there is little else to do and while everybody's
 * Friday digest is made and sent.
 * @returns memory of the product in MiB, before anybody came and at its peak
 */
export async function measureLatency(people: number): Promise<{ idleMiB: number; peakMiB: number }> {
  const size = { people, tasks: people * 100 };
  // Built and kept at the first time, so that the digest below need not wait for that.
  const building = await openSlackWorld('building', size, new Date());
  removeWorld(building.databaseFile);
  const busyForMs = SETTLE_MS + WARM_UP_MS + IDLE_MS + SPARE_MS;
  const digest = new Date(Math.ceil((Date.now() + busyForMs) / MINUTE_MS) * MINUTE_MS);
  const world = await openSlackWorld('latency', size, digest);
  const webApi = await startWebApi(people, world.zone);
  const product = await startProduct({ ...world, slackApiUrl: webApi.url });
  await sleep(SETTLE_MS);
  const { rssMiB: idleMiB } = await product.used();

  const floor = await startAckOnly();
  const talk = talkIn(people);
  await greet(product);
  await openLoop(product, talk, sleep(WARM_UP_MS));
  const idle = await besideFloor(product, floor, talk, sleep(IDLE_MS));
  const untilMs = digest.getTime() - Date.now();
  if (untilMs < 0) throw new Error('It took so long that the digest is due already.');
  await sleep(untilMs);
  const made = product.logged('job done', 'friday digest');
  const during = await besideFloor(
    product,
    floor,
    talk,
    made.then(() => sleep(SENDING_MS)),
  );
  const digests = await made;

  printTable(`Slack, ${PER_SECOND} requests a second: ms to the answer, of ${people} people`, [
    { when: 'idle', ...idle.ours },
    { when: 'at the same time Bolt that only acknowledges', ...idle.floor },
    { when: 'while digests are made and sent', ...during.ours },
    { when: 'at the same time Bolt that only acknowledges', ...during.floor },
  ]);
  const sent = webApi.calls.get('chat.postMessage') ?? 0;
  console.log(`${digests.owed} digests made in ${digests.tookMs} ms; ${sent} messages sent`);
  if (digests.owed !== people) throw new Error(`Digests for ${digests.owed} of ${people} people.`);
  noteFigure({ name: 'answer in ms, p99, idle', value: idle.ours.p99, bar: 30, goal: 10 });
  noteFigure({ name: 'answer in ms, p99, during digests', value: during.ours.p99, bar: 100, goal: 25 });
  noteFigure({ name: 'answer in ms, longest, during digests', value: during.ours.longest, bar: 1000, goal: 500 });

  const { peakMiB } = await product.used();
  await Promise.all([product.stop(), floor.stop()]);
  webApi.close();
  removeWorld(world.databaseFile);
  product.ensureNoErrors();
  return { idleMiB, peakMiB };
}

type Talk = (sending: Sending) => Promise<void>;

/** Both at the same time, so that both have the same weather. */
async function besideFloor(product: Program, floor: Program, talk: Talk, over: Promise<unknown>) {
  const [ours, least] = await Promise.all([
    openLoop(product, talk, over),
    openLoop(floor, (sending) => sending.send(createTask(0, SPEAKERS)), over),
  ]);
  return { ours: spread(ours), floor: spread(least) };
}

async function openLoop({ url }: Program, talk: Talk, over: Promise<unknown>): Promise<number[]> {
  const sending = openSending(url, CONNECTIONS);
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void over.then(end, end);
  const taken = await latencies(
    PER_SECOND,
    () => talk(sending),
    () => isOver,
  );
  await sending.close();
  return taken;
}

/** Slack is asked who somebody is when they come for the first time. */
async function greet({ url }: Program): Promise<void> {
  const sending = openSending(url, 1);
  for (let person = 1; person <= SPEAKERS; person += 1)
    await sending.send(slashCommand(person, '/tasks', ''), /Banner/);
  await sending.close();
}

/** People create tasks, look at theirs and start and stop timers, in turn. */
function talkIn(people: number): Talk {
  let nth = -1;
  return async (sending) => {
    nth += 1;
    const person = (nth % SPEAKERS) + 1;
    switch (nth % 3) {
      case 0:
        return sending.send(createTask(nth, SPEAKERS), /Banner/);
      case 1:
        return sending.send(slashCommand(person, '/tasks', ''), /Banner/);
      default: {
        // The same person's turn with the timer comes every third round.
        const starts = Math.floor(nth / (3 * SPEAKERS)) % 2 === 0;
        const text = starts ? `start ${10 * people + person - 1} layout` : 'stop';
        return sending.send(slashCommand(person, '/timer', text), /timer|Banner/);
      }
    }
  };
}

function spread(taken: readonly number[]) {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
}
