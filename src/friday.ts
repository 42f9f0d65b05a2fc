import { createFileMaker } from '../adapters/files/file-maker.ts';
import { removeLeftovers } from '../adapters/files/leftovers.ts';
import { createOutbox } from '../jobs/outbox.ts';
import { createScheduler, type ScheduledJob } from '../jobs/scheduler.ts';
import { timetable } from '../jobs/timetable.ts';
import type { ChatAdapter, Handle } from './chat/chat-adapter.ts';
import type { Organisation } from './chat/command.ts';
import { createDispatch } from './chat/dispatch.ts';
import { logClosedDoors } from './chat/doors.ts';
import type { Sender } from './chat/incoming.ts';
import { createOffice } from './chat/office.ts';
import { createCommandTable } from './chat/route.ts';
import { createTakeAccounts } from './chat/take-accounts.ts';
import { COMMANDS } from './commands/table.ts';
import type { PersonId } from './domain/ids.ts';
import type { Platform } from './domain/person.ts';
import { silentMeter } from './meter.ts';
import type { Store } from './ports/store.ts';
import type { Clock, Log, Meter } from './ports/world.ts';

export interface FridayParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** default: nobody watches */
  meter?: Meter;
  settings: Organisation;
  adapters: readonly ChatAdapter[];
}

/** Puts the product together over a store and messengers; `main`, the demo and the tests all start from here. */
export function createFriday(parts: FridayParts) {
  const { store, clock, log, meter = silentMeter, settings, adapters } = parts;
  const outbox = createOutbox({
    store,
    clock,
    log,
    meter,
    adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
  });
  const jobs = timetable({ store, settings, log, onOwed: outbox.wake }).map(
    (job): ScheduledJob => ({
      ...job,
      async run(now) {
        const counts = await job.run(now);
        // What it owes goes out at once, not when the outbox looks again by itself.
        if (counts.owed) outbox.wake();
        return counts;
      },
    }),
  );
  const scheduler = createScheduler({ jobs, clock, log, meter });
  const organisation: Organisation = {
    ...settings,
    deepLink: (words, except) =>
      adapters
        .filter(({ platform }) => platform !== except)
        .map((adapter) => adapter.deepLink?.(words))
        .find((link) => link !== undefined),
  };
  const dispatch = createDispatch({
    store,
    clock,
    log,
    meter,
    commands: createCommandTable(COMMANDS),
    organisation,
  });

  function tellOfWork(people: readonly PersonId[]): void {
    if (people.length > 0) for (const adapter of adapters) adapter.workChanged?.(people);
  }

  const handle: Handle = async (incoming, onDraft) => {
    const answer = await dispatch(incoming, onDraft);
    outbox.wake();
    tellOfWork(answer.changedFor ?? []);
    return answer;
  };

  const take = createTakeAccounts({ store, clock, organisation, log });
  async function takeAccounts(platform: Platform, accounts: readonly Sender[]): Promise<void> {
    tellOfWork(await take(platform, accounts));
    outbox.wake();
  }

  const files = createFileMaker({ store, clock });
  const officeOf = (platform: Platform) =>
    createOffice(
      { store, clock, files, take: (accounts) => takeAccounts(platform, accounts), wake: outbox.wake },
      platform,
    );

  let starting: Promise<void> = Promise.resolve();
  let isStopping = false;

  async function startAll(): Promise<void> {
    await removeLeftovers(log);
    for (const adapter of adapters) {
      if (isStopping) return;
      // Links that hand over a code are for messengers in which nobody is vouched for.
      if (adapter.deepLink) await logClosedDoors(store, organisation, log);
      await adapter.start(handle, officeOf(adapter.platform));
    }
    if (isStopping) return;
    outbox.start();
    scheduler.start();
  }

  return {
    handle,
    takeAccounts,
    officeOf,
    outbox,
    scheduler,
    /** Begins to listen, to send and to look what is due. */
    start(): Promise<void> {
      isStopping = false;
      starting = startAll();
      return starting;
    },
    /** Takes nothing new, finishes what is at work, and leaves the store open. A start under way is called off. */
    async stop() {
      isStopping = true;
      // A send that is begun while all else ends may be cut off before it is recorded, and would be done once more.
      const outboxStopped = outbox.stop();
      await scheduler.stop();
      for (const adapter of adapters) await adapter.stop();
      await starting.catch(() => {});
      await outboxStopped;
    },
  };
}
