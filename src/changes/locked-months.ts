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
 * Closed months. In which month a piece of work lies is told by the clocks of whoever did it: an entry over midnight of
 * the last day lies in both months, and each month keeps its part. Only owners change what a locked month holds.
 *
 * A timer that was running when the month was locked may still stop now, since that leaves the month as it was; it may not
 * stop earlier, nor be thrown away. Two accounts that become one person keep all their time.
 */

type Writer = Pick<Call, 'tx' | 'now' | 'person' | 'text'>;

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
  const months = entries
    .flatMap(({ startedAt, stoppedAt }) => [startedAt, stoppedAt ?? now])
    .map((at) => monthIn(zone, at))
    .sort();
  const locked = await tx.lockedMonths.between(months[0] as Month, months.at(-1) as Month);
  const first = locked.findLast(({ month }) => changesWithin(stretchOfMonth(month, zone), before, after, now));
  if (first) await refuseLocked(call, first);
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
  { tx, now }: Writer,
  taskId: TaskId,
  locked: readonly LockedMonth[],
): Promise<LockedMonth | undefined> {
  const stretches = locked.map(({ month }) => stretchOfMonth(month, 'UTC')).reverse();
  const from = addSeconds(stretches[0]?.startedAt ?? now, -ZONES_APART_SECONDS);
  const to = addSeconds(stretches.at(-1)?.stoppedAt ?? now, ZONES_APART_SECONDS);
  const entries = await tx.timeEntries.onTaskWithin(taskId, from, to);
  const people = await tx.people.getMany([...new Set(entries.map(({ personId }) => personId))]);
  const zones = new Map<PersonId, Person['zone']>(people.map(({ id, zone }) => [id, zone]));
  return locked.findLast(({ month }) =>
    entries.some((entry) => partIn(stretchOfMonth(month, zones.get(entry.personId) ?? 'UTC'), entry, now)),
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
  { tx, now, person }: Pick<Call, 'tx' | 'now' | 'person'>,
  whose: Pick<Person, 'zone'>,
  entries: readonly TimeEntry[],
): Promise<(entry: TimeEntry) => boolean> {
  if (person.role === 'owner' || entries.length === 0) return () => false;
  const months = entries
    .flatMap(({ startedAt, stoppedAt }) => [startedAt, stoppedAt ?? now])
    .map((at) => monthIn(whose.zone, at))
    .sort();
  const locked = await tx.lockedMonths.between(months[0] as Month, months.at(-1) as Month);
  const stretches = locked.map(({ month }) => stretchOfMonth(month, whose.zone));
  return (entry) => stretches.some((stretch) => partIn(stretch, entry, now) !== undefined);
}
