import { setTimeout as sleep } from 'node:timers/promises';
import { median, noteFigure, printTable } from '../support/figures.ts';
import { openSending, sendInTurn } from '../support/load.ts';
import type { Program } from '../support/programs.ts';
import { playRounds, type Side } from '../support/rounds.ts';
import { removeWorld } from '../support/world.ts';
import { type BotApi, startBotApi } from './bot-api.ts';
import { startAnswerOnly, startUnpaced, type Transport, webhookUrl } from './programs.ts';
import { openHalfInTelegram } from './telegram-world.ts';
import { createTask, type MadeUpdate, posted } from './updates.ts';

const SPEAKERS = 40;
const WORLD = { people: SPEAKERS * 2, tasks: SPEAKERS * 200 };
const CONNECTIONS = 16;
/** of what is asked for at once, as much as Telegram gives */
const BATCH = 100;
const DAYS_MS = 24 * 3_600_000;
const LOOK_MS = 1;
const GIVE_UP_MS = 10_000;

const LIMITS = {
  webhook: { bar: 0.35, goal: 0.7 },
  polling: { bar: 0.25, goal: 0.6 },
};

/**
 * Tasks created, each on disk and answered by a message, against telegraf that only answers: how many a second. By
 * polling, each chat is answered in the order of its lines.
 * @returns peak memory of the product in MiB
 */
export async function measureCreates(transport: Transport): Promise<number> {
  const world = await openHalfInTelegram(`creates-${transport}`, WORLD, new Date(Date.now() + 3 * DAYS_MS));
  const [ourApi, floorApi] = [await startBotApi(), await startBotApi()];
  const product = await startUnpaced({ ...world, apiRoot: ourApi.url, transport });
  const floor = await startAnswerOnly(floorApi.url, transport);
  const sideOf = transport === 'webhook' ? postedTo : askedBy;
  const words = { ours: 'creates', floors: 'answers' };
  const rows = await playRounds(sideOf(product, ourApi), sideOf(floor, floorApi), words);
  const how = transport === 'webhook' ? `webhook, ${CONNECTIONS} connections` : `polling, ${SPEAKERS} chats`;
  printTable(`Telegram, ${how}: create task ÷ telegraf that only answers`, rows);
  const ratio = median(rows.map((row) => row.ratio ?? 0));
  noteFigure({ name: `${transport}: creates ÷ answers only`, value: ratio, ...LIMITS[transport], atLeast: true });

  ourApi.ensureAllDone();
  if (transport === 'polling') ourApi.ensureInOrder();
  const { peakMiB } = await product.used();
  await Promise.all([product.stop(), floor.stop()]);
  for (const api of [ourApi, floorApi]) api.close();
  removeWorld(world.databaseFile);
  product.ensureNoErrors();
  return peakMiB;
}

let made = 0;

/** Everybody in turn, each for their neighbour. */
function nextCreate(): MadeUpdate {
  const person = (made % SPEAKERS) * 2 + 1;
  made += 1;
  return createTask(made, person, person + 1);
}

function creates(count: number): MadeUpdate[] {
  return Array.from({ length: count }, nextCreate);
}

/** Each connection posts an update when the one before it was taken. */
function postedTo(program: Program, api: BotApi): Side {
  return {
    program,
    prepare(ms, perSecond) {
      const requests = creates((perSecond * ms * 2) / 1000).map(posted);
      const answeredBefore = answersOf(api);
      return async () => {
        const sending = openSending(webhookUrl(program), CONNECTIONS);
        const count = await sendInTurn(sending, { requests, connections: CONNECTIONS, ms });
        await untilAnswered(api, answeredBefore + count);
        await sending.close();
        return count;
      };
    },
  };
}

/** There is always more to be asked for. */
function askedBy(program: Program, api: BotApi): Side {
  return {
    program,
    prepare: (ms) => async () => {
      const answeredBefore = answersOf(api);
      let told = 0;
      api.supply(() => {
        told += BATCH;
        return creates(BATCH);
      });
      await sleep(ms);
      api.supply(undefined);
      await untilAnswered(api, answeredBefore + told);
      return told;
    },
  };
}

function answersOf({ calls }: BotApi): number {
  return calls.get('sendMessage') ?? 0;
}

async function untilAnswered(api: BotApi, count: number): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (answersOf(api) < count) {
    if (performance.now() > giveUpAt) throw new Error(`Of ${count} updates ${answersOf(api)} are answered.`);
    await sleep(LOOK_MS);
  }
}
