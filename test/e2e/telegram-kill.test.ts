import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { expectAllTold, expectEachDoneOnce } from '../support/kill-checks.ts';
import { createGifts, endLeases, giftIn, owedIn, SENDS_AT_ONCE } from '../support/kill-ledger.ts';
import { type Life, READERS, readerOf } from '../support/kill-work.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { startInTelegram } from '../support/telegram-process.ts';
import { createClient } from '../support/telegram-work.ts';

/**
 * `kill -9` at any moment while people work in Telegram: whatever was written to Friday is done once and answered, and
 * everybody hears of what they were given. `npm run test:long` kills 70 times; FRIDAY_SEED=… kills at the same places
 * again.
 */

const KILLS = process.env.FRIDAY_LONG ? { polling: 50, webhook: 20 } : { polling: 5, webhook: 2 };
/** On average half as many: after three of each person's, Telegram wants a pause of a second. */
const ANSWERS_A_LIFE = process.env.FRIDAY_LONG ? 45 : 25;
const CLIENTS = ['ann', 'bea', 'cid', 'dan', 'eva', 'fay', 'guy', 'hal'];

async function openPlace({ onTestFinished, expect }: TestContext) {
  const folder = emptyFolder('telegram-kill');
  const file = join(folder.path, 'friday.db');
  const telegram = await startFakeTelegram();
  onTestFinished(async () => {
    await telegram.stop();
    folder.remove();
  });

  /** @returns how often each message was posted to whoever was given something */
  function posted(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { by, text, chatId } of telegram.world.messages) {
      const key = by === telegram.bot.id ? giftIn(text) : undefined;
      if (!key || chatId !== telegram.user(readerOf(key)).id) continue;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  /** The updates of which Telegram knows nothing any more, and which are not answered. */
  function kept(): Set<number> {
    const rows = lookInto(file, (read) => read<{ key: string }>(`select key from keepsakes where kind = 'update'`));
    return new Set(rows.map(({ key }) => Number(key)));
  }

  async function untilAllIsDone(): Promise<void> {
    const left = () => telegram.pendingUpdates() + kept().size + owedIn(file);
    await expect.poll(left, { timeout: 60_000, interval: 100 }).toBe(0);
  }

  return { cwd: folder.path, file, telegram, kept, gifts: createGifts(file, posted), untilAllIsDone };
}

describe.concurrent('kill -9 while people work in Telegram', () => {
  it.for(['polling', 'webhook'] as const)(
    'does what was written once, and answers it (%s)',
    { timeout: 1_800_000 },
    async (transport, context) => {
      const { cwd, file, telegram, kept, gifts, untilAllIsDone } = await openPlace(context);
      const seed = seedOfRun();
      process.stdout.write(`kill -9 in Telegram, ${transport}: seed ${seed}\n`);
      const random = seeded(seed);
      // A process should now and then end between Telegram's taking of a message and its answer.
      telegram.faults.add({ method: 'sendMessage', fault: { kind: 'slow', ms: 40 } });
      const everybody = [...CLIENTS, ...READERS].map((name) => telegram.user(name));
      const OWNERS = everybody.map(({ id }) => `telegram:${id}`).join(',');

      async function begin(): Promise<Life> {
        const friday = await startInTelegram({ cwd, telegram, transport, env: { OWNERS } });
        const life: Life = { friday, isOver: false, gifts: 0, onAnswer: () => {} };
        friday.running.exited.then(() => {
          life.isOver = true;
        });
        return life;
      }

      let life = await begin();
      await Promise.all(everybody.map((person) => person.says('help')));
      await untilAllIsDone();
      const clients = CLIENTS.map((name) => createClient(telegram, name));

      let unfinished = 0;
      let inFlight = 0;
      for (let kill = 0; kill < KILLS[transport]; kill += 1) {
        const about = `seed ${seed}, kill ${kill}`;
        const { running } = life.friday;
        let left = Math.floor(random() * ANSWERS_A_LIFE);
        const delayMs = random() * 60;
        const killSoon = () => void sleep(delayMs).then(() => running.kill('SIGKILL'));
        life.onAnswer = () => {
          left -= 1;
          if (left === 0) killSoon();
        };
        if (left === 0) killSoon();
        await Promise.all(clients.map((client) => client.works(life)));
        expect(await running.exited, `${about}: ${running.err()}`).toMatchObject({ signal: 'SIGKILL' });
        while (telegram.inFlight() > 0) await sleep(5);
        expect(faultsOf(file), about).toEqual([]);
        const notDone = kept();
        for (const client of clients) unfinished += client.noteKill(notDone);
        const sending = gifts.noteKill();
        expect(sending, about).toBeLessThanOrEqual(SENDS_AT_ONCE);
        inFlight += sending;
        endLeases(file);
        life = await begin();
      }
      await Promise.all(clients.map((client) => client.finishesTheRound(life)));
      await untilAllIsDone();
      life.friday.running.kill('SIGTERM');
      expect(await life.friday.running.exited).toEqual({ code: 0, signal: null });
      expect(faultsOf(file)).toEqual([]);
      for (const client of clients) client.listen();

      const said = clients.flatMap((client) => client.said);
      const updates = expectEachDoneOnce(file, `seed ${seed}`, (step) =>
        said.filter((one) => one.step === step).map(({ key }) => key),
      );
      expect(updates).toBe(said.length);
      for (const { step, key, answers, most } of said) {
        expect(answers.length, `seed ${seed}, answers to ${step.word} ${key}`).toBeGreaterThanOrEqual(1);
        expect(answers.length, `seed ${seed}, answers to ${step.word} ${key}`).toBeLessThanOrEqual(most);
        expect(new Set(answers).size, `seed ${seed}, different answers to ${step.word} ${key}`).toBe(1);
      }
      const copies = said.reduce((sum, { answers }) => sum + answers.length - 1, 0);
      const told = expectAllTold(file, `seed ${seed}`, gifts);
      process.stdout.write(
        `kill -9 in Telegram, ${transport}: ${KILLS[transport]} kills among ${updates} updates, missing 0, twice 0; ` +
          `${copies} extra answers to ${unfinished} updates not done with at the kills; ` +
          `${told.told} people told, ${told.copies} extra copies of ${inFlight} sends in flight\n`,
      );
      telegram.expectNoViolations();
    },
  );
});
