import { forgottenFrom, forgottenTimerKey } from '../src/domain/forgotten-timer.ts';
import type { TimeEntryId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { disturbAt, longestWait } from '../src/domain/quiet-hours.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { forgottenTimerReply } from '../src/replies/forgotten-timer.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

const BATCH = 50;

/**
 * Asks people whether they forgot a timer, once for each, and once again after *keep*; not in their quiet hours. Nobody's
 * time is changed: that is for their answer.
 */
export function forgottenTimers({ store, log }: { store: Store; log: Log }): Job {
  return {
    name: 'forgotten timers',
    run: (now) =>
      settleDue({
        store,
        log,
        batch: BATCH,
        due: (tx, limit) => tx.timeEntries.toCheck(now, limit),
        settle: (tx, id: TimeEntryId) => settle(tx, id, now),
        counts: { owed: 0, later: 0 },
        trouble: { said: 'a forgotten timer could not be asked about', idName: 'entryId' },
      }),
  };
}

async function settle(tx: Tx, id: TimeEntryId, now: Instant): Promise<'owed' | 'later' | undefined> {
  const entry = await tx.timeEntries.get(id);
  if (!entry?.checkAt || entry.checkAt > now) return undefined;
  const person = await tx.people.get(entry.personId);
  if (!person || person.leftAt) {
    await tx.timeEntries.setCheck(id, null);
    return undefined;
  }
  const isAgain = await tx.deliveries.has(forgottenTimerKey(id, 'first'));
  const from = forgottenFrom(entry.startedAt, person);
  // By an undo, say, it may have come up too early; and by the end of quiet hours it may have been stopped.
  const askAt = !isAgain && from > now ? from : disturbAt(now, person, longestWait(from));
  if (askAt > now) {
    await tx.timeEntries.setCheck(id, askAt);
    return 'later';
  }
  await tx.timeEntries.setCheck(id, null);
  const text = catalogueOf(person.language);
  const owed = await tx.deliveries.owe({
    personId: person.id,
    kind: 'forgotten-timer',
    key: forgottenTimerKey(id, isAgain ? 'again' : 'first'),
    body: await forgottenTimerReply({ tx, person, now, text, seen: [] }, entry),
    createdAt: now,
    dueAt: now,
  });
  return owed && 'owed';
}
