import { median, noteFigure, printTable } from '../support/figures.ts';
import { removeWorld } from '../support/world.ts';
import { openSending, type Sending, throughput } from './load.ts';
import { type Program, startAckOnly, startProduct } from './programs.ts';
import { createTask, type SignedRequest } from './requests.ts';
import { openSlackWorld } from './slack-world.ts';
import { startWebApi } from './web-api.ts';

const WORLD = { people: 40, tasks: 4000 };
const CONNECTIONS = 16;
/** Few enough that their direct chats are known before Slack's limit for that is reached. */
const SPEAKERS = 10;
const ROUNDS = 5;
/** The product has far more code than the floor, which is compiled as it is used. */
const WARM_UP_ROUNDS = 3;
const ROUND_MS = 3000;
const DAYS_MS = 24 * 3_600_000;

interface Side {
  program: Program;
  sending: Sending;
  expected?: RegExp;
  /** requests a second in the round before, so that enough are made for the next */
  perSecond: number;
}

interface Round {
  perSecond: number;
  cpuMs: number;
  clientCpu: number;
}

/**
 * Tasks created by signed slash commands, each answered and on disk, against the same requests acknowledged and
 * nothing else: how many a second, and what one takes of the processor.
 * @returns peak memory of the product in MiB
 */
export async function measureCreates(): Promise<number> {
  const world = await openSlackWorld('creates', WORLD, new Date(Date.now() + 3 * DAYS_MS));
  const webApi = await startWebApi(WORLD.people, world.zone);
  const product = await startProduct({ ...world, slackApiUrl: webApi.url });
  const friday = sideOf(product, /Banner/);
  const floor = sideOf(await startAckOnly());
  // Everybody is looked up once, and both get warm.
  await playRound(friday, SPEAKERS, 100);
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const side of [floor, friday]) await playRound(side, CONNECTIONS, ROUND_MS);
  }

  const rows: Record<string, number>[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const took = new Map<Side, Round>();
    // Turn and turn about, so that both have the same weather.
    for (const side of round % 2 === 0 ? [floor, friday] : [friday, floor]) {
      took.set(side, await playRound(side, CONNECTIONS, ROUND_MS));
    }
    const [ours, least] = [took.get(friday), took.get(floor)];
    if (!ours || !least) continue;
    rows.push({
      round,
      ratio: ours.perSecond / least.perSecond,
      'CPU ratio': ours.cpuMs / least.cpuMs,
      'creates/s': Math.round(ours.perSecond),
      'acks/s': Math.round(least.perSecond),
      'ms CPU a create': ours.cpuMs,
      'ms CPU an ack': least.cpuMs,
      'client busy': Math.max(ours.clientCpu, least.clientCpu),
    });
  }
  printTable(`Slack, ${CONNECTIONS} connections: create task ÷ Bolt that only acknowledges`, rows);
  const of = (column: string) => median(rows.map((row) => row[column] ?? 0));
  noteFigure({ name: 'creates ÷ acks only', value: of('ratio'), bar: 0.35, goal: 0.7, atLeast: true });
  noteFigure({ name: 'CPU of a create ÷ of an ack only', value: of('CPU ratio'), bar: 2.8, goal: 1.4 });

  const { peakMiB } = await product.used();
  for (const { sending, program } of [friday, floor]) {
    await sending.close();
    await program.stop();
  }
  webApi.close();
  removeWorld(world.databaseFile);
  product.ensureNoErrors();
  return peakMiB;
}

function sideOf(program: Program, expected?: RegExp): Side {
  return { program, sending: openSending(program.url, CONNECTIONS), perSecond: 5000, ...(expected && { expected }) };
}

let made = 0;

async function playRound(side: Side, connections: number, ms: number): Promise<Round> {
  const requests: SignedRequest[] = [];
  const enough = (side.perSecond * ms * 2) / 1000;
  while (requests.length < enough) {
    made += 1;
    requests.push(createTask(made, SPEAKERS));
  }
  const before = await side.program.used();
  const clientBefore = process.cpuUsage();
  const { perSecond, count, tookMs } = await throughput(side.sending, { ...side, requests, connections, ms });
  const { user, system } = process.cpuUsage(clientBefore);
  const after = await side.program.used();
  side.perSecond = perSecond;
  return {
    perSecond,
    cpuMs: (after.cpuMs - before.cpuMs) / count,
    clientCpu: (user + system) / 1000 / tookMs,
  };
}
