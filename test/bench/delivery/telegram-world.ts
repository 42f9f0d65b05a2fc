import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTelegram } from '../../../adapters/telegram/telegram.ts';
import { openDatabase } from '../../../data/database.ts';
import { createStore } from '../../../data/store.ts';
import { affordableGuard } from '../../../data/unit-guard.ts';
import type { Pacing } from '../../../src/chat/pacing.ts';
import { buttons, heading, plain, type Reply } from '../../../src/chat/reply.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { instantOf, type TimeOfDay } from '../../../src/domain/instant.ts';
import { NO_PROFILE, type Person } from '../../../src/domain/person.ts';
import { createFriday } from '../../../src/friday.ts';
import { silentLog } from '../../../src/log.ts';
import type { Clock } from '../../../src/ports/world.ts';
import { personNamed } from '../../data/records.ts';
import { removeWorld } from '../support/world.ts';
import type { Taken } from './bot-api.ts';

const BOT_API = fileURLToPath(new URL('./bot-api.js', import.meta.url));

/** A digest as people get it, of five tasks. */
export const MESSAGE: Reply = {
  blocks: [
    heading('Check and close your overdue tasks'),
    {
      kind: 'list',
      items: [1, 2, 3, 4, 5].map((id) => ({
        spans: [plain(`${id} Banner for the landing #prostor from Anna, Tue 24 Nov, 3 days late`)],
        buttons: [
          { label: 'Done', command: `verdict 1 ${id} done` },
          { label: 'Not relevant', command: `verdict 1 ${id} drop` },
        ],
      })),
    },
    buttons({ label: 'All of them', command: 'tasks overdue' }),
  ],
};

const clock: Clock = { now: () => instantOf(Date.now()) };

/** A ledger over a file as it is in use, people who all are in Telegram, and Telegram in a process of its own. */
export async function openTelegramWorld(options: { people: number; perSecond?: number; pacing?: Pacing }) {
  const child = startBotApi(options.perSecond);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const file = join(tmpdir(), `friday-bench-${process.pid}-delivery.db`);
  removeWorld(file);
  const store = createStore(await openDatabase(file, { guard: affordableGuard() }));
  const telegram = createTelegram({
    botToken: '1:bench',
    apiRoot: `http://127.0.0.1:${port}`,
    webhook: undefined,
    commands: COMMANDS,
    log: silentLog,
    ...(options.pacing ? { pacing: options.pacing } : {}),
  });
  const friday = createFriday({
    store,
    clock,
    log: silentLog,
    settings: {
      digest: { weekday: 5, time: '09:00' as TimeOfDay },
      defaultZone: 'UTC',
      defaultLanguage: 'en',
      owners: [],
      setupCode: undefined,
    },
    adapters: [telegram],
  });
  const people = await store.transact(async (tx) => {
    const added: Person[] = [];
    for (let n = 1; n <= options.people; n += 1) {
      const person = await tx.people.add(
        personNamed(`Person${n}`, { createdAt: clock.now(), zone: 'UTC', lastPlatform: 'telegram' }),
      );
      await tx.people.addIdentity({
        ...ACCOUNT,
        personId: person.id,
        externalId: String(1000 + n),
        createdAt: clock.now(),
      });
      added.push(person);
    }
    return added;
  });
  await telegram.start(friday.handle, friday.officeOf('telegram'));
  while (!telegram.health().isReady) await sleep(20);

  return {
    friday,
    telegram,
    people,
    /** One message for each person is in the ledger. */
    owe: () =>
      store.transact(async (tx) => {
        const now = clock.now();
        for (const { id } of people)
          await tx.deliveries.owe({ personId: id, kind: 'bench', body: MESSAGE, createdAt: now, dueAt: now });
      }),
    identities: () => store.transact((tx) => Promise.all(people.map(({ id }) => tx.people.identitiesOf(id)))),
    async taken(): Promise<Taken> {
      child.send('taken');
      const [{ taken }] = (await once(child, 'message')) as [{ taken: Taken }];
      return taken;
    },
    async close(): Promise<void> {
      await friday.stop();
      await store.close();
      removeWorld(file);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function startBotApi(perSecond: number | undefined): ChildProcess {
  return spawn(process.execPath, [BOT_API], {
    env: { PATH: process.env.PATH, ...(perSecond === undefined ? {} : { PER_SECOND: String(perSecond) }) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

const ACCOUNT = {
  platform: 'telegram',
  handle: null,
  directChat: null,
  unreachableAt: null,
  profile: NO_PROFILE,
  goneAt: null,
} as const;
