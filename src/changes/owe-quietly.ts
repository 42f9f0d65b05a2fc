import type { DeliveryId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { longestWait } from '../domain/quiet-hours.ts';
import type { NewDelivery } from '../ports/messages.ts';
import type { Tx } from '../ports/store.ts';

/**
 * Owes a message that can wait: where it finds the person in their quiet hours it comes when they are over, together
 * with what else waits. That is decided when it comes up, each time anew.
 * @returns undefined when this key is owed or settled already
 */
export async function oweQuietly(
  { tx, now }: { tx: Tx; now: Instant },
  person: Pick<Person, 'id'>,
  message: Omit<NewDelivery, 'personId' | 'createdAt' | 'dueAt' | 'mayWaitUntil'>,
): Promise<DeliveryId | undefined> {
  return tx.deliveries.owe({
    personId: person.id,
    createdAt: now,
    dueAt: now,
    mayWaitUntil: longestWait(now),
    ...message,
  });
}
