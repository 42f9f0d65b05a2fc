import type { Instant } from '../../src/domain/instant.ts';
import type { Person } from '../../src/domain/person.ts';
import type { World } from './permission-world.ts';
import type { Outcome, Write } from './try-out.ts';

/** Whether somebody wants to be left alone now, by the clock where they are. */
export function isQuiet({ zone, quietHours: { starts, ends, days } }: Person, now: Instant): boolean {
  // `2026-11-24 01:00:00`
  const local = new Date(now).toLocaleString('sv-SE', { timeZone: zone });
  const time = local.slice(11, 16);
  const isOnSuchDay = days.includes(new Date(local.slice(0, 10)).getUTCDay() || 7);
  const isInTheHours = starts <= ends ? starts <= time && time < ends : time >= starts || time < ends;
  return isOnSuchDay || isInTheHours;
}

/**
 * Sets apart the one write that no command stands for: whoever says something within their quiet hours is noted as
 * being there. Anything else of them, and anything of somebody else, stays among the writes.
 */
export function withoutPresence<Tried extends Outcome>(
  { now }: World,
  speaker: Person | undefined,
  outcome: Tried,
): Tried & { isNoted: boolean } {
  const mayBeNoted = speaker !== undefined && speaker.leftAt === null && isQuiet(speaker, now);
  const isNote = ({ table, row }: Write) =>
    table === 'people' && row.id === speaker?.id && row.active_at === now && Object.keys(row).length === 2;
  const writes = mayBeNoted ? outcome.writes.filter((write) => !isNote(write)) : outcome.writes;
  return { ...outcome, writes, isNoted: writes.length < outcome.writes.length };
}
