import type { Organisation } from '../src/chat/command.ts';
import type { DigestSummary } from '../src/domain/digest-summary.ts';
import {
  digestSummaryKey,
  lastVerdicts,
  missedSummaryDay,
  summaryDay,
  summaryMoment,
  waySorted,
} from '../src/domain/digest-summary.ts';
import type { DigestId, PersonId, TaskId } from '../src/domain/ids.ts';
import { type CalendarDate, dateIn, type Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { Digest, Verdict } from '../src/ports/messages.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { digestSummaryReply } from '../src/replies/digest-summary.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import type { Job } from './scheduler.ts';

/** Few enough of each that nobody waits for long. */
const DIGESTS_AT_ONCE = 200;
const TASKS_AT_ONCE = 256;

type Deps = { store: Store; settings: Pick<Organisation, 'digest'>; log: Log };

/**
 * In the evening of the digest's day, wherever each of them is: one message to each owner and manager about what became
 * of this week's digests, if any were sent. Owed in the ledger under a key of person and week; one that could not be
 * sent by the end of that day is recorded as skipped. Costs a look at the few who manage.
 */
export function digestSummary({ store, settings, log }: Deps): Job {
  return {
    name: 'digest summary',
    async run(now) {
      const counts = { owed: 0, skipped: 0, failed: 0 };
      // Those in one zone, and mostly all of them, hear of the same day.
      const summaries = new Map<CalendarDate, DigestSummary>();
      const managers = await store.transact((tx) => tx.people.withRole(['owner', 'manager']));
      for (const manager of managers) {
        try {
          const lacking = await store.transact((tx) => lacks(tx, manager, now, settings.digest));
          if (!lacking) continue;
          const { on } = lacking;
          if (!lacking.isMissed && !summaries.has(on)) summaries.set(on, await summarise(store, on, now));
          const summary = lacking.isMissed ? undefined : summaries.get(on);
          const outcome = await store.transact((tx) =>
            settle(tx, manager, now, on, summaryMoment(on, manager.zone, settings.digest), summary),
          );
          if (outcome) counts[outcome] += 1;
        } catch (err) {
          // One person's trouble stays theirs.
          counts.failed += 1;
          log.error({ err, personId: manager.id }, 'the summary of the digests could not be made');
        }
      }
      return counts;
    },
  };
}

/** The day whose summary this person has not got, where digests were sent in its week. */
async function lacks(
  tx: Tx,
  { id, zone, createdAt }: Person,
  now: Instant,
  digest: Organisation['digest'],
): Promise<{ on: CalendarDate; isMissed: boolean } | undefined> {
  const today = summaryDay(now, zone, digest);
  const on = today ?? missedSummaryDay(now, zone, digest);
  if (!on || dateIn(zone, createdAt) > on) return undefined;
  const key = digestSummaryKey(id, on);
  // It may have been skipped by a clock that was ahead.
  if ((await tx.deliveries.has(key)) && !(today && (await tx.deliveries.forgetSkipped(key)))) return undefined;
  const [sent] = await tx.digests.sentInWeek(on, null, 1);
  return sent && { on, isMissed: !today };
}

async function settle(
  tx: Tx,
  { id, language }: Person,
  now: Instant,
  on: CalendarDate,
  meantAt: Instant,
  summary: DigestSummary | undefined,
): Promise<'owed' | 'skipped' | undefined> {
  const owed = { personId: id, kind: 'digest-summary', createdAt: now, dueAt: now, key: digestSummaryKey(id, on) };
  if (!summary) {
    const reason = `not sent by the end of ${on}, noticed ${now}`;
    return (await tx.deliveries.skip({ ...owed, body: { blocks: [] }, meantAt, reason })) && 'skipped';
  }
  const { blocks } = digestSummaryReply(catalogueOf(language), summary);
  return (await tx.deliveries.owe({ ...owed, body: { blocks } })) && 'owed';
}

async function summarise(store: Store, on: CalendarDate, now: Instant): Promise<DigestSummary> {
  const people = new Set<PersonId>();
  const tasks = new Set<TaskId>();
  const verdicts: Verdict[] = [];
  let after: DigestId | null = null;
  do {
    const last: DigestId | null = after;
    const digests: Digest[] = await store.transact((tx) => tx.digests.sentInWeek(on, last, DIGESTS_AT_ONCE));
    for (const digest of digests) {
      people.add(digest.personId);
      for (const id of [...digest.received, ...digest.given]) tasks.add(id);
      verdicts.push(...digest.verdicts);
    }
    after = digests.at(-1)?.id ?? null;
  } while (after !== null);
  const sorted = { done: 0, moved: 0, dropped: 0, proposed: 0, lowered: 0, nudged: 0 };
  let left = 0;
  const judged = lastVerdicts(verdicts);
  const ids = [...tasks];
  for (let i = 0; i < ids.length; i += TASKS_AT_ONCE) {
    for (const way of await waysOf(store, ids.slice(i, i + TASKS_AT_ONCE), judged, now)) {
      if (way) sorted[way] += 1;
      else left += 1;
    }
  }
  return { people: people.size, tasks: tasks.size, sorted, left };
}

async function waysOf(store: Store, ids: TaskId[], verdicts: ReadonlyMap<TaskId, Verdict>, now: Instant) {
  return store.transact(async (tx) => {
    const tasks = new Map((await tx.tasks.getMany(ids)).map((task) => [task.id, task]));
    const proposals = new Map((await tx.tasks.proposals(ids)).map((proposal) => [proposal.taskId, proposal]));
    return ids.map((id) => waySorted(tasks.get(id), proposals.get(id), verdicts.get(id), now));
  });
}
