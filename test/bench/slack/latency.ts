import { liveThroughFriday, type Spreads } from '../support/busy-friday.ts';
import { noteFigure, printTable } from '../support/figures.ts';
import { openSending } from '../support/load.ts';
import { eventsUrl, startAckOnly, startInSlack } from './programs.ts';
import { createTask } from './requests.ts';
import { openSlackWorld } from './slack-world.ts';
import { greet, SPEAKERS, talkIn } from './talk.ts';
import { startWebApi } from './web-api.ts';

const PER_SECOND = 100;
const CONNECTIONS = 64;

/**
 * How soon Slack is answered at a steady 100 requests a second, while there is little else to do and while everybody's
 * Friday digest is made and sent.
 * @returns memory of the product in MiB, before anybody came and at its peak
 */
export async function measureLatency(people: number): Promise<{ idleMiB: number; peakMiB: number }> {
  const openWorld = (digest: Date) => openSlackWorld('latency', { people, tasks: people * 100 }, digest);
  const { idle, during, ...memory } = await liveThroughFriday(
    people,
    () => openWorld(new Date()),
    async (digest) => {
      const world = await openWorld(digest);
      const webApi = await startWebApi(people, world.zone);
      const product = await startInSlack({ ...world, slackApiUrl: webApi.url });
      const floor = await startAckOnly();
      const toProduct = openSending(eventsUrl(product), CONNECTIONS);
      const toFloor = openSending(eventsUrl(floor), CONNECTIONS);
      const talk = talkIn(people);
      return {
        product,
        world,
        greet: () => greet(eventsUrl(product)),
        talks: {
          product: { perSecond: PER_SECOND, send: () => talk(toProduct) },
          floor: { perSecond: PER_SECOND, send: () => toFloor.send(createTask(0, SPEAKERS)) },
        },
        async close() {
          await Promise.all([toProduct.close(), toFloor.close(), floor.stop()]);
          webApi.close();
          console.log(`${webApi.calls.get('chat.postMessage') ?? 0} messages sent`);
        },
      };
    },
  );
  printTable(`Slack, ${PER_SECOND} requests a second: ms to the answer, of ${people} people`, [
    ...rowsOf('idle', idle),
    ...rowsOf('while digests are made and sent', during),
  ]);
  noteFigure({ name: 'answer in ms, p99, idle', value: idle.product?.p99 ?? 0, bar: 30, goal: 10 });
  noteFigure({ name: 'answer in ms, p99, during digests', value: during.product?.p99 ?? 0, bar: 100, goal: 25 });
  noteFigure({
    name: 'answer in ms, longest, during digests',
    value: during.product?.longest ?? 0,
    bar: 1000,
    goal: 500,
  });
  return memory;
}

function rowsOf(when: string, { product, floor }: Spreads) {
  return [
    { when, ...product },
    { when: 'at the same time Bolt that only acknowledges', ...floor },
  ];
}
