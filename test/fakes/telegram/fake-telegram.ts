import type { Clock } from '../../../src/ports/world.ts';
import type { JsonObject } from '../slack/json.ts';
import type { Outcome } from '../slack/requests.ts';
import { systemClock } from '../slack/system-clock.ts';
import { createBotApi } from './bot-api.ts';
import { createTelegramFaults } from './faults.ts';
import { createGroups } from './groups.ts';
import { createLimits } from './limits.ts';
import { createPerson, type Sending, type TelegramPerson } from './person.ts';
import { createPolling } from './polling.ts';
import { createRecords } from './records.ts';
import { createFront } from './server.ts';
import { createUpdateQueue } from './update-queue.ts';
import type { TelegramUser } from './users.ts';
import { createWebhook } from './webhook.ts';
import { createWorld } from './world.ts';

export interface FakeTelegramOptions {
  /** dates of messages, and how long updates are kept, go by it; default: the machine's */
  clock?: Clock;
  /** of faults with a probability */
  seed?: number;
  /** Telegram's rate limits, by the machine's clock; default: none */
  hasLimits?: boolean;
  /** where it listens; default: any free port */
  port?: number;
  /** seconds; no long poll waits longer, whatever it asks for; default 50 */
  longPollMost?: number;
  /** more copies of each update over a webhook, each so many milliseconds after it; default: none */
  repeats?: (update: JsonObject) => readonly number[];
  /** a webhook call that failed comes again after so long, the last for all further times; default 20, 40, … 1000 */
  retryAfterMs?: readonly number[];
  /** a webhook call without an answer is broken off after so long; default 60 000 */
  webhookWithinMs?: number;
  /** milliseconds of the machine in which a press can be answered, and is kept for the bot; default 150 000 */
  callbackLivesMs?: number;
  /** privacy mode is off; default: it is on */
  canReadAllGroupMessages?: boolean;
}

export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>;

/** Starts a Bot API on 127.0.0.1 that takes what Telegram's documentation says it takes, and nothing else. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}) {
  const clock = options.clock ?? systemClock;
  const { callbackLivesMs = 150_000, canReadAllGroupMessages = false } = options;
  const records = createRecords(clock);
  const faults = createTelegramFaults(options.seed);
  const world = createWorld(clock, { callbackLivesMs });
  const queue = createUpdateQueue({ clock, callbackLivesMs });
  const polling = createPolling(queue, options.longPollMost ?? 50);
  const webhook = createWebhook(queue, records, {
    retryAfterMs: options.retryAfterMs ?? [20, 40, 80, 160, 320, 640, 1000],
    withinMs: options.webhookWithinMs ?? 60_000,
    repeats: options.repeats ?? (() => []),
  });
  const limits = createLimits();
  const token = `${world.bot.id}:AAFakeTokenOfTheFakeTelegram_35chars`;
  const botApi = createBotApi({
    ...{ world, records, faults, queue, polling, webhook, token, canReadAllGroupMessages },
    limit: (method, args) => (options.hasLimits ? limits.take(method, args) : undefined),
  });
  const front = createFront({ botApi, records });
  const people = new Map<string, TelegramPerson>();
  const groups = createGroups(world, user, sendUpdate);

  async function sendUpdate(content: JsonObject): Promise<Sending> {
    const queued = queue.add(content);
    if (!queued) return { update: undefined, outcome: undefined };
    return { update: queued.update, outcome: await webhook.firstAttempt(queued) };
  }

  function user(name: string): TelegramPerson {
    const known = people.get(name);
    if (known) return known;
    const account = world.userNamed(name) ?? world.addUser({ name });
    const person = createPerson({ world, canReadAllGroupMessages, send: sendUpdate }, account);
    people.set(name, person);
    return person;
  }

  const apiRoot = await front.listen(options.port);

  return {
    /** for `telegram: { apiRoot }` */
    apiRoot,
    token,
    bot: { id: world.bot.id, username: world.bot.username ?? '' },
    world,
    faults,
    /** every call, in order */
    calls: records.calls,
    violations: records.violations,
    /** people who were really mentioned by the bot */
    pings: records.pings,
    /** words of the bot that became commands */
    tappable: records.tappable,
    expectNoViolations: records.expectNoViolations,

    /** Somebody by the name, made where there is nobody. */
    user,
    addUser: (account: Partial<TelegramUser> & { name: string }): TelegramPerson => {
      if (world.userNamed(account.name)) throw new Error(`There is somebody called ${account.name}`);
      world.addUser(account);
      return user(account.name);
    },
    ...groups,
    shownTo: (name: string) => world.shownTo(user(name).id),
    shownIn: (groupName: string) => world.shownIn(world.groupNamed(groupName)?.id ?? 0),

    /** Where the bot really is: updates go there, with the path of the webhook that it sets. */
    useWebhookOrigin: webhook.useOrigin,
    /** Any update. @param content without `update_id` */
    sendUpdate,
    /** The very same update once more: over a webhook at once, else with the next answer, confirmed or not. */
    async redeliver(updateId: number): Promise<Outcome | undefined> {
      const queued = queue.find(updateId);
      if (!queued) throw new Error(`There was no update ${updateId}`);
      if (webhook.isActive()) return await webhook.repeat(queued);
      polling.repeat(queued);
      return undefined;
    },
    /** Resolves when all copies that `repeats` asked for are posted. */
    repeated: webhook.copied,
    /** Ids go on from there, as they do somewhere after an idle week. */
    setNextUpdateId: queue.startAt,
    /** not yet confirmed, or not yet answered with 2xx */
    isPending: (updateId: number) => queue.waiting().some(({ id }) => id === updateId),
    pendingUpdates: () => queue.waiting().length + polling.repeats(),
    /** calls that are being answered, but for long polls */
    inFlight: front.inFlight,
    isPolled: polling.isOpen,
    /** The connection of the long poll breaks. */
    disconnectPolls: polling.disconnect,
    /** Polls are never answered, those that are open and those that come while it is on. */
    blackhole: polling.blackhole,
    conflict: polling.conflict,

    async stop(): Promise<void> {
      webhook.stop();
      await front.stop();
    },
  };
}
