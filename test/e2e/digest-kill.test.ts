import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addSeconds, instantOf } from '../../src/domain/instant.ts';
import { NO_PROFILE } from '../../src/domain/person.ts';
import { deadlineAt, personNamed, taskOf } from '../data/records.ts';
import { type FridayProcess, startFriday } from '../support/friday-client.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { openTestStore } from '../support/store.ts';

/**
 * `kill -9` at any moment while everybody's digest is made and sent: everybody gets theirs, and a second copy only where
 * the process ended between sending and writing that down. `npm run test:long` kills 1000 times;
 * FRIDAY_SEED=… kills at the same places again.
 */
const { people: PEOPLE, kills: KILLS } = process.env.FRIDAY_LONG
  ? { people: 2000, kills: 1000 }
  : { people: 120, kills: 8 };
/** How many messages the outbox sends at the same time. */
const SENDS_AT_ONCE = 8;
/** Between two lives of the process: nothing that the last one was about to send is kept from the next. */
const LIFE_SECONDS = 120;

let folder: ReturnType<typeof emptyFolder>;
let file: string;
beforeEach(() => {
  folder = emptyFolder('digest-kill');
  file = join(folder.path, 'friday.db');
});
afterEach(() => folder.remove());

/** A Friday between nine and eleven in Kyiv, at least three days ahead. */
function fridayMorning() {
  const day = new Date(Date.now() + 3 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((12 - day.getUTCDay()) % 7));
  return instantOf(Date.parse(`${day.toISOString().slice(0, 10)}T07:30:00Z`));
}

/** People who each have something overdue. */
async function fill(morning: ReturnType<typeof fridayMorning>): Promise<void> {
  const { store, close } = await openTestStore(file);
  await store.transact(async (tx) => {
    const account = { handle: null, directChat: null, unreachableAt: null, profile: NO_PROFILE, goneAt: null };
    for (let n = 1; n <= PEOPLE; n += 1) {
      const { id } = await tx.people.add(personNamed(`P${n}`, { lastPlatform: 'slack', nextDigestAt: morning }));
      await tx.people.addIdentity({
        ...account,
        personId: id,
        platform: 'slack',
        externalId: `p${n}`,
        createdAt: morning,
      });
      await tx.tasks.add(taskOf(id, id, { title: `Banner ${n}`, ...deadlineAt(addSeconds(morning, -86_400)) }));
    }
  });
  await close();
}

/** What the ledger says of the digests of that morning, by account. */
function ledger(): Map<string, string> {
  const rows = lookInto(file, (read) =>
    read<{ account: string; state: string }>(
      `select external_id as account, state from deliveries join identities using (person_id)
        where kind = 'digest' and state <> 'skipped'`,
    ),
  );
  return new Map(rows.map(({ account, state }) => [account, state]));
}

it('brings everybody their digest, however often the process is killed meanwhile', {
  timeout: 10_800_000,
}, async () => {
  const seed = seedOfRun();
  process.stdout.write(`kill -9 during digests: seed ${seed}\n`);
  const random = seeded(seed);
  const morning = fridayMorning();
  await fill(morning);
  const copies = new Map<string, number>();
  /** one, and one more for each time the process ended before it could write down what it had sent */
  const most = new Map<string, number>();
  const recorded = new Map<string, number>();

  async function begin(life: number): Promise<FridayProcess> {
    const friday = await startFriday(file);
    await friday.setClock(addSeconds(morning, life * LIFE_SECONDS));
    return friday;
  }
  function count(friday: FridayProcess): void {
    for (const { to, text } of friday.delivered.splice(0)) {
      if (/overdue tasks/.test(text)) copies.set(to, (copies.get(to) ?? 0) + 1);
    }
  }
  /** @returns how many were being sent when the process ended */
  function noteKill(): number {
    let inFlight = 0;
    const states = ledger();
    for (const [account, sent] of copies) {
      if (states.get(account) === 'sent') recorded.set(account, recorded.get(account) ?? sent);
      else if (sent >= (most.get(account) ?? 1)) {
        most.set(account, sent + 1);
        inFlight += 1;
      }
    }
    return inFlight;
  }

  let inFlight = 0;
  let killed = 0;
  for (; killed < KILLS; killed += 1) {
    const about = `seed ${seed}, kill ${killed}`;
    const friday = await begin(killed);
    const { running } = friday;
    const delayMs = random() * 6;
    if (random() < 0.3) {
      // While digests are still being made.
      void sleep(delayMs * 20).then(() => running.kill('SIGKILL'));
    } else {
      let left = 1 + Math.floor((random() * 2 * PEOPLE) / KILLS);
      const { onLine } = running;
      running.onLine = (line) => {
        onLine?.(line);
        if (!line.startsWith('{"delivered"')) return;
        left -= 1;
        if (left === 0) void sleep(delayMs).then(() => running.kill('SIGKILL'));
      };
      // Where so many are not left.
      void sleep(2000).then(() => running.kill('SIGKILL'));
    }
    void friday.tick();
    expect(await running.exited, `${about}: ${running.err()}`).toMatchObject({ signal: 'SIGKILL' });
    count(friday);
    expect(faultsOf(file), about).toEqual([]);
    const sending = noteKill();
    expect(sending, about).toBeLessThanOrEqual(SENDS_AT_ONCE);
    inFlight += sending;
  }

  const last = await begin(killed);
  await last.tick();
  await expect
    .poll(() => [...ledger().values()].filter((state) => state === 'sent').length, { timeout: 60_000, interval: 50 })
    .toBe(PEOPLE);
  last.running.end();
  expect(await last.running.exited).toEqual({ code: 0, signal: null });
  count(last);

  expect(copies.size, `seed ${seed}`).toBe(PEOPLE);
  for (const [account, sent] of copies) {
    expect(sent, `seed ${seed}, copies for ${account}`).toBeLessThanOrEqual(most.get(account) ?? 1);
  }
  for (const [account, sent] of recorded) {
    expect(copies.get(account), `seed ${seed}, ${account}, which was recorded`).toBe(sent);
  }
  const extra = [...copies.values()].reduce((sum, sent) => sum + sent - 1, 0);
  expect(extra, `seed ${seed}`).toBeLessThanOrEqual(inFlight);
  expect(faultsOf(file)).toEqual([]);
  process.stdout.write(`kill -9 during digests: ${killed} kills, ${inFlight} sends cut off, ${extra} second copies\n`);
});
