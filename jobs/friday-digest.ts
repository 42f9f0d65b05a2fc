import { personalDigest } from '../src/changes/schedule-digest.ts';
import type { Organisation } from '../src/chat/command.ts';
import { digestKey, firstAccounted, isWithinCatchUp, nextDigestAt } from '../src/domain/digest-week.ts';
import type { PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { dateIn } from '../src/domain/instant.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { madeDigestReply, makeDigest, nothingOverdueReply } from '../src/replies/digest.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import { realignDigests } from './realign-digests.ts';
import { realigning } from './realigning.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

/** Asked for together, so that they share a flush, and few enough that people who talk meanwhile need not wait for long. */
const BATCH = 32;

interface FridayDigestDeps {
  store: Store;
  settings: Pick<Organisation, 'digest'>;
  log: Log;
  /** digests are owed, and more are being made */
  onOwed?: () => void;
}

/**
 * Every Friday at nine, wherever each person is: one digest for a person and week, owed in the ledger under a key of
 * person and week, so that a late start, a second process, a move to another zone or a clock set back cannot make
 * it two. A digest that is late is still sent the same day until 18:00; later it is recorded as skipped. What a clock
 * that was ahead has put off or skipped is put right once it is back.
 */
export function fridayDigest(deps: FridayDigestDeps): Job {
  const { store, settings } = deps;
  const realign = realigning(
    (now) => realignDigests(deps, now),
    () => store.transact((tx) => tx.people.lastDigestAt()),
  );

  return {
    name: 'friday digest',
    async run(now) {
      await realign(now);
      return settleDue({
        store,
        log: deps.log,
        batch: BATCH,
        due: (tx, limit) => tx.people.dueForDigest(now, limit),
        settle: (tx, id: PersonId) => settle(tx, id, now, settings),
        counts: { owed: 0, nothing: 0, skipped: 0 },
        trouble: { said: 'a digest could not be made', idName: 'personId' },
        onOwed: deps.onOwed,
      });
    },
  };
}

async function settle(
  tx: Tx,
  personId: PersonId,
  now: Instant,
  settings: Pick<Organisation, 'digest'>,
): Promise<'owed' | 'nothing' | 'skipped' | undefined> {
  const person = await tx.people.get(personId);
  // Another process may have been here since the question was asked.
  if (!person?.nextDigestAt || person.leftAt || person.nextDigestAt > now) return undefined;
  const owedAt = person.nextDigestAt;
  const moment = personalDigest(person, settings);
  const { dueAt, weeksBefore } = firstAccounted(owedAt, now, person.zone, moment);
  // From the one that was owed, not from now: after weeks of downtime each missed week is accounted for, and this
  // Friday's digest is still sent.
  const next = nextDigestAt(dueAt, person.zone, moment);
  await tx.people.setNextDigest(person.id, next);

  const week = dateIn(person.zone, dueAt);
  const key = digestKey(person, dueAt);
  const text = catalogueOf(person.language);
  const owed = { personId: person.id, kind: 'digest', createdAt: now, dueAt: now, key };
  if (!isWithinCatchUp(dueAt, now, person.zone)) {
    const before = weeksBefore > 0 ? ` and ${weeksBefore} weeks before it, from ${owedAt}` : '';
    const reason = `missed ${dueAt}${before}, noticed ${now}`;
    const id = await tx.deliveries.skip({ ...owed, body: { blocks: [] }, meantAt: dueAt, reason });
    return id && 'skipped';
  }
  // It may have been skipped by a clock that was ahead.
  if ((await tx.deliveries.has(key)) && !(await tx.deliveries.forgetSkipped(key))) return undefined;
  const made = await makeDigest({ tx, person, now, text }, week);
  if (!made && !person.digestAlwaysSince) return 'nothing';
  const reply = made ? await madeDigestReply({ tx, person, now, text }, made) : nothingOverdueReply(text);
  await tx.deliveries.owe({ ...owed, body: { blocks: reply.blocks } });
  return 'owed';
}
