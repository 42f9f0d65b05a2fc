import { secondsBetween } from '../../../src/domain/instant.ts';
import type { Clock } from '../../../src/ports/world.ts';
import type { World } from './world.ts';

const GOOD_SECONDS = 3;

export type Triggers = ReturnType<typeof createTriggers>;

/** Trigger ids: good for three seconds and one use. */
export function createTriggers(world: World, clock: Clock) {
  const known = new Map<string, { userId: string; at: ReturnType<Clock['now']>; isUsed: boolean }>();
  let lastNumber = 10_526_038_289_633;
  return {
    create(userId: string): string {
      lastNumber += 1;
      const id = `${lastNumber}.10304368968742.${world.newId('').toLowerCase()}`;
      known.set(id, { userId, at: clock.now(), isUsed: false });
      return id;
    },
    /** Uses it up. @returns whose request it was, or the error */
    exchange(id: string): { userId: string } | { error: string } {
      const trigger = known.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.isUsed) return { error: 'exchanged_trigger_id' };
      if (secondsBetween(trigger.at, clock.now()) > GOOD_SECONDS) return { error: 'expired_trigger_id' };
      trigger.isUsed = true;
      return { userId: trigger.userId };
    },
  };
}
