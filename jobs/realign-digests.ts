import { personalDigest, realignDigest } from '../src/changes/schedule-digest.ts';
import type { Organisation } from '../src/chat/command.ts';
import { digestKey, momentToCatchUp } from '../src/domain/digest-week.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { peoplePages } from './people-pages.ts';

const BATCH = 16;

/**
 * Looks whether everybody's next digest lies where it belongs, and moves those that do not: after a start, since the
 * organisation's weekday and time may have changed, and after a clock that was ahead.
 */
export async function realignDigests(
  deps: { store: Store; settings: Pick<Organisation, 'digest'>; log: Log },
  now: Instant,
): Promise<void> {
  const { store, settings, log } = deps;
  for await (const people of peoplePages(store, BATCH)) await Promise.all(people.map(({ id }) => realignOne(id)));

  async function realignOne(id: Person['id']): Promise<void> {
    try {
      await store.transact((tx) => realign(tx, id, now, settings));
    } catch (err) {
      // One person's trouble must not keep everybody else from their digest.
      log.error({ err, personId: id }, 'the next digest could not be looked at');
    }
  }
}

async function realign(
  tx: Tx,
  personId: Person['id'],
  now: Instant,
  settings: Pick<Organisation, 'digest'>,
): Promise<void> {
  const person = await tx.people.get(personId);
  if (!person || person.leftAt) return;
  const dueAt = momentToCatchUp(now, person.zone, personalDigest(person, settings));
  // It was skipped by a clock that was ahead, and there is still time for it.
  const isDueAgain = dueAt !== undefined && (await tx.deliveries.forgetSkipped(digestKey(person, dueAt)));
  const aligned = isDueAgain ? { ...person, nextDigestAt: dueAt } : realignDigest(person, now, settings);
  if (aligned !== person) await tx.people.setNextDigest(personId, aligned.nextDigestAt);
}
