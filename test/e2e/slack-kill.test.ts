import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { expectAllTold, expectEachDoneOnce } from '../support/kill-checks.ts';
import { createGifts, endLeases, giftIn, owedIn, SENDS_AT_ONCE } from '../support/kill-ledger.ts';
import { type Life, READERS, readerOf } from '../support/kill-work.ts';
import { faultsOf } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { startInSlack } from '../support/slack-process.ts';
import { createClient } from '../support/slack-work.ts';

/**
 * `kill -9` at any moment while people work in Slack: what was answered is there, a message that Slack sends again acts
 * once, and everybody hears of what they were given. Slash commands are not sent again: their writer sees an error and
 * goes on with something else. `npm run test:long` kills 100 times; FRIDAY_SEED=… kills at the same places again.
 */

const KILLS = process.env.FRIDAY_LONG ? { http: 80, socket: 20 } : { http: 5, socket: 2 };
const TYPERS = ['ann', 'bea', 'cid', 'dan'];
const TALKERS = ['eva', 'fay', 'guy', 'hal'];

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

/** @returns how often each message was posted to whoever was given something */
function posted(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { by, text, blocks, channelId } of slack.world.messages) {
    const key = by === slack.world.bot.id && giftIn(slack.world.textOfMessage({ text, blocks }));
    if (!key || channelId !== slack.world.direct(slack.user(readerOf(key)).id, slack.world.bot.id).id) continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
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
      const gifts = createGifts(file, posted);

      async function begin(): Promise<Life> {
        const friday = await startInSlack({ cwd: folder.path, slack, transport });
        const life: Life = { friday, isOver: false, gifts: 0, onAnswer: () => {} };
        friday.running.exited.then(() => {
          life.isOver = true;
        });
        return life;
      }

      let life = await begin();
      await Promise.all([...TYPERS, ...TALKERS, ...READERS].map((name) => slack.user(name).dm('settings quiet off')));
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
        endLeases(file);
        life = await begin();
      }
      await Promise.all(clients.map((client) => client.finishesTheRound(life)));
      await expect.poll(() => owedIn(file), { timeout: 60_000, interval: 100 }).toBe(0);
      life.friday.running.kill('SIGTERM');
      expect(await life.friday.running.exited).toEqual({ code: 0, signal: null });
      expect(faultsOf(file)).toEqual([]);

      const commands = expectEachDoneOnce(file, `seed ${seed}`, (step) =>
        clients.flatMap(({ acknowledged }) => [...(acknowledged.get(step) ?? [])]),
      );
      const { told, copies } = expectAllTold(file, `seed ${seed}`, gifts);
      const abandoned = clients.flatMap(({ rounds }) => rounds).filter(({ isAbandoned }) => isAbandoned).length;
      process.stdout.write(
        `kill -9 in Slack, ${transport}: ${KILLS[transport]} kills among ${commands} commands, ${abandoned} pieces of work left; ` +
          `${told} people told, ${copies} extra copies of ${inFlight} sends in flight\n`,
      );
      slack.expectNoViolations();
    },
  );
});
