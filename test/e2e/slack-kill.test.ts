import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { startInSlack } from '../support/slack-process.ts';
import { createClient, GIVE, type Life, READERS, readerOf, WORK } from '../support/slack-work.ts';

/**
 * `kill -9` at any moment while people work in Slack: what was answered is there, a message that Slack sends again acts
 * once, and everybody hears of what they were given. Slash commands are not sent again: their writer sees an error and
 * goes on with something else. `npm run test:long` kills 100 times; FRIDAY_SEED=… kills at the same places again.
 */

const KILLS = process.env.FRIDAY_LONG ? { http: 80, socket: 20 } : { http: 5, socket: 2 };
const TYPERS = ['ann', 'bea', 'cid', 'dan'];
const TALKERS = ['eva', 'fay', 'guy', 'hal'];
/** How many messages the outbox sends at the same time. */
const SENDS_AT_ONCE = 8;

let folder: ReturnType<typeof emptyFolder>;
let file: string;
let slack: FakeSlack;
beforeEach(() => {
  folder = emptyFolder('slack-kill');
  file = join(folder.path, 'friday.db');
});
afterEach(async () => {
  await slack.stop();
  folder.remove();
});

/** What people were given, and how often each of them was told. */
function createGifts() {
  /** once, and once more for each time it was posted and the process ended before it could be recorded */
  const most = new Map<string, number>();
  const recorded = new Map<string, number>();

  /** @returns how often each message was posted */
  function posted(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { by, text, blocks, channelId } of slack.world.messages) {
      const key =
        by === slack.world.bot.id && /Gift ([a-z]+-\d+)/.exec(slack.world.textOfMessage({ text, blocks }))?.[1];
      if (!key || channelId !== slack.world.direct(slack.user(readerOf(key)).id, slack.world.bot.id).id) continue;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  function ledger(): { key: string; state: string }[] {
    const rows = lookInto(file, (read) =>
      read<{ body: string; state: string }>(`select body, state from deliveries where kind = 'task-assigned'`),
    );
    return rows.map(({ body, state }) => ({ key: /Gift ([a-z]+-\d+)/.exec(body)?.[1] ?? body, state }));
  }

  return {
    posted,
    ledger,
    most,
    recorded,
    /** @returns how many messages were being sent when the process ended */
    noteKill(): number {
      const counts = posted();
      let inFlight = 0;
      for (const { key, state } of ledger()) {
        const count = counts.get(key) ?? 0;
        if (state === 'sent') recorded.set(key, recorded.get(key) ?? count);
        else if (count >= (most.get(key) ?? 1)) {
          most.set(key, count + 1);
          inFlight += 1;
        }
      }
      return inFlight;
    },
  };
}

function countsOf(traces: string): Map<string, number> {
  const counted = lookInto(file, (rows) =>
    rows<{ key: string; n: number }>(`select key, count(*) as n from (${traces}) group by key`),
  );
  return new Map(counted.map(({ key, n }) => [key, n]));
}

function owed(): number {
  return lookInto(file, (rows) => rows(`select 1 from deliveries where state = 'owed'`)).length;
}

/** As if the minute had gone by for which a process keeps what it is about to send. */
function endLeases(): void {
  const end = `update deliveries set lease_until = null where state = 'owed' and lease_until is not null returning id`;
  lookInto(file, (rows) => rows(end));
}

describe('kill -9 while people work in Slack', () => {
  it.each(['http', 'socket'] as const)(
    'loses nothing and does nothing twice (%s)',
    { timeout: 1_800_000 },
    async (transport) => {
      const seed = seedOfRun();
      process.stdout.write(`kill -9 in Slack, ${transport}: seed ${seed}\n`);
      const random = seeded(seed);
      // Over a socket nobody says that a connection is gone: Slack waits.
      slack = await startFakeSlack({ transport, ackWithinMs: transport === 'http' ? 10_000 : 1000 });
      // A process should now and then end between Slack's taking of a message and its answer.
      slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'slow', ms: 40 } });
      const clients = [
        ...TYPERS.map((name) => createClient(slack, name, false)),
        ...TALKERS.map((name) => createClient(slack, name, true)),
      ];
      const gifts = createGifts();

      async function begin(): Promise<Life> {
        const friday = await startInSlack({ cwd: folder.path, slack, transport });
        const life: Life = { friday, isOver: false, gifts: 0, onAnswer: () => {} };
        friday.running.exited.then(() => {
          life.isOver = true;
        });
        return life;
      }

      let life = await begin();
      await Promise.all([...TYPERS, ...TALKERS, ...READERS].map((name) => slack.user(name).dm('help')));
      let inFlight = 0;
      for (let kill = 0; kill < KILLS[transport]; kill += 1) {
        const about = `seed ${seed}, kill ${kill}`;
        const { running } = life.friday;
        let left = 1 + Math.floor(random() * 50);
        const delayMs = random() * 12;
        life.onAnswer = () => {
          left -= 1;
          if (left === 0) void sleep(delayMs).then(() => running.kill('SIGKILL'));
        };
        await Promise.all(clients.map((client) => client.works(life)));
        expect(await running.exited, `${about}: ${running.err()}`).toMatchObject({ signal: 'SIGKILL' });
        while (slack.inFlight() > 0) await sleep(5);
        expect(faultsOf(file), about).toEqual([]);
        const sending = gifts.noteKill();
        expect(sending, about).toBeLessThanOrEqual(SENDS_AT_ONCE);
        inFlight += sending;
        endLeases();
        life = await begin();
      }
      await Promise.all(clients.map((client) => client.finishesTheRound(life)));
      await expect.poll(owed, { timeout: 60_000, interval: 100 }).toBe(0);
      life.friday.running.kill('SIGTERM');
      expect(await life.friday.running.exited).toEqual({ code: 0, signal: null });
      expect(faultsOf(file)).toEqual([]);

      let commands = 0;
      for (const step of [GIVE, ...WORK]) {
        const counts = countsOf(step.traces);
        const acknowledged = clients.flatMap((client) => [...(client.acknowledged.get(step) ?? [])]);
        commands += acknowledged.length;
        expect(
          acknowledged.filter((key) => !counts.has(key)),
          `seed ${seed}, missing: ${step.traces}`,
        ).toEqual([]);
        expect(
          [...counts].filter(([, n]) => n > 1),
          `seed ${seed}, twice: ${step.traces}`,
        ).toEqual([]);
      }

      const posted = gifts.posted();
      const given = [...countsOf(GIVE.traces).keys()].sort();
      expect(
        gifts
          .ledger()
          .map(({ key }) => key)
          .sort(),
        `seed ${seed}`,
      ).toEqual(given);
      expect([...posted.keys()].sort(), `seed ${seed}, told`).toEqual(given);
      for (const [key, count] of posted) {
        expect(count, `seed ${seed}, copies of ${key}`).toBeLessThanOrEqual(gifts.most.get(key) ?? 1);
        expect(count, `seed ${seed}, ${key} was recorded`).toBe(gifts.recorded.get(key) ?? count);
      }
      const copies = [...posted.values()].reduce((sum, count) => sum + count - 1, 0);
      const abandoned = clients.flatMap(({ rounds }) => rounds).filter(({ isAbandoned }) => isAbandoned).length;
      process.stdout.write(
        `kill -9 in Slack, ${transport}: ${KILLS[transport]} kills among ${commands} commands, ${abandoned} pieces of work left; ` +
          `${given.length} people told, ${copies} extra copies of ${inFlight} sends in flight\n`,
      );
      slack.expectNoViolations();
    },
  );
});
