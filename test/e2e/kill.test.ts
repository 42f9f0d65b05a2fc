import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/domain/person.ts';
import { type FridayProcess, type Request, startFriday } from '../support/friday-client.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder, runFriday } from '../support/process.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

/**
 * `kill -9` at any moment: what was acknowledged is there, and what was not can be sent again without acting twice.
 * `npm run test:long` kills 200 times; FRIDAY_SEED=… kills at the same places again.
 */
const KILLS = process.env.FRIDAY_LONG ? 200 : 8;
const PLATFORM_OF: Record<string, Platform> = {
  ann: 'slack',
  bea: 'telegram',
  cid: 'terminal',
  dan: 'slack',
  eva: 'telegram',
  fay: 'terminal',
  guy: 'slack',
  hal: 'telegram',
};
const NAMES = Object.keys(PLATFORM_OF);
const TROUBLE = /not saved|went wrong|Perhaps|no such/i;

let folder: ReturnType<typeof emptyFolder>;
let file: string;
beforeEach(() => {
  folder = emptyFolder('kill');
  file = join(folder.path, 'friday.db');
});
afterEach(() => folder.remove());

/** One piece of work after the other, each with a key of its own that can be counted in the database. */
interface Round {
  key: string;
  task: number;
  done: number;
}

const STEPS: { say(round: Round, other: string): string; traces: string }[] = [
  {
    say: ({ key }, other) => `/task Task ${key} @${other} !high`,
    traces: 'select substr(title, 6) as key from tasks',
  },
  {
    say: ({ key, task }) => `/note ${task} note ${key}`,
    traces: `select substr(new_value ->> '$', 6) as key from task_history where field = 'note'`,
  },
  {
    say: ({ key, task }) => `/timer start ${task} timer ${key}`,
    traces: 'select substr(note, 7) as key from time_entries',
  },
  {
    say: () => '/timer stop',
    traces: 'select substr(note, 7) as key from time_entries where stopped_at is not null',
  },
  {
    say: ({ key, task }) => `/done ${task} result ${key}`,
    traces: `select substr(result, 8) as key from tasks where state = 'done'`,
  },
];

function createClient(name: string, other: string) {
  const rounds: Round[] = [];
  let pending: Request | undefined;
  let sent = 0;

  function request(text: string): Request {
    sent += 1;
    return { id: `${name}-${sent}`, platform: PLATFORM_OF[name] ?? 'slack', from: name, text };
  }

  /** @returns false when the process ended before it answered */
  async function step(friday: FridayProcess): Promise<boolean> {
    let round = rounds.at(-1);
    if (!round || round.done === STEPS.length) {
      round = { key: `${name}-${rounds.length}`, task: 0, done: 0 };
      rounds.push(round);
    }
    // What was not answered is sent again, with the same id.
    pending ??= request(STEPS[round.done]?.say(round, other) ?? '');
    const answer = await friday.ask(pending);
    if (!answer) return false;
    if (TROUBLE.test(answer.said)) throw new Error(`${name} said ${pending.text} and heard ${answer.said}`);
    if (answer.repeated) client.repeated += 1;
    if (round.done === 0) round.task = Number(answer.said.match(/(\d+) Task /)?.[1]);
    round.done += 1;
    pending = undefined;
    return true;
  }

  const client = {
    rounds,
    /** how often what was sent again turned out to have been done */
    repeated: 0,
    says: (friday: FridayProcess, text: string) => friday.ask(request(text)),
    async worksUntilTheEnd(friday: FridayProcess) {
      while (await step(friday));
    },
    async finishesTheRound(friday: FridayProcess) {
      while (rounds.at(-1)?.done !== STEPS.length) await step(friday);
    },
  };
  return client;
}

function countsOf(traces: string): Map<string, number> {
  const counted = lookInto(file, (rows) =>
    rows<{ key: string; n: number }>(`select key, count(*) as n from (${traces}) group by key`),
  );
  return new Map(counted.map(({ key, n }) => [key, n]));
}

function tell(text: string): void {
  process.stdout.write(`kill -9: ${text}\n`);
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged, and what is sent again acts once', { timeout: 1_800_000 }, async () => {
    const seed = seedOfRun();
    tell(`seed ${seed}`);
    const random = seeded(seed);
    const clients = NAMES.map((name, i) => createClient(name, NAMES[(i + 1) % NAMES.length] ?? name));
    const first = await startFriday(file);
    for (const client of clients) await client.says(first, '/help');

    let friday = first;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { running } = friday;
      let left = 1 + Math.floor(random() * 300);
      const delayMs = random() * 12;
      friday.onAnswer = () => {
        left -= 1;
        if (left === 0) void sleep(delayMs).then(() => running.kill('SIGKILL'));
      };
      await Promise.all(clients.map((client) => client.worksUntilTheEnd(friday)));
      expect(await running.exited, `seed ${seed}, kill ${kill}: ${running.err()}`).toMatchObject({ signal: 'SIGKILL' });
      friday = await startFriday(file);
      // Checked while it is in use: whoever looks at the file then must find it whole.
      expect(faultsOf(file), `seed ${seed}, kill ${kill}`).toEqual([]);
    }
    await Promise.all(clients.map((client) => client.finishesTheRound(friday)));
    friday.running.end();
    expect(await friday.running.exited).toEqual({ code: 0, signal: null });

    const once = new Map(clients.flatMap(({ rounds }) => rounds.map(({ key }) => [key, 1] as const)));
    for (const { traces } of STEPS) expect(countsOf(traces), `seed ${seed}: ${traces}`).toEqual(once);
    const told = lookInto(file, (rows) => rows(`select 1 from deliveries where kind = 'task-assigned'`));
    expect(told, `seed ${seed}`).toHaveLength(once.size);
    expect(faultsOf(file)).toEqual([]);
    const repeated = clients.reduce((sum, client) => sum + client.repeated, 0);
    tell(`${KILLS} kills among ${once.size * STEPS.length} commands; ${repeated} had been kept and not answered`);
  });

  it('loses nothing that was answered in the terminal', { timeout: 1_800_000 }, async () => {
    const seed = seedOfRun();
    tell(`seed ${seed}`);
    const random = seeded(seed);
    const answered: string[] = [];
    let typed = 1;
    for (let kill = 0; kill < KILLS / 2; kill += 1) {
      const friday = runFriday({ cwd: folder.path });
      let left = 1 + Math.floor(random() * 60);
      const delayMs = random() * 6;
      friday.onLine = (line) => {
        const title = /^ {2}\d+ (Line \d+)$/.exec(line)?.[1];
        if (!title) return;
        answered.push(title);
        left -= 1;
        if (left === 0) void sleep(delayMs).then(() => friday.kill('SIGKILL'));
      };
      const lines = Array.from({ length: 2000 }, (_, i) => `/task Line ${typed + i}`);
      typed += lines.length;
      friday.write(`as anna\n${lines.join('\n')}\n`);
      expect(await friday.exited, `seed ${seed}: ${friday.err()}`).toMatchObject({ signal: 'SIGKILL' });
      const counts = countsOf('select title as key from tasks');
      expect(
        answered.filter((title) => !counts.has(title)),
        `seed ${seed}, kill ${kill}`,
      ).toEqual([]);
      expect(Math.max(...counts.values()), `seed ${seed}, kill ${kill}`).toBe(1);
      // One line is at work at a time: at most one can be kept and not answered yet.
      expect(counts.size - answered.length, `seed ${seed}, kill ${kill}`).toBeLessThanOrEqual(kill + 1);
      expect(faultsOf(file)).toEqual([]);
    }
  });
});
