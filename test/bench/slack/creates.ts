import { median, noteFigure, printTable } from '../support/figures.ts';
import { openSending, type Posted, sendInTurn } from '../support/load.ts';
import type { Program } from '../support/programs.ts';
import { playRounds, type Side } from '../support/rounds.ts';
import { removeWorld } from '../support/world.ts';
import { eventsUrl, startAckOnly, startInSlack } from './programs.ts';
import { createTask } from './requests.ts';
import { openSlackWorld } from './slack-world.ts';
import { SPEAKERS } from './talk.ts';
import { startWebApi } from './web-api.ts';

const WORLD = { people: 40, tasks: 4000 };
const CONNECTIONS = 16;
const DAYS_MS = 24 * 3_600_000;

/**
 * Tasks created by signed slash commands, each answered and on disk, against the same requests acknowledged and
 * nothing else: how many a second, and what one takes of the processor.
 * @returns peak memory of the product in MiB
 */
export async function measureCreates(): Promise<number> {
  const world = await openSlackWorld('creates', WORLD, new Date(Date.now() + 3 * DAYS_MS));
  const webApi = await startWebApi(WORLD.people, world.zone);
  const product = await startInSlack({ ...world, slackApiUrl: webApi.url });
  const floor = await startAckOnly();
  await lookUpEverybody(product);
  const rows = await playRounds(sideOf(product, /Banner/), sideOf(floor), { ours: 'creates', floors: 'acks' });
  printTable(`Slack, ${CONNECTIONS} connections: create task ÷ Bolt that only acknowledges`, rows);
  const of = (column: string) => median(rows.map((row) => row[column] ?? 0));
  noteFigure({ name: 'creates ÷ acks only', value: of('ratio'), bar: 0.35, goal: 0.7, atLeast: true });
  noteFigure({ name: 'CPU of a create ÷ of an ack only', value: of('CPU ratio'), bar: 2.8, goal: 1.4 });

  const { peakMiB } = await product.used();
  await Promise.all([product.stop(), floor.stop()]);
  webApi.close();
  removeWorld(world.databaseFile);
  product.ensureNoErrors();
  return peakMiB;
}

let made = 0;

function creates(count: number): Posted[] {
  return Array.from({ length: count }, () => {
    made += 1;
    return createTask(made, SPEAKERS);
  });
}

/** So that no round has Slack asked who somebody is. */
async function lookUpEverybody(product: Program): Promise<void> {
  const sending = openSending(eventsUrl(product), SPEAKERS);
  await Promise.all(creates(SPEAKERS).map((request) => sending.send(request)));
  await sending.close();
}

function sideOf(program: Program, expected?: RegExp): Side {
  return {
    program,
    prepare(ms, perSecond) {
      const requests = creates((perSecond * ms * 2) / 1000);
      return async () => {
        const sending = openSending(eventsUrl(program), CONNECTIONS);
        const count = await sendInTurn(sending, { requests, connections: CONNECTIONS, ms, expected });
        await sending.close();
        return count;
      };
    },
  };
}
