import type { Clock } from '../../../src/ports/world.ts';
import { takeAck } from './acks.ts';
import { createSlackFaults } from './faults.ts';
import { createUploads } from './file-methods.ts';
import type { JsonObject } from './json.ts';
import { createLimits } from './limits.ts';
import { createPerson, type Done, type SlackPerson } from './person.ts';
import { createRecords } from './records.ts';
import { createRequests, type Outcome, type SlackRequest } from './requests.ts';
import { createResponses } from './response-url.ts';
import { createFront } from './server.ts';
import { createSockets } from './socket.ts';
import { systemClock } from './system-clock.ts';
import { createTriggers } from './triggers.ts';
import type { SlackUser } from './users.ts';
import { createWebApi } from './web-api.ts';
import { post, signedPost } from './webhook.ts';
import { createWorld } from './world.ts';

export interface FakeSlackOptions {
  /** trigger ids, response urls, message times and signatures go by it; default: the machine's */
  clock?: Clock;
  transport?: 'http' | 'socket';
  /** the app's slash commands with their slash; typing another is an error of the test. Default: any */
  commands?: readonly string[];
  /** how the manifest has it; default true */
  shouldEscape?: boolean;
  /** milliseconds of the machine; default 3000 */
  ackWithinMs?: number;
  /** events that were not acknowledged come again after so long, one after the other; default: none do by themselves */
  retryAfterMs?: readonly number[];
  /** more copies of each request, each so many milliseconds after it (0: at the same moment); default: none */
  repeats?: (request: SlackRequest) => readonly number[];
  /** of faults with a probability */
  seed?: number;
  /** Slack's rate limits, by the machine's clock; default: none */
  hasLimits?: boolean;
  /** where it listens; default: any free port */
  port?: number;
  /** of the bot token, told with each answer; default: they are not told */
  scopes?: readonly string[];
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

/** Starts a Slack on 127.0.0.1 that takes what Slack's documentation and types say it takes, and nothing else. */
export async function startFakeSlack(options: FakeSlackOptions = {}) {
  const clock = options.clock ?? systemClock;
  const ackWithinMs = options.ackWithinMs ?? 3000;
  const [botToken, appToken, signingSecret] = ['xoxb-fake-bot', 'xapp-1-fake-app', 'fake-signing-secret'];
  let url = '';
  let botUrl = '';
  let transport = options.transport ?? 'http';
  const tabs = { home: true, messages: true };

  const records = createRecords(clock);
  const faults = createSlackFaults(options.seed);
  const world = createWorld(clock);
  const triggers = createTriggers(world, clock);
  const responses = createResponses({ world, records, clock, baseUrl: () => url });
  const sockets = createSockets({ records, appId: world.appId, baseUrl: () => url });
  const uploads = createUploads({ baseUrl: () => url });
  const limits = createLimits();
  const webApi = createWebApi({
    world,
    records,
    faults,
    triggers,
    uploads,
    botToken,
    appToken,
    openSocket: sockets.newAddress,
    isMessagesTabOn: () => tabs.messages,
    isHomeTabOn: () => tabs.home,
    limit: (method, args) => (options.hasLimits ? limits.take(method, args) : undefined),
  });
  const front = createFront({ webApi, responses, uploads, sockets, faults, records, scopes: options.scopes });
  const requests = createRequests({ world, triggers, responses, shouldEscape: options.shouldEscape ?? true });
  const sent: Done[] = [];
  const people = new Map<string, SlackPerson>();
  const commands = options.commands && new Set(options.commands);
  const retries = new Set<NodeJS.Timeout>();
  const copies = new Set<Promise<Done>>();

  function deliver(request: SlackRequest): Promise<Outcome> {
    if (transport === 'socket') return sockets.deliver(request, ackWithinMs);
    if (!botUrl) throw new Error('useHttp first: where is the bot?');
    const atSeconds = Math.floor(Date.parse(clock.now()) / 1000);
    return post(signedPost(request, { url: botUrl, signingSecret, atSeconds, withinMs: ackWithinMs }));
  }

  async function send(request: SlackRequest): Promise<Done> {
    for (const afterMs of options.repeats?.(request) ?? []) {
      const copy = pause(afterMs).then(() => sendOnce(request));
      copies.add(copy);
      void copy.finally(() => copies.delete(copy));
    }
    return await sendOnce(request);
  }

  async function sendOnce(request: SlackRequest): Promise<Done> {
    const outcome = await deliver(request);
    const errors = takeAck({ world, records, responses }, request, outcome);
    const done: Done = { request, outcome, ...(errors && { errors }) };
    sent.push(done);
    if (request.kind === 'events_api' && !outcome.acked && !outcome.noRetry) retryLater(done);
    return done;
  }

  function retryLater(done: Done): void {
    const wait = options.retryAfterMs?.[done.request.retry?.attempt ?? 0];
    if (wait === undefined) return;
    const timer = setTimeout(() => {
      retries.delete(timer);
      void redeliver(done);
    }, wait);
    retries.add(timer);
  }

  /** The very same request once more: same `event_id`, same `trigger_id`; over a socket in a new envelope. */
  function redeliver(done: Done): Promise<Done> {
    const { request, outcome } = done;
    if (request.kind !== 'events_api') return sendOnce(request);
    const reason = { timeout: 'http_timeout', http_error: 'http_error' }[outcome.problem ?? ''] ?? 'connection_failed';
    return sendOnce({ ...request, retry: { attempt: (request.retry?.attempt ?? 0) + 1, reason } });
  }

  function user(name: string): SlackPerson {
    const known = people.get(name);
    if (known) return known;
    const account = world.userNamed(name) ?? world.addUser({ name });
    const person = createPerson({ world, requests, commands, send }, account);
    people.set(name, person);
    return person;
  }

  url = await front.listen(options.port);

  return {
    url,
    /** for `clientOptions.slackApiUrl`, with the slash at its end */
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    signingSecret,
    world,
    faults,
    sockets,
    tabs,
    /** every call of the Web API and every use of a `response_url`, in order */
    calls: records.calls,
    violations: records.violations,
    /** people and channels that were really mentioned by the bot */
    pings: records.pings,
    expectNoViolations: records.expectNoViolations,
    /** every request to the bot, in order of its acknowledgement */
    sent,
    usesOf: responses.usesOf,

    /** Requests go there from now on, signed. @param origin such as `http://127.0.0.1:4000` */
    useHttp(origin: string, path = '/slack/events'): void {
      transport = 'http';
      botUrl = `${origin}${path}`;
    },
    useSocket(): void {
      transport = 'socket';
    },

    /** A member of the workspace by the handle, made where there is none. */
    user,
    addUser: (account: Partial<SlackUser> & { name: string }) => {
      world.addUser(account);
      return user(account.name);
    },
    /** A channel by its name, made where there is none, with these people in it and the bot, unless told otherwise. */
    channel(name: string, members: readonly string[] = [], { withBot = true } = {}) {
      const channel = world.channelNamed(name) ?? world.addChannel({ name });
      for (const member of members) channel.members.add(user(member).id);
      if (withBot) channel.members.add(world.bot.id);
      return channel;
    },
    shownTo: (name: string) => world.shownTo(user(name).id),
    shownIn: (name: string) => world.shownIn(world.channelNamed(name)?.id ?? ''),

    send,
    redeliver,
    /** Resolves when all copies that `repeats` asked for are sent and acknowledged. */
    async repeated(): Promise<void> {
      while (copies.size > 0) await Promise.all(copies);
    },
    /** Any event of the Events API. @param event its inner part, with `type` */
    sendEvent: (event: JsonObject, of: { userId?: string; channelId?: string } = {}) =>
      send(requests.event({ event_ts: world.newTs(), ...event }, { userId: world.bot.id, ...of })),
    /** Changes somebody's profile and tells the bot. */
    async changeUser(name: string, changes: Partial<SlackUser>): Promise<Done> {
      const { account } = user(name);
      Object.assign(account, changes, { updated: account.updated + 1 });
      const event = { type: 'user_change', user: world.userObject(account, true), cache_ts: account.updated };
      return await send(requests.event({ ...event, event_ts: world.newTs() }, { userId: account.id }));
    },
    /** Payloads as Slack makes them, for those who send them in ways of their own. */
    requests,
    /** The signed request as it would go over HTTP, to be forged and posted with `post`. */
    signed: (request: SlackRequest, changes: { atSeconds?: number; signingSecret?: string } = {}) =>
      signedPost(request, {
        url: botUrl,
        withinMs: ackWithinMs,
        signingSecret: changes.signingSecret ?? signingSecret,
        atSeconds: changes.atSeconds ?? Math.floor(Date.parse(clock.now()) / 1000),
      }),
    post,

    /** calls that are being answered */
    inFlight: front.inFlight,
    async stop(): Promise<void> {
      for (const timer of retries) clearTimeout(timer);
      await sockets.stop();
      await front.stop();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms === 0 ? resolve() : setTimeout(resolve, ms)));
}
