import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { buttonValue } from '../../adapters/slack/button-value.ts';
import { createSlack } from '../../adapters/slack/slack.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { SlackConfig } from '../../src/config.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { elementsOf } from '../fakes/slack/blocks.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { textIn } from '../fakes/slack/json.ts';
import type { SlackRequest } from '../fakes/slack/requests.ts';
import { filledState } from '../fakes/slack/views.ts';
import { createTestClock } from '../support/clock.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { OWN_COMMANDS } from '../support/slack-agency.ts';
import { openTestStore } from '../support/store.ts';

/** Slack tells of things again, and whoever has recorded its requests can replay them for five minutes. */

const RUNS = process.env.FRIDAY_LONG ? 100 : 2;
const ACTS = 40;
/** So many that the limit of a message a second and channel is seldom reached. */
const PEOPLE = ['anna', 'oleh', 'ira', 'yura', 'lena', 'danylo', 'marta', 'taras'] as const;

/** Something a person does; Slack's request of it is made when it is done, and is the same each time it comes. */
interface Act {
  id: number;
  by: (typeof PEOPLE)[number];
  how: 'typed' | 'written' | 'pressed' | 'form';
  /** the line, or the title that is filled in */
  text: string;
}

interface Copy {
  act: Act;
  over: 'http' | 'socket';
}

describe('requests of Slack that come more than once', () => {
  it('leave everything as if each had come once, whichever way they come', { timeout: 1_800_000 }, async () => {
    const seed = seedOfRun();
    process.stdout.write(`repeats in Slack: seed ${seed}\n`);
    for (let run = 0; run < RUNS; run += 1) {
      const random = seeded(seed + run);
      const acts = actsOf(random);
      const single = acts.map((act): Copy[] => [{ act, over: random() < 0.5 ? 'http' : 'socket' }]);
      const repeated = withRepeats(acts, random);
      const [once, often] = await Promise.all([play(single), play(repeated)]);
      expect(once.tasks?.length).toBeGreaterThan(0);
      expect(often, `seed ${seed + run}`).toEqual(once);
    }
  });
});

/** Things that change something; some are refused, since numbers are guessed. */
function actsOf(random: () => number): Act[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const task = () => 1 + Math.floor(random() * 12);
  const lines = [
    () => `task Banner ${Math.floor(random() * 100)} @${pick(PEOPLE)} ${pick(['', 'tomorrow', '!high friday 18:00'])}`,
    () => `task Menu #kava @${pick(PEOPLE)}`,
    () => `done ${task()}${pick(['', ' sent'])}`,
    () => `drop ${task()}`,
    () => `reopen ${task()}`,
    () => `edit ${task()} @${pick(PEOPLE)} ${pick(['', '!urgent'])}`,
    () => `move ${task()} in ${1 + Math.floor(random() * 5)} days`,
    () => `note ${task()} waiting`,
    () => `timer start ${pick(['', String(task()), '#kava'])}`.trim(),
    () => 'timer stop',
    () => `log 20m ${task()}`,
    () => 'undo',
    () => 'project new kava',
    () => `remind ${task()} in 2 hours`,
    () => `settings zone ${pick(['Kyiv', 'New York'])}`,
  ];
  const pressed = [
    () => `done ${task()}`,
    () => `took ${task()}`,
    () => `agree ${task()}`,
    () => `drop ${task()}`,
    () => `timer start ${task()}`,
    () => 'timer stop',
    () => 'undo',
  ];
  const acts: Act[] = [];
  const add = (act: Omit<Act, 'id'>) => acts.push({ id: acts.length, ...act });
  while (acts.length < ACTS) {
    const by = pick(PEOPLE);
    const kind = random();
    if (kind < 0.4) add({ by, how: 'typed', text: pick(lines)() });
    else if (kind < 0.6) add({ by, how: 'written', text: pick(lines)() });
    else if (kind < 0.85) add({ by, how: 'pressed', text: pick(pressed)() });
    else {
      add({ by, how: pick(['typed', 'pressed']), text: 'task' });
      add({ by, how: 'form', text: `Poster ${acts.length}` });
    }
  }
  return acts;
}

/** Each one to four times: the first in its turn, the others at the same moment or later, by whichever way. */
function withRepeats(acts: readonly Act[], random: () => number): Copy[][] {
  const over = () => (random() < 0.5 ? 'http' : 'socket');
  const moments: Copy[][] = acts.map((act) => [{ act, over: over() }]);
  for (const [i, act] of acts.entries()) {
    for (let repeats = Math.floor(random() * 4); repeats > 0; repeats -= 1) {
      const at = random() < 0.5 ? i : i + Math.floor(random() * (moments.length - i));
      moments[at]?.push({ act, over: over() });
    }
  }
  return moments;
}

