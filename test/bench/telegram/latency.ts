import { eventsUrl } from '../slack/programs.ts';
import { greet, talkIn as talkInSlack } from '../slack/talk.ts';
import { startWebApi } from '../slack/web-api.ts';
import { type BusyFriday, liveThroughFriday } from '../support/busy-friday.ts';
import { noteFigure, printTable } from '../support/figures.ts';
import { openSending } from '../support/load.ts';
import { startBotApi } from './bot-api.ts';
import { startAnswerOnly, startInBoth, startUnpaced, webhookUrl } from './programs.ts';
import { talkIn } from './talk.ts';
import { openInBoth } from './telegram-world.ts';
import { posted, typed } from './updates.ts';

const PER_SECOND = 100;
/** Friday writes 27 messages a second in Telegram; some room is left for what is owed. */
const PER_SECOND_AT_PACE = 20;
const CONNECTIONS = 64;

/**
 * How soon an update is taken, which is when it is on disk and answered, at a steady 100 updates a second, each of
 * which wants an answer: while there is little else to do, and while everybody's Friday digest is made and sent.
 * Telegram allows a quarter of these answers. What is measured is what the product adds, so messages are not paced
 * here, and digests go out far faster than they ever will.
 */
export async function measureLatency(people: number): Promise<void> {
  const openWorld = (digest: Date) => openInBoth('latency', { people, tasks: people * 100 }, digest);
  const friday = await liveThroughFriday(
    people,
    () => openWorld(new Date()),
    async (digest) => {
      const world = await openWorld(digest);
      const [ourApi, floorApi] = [await startBotApi(), await startBotApi()];
      const product = await startUnpaced({ ...world, apiRoot: ourApi.url, transport: 'webhook' });
      const floor = await startAnswerOnly(floorApi.url, 'webhook');
      const toProduct = openSending(webhookUrl(product), CONNECTIONS);
      const toFloor = openSending(webhookUrl(floor), CONNECTIONS);
      const talk = talkIn(people);
      return {
        product,
        world,
        talks: {
          Friday: { perSecond: PER_SECOND, send: () => talk(toProduct) },
          'at the same time telegraf that only answers': {
            perSecond: PER_SECOND,
            send: () => toFloor.send(posted(typed(1, '/tasks'))),
          },
        },
        async close() {
          await Promise.all([toProduct.close(), toFloor.close(), floor.stop()]);
          for (const api of [ourApi, floorApi]) api.close();
          ourApi.ensureAllDone();
        },
      };
    },
  );
  printSpreads(`Telegram, ${PER_SECOND} updates a second, of ${people} people: ms until an update is taken`, friday);
  noteLatency('an update is taken', friday, 'Friday');
}

/**
 * The same of the product as it is run, in Slack and Telegram at once and at their paces: of 100 requests a second as
 * many are updates as Telegram lets be answered.
 * @returns memory of the product in MiB, before anybody came and at its peak
 */
export async function measureBoth(people: number): Promise<{ idleMiB: number; peakMiB: number }> {
  const openWorld = (digest: Date) => openInBoth('both', { people, tasks: people * 100 }, digest);
  const friday = await liveThroughFriday(
    people,
    () => openWorld(new Date()),
    async (digest) => {
      const world = await openWorld(digest);
      const webApi = await startWebApi(people, world.zone);
      const botApi = await startBotApi();
      const settings = { ...world, slackApiUrl: webApi.url, apiRoot: botApi.url, transport: 'webhook' as const };
      const product = await startInBoth(settings);
      const toTelegram = openSending(webhookUrl(product), CONNECTIONS);
      const toSlack = openSending(eventsUrl(product), CONNECTIONS);
      const talk = talkIn(people);
      // An answer that takes more than a moment comes by another way, and it is not what is looked at here.
      const slackTalk = talkInSlack(people, /^/);
      return {
        product,
        world,
        greet: () => greet(eventsUrl(product)),
        talks: {
          Telegram: { perSecond: PER_SECOND_AT_PACE, send: () => talk(toTelegram) },
          Slack: { perSecond: PER_SECOND - PER_SECOND_AT_PACE, send: () => slackTalk(toSlack) },
        },
        async close() {
          await Promise.all([toTelegram.close(), toSlack.close()]);
          webApi.close();
          botApi.close();
          botApi.ensureAllDone();
          console.log(`${botApi.calls.get('sendMessage')} messages sent in Telegram`);
        },
      };
    },
  );
  printSpreads(`Slack and Telegram, ${PER_SECOND} requests a second, of ${people} people: ms to the answer`, friday);
  noteLatency('at its pace an update is taken', friday, 'Telegram');
  return friday;
}

function printSpreads(title: string, { idle, during }: BusyFriday): void {
  const rows = Object.entries({ idle, 'while digests are made and sent': during }).flatMap(([when, spreads]) =>
    Object.entries(spreads).map(([what, spread]) => ({ when, what, ...spread })),
  );
  printTable(title, rows);
}

function noteLatency(what: string, { idle, during }: BusyFriday, talk: string): void {
  const [alone, beside] = [idle[talk], during[talk]];
  if (!alone || !beside) throw new Error(`Nobody talked: ${talk}`);
  noteFigure({ name: `${what} in ms, p99, idle`, value: alone.p99, bar: 30, goal: 10 });
  noteFigure({ name: `${what} in ms, p99, during digests`, value: beside.p99, bar: 100, goal: 25 });
  noteFigure({ name: `${what} in ms, longest, during digests`, value: beside.longest, bar: 1000, goal: 500 });
}
