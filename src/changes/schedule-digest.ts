import type { Organisation } from '../chat/command.ts';
import type { DigestMoment } from '../domain/digest-week.ts';
import { isoWeek, nextDigestAt } from '../domain/digest-week.ts';
import type { Instant } from '../domain/instant.ts';
import { dateIn } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';

/** The organisation's weekday; the person's own time, where they set one. */
export function personalDigest(
  person: Pick<Person, 'digestTime'>,
  organisation: Pick<Organisation, 'digest'>,
): DigestMoment {
  return { weekday: organisation.digest.weekday, time: person.digestTime ?? organisation.digest.time };
}

/**
 * The person with the next digest set anew, after their time or zone changed. Where the new moment of this week has
 * passed and the old one had not come yet, the digest is owed now: the change must not cost them the week.
 */
export function rescheduleDigest(person: Person, now: Instant, organisation: Pick<Organisation, 'digest'>): Person {
  if (person.leftAt) return { ...person, nextDigestAt: null };
  const weekOf = (at: Instant) => isoWeek(dateIn(person.zone, at));
  const next = nextDigestAt(now, person.zone, personalDigest(person, organisation));
  const owed = person.nextDigestAt;
  const isLost = owed !== null && weekOf(owed) === weekOf(now) && weekOf(next) > weekOf(now);
  if (!isLost) return { ...person, nextDigestAt: next };
  // One that is late already keeps its moment, by which the job tells late from too late.
  return { ...person, nextDigestAt: owed < now ? owed : now };
}

/**
 * The person with the next digest where it belongs by now; the very same where it lies there already. One that is due
 * stays; one that is still to come in a week whose new moment has passed stays too, so that no week is lost.
 */
export function realignDigest(person: Person, now: Instant, organisation: Pick<Organisation, 'digest'>): Person {
  const owed = person.nextDigestAt;
  if (person.leftAt || (owed && owed <= now)) return person;
  const next = nextDigestAt(now, person.zone, personalDigest(person, organisation));
  const weekOf = (at: Instant) => isoWeek(dateIn(person.zone, at));
  return owed === next || (owed && weekOf(owed) < weekOf(next)) ? person : { ...person, nextDigestAt: next };
}
