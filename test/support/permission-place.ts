import type { Person } from '../../src/domain/person.ts';
import { createTestClock } from './clock.ts';
import { withoutPresence } from './permission-presence.ts';
import type { World } from './permission-world.ts';
import { makeWorld } from './permission-world.ts';
import { seeded } from './seeded.ts';
import { openTestStore } from './store.ts';
import type { Outcome, TryOut } from './try-out.ts';
import { createTryOut } from './try-out.ts';

export interface Place {
  world: World;
  /** who has not left */
  present: Person[];
  tryOut: (...given: Parameters<TryOut>) => Promise<Outcome & { isNoted: boolean }>;
  close: () => Promise<void>;
}

/** A generated company with a bot in it that forgets each command again. */
export async function openPlace(seed: number, tasks: number): Promise<Place> {
  const clock = createTestClock('2026-11-23T16:00:00Z');
  const { store, database, close } = await openTestStore();
  const world = await makeWorld(store, seeded(seed), clock.now(), tasks);
  const present = world.people.filter((person) => person.leftAt === null);
  const tryOut = createTryOut(store, database, clock);
  return {
    world,
    present,
    async tryOut(name, ...what) {
      const speaker = world.people.find((person) => person.name === name);
      return withoutPresence(world, speaker, await tryOut(name, ...what));
    },
    close,
  };
}
