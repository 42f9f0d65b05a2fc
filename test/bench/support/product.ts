import { type Database, openDatabase } from '../../../data/database.ts';
import { createStore } from '../../../data/store.ts';
import { affordableGuard } from '../../../data/unit-guard.ts';
import { createDispatch } from '../../../src/chat/dispatch.ts';
import { createCommandTable } from '../../../src/chat/route.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { addSeconds, type Instant, type TimeOfDay } from '../../../src/domain/instant.ts';
import { silentLog } from '../../../src/log.ts';
import { NOW } from './world.ts';

export interface Product {
  database: Database;
  /** A person of the world, by number, types a line. */
  says(person: number, text: string): Promise<void>;
  /** @throws when a line was refused or failed: a refusal is fast, and would be measured as a success */
  ensureAllDone(): void;
  close(): Promise<void>;
}

/** The real store and dispatch over a file. Each line comes a second after the one before it. */
export async function openProduct(file: string): Promise<Product> {
  const database = await openDatabase(file, { guard: affordableGuard() });
  const store = createStore(database);
  const failed: unknown[] = [];
  let now = NOW as Instant;
  let requests = 0;
  let handled = 0;
  const dispatch = createDispatch({
    store,
    clock: { now: () => now },
    log: {
      ...silentLog,
      debug: (_, message) => {
        if (message === 'command handled') handled += 1;
      },
      error: (fields) => void failed.push(fields),
    },
    commands: createCommandTable(COMMANDS),
    organisation: {
      digest: { weekday: 5, time: '09:00' as TimeOfDay },
      defaultZone: 'UTC',
      defaultLanguage: 'en',
      owners: [],
      setupCode: undefined,
    },
  });
  return {
    database,
    async says(person, text) {
      const before = handled;
      requests += 1;
      now = addSeconds(now, 1);
      const { reply } = await dispatch({
        platform: 'terminal',
        requestId: `bench-${requests}`,
        sender: { externalId: `p${person}`, name: `Person${person}`, standing: 'member' },
        chat: { id: `terminal:p${person}`, kind: 'direct' },
        text,
        origin: 'typed',
      });
      if (handled === before) failed.push({ person, text, reply });
    },
    ensureAllDone() {
      if (failed.length > 0) throw new Error(JSON.stringify(failed.slice(0, 3), undefined, 1));
      if (handled !== requests) throw new Error(`${requests - handled} of ${requests} lines were refused.`);
    },
    close: () => store.close(),
  };
}
