import { personalDigest } from '../src/changes/schedule-digest.ts';
import type { Organisation } from '../src/chat/command.ts';
import { isoWeek, isWithinCatchUp, nextDigestAt } from '../src/domain/digest-week.ts';
import type { Instant } from '../src/domain/instant.ts';
import { dateIn } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Log, Store, Tx } from '../src/ports.ts';
import { digestReply, makeDigest, nothingOverdueReply } from '../src/replies/digest.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import type { Job } from './scheduler.ts';

const BATCH = 100;

/**
 * Every Friday at nine, wherever each person is: one digest for a person and week, owed in the ledger under a key of
 * person and week, so that a late start, a second process, a move to another zone or a clock set back cannot make
 * it two. A digest that is late is still sent the same day until 18:00; later it is recorded as skipped.
 */
export function fridayDigest(deps: { store: Store; settings: Pick<Organisation, 'digest'>; log: Log }): Job {
  const { store, settings, log } = deps;
  return {
    name: 'friday digest',
    async run(now) {
      const counts = { owed: 0, nothing: 0, skipped: 0, failed: 0 };
      const failed = new Set<number>();
      for (;;) {
        const due = await store.transact((tx) => tx.people.dueForDigest(now, BATCH + failed.size));
        const people = due.filter((person) => !failed.has(person.id));
        if (people.length === 0) return counts;
        // Asked for together, so that they share a flush; one person's trouble stays theirs.
        const outcomes = await Promise.allSettled(
          people.map(({ id }) => store.transact((tx) => settle(tx, id, now, settings))),
        );
        for (const [i, outcome] of outcomes.entries()) {
          if (outcome.status === 'fulfilled') {
            if (outcome.value) counts[outcome.value] += 1;
            continue;
          }
          const personId = people[i]?.id;
          if (personId !== undefined) failed.add(personId);
          counts.failed += 1;
          log.error({ err: outcome.reason, personId }, 'a digest could not be made');
        }
      }
    },
  };
}

async function settle(
  tx: Tx,
  personId: Person['id'],
  now: Instant,
  settings: Pick<Organisation, 'digest'>,
): Promise<'owed' | 'nothing' | 'skipped' | undefined> {
  const person = await tx.people.get(personId);
  // Another process may have been here since the question was asked.
  if (!person?.nextDigestAt || person.leftAt || person.nextDigestAt > now) return undefined;
  const dueAt = person.nextDigestAt;
  // From the one that was owed, not from now: after weeks of downtime each missed week is accounted for, and this
  // Friday's digest is still sent.
  const next = nextDigestAt(dueAt, person.zone, personalDigest(person, settings));
  await tx.people.save({ ...person, nextDigestAt: next });

  const week = dateIn(person.zone, dueAt);
  const key = `digest:${person.id}:${isoWeek(week)}`;
  const text = catalogueOf(person.language);
  const owed = { personId: person.id, kind: 'digest', createdAt: now, dueAt: now, key };
  if (!isWithinCatchUp(dueAt, now, person.zone)) {
    const id = await tx.deliveries.skip({ ...owed, body: { blocks: [] }, reason: `missed ${dueAt}, noticed ${now}` });
    return id && 'skipped';
  }
  if (await tx.deliveries.has(key)) return undefined;
  const digest = await makeDigest({ tx, person, now, text }, week);
  if (!digest && !person.digestAlwaysSince) return 'nothing';
  const reply = digest ? await digestReply({ tx, person, now, text }, digest) : nothingOverdueReply(text);
  await tx.deliveries.owe({ ...owed, body: { blocks: reply.blocks } });
  return 'owed';
}
