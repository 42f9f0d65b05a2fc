import { nextDigestAt } from '../domain/digest-week.ts';
import type { Instant } from '../domain/instant.ts';
import { isZone } from '../domain/instant.ts';
import { languageOfTag } from '../domain/language.ts';
import type { Identity, Person, Platform, Role } from '../domain/person.ts';
import { DEFAULT_QUIET_HOURS, DEFAULT_WORKING_HOURS } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Tx } from '../ports.ts';
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
 */
export async function admit(door: Door, sender: Sender, known: Known | undefined): Promise<Known | undefined> {
  if (sender.standing === 'outsider') refuse({ kind: 'outsider' });
  if (known) {
    if (known.person.leftAt) refuse({ kind: 'left' });
    return refresh(door, sender, known);
  }
  if (isNamedOwner(door, sender)) return letIn(door, sender, 'owner');
  if (sender.standing === 'stranger') return undefined;
  const isFirst = door.organisation.owners.length === 0 && !(await door.tx.people.any());
  return letIn(door, sender, isFirst ? 'owner' : 'member');
}

/** Makes a person of an account. */
export async function letIn(door: Door, sender: Sender, role: Role): Promise<Known> {
  const { tx, now, platform, organisation } = door;
  const zone = sender.zone && isZone(sender.zone) ? sender.zone : organisation.defaultZone;
  const person = await tx.people.add({
    name: presentableName(sender),
    role,
    language: languageOfTag(sender.languageTag) ?? organisation.defaultLanguage,
    zone,
    workingHours: DEFAULT_WORKING_HOURS,
    quietHours: DEFAULT_QUIET_HOURS,
    digestTime: null,
    digestAlwaysSince: null,
    nextDigestAt: nextDigestAt(now, zone, organisation.digest),
    lastPlatform: platform,
    createdAt: now,
    leftAt: null,
  });
  const identity = await addIdentity(door, sender, person);
  return { person, identity };
}

export async function addIdentity(door: Door, sender: Sender, person: Person): Promise<Identity> {
  return door.tx.people.addIdentity({
    personId: person.id,
    platform: door.platform,
    externalId: sender.externalId,
    handle: sender.handle ?? null,
    directChat: sender.directChat ?? null,
    createdAt: door.now,
    unreachableAt: null,
  });
}

/** Takes over what the platform tells anew; writes only when something is new. */
async function refresh(door: Door, sender: Sender, known: Known): Promise<Known> {
  let { identity, person } = known;
  const handle = sender.handle ?? identity.handle;
  const directChat = sender.directChat ?? identity.directChat;
  if (handle !== identity.handle || directChat !== identity.directChat || identity.unreachableAt) {
    identity = { ...identity, handle, directChat, unreachableAt: null };
    await door.tx.people.saveIdentity(identity);
  }
  const role = isNamedOwner(door, sender) ? 'owner' : person.role;
  if (person.lastPlatform !== door.platform || role !== person.role) {
    person = { ...person, lastPlatform: door.platform, role };
    await door.tx.people.save(person);
  }
  return { identity, person };
}

function isNamedOwner(door: Door, sender: Sender): boolean {
  return door.organisation.owners.some(
    (owner) => owner.platform === door.platform && owner.externalId === sender.externalId,
  );
}

function presentableName(sender: Sender): string {
  const name = sender.name.replaceAll(/\s+/g, ' ').trim();
  return Array.from(name || sender.handle || sender.externalId)
    .slice(0, 100)
    .join('');
}
