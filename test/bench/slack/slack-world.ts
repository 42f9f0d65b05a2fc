import { type FridayWorld, openFridayWorld } from '../support/friday-world.ts';
import type { WorldSize } from '../support/world.ts';

const IN_SLACK = `update people set last_platform = 'slack';
  update identities set platform = 'slack', external_id = 'U' || person_id, direct_chat = 'D' || person_id,
    profile_zone = (select zone from people where people.id = person_id), profile_language = 'en'`;

/** An organisation of people who all are in Slack. @param digest when everybody's is due, to the minute */
export function openSlackWorld(name: string, size: WorldSize, digest: Date): Promise<FridayWorld> {
  return openFridayWorld(name, size, digest, IN_SLACK);
}
