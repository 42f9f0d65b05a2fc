import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Done } from '../fakes/slack/person.ts';
import type { ChatHarness, ChatPerson } from './chat-adapter-contract.ts';

/** What stands behind Slack in a test. */
export interface SlackBehind {
  /** resolves when the adapter takes requests */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** resolves when all requests at work are answered and everything that is owed is delivered */
  settle(): Promise<void>;
  /** takes `POST /slack/events`; needed with HTTP */
  onRequest?(request: IncomingMessage, response: ServerResponse): void;
}

export interface SlackHarness extends ChatHarness {
  /** there after `start` */
  readonly slack: FakeSlack;
  person(name: string): SlackChatPerson;
  /**
   * Does anything, and resolves when all that is owed is delivered.
   * @param reader name of the one who must be shown something first; Home does not count
   */
  does(act: () => Promise<unknown>, reader?: string): Promise<void>;
}

export interface SlackChatPerson extends ChatPerson {
  /** Presses, and fills in the dialog that opens before sending it. @param values see `SlackPerson.submit` */
  pressesAndFills(label: RegExp, values: Readonly<Record<string, string>>): Promise<void>;
  /** Fills in and sends the dialog that is open. @returns what was wrong, by block id */
  submits(values?: Readonly<Record<string, string>>): Promise<Record<string, string> | undefined>;
}

export interface SlackHarnessOptions {
  transport: 'http' | 'socket';
  /** the commands that have a slash command of their own, without the slash; all others go through `/friday` */
  ownCommands: readonly string[];
  fake?: Omit<FakeSlackOptions, 'transport' | 'commands'>;
}

/** How long an answer may take before it is taken for granted that there will be none. */
const ANSWER_WITHIN_MS = 5000;

/** A repeat may be answered once more, or not at all. */
const REPEAT_WITHIN_MS = 500;

/** Members of a workspace over the fake Slack, with a real adapter behind it. */
export function createSlackHarness(
  build: (fake: FakeSlack) => Promise<SlackBehind>,
  { transport, ownCommands, fake: fakeOptions }: SlackHarnessOptions,
): SlackHarness {
  const slashCommands = new Set(['friday', ...ownCommands].map((name) => `/${name}`));
  const heardUpTo = new Map<string, number>();
  let started: FakeSlack | undefined;
  let behind: SlackBehind | undefined;
  let server: Server | undefined;

  function slack(): FakeSlack {
    if (!started) throw new Error('The harness is not started');
    return started;
  }

  /** Resolves when nothing moves any more. */
  async function quiet(): Promise<void> {
    let seen = -1;
    while (seen !== movements()) {
      seen = movements();
      await slack().repeated();
      await behind?.settle();
      await pause(5);
      while (slack().inFlight() > 0) await pause(2);
    }
  }

  function movements(): number {
    return slack().calls.length + slack().world.shown.length;
  }

  /** Does something and waits for its answer. @param reader who must be shown something; undefined: nobody */
  async function does(act: () => Promise<unknown>, reader?: string, withinMs = ANSWER_WITHIN_MS): Promise<void> {
    const { shown } = slack().world;
    const from = shown.length;
    await act();
    const isAnswered = () =>
      reader === undefined ||
      shown.slice(from).some(({ to, kind }) => (to === reader || to === undefined) && kind !== 'home');
    const until = performance.now() + withinMs;
    await quiet();
    while (!isAnswered() && performance.now() < until) await pause(10);
    await quiet();
  }

  /** Everybody who was named so far is in every room. */
  function channel(name: string) {
    const members = [...slack().world.users.values()].filter((user) => !user.is_bot).map((user) => user.name);
    return slack().channel(name, members);
  }

  /** Says it the way a person would have to in Slack. */
  function say(name: string, text: string, room: string | undefined): Promise<Done> {
    const person = slack().user(name);
    if (text.includes('\n')) {
      // A slash command ends with its line; longer things are written to the bot.
      const words = text.replace(/^\//, '');
      return room === undefined ? person.dm(words) : person.mention(words, channel(room).id);
    }
    const [word = '', ...rest] = text.split(' ');
    const at = room === undefined ? {} : { channel: channel(room).id };
    if (!word.startsWith('/')) return room === undefined ? person.dm(text) : person.mention(text, channel(room).id);
    if (slashCommands.has(word)) return person.slash(word, rest.join(' '), at);
    return person.slash('/friday', text.slice(1), at);
  }

  function person(name: string): SlackChatPerson {
    // In the workspace from now on, so that others can name them.
    const { id: userId } = slack().user(name);

    async function presses(label: RegExp, values: Readonly<Record<string, string>> = {}): Promise<void> {
      const before = slack().user(name).dialog();
      await does(async () => await slack().user(name).press(label), userId);
      if (slack().user(name).dialog() !== before && slack().user(name).hasForm()) await submits(values);
    }

    async function submits(values: Readonly<Record<string, string>> = {}) {
      let errors: Record<string, string> | undefined;
      await does(async () => {
        ({ errors } = await slack().user(name).submit(values));
      }, userId);
      return errors;
    }

    return {
      says: (text, room) => does(() => say(name, text, room), userId),
      async saysTwice(text) {
        let done: Done | undefined;
        await does(async () => {
          done = await say(name, text, undefined);
        }, userId);
        await does(async () => done && (await slack().redeliver(done)), userId, REPEAT_WITHIN_MS);
      },
      presses: (label) => presses(label),
      pressesAndFills: presses,
      submits,
      async hears() {
        const { shown } = slack().world;
        const from = heardUpTo.get(name) ?? 0;
        heardUpTo.set(name, shown.length);
        return shown
          .slice(from)
          .filter(({ to, kind }) => to === userId && kind !== 'home')
          .map(({ text }) => text);
      },
      async receives(atLeast = 1) {
        const { shown } = slack().world;
        const key = `files of ${name}`;
        const from = heardUpTo.get(key) ?? 0;
        const received = () =>
          shown.slice(from).flatMap(({ to, message }) => (to === userId && message?.file ? [message.file] : []));
        const until = performance.now() + ANSWER_WITHIN_MS;
        while (received().length < atLeast && performance.now() < until) await pause(10);
        await quiet();
        const files = received();
        heardUpTo.set(key, shown.length);
        return files;
      },
    };
  }

  return {
    get slack() {
      return slack();
    },
    async start() {
      started = await startFakeSlack({ ...fakeOptions, transport, commands: [...slashCommands] });
      behind = await build(started);
      if (transport === 'http') {
        const { onRequest } = behind;
        if (!onRequest) throw new Error('HTTP needs onRequest');
        server = createServer((request, response) => onRequest(request, response));
        await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
        started.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      }
      await behind.start();
      if (transport === 'socket') await started.sockets.connected();
    },
    async stop() {
      await behind?.stop();
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      await started?.stop();
      started?.expectNoViolations();
    },
    person,
    room: (name) => ({
      async hears() {
        const { shown } = slack().world;
        const key = `#${name}`;
        const from = heardUpTo.get(key) ?? 0;
        heardUpTo.set(key, shown.length);
        const { id } = channel(name);
        return shown
          .slice(from)
          .filter(({ to, channelId }) => to === undefined && channelId === id)
          .map(({ text }) => text);
      },
    }),
    does: (act, reader) => does(act, reader === undefined ? undefined : slack().user(reader).id),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
