import { createOutbox } from '../../../jobs/outbox.ts';
import { type ChatAdapter, DeliveryError, type Outgoing } from '../../../src/chat/chat-adapter.ts';
import { line, type Reply, textOf } from '../../../src/chat/reply.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { NO_PROFILE, type Person, type Platform } from '../../../src/domain/person.ts';
import { silentLog } from '../../../src/log.ts';
import { personNamed } from '../../data/records.ts';
import { createTestClock } from '../../support/clock.ts';
import { openTestStore } from '../../support/store.ts';

/** A messenger that does what the test says for each message, and notes who got what. */
export function createFakeAdapter(
  platform: Platform,
  behave: (message: Outgoing, text: string, signal: AbortSignal | undefined) => unknown = () => {},
) {
  const got: string[] = [];
  let begun = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const adapter: ChatAdapter = {
    platform,
    start: async () => {},
    stop: async () => {},
    async deliver(message, signal) {
      const text = textOfReply(message.reply);
      begun += 1;
      await Promise.race([behave(message, text, signal), held.then(hungUp)]);
      got.push(`${message.to.externalId}: ${text}`);
      return { ref: String(got.length) };
    },
  };
  return Object.assign(adapter, { got, begun: () => begun, /** ends what hangs */ letGo });
}

function hungUp(): never {
  throw new DeliveryError('temporary', 'hung up');
}

function textOfReply(reply: Reply): string {
  return reply.blocks.map((block) => (block.kind === 'text' ? textOf(block.spans) : '')).join('\n');
}

/** A real ledger with people in it, on Friday the 27th of November 2026 at 09:00 UTC. */
export async function openLedger() {
  const { store, database, close } = await openTestStore();
  const clock = createTestClock('2026-11-27T09:00:00Z');

  function outboxOver(...adapters: ChatAdapter[]) {
    const byPlatform = new Map(adapters.map((adapter) => [adapter.platform, adapter]));
    return createOutbox({ store, clock, log: silentLog, adapters: byPlatform });
  }

  async function addPerson(name: string, platforms: Platform[], more: Partial<Person> = {}): Promise<Person> {
    return store.transact(async (tx) => {
      const now = clock.now();
      const lastPlatform = platforms[0] ?? null;
      const person = await tx.people.add(personNamed(name, { createdAt: now, lastPlatform, ...more }));
      for (const platform of platforms) {
        const account = { personId: person.id, platform, externalId: `${name}@${platform}` };
        await tx.people.addIdentity({
          ...account,
          handle: null,
          directChat: null,
          createdAt: now,
          unreachableAt: null,
          profile: NO_PROFILE,
          goneAt: null,
        });
      }
      return person;
    });
  }

  async function owe(person: Person, text: string, dueAt: Instant = clock.now()): Promise<void> {
    const body = { blocks: [line(text)] };
    await store.transact((tx) =>
      tx.deliveries.owe({ personId: person.id, kind: 'test', body, createdAt: clock.now(), dueAt }),
    );
  }

  /** What became of each message, in the order in which they were owed. */
  function outcomes(): { state: string; reason: string | null }[] {
    return database.execute<{ state: string; reason: string | null }>(
      'select state, reason from deliveries order by id',
      [],
    ).rows;
  }

  /** The platform's reference of each message, in the same order. */
  function references(): (string | null)[] {
    return database
      .execute<{ ref: string | null }>('select ref from deliveries order by id', [])
      .rows.map(({ ref }) => ref);
  }

  return {
    store,
    database,
    close,
    clock,
    outboxOver,
    addPerson,
    owe,
    outcomes: () => store.transact(async () => outcomes()),
    references: () => store.transact(async () => references()),
  };
}
