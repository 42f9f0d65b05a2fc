import { dailyPlan, realignDaily, withDaily } from '../src/changes/schedule-dailies.ts';
import { type Daily, dailyKey, dailyToCatchUp } from '../src/domain/daily.ts';
import type { PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import { dateIn } from '../src/domain/instant.ts';
import type { Store, Tx } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { peoplePages } from './people-pages.ts';

const PAGE = 100;

/**
 * Looks whether everybody's next morning list or evening check lies where it belongs, and moves those that do not, as a
 * clock that was ahead leaves them. Most people want none, so that most are only read.
 */
export async function realignDailies(deps: { store: Store; log: Log }, daily: Daily, now: Instant): Promise<void> {
  const { store, log } = deps;
  for await (const people of peoplePages(store, PAGE)) {
    await Promise.all(people.filter((person) => dailyPlan(person, daily)).map(({ id }) => realignOne(id)));
  }

  async function realignOne(id: PersonId): Promise<void> {
    try {
      await store.transact((tx) => realign(tx, id, daily, now));
    } catch (err) {
      // One person's trouble stays theirs.
      log.error({ err, personId: id, daily }, 'when something daily is due could not be looked at');
    }
  }
}

async function realign(tx: Tx, id: PersonId, daily: Daily, now: Instant): Promise<void> {
  const person = await tx.people.get(id);
  const plan = person && dailyPlan(person, daily);
  if (!person || !plan || person.leftAt) return;
  const dueAt = dailyToCatchUp(now, person.zone, plan);
  // It was skipped by a clock that was ahead, and there is still time for it.
  const isDueAgain =
    dueAt !== undefined && (await tx.deliveries.forgetSkipped(dailyKey(daily, id, dateIn(person.zone, dueAt))));
  const aligned = isDueAgain ? withDaily(person, daily, dueAt) : realignDaily(person, daily, now);
  if (aligned !== person) await tx.people.save(aligned);
}
