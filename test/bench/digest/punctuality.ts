import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { openDatabase } from '../../../data/database.ts';
import { createStore } from '../../../data/store.ts';
import { affordableGuard } from '../../../data/unit-guard.ts';
import type { ChatAdapter } from '../../../src/chat/chat-adapter.ts';
import type { CalendarDate } from '../../../src/domain/instant.ts';
import { instantOf, type TimeOfDay, weekdayOf } from '../../../src/domain/instant.ts';
import { createFriday } from '../../../src/friday.ts';
import { silentLog } from '../../../src/log.ts';
import { median, noteFigure, printTable } from '../support/figures.ts';
import { openWorld, removeWorld, type WorldSize } from '../support/world.ts';

const ROUNDS = 3;
const MINUTE_MS = 60_000;
/** After a start everybody's next digest is looked at. */
const SETTLE_MS = 15_000;

/** The product with its heartbeat and a messenger that takes all at once: from the moment of the digests to the first. */
export async function measurePunctuality(size: WorldSize): Promise<void> {
  const firstMs: number[] = [];
  const allMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { first, all } = await oneMorning(size);
    firstMs.push(first);
    allMs.push(all);
  }
  printTable(`from the moment of ${size.people} digests, in seconds`, [
    { what: 'to the first that is sent', seconds: median(firstMs) / 1000 },
    { what: 'to the last, where a messenger takes all at once', seconds: median(allMs) / 1000 },
  ]);
  noteFigure({ name: 'seconds from due to the first send', value: median(firstMs) / 1000, bar: 5, goal: 0.2 });
}

async function oneMorning(size: WorldSize): Promise<{ first: number; all: number }> {
  const dueMs = Math.ceil((Date.now() + SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
  const due = instantOf(dueMs);
  const file = await openWorld('punctuality', size);
  const raw = new BetterSqlite(file);
  // Half past nine where they are, whenever this runs.
  raw.exec(`update people set quiet_days = '', digest_always_since = '${due}', next_digest_at = '${due}'`);
  raw.close();
  const store = createStore(await openDatabase(file, { guard: affordableGuard() }));
  let sent = 0;
  let firstAt = 0;
  let lastAt = 0;
  const messenger: ChatAdapter = {
    platform: 'terminal',
    start: async () => {},
    stop: async () => {},
    async deliver() {
      lastAt = Date.now();
      firstAt ||= lastAt;
      sent += 1;
      return { ref: '1' };
    },
  };
  const friday = createFriday({
    store,
    clock: { now: () => instantOf(Date.now()) },
    log: silentLog,
    settings: {
      digest: { weekday: weekdayOf(due.slice(0, 10) as CalendarDate), time: due.slice(11, 16) as TimeOfDay },
      defaultZone: 'UTC',
      defaultLanguage: 'en',
      owners: [],
      setupCode: undefined,
    },
    adapters: [messenger],
  });
  await friday.start();
  const giveUpAt = dueMs + 10 * MINUTE_MS;
  while (sent < size.people && Date.now() < giveUpAt) await sleep(50);
  await friday.stop();
  await store.close();
  removeWorld(file);
  if (sent < size.people) throw new Error(`${sent} of ${size.people} digests were sent.`);
  return { first: firstAt - dueMs, all: lastAt - dueMs };
}
