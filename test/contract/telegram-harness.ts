import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import type { ChatHarness, ChatPerson } from './chat-adapter-contract.ts';

/** What stands behind Telegram in a test. */
export interface TelegramBehind {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** resolves when everything that is owed is delivered */
  settle(): Promise<void>;
  /** takes what is posted to the webhook; there where it is not polling */
  onRequest?(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

export interface TelegramHarness extends ChatHarness {
  /** there after `start` */
  readonly telegram: FakeTelegram;
  /** Does anything, and resolves when nothing moves any more. */
  does(act: () => unknown): Promise<void>;
  /** Lets a stranger in, the first as the owner; does nothing for others. */
  letIn(name: string): Promise<void>;
}

const FILE_WITHIN_MS = 10_000;

/** People over the fake Telegram, with a real adapter behind it. Whoever speaks is let in before. */
export function createTelegramHarness(
  build: (fake: FakeTelegram) => Promise<TelegramBehind>,
  { setupCode, fake: fakeOptions }: { setupCode: string; fake?: FakeTelegramOptions },
): TelegramHarness {
  const heardUpTo = new Map<string, number>();
  const inside = new Map<string, Promise<void>>();
  let owner: string | undefined;
  let started: FakeTelegram | undefined;
  let behind: TelegramBehind | undefined;
  let server: Server | undefined;

  function telegram(): FakeTelegram {
    if (!started) throw new Error('The harness is not started');
    return started;
  }

  function movements(): number {
    return telegram().calls.filter(({ method }) => method !== 'getUpdates').length + telegram().world.shown.length;
  }

  /** Resolves when nothing moves any more. */
  async function quiet(): Promise<void> {
    let seen = -1;
    while (seen !== movements()) {
      while (telegram().pendingUpdates() > 0 || telegram().inFlight() > 0) await pause(2);
      seen = movements();
      await behind?.settle();
      await pause(5);
    }
  }

  async function does(act: () => unknown): Promise<void> {
    await act();
    await quiet();
  }

  function letIn(name: string): Promise<void> {
    const known = inside.get(name);
    if (known) return known;
    const entering = enter(name);
    inside.set(name, entering);
    return entering;
  }

  async function enter(name: string): Promise<void> {
    if (owner === undefined) {
      owner = name;
      return does(() => telegram().user(name).starts(setupCode));
    }
    const from = telegram().world.shown.length;
    await does(() =>
      telegram()
        .user(owner ?? name)
        .says('/invite'),
    );
    const told = telegram()
      .world.shown.slice(from)
      .map(({ text }) => text)
      .join('\n');
    const code = /\?start=([\w-]{20,})/.exec(told)?.[1];
    if (!code) throw new Error(`No invite in: ${told}`);
    await does(() => telegram().user(name).starts(code));
    hear(owner);
    hear(name);
  }

  /** Everybody who was named so far is in every group. */
  function group(name: string) {
    return telegram().group(name, [...inside.keys()]);
  }

  function hear(name: string): string[] {
    const { shown } = telegram().world;
    const { id } = telegram().user(name);
    const from = heardUpTo.get(name) ?? 0;
    heardUpTo.set(name, shown.length);
    return shown
      .slice(from)
      .filter(({ to }) => to === id)
      .map(({ text }) => seenText(text));
  }

  function person(name: string): ChatPerson {
    return {
      async says(text, room) {
        await letIn(name);
        if (room !== undefined) group(room);
        await does(() =>
          telegram()
            .user(name)
            .says(text, room === undefined ? {} : { chat: room }),
        );
      },
      async saysTwice(text) {
        await letIn(name);
        const sent = await telegram().user(name).says(text);
        await quiet();
        const updateId = Number(sent.update?.update_id);
        await does(() => telegram().redeliver(updateId));
      },
      async presses(label) {
        await letIn(name);
        await does(() => telegram().user(name).presses(label));
      },
      hears: async () => hear(name),
      async receives(atLeast = 1) {
        const { shown } = telegram().world;
        const { id } = telegram().user(name);
        const key = `files of ${name}`;
        const from = heardUpTo.get(key) ?? 0;
        const received = () =>
          shown.slice(from).flatMap(({ to, message }) => (to === id && message?.file ? [message.file] : []));
        const until = performance.now() + FILE_WITHIN_MS;
        while (received().length < atLeast && performance.now() < until) await pause(10);
        await quiet();
        const files = received();
        heardUpTo.set(key, shown.length);
        return files;
      },
    };
  }

  return {
    get telegram() {
      return telegram();
    },
    async start() {
      started = await startFakeTelegram(fakeOptions);
      behind = await build(started);
      const { onRequest } = behind;
      if (onRequest) {
        server = createServer((request, response) => void onRequest(request, response));
        await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
        started.useWebhookOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      }
      await behind.start();
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
        const { shown } = telegram().world;
        const key = `#${name}`;
        const from = heardUpTo.get(key) ?? 0;
        heardUpTo.set(key, shown.length);
        const { id } = group(name);
        return shown
          .slice(from)
          .filter(({ to, chatId }) => to === undefined && chatId === id)
          .map(({ text }) => seenText(text));
      },
    }),
    does,
    letIn,
  };
}

/** As it is seen: what keeps Telegram from making a link of words has no width. */
function seenText(text: string): string {
  return text.replaceAll('\u2060', '');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