/** Plays what comes, that of one moment side by side. @returns all that is kept in the end */
async function play(moments: readonly Copy[][]) {
  const place = await openPlace();
  const { slack, clock } = place;
  const requests = new Map<number, SlackRequest>();
  for (const moment of moments) {
    clock.advance({ minutes: 17 });
    for (const { act } of moment) {
      const known = requests.get(act.id);
      if (known?.kind === 'events_api') {
        const attempt = (known.retry?.attempt ?? 0) + 1;
        requests.set(act.id, { ...known, retry: { attempt, reason: 'http_timeout' } });
      }
      if (!known) requests.set(act.id, requestOf(slack, act));
    }
    await Promise.all(
      moment.map(({ act, over }) => {
        const request = requests.get(act.id);
        return request && place.send(request, over);
      }),
    );
    await place.settled(moment.flatMap(({ act }) => idOf(act, requests.get(act.id)) ?? []));
    const { act } = moment[0] ?? {};
    if (act?.text === 'task') await expect.poll(() => slack.user(act.by).hasForm(), { timeout: 5000 }).toBe(true);
  }
  const kept = await place.kept();
  await place.close();
  return kept;
}

function requestOf(slack: FakeSlack, { by, how, text }: Act): SlackRequest {
  const { account, dialog } = slack.user(by);
  const direct = slack.world.direct(account.id, slack.world.bot.id);
  switch (how) {
    case 'typed': {
      const [word = '', ...rest] = text.split(' ');
      const isOwn = OWN_COMMANDS.some((name) => name.split(' ')[0] === word);
      return isOwn
        ? slack.requests.slash(account, `/${word}`, rest.join(' '), direct)
        : slack.requests.slash(account, '/friday', text, direct);
    }
    case 'written':
      return slack.requests.message(account, text, direct, 'message').request;
    case 'pressed': {
      const message = slack.world.messages.findLast(
        (one) => one.by === slack.world.bot.id && one.channelId === direct.id,
      );
      if (!message) throw new Error(`${by} has nothing to press`);
      const value = buttonValue(account.id, text);
      const element = { type: 'button', action_id: 'command:1', text: { type: 'plain_text', text: 'Press' }, value };
      const button = { label: 'Press', value, kind: 'button', blockId: 'b1', actionId: 'command:1', element } as const;
      return slack.requests.blockAction(account, button, { message });
    }
    case 'form': {
      const view = dialog();
      const title = view?.blocks.find((block) => block.block_id === 'title');
      const [element] = title ? elementsOf(title) : [];
      if (!view || !element) throw new Error(`${by} has no form open`);
      view.values.title = { [textIn(element.action_id)]: filledState(element, text) };
      return slack.requests.submission(account, view);
    }
  }
}

/** Under which it is in the inbox when it is handled. */
function idOf({ how }: Act, request: SlackRequest | undefined): string | undefined {
  const payload = (request?.payload ?? {}) as { trigger_id?: string; actions?: { action_ts: string }[] };
  // Whoever presses is acknowledged before anything is done.
  return how === 'pressed' ? `press:${payload.trigger_id}:${payload.actions?.[0]?.action_ts}` : undefined;
}

/** Friday over one store, reached both ways at the same time. */
async function openPlace() {
  const clock = createTestClock('2026-11-23T08:00:00Z');
  const slack = await startFakeSlack({ clock, ackWithinMs: 20_000 });
  const { store, database, close } = await openTestStore();

  async function open(connection: SlackConfig['connection']) {
    const { botToken, apiUrl } = slack;
    const adapter = createSlack({ botToken, apiUrl, connection, commands: COMMANDS, clock, log: silentLog });
    const friday = createFriday({ store, clock, log: silentLog, settings: TEST_SETTINGS, adapters: [adapter] });
    // What is owed stays owed: how it is sent is another matter.
    await adapter.start(friday.handle, friday.officeOf('slack'));
    return adapter;
  }

  const byHttp = await open({ kind: 'http', signingSecret: slack.signingSecret });
  const bySocket = await open({ kind: 'socket', appToken: slack.appToken });
  const server = createServer((request, response) => byHttp.onRequest?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function isHandled(ids: readonly string[]): Promise<boolean> {
    const { inbox = [] } = await everythingKept(store, database);
    return ids.every((id) => inbox.some((row) => row.request_id === id));
  }

  const place = {
    slack,
    clock,
    send(request: SlackRequest, over: Copy['over']) {
      if (over === 'http') slack.useHttp(origin);
      else slack.useSocket();
      return slack.send(request);
    },
    async settled(ids: readonly string[]) {
      while (!(await isHandled(ids))) await pause();
      for (let moved = -1; moved !== slack.calls.length || slack.inFlight() > 0; ) {
        moved = slack.calls.length;
        await pause();
      }
    },
    /** But for the inbox, where a form is known by an id of Slack's, and what the machine's clock says. */
    async kept() {
      const { inbox: _inbox, migrations: _migrations, ...tables } = await everythingKept(store, database);
      return tables;
    },
    async close() {
      await byHttp.stop();
      await bySocket.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await close();
      await slack.stop();
      slack.expectNoViolations();
    },
  };

  for (const name of PEOPLE) slack.world.direct(slack.user(name).id, slack.world.bot.id).isKnownToBot = true;
  for (const name of PEOPLE) {
    const help = { id: -1, by: name, how: 'typed', text: 'help' } as const;
    await place.send(requestOf(slack, help), 'http');
    await place.send(requestOf(slack, help), 'socket');
  }
  await place.settled([]);
  return place;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
