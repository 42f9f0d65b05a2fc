import type { Call } from '../chat/command.ts';
import type { PersonId, ProjectId, TaskId } from '../domain/ids.ts';
import { addSeconds } from '../domain/instant.ts';
import type { LockedMonth } from '../domain/locked-month.ts';
import { changesWithin, partIn } from '../domain/locked-month.ts';
import type { Month } from '../domain/month.ts';
import { monthIn, stretchOfMonth } from '../domain/month.ts';
import type { Person } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { formatMoment } from '../text/format-moment.ts';

/**
 * Closed months. A month is closed from its first to its last instant on the clocks of whoever did the work, and on those of
 * the organisation too: by the former alone, whoever changes their zone would open half a day at either end. An entry
 * over midnight of the last day lies in both months, and each month keeps its part. Only owners change what a locked
 * month holds.
 *
 * A timer that was running when the month was locked may still stop now, since that leaves the month as it was; it may not
 * stop earlier, nor be thrown away. Two accounts that become one person keep all their time.
 */

type Looker = Pick<Call, 'tx' | 'now' | 'person' | 'organisation'>;
type Writer = Looker & Pick<Call, 'text'>;

/**
 * Asked before every change of an entry, whoever makes it and however.
 * @param before null: it is new. @param after null: it goes
 * @throws UserError where the change would be seen in a locked month
 */
export async function ensureUnlocked(call: Writer, before: TimeEntry | null, after: TimeEntry | null): Promise<void> {
  const { tx, now, person } = call;
  const entries = [before, after].filter((entry) => entry !== null);
  const [entry] = entries;
  if (person.role === 'owner' || !entry) return;
  const zone = entry.personId === person.id ? person.zone : (await tx.people.get(entry.personId))?.zone;
  if (zone === undefined) return;
  const zones = zonesOf(call, zone);
  const locked = await lockedAround(call, zones, entries);
  const first = locked.findLast(({ month }) =>
    zones.some((each) => changesWithin(stretchOfMonth(month, each), before, after, now)),
  );
  if (first) await refuseLocked(call, first);
}

/** On whose clocks a month is closed for time of a person who lives in `zone`. */
function zonesOf({ organisation }: Looker, zone: string): string[] {
  return [...new Set([zone, organisation.defaultZone])];
}

/** The locked months that these entries may lie in, the latest first. */
async function lockedAround(
  { tx, now }: Looker,
  zones: readonly string[],
  entries: readonly TimeEntry[],
): Promise<LockedMonth[]> {
  const months = entries
    .flatMap(({ startedAt, stoppedAt }) => [startedAt, stoppedAt ?? now])
    .flatMap((at) => zones.map((zone) => monthIn(zone, at)))
    .sort();
  return tx.lockedMonths.between(months[0] as Month, months.at(-1) as Month);
}

/** Further apart than the clocks of any two zones, so that no month is missed. */
const ZONES_APART_SECONDS = 26 * 3600;

/**
 * The time of a task follows it into another project, all of it or none: that a locked month would then count for another
 * project is refused as well.
 */
export async function moveTaskTime(call: Writer, taskId: TaskId, projectId: ProjectId | null): Promise<void> {
  const { tx, person } = call;
  const locked = person.role === 'owner' ? [] : await tx.lockedMonths.between(FIRST, LAST);
  const first = locked.length > 0 ? await firstWithTime(call, taskId, locked) : undefined;
  if (first) await refuseLocked(call, first);
  await tx.timeEntries.moveTask(taskId, projectId);
}

const FIRST = '0000-01' as Month;
const LAST = '9999-12' as Month;

async function firstWithTime(
  call: Writer,
  taskId: TaskId,
  locked: readonly LockedMonth[],
): Promise<LockedMonth | undefined> {
  const { tx, now } = call;
  const stretches = locked.map(({ month }) => stretchOfMonth(month, 'UTC')).reverse();
  const from = addSeconds(stretches[0]?.startedAt ?? now, -ZONES_APART_SECONDS);
  const to = addSeconds(stretches.at(-1)?.stoppedAt ?? now, ZONES_APART_SECONDS);
  const entries = await tx.timeEntries.onTaskWithin(taskId, from, to);
  const people = await tx.people.getMany([...new Set(entries.map(({ personId }) => personId))]);
  const zones = new Map<PersonId, Person['zone']>(people.map(({ id, zone }) => [id, zone]));
  return locked.findLast(({ month }) =>
    entries.some((entry) =>
      zonesOf(call, zones.get(entry.personId) ?? 'UTC').some((zone) => partIn(stretchOfMonth(month, zone), entry, now)),
    ),
  );
}

async function refuseLocked(call: Writer, { month, lockedBy, lockedAt }: LockedMonth): Promise<never> {
  const { tx, now, person, text } = call;
  const by = (await tx.people.get(lockedBy))?.name ?? text.somebody;
  const since = formatMoment(lockedAt, { language: text.language, zone: person.zone, now });
  return refuse({ kind: 'month locked', month, by, since });
}

/** The months in which these entries of one person lie and that this person may not change. */
export async function lockedFor(
  call: Looker,
  whose: Pick<Person, 'zone'>,
  entries: readonly TimeEntry[],
): Promise<(entry: TimeEntry) => boolean> {
  if (call.person.role === 'owner' || entries.length === 0) return () => false;
  const zones = zonesOf(call, whose.zone);
  const locked = await lockedAround(call, zones, entries);
  const stretches = locked.flatMap(({ month }) => zones.map((zone) => stretchOfMonth(month, zone)));
  return (entry) => stretches.some((stretch) => partIn(stretch, entry, call.now) !== undefined);
}
