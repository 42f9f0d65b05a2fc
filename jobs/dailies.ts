import { dailyPlan, owedDaily, withDaily } from '../src/changes/schedule-dailies.ts';
import { personalDigest } from '../src/changes/schedule-digest.ts';
import type { Organisation } from '../src/chat/command.ts';
import type { Reply } from '../src/chat/reply.ts';
import type { Daily } from '../src/domain/daily.ts';
import { dailyKey, firstAccountedDaily, isInTimeForDaily, nextDailyAt } from '../src/domain/daily.ts';
import { digestKey, momentToCatchUp } from '../src/domain/digest-week.ts';
import type { PersonId } from '../src/domain/ids.ts';
import type { CalendarDate, Instant } from '../src/domain/instant.ts';
import { dateIn } from '../src/domain/instant.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { eveningReply } from '../src/replies/evening-check.ts';
import { morningReply } from '../src/replies/morning-list.ts';
import type { Reader } from '../src/replies/reader.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import { realignDailies } from './realign-dailies.ts';
import { realigning } from './realigning.ts';
import type { Job } from './scheduler.ts';
import { settleDue } from './settle-due.ts';

const BATCH = 16;

interface Deps {
  store: Store;
  log: Log;
}

/** What is due today and burning; nothing where there is nothing to say. */
export function morningList(deps: Deps & { settings: Pick<Organisation, 'digest'> }): Job {
  return dailyJob(deps, 'morning', 'morning list', async (reader, on) =>
    morningReply(reader, on, await digestToday(reader, deps.settings)),
  );
}

/** When the digest of today was due, if the person has it or is about to. */
async function digestToday(
  { tx, person, now }: Reader,
  settings: Pick<Organisation, 'digest'>,
): Promise<Instant | undefined> {
  const at = momentToCatchUp(now, person.zone, personalDigest(person, settings));
  if (at === undefined) return undefined;
  // The job that makes it may come to this person only after this one.
  const isComing = person.nextDigestAt !== null && person.nextDigestAt <= now;
  return isComing || (await tx.deliveries.has(digestKey(person, at))) ? at : undefined;
}

/** What was logged and finished today, and what is still open. */
export function eveningCheck(deps: Deps): Job {
  return dailyJob(deps, 'evening', 'evening check', eveningReply);
}

/**
 * On each working day at the time that a person set, wherever they are: once for a person and day, owed in the ledger
 * under a key of both, so that a late start, a second process, a move to another zone or a clock set back cannot make
 * it two. One that is late is still sent the same day within three hours; later it is recorded as skipped.
 */
function dailyJob(
  deps: Deps,
  daily: Daily,
  name: string,
  makeReply: (reader: Reader, on: CalendarDate) => Promise<Reply | 'told' | undefined>,
): Job {
  const { store, log } = deps;
  const realign = realigning(
    (now) => realignDailies(deps, daily, now),
    () => store.transact((tx) => tx.people.lastDailyAt(daily)),
  );

  async function settle(tx: Tx, id: PersonId, now: Instant): Promise<'owed' | 'nothing' | 'skipped' | undefined> {
    const person = await tx.people.get(id);
    if (!person) return undefined;
    const [plan, owedAt] = [dailyPlan(person, daily), owedDaily(person, daily)];
    if (!plan || !owedAt || owedAt > now) return undefined;
    const dueAt = firstAccountedDaily(owedAt, now, person.zone, plan);
    // From the one that was owed, not from now: each missed day is accounted for.
    await tx.people.save(withDaily(person, daily, nextDailyAt(dueAt, person.zone, plan)));
    const on = dateIn(person.zone, dueAt);
    const key = dailyKey(daily, person.id, on);
    const owed = { personId: person.id, kind: name.replace(' ', '-'), createdAt: now, dueAt: now, key };
    if (!isInTimeForDaily(dueAt, now, person.zone)) {
      const since = dueAt === owedAt ? '' : ` and others before it, from ${owedAt}`;
      const reason = `missed ${dueAt}${since}, noticed ${now}`;
      return (await tx.deliveries.skip({ ...owed, body: { blocks: [] }, meantAt: dueAt, reason })) && 'skipped';
    }
    // It may have been skipped by a clock that was ahead.
    if ((await tx.deliveries.has(key)) && !(await tx.deliveries.forgetSkipped(key))) return undefined;
    const reply = await makeReply({ tx, person, now, text: catalogueOf(person.language), seen: [] }, on);
    if (!reply) return 'nothing';
    if (reply === 'told') {
      const reason = `the digest says all of it, ${on}`;
      return (await tx.deliveries.skip({ ...owed, body: { blocks: [] }, meantAt: dueAt, reason })) && 'skipped';
    }
    await tx.deliveries.owe({ ...owed, body: { blocks: reply.blocks } });
    return 'owed';
  }

  return {
    name,
    async run(now) {
      await realign(now);
      return settleDue({
        store,
        log,
        batch: BATCH,
        due: (tx, limit) => tx.people.dueForDaily(daily, now, limit),
        settle: (tx, id: PersonId) => settle(tx, id, now),
        counts: { owed: 0, nothing: 0, skipped: 0 },
        trouble: { said: `somebody's ${name} could not be made`, idName: 'personId' },
      });
    },
  };
}
