import type { Person } from '../../src/domain/person.ts';
import { createTestClock } from './clock.ts';
import type { World } from './permission-world.ts';
import { makeWorld } from './permission-world.ts';
import { seeded } from './seeded.ts';
import { openTestStore } from './store.ts';
import type { TryOut } from './try-out.ts';
import { createTryOut } from './try-out.ts';

export interface Place {
  world: World;
  /** who has not left */
  present: Person[];
  tryOut: TryOut;
  close: () => Promise<void>;
}

/** A generated company with a bot in it that forgets each command again. */
export async function openPlace(seed: number, tasks: number): Promise<Place> {
  const clock = createTestClock('2026-11-23T16:00:00Z');
  const { store, database, close } = await openTestStore();
  const world = await makeWorld(store, seeded(seed), clock.now(), tasks);
  const present = world.people.filter((person) => person.leftAt === null);
  return { world, present, tryOut: createTryOut(store, database, clock), close };
}
