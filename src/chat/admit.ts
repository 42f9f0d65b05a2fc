import { arriveInZone } from '../changes/arrive-in-zone.ts';
import { followProfile, profileOf } from '../changes/follow-profile.ts';
import { reschedule } from '../changes/reschedule.ts';
import { nextDigestAt } from '../domain/digest-week.ts';
import { DEFAULT_EXPORTS } from '../domain/exports.ts';
import { type Instant, secondsBetween } from '../domain/instant.ts';
import type { Identity, Person, Platform, Profile, Role } from '../domain/person.ts';
import { DEFAULT_QUIET_HOURS, DEFAULT_WORKING_HOURS } from '../domain/person.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import { refuse } from '../domain/refusal.ts';
import type { Tx } from '../ports/store.ts';
import type { Organisation } from './command.ts';
import type { Sender } from './incoming.ts';

export interface Known {
  identity: Identity;
  person: Person;
}

interface Door {
  tx: Tx;
  now: Instant;
  platform: Platform;
  organisation: Organisation;
}

/**
 * Who is let in: accounts that are known, that `OWNERS` names, or that the platform vouches for.
 * @returns undefined for a stranger, who may only knock with a code
 * @throws UserError for whoever may not be here, or cannot be told from them just now
 */
export async function admit(door: Door, sender: Sender, known: Known | undefined): Promise<Known | undefined> {
  if (sender.standing === 'outsider') refuse({ kind: 'outsider' });
  if (known) {
    if (!known.person.leftAt) return refresh(door, sender, known);
    const isSure = sender.standing !== 'unsure';
    if (isSure && (await isAwaitedOwner(door, sender))) return refresh(door, sender, await readmit(door, known));
    return refuse({ kind: 'left' });
  }
  if (sender.standing === 'unsure') refuse({ kind: 'not known yet' });
  if (isNamedOwner(door, sender)) return letIn(door, sender, 'owner', door.now);
  if (sender.standing === 'stranger') return undefined;
  const isFirst = door.organisation.owners.length === 0 && !(await door.tx.people.any());
  return letIn(door, sender, isFirst ? 'owner' : 'member', door.now);
}

/** Whether the platform of somebody who comes in does not tell where they are, so that they must be asked. */
export function isZoneUntold({ standing, zone }: Sender): boolean {
  return standing === 'stranger' && zone === undefined;
}

/**
 * Makes a person of an account.
 * @param activeAt when they came by themselves; null: somebody named them
 */
export async function letIn(door: Door, sender: Sender, role: Role, activeAt: Instant | null): Promise<Known> {
  const { tx, now, platform, organisation } = door;
  const said = profileOf(sender);
  const name = said.name ?? sender.externalId;
  const language = said.language ?? organisation.defaultLanguage;
  const zone = said.zone ?? organisation.defaultZone;
  const person = await tx.people.add({
    name,
    role,
    language,
    zone,
    workingHours: DEFAULT_WORKING_HOURS,
    quietHours: DEFAULT_QUIET_HOURS,
    digestTime: null,
    digestAlwaysSince: null,
    nextDigestAt: nextDigestAt(now, zone, organisation.digest),
    morningTime: null,
    nextMorningAt: null,
    eveningTime: null,
    nextEveningAt: null,
    exports: DEFAULT_EXPORTS,
    lastPlatform: platform,
    activeAt,
    createdAt: now,
    leftAt: null,
  });
  // What they got for want of a word from the platform is not their choice either.
  const identity = await addIdentity(door, sender, person, { name, zone, language });
  return { person, identity };
}

export async function addIdentity(
  door: Door,
  sender: Sender,
  person: Person,
  profile: Profile = profileOf(sender),
): Promise<Identity> {
  return door.tx.people.addIdentity({
    personId: person.id,
    platform: door.platform,
    externalId: sender.externalId,
    handle: sender.handle ?? null,
    directChat: sender.directChat ?? null,
    createdAt: door.now,
    unreachableAt: null,
    profile,
    goneAt: null,
  });
}

/** Takes over what the platform tells anew; writes only when something is new. */
async function refresh(door: Door, sender: Sender, known: Known): Promise<Known> {
  let { identity, person } = followProfile(known, sender);
  // What is said elsewhere shows nothing of the chat that was closed.
  const isInDirectChat = sender.directChat !== undefined || identity.directChat === null;
  if (identity.unreachableAt && isInDirectChat) identity = { ...identity, unreachableAt: null };
  if (identity !== known.identity) await door.tx.people.saveIdentity(identity);
  if (person.zone !== known.person.zone) person = await arriveInZone(door, person);
  if (isNewlyActive(person, door.now)) person = { ...person, activeAt: door.now };
  const role = isNamedOwner(door, sender) ? 'owner' : person.role;
  if (person.lastPlatform !== door.platform || role !== person.role) {
    person = { ...person, lastPlatform: door.platform, role };
  }
  if (person !== known.person) await door.tx.people.save(person);
  if (person.lastPlatform !== known.person.lastPlatform) await door.tx.deliveries.follow(person.id);
  return { identity, person };
}

/** Only in quiet hours does it matter whether somebody is there, and only to the minute. */
function isNewlyActive(person: Person, now: Instant): boolean {
  if (quietUntil(now, person) === undefined) return false;
  return person.activeAt === null || person.activeAt > now || secondsBetween(person.activeAt, now) >= 60;
}

/** Whom `OWNERS` names comes back where no owner is left who could let them in again. */
async function isAwaitedOwner(door: Door, sender: Sender): Promise<boolean> {
  return isNamedOwner(door, sender) && (await door.tx.people.withRole(['owner'])).length === 0;
}

async function readmit({ tx, now, organisation }: Door, known: Known): Promise<Known> {
  const person = reschedule({ ...known.person, leftAt: null }, now, organisation);
  const identity = { ...known.identity, goneAt: null };
  await tx.people.save(person);
  await tx.people.saveIdentity(identity);
  return { identity, person };
}

function isNamedOwner(door: Door, sender: Sender): boolean {
  return door.organisation.owners.some(
    (owner) => owner.platform === door.platform && owner.externalId === sender.externalId,
  );
}
