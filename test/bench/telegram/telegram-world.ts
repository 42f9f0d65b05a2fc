import { type FridayWorld, openFridayWorld } from '../support/friday-world.ts';
import type { WorldSize } from '../support/world.ts';
import { accountOf } from './names.ts';

/**
 * Every second person in Telegram, beginning with the first, and the others in Slack. Who is given a task by a neighbour
 * is owed a message that another process sends at once; here a trigger takes the place of that process.
 */
const HALF_IN_TELEGRAM = `update people set last_platform = iif(id % 2 = 1, 'telegram', 'slack');
  update identities set profile_language = 'en', platform = iif(person_id % 2 = 1, 'telegram', 'slack'),
    external_id = iif(person_id % 2 = 1, person_id + ${accountOf(0)}, 'U' || person_id),
    direct_chat = iif(person_id % 2 = 1, person_id + ${accountOf(0)}, 'D' || person_id);
  create trigger sent_by_the_other_process after insert on deliveries when new.person_id % 2 = 0 begin
    update deliveries set state = 'sent', settled_at = new.due_at, platform = 'slack', ref = '1' where id = new.id;
  end`;

/** Everybody in both; the first half used Slack last and the others Telegram. */
const ALL_IN_BOTH = `update people set last_platform = iif(id <= (select count(*) from people) / 2, 'slack', 'telegram');
  update identities set platform = 'telegram', external_id = person_id + ${accountOf(0)},
    direct_chat = person_id + ${accountOf(0)}, profile_language = 'en';
  insert into identities (person_id, platform, external_id, handle, handle_folded, direct_chat, profile_name,
      profile_zone, profile_language, created_at)
    select person_id, 'slack', 'U' || person_id, handle, handle_folded, 'D' || person_id, profile_name,
      (select zone from people where people.id = person_id), 'en', created_at from identities`;

/** @param digest when everybody's is due, to the minute */
export function openHalfInTelegram(name: string, size: WorldSize, digest: Date): Promise<FridayWorld> {
  return openFridayWorld(name, size, digest, HALF_IN_TELEGRAM);
}

export function openInBoth(name: string, size: WorldSize, digest: Date): Promise<FridayWorld> {
  return openFridayWorld(name, size, digest, ALL_IN_BOTH);
}
