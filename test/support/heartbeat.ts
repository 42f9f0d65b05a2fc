import { instantOf } from '../../src/domain/instant.ts';
import type { Agency, AgencyPerson } from './agency.ts';

/** Lets the heartbeat go on over a stretch of time. @returns the moments, to the minute, at which a digest came */
export async function sweep(agency: Agency, person: AgencyPerson, from: string, to: string, everyMinutes: number) {
  const { person: moments } = await sweepAll(agency, { person }, from, to, everyMinutes);
  return moments;
}

/** The same for several people, by name. */
export async function sweepAll<K extends string>(
  agency: Agency,
  people: Record<K, AgencyPerson>,
  from: string,
  to: string,
  everyMinutes: number,
): Promise<Record<K, string[]>> {
  const entries = Object.entries(people) as [K, AgencyPerson][];
  const heard = Object.fromEntries(entries.map(([name]) => [name, [] as string[]])) as Record<K, string[]>;
  for (let at = Date.parse(from); at <= Date.parse(to); at += everyMinutes * 60_000) {
    agency.clock.set(instantOf(at));
    await agency.tick();
    for (const [name, person] of entries) {
      for (const _ of await digestsOf(person)) heard[name].push(instantOf(at).slice(0, 16));
    }
  }
  return heard;
}

/** The digests that came since the last time; what else comes by the clock is left out. */
export async function digestsOf(person: AgencyPerson): Promise<string[]> {
  const isDigest = (message: string) => /check and close your overdue tasks|Nothing is overdue/.test(message);
  return (await person.hears()).filter(isDigest);
}

/** The digests that were owed and not sent, with the reason; or something else whose keys begin otherwise. */
export async function skippedOf(agency: Agency, keyPrefix = 'digest:') {
  return agency.store.transact(() =>
    agency.database.query
      .selectFrom('deliveries')
      .select(['unique_key', 'reason'])
      .where('state', '=', 'skipped')
      .where('unique_key', 'like', `${keyPrefix}%`)
      .orderBy('id')
      .execute(),
  );
}
